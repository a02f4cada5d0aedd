"""Draws a laid-out page: the charts, then lines and text.

The painter counts millimetres of paper.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QLineF, QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPolygonF

from mesomap.atlas import Body
from mesomap.paint import tokens as tk
from mesomap.paint.area import paint_area
from mesomap.paint.marks import paint_mark
from mesomap.paint.own_picture import decoded
from mesomap.paint.thread import paint_thread
from mesomap.report.chart_drawing import AREA_PX, MARK_PX, draw_chart
from mesomap.report.inks import INKS, draw_text, pen, rect
from mesomap.report.layout.shapes import (
    Frame,
    Ink,
    LegendMark,
    LegendSign,
    Logo,
    Outline,
    Page,
    Rule,
    Shape,
    Text,
)

_DASH_MM = 1.4
"""Of a dashed outline, drawn and left out."""


def draw_page(painter: QPainter, page: Page, body: Body | None) -> None:
    """Draw `page` at the painter's origin; `body` is what its charts show."""
    for chart in page.charts:
        assert body is not None
        draw_chart(painter, chart, body)
    draw_shapes(painter, page.shapes)


def draw_shapes(painter: QPainter, shapes: Sequence[Shape], *, ink_only: bool = True) -> None:
    """Lines, text and what stands in them; without `ink_only` the syringes have their colours."""
    for shape in shapes:
        match shape:
            case Text():
                draw_text(painter, shape)
            case Rule():
                painter.setPen(pen(shape.width, shape.ink))
                painter.drawLine(QLineF(shape.x1, shape.y1, shape.x2, shape.y2))
            case Outline():
                _outline(painter, shape)
            case Frame():
                painter.setPen(pen(shape.width, shape.ink))
                painter.setBrush(INKS[shape.fill] if shape.fill else Qt.BrushStyle.NoBrush)
                painter.drawRect(rect(shape.box))
            case Logo():
                image = decoded(shape.content, shape.media)
                if image is not None:
                    painter.drawImage(rect(shape.box), image)
            case LegendMark():
                _legend_mark(painter, shape, ink_only)
            case LegendSign():
                _legend_sign(painter, shape, ink_only)


def _legend_mark(painter: QPainter, mark: LegendMark, ink_only: bool) -> None:
    at = QPointF(mark.x, mark.y)
    if mark.elsewhere:
        painter.setPen(pen(0.18, Ink.SOFT))
        painter.setBrush(QColor("#FFFFFF"))
        painter.drawEllipse(at, mark.radius * 0.7, mark.radius * 0.7)
        return
    px = mark.radius / (tk.MARK_RADIUS + 1.0)
    paint_mark(painter, at, mark.mark, mark.status, px=px, ink_only=ink_only)


def _legend_sign(painter: QPainter, sign: LegendSign, ink_only: bool) -> None:
    path = QPainterPath()
    if sign.area:
        path.addRect(rect(sign.box))
        paint_area(painter, path, sign.mark, sign.status, px=AREA_PX, ink_only=ink_only)
        return
    y = sign.box.y + sign.box.height / 2
    path.moveTo(sign.box.x + 0.6, y)
    path.lineTo(sign.box.right, y)
    paint_thread(painter, path, sign.mark, sign.status, px=MARK_PX, ink_only=ink_only)


def _outline(painter: QPainter, outline: Outline) -> None:
    line = pen(outline.width, outline.ink)
    line.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    if outline.dashed:
        line.setDashPattern([_DASH_MM / outline.width, _DASH_MM / outline.width])
    painter.setPen(line)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPolyline(QPolygonF([QPointF(x, y) for x, y in outline.points]))
