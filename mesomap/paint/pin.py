"""The sign of a note: a tag with its number, whose point stands on the skin.

Painted in pixels; for paper, scale the painter so that one unit is one pixel's length. A tag is
square-edged and says N, so that nobody takes its number for an injection's.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from mesomap.paint import tokens as tk
from mesomap.paint.fonts import ui_font

RISE_PX = 17.0
"""How far the head's middle is above the place."""
HALF_HEIGHT_PX = 8.0
_POINT_PX = 5.0


def pin_text(number: int) -> str:
    """What a note is called on the chart and in its list: N1, N2."""
    return QCoreApplication.translate("chart", "N{number}").format(number=number)


def half_width_px(text: str) -> float:
    """Half the width of a head that holds `text`."""
    return 4.0 + 3.7 * len(text)


def paint_pin(
    painter: QPainter, at: QPointF, text: str, *, chosen: bool = False, write: bool = True
) -> None:
    """A tag of paper and ink whose point is at `at`; a chosen one the other way round.

    Without `write` the text is left to the caller, who sets it in a font of its own.
    """
    paper, ink = QColor("#FFFFFF"), QColor(tk.INK)
    fill, stroke = (ink, paper) if chosen else (paper, ink)
    half = half_width_px(text)
    top = at.y() - RISE_PX - HALF_HEIGHT_PX
    box = QRectF(at.x() - half, top, 2 * half, 2 * HALF_HEIGHT_PX)
    foot = QPainterPath(at)
    foot.lineTo(at.x() - _POINT_PX, box.bottom() - 0.5)
    foot.lineTo(at.x() + _POINT_PX, box.bottom() - 0.5)
    foot.closeSubpath()
    head = QPainterPath()
    head.addRoundedRect(box, 2.0, 2.0)
    shape = head.united(foot)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(paper, 4.0))
    painter.drawPath(shape)
    painter.setPen(QPen(ink, 1.4))
    painter.setBrush(fill)
    painter.drawPath(shape)
    if write:
        painter.setFont(ui_font(tk.SMALL, weight=700))
        painter.setPen(stroke)
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), text)
    painter.restore()
