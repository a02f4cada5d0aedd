"""The clinic file's passphrase and encryption: how it is, and what can be done about it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from mesomap.paint.tokens import TITLE
from mesomap.panels.buttons import Button, Card, Kind
from mesomap.panels.crypt.passphrase_field import HEIGHT_PX
from mesomap.panels.look import IconLabel, caption, fit_height, text_label, wrapping

WIDTH_PX = 520


class EncryptionDialog(QDialog):
    """One large button for each thing to do."""

    change_wanted = Signal()
    recovery_wanted = Signal()
    keyring_wanted = Signal(bool)
    """Keep the key in the computer's keyring, or forget it there."""
    encrypt_wanted = Signal()
    remove_wanted = Signal()

    def __init__(
        self,
        *,
        encrypted: bool,
        which: str,
        kept: bool,
        no_keyring: str,
        parent: QWidget | None = None,
    ) -> None:
        """`which` names file and key; `kept`: the keyring has the key; `no_keyring`: why not."""
        super().__init__(parent)
        heading = self.tr("Passphrase and encryption")
        self.setWindowTitle(heading)
        self._state = wrapping(text_label("", weight=500))
        self._icon = IconLabel("lock", "ok", 20)
        self.change_card = Card(
            self.tr("Change the passphrase"),
            self.tr("with a new recovery key; older backups keep the old ones"),
            "pen",
        )
        self.recovery_card = Card(
            self.tr("Show the recovery key"), self.tr("to print it or save it as PDF"), "key"
        )
        self.keyring_card = Card(
            self.tr("Forget the key on this computer")
            if kept
            else self.tr("Keep the key on this computer"),
            self.tr("the passphrase is asked for again")
            if kept
            else self.tr("in its keyring: it opens the file without asking"),
            "lock-open" if not kept else "lock",
        )
        if no_keyring:
            self.keyring_card.setEnabled(False)
            self.keyring_card.setToolTip(no_keyring)
        self.remove_card = Card(
            self.tr("Remove the encryption"),
            self.tr("whoever gets the file can read it then"),
            "warning",
        )
        self.encrypt_card = Card(
            self.tr("Encrypt the clinic file"),
            self.tr("with a passphrase of the clinic, and a recovery key"),
            "lock",
        )
        self.change_card.clicked.connect(self.change_wanted)
        self.recovery_card.clicked.connect(self.recovery_wanted)
        self.keyring_card.clicked.connect(lambda: self.keyring_wanted.emit(not kept))
        self.remove_card.clicked.connect(self.remove_wanted)
        self.encrypt_card.clicked.connect(self.encrypt_wanted)
        if encrypted:
            self._state.setText(self.tr("Encrypted: nobody reads it without the passphrase."))
        else:
            self._icon.show_icon("warning", "warn")
            self._state.setText(self.tr("Not encrypted: whoever gets the file can read it."))
        close = Button(self.tr("Close"), kind=Kind.PRIMARY, height=HEIGHT_PX)
        close.clicked.connect(self.accept)
        state = QHBoxLayout()
        state.setSpacing(8)
        state.addWidget(self._icon)
        state.addWidget(self._state, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(8)
        column.addWidget(text_label(heading, TITLE))
        column.addLayout(state)
        column.addWidget(caption(which))
        column.addSpacing(8)
        for card in self._cards(encrypted=encrypted):
            column.addWidget(card)
        column.addStretch(1)
        column.addSpacing(8)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(close)
        column.addLayout(buttons)
        fit_height(self, WIDTH_PX)

    def _cards(self, *, encrypted: bool) -> list[Card]:
        """Those that have a meaning; the others stay unmade."""
        if not encrypted:
            return [self.encrypt_card]
        return [self.change_card, self.recovery_card, self.keyring_card, self.remove_card]

    def state_text(self) -> str:
        """What it says of the file."""
        return self._state.text()
