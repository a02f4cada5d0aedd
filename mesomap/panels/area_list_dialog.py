"""All area passes of a session."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from mesomap.paint.tokens import TITLE
from mesomap.panels.area_view import AreaView, facts_words, title_words
from mesomap.panels.buttons import Button, Kind
from mesomap.panels.look import caption, text_label

_ID = Qt.ItemDataRole.UserRole


class AreaListDialog(QDialog):
    """One line a pass; Enter or a double click edits it."""

    edit_wanted = Signal(object)
    delete_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        title = self.tr("Area passes")
        self.setWindowTitle(title)
        self.resize(680, 380)
        self.list = QListWidget()
        self.list.setAccessibleName(title)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.list.setWordWrap(True)
        self.list.setSpacing(5)
        self.list.itemActivated.connect(lambda _item: self.edit_wanted.emit(self.current()))
        self.list.currentItemChanged.connect(lambda _now, _before: self._follow())
        self._none = caption(self.tr("None yet: A paints one on the chart."))
        self.edit_button = Button(self.tr("Edit…"), "pen", height=36)
        self.edit_button.clicked.connect(lambda: self.edit_wanted.emit(self.current()))
        self.delete_button = Button(self.tr("Remove"), "delete", height=36)
        self.delete_button.clicked.connect(lambda: self.delete_wanted.emit(self.current()))
        close = Button(self.tr("Close"), kind=Kind.PRIMARY, height=36)
        close.clicked.connect(self.accept)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.edit_button)
        buttons.addWidget(self.delete_button)
        buttons.addStretch(1)
        buttons.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        column.addWidget(text_label(title, TITLE))
        column.addWidget(self.list, 1)
        column.addWidget(self._none)
        column.addLayout(buttons)

    def show_areas(self, views: Sequence[AreaView]) -> None:
        """These passes; the line that was current stays so."""
        current = self.current()
        self.list.clear()
        for view in views:
            item = QListWidgetItem(f"{view.number}  {title_words(view)}\n{facts_words(view)}")
            item.setData(_ID, view.id)
            self.list.addItem(item)
            if view.id == current or self.list.currentItem() is None:
                self.list.setCurrentItem(item)
        self._none.setVisible(not views)
        self._follow()

    def current(self) -> UUID | None:
        """The area pass of the current line."""
        item = self.list.currentItem()
        found = item.data(_ID) if item is not None else None
        return found if isinstance(found, UUID) else None

    def _follow(self) -> None:
        for button in (self.edit_button, self.delete_button):
            button.setEnabled(self.current() is not None)
