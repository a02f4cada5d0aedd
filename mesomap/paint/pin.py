"""The sign of a note: a pin with its number, whose point stands on the skin.

Painted in pixels; for paper, scale the painter so that one unit is one pixel's length.
"""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from mesomap.paint import tokens as tk
from mesomap.paint.fonts import ui_font

HEAD_PX = 9.0
"""Radius of the head."""
RISE_PX = 19.0
"""How far the head's middle is above the place."""


def paint_pin(painter: QPainter, at: QPointF, text: str, *, chosen: bool = False) -> None:
    """A pin of paper and ink whose point is at `at`; a chosen one the other way round.

    `text`, its number, is left out where the caller sets it in a font of its own.
    """
    paper, ink = QColor("#FFFFFF"), QColor(tk.INK)
    fill, stroke = (ink, paper) if chosen else (paper, ink)
    head = at - QPointF(0.0, RISE_PX)
    shape = QPainterPath()
    shape.addEllipse(head, HEAD_PX, HEAD_PX)
    foot = QPainterPath(at)
    foot.lineTo(head + QPointF(-6.4, 6.4))
    foot.lineTo(head + QPointF(6.4, 6.4))
    foot.closeSubpath()
    shape = shape.united(foot)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(paper, 4.0))
    painter.drawPath(shape)
    painter.setPen(QPen(ink, 1.4))
    painter.setBrush(fill)
    painter.drawPath(shape)
    painter.setFont(ui_font(tk.SMALL, weight=700))
    painter.setPen(stroke)
    box = QRectF(head.x() - HEAD_PX, head.y() - HEAD_PX, 2 * HEAD_PX, 2 * HEAD_PX)
    painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), text)
    painter.restore()
