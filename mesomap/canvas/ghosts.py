"""Earlier sessions under today's map: seen and named, never selected or erased."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from uuid import UUID

import numpy as np
import shapely
from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPixmap, QTransform
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

from mesomap.analysis.marks import thread_of
from mesomap.analysis.shown import area_on, runs_on
from mesomap.atlas import Body, Chart
from mesomap.canvas.hits import REACH_PX
from mesomap.canvas.overlay import Layer
from mesomap.canvas.rows import Floats
from mesomap.canvas.sheets import draw_fragments
from mesomap.model import AreaPass, Injection, PictureSite, Site, Status
from mesomap.paint.ghost import (
    EXTENT,
    SIGNS,
    fade,
    paint_ghost,
    paint_ghost_area,
    paint_ghost_line,
)
from mesomap.paint.locale import format_ml, format_mm
from mesomap.paint.names import layer_name, status_name, technique_name
from mesomap.paint.paths import to_polygon

_CELL = 24
_MOST_WORDS = 4
"""So many sessions are named at one place of the chart."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ghost:
    """An earlier session: which, its sign, and what it placed.

    Attributes
    ----------
    title
        Session and day, in ready words.
    sign
        Which of the signs of `mesomap.paint.ghost` is its own.
    mixtures
        The mixture in each syringe, in words.
    """

    session: UUID
    title: str
    sign: int
    injections: tuple[Injection, ...] = ()
    areas: tuple[AreaPass, ...] = ()
    mixtures: Mapping[UUID, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Shown:
    """A ghost as one chart sees it: entries of the needle (n, 2), ways and outlines, chart mm."""

    ghost: Ghost
    injections: tuple[Injection, ...]
    xy_mm: Floats
    lines: tuple[tuple[Injection, QPainterPath, tuple[Floats, ...]], ...]
    areas: tuple[tuple[AreaPass, QPainterPath], ...]

    def words_at(self, x_mm: float, y_mm: float, reach_mm: float) -> str:
        """What it has there: the nearest entry, else a thread, else an area pass; else ""."""
        found = self._under(x_mm, y_mm, reach_mm)
        if found is None:
            return ""
        return f"{self.ghost.title}\n{_words(found, self.ghost.mixtures)}"

    def _under(self, x_mm: float, y_mm: float, reach_mm: float) -> Injection | AreaPass | None:
        if len(self.xy_mm):
            away = np.hypot(self.xy_mm[:, 0] - x_mm, self.xy_mm[:, 1] - y_mm)
            nearest = int(away.argmin())
            if away[nearest] <= reach_mm:
                return self.injections[nearest]
        at = shapely.Point(x_mm, y_mm)
        for one, _, runs in self.lines:
            if any(shapely.LineString(run).distance(at) <= reach_mm for run in runs):
                return one
        place = QPointF(x_mm, y_mm)
        return next((area for area, path in reversed(self.areas) if path.contains(place)), None)


class GhostsItem(Layer):
    """Draws earlier sessions under the marks, from a picture that is kept for the present view."""

    def __init__(self) -> None:
        super().__init__()
        self._ghosts: tuple[Ghost, ...] = ()
        self._where: tuple[Body | None, Chart | None] = (None, None)
        self._placed: dict[UUID, _Shown] = {}
        self._picture: QPixmap | None = None
        self._made_for: tuple[object, ...] = ()

    def show_ghosts(self, ghosts: Iterable[Ghost]) -> None:
        """Show these and no other, the newest first."""
        now = tuple(ghosts)
        if now == self._ghosts:
            return
        kept = {one.session for one in now if one in self._ghosts}
        self._placed = {id: one for id, one in self._placed.items() if id in kept}
        self._ghosts = now
        self._picture = None
        self.update()

    def set_chart(self, body: Body | None, chart: Chart | None) -> None:
        """Follow another chart or body."""
        if self._where[0] is not body or self._where[1] is not chart:
            self._where = (body, chart)
            self._placed = {}
            self._picture = None
            self.update()

    def shown(self) -> Sequence[Ghost]:
        """Those that the chart sees something of, the newest first."""
        return [one.ghost for one in self._in_sight()]

    def words_at(self, x_mm: float, y_mm: float) -> str:
        """What earlier sessions have at a place of the chart: session, day, depth, volume,
        mixture; "" for nothing."""
        reach = REACH_PX * self.mm_per_px
        found = [one.words_at(x_mm, y_mm, reach) for one in self._in_sight()]
        return "\n".join([words for words in found if words][:_MOST_WORDS])

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionGraphicsItem,
        widget: QWidget | None = None,
    ) -> None:
        """Copy what the exposed rectangle needs."""
        device = painter.device()
        if not self._ghosts or device is None:
            return
        to_view = painter.worldTransform()
        ratio = device.devicePixelRatioF()
        wanted = (to_view, device.width(), device.height(), ratio)
        if self._picture is None or wanted != self._made_for:
            self._picture = self._drawn(to_view, device.width(), device.height(), ratio)
            self._made_for = wanted
        part = to_view.mapRect(option.exposedRect).toAlignedRect().adjusted(-1, -1, 1, 1)
        part &= QRect(0, 0, device.width(), device.height())
        source = QRectF(part.x() * ratio, part.y() * ratio, 0, 0)
        source.setSize(QRectF(part).size() * ratio)
        painter.save()
        painter.setWorldTransform(QTransform())
        painter.drawPixmap(QRectF(part), self._picture, source)
        painter.restore()

    def _drawn(self, to_view: QTransform, width: int, height: int, ratio: float) -> QPixmap:
        picture = QPixmap(round(width * ratio), round(height * ratio))
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        shown = self._in_sight()
        for age, one in reversed(list(enumerate(shown))):
            painter.setOpacity(fade(age))
            painter.setWorldTransform(to_view)
            for _, path in one.areas:
                paint_ghost_area(painter, path, px=self.mm_per_px)
            for _, path, _ in one.lines:
                paint_ghost_line(painter, path, px=self.mm_per_px)
            painter.setWorldTransform(QTransform())
            self._draw_signs(painter, one, to_view, width, height, ratio)
        painter.end()
        return picture

    def _draw_signs(
        self,
        painter: QPainter,
        one: _Shown,
        to_view: QTransform,
        width: int,
        height: int,
        ratio: float,
    ) -> None:
        x, y, t = one.xy_mm[:, 0], one.xy_mm[:, 1], to_view
        xy = np.column_stack(
            [t.m11() * x + t.m21() * y + t.dx(), t.m12() * x + t.m22() * y + t.dy()]
        )
        corner = np.array([width, height])
        xy = xy[((xy > -EXTENT) & (xy < corner + EXTENT)).all(axis=1)]
        zeros = np.zeros(len(xy))
        xy = np.rint(xy * ratio) / ratio
        sheet, cell = _sheet(ratio), float(round(_CELL * ratio))
        left = zeros + cell * (one.ghost.sign % (2 * len(SIGNS)))
        draw_fragments(painter, sheet, xy, left, zeros, cell, scale=1 / ratio)

    def _in_sight(self) -> list[_Shown]:
        body, chart = self._where
        if body is None or chart is None:
            return []
        for ghost in self._ghosts:
            if ghost.session not in self._placed:
                self._placed[ghost.session] = _shown(body, chart, ghost)
        found = [self._placed[ghost.session] for ghost in self._ghosts]
        return [one for one in found if len(one.xy_mm) or one.lines or one.areas]


@lru_cache(maxsize=4)
def _sheet(ratio: float) -> QPixmap:
    """The signs side by side, in cells of `_CELL` px at device pixel ratio `ratio`."""
    cell, count = round(_CELL * ratio), 2 * len(SIGNS)
    sheet = QPixmap(cell * count, cell)
    sheet.fill(Qt.GlobalColor.transparent)
    painter = QPainter(sheet)
    for sign in range(count):
        paint_ghost(painter, QPointF((sign + 0.5) * cell, 0.5 * cell), sign, px=ratio)
    painter.end()
    return sheet


def _shown(body: Body, chart: Chart, ghost: Ghost) -> _Shown:
    known = [one for one in ghost.injections if _is_known(body, (one.site, *one.path))]
    xy_mm: Floats = np.empty((0, 2))
    seen: list[Injection] = []
    if known:
        placed = body.on_chart(chart.id, [one.site for one in known])
        xy_mm = placed.xy_mm[placed.visible]
        seen = [one for one, there in zip(known, placed.visible.tolist(), strict=True) if there]
    lines = []
    for one in known:
        runs = runs_on(body, chart, thread_of(body, one)) if one.path else ()
        if runs:
            path = QPainterPath()
            for run in runs:
                path.addPolygon(to_polygon(run))
            lines.append((one, path, runs))
    areas = []
    for area in ghost.areas:
        path = QPainterPath()
        if _is_known(body, area.outline):
            for ring in area_on(body, chart, area):
                path.addPolygon(to_polygon(ring))
                path.closeSubpath()
        if not path.isEmpty():
            areas.append((area, path))
    return _Shown(ghost, tuple(seen), xy_mm, tuple(lines), tuple(areas))


def _is_known(body: Body, sites: Sequence[Site]) -> bool:
    """Whether the body has them: a clinic's own picture may not be among this session's charts."""
    return all(not isinstance(one, PictureSite) or one.chart in body.pictures for one in sites)


def _words(found: Injection | AreaPass, mixtures: Mapping[UUID, str]) -> str:
    parts = [technique_name(found.technique)] if isinstance(found, AreaPass) else []
    if found.depth_mm is not None:
        parts.append(format_mm(found.depth_mm))
    elif found.layer:
        parts.append(layer_name(found.layer))
    parts += [format_ml(found.volume_ul), mixtures.get(found.syringe, "")]
    if found.status is not Status.GIVEN:
        parts.append(status_name(found.status))
    return " · ".join(filter(None, parts))
