"""An area pass: skin that is treated without marking each entry."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen

from mesomap.model import MarkShape, Status
from mesomap.paint import tokens as tk
from mesomap.paint.gap import hatch_lines
from mesomap.paint.marks import COLOURS

HATCH_PX = 7.0
HATCH_DEG = -45.0
"""The other way than a gap's, so that black on white tells them apart."""
_TINT = {Status.PLANNED: 0.06, Status.GIVEN: 0.20, Status.SKIPPED: 0.0}


def paint_area(
    painter: QPainter,
    path: QPainterPath,
    mark: MarkShape,
    status: Status = Status.PLANNED,
    *,
    px: float = 1.0,
    ink_only: bool = False,
    chosen: bool = False,
) -> None:
    """A soft hatch in the colour of its syringe: dashed about while planned, solid once given."""
    skipped = status is Status.SKIPPED
    colour = QColor(tk.SKIPPED if skipped else tk.INK if ink_only else COLOURS[mark])
    if COLOURS[mark] in tk.PALE and not ink_only and not skipped:
        colour = colour.darker(170)
    tint, soft = QColor(colour), QColor(colour)
    tint.setAlphaF(_TINT[status] * (0.6 if ink_only else 1.0))
    soft.setAlphaF(0.45)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.fillPath(path, tint)
    if not skipped:
        hatch = hatch_lines(path, step=HATCH_PX * px, angle_deg=HATCH_DEG)
        painter.setPen(QPen(soft, (1.3 if status is Status.GIVEN else 0.9) * px))
        painter.drawPath(hatch)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if chosen:
        painter.setPen(QPen(QColor("#FFFFFF"), 6.0 * px))
        painter.drawPath(path)
        painter.setPen(QPen(QColor(tk.INK), 3.6 * px))
        painter.drawPath(path)
    line = QPen(colour, 1.5 * px)
    if status is not Status.GIVEN:
        line.setDashPattern([5.0, 3.0])
    painter.setPen(line)
    painter.drawPath(path)
    painter.restore()


def area_label_size(text: str, font: QFont) -> QRectF:
    """The label's rectangle about (0, 0), in the font's pixels."""
    metrics = QFontMetricsF(font)
    width, height = metrics.horizontalAdvance(text) + 10.0, metrics.height() + 4.0
    return QRectF(-0.5 * width, -0.5 * height, width, height)


def paint_area_label(painter: QPainter, at: QPointF, text: str, font: QFont) -> None:
    """A few words in the middle of an area, on a ground that keeps them readable."""
    box = area_label_size(text, font).translated(at)
    ground = QColor("#FFFFFF")
    ground.setAlphaF(0.88)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    painter.drawRoundedRect(box, 3.0, 3.0)
    painter.setFont(font)
    painter.setPen(QColor(tk.INK))
    painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), text)
    painter.restore()
