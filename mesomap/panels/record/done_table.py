"""The change log as a table: rows come in pages as it is scrolled, however many there are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QHeaderView, QTableView, QWidget

from mesomap.panels.compare.quiet_table import make_quiet

Index = QModelIndex | QPersistentModelIndex
_ROLE = Qt.ItemDataRole
WIDTHS_PX = (150, 190, 330, 190)
"""Of all columns but the last, which takes the rest."""


@dataclass(frozen=True, slots=True)
class DoneLine:
    """One row in ready words; `session` is what it opens, None where there is none."""

    when: str
    who: str
    what: str
    patient: str
    day: str
    session: UUID | None = None


class DoneModel(QAbstractTableModel):
    """Holds what was read so far and asks for more where more is."""

    more_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._lines: list[DoneLine] = []
        self._more = False
        self._heads = (
            self.tr("When"),
            self.tr("Who"),
            self.tr("What"),
            self.tr("Patient"),
            self.tr("Session"),
        )

    def show_lines(self, lines: Sequence[DoneLine], *, more: bool) -> None:
        """Show `lines` in place of what was there; `more` says whether others follow."""
        self.beginResetModel()
        self._lines, self._more = list(lines), more
        self.endResetModel()

    def add_lines(self, lines: Sequence[DoneLine], *, more: bool) -> None:
        """Show `lines` below the others."""
        self._more = more
        if lines:
            first = len(self._lines)
            self.beginInsertRows(QModelIndex(), first, first + len(lines) - 1)
            self._lines += lines
            self.endInsertRows()

    def line(self, row: int) -> DoneLine:
        """What a row shows."""
        return self._lines[row]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """So many rows were read."""
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """When, who, what, patient, session."""
        return 0 if parent.isValid() else len(self._heads)

    def canFetchMore(self, parent: Index) -> bool:
        """Whether the file has more rows."""
        return self._more and not parent.isValid()

    def fetchMore(self, parent: Index) -> None:
        """Ask for the next page."""
        if self._more:
            self._more = False
            self.more_wanted.emit()

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = _ROLE.DisplayRole
    ) -> object:
        """The columns' names."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == _ROLE.DisplayRole:
            return self._heads[section]
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return left if role == _ROLE.TextAlignmentRole else None

    def data(self, index: Index, role: int = _ROLE.DisplayRole) -> object:
        """A cell's words; its tooltip is the same where it may be cut short."""
        if role not in (_ROLE.DisplayRole, _ROLE.ToolTipRole):
            return None
        line = self._lines[index.row()]
        return (line.when, line.who, line.what, line.patient, line.day)[index.column()]


class DoneTable(QTableView):
    """The rows; one is chosen."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = DoneModel(self)
        self.setModel(self.rows)
        make_quiet(self, name)
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        for column, width in enumerate(WIDTHS_PX):
            self.setColumnWidth(column, width)
        header.setStretchLastSection(True)

    def chosen(self) -> DoneLine | None:
        """The row that is chosen."""
        index = self.currentIndex()
        return self.rows.line(index.row()) if index.isValid() else None
