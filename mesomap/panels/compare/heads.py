"""What stands over the charts: which two maps, in which way, and how many changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QSizePolicy, QWidget

from mesomap.analysis.compare import Fate
from mesomap.paint.compare import fate_name
from mesomap.paint.locale import format_count
from mesomap.paint.tokens import BODY, CAPTION, SMALL, TITLE, TOOLBAR_HEIGHT
from mesomap.panels.buttons import Button, Kind
from mesomap.panels.choice import Choice
from mesomap.panels.compare.signs import sign_pixmap
from mesomap.panels.compare.values import Heading, Mode, Option
from mesomap.panels.look import text_label

CHARTS_PX = 190


class Sign(QWidget):
    """A fate's sign beside its words."""

    def __init__(self, fate: Fate) -> None:
        super().__init__()
        self._fate = fate
        self.setFixedSize(QSize(18, 18))

    def paintEvent(self, event: QPaintEvent) -> None:
        """As the charts show it."""
        painter = QPainter(self)
        painter.drawPixmap(0, 0, sign_pixmap(self._fate, self.devicePixelRatioF()))
        painter.end()


class CompareBar(QFrame):
    """Modes, whether both charts go together, and the counts."""

    mode_chosen = Signal(object)
    linked_changed = Signal(bool)
    zoomed = Signal(int)
    """1 nearer, -1 farther, 0 all of it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("toolBar")
        self.setFixedHeight(TOOLBAR_HEIGHT)
        self._group = QButtonGroup(self)
        self.modes: dict[Mode, Button] = {}
        for mode, text, icon, key in (
            (Mode.SIDE_BY_SIDE, self.tr("Side by side"), "columns", "S"),
            (Mode.SWIPE, self.tr("Swipe"), "swipe", "W"),
            (Mode.OVERLAY, self.tr("Overlay"), "layers", "V"),
        ):
            button = _switch(text, icon, key)
            button.clicked.connect(lambda _on=False, one=mode: self.mode_chosen.emit(one))
            self._group.addButton(button)
            self.modes[mode] = button
        self.modes[Mode.SIDE_BY_SIDE].setChecked(True)
        self.linked = _switch(self.tr("Views linked"), "link", "L")
        self.linked.setChecked(True)
        self.linked.toggled.connect(self.linked_changed)
        self._counts = {fate: text_label("", BODY, weight=600) for fate in Fate}
        self._caption = text_label("", CAPTION, role="t3")
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 16, 0)
        row.setSpacing(6)
        row.addWidget(text_label(self.tr("Compare"), TITLE))
        row.addSpacing(8)
        for button in self.modes.values():
            row.addWidget(button)
        row.addSpacing(8)
        row.addWidget(self.linked)
        row.addSpacing(4)
        for icon, by, tip in (
            ("minus", -1, self.tr("Farther away (O)")),
            ("fit", 0, self.tr("The whole chart (0)")),
            ("plus", 1, self.tr("Nearer (I)")),
        ):
            button = Button("", icon, kind=Kind.BARE)
            button.setToolTip(tip)
            button.setAccessibleName(tip)
            button.clicked.connect(lambda _on=False, way=by: self.zoomed.emit(way))
            row.addWidget(button)
        row.addStretch(1)
        self._names = []
        for fate, label in self._counts.items():
            name = text_label(fate_name(fate).lower(), BODY, role="t2")
            self._names.append(name)
            row.addWidget(Sign(fate))
            row.addWidget(label)
            row.addWidget(name)
            row.addSpacing(8)
        row.addWidget(self._caption)

    def show_counts(self, counts: Mapping[Fate, int] | None, caption: str) -> None:
        """How many of each fate; None while nothing is compared."""
        for fate, label in self._counts.items():
            label.setText("–" if counts is None else format_count(counts[fate]))
        self._caption.setText(caption)

    def counts(self) -> dict[Fate, str]:
        """What it says of each fate."""
        return {fate: label.text() for fate, label in self._counts.items()}

    def show_mode(self, mode: Mode) -> None:
        """Mark the mode that is shown."""
        self.modes[mode].setChecked(True)
        self.linked.setEnabled(mode is Mode.SIDE_BY_SIDE)


class MapHead(QFrame):
    """Over one chart: which map, and which chart."""

    chosen = Signal(object)
    chart_chosen = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("compareHead")
        self.setFixedHeight(42)
        self.choice = Choice()
        self.choice.setAccessibleName(name)
        self.choice.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.choice.setSizeAdjustPolicy(Choice.SizeAdjustPolicy.AdjustToContents)
        self.choice.activated.connect(lambda row: self.chosen.emit(self.choice.itemData(row)))
        self._state = text_label("", SMALL, weight=600)
        self._state.setObjectName("badge")
        self._state.setFixedHeight(24)
        self._figures = text_label("", SMALL, role="t2")
        self.charts = Choice()
        self.charts.setSizeAdjustPolicy(Choice.SizeAdjustPolicy.AdjustToContents)
        self.charts.setMaximumWidth(CHARTS_PX)
        self.charts.setAccessibleName(self.tr("Chart"))
        self.charts.setToolTip(self.tr("Which chart (page up, page down)"))
        self.charts.activated.connect(
            lambda row: self.chart_chosen.emit(str(self.charts.itemData(row)))
        )
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 4, 12, 4)
        row.setSpacing(8)
        row.addWidget(self.choice)
        row.addWidget(self._state)
        row.addStretch(1)
        row.addWidget(self._figures)
        row.addWidget(self.charts)

    def show_heading(self, heading: Heading) -> None:
        """Which map; the others to choose."""
        _fill(self.choice, heading.options, heading.chosen)
        self._state.setText(heading.state)
        self._state.setVisible(bool(heading.state))
        self._figures.setText(heading.figures)

    def show_charts(self, options: Sequence[Option], chosen: str) -> None:
        """Which charts show something of both."""
        _fill(self.charts, options, chosen)

    def figures(self) -> str:
        """What it says of the map."""
        return self._figures.text()


def _fill(choice: Choice, options: Sequence[Option], chosen: object) -> None:
    choice.clear()
    for option in options:
        if option.apart and choice.count():
            choice.insertSeparator(choice.count())
        choice.addItem(option.text, option.value)
    choice.setCurrentIndex(choice.row_of(chosen))


def _switch(text: str, icon: str, key: str) -> Button:
    button = Button(text, icon)
    button.setCheckable(True)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    button.setToolTip(f"{text} ({key})")
    return button
