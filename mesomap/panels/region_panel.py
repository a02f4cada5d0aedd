"""One region's figures: count, spacing, density, coverage, uncovered skin, gaps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAction, QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from mesomap.paint.locale import (
    format_area_cm2,
    format_ml,
    format_mm,
    format_number,
    format_percent,
)
from mesomap.paint.theme import current
from mesomap.paint.tokens import BODY, CAPTION, DOCK_PADDING, GAP, SMALL
from mesomap.panels.buttons import Button, Kind
from mesomap.panels.gauges import CoverageBar, SpacingBars
from mesomap.panels.look import caption, heading, text_label, wrapping


@dataclass(frozen=True, slots=True)
class RegionView:
    """A region's figures as the panel shows them; lengths mm, areas mm2, volumes mL."""

    name: str
    count: int
    area_mm2: float
    spacing_mm: tuple[float, float, float] | None
    """Shortest, median and longest distance to the nearest neighbour; None below two."""
    nearest_mm: Sequence[float]
    close_pairs: Sequence[tuple[int, int, float]]
    """Numbers of two injections that are too close, and their distance."""
    per_cm2: tuple[float, float, float | None]
    """Injections, mL and (where the strength is known) mg for each cm2."""
    coverage: float
    uncovered_mm2: float
    gaps_mm2: Sequence[float]
    areas: tuple[int, int, int] = (0, 0, 0)
    """Area passes, their microlitres, and their entries as far as they are known."""
    key: object = None
    """What the panel hands on when a person wants to see the region."""
    whole_picture: bool = False
    """Whether it is a clinic's own picture as a whole, skin or not."""


@dataclass(frozen=True, slots=True)
class RegionLine:
    """A region that holds injections, in the list shown while none is chosen."""

    key: object
    name: str
    figures: str


class RegionPanel(QFrame):
    """The chosen region; without one, the regions in use and what to do."""

    region_chosen = Signal(object)
    """The key of a line that was clicked."""
    region_wanted = Signal(object)
    """The key of the region whose best chart a person wants to see."""

    def __init__(self, fill: QAction, region_pass: QAction, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = heading()
        wrapping(self._name)
        self._area = text_label("", SMALL, role="t3")
        self._key: object = None
        self.show_button = Button(self.tr("Show on chart"), "search", kind=Kind.BARE)
        self.show_button.setToolTip(self.tr("The chart that sees this region best"))
        self.show_button.clicked.connect(lambda: self.region_wanted.emit(self._key))
        top = QHBoxLayout()
        top.addWidget(self._name, 1)
        top.addWidget(self.show_button, 0, Qt.AlignmentFlag.AlignTop)
        self._hint = caption("")
        self._lines = QVBoxLayout()
        self._lines.setSpacing(2)
        self._figures = QWidget()
        self._values: dict[str, QLabel] = {}
        self._bars = SpacingBars()
        self._meter = CoverageBar()
        self._close = text_label("", SMALL, role="warn")
        wrapping(self._close)
        self._gap_sign = _GapSign()
        self.fill_button = Button(self.tr("Fill gaps"), kind=Kind.BARE).follow(fill)
        self._passes = QWidget()
        self.pass_button = Button(self.tr("n × mL here…"), kind=Kind.BARE).follow(region_pass)
        passes = QVBoxLayout(self._passes)
        passes.setContentsMargins(0, 0, 0, 0)
        passes.setSpacing(2)
        passes.addWidget(text_label(self.tr("Area passes"), BODY, role="t2"))
        areas = self._value("areas", weight=500)
        areas.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        passes.addWidget(wrapping(areas))
        self._lay_out_figures()
        column = QVBoxLayout(self)
        column.setContentsMargins(DOCK_PADDING, 12, DOCK_PADDING, 14)
        column.setSpacing(8)
        column.addLayout(top)
        column.addWidget(self._area)
        column.addWidget(self._hint)
        column.addLayout(self._lines)
        column.addWidget(self._figures)
        column.addWidget(self._passes)
        column.addWidget(self.pass_button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        self.show_lines(())

    def _value(self, key: str, *, weight: int = 600) -> QLabel:
        label = text_label("", BODY, weight=weight)
        label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._values[key] = label
        return label

    def _row(self, column: QVBoxLayout, words: str, key: str) -> None:
        row = QHBoxLayout()
        row.addWidget(text_label(words, BODY, role="t2"))
        row.addStretch(1)
        row.addWidget(self._value(key))
        column.addLayout(row)

    def _lay_out_figures(self) -> None:
        column = QVBoxLayout(self._figures)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        self._row(column, self.tr("Injections"), "count")
        column.addWidget(text_label(self.tr("Spacing, mm"), BODY, role="t2"))
        spacing = QGridLayout()
        spacing.setHorizontalSpacing(14)
        spacing.setVerticalSpacing(0)
        heads = ((self.tr("min"), "min"), (self.tr("median"), "median"), (self.tr("max"), "max"))
        for at, (words, key) in enumerate(heads):
            spacing.addWidget(text_label(words, CAPTION, role="t3"), 0, at)
            value = self._value(key, weight=600 if key == "median" else 400)
            value.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
            spacing.addWidget(value, 1, at)
        spacing.setColumnStretch(3, 1)
        spacing.addWidget(self._bars, 0, 4, 2, 1)
        column.addLayout(spacing)
        column.addWidget(self._close)
        column.addWidget(text_label(self.tr("Density for each cm²"), BODY, role="t2"))
        density = self._value("density", weight=500)
        density.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        column.addWidget(density)
        self._row(column, self.tr("Deposit coverage"), "coverage")
        column.addWidget(self._meter)
        self._row(column, self.tr("Not covered"), "uncovered")
        gap = QHBoxLayout()
        gap.setSpacing(8)
        gap.addWidget(self._gap_sign)
        gaps = self._value("gaps", weight=400)
        gaps.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        gap.addWidget(gaps, 1)
        gap.addWidget(self.fill_button)
        column.addLayout(gap)

    # Shown.

    def show_lines(self, lines: Sequence[RegionLine]) -> None:
        """No region is chosen: those in use, or what to do first."""
        self._name.setText(self.tr("Regions"))
        self._area.hide()
        self.show_button.hide()
        self._figures.hide()
        self._passes.hide()
        self._clear_lines()
        self._hint.show()
        self._hint.setText(
            self.tr("Click a region on the chart to see its spacing and coverage.")
            if lines
            else self.tr(
                "Nothing is placed yet. Point (P) places one by one, Grid (G) fills a region."
            )
        )
        for line in lines:
            self._lines.addWidget(_Line(line, self.region_chosen.emit))

    def show_region(self, view: RegionView) -> None:
        """The chosen region's figures."""
        self._clear_lines()
        self._key = view.key
        self.show_button.setVisible(view.key is not None)
        self._area.show()
        self._name.setText(view.name)
        area = format_area_cm2(view.area_mm2)
        if view.whole_picture:
            self._area.setText(self.tr("{area}, the whole picture").format(area=area))
        else:
            self._area.setText(self.tr("{area} of skin").format(area=area))
        passes, area_ul, entries = view.areas
        self._passes.setVisible(passes > 0)
        self._set("areas", self._areas_text(view, passes, area_ul, entries) if passes else "")
        self._hint.setVisible(view.count == 0 and not passes)
        self._hint.setText(self.tr("No injections here yet."))
        self._figures.setVisible(view.count > 0)
        self._set("count", str(view.count))
        triple = view.spacing_mm
        for key, at in (("min", 0), ("median", 1), ("max", 2)):
            self._set(key, format_number(triple[at], 1) if triple else "–")
        self._bars.show_values(view.nearest_mm, triple[1] if triple else None)
        self._set("density", self._density(view))
        self._set("coverage", format_percent(view.coverage))
        self._meter.show_share(view.coverage)
        self._set("uncovered", format_area_cm2(view.uncovered_mm2))
        self._close.setVisible(bool(view.close_pairs))
        self._close.setText(self._close_text(view.close_pairs))
        self._gap_sign.setVisible(bool(view.gaps_mm2))
        self.fill_button.setVisible(bool(view.gaps_mm2))
        if view.gaps_mm2:
            area = format_area_cm2(sum(view.gaps_mm2))
            count = len(view.gaps_mm2)
            words = (
                self.tr("1 gap, {area}") if count == 1 else self.tr("%n gaps, {area}", "", count)
            )
            self._set("gaps", words.format(area=area))
        else:
            self._set("gaps", self.tr("No gaps") if view.count > 1 else "")

    def text(self, key: str) -> str:
        """A figure as it is shown: count, min, median, max, density, coverage, uncovered, gaps."""
        return self._values[key].text()

    def close_text(self) -> str:
        """The line on pairs that are too close; "" without."""
        return self._close.text() if not self._close.isHidden() else ""

    def lines(self) -> list[QAbstractButton]:
        """The buttons of the regions in use."""
        items = (self._lines.itemAt(at) for at in range(self._lines.count()))
        widgets = (item.widget() for item in items if item is not None)
        return [widget for widget in widgets if isinstance(widget, QAbstractButton)]

    def name(self) -> str:
        """The panel's heading."""
        return self._name.text()

    def _areas_text(self, view: RegionView, passes: int, area_ul: int, entries: int) -> str:
        parts = [str(passes), format_ml(area_ul)]
        if entries:
            parts.append(self.tr("{n} entries").format(n=entries))
        if not view.count:
            _, millilitres, milligrams = view.per_cm2
            parts.append(self.tr("{n} mL/cm²").format(n=format_number(millilitres, 3)))
            if milligrams is not None:
                parts.append(self.tr("{n} mg/cm²").format(n=format_number(milligrams, 2)))
        return " · ".join(parts)

    def _density(self, view: RegionView) -> str:
        number, millilitres, milligrams = view.per_cm2
        parts = [
            self.tr("{n} inj.").format(n=format_number(number, 2)),
            self.tr("{n} mL").format(n=format_number(millilitres, 3)),
        ]
        if milligrams is not None:
            parts.append(self.tr("{n} mg").format(n=format_number(milligrams, 2)))
        return " · ".join(parts)

    def _close_text(self, pairs: Sequence[tuple[int, int, float]]) -> str:
        shown = [
            self.tr("{a} and {b} ({mm})").format(a=a, b=b, mm=format_mm(gap))
            for a, b, gap in pairs[:3]
        ]
        count = len(pairs)
        words = (
            self.tr("1 pair too close:")
            if count == 1
            else self.tr("%n pairs too close:", "", count)
        )
        return f"{words} {', '.join(shown)}" + (" …" if count > len(shown) else "")

    def _set(self, key: str, words: str) -> None:
        self._values[key].setText(words)

    def _clear_lines(self) -> None:
        while (item := self._lines.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()


class _Line(Button):
    """A region in use, as a button over the whole width."""

    def __init__(self, line: RegionLine, chosen: object) -> None:
        super().__init__(line.name, kind=Kind.BARE, hint=line.figures)
        policy = self.sizePolicy()
        policy.setHorizontalPolicy(policy.Policy.Expanding)
        self.setSizePolicy(policy)
        self.setToolTip(line.name)
        self.clicked.connect(lambda: chosen(line.key))  # type: ignore[operator]

    def minimumSizeHint(self) -> QSize:
        """Its name may be cut: the tooltip has it whole."""
        return QSize(120, self.sizeHint().height())


class _GapSign(QWidget):
    """The hatch that marks a gap on the chart."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(16, 16)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A hatched square with a dashed outline."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colour = QColor(current().warn if current().dark else GAP)
        box = QRectF(1, 1, 14, 14)
        painter.setClipRect(box)
        painter.setPen(QPen(colour, 1.25))
        for offset in range(-12, 16, 4):
            painter.drawLine(offset, 15, offset + 14, 1)
        painter.setClipping(False)
        painter.setPen(QPen(colour, 1, Qt.PenStyle.DashLine))
        painter.drawRect(box)
        painter.end()
