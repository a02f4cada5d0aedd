"""Everything that is to be done, in one list."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from mesomap.paint.icons import icon_pixmap
from mesomap.paint.theme import current
from mesomap.paint.tokens import TITLE
from mesomap.panels.buttons import Button, Kind
from mesomap.panels.look import caption, text_label
from mesomap.panels.record.to_do import ToDoEntry


class ToDoDialog(QDialog):
    """One line a thing; Enter or a double click opens it."""

    chosen = Signal(object)
    """The `ToDoEntry` to open."""

    def __init__(self, entries: Sequence[ToDoEntry], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("To do"))
        self.resize(680, 480)
        self._entries = list(entries)
        self.tree = QTreeWidget()
        self.tree.setAccessibleName(self.tr("To do"))
        self.tree.setRootIsDecorated(False)
        self.tree.setUniformRowHeights(True)
        self.tree.setHeaderLabels([self.tr("Patient"), self.tr("What"), self.tr("Session")])
        self.tree.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.tree.header().setStretchLastSection(False)
        self.tree.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column in (1, 2):
            mode = QHeaderView.ResizeMode.ResizeToContents
            self.tree.header().setSectionResizeMode(column, mode)
        for entry in self._entries:
            item = QTreeWidgetItem([entry.patient, entry.what, entry.day])
            item.setIcon(0, icon_pixmap(entry.icon, current().t2, 16))
            self.tree.addTopLevelItem(item)
        first = self.tree.topLevelItem(0)
        if first is not None:
            self.tree.setCurrentItem(first)
        self.tree.itemActivated.connect(lambda _item, _column: self._open())
        self.open_button = Button(self.tr("Open"), kind=Kind.PRIMARY, height=36)
        self.open_button.setEnabled(bool(self._entries))
        self.open_button.clicked.connect(self._open)
        close = Button(self.tr("Close"), height=36)
        close.clicked.connect(self.reject)
        ends = QHBoxLayout()
        ends.addStretch(1)
        ends.addWidget(close)
        ends.addWidget(self.open_button)
        words = self.tr(
            "Follow-ups of the last 120 days that nobody has done, and given sessions that are"
            " not signed."
        )
        if not self._entries:
            words = self.tr("Nothing is due, and every given session is signed.")
        page = QVBoxLayout(self)
        page.setContentsMargins(24, 20, 24, 20)
        page.setSpacing(12)
        page.addWidget(text_label(self.tr("To do"), TITLE))
        page.addWidget(caption(words))
        page.addWidget(self.tree, 1)
        page.addLayout(ends)

    def _open(self) -> None:
        item = self.tree.currentItem()
        if item is not None:
            self.accept()
            self.chosen.emit(self._entries[self.tree.indexOfTopLevelItem(item)])
