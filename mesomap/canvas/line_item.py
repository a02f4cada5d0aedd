"""The lines that a tool sketches: outlines, paths, what was measured."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

from mesomap.canvas.overlay import Layer
from mesomap.canvas.sketch import Sketch, SketchLine
from mesomap.paint import tokens as tk
from mesomap.paint.fonts import ui_font
from mesomap.paint.furniture import callout_size, paint_callout
from mesomap.paint.theme import current, current_scale

_DOT_PX = 3.5
_TINT = 0.08
_LABEL_PX = 12.0


class LineItem(Layer):
    """Draws `sketch.lines` over everything else, readable on light and dark ground."""

    def __init__(self, sketch: Sketch) -> None:
        super().__init__()
        self._sketch = sketch
        self._drawn: tuple[SketchLine, ...] = ()
        sketch.changed.connect(self._on_sketch)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionGraphicsItem,
        widget: QWidget | None = None,
    ) -> None:
        """Each line in ink on a white seam, its corners as dots, its words on top."""
        if not self._drawn:
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for line in self._drawn:
            self._paint_line(painter, line)
        for line in self._drawn:
            self._paint_label(painter, line)
        painter.restore()

    def _paint_line(self, painter: QPainter, line: SketchLine) -> None:
        px = self.mm_per_px
        course = QPolygonF([QPointF(x, y) for x, y in line.points])
        if line.closed:
            tint = QColor(tk.INK)
            tint.setAlphaF(_TINT)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(tint)
            painter.drawPolygon(course)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for colour, width in (("#FFFFFF", 3.5), (tk.INK, 1.5)):
            pen = QPen(QColor(colour), width * px)
            pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
            if line.closed and colour == tk.INK:
                pen.setDashPattern([4.0, 3.0])
            painter.setPen(pen)
            if line.closed:
                painter.drawPolygon(course)
            else:
                painter.drawPolyline(course)
        painter.setPen(QPen(QColor(tk.INK), 1.5 * px))
        painter.setBrush(QColor("#FFFFFF"))
        for x, y in line.corners:
            painter.drawEllipse(QPointF(x, y), _DOT_PX * px, _DOT_PX * px)

    def _paint_label(self, painter: QPainter, line: SketchLine) -> None:
        if not line.label or line.label_at is None:
            return
        font = ui_font(tk.SMALL, weight=600, scale=current_scale())
        size = callout_size(line.label, font)
        painter.save()
        painter.translate(QPointF(*line.label_at))
        turn = -1.0 if painter.worldTransform().m11() < 0 else 1.0
        painter.scale(turn * self.mm_per_px, turn * self.mm_per_px)
        box = QRectF(_LABEL_PX, -size.height() - _LABEL_PX / 2, size.width(), size.height())
        paint_callout(painter, box, line.label, font, current())
        painter.restore()

    def _on_sketch(self) -> None:
        lines = self._sketch.lines
        if lines == self._drawn:
            return
        before, self._drawn = self._drawn, lines
        if any(line.label for line in (*before, *lines)):
            self.update()
            return
        for line in (*before, *lines):
            course = QPolygonF([QPointF(x, y) for x, y in (*line.points, *line.corners)])
            self.update_around(course.boundingRect().adjusted(-0.01, -0.01, 0.01, 0.01), px=6.0)
