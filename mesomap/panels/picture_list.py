"""The clinic's own pictures in a list: add one, change it, retire it or offer it again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QIcon, QPixmap
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from mesomap.paint.tokens import TITLE
from mesomap.panels.buttons import Button, Kind
from mesomap.panels.look import caption, text_label

PICTURE_PX = 56


@dataclass(frozen=True, slots=True)
class PictureLine:
    """One picture of the list, in ready words."""

    id: UUID
    title: str
    details: str
    retired: bool
    picture: QPixmap


class PictureList(QDialog):
    """What is offered first; double-click or Enter changes the chosen one."""

    add_wanted = Signal()
    change_wanted = Signal(object)
    retire_wanted = Signal(object, bool)
    """The picture's id, and whether it is to be retired."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        said = self.tr("Own pictures")
        self.setWindowTitle(said)
        self.setMinimumSize(560, 420)
        self._lines: tuple[PictureLine, ...] = ()
        self.list = QListWidget()
        self.list.setAccessibleName(said)
        self.list.setIconSize(QSize(PICTURE_PX, PICTURE_PX))
        self.list.setSpacing(2)
        self.list.currentItemChanged.connect(lambda _now, _before: self._follow())
        self.list.itemActivated.connect(lambda _item: self._change())
        self._empty = caption(
            self.tr(
                "None yet. A drawing or a photograph of the clinic's own becomes a chart with true"
                " millimetres. A place on a picture is not an address on the skin: it shows on no"
                " other chart."
            )
        )
        self.add_button = Button(self.tr("Add…"), "plus", height=34)
        self.add_button.clicked.connect(self.add_wanted)
        self.change_button = Button(self.tr("Change…"), "pen", height=34)
        self.change_button.clicked.connect(self._change)
        self.retire_button = Button(self.tr("Retire"), height=34)
        self.retire_button.clicked.connect(self._retire)
        self.close_button = Button(self.tr("Close"), kind=Kind.PRIMARY, height=36)
        self.close_button.clicked.connect(self.accept)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for button in (self.add_button, self.change_button, self.retire_button):
            buttons.addWidget(button)
        buttons.addStretch(1)
        buttons.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        column.addWidget(text_label(said, TITLE))
        column.addWidget(self._empty)
        column.addWidget(self.list, 1)
        column.addLayout(buttons)
        self._follow()

    def show_pictures(self, lines: Sequence[PictureLine]) -> None:
        """Show these, the chosen one still chosen."""
        chosen = self.chosen()
        self._lines = tuple(lines)
        self.list.clear()
        for line in lines:
            icon = QIcon(line.picture)
            icon.addPixmap(line.picture, QIcon.Mode.Selected)
            item = QListWidgetItem(icon, f"{line.title}\n{line.details}")
            self.list.addItem(item)
            if line.id == chosen:
                self.list.setCurrentItem(item)
        if self.list.currentItem() is None and lines:
            self.list.setCurrentRow(0)
        self._empty.setVisible(not lines)
        self._follow()

    def chosen(self) -> UUID | None:
        """The chosen picture."""
        line = self._line()
        return None if line is None else line.id

    def _line(self) -> PictureLine | None:
        row = self.list.currentRow()
        return self._lines[row] if 0 <= row < len(self._lines) else None

    def _follow(self) -> None:
        line = self._line()
        self.change_button.setEnabled(line is not None)
        self.retire_button.setEnabled(line is not None)
        retired = line is not None and line.retired
        self.retire_button.setText(self.tr("Offer again") if retired else self.tr("Retire"))
        self.retire_button.setToolTip(
            self.tr("Sessions that use it keep it; it is not offered for new work")
        )
        self.retire_button.updateGeometry()

    def _change(self) -> None:
        id = self.chosen()
        if id is not None:
            self.change_wanted.emit(id)

    def _retire(self) -> None:
        line = self._line()
        if line is not None:
            self.retire_wanted.emit(line.id, not line.retired)
