"""A table of ready words under the charts; a row may belong to a region."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QHeaderView, QTableView, QWidget

from mesomap.model import RegionKey
from mesomap.paint.tokens import BODY, TARGET
from mesomap.panels.compare.quiet_table import make_quiet
from mesomap.panels.compare.values import PlainRow, PlainRows
from mesomap.panels.look import sized

_KEYS = (
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
    Qt.Key.Key_Home,
    Qt.Key.Key_End,
    Qt.Key.Key_Tab,
    Qt.Key.Key_Backtab,
)


class PlainTable(QTableView):
    """Says of which region a chosen row is."""

    region_chosen = Signal(object)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = QStandardItemModel(self)
        self._rows: Sequence[PlainRow] = ()
        self.setModel(self._model)
        make_quiet(self, name)
        self.selectionModel().currentRowChanged.connect(self._row_changed)

    def show_rows(self, shown: PlainRows) -> None:
        """Show these rows, the last columns in figures."""
        self._rows = ()
        self._model.clear()
        self._rows = shown.rows
        self._model.setHorizontalHeaderLabels(list(shown.headings))
        header = self.horizontalHeader()
        for column in range(len(shown.headings)):
            words = column < shown.words
            side = Qt.AlignmentFlag.AlignLeft if words else Qt.AlignmentFlag.AlignRight
            item = self._model.horizontalHeaderItem(column)
            if item is not None:
                item.setTextAlignment(side | Qt.AlignmentFlag.AlignVCenter)
            fits = QHeaderView.ResizeMode.ResizeToContents
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch if words else fits)
            for row, one in enumerate(shown.rows):
                cell = QStandardItem(one.cells[column])
                cell.setFont(sized(BODY, weight=600 if column in shown.strong else 400))
                cell.setTextAlignment(side | Qt.AlignmentFlag.AlignVCenter)
                cell.setToolTip(one.cells[column] if words else "")
                self._model.setItem(row, column, cell)

    def rows(self) -> Sequence[PlainRow]:
        """What it shows."""
        return self._rows

    def wanted_height(self) -> int:
        """Room for all rows under their heading."""
        return self.horizontalHeader().height() + TARGET * max(len(self._rows), 2) + 10

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and down choose; everything else is the page's."""
        if Qt.Key(event.key()) in _KEYS:
            super().keyPressEvent(event)
        else:
            event.ignore()

    def _row_changed(self, index: QModelIndex) -> None:
        if index.isValid() and index.row() < len(self._rows):
            key = self._rows[index.row()].key
            if isinstance(key, RegionKey):
                self.region_chosen.emit(key)
