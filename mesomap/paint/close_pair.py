"""The sign of two injections that are too close: a bar between the marks, a triangle beside it."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap, QPolygonF, QTransform

from mesomap.paint import tokens as tk

SIGN_ASIDE = 15.0
"""How far, in px, the triangle stands from the bar."""
REACH = SIGN_ASIDE + 12.0
"""No part of the sign is farther than this many px from the line between the sites."""

_SAME_MM = 1e-6
"""Nearer than this the line between two places has no direction: Qt would make it not a number."""
_CELL = 24
_SIDE = 8.0


def paint_close_pairs(
    painter: QPainter,
    pairs: Iterable[tuple[QPointF, QPointF]],
    *,
    px: float = 1.0,
    ink_only: bool = False,
) -> None:
    """Mark each pair of places. The triangles stand upright however the painter is turned."""
    colour = QColor(tk.INK if ink_only else tk.GAP)
    ways = [QLineF(a, b) for a, b in pairs]
    bars = [bar for way in ways if (bar := _bar(way, px)) is not None]
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for stroke, width in ((QColor("#FFFFFF"), 5.0), (colour, 2.5)):
        pen = QPen(stroke, width * px)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        painter.setPen(pen)
        painter.drawLines(bars)
    turned = painter.worldTransform().m11() < 0
    for way in ways:
        painter.save()
        painter.translate(sign_place(way, px))
        painter.scale(-px if turned else px, -px if turned else px)
        paint_warning(painter, colour)
        painter.restore()
    painter.restore()


def paint_close_pairs_tiled(
    painter: QPainter, pairs: Iterable[tuple[QPointF, QPointF]], *, px: float
) -> None:
    """`paint_close_pairs` for the screen: the triangles are copied, so hundreds cost little."""
    ways = [QLineF(a, b) for a, b in pairs]
    bars = [bar for way in ways if (bar := _bar(way, px)) is not None]
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for stroke, width in (("#FFFFFF", 5.0), (tk.GAP, 2.5)):
        pen = QPen(QColor(stroke), width * px)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        painter.setPen(pen)
        painter.drawLines(bars)
    device = painter.device()
    pixmap = _sign(device.devicePixelRatioF() if device is not None else 1.0)
    to_view = painter.worldTransform()
    painter.setWorldTransform(QTransform())
    half = QPointF(_CELL / 2, _CELL / 2)
    for way in ways:
        painter.drawPixmap(to_view.map(sign_place(way, px)) - half, pixmap)
    painter.restore()


def _bar(way: QLineF, px: float) -> QLineF | None:
    """The part of the line that the two marks leave free; None where they lie on one another."""
    if way.length() <= _SAME_MM:
        return None
    length = way.length() / px
    short = min(tk.MARK_RADIUS + 1.5, length / 3) / length
    return QLineF(way.pointAt(short), way.pointAt(1 - short))


def sign_place(way: QLineF, px: float) -> QPointF:
    """Where the triangle of a pair stands: beside the middle of their line."""
    if way.length() <= _SAME_MM:
        return way.p1()
    aside = way.normalVector().unitVector()
    return way.center() + QPointF(aside.dx(), aside.dy()) * (SIGN_ASIDE * px)


@lru_cache(maxsize=4)
def _sign(ratio: float) -> QPixmap:
    pixmap = QPixmap(round(_CELL * ratio), round(_CELL * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(_CELL / 2, _CELL / 2)
    paint_warning(painter, QColor(tk.GAP))
    painter.end()
    return pixmap


def paint_warning(painter: QPainter, colour: QColor) -> None:
    """A triangle with an exclamation mark, about (0, 0)."""
    wide, low = _SIDE * 0.866, _SIDE * 0.5
    triangle = QPolygonF([QPointF(0, -_SIDE), QPointF(wide, low), QPointF(-wide, low)])
    for pen in (QPen(QColor("#FFFFFF"), 4.5), QPen(colour, 1.75)):
        painter.setPen(pen)
        painter.setBrush(QColor("#FFFFFF"))
        painter.drawPolygon(triangle)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawRect(QRectF(-0.8, -3.6, 1.6, 4.2))
    painter.drawRect(QRectF(-0.8, 1.4, 1.6, 1.6))
