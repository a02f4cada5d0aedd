"""The charts of this body in groups that fold, each with a small map and its injections; and a
search that finds the charts of a region."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QPixmap
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QListView,
    QVBoxLayout,
    QWidget,
)

from mesomap.paint.tokens import CHART_STRIP_WIDTH, SMALL
from mesomap.panels.buttons import Button, Kind
from mesomap.panels.chart_delegate import ROW_PX, ChartDelegate
from mesomap.panels.chart_rows import ROW, ChartEntry, ChartGroup, ChartModel
from mesomap.panels.look import caption, heading, text_label
from mesomap.panels.search_field import SearchField

__all__ = ["ChartEntry", "ChartGroup", "ChartStrip"]

ADD_PX = 32


class ChartStrip(QFrame):
    """A list of charts; the chosen one is on the canvas."""

    chart_chosen = Signal(str)
    folded_changed = Signal(object)
    """A person folded or opened a group: the ids (frozenset of str) of those folded now."""
    search_changed = Signal(str)
    found_chosen = Signal(str, object)
    """A chart that was searched for, and the region that it was found for (or None)."""
    sight_changed = Signal()
    """Other charts are in sight: see `charts_in_sight`."""
    left = Signal()
    """The keyboard may go back to the chart."""

    def __init__(
        self,
        search: QAction | None = None,
        add: QAction | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("strip")
        self.setFixedWidth(CHART_STRIP_WIDTH)
        self._body = text_label("", SMALL, role="t3")
        top = QHBoxLayout()
        top.setContentsMargins(12, 4, 6 if add is not None else 12, 2)
        top.addWidget(heading(self.tr("Charts")))
        top.addStretch(1)
        top.addWidget(self._body)
        if add is not None:
            self.add_button = Button("", "picture-plus", kind=Kind.BARE, height=ADD_PX)
            top.addWidget(self.add_button.follow(add, hint=False))
        self.search = SearchField(self.tr("Region, chart"), search)
        self.search.textChanged.connect(self.search_changed)
        self.search.stepped.connect(self._step_found)
        self.search.entered.connect(self._enter)
        self.search.left.connect(self.end_search)
        field = QHBoxLayout()
        field.setContentsMargins(8, 0, 8, 6)
        field.addWidget(self.search)
        self._nothing = caption(self.tr("No region or chart has such a name."))
        self._nothing.setContentsMargins(12, 4, 12, 8)
        self._nothing.hide()
        self._unfolded = ""
        self.model = ChartModel(self)
        self.view = self._make_view()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 1, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addLayout(field)
        column.addWidget(self._nothing)
        column.addWidget(self.view, 1)

    def _make_view(self) -> QListView:
        view = QListView()
        view.setObjectName("charts")
        view.setModel(self.model)
        view.setItemDelegate(ChartDelegate(view))
        view.setMouseTracking(True)
        view.setFrameShape(QFrame.Shape.NoFrame)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.verticalScrollBar().setSingleStep(ROW_PX // 2)
        view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        view.setAccessibleName(self.tr("Charts"))
        view.selectionModel().currentChanged.connect(self._came_to)
        view.clicked.connect(self._clicked)
        view.installEventFilter(self)
        view.viewport().installEventFilter(self)
        view.verticalScrollBar().valueChanged.connect(lambda _at: self.sight_changed.emit())
        return view

    # Shown.

    def show_charts(
        self, body: str, groups: Sequence[ChartGroup], folded: Collection[str] = ()
    ) -> None:
        """The charts of a body in their order; the groups `folded` show their headings only."""
        self._body.setText(body)
        self.search.clear()
        self._unfolded = ""
        self.model.show_groups(groups, folded)
        self.sight_changed.emit()

    def show_counts(self, counts: Mapping[str, int], groups: Mapping[str, int]) -> None:
        """How many injections are visible on each chart, and on each group's charts together."""
        self.model.show_counts(counts, groups)

    def show_pictures(self, pictures: Mapping[str, QPixmap]) -> None:
        """Small maps of some charts."""
        self.model.show_pictures(pictures)

    def show_found(self, found: Sequence[ChartGroup] | None) -> None:
        """What was searched for, the best first; None: nothing is searched for."""
        self.model.show_found(found)
        self._nothing.setVisible(found is not None and not found)
        if found is None:
            self._mark_current()
            self._scroll_to_chosen()
        else:
            self.view.scrollToTop()
            first = next((n for n, r in enumerate(self.model.rows) if _is_chart(r)), None)
            if first is not None:
                self._make_current(first)
        self.sight_changed.emit()

    def charts_in_sight(self) -> list[str]:
        """The charts whose rows can be seen now."""
        port = self.view.viewport().rect()
        return [
            row.id
            for n, row in enumerate(self.model.rows)
            if isinstance(row, ChartEntry)
            and self.view.visualRect(self.model.index(n)).intersects(port)
        ]

    def choose(self, chart: str) -> None:
        """Mark `chart` as the one on the canvas; its group opens for as long as it is there."""
        group = self.model.group_of(chart)
        if group is None:
            return
        if chart == self.model.chosen and self.model.row_of(chart) is not None:
            self._mark_current()
            return
        folded = self.model.folded
        if self._unfolded and group.id != self._unfolded:
            folded, self._unfolded = folded | {self._unfolded}, ""
        if group.id in folded:
            folded, self._unfolded = folded - {group.id}, group.id
        self.model.choose(chart)
        if folded != self.model.folded:
            self.model.fold_exactly(folded)
        self._mark_current()
        self._scroll_to_chosen()
        self.sight_changed.emit()

    def step(self, by: int) -> None:
        """The chart `by` places further on, also in a folded group."""
        charts = [entry.id for entry in self.model.charts]
        if self.model.chosen not in charts:
            return
        at = charts.index(self.model.chosen) + by
        if 0 <= at < len(charts):
            self.chart_chosen.emit(charts[at])
            self.choose(charts[at])

    def toggle(self, group: str) -> None:
        """Fold a group, or open it."""
        if self.model.found is not None:
            return
        self._unfolded = "" if group == self._unfolded else self._unfolded
        self.model.fold(group, group not in self.model.folded)
        row = self.model.row_of_group(group)
        if row is not None:
            self._make_current(row)
        kept = self.model.folded | ({self._unfolded} if self._unfolded else set())
        self.folded_changed.emit(kept)
        self.sight_changed.emit()

    def end_search(self) -> None:
        """Show the groups again and leave the keyboard to the chart."""
        self.search.clear()
        self.left.emit()

    # A person's clicks and keys.

    def _came_to(self, index: QModelIndex) -> None:
        row = index.data(ROW)
        if isinstance(row, ChartEntry) and self.model.found is None:
            self.model.choose(row.id)
            self.chart_chosen.emit(row.id)

    def _clicked(self, index: QModelIndex) -> None:
        row = index.data(ROW)
        if isinstance(row, ChartGroup):
            self.toggle(row.id)
        elif self.model.found is not None:
            self._take_found(row)

    def _enter(self) -> None:
        row = self.view.currentIndex().data(ROW)
        if self.model.found is not None and isinstance(row, ChartEntry):
            self._take_found(row)

    def _take_found(self, row: ChartEntry) -> None:
        self.search.clear()
        self.found_chosen.emit(row.id, row.key)

    def _step_found(self, by: int) -> None:
        """Up and down in the search field."""
        if self.model.found is None:
            return
        charts = [n for n, row in enumerate(self.model.rows) if _is_chart(row)]
        here = self.view.currentIndex().row()
        if here in charts:
            at = charts[min(max(charts.index(here) + by, 0), len(charts) - 1)]
            self._make_current(at)
            self.view.scrollTo(self.model.index(at))

    def _on_key(self, event: QKeyEvent) -> bool:
        row = self.view.currentIndex().data(ROW)
        key = Qt.Key(event.key())
        if isinstance(row, ChartEntry):
            if self.model.found is not None and key in ENTER:
                self._take_found(row)
                return True
            return False
        if not isinstance(row, ChartGroup) or self.model.found is not None:
            return False
        folded = row.id in self.model.folded
        opens = key in (Qt.Key.Key_Right, Qt.Key.Key_Plus) and folded
        folds = key in (Qt.Key.Key_Left, Qt.Key.Key_Minus) and not folded
        if opens or folds or key in ENTER:
            self.toggle(row.id)
            return True
        return False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys that fold, and the room that shows more charts or fewer."""
        if event.type() == QEvent.Type.Resize and watched is self.view.viewport():
            self.sight_changed.emit()
        if watched is self.view and isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.ShortcutOverride:
                # Enter would place a grid, were it not for the list that has the keyboard.
                if Qt.Key(event.key()) in ENTER and self._enter_means_something():
                    event.accept()
                    return True
            elif event.type() == QEvent.Type.KeyPress:
                return self._on_key(event)
        return False

    # Inside.

    def _enter_means_something(self) -> bool:
        row = self.view.currentIndex().data(ROW)
        return isinstance(row, ChartGroup) or self.model.found is not None

    def _mark_current(self) -> None:
        row = self.model.row_of(self.model.chosen)
        if row is not None and self.model.found is None:
            self._make_current(row)

    def _make_current(self, row: int) -> None:
        """Without telling anyone: it is on the canvas already, or only looked for."""
        flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
        choice = self.view.selectionModel()
        choice.currentChanged.disconnect(self._came_to)
        choice.setCurrentIndex(self.model.index(row), flag)
        choice.currentChanged.connect(self._came_to)

    def _scroll_to_chosen(self) -> None:
        row = self.model.row_of(self.model.chosen)
        if row is not None and self.model.found is None:
            self.view.scrollTo(self.model.index(row))


ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


def _is_chart(row: object) -> bool:
    return isinstance(row, ChartEntry)
