"""The line of a thread, from its entry to its exit; the entry's own mark stands on it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from mesomap.model import MarkShape, Status
from mesomap.paint import tokens as tk
from mesomap.paint.marks import COLOURS

WIDTH_PX = 3.6
CORE_PX = 1.4
HALO_PX = 7.0


def paint_thread(
    painter: QPainter,
    path: QPainterPath,
    mark: MarkShape,
    status: Status = Status.PLANNED,
    *,
    px: float = 1.0,
    ink_only: bool = False,
    chosen: bool = False,
) -> None:
    """A thread's way: hollow while planned, solid once given, grey and dashed if skipped."""
    colour = QColor(tk.INK if ink_only else COLOURS[mark])
    skipped = status is Status.SKIPPED
    if skipped:
        colour = QColor(tk.SKIPPED)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if chosen:
        painter.strokePath(path, _pen(QColor("#FFFFFF"), (HALO_PX + 3.0) * px))
        painter.strokePath(path, _pen(QColor(tk.INK), HALO_PX * px))
    if COLOURS[mark] in tk.PALE and not ink_only and not skipped:
        painter.strokePath(path, _pen(QColor(tk.INK), (WIDTH_PX + 1.6) * px))
    line = _pen(colour, (CORE_PX if skipped else WIDTH_PX) * px)
    if skipped:
        line.setDashPattern([3.0, 2.5])
    painter.strokePath(path, line)
    if status is Status.PLANNED:
        painter.strokePath(path, _pen(QColor("#FFFFFF"), CORE_PX * px))
    painter.restore()


def paint_capsule(painter: QPainter, path: QPainterPath) -> None:
    """The skin that a thread serves, as the chart sees it; tinted as deposits are."""
    colour = QColor(tk.BLUE)
    colour.setAlphaF(tk.DEPOSIT_OPACITY)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.fillPath(path, colour)
    painter.restore()


def _pen(colour: QColor, width: float) -> QPen:
    pen = QPen(colour, width)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    return pen
