"""Where backups go, which there are, and what can be done: make one now, restore one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from mesomap.paint.tokens import SMALL, TITLE
from mesomap.panels.buttons import Button, Kind
from mesomap.panels.look import caption, heading, separator, text_label, wrapping
from mesomap.panels.number_field import NumberField
from mesomap.panels.reason import Reason

LINE_PX = 46


@dataclass(frozen=True, slots=True)
class PlaceLine:
    """A place in ready words: its folder, and when its last good backup was made."""

    folder: str
    last: str


@dataclass(frozen=True, slots=True)
class BackupLine:
    """A backup that was found, in ready words."""

    path: Path
    when: str
    details: str


class BackupsDialog(QDialog):
    """The places above, what was found in them below."""

    back_up_wanted = Signal()
    cancel_wanted = Signal()
    place_wanted = Signal()
    place_dropped = Signal()
    nag_chosen = Signal(int)
    restore_wanted = Signal(object)
    """The path of a backup."""
    file_wanted = Signal()
    """Another file is to be chosen."""

    def __init__(self, nag_days: int, most_days: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        said = self.tr("Backups")
        self.setWindowTitle(said)
        self.setMinimumSize(680, 600)
        self._lines: tuple[BackupLine, ...] = ()
        self._running = False
        self._opened = False
        self.places = QWidget()
        self._folders = [wrapping(text_label("")) for _ in range(2)]
        self._lasts = [text_label("", SMALL, role="t2") for _ in range(2)]
        self.place_button = Button(self.tr("Choose…"), "folder-open", height=32)
        self.place_button.setToolTip(self.tr("A folder on a USB stick, another disk or a network"))
        self.place_button.clicked.connect(self.place_wanted)
        self.drop_button = Button("", "close", kind=Kind.BARE, height=32)
        self.drop_button.setToolTip(self.tr("No longer back up there; what lies there stays"))
        self.drop_button.setAccessibleName(self.tr("No longer back up to the second place"))
        self.drop_button.clicked.connect(self.place_dropped)
        self.nag = NumberField(
            name=self.tr("Days until it is said that the last good backup is old"),
            unit=self.tr("days"),
            maximum=most_days,
            decimals=0,
        )
        self.nag.set_value(nag_days)
        self.nag.setFixedWidth(132)
        self.nag.value_changed.connect(lambda days: self.nag_chosen.emit(int(days or 0)))
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Backups that were found"))
        self.list.setSpacing(2)
        self.list.currentItemChanged.connect(lambda _now, _before: self._follow())
        self.list.itemActivated.connect(lambda _item: self._restore())
        self._found = caption("")
        self.back_up_button = Button(self.tr("Back up now"), "drive", height=34)
        self.back_up_button.clicked.connect(self._back_up)
        self.restore_button = Button(self.tr("Restore…"), "undo", height=34)
        self.restore_button.setToolTip(self.tr("First shows what it holds; changes nothing yet"))
        self.restore_button.clicked.connect(self._restore)
        self.file_button = Button(self.tr("Restore another file…"), height=34)
        self.file_button.clicked.connect(self.file_wanted)
        self.close_button = Button(self.tr("Close"), kind=Kind.PRIMARY, height=36)
        self.close_button.clicked.connect(self.accept)
        self._refused = Reason(self.restore_button)
        self._arrange(said)
        self._follow()
        self.list.setFocus()

    def _arrange(self, said: str) -> None:
        grid = QGridLayout(self.places)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(1, 1)
        second = QHBoxLayout()
        second.setSpacing(4)
        second.addWidget(self.place_button)
        second.addWidget(self.drop_button)
        names = (self.tr("Beside the clinic file"), self.tr("Second place"))
        hints = (
            self.tr("Protects from mistakes, not from a lost or broken computer."),
            self.tr(
                "A USB stick, another disk or a network drive. When it is not there, the next"
                " backup tries again."
            ),
        )
        top = Qt.AlignmentFlag.AlignTop
        for row, (name, hint) in enumerate(zip(names, hints, strict=True)):
            at = row * 4
            grid.addWidget(text_label(name, weight=600), at, 0, top)
            grid.addWidget(self._folders[row], at, 1)
            grid.addWidget(self._lasts[row], at + 1, 1)
            grid.addWidget(caption(hint), at + 2, 1)
            grid.setRowMinimumHeight(at + 3, 10)
        grid.addLayout(second, 4, 2, 3, 1, top)
        days = QHBoxLayout()
        days.setSpacing(10)
        days.addWidget(text_label(self.tr("Say so when the last good backup is older than")))
        days.addWidget(self.nag)
        days.addWidget(caption(self.tr("0 for never")), 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for button in (self.back_up_button, self.restore_button, self.file_button):
            buttons.addWidget(button)
        buttons.addStretch(1)
        buttons.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        column.addWidget(text_label(said, TITLE))
        column.addWidget(
            caption(
                self.tr(
                    "Made on closing the clinic file and daily while it is open, if anything"
                    " changed; verified after writing. The latest of 7 days, 4 weeks and 12 months"
                    " are kept."
                )
            )
        )
        column.addWidget(self.places)
        column.addLayout(days)
        column.addWidget(separator())
        column.addWidget(heading(self.tr("Found")))
        column.addWidget(self._found)
        column.addWidget(self.list, 1)
        column.addLayout(buttons)

    def show_places(self, beside: PlaceLine, second: PlaceLine | None, *, is_open: bool) -> None:
        """The two places; without a second one what could be. A closed file is not backed up."""
        self._opened = is_open
        none = PlaceLine(self.tr("None chosen"), "")
        for row, line in enumerate((beside, second or none)):
            self._folders[row].setText(line.folder)
            self._lasts[row].setText(line.last)
            self._lasts[row].setVisible(bool(line.last))
        self.drop_button.setVisible(second is not None)
        self._follow()

    def show_looking(self) -> None:
        """The places are being looked through."""
        self._found.setText(self.tr("Looking…"))
        self._found.show()

    def show_found(self, lines: Sequence[BackupLine], in_clear: int) -> None:
        """What was found, latest first; the chosen one still chosen.

        So many are `in_clear` though the clinic file is encrypted.
        """
        chosen = self.chosen()
        self._lines = tuple(lines)
        self.list.clear()
        for line in lines:
            item = QListWidgetItem(f"{line.when}\n{line.details}")
            item.setToolTip(str(line.path))
            item.setSizeHint(QSize(0, LINE_PX))
            self.list.addItem(item)
            if line.path == chosen:
                self.list.setCurrentItem(item)
        if self.list.currentItem() is None and lines:
            self.list.setCurrentRow(0)
        self._found.setText(self._found_words(in_clear) if lines else self._none_words())
        self._found.setVisible(not lines or bool(in_clear))
        self._follow()

    def _none_words(self) -> str:
        return self.tr("No backups were found in these places.")

    def _found_words(self, in_clear: int) -> str:
        if in_clear == 1:
            return self.tr(
                "1 of them is not encrypted, from before the passphrase: whoever has it can read"
                " it. Delete its file when you do not need it any more."
            )
        return self.tr(
            "{count} of them are not encrypted, from before the passphrase: whoever has them can"
            " read them. Delete their files when you do not need them any more."
        ).format(count=in_clear)

    def show_refused(self, why: str) -> None:
        """Who types here may not do that."""
        self._refused.say(why)

    def refused(self) -> str:
        """What is said of what may not be done; "" while nothing is."""
        return "" if self._refused.isHidden() else self._refused.text()

    def show_running(self, running: bool) -> None:
        """A backup is being made, or not any more."""
        self._running = running
        words = self.tr("Stop") if running else self.tr("Back up now")
        self.back_up_button.setText(words)
        self.back_up_button.updateGeometry()
        self._follow()

    def show_done(self, done: str) -> None:
        """How far it is, in ready words."""
        self.back_up_button.setText(self.tr("Stop ({percent})").format(percent=done))
        self.back_up_button.updateGeometry()

    def chosen(self) -> Path | None:
        """The chosen backup."""
        row = self.list.currentRow()
        return self._lines[row].path if 0 <= row < len(self._lines) else None

    def _follow(self) -> None:
        self.back_up_button.setEnabled(self._opened)
        self.restore_button.setEnabled(self.chosen() is not None and not self._running)
        self.file_button.setEnabled(not self._running)

    def _back_up(self) -> None:
        (self.cancel_wanted if self._running else self.back_up_wanted).emit()

    def _restore(self) -> None:
        path = self.chosen()
        if path is not None and self.restore_button.isEnabled():
            self.restore_wanted.emit(path)
