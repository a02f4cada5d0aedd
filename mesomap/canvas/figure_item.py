"""The chart's figure, kept as pixels: drawing its SVG would cost 60 ms a repaint.

Two pictures: a sharp one of the visible part at the present zoom, and a coarser one of the
whole chart that stands in while zooming and panning, until the view rests and asks for a new
sharp one.
"""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtGui import QColor, QPainter, QPixmap, QTransform
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from mesomap.atlas import Chart
from mesomap.paint import tokens as tk
from mesomap.paint.chart import chart_rect, figure_image, fit_transform

_COARSE_PX = 1100


class FigureItem(QGraphicsItem):
    """Paints the figure in chart mm."""

    def __init__(self) -> None:
        super().__init__()
        self._chart: Chart | None = None
        self._palette = tk.LIGHT
        self._sharp: QPixmap | None = None
        self._sharp_rect = QRectF()
        self._sharp_linear = (0.0, 0.0)
        self._coarse: QPixmap | None = None
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemUsesExtendedStyleOption)

    def set_chart(self, chart: Chart | None, palette: tk.Palette) -> None:
        """Show another chart, or the same in another theme."""
        self.prepareGeometryChange()
        self._chart = chart
        self._palette = palette
        self._sharp = self._coarse = None

    def boundingRect(self) -> QRectF:
        """The picture's rectangle in mm."""
        return QRectF() if self._chart is None else chart_rect(self._chart)

    def is_sharp_for(self, to_view: QTransform, visible: QRectF) -> bool:
        """Whether the sharp picture fits the zoom and covers `visible` (scene mm)."""
        if self._sharp is None or _linear(to_view) != self._sharp_linear:
            return False
        return self._sharp_rect.contains(visible & self.boundingRect())

    def sharpen(self, to_view: QTransform, visible: QRectF, ratio: float) -> None:
        """Draw the part of the chart in and around `visible` anew, at the zoom of `to_view`."""
        chart = self._chart
        if chart is None:
            return
        wanted = visible.adjusted(
            -visible.width() * 0.15,
            -visible.height() * 0.15,
            visible.width() * 0.15,
            visible.height() * 0.15,
        )
        on_view = to_view.mapRect(wanted & self.boundingRect()).toAlignedRect()
        if on_view.isEmpty():
            return
        shifted = to_view * QTransform.fromTranslate(-on_view.x(), -on_view.y())
        shifted *= QTransform.fromScale(ratio, ratio)
        width, height = round(on_view.width() * ratio), round(on_view.height() * ratio)
        image = figure_image(chart, shifted, width, height, self._palette, ratio=ratio)
        pixmap = QPixmap.fromImage(image)
        pixmap.setDevicePixelRatio(ratio)
        back, _ = to_view.inverted()
        self._sharp = pixmap
        self._sharp_rect = back.mapRect(QRectF(on_view))
        self._sharp_linear = _linear(to_view)
        self.update()

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionGraphicsItem,
        widget: QWidget | None = None,
    ) -> None:
        """Blit the sharp picture where it fits, else stretch the coarse one."""
        if self._chart is None:
            return
        exposed: QRectF = option.exposedRect
        to_view = painter.worldTransform()
        if self._sharp is not None and _linear(to_view) == self._sharp_linear:
            if not self._sharp_rect.contains(exposed & self.boundingRect()):
                self._paint_coarse(painter, exposed)
            self._paint_sharp(painter, self._sharp, exposed)
        else:
            self._paint_coarse(painter, exposed)

    def _paint_sharp(self, painter: QPainter, pixmap: QPixmap, exposed: QRectF) -> None:
        to_view = painter.worldTransform()
        on_view = to_view.mapRect(self._sharp_rect)
        corner = QPointF(round(on_view.x()), round(on_view.y()))
        part = to_view.mapRect(exposed).toAlignedRect().adjusted(-1, -1, 1, 1)
        size = QSizeF(pixmap.deviceIndependentSize())
        wanted = QRectF(part) & QRectF(corner, size)
        if wanted.isEmpty():
            return
        ratio = pixmap.devicePixelRatio()
        source = QRectF((wanted.topLeft() - corner) * ratio, wanted.size() * ratio)
        painter.save()
        painter.setWorldTransform(QTransform())
        painter.drawPixmap(wanted, pixmap, source)
        painter.restore()

    def prepare(self) -> None:
        """Draw the coarse picture, while nothing else is to do."""
        if self._chart is not None:
            self._coarse_of(self._chart)

    def _coarse_of(self, chart: Chart) -> QPixmap:
        if self._coarse is None:
            longest = max(chart.width_mm, chart.height_mm)
            width = round(chart.width_mm * _COARSE_PX / longest)
            height = round(chart.height_mm * _COARSE_PX / longest)
            transform = fit_transform(chart, width, height)
            self._coarse = QPixmap.fromImage(
                figure_image(chart, transform, width, height, self._palette)
            )
        return self._coarse

    def _paint_coarse(self, painter: QPainter, exposed: QRectF) -> None:
        chart = self._chart
        assert chart is not None
        coarse = self._coarse_of(chart)
        part = exposed & self.boundingRect()
        px = coarse.width() / chart.width_mm
        source = QRectF(part.x() * px, part.y() * px, part.width() * px, part.height() * px)
        painter.fillRect(part, QColor(self._palette.canvas))
        painter.drawPixmap(part, coarse, source)


def _linear(transform: QTransform) -> tuple[float, float]:
    """What decides whether kept pixels still fit: scale and turn, not the shift."""
    return round(transform.m11(), 6), round(transform.m22(), 6)
