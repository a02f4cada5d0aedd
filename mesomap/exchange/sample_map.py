"""The maps of the sample clinic: a lattice on each course's regions, threads, passes, lesions."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from mesomap.analysis.mandible import mandible_exclusion
from mesomap.analysis.plan import PlannedPoint, plan_region
from mesomap.atlas import Body
from mesomap.document import Document
from mesomap.document.edits import new_injections
from mesomap.exchange.sample_extras import (
    add_lesion,
    add_passes,
    add_threads,
    nappage_syringe,
    smaller,
    thread_syringe,
    with_id,
)
from mesomap.exchange.sample_people import Brush, Course, sample_id
from mesomap.model import (
    Added,
    Injection,
    Lattice,
    LatticeSettings,
    LesionKind,
    LesionUse,
    RegionKey,
    Session,
    Side,
    SkinSite,
    Syringe,
)

THREADS_A_REGION = 3
NUDGED_EVERY = 14
"""One injection in so many is moved by hand, up to `NUDGE_MM`."""
NUDGE_MM = 1.6


def keys_in(body: Body, regions: Sequence[str]) -> list[RegionKey]:
    """Both sides of the regions that the body has."""
    sides = (Side.LEFT, Side.RIGHT, Side.MIDLINE)
    wanted = [RegionKey(region, side) for region in regions for side in sides]
    return [key for key in wanted if key in body.regions]


def place(document: Document, body: Body, course: Course, session: Session, number: int) -> None:
    """Plan the course's map in the open session, its `number`-th."""
    shuffle = random.Random(f"{course.number}-{number}")
    points, settings = _points(body, course, shuffle, number)
    lattice = Lattice(
        id=sample_id(session.id, "lattice"),
        session=session.id,
        settings=settings,
        regions=tuple(keys_in(body, course.regions)),
        below_mandible_mm=course.brush.below_mandible_mm or 0.0,
        lesions=LesionUse.IGNORE,
    )
    cut = len(points) == course.brush.most  # the lattice would go on beyond
    sites = [point.site for point in points if point.site is not None]
    syringe = _syringe(course.brush, session, needed_ul=len(sites) * course.brush.volume_ul)
    document.commit("Add syringe", (Added(syringe),))
    regions = body.regions_of(sites)
    added = tuple(
        Added(replace(change.value, id=sample_id(session.id, change.value.order)))
        for change in new_injections(
            document, sites, regions, syringe, lattices=[None if cut else lattice.id] * len(sites)
        )
        if isinstance(change.value, Injection)
    )
    document.commit("Add grid", added if cut else (Added(lattice), *added))
    _place_besides(document, body, course, session)


def draw_lesions(document: Document, body: Body, course: Course, *, last: bool) -> None:
    """Drawn at the first visit; what shrinks is measured again at the last."""
    for kind, region, radius, name in course.lesions:
        for key in keys_in(body, (region,))[:1]:
            id = sample_id(course.number, "lesion", region)
            before = document.lesions.get(id)
            if before is None:
                made = add_lesion(
                    document, body, key, id=id, kind=kind, radius_mm=radius, name=name
                )
                document.commit("Draw lesion", (made,))
            elif last and kind is LesionKind.ALOPECIA:
                again = smaller(document, body, before, 0.8 * radius)
                document.commit("Draw lesion again", (again,))


def _place_besides(document: Document, body: Body, course: Course, session: Session) -> None:
    """Threads and area passes, where the course has some."""
    if threads := keys_in(body, course.threads):
        syringe = thread_syringe(sample_id(session.id, "threads"), session)
        document.commit("Add syringe", (Added(syringe),))
        made = add_threads(document, body, threads, syringe, most=THREADS_A_REGION)
        named = [with_id(one, sample_id(session.id, "thread", one.order)) for one in made]
        document.commit("Add threads", tuple(named))
    if passes := keys_in(body, course.passes):
        syringe = nappage_syringe(sample_id(session.id, "nappage"), session)
        document.commit("Add syringe", (Added(syringe),))
        areas = add_passes(document, body, passes, syringe)
        named = [with_id(one, sample_id(session.id, "area", one.order)) for one in areas]
        document.commit("Add area passes", tuple(named))


def _syringe(brush: Brush, session: Session, *, needed_ul: int) -> Syringe:
    """One with what the map needs in it, in whole millilitres."""
    return Syringe(
        id=sample_id(session.id, "syringe"),
        session=session.id,
        name="A",
        mixture=brush.mixture,
        drawn_ul=max(brush.drawn_ul, -(-needed_ul // 1000) * 1000),
        mg_per_ml=brush.mg_per_ml,
        technique=brush.technique,
        depth_mm=brush.depth_mm,
        layer=brush.layer,
        volume_ul=brush.volume_ul,
        angle_deg=brush.angle_deg,
    )


def _points(
    body: Body, course: Course, shuffle: random.Random, number: int
) -> tuple[list[PlannedPoint], LatticeSettings]:
    """The course's lattice on its regions, some places moved by hand.

    At every third visit it is shifted by half a step, to reach the skin between.
    """
    brush, keys = course.brush, keys_in(body, course.regions)
    exclusions = []
    if brush.below_mandible_mm is not None:
        patches = dict.fromkeys(body.regions[key].patch for key in keys)
        exclusions = [
            mandible_exclusion(body, patch, below_mm=brush.below_mandible_mm) for patch in patches
        ]
    shift, first = brush.spacing_mm / 3, random.Random(course.number)
    between = brush.spacing_mm / 2 if number % 3 == 0 else 0.0
    settings = LatticeSettings(
        pattern=brush.pattern,
        spacing_mm=brush.spacing_mm,
        margin_mm=brush.spacing_mm / 4,
        # No or half a step along u: left and right patches mirror each other, and so do these.
        offset_mm=(between, first.uniform(-shift, shift)),
    )
    points = list(plan_region(body, keys, settings, exclusions=exclusions).points)
    points = points[: brush.most] if brush.most is not None else points
    if brush.below_mandible_mm is not None:
        return points, settings  # nothing of the label's protocol is moved by hand
    return [
        _nudged(body, point, shuffle) if number % NUDGED_EVERY == NUDGED_EVERY - 1 else point
        for number, point in enumerate(points)
    ], settings


def _nudged(body: Body, point: PlannedPoint, shuffle: random.Random) -> PlannedPoint:
    assert point.patch is not None
    away = (shuffle.uniform(-NUDGE_MM, NUDGE_MM), shuffle.uniform(-NUDGE_MM, NUDGE_MM))
    (site,) = body.from_patch(point.patch, np.array([point.uv]) + away)
    return replace(point, site=site) if isinstance(site, SkinSite) else point
