"""A mark as an icon, on the light ground that marks are made for."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap

from mesomap.model import MarkShape, Status
from mesomap.paint.marks import paint_mark
from mesomap.paint.tokens import MARK_GROUND

SIDE_PX = 20
_RATIO = 2.0


def mark_icon(mark: MarkShape) -> QIcon:
    """The mark of something given, on a disc as light as the figure."""
    side = round(SIDE_PX * _RATIO)
    pixmap = QPixmap(side, side)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(MARK_GROUND))
    painter.drawEllipse(0, 0, side, side)
    paint_mark(painter, QPointF(side / 2, side / 2), mark, Status.GIVEN, px=_RATIO * 0.95)
    painter.end()
    pixmap.setDevicePixelRatio(_RATIO)
    return QIcon(pixmap)
