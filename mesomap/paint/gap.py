"""The sign of a gap: a place that the lattice missed."""

from __future__ import annotations

from functools import cache

import numpy as np
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPen, QPixmap, QTransform

from mesomap.paint import tokens as tk


def paint_gap(painter: QPainter, path: QPainterPath, *, px: float, ink_only: bool = False) -> None:
    """A place that the lattice missed: hatched at 45 degrees within a dashed outline."""
    colour = QColor(tk.INK if ink_only else tk.GAP)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(colour, 1.0 * px))
    painter.drawPath(hatch_lines(path, step=tk.GAP_HATCH_PX * px))
    painter.setPen(_dashes(colour, 1.25 * px))
    painter.drawPath(path)
    painter.restore()


def paint_gap_tiled(painter: QPainter, path: QPainterPath) -> None:
    """`paint_gap` for the screen: the hatch is copied from a tile, which costs far less.

    The tile hangs on the chart's origin, so that a scrolled picture and what is painted beside
    it join.
    """
    colour = QColor(tk.GAP)
    to_view = painter.worldTransform()
    origin = to_view.map(QPointF(0.0, 0.0))
    on_view = to_view.map(path)
    brush = QBrush(_tile())
    brush.setTransform(QTransform.fromTranslate(round(origin.x()), round(origin.y())))
    painter.save()
    painter.setWorldTransform(QTransform())
    painter.fillPath(on_view, brush)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    # Qt strokes pens of up to one pixel in a fast way of their own.
    painter.setPen(_dashes(colour, 1.0))
    painter.drawPath(on_view)
    painter.restore()


@cache
def _tile() -> QPixmap:
    """One period of the hatch, twice as fine as logical pixels."""
    side, ratio = round(tk.GAP_HATCH_PX * 2**0.5), 2
    pixmap = QPixmap(side * ratio, side * ratio)
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(tk.GAP), 1.0))
    for shift in (-side, 0, side):
        painter.drawLine(QPointF(shift - 2, side + 2), QPointF(shift + side + 2, -2))
    painter.end()
    return pixmap


def _dashes(colour: QColor, width: float) -> QPen:
    pen = QPen(colour, width)
    pen.setDashPattern([4.0, 2.5])
    return pen


def hatch_lines(path: QPainterPath, *, step: float, angle_deg: float = 45.0) -> QPainterPath:
    """Lines at an angle within `path`, cut exactly: a clip would be lost on some printers."""
    turn = QTransform().rotate(angle_deg)
    lines = QPainterPath()
    rings = [
        np.array([(p.x(), p.y()) for p in polygon.toList()])
        for polygon in turn.map(path).simplified().toSubpathPolygons()
    ]
    rings = [ring for ring in rings if len(ring) >= 3]
    if not rings:
        return lines
    # All borders together, holes' too: a line is inside between every two that it crosses.
    a = np.concatenate(rings)
    b = np.concatenate([np.roll(ring, -1, axis=0) for ring in rings])
    low, high = a[:, 1].min(), a[:, 1].max()
    for y in np.arange(np.ceil(low / step), np.floor(high / step) + 1) * step:
        crosses = (a[:, 1] <= y) != (b[:, 1] <= y)
        t = (y - a[crosses, 1]) / (b[crosses, 1] - a[crosses, 1])
        xs = np.sort(a[crosses, 0] + t * (b[crosses, 0] - a[crosses, 0]))
        for start, end in zip(xs[::2].tolist(), xs[1::2].tolist(), strict=False):
            lines.moveTo(start, y)
            lines.lineTo(end, y)
    back, _ = turn.inverted()
    return back.map(lines)
