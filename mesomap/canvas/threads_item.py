"""The threads of a chart: what is under the cursor of them, and the one item that draws them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

import shapely
from PySide6.QtGui import QPainter, QPainterPath
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

from mesomap.analysis.curve import Curve
from mesomap.analysis.marks import deposit_radius_of, key_of, thread_of
from mesomap.analysis.shown import runs_on
from mesomap.atlas import Body, Chart
from mesomap.canvas.gap_paths import shape_path
from mesomap.canvas.overlay import Layer
from mesomap.canvas.rows import Floats
from mesomap.model import Injection, MarkShape, Status, Syringe, mark_of
from mesomap.paint.paths import to_polygon
from mesomap.paint.thread import HALO_PX, paint_capsule, paint_thread

_REACH_PX = 8.0


@dataclass(frozen=True, slots=True)
class ThreadLine:
    """A thread as one chart shows it, in chart mm."""

    runs: tuple[Floats, ...]
    """The parts of its way that are in sight, (n, 2) each."""
    path: QPainterPath
    deposit: QPainterPath
    mark: MarkShape
    status: Status

    def distance_mm(self, x_mm: float, y_mm: float) -> float:
        """How far a place of the chart is from its line."""
        at = shapely.Point(x_mm, y_mm)
        return min((float(shapely.LineString(run).distance(at)) for run in self.runs), default=1e9)


class Threads:
    """The threads that a chart shows, by id."""

    def __init__(self) -> None:
        self.shown: dict[UUID, ThreadLine] = {}

    def at(self, x_mm: float, y_mm: float, *, mm_per_px: float) -> UUID | None:
        """The thread whose line is nearest to a place of the chart, within reach."""
        reach = _REACH_PX * mm_per_px
        away = {
            id: line.distance_mm(x_mm, y_mm)
            for id, line in self.shown.items()
            if line.path.boundingRect().adjusted(-reach, -reach, reach, reach).contains(x_mm, y_mm)
        }
        nearest = min(away, key=away.__getitem__, default=None)
        return nearest if nearest is not None and away[nearest] <= reach else None

    def place_all(
        self,
        body: Body | None,
        chart: Chart | None,
        injections: Iterable[Injection],
        syringes: Mapping[UUID, Syringe],
    ) -> None:
        """Show these, and no other."""
        self.shown.clear()
        if body is not None and chart is not None:
            for one in injections:
                self.place(body, chart, one, syringes)

    def place(
        self, body: Body, chart: Chart, one: Injection, syringes: Mapping[UUID, Syringe]
    ) -> None:
        """Show one injection if it is a thread that the chart sees; else no longer."""
        line = _line(body, chart, one, syringes) if one.path else None
        if line is None:
            self.shown.pop(one.id, None)
        else:
            self.shown[one.id] = line


class ThreadsItem(Layer):
    """Draws all threads under the marks: deposits first, then lines, chosen ones on top."""

    def __init__(self, threads: Threads) -> None:
        super().__init__()
        self._threads = threads
        self._drawn: dict[UUID, ThreadLine] = {}
        self._chosen: frozenset[UUID] = frozenset()
        self.shows_deposits = True

    def show_deposits(self, on: bool) -> None:
        """Show or hide the deposits."""
        self.shows_deposits = on
        self.update()

    def refresh(self, chosen: frozenset[UUID]) -> None:
        """Draw what is shown now; `chosen` are the selected injections."""
        now = dict(self._threads.shown)
        chosen = chosen & now.keys()
        for id in now.keys() | self._drawn.keys():
            before, after = self._drawn.get(id), now.get(id)
            if before is after and (id in chosen) == (id in self._chosen):
                continue
            for line in (before, after):
                if line is not None:
                    rect = line.deposit.boundingRect() | line.path.boundingRect()
                    self.update_around(rect, px=HALO_PX + 3.0)
        self._drawn, self._chosen = now, chosen

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionGraphicsItem,
        widget: QWidget | None = None,
    ) -> None:
        """Those that the exposed rectangle needs."""
        grow = (HALO_PX + 3.0) * self.mm_per_px
        exposed = option.exposedRect.adjusted(-grow, -grow, grow, grow)
        if self.shows_deposits:
            for line in self._drawn.values():
                if exposed.intersects(line.deposit.boundingRect()):
                    paint_capsule(painter, line.deposit)
        for id, line in sorted(self._drawn.items(), key=lambda one: one[0] in self._chosen):
            rect = line.path.boundingRect().adjusted(-0.01, -0.01, 0.01, 0.01)
            if exposed.intersects(rect):
                paint_thread(
                    painter,
                    line.path,
                    line.mark,
                    line.status,
                    px=self.mm_per_px,
                    chosen=id in self._chosen,
                )


def _line(
    body: Body, chart: Chart, one: Injection, syringes: Mapping[UUID, Syringe]
) -> ThreadLine | None:
    curve = thread_of(body, one)
    runs = runs_on(body, chart, curve)
    if not runs:
        return None
    path = QPainterPath()
    for run in runs:
        path.addPolygon(to_polygon(run))
    deposit = QPainterPath()
    if one.status is not Status.SKIPPED:
        deposit = _deposit(body, chart, one, curve)
    return ThreadLine(runs, path, deposit, mark_of(one, syringes), one.status)


def _deposit(body: Body, chart: Chart, one: Injection, curve: Curve) -> QPainterPath:
    """The capsule about a thread, on the patch that measures it."""
    key = key_of(one, body)
    patch = body.regions[key].patch if key is not None else curve.legs[0].patch
    legs = [leg for leg in curve.legs if leg.patch == patch]
    if not legs:
        return QPainterPath()
    corners = [legs[0].start, *(leg.end for leg in legs)]
    shape = shapely.LineString(corners).buffer(deposit_radius_of(one, body), quad_segs=8)
    return shape_path(body, chart, patch, shape)
