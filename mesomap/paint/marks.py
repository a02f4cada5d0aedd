"""Data marks: shape and colour say from which syringe, fill the status.

The same marks on the screen and on paper. Their size is in pixels and does not follow the
zoom: `px` says how many painter units one pixel is.
"""

from __future__ import annotations

from functools import cache
from math import cos, radians, sin

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPainterPath, QPen, QPolygonF

from mesomap.model import MarkShape, Status
from mesomap.paint import tokens as tk

COLOURS = {
    MarkShape.CIRCLE: tk.BLUE,
    MarkShape.DIAMOND: tk.GREEN,
    MarkShape.SQUARE: tk.VERMILLION,
    MarkShape.TRIANGLE: tk.PURPLE,
    MarkShape.HEXAGON: tk.ORANGE,
    MarkShape.TRIANGLE_DOWN: tk.SKY,
    MarkShape.LINE: tk.INK,
    MarkShape.PLUS: tk.YELLOW,
}

EXTENT = tk.MARK_RADIUS + 7.0
"""No unselected mark reaches farther than this many pixels from its site."""
SELECTED_EXTENT = tk.SELECTED_RADIUS + tk.SELECTED_HALO
"""Nor a selected one farther than this."""


def _regular(radius: float, corners: int, start_deg: float) -> QPainterPath:
    angles = [radians(start_deg + 360 * k / corners) for k in range(corners)]
    path = QPainterPath()
    path.addPolygon(QPolygonF([QPointF(radius * cos(a), radius * sin(a)) for a in angles]))
    path.closeSubpath()
    return path


def _plus(arm: float, half: float) -> QPainterPath:
    xy = [(-half, -arm), (half, -arm), (half, -half), (arm, -half), (arm, half), (half, half)]
    points = [QPointF(x, y) for x, y in xy] + [QPointF(-x, -y) for x, y in xy]
    path = QPainterPath()
    path.addPolygon(QPolygonF(points))
    path.closeSubpath()
    return path


@cache
def shape(mark: MarkShape) -> QPainterPath:
    """The mark's outline about (0, 0) in pixels, for a 2 px stroke along it."""
    r = tk.MARK_RADIUS
    match mark:
        case MarkShape.DIAMOND:
            return _regular(r * 1.22, 4, 0)
        case MarkShape.SQUARE:
            return _regular(r * 1.26, 4, 45)
        case MarkShape.TRIANGLE:
            return _regular(r * 1.36, 3, -90).translated(0, r * 0.2)
        case MarkShape.TRIANGLE_DOWN:
            return _regular(r * 1.36, 3, 90).translated(0, -r * 0.2)
        case MarkShape.HEXAGON:
            return _regular(r * 1.12, 6, 0)
        case MarkShape.PLUS:
            return _plus(r * 1.16, r * 0.42)
        case MarkShape.LINE:
            path = QPainterPath()
            path.addEllipse(QPointF(0, 0), r * 0.62, r * 0.62)
            return path
    path = QPainterPath()
    path.addEllipse(QPointF(0, 0), r, r)
    return path


_NUMBER_SHIFT = {MarkShape.TRIANGLE: 0.3, MarkShape.TRIANGLE_DOWN: -0.3}
"""How far, in radii, a number moves to stand in the broad part of a triangle."""


@cache
def _numbered_shape(mark: MarkShape) -> QPainterPath:
    """The mark's outline, with room for two digits."""
    r = tk.MARK_RADIUS
    match mark:
        case MarkShape.LINE:
            return shape(MarkShape.CIRCLE)
        case MarkShape.TRIANGLE:
            return _regular(r * 1.72, 3, -90).translated(0, r * 0.2)
        case MarkShape.TRIANGLE_DOWN:
            return _regular(r * 1.72, 3, 90).translated(0, -r * 0.2)
        case MarkShape.PLUS:
            return _plus(r * 1.2, r * 0.76)
    return shape(mark)


def _pen(colour: QColor | str, width: float) -> QPen:
    pen = QPen(QColor(colour), width)
    pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    return pen


def _begin(painter: QPainter, at: QPointF, px: float) -> None:
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(at)
    painter.scale(px, px)


def paint_mark(
    painter: QPainter,
    at: QPointF,
    mark: MarkShape,
    status: Status = Status.PLANNED,
    *,
    px: float = 1.0,
    ink_only: bool = False,
    opacity: float = 1.0,
    depth: str | None = None,
    tail: bool = True,
) -> None:
    """Draw one injection's mark at `at`; `ink_only` for black-and-white print.

    Without `tail`, a line's mark is only the dot at its entry.
    With `depth`, a layer's name ("" for none), the colour is the layer's, and ticks under the mark
    say it again: one for the epidermis to four for the hypodermis, a bar for the skin as a whole.
    """
    colour = tk.INK if ink_only else COLOURS[mark]
    if depth is not None:
        colour = tk.DEPTH_COLOURS[depth]
    outline = shape(mark)
    skipped = status is Status.SKIPPED
    stroke = tk.SKIPPED if skipped else colour
    _begin(painter, at, px)
    painter.setOpacity(painter.opacity() * opacity)
    if mark is MarkShape.LINE and tail:
        painter.setPen(_pen(stroke, tk.MARK_STROKE))
        painter.drawLine(QPointF(0, 0), QPointF(8.5, -5.0))
    if colour in tk.PALE and not skipped:
        painter.setPen(_pen(tk.INK, tk.MARK_STROKE + 1.6))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(outline)
    painter.setPen(_pen(stroke, tk.MARK_STROKE))
    painter.setBrush(QColor(colour) if status is Status.GIVEN else QColor("#FFFFFF"))
    painter.drawPath(outline)
    if skipped:
        painter.setPen(_pen(tk.SKIPPED, tk.MARK_STROKE))
        reach = tk.MARK_RADIUS * 0.72
        painter.drawLine(QPointF(-reach, reach), QPointF(reach, -reach))
    if depth:
        _paint_ticks(painter, depth)
    painter.restore()


def _paint_ticks(painter: QPainter, depth: str) -> None:
    """What says a layer without colour, under the mark."""
    painter.setPen(_pen(tk.INK, 1.3))
    count = tk.DEPTH_TICKS.get(depth, 0)
    top, floor = tk.MARK_RADIUS + 3.2, tk.MARK_RADIUS + 6.2
    for number in range(count):
        x = (number - (count - 1) / 2) * 2.8
        painter.drawLine(QPointF(x, top), QPointF(x, floor))
    if count == 0:
        y = (top + floor) / 2
        painter.drawLine(QPointF(-4.0, y), QPointF(4.0, y))


def paint_number(
    painter: QPainter,
    at: QPointF,
    text: str,
    mark: MarkShape,
    status: Status,
    font: QFont,
    *,
    radius: float,
    px: float = 1.0,
    ink_only: bool = False,
) -> None:
    """Draw a mark grown to `radius` px with its needle-order number inside.

    A given one is solid with the number in white (ink on the pale hues), the others are open
    with the number in ink.
    """
    colour = tk.INK if ink_only else COLOURS[mark]
    solid = status is Status.GIVEN
    grow = radius / tk.MARK_RADIUS
    _begin(painter, at, px)
    painter.save()
    painter.scale(grow, grow)
    line = _pen(tk.SKIPPED if status is Status.SKIPPED else colour, 1.2 / grow)
    if colour in tk.PALE:
        line.setColor(QColor(tk.INK))
    painter.setPen(line)
    painter.setBrush(QColor(colour) if solid else QColor("#FFFFFF"))
    painter.drawPath(_numbered_shape(mark))
    if status is Status.SKIPPED:
        reach = tk.MARK_RADIUS * 0.72
        painter.drawLine(QPointF(-reach, reach), QPointF(reach, -reach))
    painter.restore()
    painter.setFont(font)
    painter.setPen(QColor("#FFFFFF" if solid and colour not in tk.PALE else tk.INK))
    box = QRectF(-2 * radius, -2 * radius, 4 * radius, 4 * radius)
    box.translate(0, _NUMBER_SHIFT.get(mark, 0.0) * radius)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
    painter.restore()


def paint_selection(painter: QPainter, at: QPointF, *, px: float = 1.0) -> None:
    """Under a selected mark: an ink ring with four ticks on a white halo."""
    _begin(painter, at, px)
    r = tk.SELECTED_RADIUS
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(_pen("#FFFFFF", tk.SELECTED_HALO))
    painter.drawEllipse(QPointF(0, 0), r, r)
    painter.setPen(_pen(tk.INK, 2.0))
    painter.drawEllipse(QPointF(0, 0), r, r)
    for dx, dy in ((1, 0), (-1, 0), (0, 1), (0, -1)):
        painter.drawLine(QPointF(dx * (r - 3), dy * (r - 3)), QPointF(dx * (r + 4), dy * (r + 4)))
    painter.restore()
