"""Lesions on a chart: an outline, a hatch that says the kind, and a label."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen

from mesomap.model import Lesion, LesionKind
from mesomap.paint import tokens as tk
from mesomap.paint.gap import hatch_lines

_HATCH_DEG: dict[LesionKind, tuple[float, ...]] = {
    LesionKind.SCAR: (135.0,),
    LesionKind.ACNE_SCAR: (90.0,),
    LesionKind.KELOID: (45.0, 135.0),
    LesionKind.ALOPECIA: (0.0,),
    LesionKind.MOLE: (0.0, 90.0),
    LesionKind.OTHER: (),
}
_STEP_PX = 6.0
_LABEL_PX = 3.0


def kind_name(kind: LesionKind) -> str:
    """The kind in the person's language."""
    translate = QCoreApplication.translate
    return {
        LesionKind.SCAR: translate("Lesions", "Scar"),
        LesionKind.ACNE_SCAR: translate("Lesions", "Acne scar"),
        LesionKind.KELOID: translate("Lesions", "Keloid"),
        LesionKind.ALOPECIA: translate("Lesions", "Alopecia"),
        LesionKind.MOLE: translate("Lesions", "Mole"),
        LesionKind.OTHER: translate("Lesions", "Other"),
    }[kind]


def kind_letter(kind: LesionKind) -> str:
    """The letter that stands for a kind on charts."""
    translate = QCoreApplication.translate
    return {
        LesionKind.SCAR: translate("Lesions", "S", "scar"),
        LesionKind.ACNE_SCAR: translate("Lesions", "A", "acne scar"),
        LesionKind.KELOID: translate("Lesions", "K", "keloid"),
        LesionKind.ALOPECIA: translate("Lesions", "L", "alopecia"),
        LesionKind.MOLE: translate("Lesions", "M", "mole"),
        LesionKind.OTHER: translate("Lesions", "O", "another lesion"),
    }[kind]


def labels_of(lesions: Iterable[Lesion]) -> dict[UUID, str]:
    """S1, S2, K1 ...: each lesion's letter and number, in the order in which they were drawn.

    Those that are gone keep theirs, so that no label ever means another lesion.
    """
    counts: dict[LesionKind, int] = {}
    labels = {}
    for one in sorted(lesions, key=lambda one: (one.seen, one.id)):
        counts[one.kind] = counts.get(one.kind, 0) + 1
        labels[one.id] = f"{kind_letter(one.kind)}{counts[one.kind]}"
    return labels


def paint_lesion(
    painter: QPainter,
    path: QPainterPath,
    kind: LesionKind,
    *,
    px: float,
    keep_free: bool = True,
    chosen: bool = False,
) -> None:
    """Its outline (dashed where lattices may go over it) and its kind's hatch, in ink."""
    ink = QColor(tk.INK)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    soft = QColor(ink)
    soft.setAlphaF(0.55)
    painter.setPen(QPen(soft, 0.75 * px))
    for angle_deg in _HATCH_DEG[kind]:
        painter.drawPath(hatch_lines(path, step=_STEP_PX * px, angle_deg=angle_deg))
    painter.setPen(QPen(QColor("#FFFFFF"), (5.0 if chosen else 3.5) * px))
    painter.drawPath(path)
    pen = QPen(ink, (2.5 if chosen else 1.25) * px)
    if not keep_free:
        pen.setDashPattern([5.0, 3.0] if not chosen else [3.0, 2.0])
    painter.setPen(pen)
    painter.drawPath(path)
    painter.restore()


def paint_label(
    painter: QPainter, at: QPointF, text: str, font: QFont, *, px: float, turned: bool = False
) -> None:
    """Its label on white, upright however the chart is turned, beside and above `at`."""
    metrics = QFontMetricsF(font)
    width = metrics.horizontalAdvance(text) + 2 * _LABEL_PX
    height = metrics.height()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(at)
    turn = -px if turned else px
    painter.scale(turn, turn)
    box = QRectF(-2.0, 2.0 - height, width, height)
    painter.setPen(QPen(QColor(tk.INK), 1.0))
    painter.setBrush(QColor("#FFFFFF"))
    painter.drawRoundedRect(box, 3.0, 3.0)
    painter.setFont(font)
    painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), text)
    painter.restore()
