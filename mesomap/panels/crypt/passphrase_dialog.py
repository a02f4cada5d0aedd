"""Asks for a clinic file's passphrase, a new one, or both; after wrong ones it makes one wait."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import ceil

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QDialog, QHBoxLayout, QVBoxLayout, QWidget

from mesomap.paint.tokens import TITLE
from mesomap.panels.buttons import Button, Kind
from mesomap.panels.crypt.passphrase_field import HEIGHT_PX, NewPassphrase, PassphraseField
from mesomap.panels.look import IconLabel, caption, fit_height, text_label, wrapping
from mesomap.panels.reason import Reason

WIDTH_PX = 500
LOOKS_EVERY_MS = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What one dialog asks, in ready words; `new` and `now` say which passphrases."""

    heading: str
    button: str
    text: str = ""
    warning: str = ""
    now: bool = True
    new: bool = False
    keeps: bool = False
    """Whether the key may be kept in the computer's keyring; `no_keyring` says why it cannot."""
    no_keyring: str = ""


class PassphraseDialog(QDialog):
    """Says what was wrong, and lets nobody try before `wait_s` says so."""

    given = Signal(str, str)
    """The passphrase or recovery key that holds now, and the new passphrase; "" for not asked."""

    def __init__(
        self,
        asked: Asked,
        *,
        shortest: int,
        wait_s: Callable[[], float] = lambda: 0.0,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(asked.heading)
        self._asked = asked
        self._wait_s = wait_s
        self._wrong = ""
        self._said: list[str] = []
        self.now = PassphraseField(self.tr("Passphrase"))
        self.new = NewPassphrase(self.tr("New passphrase"), shortest=shortest)
        self.recovery_button = Button("", "key", height=36)
        self.recovery_button.setCheckable(True)
        self.recovery_button.toggled.connect(self._ask_recovery)
        self.keep = QCheckBox(self.tr("Keep the key in this computer's keyring"))
        self.keep.setToolTip(
            asked.no_keyring
            or self.tr("Whoever is signed in to this computer opens the file without asking")
        )
        self.keep.setEnabled(not asked.no_keyring)
        self._now_label = text_label("", role="t2")
        self._line = wrapping(text_label("", role="warn", weight=500))
        self._icon = IconLabel("warning", "warn", 18)
        self.ok_button = Button(asked.button, kind=Kind.PRIMARY, height=HEIGHT_PX)
        self.ok_button.clicked.connect(self.accept)
        self.cancel_button = Button(self.tr("Cancel"), height=HEIGHT_PX)
        self.cancel_button.clicked.connect(self.reject)
        self._empty = Reason(self.now)
        self.now.edited.connect(self._empty.silence)
        self._arrange()
        self._ask_recovery(False)
        self._timer = QTimer(self)
        self._timer.setInterval(LOOKS_EVERY_MS)
        self._timer.timeout.connect(self._look)
        self._look()
        fit_height(self, WIDTH_PX)
        (self.now if asked.now else self.new).setFocus()

    def _arrange(self) -> None:
        asked = self._asked
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(6)
        column.addWidget(text_label(asked.heading, TITLE))
        if asked.text:
            column.addWidget(caption(asked.text))
        if asked.warning:
            column.addLayout(
                _with_icon(
                    IconLabel("warning", "warn", 18),
                    wrapping(text_label(asked.warning, role="warn", weight=500)),
                )
            )
        column.addSpacing(10)
        if asked.now:
            column.addWidget(self._now_label)
            column.addWidget(self.now)
        if asked.new:
            column.addSpacing(10 if asked.now else 0)
            column.addWidget(text_label(self.tr("New passphrase"), role="t2"))
            column.addWidget(self.new)
        column.addLayout(_with_icon(self._icon, self._line))
        if asked.keeps:
            column.addWidget(self.keep, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        column.addSpacing(12)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        if asked.now:
            buttons.addWidget(self.recovery_button)
        buttons.addStretch(1)
        buttons.addWidget(self.cancel_button)
        buttons.addWidget(self.ok_button)
        column.addLayout(buttons)

    def show_wrong(self, text: str) -> None:
        """It was wrong: say so, forget what was typed, and wait where that is due."""
        self._wrong = text
        if not self.asks_recovery():
            self.now.clear()  # a recovery key is long: its one wrong letter is mended, not retyped
        self._look()
        self.now.setFocus()

    def asks_recovery(self) -> bool:
        """Whether the recovery key is typed in the passphrase's place."""
        return self.recovery_button.isChecked()

    def line(self) -> str:
        """What it says of what went wrong."""
        return "" if self._line.isHidden() else self._line.text()

    def accept(self) -> None:
        """Hand on what was typed; who asked closes the dialog when it is right."""
        if not self.ok_button.isEnabled():
            return
        if self._asked.now and not self.now.text():
            self._empty.say(self.tr("Type the passphrase, or the recovery key."))
            self.now.setFocus()
            return
        if self._asked.new and not self.new.long_enough():
            self.new.refuse()
            return
        now = self.now.text() if self._asked.now else ""
        self.given.emit(now, self.new.text() if self._asked.new else "")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in any field tries."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.accept()
            return
        super().keyPressEvent(event)

    def _ask_recovery(self, on: bool) -> None:
        """Another thing to type; both open the file, whichever is typed where."""
        self._now_label.setText(self.tr("Recovery key") if on else self.tr("Passphrase"))
        self.now.edit.setPlaceholderText(self.tr("11 groups of 5") if on else "")
        self.now.show_button.setChecked(on)
        self.recovery_button.setText(
            self.tr("Use the passphrase instead") if on else self.tr("Use the recovery key instead")
        )
        self.recovery_button.updateGeometry()
        self.now.setFocus()

    def _look(self) -> None:
        """Whether one may try again yet."""
        seconds = ceil(self._wait_s()) if self._asked.now else 0
        parts = [self._wrong] if self._wrong else []
        if seconds:
            parts.append(self.tr("Again in {seconds} s").format(seconds=seconds))
        self._line.setText(" ".join(parts))
        self._line.setVisible(bool(parts))
        self._icon.setVisible(bool(parts))
        self.ok_button.setEnabled(not seconds)
        if parts != self._said:
            self._said = parts
            fit_height(self, WIDTH_PX)
        if seconds and not self._timer.isActive():
            self._timer.start()
        elif not seconds:
            self._timer.stop()


def _with_icon(icon: QWidget, line: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(8)
    row.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(line, 1)
    return row
