"""Small maps: a chart, or the part of it that was treated, with its injections."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen, QPixmap, QTransform

from mesomap.app.best_views import best_chart
from mesomap.atlas import Body, Chart
from mesomap.model import Injection, MarkShape, RegionKey, Site, Status, Syringe, mark_of
from mesomap.paint.chart import figure_image
from mesomap.paint.marks import COLOURS, shape
from mesomap.paint.tokens import INK, MARK_RADIUS, PALE, SKIPPED, Palette

_KEPT = 200
_WIDEST = 0.62
"""A small map shows at least this share of its chart's shorter side, so that one sees where."""

Kind = tuple[MarkShape, Status]
_figures: OrderedDict[tuple[object, ...], QImage] = OrderedDict()


def chart_picture(
    chart: Chart,
    xy_mm: NDArray[np.float64],
    kinds: Sequence[Kind],
    *,
    size: tuple[int, int],
    palette: Palette,
    ratio: float,
    part: QRectF | None = None,
    dot_px: float = 1.5,
) -> QPixmap:
    """A chart, or its `part` in mm, with small marks of n `kinds` at `xy_mm` (n, 2)."""
    whole = QRectF(0.0, 0.0, chart.width_mm, chart.height_mm)
    shown = _in_shape(part or whole, size[0] / size[1])
    scale = size[0] * ratio / shown.width()
    to_picture = QTransform.fromTranslate(-shown.x() * scale, -shown.y() * scale)
    to_picture.scale(scale, scale)
    width, height = round(size[0] * ratio), round(size[1] * ratio)
    image = _figure(chart, to_picture, width, height, palette, ratio).copy()
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for kind in dict.fromkeys(kinds):
        path = _begin_dots(painter, kind, dot_px * ratio, 0.8 * ratio)
        for (x, y), other in zip(xy_mm.tolist(), kinds, strict=True):
            if other == kind:
                painter.drawPath(path.translated(to_picture.map(QPointF(x, y))))
    painter.end()
    pixmap = QPixmap.fromImage(image)
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


def _begin_dots(painter: QPainter, kind: Kind, radius: float, line: float) -> QPainterPath:
    """Ink and shape of small marks: filled where given; a pale hue keeps an outline of ink."""
    mark, status = kind
    colour = QColor(SKIPPED if status is Status.SKIPPED else COLOURS[mark])
    painter.setPen(QPen(QColor(INK) if COLOURS[mark] in PALE else colour, line))
    painter.setBrush(colour if status is Status.GIVEN else QColor("#FFFFFF"))
    scale = radius / MARK_RADIUS
    return QTransform.fromScale(scale, scale).map(shape(mark))


def kinds_of(injections: Iterable[Injection], syringes: Mapping[UUID, Syringe]) -> list[Kind]:
    """What is drawn for each: its syringe's mark, and its status."""
    return [(mark_of(one, syringes), one.status) for one in injections]


def session_picture(
    body: Body,
    injections: Sequence[Injection],
    syringes: Mapping[UUID, Syringe],
    *,
    size: tuple[int, int],
    palette: Palette,
    ratio: float,
) -> QPixmap:
    """The chart that shows the most of `injections`, and of it the part around them."""
    sites = [one.site for one in injections]
    kinds = kinds_of(injections, syringes)
    chart, xy, visible = _best_chart(body, injections, sites)
    part = None
    if visible.any():
        part = _around(chart, xy[visible])
    return chart_picture(
        chart,
        xy[visible],
        [kind for kind, seen in zip(kinds, visible.tolist(), strict=True) if seen],
        size=size,
        palette=palette,
        ratio=ratio,
        part=part,
        dot_px=max(0.7, size[0] / 75),
    )


def _best_chart(
    body: Body, injections: Sequence[Injection], sites: Sequence[Site]
) -> tuple[Chart, NDArray[np.float64], NDArray[np.bool_]]:
    keys = [
        RegionKey(i.region, i.side)
        for i in injections
        if i.region is not None and i.side is not None
    ]
    # By the regions alone: asking every chart would read the geometry of every chart.
    chart = body.charts[best_chart(body, keys) or next(iter(body.charts))]
    if not sites:
        return chart, np.empty((0, 2)), np.empty(0, bool)
    at = body.on_chart(chart.id, sites)
    return chart, at.xy_mm, at.visible


def _around(chart: Chart, xy_mm: NDArray[np.float64]) -> QRectF:
    low, high = xy_mm.min(axis=0), xy_mm.max(axis=0)
    least = _WIDEST * min(chart.width_mm, chart.height_mm)
    side = max(float((high - low).max()) * 1.35, least)
    middle = (low + high) / 2
    return QRectF(middle[0] - side / 2, middle[1] - side / 2, side, side)


def _in_shape(rect: QRectF, aspect: float) -> QRectF:
    """The smallest rectangle of that aspect around `rect`'s middle that holds it."""
    width = max(rect.width(), rect.height() * aspect)
    fitted = QRectF(0.0, 0.0, width, width / aspect)
    fitted.moveCenter(rect.center())
    return fitted


def _figure(
    chart: Chart, transform: QTransform, width: int, height: int, palette: Palette, ratio: float
) -> QImage:
    linear = (transform.m11(), transform.dx(), transform.dy())
    key = (chart, tuple(round(v, 3) for v in linear), width, height, palette.name)
    if key in _figures:
        _figures.move_to_end(key)
        return _figures[key]
    image = figure_image(chart, transform, width, height, palette, borders=False, ratio=ratio)
    _figures[key] = image
    if len(_figures) > _KEPT:
        _figures.popitem(last=False)
    return image
