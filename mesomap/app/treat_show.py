"""What the treat page shows of the open session, made of values; nothing here writes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

import numpy as np
from PySide6.QtCore import QCoreApplication

from mesomap.analysis.route import Route
from mesomap.analysis.walked import key_of_step
from mesomap.app import treat_words as words
from mesomap.app.syringe_view import lot_words
from mesomap.app.treat_charts import TreatCharts
from mesomap.atlas import Body, Chart
from mesomap.atlas.calibration import chart_factor
from mesomap.clinical.layers import falls
from mesomap.document import Document
from mesomap.document.treating import Step, given_ul, is_open, steps_of
from mesomap.geometry.spacing import nearest_mm
from mesomap.model import AreaPass, Injection, Side, Site, Status, in_order, mark_of
from mesomap.model.marks import mark_of_syringe
from mesomap.paint.locale import format_count, format_ml_number
from mesomap.paint.names import layer_name, region_name
from mesomap.panels.treat_values import (
    NextStep,
    Point,
    Progress,
    SideProgress,
    SyringeLeft,
    TreatArea,
    TreatMap,
    TreatMark,
)


@dataclass(frozen=True, slots=True)
class Course:
    """An open session as it is treated: its steps in needle order, and their route."""

    document: Document
    body: Body
    route: Route

    def steps(self) -> list[Step]:
        """All steps in needle order, as they are now."""
        return steps_of(self.document)

    def numbers(self) -> dict[object, int]:
        """Injections 1, 2, 3 in needle order; area passes likewise, for themselves."""
        found: dict[object, int] = {}
        for kind in (Injection, AreaPass):
            own = (step for step in self.steps() if isinstance(step, kind))
            found.update((step.id, number) for number, step in enumerate(own, start=1))
        return found


def progress_of(course: Course, following: Step) -> Progress:
    """How far it is."""
    t = QCoreApplication.translate
    steps = course.steps()
    same = [step for step in steps if isinstance(step, type(following))]
    given = sum(step.status is Status.GIVEN for step in steps)
    skipped = sum(step.status is Status.SKIPPED for step in steps)
    number = words.number_words(following, course.numbers())
    of = t("Treat", "of {count}").format(count=format_count(len(same)))
    lines = (
        t("Treat", "{count} given").format(count=format_count(given)),
        t("Treat", "{count} skipped").format(count=format_count(skipped)) if skipped else "",
    )
    return Progress(number=number, of=of, lines=lines, sides=_sides(steps, following))


def _sides(steps: Sequence[Step], following: Step) -> tuple[SideProgress, ...]:
    by_side: dict[Side | None, list[Step]] = {}
    for step in steps:
        side: Side | None = None if step.side is Side.MIDLINE else step.side
        by_side.setdefault(side, []).append(step)
    found = []
    for side, own in by_side.items():
        done = sum(step.status is Status.GIVEN for step in own)
        states = tuple(None if step.id == following.id else step.status for step in own)
        found.append(SideProgress(words.side_progress(side, done, len(own)), states))
    return tuple(found)


def next_of(course: Course, following: Step, gate: str) -> NextStep:
    """What is to be given next."""
    return NextStep(
        site=region_name(course.body, key_of_step(following)),
        detail=" · ".join(
            filter(
                None, (words.place_words(following, course.route), _layer_words(course, following))
            )
        ),
        side=words.side_words(following.side),
        figures=words.figures_of(following),
        syringe=syringe_left(course, following),
        gate=gate,
    )


def _layer_words(course: Course, step: Step) -> str:
    """The layer that the depth falls in, where figures say."""
    key, patient = key_of_step(step), course.document.patient
    if step.depth_mm is None or key is None or patient is None:
        return ""
    layers = falls(key.id, course.body.id, step.depth_mm, patient.sex).layers
    names = [layer_name(layer) for layer in layers]
    if len(names) < 2:
        return "".join(names)
    t = QCoreApplication.translate
    return t("Treat", "{upper} or {lower}").format(upper=names[0], lower=names[1])


def syringe_left(course: Course, following: Step) -> SyringeLeft:
    """The step's syringe, what is left in it, and how far that goes."""
    t = QCoreApplication.translate
    document = course.document
    ordered = in_order(document.syringes.values())
    syringe = document.syringes[following.syringe]
    place = next(n for n, one in enumerate(ordered, start=1) if one.id == syringe.id)
    given = given_ul(document, syringe.id)
    mine = [s for s in course.steps() if s.syringe == syringe.id and is_open(s)]
    left = syringe.drawn_ul - given if syringe.drawn_ul > 0 else None
    needed = sum(step.volume_ul for step in mine)
    to_go = t("Treat", "{count} to go").format(count=format_count(len(mine)))
    if left is None:
        said = t("Treat", "drawn volume not noted, {to_go}").format(to_go=to_go)
    elif following.volume_ul > 0 and isinstance(following, Injection):
        enough = format_count(max(left, 0) // following.volume_ul)
        said = t("Treat", "enough for {count}, {to_go}").format(count=enough, to_go=to_go)
    else:
        said = to_go
    return SyringeLeft(
        letter=format_count(place),
        name=" · ".join(
            filter(None, (syringe.name, syringe.mixture, lot_words(document, syringe.id)))
        ),
        mark=mark_of_syringe(syringe),
        left=format_ml_number(given if left is None else left),
        unit=t("Treat", "mL given") if left is None else t("Treat", "mL left"),
        words=said,
        drawn_ul=syringe.drawn_ul,
        left_ul=left,
        short=left is not None and left < needed,
    )


def map_of(
    course: Course, charts: TreatCharts, following: Step, last: UUID | None
) -> TreatMap | None:
    """The chart that shows the next step best, with everything that it sees."""
    steps = course.steps()
    by_id = {step.id: step for step in steps}
    leg = course.route.legs[course.route.leg_of(following.id)]
    chart = charts.chart_for(following, leg, by_id)
    if chart is None:
        return None
    seen = charts.seen(chart.id, steps)
    shown = [step for step in steps if seen[step.id].visible or step.id == following.id]
    numbers = course.numbers()
    syringes = course.document.syringes
    marks, areas = [], []
    for step in shown:
        text = words.number_words(step, numbers)
        mark = mark_of(step, syringes)
        at = seen[step.id].at
        if isinstance(step, AreaPass):
            outlines = _outlines(course.body, chart, step)
            areas.append(
                TreatArea(
                    id=step.id, outlines=outlines, at=at, text=text, mark=mark, status=step.status
                )
            )
        else:
            path = _on_chart(course.body, chart, step.path)
            marks.append(
                TreatMark(id=step.id, at=at, text=text, mark=mark, status=step.status, path=path)
            )
    places = np.array([seen[id].at for id in leg.ids if seen[id].visible]).reshape(-1, 2)
    return TreatMap(
        chart=chart,
        marks=tuple(marks),
        areas=tuple(areas),
        walk=_walk(steps, seen),
        next_id=following.id,
        hidden=not seen[following.id].visible,
        last_id=last,
        region=key_of_step(following),
        extent=_extent(places, seen[following.id].at, areas, following),
        spacing_mm=_spacing(places),
        skin_factor=chart_factor(course.body, chart.regions),
    )


def _walk(steps: Sequence[Step], seen: Mapping[UUID, object]) -> tuple[tuple[UUID, ...], ...]:
    """Runs of steps that the chart sees one after the other, on one side of the body."""
    pieces: list[list[UUID]] = []
    before: Step | None = None
    for step in steps:
        if not getattr(seen[step.id], "visible"):  # noqa: B009
            before = None
            continue
        if before is None or {before.side, step.side} == {Side.LEFT, Side.RIGHT}:
            pieces.append([])
        pieces[-1].append(step.id)
        before = step
    return tuple(tuple(piece) for piece in pieces)


def _extent(
    places: np.ndarray, at: Point, areas: Sequence[TreatArea], following: Step
) -> tuple[float, float, float, float]:
    points = [places, np.array([at])]
    for area in areas:
        if area.id == following.id:
            points += [np.array(ring).reshape(-1, 2) for ring in area.outlines]
    whole = np.concatenate(points)
    left, top = whole.min(axis=0).tolist()
    right, bottom = whole.max(axis=0).tolist()
    return left, top, right, bottom


def _spacing(places: np.ndarray) -> float | None:
    if len(places) < 2:
        return None
    near = nearest_mm(places)
    if not np.isfinite(near).all():
        return None
    # At the chart's edge places crowd together: they may not blow up all the others.
    return float(max(np.percentile(near, 20), 0.7 * np.median(near)))


def _outlines(body: Body, chart: Chart, area: AreaPass) -> tuple[tuple[Point, ...], ...]:
    key = key_of_step(area)
    if not area.outline:
        polygon = chart.polygons().get(key) if key is not None else None
        parts = [] if polygon is None else list(getattr(polygon, "geoms", [polygon]))
        return tuple(tuple((x, y) for x, y in part.exterior.coords) for part in parts)
    return (_on_chart(body, chart, area.outline),)


def _on_chart(body: Body, chart: Chart, sites: Sequence[Site]) -> tuple[Point, ...]:
    if not sites:
        return ()
    places = body.on_chart(chart.id, sites).xy_mm.tolist()
    return tuple((x, y) for x, y in places)
