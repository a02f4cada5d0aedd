"""The page that compares two maps. It knows no document: what is shown comes in as ready values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from mesomap.analysis.compare import Fate
from mesomap.model import RegionKey
from mesomap.paint.tokens import BODY
from mesomap.panels.buttons import Button
from mesomap.panels.compare.compare_chart import ZOOM_STEP, CompareChart
from mesomap.panels.compare.heads import CompareBar, MapHead
from mesomap.panels.compare.own_keys import OwnKeysPage
from mesomap.panels.compare.patient_bar import PatientBar
from mesomap.panels.compare.tables import CompareTables
from mesomap.panels.compare.values import (
    CompareMap,
    Heading,
    Mode,
    Option,
    PlainRows,
    RegionLine,
    Shows,
)
from mesomap.panels.look import text_label, title, wrapping
from mesomap.panels.treat_look import Look

TABLE_SHARE = 0.45


class ComparePage(OwnKeysPage):
    """Patient; modes and counts; two charts under their headings; the table."""

    closed = Signal()
    first_chosen = Signal(object)
    second_chosen = Signal(object)
    charts_chosen = Signal(str, str)
    """The chart on the left and the one on the right; the same where the views are linked."""
    charts_stepped = Signal(int)

    def __init__(
        self,
        outputs: Sequence[tuple[QAction, str, str]] = (),
        plans: Sequence[QAction] = (),
        allowed: Sequence[QAction] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__([*(action for action, _, _ in outputs), *allowed], parent)
        self.setObjectName("comparePage")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.mode = Mode.SIDE_BY_SIDE
        self.patient = PatientBar(outputs, plans)
        self.bar = CompareBar()
        self.first, self.second = MapHead(self.tr("Before")), MapHead(self.tr("After"))
        self.left, self.right = CompareChart(), CompareChart()
        self.tables = CompareTables()
        self.table = self.tables.regions
        self._note = wrapping(text_label("", BODY, role="warn"))
        self._note.setContentsMargins(16, 6, 16, 6)
        self._note.hide()
        self._empty_title = title()
        self._empty_words = wrapping(text_label("", BODY, role="t2"))
        self._empty_buttons = QHBoxLayout()
        self._maps: tuple[CompareMap | None, CompareMap | None] = (None, None)
        self.titles = ("", "")
        self._lay_out()
        self._connect()
        self.show_mode(Mode.SIDE_BY_SIDE)

    def _lay_out(self) -> None:
        heads = QHBoxLayout()
        heads.setSpacing(0)
        self._between = [_upright(), _upright()]
        heads.addWidget(self.first, 1)
        heads.addWidget(self._between[0])
        heads.addWidget(self.second, 1)
        charts = QWidget()
        row = QHBoxLayout(charts)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.left, 1)
        row.addWidget(self._between[1])
        row.addWidget(self.right, 1)
        self._split = split = QSplitter(Qt.Orientation.Vertical)
        split.setChildrenCollapsible(False)
        split.addWidget(charts)
        split.addWidget(self.tables)
        split.setStretchFactor(0, 3)
        split.setStretchFactor(1, 2)
        self.stack = QStackedWidget()
        self.stack.addWidget(split)
        self.stack.addWidget(self._empty())
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(0)
        page.addWidget(self.patient)
        page.addWidget(self.bar)
        page.addLayout(heads)
        page.addWidget(self._note)
        page.addWidget(self.stack, 1)
        self.tables.setMinimumHeight(130)

    def _empty(self) -> QWidget:
        whole = QWidget()
        card = QFrame()
        card.setObjectName("empty")
        card.setMaximumWidth(560)
        inside = QVBoxLayout(card)
        inside.setContentsMargins(24, 20, 24, 20)
        inside.setSpacing(12)
        inside.addWidget(self._empty_title)
        inside.addWidget(self._empty_words)
        self._empty_buttons.addStretch(1)
        inside.addLayout(self._empty_buttons)
        column = QVBoxLayout(whole)
        column.addStretch(1)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(card, 4)
        row.addStretch(1)
        column.addLayout(row)
        column.addStretch(2)
        return whole

    def _connect(self) -> None:
        self.patient.left.connect(self.closed)
        self.bar.mode_chosen.connect(self.show_mode)
        self.bar.linked_changed.connect(self._link)
        self.bar.zoomed.connect(self._zoom)
        self.first.chosen.connect(self.first_chosen)
        self.second.chosen.connect(self.second_chosen)
        self.first.chart_chosen.connect(lambda chart: self._choose_chart(chart, left=True))
        self.second.chart_chosen.connect(lambda chart: self._choose_chart(chart, left=False))
        self.tables.region_chosen.connect(self.choose)
        self.tables.switched.connect(self._share)
        for chart, other in ((self.left, self.right), (self.right, self.left)):
            chart.look_changed.connect(lambda look, there=other: self._follow(there, look))
            chart.region_chosen.connect(self.choose)
            chart.lit_changed.connect(other.light)

    # What is shown.

    def show_headings(self, first: Heading, second: Heading) -> None:
        """Which two maps."""
        self.first.show_heading(first)
        self.second.show_heading(second)
        self.titles = (first.title, second.title)
        self.show_mode(self.mode)

    def show_charts(self, options: Sequence[Option], first: str, second: str) -> None:
        """Which charts there are to choose, and which are shown."""
        self.first.show_charts(options, first)
        self.second.show_charts(options, second)

    def show_maps(self, first: CompareMap, second: CompareMap) -> None:
        """What both charts show."""
        self._maps = (first, second)
        self.left.show_map(first)
        self.right.show_map(second)
        self.stack.setCurrentIndex(0)
        if self.linked and self.right.look is not None and self.left.isVisible():
            self.left.set_look(self.right.look)

    def show_lines(
        self, lines: Sequence[RegionLine], counts: Mapping[Fate, int], caption: str
    ) -> None:
        """The region's table and the counts."""
        self.table.show_lines(lines, self.titles)
        self.bar.show_counts(counts, caption)
        self._share()
        key = self.table.chosen()
        self.left.choose(key)
        self.right.choose(key)

    def show_tables(self, tables: dict[str, PlainRows]) -> None:
        """The other tables, by their names."""
        self.tables.show_rows(tables)
        self._share()

    def _share(self) -> None:
        """The table gets what its rows need, at most its share."""
        whole = self._split.height()
        table = min(self.tables.wanted_height(), round(whole * TABLE_SHARE))
        self._split.setSizes([whole - table, table])

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the height anew."""
        super().resizeEvent(event)
        self._share()

    def show_note(self, words: str) -> None:
        """What cannot be compared, and why; "" for nothing."""
        self._note.setText(words)
        self._note.setVisible(bool(words))

    def show_empty(self, heading: str, words: str, buttons: Sequence[Button] = ()) -> None:
        """Nothing to compare: what to do."""
        self._empty_title.setText(heading)
        self._empty_words.setText(words)
        while self._empty_buttons.count() > 1:
            item = self._empty_buttons.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.deleteLater()
        for place, button in enumerate(buttons):
            self._empty_buttons.insertWidget(place, button)
        self.bar.show_counts(None, "")
        self.stack.setCurrentIndex(1)

    @property
    def linked(self) -> bool:
        """Whether both charts go together."""
        return self.bar.linked.isChecked()

    def note(self) -> str:
        """What it says cannot be compared."""
        return self._note.text()

    def show_mode(self, mode: Mode) -> None:
        """Side by side, swipe or overlay."""
        self.mode = mode
        beside = mode is Mode.SIDE_BY_SIDE
        self.bar.show_mode(mode)
        self.left.setVisible(beside)
        self._between[1].setVisible(beside)
        self.first.charts.setVisible(beside and not self.linked)
        shows = {
            Mode.SIDE_BY_SIDE: Shows.AFTER,
            Mode.SWIPE: Shows.SWIPE,
            Mode.OVERLAY: Shows.BOTH,
        }
        self.left.show_as(Shows.BEFORE, self.titles)
        self.right.show_as(shows[mode], self.titles)
        if beside and self.linked:
            self.left.set_look(self.right.look)

    def choose(self, key: object) -> None:
        """Light a region on both charts and choose its row."""
        region = key if isinstance(key, RegionKey) else None
        self.left.choose(region)
        self.right.choose(region)
        self.table.choose(region)

    # What is pressed.

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Modes, zoom, charts, tables; Esc leaves."""
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            event.ignore()
            return
        key = Qt.Key(event.key())
        modes = {
            Qt.Key.Key_S: Mode.SIDE_BY_SIDE,
            Qt.Key.Key_W: Mode.SWIPE,
            Qt.Key.Key_V: Mode.OVERLAY,
        }
        zooms = {Qt.Key.Key_I: 1, Qt.Key.Key_O: -1, Qt.Key.Key_0: 0, Qt.Key.Key_Home: 0}
        steps = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1}
        if key in (Qt.Key.Key_Escape, Qt.Key.Key_C):
            self.closed.emit()
        elif key in modes:
            self.show_mode(modes[key])
        elif key == Qt.Key.Key_L and self.mode is Mode.SIDE_BY_SIDE:
            self.bar.linked.toggle()
        elif key == Qt.Key.Key_T:
            self.tables.show_next()
        elif key in zooms:
            self._zoom(zooms[key])
        elif key in steps:
            self.charts_stepped.emit(steps[key])
        else:
            event.ignore()

    def take_keys(self) -> None:
        """The chart has the keyboard."""
        self.right.setFocus(Qt.FocusReason.OtherFocusReason)

    def _zoom(self, way: int) -> None:
        chart = self.left if self.left.hasFocus() else self.right
        if way:
            chart.zoom(ZOOM_STEP**way)
        else:
            chart.fit()

    def _follow(self, other: CompareChart, look: Look) -> None:
        if self.linked:
            other.set_look(look)

    def _link(self, on: bool) -> None:
        self.show_mode(self.mode)
        first, second = self._maps
        if on and first is not None and second is not None and first.chart is not second.chart:
            self.charts_chosen.emit(second.chart.id, second.chart.id)

    def _choose_chart(self, chart: str, *, left: bool) -> None:
        first, second = self._maps
        if first is None or second is None:
            return
        if self.linked or self.mode is not Mode.SIDE_BY_SIDE:
            self.charts_chosen.emit(chart, chart)
        elif left:
            self.charts_chosen.emit(chart, second.chart.id)
        else:
            self.charts_chosen.emit(first.chart.id, chart)


def _upright() -> QFrame:
    line = QFrame()
    line.setProperty("line", "true")
    line.setFixedWidth(1)
    return line
