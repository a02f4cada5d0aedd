"""The signs of two maps on one chart, and which of them lies under the cursor."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPixmap, QTransform

from mesomap.analysis.compare import Fate
from mesomap.paint.compare import (
    EXTENT,
    paint_fate,
    paint_leaving,
    paint_move,
    paint_pass,
    paint_way,
)
from mesomap.panels.compare.values import CompareMap, CompareMark, Runs, Shows

REACH_PX = 11.0
_ORDER = (Fate.KEPT, Fate.REMOVED, Fate.CHANGED, Fate.MOVED, Fate.ADDED)
"""What changed lies over what did not."""


def places(mark: CompareMark, shows: Shows) -> Iterator[tuple[float, float]]:
    """Where a chart that shows `shows` draws the mark, chart mm."""
    if shows is Shows.BEFORE or (shows is Shows.BOTH and mark.fate is Fate.REMOVED):
        if mark.old is not None:
            yield mark.old
    elif mark.new is not None:
        yield mark.new


def mark_at(
    shown: CompareMap, shows: Shows, to_view: QTransform, at: QPointF
) -> CompareMark | None:
    """The nearest mark within reach; of two at one place what changed."""
    best: tuple[float, int, CompareMark] | None = None
    for mark in shown.marks:
        for place in places(mark, shows):
            away = to_view.map(QPointF(*place)) - at
            distance = round((away.x() ** 2 + away.y() ** 2) ** 0.5, 1)
            found = (distance, -_ORDER.index(mark.fate), mark)
            if distance <= REACH_PX and (best is None or found[:2] < best[:2]):
                best = found
    return best[2] if best is not None else None


def paint_signs(
    painter: QPainter, shown: CompareMap, shows: Shows, to_view: QTransform, view: QRectF
) -> None:
    """Area passes, threads, then the signs; in the view's pixels."""
    ratio = painter.device().devicePixelRatioF()
    if shows is not Shows.AFTER:
        paint_pass(painter, _path(shown.old_passes, to_view, closed=True), later=False)
    if shows is not Shows.BEFORE:
        paint_pass(painter, _path(shown.new_passes, to_view, closed=True), later=True)
    near = view.adjusted(-EXTENT, -EXTENT, EXTENT, EXTENT)
    for fate in _ORDER:
        for mark in shown.marks:
            if mark.fate is fate:
                _paint(painter, mark, shows, to_view, near, ratio)


def _paint(
    painter: QPainter,
    mark: CompareMark,
    shows: Shows,
    to_view: QTransform,
    near: QRectF,
    ratio: float,
) -> None:
    before = shows is Shows.BEFORE or (shows is Shows.BOTH and mark.fate is Fate.REMOVED)
    ways = mark.old_ways if before else mark.new_ways
    if ways:
        paint_way(painter, _path(ways, to_view), mark.fate)
    for place in places(mark, shows):
        at = to_view.map(QPointF(*place))
        if not near.contains(at):
            continue
        if mark.fate is Fate.MOVED and mark.old is not None and mark.new is not None:
            old, new = to_view.map(QPointF(*mark.old)), to_view.map(QPointF(*mark.new))
            if before:
                paint_leaving(painter, old, new)
            else:
                paint_move(painter, old, new)
        else:
            sign = sign_pixmap(mark.fate, ratio)
            half = sign.width() / ratio / 2
            painter.drawPixmap(at - QPointF(half, half), sign)


@lru_cache(maxsize=32)
def sign_pixmap(fate: Fate, ratio: float) -> QPixmap:
    """A fate's sign on transparent ground."""
    side = 2 * EXTENT + 2
    pixmap = QPixmap(round(side * ratio), round(side * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    paint_fate(painter, QPointF(side / 2, side / 2), fate)
    painter.end()
    return pixmap


def _path(
    runs: Runs | Iterable[tuple[tuple[float, float], ...]],
    to_view: QTransform,
    *,
    closed: bool = False,
) -> QPainterPath:
    path = QPainterPath()
    for run in runs:
        if run:
            path.moveTo(*run[0])
            for point in run[1:]:
                path.lineTo(*point)
            if closed:
                path.closeSubpath()
    return to_view.map(path)
