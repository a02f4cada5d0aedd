"""What lies over a compared chart: scale, sides, the divider, and words at the cursor."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from mesomap.paint import tokens as tk
from mesomap.paint.chart import patient_left
from mesomap.paint.furniture import (
    callout_size,
    paint_callout,
    paint_scale_bar,
    scale_bar_size,
    side_letters,
)
from mesomap.paint.theme import current
from mesomap.panels.compare.values import CompareMap
from mesomap.panels.look import sized

GRIP_PX = 10.0
EDGE = 14.0


def paint_scale_and_sides(
    painter: QPainter, shown: CompareMap, size: QSize, px_per_mm: float
) -> None:
    """The scale bar below on the left; R and L at the edges."""
    font = sized(tk.SMALL)
    bar_px = px_per_mm / shown.skin_factor
    y = size.height() - 20.0
    back = QColor(current().panel)
    back.setAlphaF(0.86)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(back)
    width = scale_bar_size(bar_px, font).width()
    painter.drawRoundedRect(QRectF(EDGE - 6, y - 12, width + 16, 24), 4, 4)
    paint_scale_bar(painter, QPointF(EDGE, y), bar_px, font, current().text)
    painter.setFont(font)
    painter.setPen(QColor(current().text))
    left, right = side_letters(patient_left(shown.chart))
    painter.drawText(QPointF(EDGE, y - 20), left)
    end = size.width() - EDGE - painter.fontMetrics().horizontalAdvance(right)
    painter.drawText(QPointF(end, y - 20), right)


def paint_divider(painter: QPainter, x: float, size: QSize, titles: tuple[str, str]) -> None:
    """A line with a grip, and which map lies on which side of it."""
    palette, middle = current(), size.height() / 2
    painter.setPen(QPen(QColor(palette.edge if palette.dark else palette.text), 2))
    painter.drawLine(QPointF(x, 0), QPointF(x, size.height()))
    painter.setPen(QPen(QColor(palette.edge), 1))
    painter.setBrush(QColor(palette.field))
    painter.drawRoundedRect(QRectF(x - GRIP_PX, middle - 18, 2 * GRIP_PX, 36), 4, 4)
    painter.setPen(QPen(QColor(palette.text), 1.5))
    for dx in (-3, 3):
        painter.drawLine(QPointF(x + dx, middle - 7), QPointF(x + dx, middle + 7))
    font = sized(tk.SMALL)
    for title, left in zip(titles, (True, False), strict=True):
        box = callout_size(title, font)
        at = x - 10 - box.width() if left else x + 10
        if title and at >= 0 and at + box.width() <= size.width():
            paint_callout(painter, QRectF(QPointF(at, 10), box), title, font, palette)


def paint_lit(painter: QPainter, at: QPointF) -> None:
    """A ring around the change that is named."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(tk.INK), 1.5))
    painter.drawEllipse(at, 11.5, 11.5)


def paint_words(painter: QPainter, text: str, at: QPointF, size: QSize) -> None:
    """A label beside a place, inside the chart."""
    font = sized(tk.SMALL)
    box = callout_size(text, font)
    x = min(max(at.x() + 16, 6.0), max(size.width() - box.width() - 6, 6.0))
    y = at.y() + 16
    if y + box.height() > size.height() - 6:
        y = at.y() - 16 - box.height()
    corner = QPointF(round(x), round(max(y, 6.0)))
    paint_callout(painter, QRectF(corner, box), text, font, current())
