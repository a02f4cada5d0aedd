"""Looking at a chart of two maps: where, how near, and its figure at frame time."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QPointF, QRectF, QTimer, Signal
from PySide6.QtGui import QResizeEvent, QTransform
from PySide6.QtWidgets import QSizePolicy, QWidget

from mesomap.paint.theme import current
from mesomap.panels.compare.figure import FigurePixels
from mesomap.panels.compare.values import CompareMap
from mesomap.panels.treat_look import Look

LARGEST_PX_PER_MM, SMALLEST_OF_FIT = 60.0, 0.5
CALM_PX_PER_MM = 6.0
"""A few marks are not shown larger than this at first."""
MARGIN_PX = 46.0
REST_MS = 70


class LookingChart(QWidget):
    """A chart that is panned and zoomed."""

    look_changed = Signal(object)
    """A `Look`, after this chart was moved by hand."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMinimumSize(240, 160)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._map: CompareMap | None = None
        self._look: Look | None = None
        self._figure = FigurePixels()
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MS)
        self._rest.timeout.connect(self._sharpen)

    def show_map(self, shown: CompareMap | None) -> None:
        """Show another pair of maps or chart; it looks as before while the chart is the same."""
        before = self._map
        self._map = shown
        if shown is None or before is None or before.chart is not shown.chart:
            self._look = None
        self._settle()

    @property
    def look(self) -> Look | None:
        """Where it looks."""
        return self._look

    def set_look(self, look: Look | None) -> None:
        """Look there, as the chart beside it does."""
        if look != self._look:
            self._look = look
            self._settle()

    def to_view(self) -> QTransform:
        """From chart mm to the widget."""
        if self._look is None:
            return QTransform()
        return self._look.transform(self.width(), self.height(), turned=False)

    def fit(self) -> None:
        """The whole chart."""
        chart = self._map.chart if self._map is not None else None
        if chart is not None:
            scale = min(self.width() / chart.width_mm, self.height() / chart.height_mm) * 0.98
            self._move(Look(chart.width_mm / 2, chart.height_mm / 2, scale))

    def zoom(self, factor: float, at: QPointF | None = None) -> None:
        """Zoom; what lies at `at` (the middle without) stays there."""
        look, shown = self._look, self._map
        if look is None or shown is None:
            return
        at = QPointF(self.width() / 2, self.height() / 2) if at is None else at
        fit = min(self.width() / shown.chart.width_mm, self.height() / shown.chart.height_mm)
        least = SMALLEST_OF_FIT * fit
        scale = min(max(look.px_per_mm * factor, least), LARGEST_PX_PER_MM)
        dx, dy = at.x() - self.width() / 2, at.y() - self.height() / 2
        x = look.x_mm + dx / look.px_per_mm - dx / scale
        y = look.y_mm + dy / look.px_per_mm - dy / scale
        self._move(Look(x, y, scale))

    def pan(self, dx: float, dy: float) -> None:
        """Move the chart by so many pixels."""
        if self._look is not None:
            scale = self._look.px_per_mm
            x, y = self._look.x_mm - dx / scale, self._look.y_mm - dy / scale
            self._move(replace(self._look, x_mm=x, y_mm=y))

    def _move(self, look: Look) -> None:
        self._look = look
        self._settle()
        self.look_changed.emit(look)

    def _first_look(self) -> Look | None:
        """All that is marked, with its surroundings; the whole chart where nothing is."""
        shown = self._map
        if shown is None or self.width() < 2 or self.height() < 2:
            return None
        found = [p for mark in shown.marks for p in (mark.old, mark.new) if p is not None]
        found += [p for run in (*shown.old_passes, *shown.new_passes) for p in run]
        chart = shown.chart
        if not found:
            fit = min(self.width() / chart.width_mm, self.height() / chart.height_mm)
            return Look(chart.width_mm / 2, chart.height_mm / 2, fit * 0.98)
        xs, ys = zip(*found, strict=True)
        wide, high = max(xs) - min(xs), max(ys) - min(ys)
        room_x = max(self.width() - 2 * MARGIN_PX, 60.0)
        room_y = max(self.height() - 2 * MARGIN_PX, 60.0)
        scale = min(room_x / max(wide, 1.0), room_y / max(high, 1.0), CALM_PX_PER_MM)
        return Look((max(xs) + min(xs)) / 2, (max(ys) + min(ys)) / 2, scale)

    def _settle(self) -> None:
        if self._look is None:
            self._look = self._first_look()
        self._rest.start()
        self.update()

    def _sharpen(self) -> None:
        shown, view = self._map, QRectF(self.rect())
        if shown is None or self._look is None:
            return
        palette, ratio = current(), self.devicePixelRatioF()
        if not self._figure.is_sharp(shown.chart, self.to_view(), view, palette, ratio):
            self._figure.sharpen(shown.chart, self.to_view(), view, palette, ratio)
            self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The middle stays in the middle."""
        super().resizeEvent(event)
        self._settle()
