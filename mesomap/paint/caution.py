"""Caution structures: a soft band over their course, and a triangle in a dotted circle on it."""

from __future__ import annotations

from math import cos, radians, sin

from PySide6.QtCore import QCoreApplication, QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF

from mesomap.clinical.caution import MEANS_ONLY, Structure
from mesomap.model.cited import Cited
from mesomap.paint import tokens as tk
from mesomap.paint.locale import format_mm

BAND_OPACITY = 0.16
_RADIUS_PX = 6.5
_TRIANGLE_PX = 3.6


def paint_band(painter: QPainter, path: QPainterPath, *, px: float, ink_only: bool = False) -> None:
    """The band or disc of one structure: filled softly, its edge dotted."""
    colour = QColor(tk.INK if ink_only else tk.PURPLE)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(colour, 1.0 * px)
    pen.setDashPattern([1.0, 2.5])
    fill = QColor(colour)
    fill.setAlphaF(BAND_OPACITY)
    painter.setPen(pen)
    painter.setBrush(fill)
    painter.drawPath(path)
    painter.restore()


def paint_sign(painter: QPainter, at: QPointF, *, px: float = 1.0, ink_only: bool = False) -> None:
    """The sign of a caution structure: a triangle in a dotted circle."""
    colour = QColor(tk.INK if ink_only else tk.PURPLE)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(at)
    painter.scale(px, px)
    pen = QPen(colour, 1.25)
    pen.setDashPattern([1.0, 1.6])
    painter.setPen(pen)
    painter.setBrush(QColor("#FFFFFF"))
    painter.drawEllipse(QPointF(0, 0), _RADIUS_PX, _RADIUS_PX)
    corners = [radians(-90 + 120 * k) for k in range(3)]
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawPolygon(
        QPolygonF([QPointF(_TRIANGLE_PX * cos(a), 0.6 + _TRIANGLE_PX * sin(a)) for a in corners])
    )
    painter.restore()


def structure_name(structure: Structure) -> str:
    """Its name in the person's language."""
    return QCoreApplication.translate("messages", structure.name)


def structure_words(structure: Structure) -> list[str]:
    """All that is known of it, a line each: name, position, depth, sources, what is disputed."""
    translate = QCoreApplication.translate
    lines = [structure_name(structure), _cited(structure.position)]
    if structure.depth_mm is not None:
        depth = structure.depth_mm
        if depth.low is not None and depth.high is not None:
            words = translate("messages", "Depth {low} to {high}").format(
                low=format_mm(depth.low), high=format_mm(depth.high)
            )
        else:
            words = translate("messages", "Depth {depth}").format(depth=format_mm(depth.value))
        lines.append(f"{words} ({depth.source})")
    lines += [translate("messages", text) for text in (structure.drawn, structure.note) if text]
    return [*lines, translate("messages", MEANS_ONLY)]


def _cited(position: Cited[str]) -> str:
    words = QCoreApplication.translate("messages", position.value)
    if position.confidence.unverified:
        unverified = QCoreApplication.translate("messages", "convention, unverified")
        return f"{words} ({position.source}; {unverified})"
    return f"{words} ({position.source})"
