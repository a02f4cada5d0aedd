"""The chart's figure kept as pixels: a sharp part for rest, a coarse whole while it moves."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter, QPixmap, QTransform

from mesomap.atlas import Chart
from mesomap.paint.chart import chart_rect, figure_image, fit_transform
from mesomap.paint.tokens import Palette

_COARSE_PX = 1100
_AROUND = 0.15


class FigurePixels:
    """Paints a chart at frame time while it is panned and zoomed."""

    def __init__(self) -> None:
        self._sharp: QPixmap | None = None
        self._made_for: tuple[object, ...] = ()
        self._part = QRectF()
        """What of the chart the sharp picture holds, mm."""

    def is_sharp(
        self, chart: Chart, to_view: QTransform, view: QRectF, palette: Palette, ratio: float
    ) -> bool:
        """Whether the kept picture fits this zoom and covers the view."""
        wanted = _mm(to_view, view) & chart_rect(chart)
        same = self._made_for == _key(chart, to_view, palette, ratio)
        return same and self._part.contains(wanted)

    def sharpen(
        self, chart: Chart, to_view: QTransform, view: QRectF, palette: Palette, ratio: float
    ) -> None:
        """Draw what is in and around the view; tens of milliseconds."""
        seen = _mm(to_view, view)
        dx, dy = seen.width() * _AROUND, seen.height() * _AROUND
        part = seen.adjusted(-dx, -dy, dx, dy) & chart_rect(chart)
        box = to_view.mapRect(part).toAlignedRect()
        if box.isEmpty():
            self._sharp = None
            self._made_for = ()
            return
        shifted = to_view * QTransform.fromTranslate(-box.x(), -box.y())
        shifted *= QTransform.fromScale(ratio, ratio)
        width, height = round(box.width() * ratio), round(box.height() * ratio)
        image = figure_image(chart, shifted, width, height, palette, ratio=ratio)
        self._sharp = QPixmap.fromImage(image)
        self._sharp.setDevicePixelRatio(ratio)
        self._part = _mm(to_view, QRectF(box))
        self._made_for = _key(chart, to_view, palette, ratio)

    def paint(
        self,
        painter: QPainter,
        chart: Chart,
        to_view: QTransform,
        view: QRectF,
        palette: Palette,
        ratio: float,
    ) -> None:
        """The sharp picture where it fits this zoom, over the coarse one."""
        painter.fillRect(view, QColor(palette.canvas))
        same = self._made_for == _key(chart, to_view, palette, ratio)
        if not (same and self._part.contains(_mm(to_view, view) & chart_rect(chart))):
            coarse = coarse_figure(chart, palette)
            painter.drawPixmap(to_view.mapRect(chart_rect(chart)), coarse, QRectF(coarse.rect()))
        if same and self._sharp is not None:
            corner = to_view.mapRect(self._part).topLeft()
            painter.drawPixmap(QPointF(round(corner.x()), round(corner.y())), self._sharp)


@lru_cache(maxsize=6)
def coarse_figure(chart: Chart, palette: Palette) -> QPixmap:
    """The whole chart, small enough to be stretched at frame time."""
    longest = max(chart.width_mm, chart.height_mm)
    width = round(chart.width_mm * _COARSE_PX / longest)
    height = round(chart.height_mm * _COARSE_PX / longest)
    transform = fit_transform(chart, width, height)
    return QPixmap.fromImage(figure_image(chart, transform, width, height, palette))


def _mm(to_view: QTransform, rect: QRectF) -> QRectF:
    back, _ = to_view.inverted()
    return back.mapRect(rect)


def _key(chart: Chart, to_view: QTransform, palette: Palette, ratio: float) -> tuple[object, ...]:
    return chart, round(to_view.m11(), 6), palette.name, ratio
