"""Inks, pens and lines of text: what everything that is drawn on paper shares.

The painter counts millimetres of paper.
"""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from mesomap.report.layout.shapes import Box, Ink, Text
from mesomap.report.layout.voice import MM_PER_PT
from mesomap.report.type import EM, paper_font, width_mm

INKS = {
    Ink.BLACK: QColor("#000000"),
    Ink.SOFT: QColor("#333A42"),
    Ink.RULE: QColor("#8A9199"),
    Ink.PAPER: QColor("#FFFFFF"),
}


def draw_text(painter: QPainter, text: Text) -> None:
    """One line of text on its baseline."""
    width = width_mm(text.text, text.size_pt, text.weight)
    shift = {"left": 0.0, "right": width, "centre": width / 2}[text.align]
    painter.save()
    painter.translate(text.x - shift, text.y)
    size = text.size_pt * MM_PER_PT / EM
    painter.scale(size, size)
    painter.setFont(paper_font(text.weight))
    painter.setPen(INKS[text.ink])
    painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    painter.drawText(QPointF(0.0, 0.0), text.text)
    painter.restore()


def pen(width: float, ink: Ink) -> QPen:
    """A pen of `width` mm whose lines end where they say."""
    made = QPen(INKS[ink], width)
    made.setCapStyle(Qt.PenCapStyle.FlatCap)
    return made


def rect(box: Box) -> QRectF:
    """`box` as Qt has it."""
    return QRectF(box.x, box.y, box.width, box.height)
