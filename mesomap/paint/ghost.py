"""Ghosts: what an earlier session placed, faint and hollow under today's map.

A sign for each session, so that black and white tells them apart; fainter the older they are.
"""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QTransform

from mesomap.model import MarkShape
from mesomap.paint import tokens as tk
from mesomap.paint.gap import hatch_lines
from mesomap.paint.marks import shape

SIGNS = (
    MarkShape.CIRCLE,
    MarkShape.SQUARE,
    MarkShape.DIAMOND,
    MarkShape.TRIANGLE,
    MarkShape.TRIANGLE_DOWN,
    MarkShape.PLUS,
)
"""The newest earlier session's sign first; further back they come again with a dot inside."""
EXTENT = 9.0
"""No sign reaches farther than this many pixels from its place."""
_FADES = (1.0, 0.84, 0.72, 0.62, 0.55)
_OLDER_RADIUS = 3.9
_DASHES = [1.8, 1.3]
_HATCH_PX = 11.0
_HATCH_DEG = 90.0


def fade(age: int) -> float:
    """How strongly the ghost is drawn that is the `age`-th newest of those shown, from 0."""
    return _FADES[min(age, len(_FADES) - 1)]


def paint_ghost(painter: QPainter, at: QPointF, sign: int = 0, *, px: float = 1.0) -> None:
    """A place of an earlier session: a small outline without fill, the newest one's dashed."""
    grow = (tk.EARLIER_RADIUS if sign == 0 else _OLDER_RADIUS) / tk.MARK_RADIUS
    outline = QTransform.fromScale(grow, grow).map(shape(SIGNS[sign % len(SIGNS)]))
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(at)
    painter.scale(px, px)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    pen = _pen(1.0)
    if sign:
        pen.setStyle(Qt.PenStyle.SolidLine)  # dashes would hide which shape it is
    painter.strokePath(outline, pen)
    if sign >= len(SIGNS):
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tk.EARLIER))
        painter.drawEllipse(QPointF(0, 0), 1.1, 1.1)
    painter.restore()


def paint_ghost_line(painter: QPainter, path: QPainterPath, *, px: float = 1.0) -> None:
    """A thread of an earlier session: a thin dashed line."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.strokePath(path, _pen(px))
    painter.restore()


def paint_ghost_area(painter: QPainter, path: QPainterPath, *, px: float = 1.0) -> None:
    """An area pass of an earlier session: a dashed outline, sparsely hatched upright."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    hatch = QColor(tk.EARLIER)
    hatch.setAlphaF(0.4)
    painter.setPen(QPen(hatch, 0.8 * px))
    painter.drawPath(hatch_lines(path, step=_HATCH_PX * px, angle_deg=_HATCH_DEG))
    painter.strokePath(path, _pen(px))
    painter.restore()


def _pen(px: float) -> QPen:
    pen = QPen(QColor(tk.EARLIER), tk.EARLIER_STROKE * px)
    pen.setDashPattern(_DASHES)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    return pen
