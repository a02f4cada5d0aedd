"""The whole difference of two maps: by injection and by region, with area passes and figures.

Both maps are measured on one body, the later session's. See `mesomap.analysis.compare` for how
injections are matched.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from uuid import UUID

import numpy as np
import shapely

from mesomap.analysis.areas import shape_of
from mesomap.analysis.compare import (
    Change,
    Comparison,
    Fate,
    Given,
    alone,
    by_region,
    comparing,
    met,
)
from mesomap.analysis.figures import RegionFigures, figures_in_turn
from mesomap.analysis.marks import in_skin, key_of
from mesomap.analysis.skin_map import SkinMap
from mesomap.analysis.steps import Steps, finished
from mesomap.atlas import Body
from mesomap.model import AreaPass, Injection, RegionKey, Side, SkinSite, Status, Syringe

CLEAR_SHARE = 0.38
"""A direction is named when it takes this part of a move: sin 22.5 degrees, half way between two
directions at right angles."""


class Way(StrEnum):
    """A direction of the body as it stands."""

    UP = "up"
    DOWN = "down"
    INWARD = "towards the midline"
    OUTWARD = "away from the midline"
    FORWARD = "forward"
    BACK = "back"


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """What is compared of one session."""

    injections: Sequence[Injection]
    syringes: Mapping[UUID, Syringe]
    areas: Sequence[AreaPass] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaDifference:
    """The area passes of one region before and after; all of a map's together.

    `shared_mm2` is skin that both treated. mL per cm2 is None where that map has none there.
    """

    before_mm2: float
    after_mm2: float
    shared_mm2: float
    ml_per_cm2_a: float | None
    ml_per_cm2_b: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RegionRow:
    """One region: its figures in either map (None without), and what became of its injections."""

    key: RegionKey
    before: RegionFigures | None
    after: RegionFigures | None
    counts: Mapping[Fate, int]
    areas: AreaDifference | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """Map A against map B."""

    comparison: Comparison
    rows: tuple[RegionRow, ...]
    ways: Mapping[UUID, tuple[Way, ...]] = field(default_factory=dict)
    """Of moved injections, by the id of the later one: whither, the clearest direction first."""


def difference(body: Body, a: Snapshot, b: Snapshot) -> Difference:
    """Compare `a` with `b` on `body`."""
    return finished(differing(body, a, b))


def differing(body: Body, a: Snapshot, b: Snapshot) -> Steps[Difference]:
    """As `difference`, in steps."""
    given = Given(a.injections, a.syringes), Given(b.injections, b.syringes)
    found = yield from comparing(body, *given)
    return (yield from _assembled(body, found, a, b))


def _assembled(body: Body, found: Comparison, a: Snapshot, b: Snapshot) -> Steps[Difference]:
    counts = {one.key: one.counts for one in found.by_region}
    before = yield from _figures(body, a)
    after = yield from _figures(body, b)
    none = dict.fromkeys(Fate, 0)
    rows = tuple(
        RegionRow(
            key=key,
            before=before.get(key),
            after=after.get(key),
            counts=counts.get(key, none),
            areas=_areas(body, key, a.areas, b.areas),
        )
        for key in sorted({*counts, *before, *after})
    )
    return Difference(comparison=found, rows=rows, ways=_ways(body, found.changes))


def against_plan(body: Body, map: Snapshot) -> Steps[Difference]:
    """What was given of one session against what had been planned; in steps.

    Each injection is compared with its own plan, however far away it was given. What was skipped,
    or is not given yet, was planned and is removed. One that was recorded without a plan says of
    itself that it was given as planned: nothing tells them apart.
    """
    given = [one for one in map.injections if one.status is Status.GIVEN]
    missed = [one for one in map.injections if one.status is not Status.GIVEN]
    planned = {one.id: _plan_of(one) for one in map.injections}
    a = Given(list(planned.values()), map.syringes)
    b = Given(given, map.syringes)
    changes = [
        met(body, planned[one.id], one, _apart_mm(body, planned[one.id], one), a, b)
        for one in given
    ]
    changes += [alone(body, planned[one.id], Fate.REMOVED) for one in missed]
    yield
    planned_map, given_map = SkinMap.of(body, a.injections), SkinMap.of(body, given)
    regions = yield from by_region(changes, planned_map, given_map)
    found = Comparison(changes=tuple(changes), by_region=regions)
    passes = [replace(one, status=Status.PLANNED) for one in map.areas]
    done = [one for one in map.areas if one.status is Status.GIVEN]
    before = replace(map, injections=a.injections, areas=passes)
    return (yield from _assembled(body, found, before, replace(map, injections=given, areas=done)))


def halves(
    body: Body, injections: Iterable[Injection]
) -> tuple[list[Injection], list[Injection], int]:
    """The left half, the right half mirrored onto the left, and how many are on neither.

    Which half an injection is in, its region's side says; of a midline region where it lies.
    Injections on a clinic's own picture have no other side and are on neither.
    """
    left: list[Injection] = []
    right: list[Injection] = []
    neither = 0
    for one in injections:
        side = _half(body, one)
        if side is Side.LEFT:
            left.append(one)
        elif side is Side.RIGHT:
            right.append(_mirrored(body, one))
        else:
            neither += 1
    return left, right, neither


def _figures(body: Body, map: Snapshot) -> Steps[dict[RegionKey, RegionFigures]]:
    found = {}
    figures = figures_in_turn(body, map.injections, map.syringes, areas=map.areas, gaps=False)
    for one in figures:
        if one.count or one.areas:
            found[one.key] = one
        yield
    return found


def _areas(
    body: Body, key: RegionKey, a: Iterable[AreaPass], b: Iterable[AreaPass]
) -> AreaDifference | None:
    before, after = (
        [one for one in passes if key_of(one, body) == key and one.status is not Status.SKIPPED]
        for passes in (a, b)
    )
    if not before and not after:
        return None
    shapes = [
        shapely.union_all([shape_of(body, one) for one in passes]) if passes else shapely.Polygon()
        for passes in (before, after)
    ]
    densities = [
        sum(one.volume_ul for one in passes) / 10.0 / shape.area if shape.area > 0 else None
        for passes, shape in zip((before, after), shapes, strict=True)
    ]
    return AreaDifference(
        before_mm2=float(shapes[0].area),
        after_mm2=float(shapes[1].area),
        shared_mm2=float(shapes[0].intersection(shapes[1]).area),
        ml_per_cm2_a=densities[0],
        ml_per_cm2_b=densities[1],
    )


def _ways(body: Body, changes: Iterable[Change]) -> dict[UUID, tuple[Way, ...]]:
    """Body's space: x to its left, y up, z forward."""
    moved = [
        (c.before, c.after)
        for c in changes
        if c.fate is Fate.MOVED and c.before is not None and c.after is not None
    ]
    held = [
        (old, new)
        for old, new in moved
        if isinstance(old.site, SkinSite) and isinstance(new.site, SkinSite)
    ]
    if not held:
        return {}
    start = body.xyz([old.site for old, _ in held])
    end = body.xyz([new.site for _, new in held])
    found = {}
    for (_, new), a, b in zip(held, start.tolist(), end.tolist(), strict=True):
        steps = (
            (abs(b[0]) - abs(a[0]), Way.OUTWARD, Way.INWARD),
            (b[1] - a[1], Way.UP, Way.DOWN),
            (b[2] - a[2], Way.FORWARD, Way.BACK),
        )
        whole = float(np.linalg.norm([step for step, _, _ in steps])) or 1.0
        clear = [
            (abs(step), on if step > 0 else off)
            for step, on, off in steps
            if abs(step) >= CLEAR_SHARE * whole
        ]
        found[new.id] = tuple(way for _, way in sorted(clear, reverse=True))
    return found


def _apart_mm(body: Body, planned: Injection, given: Injection) -> float:
    """Along the skin; where no patch holds both, straight through, which is never longer."""
    if planned.site == given.site:
        return 0.0
    found = body.distance_mm(planned.site, given.site)
    if found is not None:
        return found.skin_mm
    a, b = body.xyz([planned.site, given.site])
    return float(np.linalg.norm(a - b))


def _plan_of(one: Injection) -> Injection:
    planned = replace(one, status=Status.PLANNED)
    if one.plan is None:
        return planned
    plan = one.plan
    return replace(
        planned,
        site=plan.site,
        depth_mm=plan.depth_mm,
        volume_ul=plan.volume_ul,
        syringe=plan.syringe,
    )


def _half(body: Body, one: Injection) -> Side | None:
    if not isinstance(one.site, SkinSite) or not in_skin(one):
        return None
    if one.side in (Side.LEFT, Side.RIGHT):
        return one.side
    x = float(body.xyz([one.site])[0, 0])
    return Side.LEFT if x > 0 else Side.RIGHT if x < 0 else None


def _mirrored(body: Body, one: Injection) -> Injection:
    side = Side.LEFT if one.side is Side.RIGHT else one.side
    path = tuple(body.mirrored(site) for site in one.path)
    return replace(one, site=body.mirrored(one.site), path=path, side=side)
