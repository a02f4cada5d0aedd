"""The rows of the chart strip: headings that fold, and the charts under them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QPixmap

ROW = int(Qt.ItemDataRole.UserRole)
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class ChartEntry:
    """A chart in the strip: its id and its title in the person's language."""

    id: str
    title: str
    note: str = ""
    """What stands under the title in place of the count, of a chart that was searched for."""
    key: object = None
    """The region that it was found for."""


@dataclass(frozen=True, slots=True)
class ChartGroup:
    """Charts under one heading."""

    id: str
    title: str
    entries: tuple[ChartEntry, ...]


class ChartModel(QAbstractListModel):
    """Headings and charts with their counts and pictures; a folded group shows its heading."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.groups: tuple[ChartGroup, ...] = ()
        self.found: tuple[ChartGroup, ...] | None = None
        """What a search found; None while nothing is searched for."""
        self.folded: frozenset[str] = frozenset()
        self.rows: tuple[ChartGroup | ChartEntry, ...] = ()
        self.counts: dict[str, int] = {}
        self.group_counts: dict[str, int] = {}
        self.pictures: dict[str, QPixmap] = {}
        self.chosen = ""
        """The chart on the canvas."""

    @property
    def charts(self) -> tuple[ChartEntry, ...]:
        """Every chart in its order, also those of folded groups."""
        return tuple(entry for group in self.groups for entry in group.entries)

    def show_groups(self, groups: Sequence[ChartGroup], folded: Collection[str]) -> None:
        self.groups, self.folded, self.found = tuple(groups), frozenset(folded), None
        self.counts, self.group_counts, self.pictures, self.chosen = {}, {}, {}, ""
        self._rebuild()

    def show_found(self, found: Sequence[ChartGroup] | None) -> None:
        self.found = None if found is None else tuple(found)
        self._rebuild()

    def fold(self, group: str, folded: bool) -> None:
        self.fold_exactly(self.folded | {group} if folded else self.folded - {group})

    def fold_exactly(self, groups: Collection[str]) -> None:
        self.folded = frozenset(groups)
        self._rebuild()

    def show_counts(self, counts: Mapping[str, int], groups: Mapping[str, int]) -> None:
        self.counts, self.group_counts = dict(counts), dict(groups)
        self.repaint()

    def show_pictures(self, pictures: Mapping[str, QPixmap]) -> None:
        self.pictures.update(pictures)
        self.repaint()

    def choose(self, chart: str) -> None:
        self.chosen = chart
        self.repaint()

    def group_of(self, chart: str) -> ChartGroup | None:
        """The group that holds `chart`."""
        return next((g for g in self.groups if any(e.id == chart for e in g.entries)), None)

    def row_of(self, chart: str) -> int | None:
        """The row that shows `chart`; None while its group is folded."""
        rows = enumerate(self.rows)
        return next((n for n, r in rows if isinstance(r, ChartEntry) and r.id == chart), None)

    def row_of_group(self, group: str) -> int | None:
        """The row of a group's heading."""
        rows = enumerate(self.rows)
        return next((n for n, r in rows if isinstance(r, ChartGroup) and r.id == group), None)

    def is_folded(self, group: ChartGroup) -> bool:
        return self.found is None and group.id in self.folded

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        if isinstance(self.rows[index.row()], ChartEntry):
            return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return Qt.ItemFlag.ItemIsEnabled

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role == ROW:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return row.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            if isinstance(row, ChartGroup):
                state = self.tr("folded") if self.is_folded(row) else self.tr("open")
                return f"{row.title}, {state}: {self.group_counts.get(row.id, 0)}"
            return f"{row.title}: {row.note or self.counts.get(row.id, 0)}"
        return None

    def repaint(self) -> None:
        if self.rows:
            self.dataChanged.emit(self.index(0), self.index(len(self.rows) - 1))

    def _rebuild(self) -> None:
        rows: list[ChartGroup | ChartEntry] = []
        for group in self.groups if self.found is None else self.found:
            if group.title:
                rows.append(group)
            if not self.is_folded(group):
                rows.extend(group.entries)
        self.beginResetModel()
        self.rows = tuple(rows)
        self.endResetModel()
