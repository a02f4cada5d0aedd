"""What became of an injection, as a chart and a table show it: a shape and a colour each.

The shapes alone tell them apart, in black and white too: a disc with a plus, a crossed square, an
arrow from the old place to the new, a diamond half filled, a small dot.
"""

from __future__ import annotations

from math import atan2, cos, degrees, hypot, sin

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF

from mesomap.analysis.compare import Fate
from mesomap.analysis.difference import Way
from mesomap.paint import tokens as tk

COLOURS = {
    Fate.ADDED: "#00704F",
    Fate.REMOVED: tk.VERMILLION,
    Fate.MOVED: tk.BLUE,
    Fate.CHANGED: tk.PURPLE,
    Fate.KEPT: tk.SKIPPED,
}
EXTENT = 8.0
"""No sign but an arrow reaches farther than this many pixels from its place."""
DISC, SQUARE, DIAMOND, DOT, HOLLOW = 6.5, 5.5, 6.5, 3.2, 3.2
SHORTEST_ARROW = 17.0
"""A shorter move is drawn so long, from its new place backwards: which way must be seen."""
_HEAD = ((6.5, 0.0), (-5.0, -5.0), (-2.6, 0.0), (-5.0, 5.0))


def fate_name(fate: Fate) -> str:
    """A fate in the person's language."""
    t = QCoreApplication.translate
    return {
        Fate.ADDED: t("compare", "Added"),
        Fate.REMOVED: t("compare", "Removed"),
        Fate.MOVED: t("compare", "Moved"),
        Fate.CHANGED: t("compare", "Changed"),
        Fate.KEPT: t("compare", "Kept"),
    }[fate]


def way_name(way: Way) -> str:
    """A direction of the body in the person's language."""
    t = QCoreApplication.translate
    return {
        Way.UP: t("compare", "up"),
        Way.DOWN: t("compare", "down"),
        Way.INWARD: t("compare", "towards the midline"),
        Way.OUTWARD: t("compare", "away from the midline"),
        Way.FORWARD: t("compare", "forward"),
        Way.BACK: t("compare", "back"),
    }[way]


def paint_fate(
    painter: QPainter, at: QPointF, fate: Fate, *, px: float = 1.0, ink_only: bool = False
) -> None:
    """The sign of `fate` at its place; a move's arrow has `paint_move`, here its head alone."""
    colour = QColor(tk.INK if ink_only else COLOURS[fate])
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(at)
    painter.scale(px, px)
    if fate is Fate.ADDED:
        _added(painter, colour)
    elif fate is Fate.REMOVED:
        _removed(painter, colour)
    elif fate is Fate.MOVED:
        painter.rotate(-45.0)
        _head(painter, colour, filled=True)
    elif fate is Fate.CHANGED:
        _changed(painter, colour)
    else:
        painter.setPen(QPen(QColor(tk.MARK_GROUND), 1.0))
        painter.setBrush(colour)
        painter.drawEllipse(QPointF(0, 0), DOT, DOT)
    painter.restore()


def paint_leaving(
    painter: QPainter, old: QPointF, new: QPointF, *, px: float = 1.0, ink_only: bool = False
) -> None:
    """A moved one where it was: a hollow arrow head that says which way it went."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(old)
    painter.scale(px, px)
    painter.rotate(degrees(atan2(new.y() - old.y(), new.x() - old.x())))
    _head(painter, QColor(tk.INK if ink_only else COLOURS[Fate.MOVED]), filled=False)
    painter.restore()


def paint_move(
    painter: QPainter, old: QPointF, new: QPointF, *, px: float = 1.0, ink_only: bool = False
) -> None:
    """An arrow from a hollow dot at the old place to the new one."""
    colour = QColor(tk.INK if ink_only else COLOURS[Fate.MOVED])
    turn = atan2(new.y() - old.y(), new.x() - old.x())
    length = max(hypot(new.x() - old.x(), new.y() - old.y()) / px, SHORTEST_ARROW)
    start = new - QPointF(cos(turn), sin(turn)) * length * px
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(tk.MARK_GROUND), 4.0 * px))
    painter.drawLine(start, new)
    painter.setPen(QPen(colour, 2.0 * px))
    painter.drawLine(start, new)
    painter.setBrush(QColor(tk.MARK_GROUND))
    painter.setPen(QPen(colour, 1.75 * px))
    painter.drawEllipse(start, HOLLOW * px, HOLLOW * px)
    painter.translate(new)
    painter.scale(px, px)
    painter.rotate(degrees(turn))
    _head(painter, colour, filled=True)
    painter.restore()


def paint_way(
    painter: QPainter, path: QPainterPath, fate: Fate, *, px: float = 1.0, ink_only: bool = False
) -> None:
    """A thread: a thin line in its fate's colour, dashed where it is gone."""
    pen = QPen(QColor(tk.INK if ink_only else COLOURS[fate]), 1.75 * px)
    if fate is Fate.REMOVED:
        pen.setDashPattern([3.0, 2.0])
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.strokePath(path, pen)
    painter.restore()


def paint_pass(painter: QPainter, path: QPainterPath, *, later: bool, px: float = 1.0) -> None:
    """An area pass's outline: dashed of the earlier session, whole of the later."""
    pen = QPen(QColor(tk.INK), 1.5 * px)
    if not later:
        pen.setDashPattern([4.0, 3.0])
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.strokePath(path, pen)
    painter.restore()


def paint_coverage(
    painter: QPainter, box: QRectF, before: float, after: float, *, ink: str, ground: str
) -> None:
    """Two fractions on one line of 0 to 1: a hollow dot before, a full one after."""
    middle = box.center().y()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    faint = QColor(ink)
    faint.setAlphaF(0.16)
    painter.setPen(QPen(faint, 2.0))
    painter.drawLine(QPointF(box.left(), middle), QPointF(box.right(), middle))
    x = [box.left() + box.width() * min(max(value, 0.0), 1.0) for value in (before, after)]
    painter.setPen(QPen(QColor(ink), 1.75))
    painter.drawLine(QPointF(x[0], middle), QPointF(x[1], middle))
    painter.setPen(QPen(QColor(ink), 1.5))
    painter.setBrush(QColor(ground))
    painter.drawEllipse(QPointF(x[0], middle), 4.25, 4.25)
    painter.setPen(QPen(QColor(ground), 1.0))
    painter.setBrush(QColor(ink))
    painter.drawEllipse(QPointF(x[1], middle), 4.5, 4.5)
    painter.restore()


def _added(painter: QPainter, colour: QColor) -> None:
    painter.setPen(QPen(QColor(tk.MARK_GROUND), 1.5))
    painter.setBrush(colour)
    painter.drawEllipse(QPointF(0, 0), DISC, DISC)
    painter.setPen(QPen(QColor(tk.MARK_GROUND), 2.0))
    painter.drawLine(QPointF(-3.4, 0), QPointF(3.4, 0))
    painter.drawLine(QPointF(0, -3.4), QPointF(0, 3.4))


def _removed(painter: QPainter, colour: QColor) -> None:
    pen = QPen(colour, 1.75)
    pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    painter.setPen(pen)
    painter.setBrush(QColor(tk.MARK_GROUND))
    painter.drawRect(QRectF(-SQUARE, -SQUARE, 2 * SQUARE, 2 * SQUARE))
    painter.drawLine(QPointF(-2.7, -2.7), QPointF(2.7, 2.7))
    painter.drawLine(QPointF(-2.7, 2.7), QPointF(2.7, -2.7))


def _changed(painter: QPainter, colour: QColor) -> None:
    top, right, bottom, left = (
        QPointF(0, -DIAMOND),
        QPointF(DIAMOND, 0),
        QPointF(0, DIAMOND),
        QPointF(-DIAMOND, 0),
    )
    painter.setPen(QPen(colour, 1.75))
    painter.setBrush(QColor(tk.MARK_GROUND))
    painter.drawPolygon(QPolygonF([top, right, bottom, left]))
    painter.setBrush(colour)
    painter.drawPolygon(QPolygonF([top, right, bottom]))


def _head(painter: QPainter, colour: QColor, *, filled: bool) -> None:
    pen = QPen(colour if not filled else QColor(tk.MARK_GROUND), 1.75 if not filled else 1.0)
    pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    painter.setPen(pen)
    painter.setBrush(colour if filled else QColor(tk.MARK_GROUND))
    painter.drawPolygon(QPolygonF([QPointF(x, y) for x, y in _HEAD]))
