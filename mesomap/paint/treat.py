"""The marks of treat mode: numbered steps, the walk between them, and the one that is next."""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPainterPath, QPen, QPolygonF

from mesomap.model import MarkShape, Status
from mesomap.paint import tokens as tk
from mesomap.paint.marks import COLOURS, paint_number

NUMBER_RADIUS = 14.0
NEXT_RINGS = (19.0, 29.0)
NEXT_REACH = 36.0
"""Nothing of the next site's sign reaches farther than this many px, but its ticks."""
TICK = 6.0
_AROUND = [math.radians(angle) for angle in (-45, 135, 45, -135, 0, 180, 90, -90)]


def beside(places: Sequence[QPointF], *, keep: Sequence[bool]) -> list[QPointF]:
    """Where numbers stand so that none covers another: the later one moves aside.

    Parameters
    ----------
    places
        The sites, px, in needle order.
    keep
        Which stay where they are.
    """
    out: list[QPointF] = [QPointF(p) for p in places]
    taken = [(p, NEXT_REACH) for p, kept in zip(places, keep, strict=True) if kept]
    for row, place in enumerate(places):
        if keep[row]:
            continue
        for candidate in [place, *_candidates(place)]:
            if all(_apart(candidate, other) >= NUMBER_RADIUS + reach for other, reach in taken):
                out[row] = candidate
                break
        taken.append((out[row], NUMBER_RADIUS))
    return out


def _candidates(place: QPointF) -> list[QPointF]:
    return [
        place + QPointF(reach * math.cos(angle), reach * math.sin(angle))
        for reach in (2.2 * NUMBER_RADIUS, 3.6 * NUMBER_RADIUS)
        for angle in _AROUND
    ]


def _apart(a: QPointF, b: QPointF) -> float:
    return math.hypot(a.x() - b.x(), a.y() - b.y())


def paint_step(
    painter: QPainter,
    site: QPointF,
    place: QPointF,
    text: str,
    mark: MarkShape,
    status: Status,
    font: QFont,
) -> None:
    """A step's number at `place`; if that is not its site, the site keeps a dot and a leader."""
    if place != site:
        painter.save()
        painter.setPen(QPen(QColor(tk.INK), 1.0))
        painter.drawLine(QLineF(site, place))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tk.INK))
        painter.drawEllipse(site, 3.0, 3.0)
        painter.restore()
    shown = "" if status is Status.SKIPPED else text
    paint_number(painter, place, shown, mark, status, font, radius=NUMBER_RADIUS)


def paint_next(painter: QPainter, at: QPointF, text: str, mark: MarkShape, font: QFont) -> None:
    """The site that is next: its number in a double ring with ticks."""
    inner, outer = NEXT_RINGS
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    halo = QColor("#FFFFFF")
    halo.setAlphaF(0.85)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(halo)
    painter.drawEllipse(at, outer + 3, outer + 3)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(tk.INK), 2.5))
    painter.drawEllipse(at, outer, outer)
    for dx, dy in ((1, 0), (-1, 0), (0, 1), (0, -1)):
        way = QPointF(dx, dy)
        painter.drawLine(at + way * (outer - 1), at + way * (outer + TICK))
    colour = tk.INK if COLOURS[mark] in tk.PALE else COLOURS[mark]
    painter.setPen(QPen(QColor(colour), 3.5))
    painter.setBrush(QColor("#FFFFFF"))
    painter.drawEllipse(at, inner, inner)
    painter.setFont(font)
    painter.setPen(QColor(tk.INK))
    box = QRectF(at.x() - 2 * inner, at.y() - 2 * inner, 4 * inner, 4 * inner)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
    painter.restore()


def paint_arrow(painter: QPainter, start: QPointF, to: QPointF) -> None:
    """From the last step to the next, from edge to edge; nothing where they all but touch."""
    line = QLineF(start, to)
    free = line.length() - NUMBER_RADIUS - NEXT_RINGS[1] - 8.0
    if free < 6.0:
        return
    unit = (to - start) / line.length()
    a = start + unit * (NUMBER_RADIUS + 3.0)
    b = to - unit * (NEXT_RINGS[1] + 5.0)
    across = QPointF(-unit.y(), unit.x())
    head = QPolygonF([b, b - unit * 15.0 + across * 6.5, b - unit * 15.0 - across * 6.5])
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for colour, width in (("#FFFFFF", 6.0), (tk.INK, 3.0)):
        painter.setPen(QPen(QColor(colour), width))
        painter.drawLine(QLineF(a, b - unit * 12.0))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(tk.INK))
    painter.drawPolygon(head)
    painter.restore()


def paint_done_walk(
    painter: QPainter, a: QPointF, b: QPointF, status_a: Status, status_b: Status
) -> None:
    """The walk from one step to the next: a line where both are done, dots where it goes on."""
    done = Status.PLANNED not in (status_a, status_b)
    pen = QPen(QColor(tk.INK), 1.4)
    if not done:
        pen.setDashPattern([1.6, 3.2])
    painter.save()
    painter.setPen(pen)
    painter.drawLine(QLineF(a, b))
    painter.restore()


def paint_thread_step(
    painter: QPainter, path: Sequence[QPointF], mark: MarkShape, status: Status
) -> None:
    """A thread from its entry to its exit: solid where given, dashed where planned."""
    colour = tk.SKIPPED if status is Status.SKIPPED else COLOURS[mark]
    line = QPainterPath(path[0])
    for point in path[1:]:
        line.lineTo(point)
    painter.save()
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for ground, width in (("#FFFFFF", 7.0), (colour, 4.0)):
        pen = QPen(QColor(ground), width)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        if status is not Status.GIVEN and ground == colour:
            pen.setDashPattern([3.0, 1.4])
        painter.setPen(pen)
        painter.drawPath(line)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colour))
    painter.drawEllipse(path[-1], 4.0, 4.0)
    painter.restore()


def paint_area_step(
    painter: QPainter, outlines: Sequence[Sequence[QPointF]], mark: MarkShape, status: Status
) -> None:
    """An area pass: its skin hatched, closer where it is given."""
    colour = QColor(tk.SKIPPED if status is Status.SKIPPED else COLOURS[mark])
    path = QPainterPath()
    for ring in outlines:
        path.addPolygon(QPolygonF(list(ring)))
        path.closeSubpath()
    fill = QColor(colour)
    fill.setAlphaF(0.34 if status is Status.GIVEN else 0.10)
    painter.save()
    painter.setPen(QPen(colour, 2.0 if status is Status.GIVEN else 1.6, Qt.PenStyle.DashLine))
    painter.setBrush(fill)
    painter.drawPath(path)
    painter.restore()
