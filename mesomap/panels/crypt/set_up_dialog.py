"""A new clinic file: where it lies, who makes it, and the passphrase that opens it."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from mesomap.paint.tokens import TITLE
from mesomap.panels.buttons import Button, Kind
from mesomap.panels.crypt.passphrase_field import HEIGHT_PX, NewPassphrase
from mesomap.panels.look import IconLabel, caption, fit_height, text_label, wrapping
from mesomap.panels.message_bar import MessageBar
from mesomap.panels.reason import Reason

WIDTH_PX = 520


@dataclass(frozen=True, slots=True)
class SetUp:
    """What was chosen; no passphrase means no encryption."""

    path: Path
    person: str
    passphrase: str = field(repr=False)


class SetUpDialog(QDialog):
    """One name, one passphrase, Enter."""

    place_wanted = Signal()
    """Another place for the clinic file is wanted."""
    wanted = Signal(object)
    """A `SetUp`: make it, and close the dialog when that went well."""

    def __init__(self, path: Path, *, shortest: int, parent: QWidget | None = None) -> None:
        """`path` is where the file will lie, `shortest` the fewest characters of a passphrase."""
        super().__init__(parent)
        heading = self.tr("New clinic file")
        self.setWindowTitle(heading)
        self._path = path
        self.message = MessageBar()
        self._place = caption("")
        self.place_button = Button(self.tr("Change…"), "folder-open", height=36)
        self.place_button.setToolTip(self.tr("Choose where the clinic file lies"))
        self.place_button.clicked.connect(self.place_wanted)
        self.person = QLineEdit()
        self.person.setObjectName("setUpPerson")
        self.person.setAccessibleName(self.tr("Your name"))
        self.person.setPlaceholderText(self.tr("First name, surname"))
        self.person.setMinimumHeight(HEIGHT_PX)
        self.passphrase = NewPassphrase(self.tr("Passphrase of the clinic"), shortest=shortest)
        self.plain = QCheckBox(self.tr("Without encryption"))
        self.plain.toggled.connect(self._follow)
        self._warning = self._warned()
        self.make_button = Button(self.tr("Make clinic file"), kind=Kind.PRIMARY, height=HEIGHT_PX)
        self.make_button.clicked.connect(self.accept)
        self.cancel_button = Button(self.tr("Cancel"), height=HEIGHT_PX)
        self.cancel_button.clicked.connect(self.reject)
        self._no_name = Reason(self.person)
        self.person.textEdited.connect(lambda _text: self._no_name.silence())
        self._arrange(heading)
        self.show_place(path)
        self._follow(False)
        self.person.setFocus()

    def _warned(self) -> QWidget:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        line.addWidget(IconLabel("warning", "warn", 18), 0, Qt.AlignmentFlag.AlignTop)
        words = self.tr(
            "Whoever gets this computer, or a copy of the file, can read every patient in it."
        )
        line.addWidget(wrapping(text_label(words, role="warn", weight=500)), 1)
        return row

    def _arrange(self, heading: str) -> None:
        place = QHBoxLayout()
        place.setSpacing(12)
        place.addWidget(self._place, 1)
        place.addWidget(self.place_button)
        self._about = caption(
            self.tr("It opens the file on every computer. A recovery key for paper follows.")
        )
        self._secret = QWidget()
        secret = QVBoxLayout(self._secret)
        secret.setContentsMargins(0, 0, 0, 0)
        secret.setSpacing(6)
        secret.addWidget(text_label(self.tr("Passphrase of the clinic"), role="t2"))
        secret.addWidget(self.passphrase)
        secret.addWidget(self._about)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addStretch(1)
        buttons.addWidget(self.cancel_button)
        buttons.addWidget(self.make_button)
        inside = QVBoxLayout()
        inside.setContentsMargins(24, 20, 24, 20)
        inside.setSpacing(6)
        inside.addWidget(text_label(heading, TITLE))
        inside.addLayout(place)
        inside.addSpacing(10)
        inside.addWidget(text_label(self.tr("Your name"), role="t2"))
        inside.addWidget(self.person)
        inside.addSpacing(10)
        inside.addWidget(self._secret)
        inside.addSpacing(4)
        inside.addWidget(self.plain, 0, Qt.AlignmentFlag.AlignLeft)
        inside.addWidget(self._warning)
        inside.addStretch(1)
        inside.addSpacing(12)
        inside.addLayout(buttons)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.message)
        column.addLayout(inside)

    def show_place(self, path: Path) -> None:
        """Where the clinic file will lie."""
        self._path = path
        # A path may break after each folder, else a long one would widen the dialog.
        broken = str(path).replace(os.sep, os.sep + "\u200b")
        self._place.setText(self.tr("Kept in {path}").format(path=broken))

    def place_text(self) -> str:
        """What it says of the place."""
        return self._place.text().replace("\u200b", "")

    def accept(self) -> None:
        """Hand it on with a name, and with a passphrase that is long enough or none at all."""
        name = " ".join(self.person.text().split())
        if not name:
            self._no_name.say(self.tr("Your name goes beside every change."))
            self.person.setFocus()
            return
        plain = self.plain.isChecked()
        if not plain and not self.passphrase.long_enough():
            self.passphrase.refuse()
            return
        self.wanted.emit(SetUp(self._path, name, "" if plain else self.passphrase.text()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in any field makes it."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.accept()
            return
        super().keyPressEvent(event)

    def _follow(self, plain: bool) -> None:
        self._secret.setEnabled(not plain)
        self._warning.setVisible(plain)
        fit_height(self, WIDTH_PX)
