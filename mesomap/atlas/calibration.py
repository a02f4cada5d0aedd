"""Calibration to the patient: one factor per patch, from what was measured on them.

A measurement's ratio is the measured length over the body's own. Height counts for every patch, a
length between landmarks or a girth for the patches that it crosses; a patch's factor is the mean
of the ratios that count for it, 1 without any. It multiplies u and v alike; sites stay.

The body's own lengths: height is its stature; two landmarks that one patch holds are measured
flat there, others along the plane section of the skin through both (its plane holds the mean of
their normals); girths are in `mesomap.atlas.girths`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from mesomap.atlas.body import Body
from mesomap.atlas.girths import girth_line, girths_of, tape_mm
from mesomap.atlas.section import Line, cut
from mesomap.atlas.values import Floats, Landmark
from mesomap.model import (
    Girth,
    GirthLength,
    Height,
    KnownError,
    LandmarkKey,
    LandmarkLength,
    Measurement,
    RegionKey,
    Side,
    SkinSite,
)
from mesomap.model.message import QT_TRANSLATE_NOOP

LEAST, MOST = 0.6, 1.6
"""A ratio beyond these is a slip of the finger or of the unit, not a patient."""
MOST_GIRTH = 2.4
"""The same for a girth: a waist of 1700 mm is one, and is treated for spot fat."""

CROSSED = 0.05
"""A length crosses a patch that holds at least this share of it; a touched corner is none."""

ON_LINE_MM = 1.0
"""So near must a section pass by its two landmarks to be the line between them."""

LONGEST_WAY = 2.6
"""A line along the skin longer than so many times the straight way is no way a tape is laid: over
the top of the head, from ear to ear, it is 2.4."""

_SAMPLES = 60

NOT_FOUND = QT_TRANSLATE_NOOP(
    "messages", "This body has no such length: choose two other landmarks or another girth."
)
SAME = QT_TRANSLATE_NOOP("messages", "Choose two different landmarks.")
IMPLAUSIBLE = QT_TRANSLATE_NOOP(
    "messages",
    "{measured} mm is {percent} % of the average adult's {own} mm, which cannot be: check the "
    "number and its unit.",
)


@dataclass(frozen=True, slots=True)
class OwnLength:
    """What the body itself measures, mm, and the patches that this is a length of."""

    mm: float
    patches: frozenset[str]


def landmark(body: Body, key: LandmarkKey) -> Landmark | None:
    """The landmark of that name, None if the body has none."""
    return next((one for one in body.landmarks if (one.id, one.side) == key), None)


def girths(body: Body) -> list[tuple[Girth, Side]]:
    """The girths that can be measured on this body."""
    return girths_of(_places(body))


def own_length(body: Body, measurement: Measurement) -> OwnLength | None:
    """The body's own length of what was measured; None where it has no such length."""
    match measurement:
        case Height():
            return OwnLength(body.stature_mm, frozenset(body.patches))
        case LandmarkLength(start, end):
            return _between(body.original, start, end)
        case GirthLength(girth, side):
            return _around(body.original, girth, side)


def ratio(body: Body, measurement: Measurement) -> float:
    """How many times as long as the body's own the patient's length is.

    Raises
    ------
    KnownError
        The body has no such length, or the ratio is below 0.6 or above 1.6 (2.4 for a girth).
    """
    if isinstance(measurement, LandmarkLength) and measurement.start == measurement.end:
        raise KnownError(SAME)
    own = own_length(body, measurement)
    if own is None or own.mm <= 0:
        raise KnownError(NOT_FOUND)
    found = measurement.mm / own.mm
    most = MOST_GIRTH if isinstance(measurement, GirthLength) else MOST
    if not LEAST <= found <= most:
        raise KnownError(
            IMPLAUSIBLE,
            measured=round(measurement.mm),
            percent=round(found * 100),
            own=round(own.mm),
        )
    return found


def factors(body: Body, measurements: Iterable[Measurement]) -> dict[str, float]:
    """The factor of each patch that any of `measurements` counts for.

    A measurement that this body has no length for is passed over: the atlas may have changed
    since it was taken.
    """
    ratios: dict[str, list[float]] = {}
    for one in measurements:
        own = own_length(body, one)
        if own is None or own.mm <= 0:
            continue
        for patch in own.patches:
            ratios.setdefault(patch, []).append(one.mm / own.mm)
    return {id: sum(ratios[id]) / len(ratios[id]) for id in body.patches if id in ratios}


@lru_cache(maxsize=16)
def calibrated(body: Body, measurements: tuple[Measurement, ...]) -> Body:
    """`body` in the millimetres of a patient of whom these were measured; itself without any."""
    found = factors(body, measurements)
    return body.calibrated(found) if found else body


def chart_factor(body: Body, regions: Iterable[RegionKey]) -> float:
    """How many of the patient's mm one mm of a chart that shows `regions` is, by their skin.

    One figure for a picture whose patches may differ: good for a scale bar, not for measuring.
    """
    if not body.factors:
        return 1.0
    known = [body.regions[key] for key in regions if key in body.regions]
    area = sum(one.area_mm2 for one in known)
    if area <= 0:
        return 1.0
    return sum(one.area_mm2 * body.factor(one.patch) for one in known) / area


def _places(body: Body) -> Mapping[LandmarkKey, Floats]:
    return {LandmarkKey(one.id, one.side): np.array(one.xyz_mm) for one in body.landmarks}


@lru_cache(maxsize=256)
def _between(body: Body, start: LandmarkKey, end: LandmarkKey) -> OwnLength | None:
    a, b = landmark(body, start), landmark(body, end)
    if a is None or b is None or start == end:
        return None
    flat = body.distance_mm(a.site, b.site)
    if flat is not None:
        return OwnLength(flat.skin_mm, _crossed_flat(body, a.site, b.site))
    line = _section_between(body, a, b)
    if line is None:
        return None
    return OwnLength(float(line.step_mm().sum()), _crossed(body, line))


@lru_cache(maxsize=64)
def _around(body: Body, girth: Girth, side: Side) -> OwnLength | None:
    try:
        line = girth_line(body.mesh, _places(body), girth, side)
    except KeyError:
        return None
    return None if line is None else OwnLength(tape_mm(line), _crossed(body, line))


def _section_between(body: Body, a: Landmark, b: Landmark) -> Line | None:
    """The line along the skin from `a` to `b`, cut by the plane that holds their mean normal."""
    start, end = body.xyz([a.site, b.site])
    outward = body.normals([a.site, b.site]).sum(axis=0)
    normal = np.cross(end - start, outward)
    if np.linalg.norm(normal) < 1e-3 * np.linalg.norm(end - start):
        return None  # they face away from each other: many ways are as short
    for line in cut(body.mesh, point=start, normal=normal):
        if line.foot(start)[1] < ON_LINE_MM and line.foot(end)[1] < ON_LINE_MM:
            way = line.between(start, end)
            straight = float(np.linalg.norm(end - start))
            return way if way.step_mm().sum() <= LONGEST_WAY * straight else None
    return None


def _crossed(body: Body, line: Line) -> frozenset[str]:
    """The patches whose own skin holds a share of `line`."""
    return _with_a_share(body, body.mesh.home[line.triangles].tolist(), line.step_mm().tolist())


def _crossed_flat(body: Body, a: SkinSite, b: SkinSite) -> frozenset[str]:
    """The patches whose own skin holds a share of the straight way on a patch that holds both."""
    both = [id for id in body.patches_holding(a) if body.patches[id].place(b) is not None]
    start, end = body.on_patch(both[0], [a, b])
    along = (np.arange(_SAMPLES) + 0.5)[:, None] / _SAMPLES
    sites = [one for one in body.from_patch(both[0], start + (end - start) * along) if one]
    homes = [body.home_patch(site) for site in sites]
    numbers = [patch.number for patch in homes if patch is not None]
    return _with_a_share(body, numbers, [1.0] * len(numbers)) or frozenset(both[:1])


def _with_a_share(body: Body, numbers: Sequence[int], weights: Sequence[float]) -> frozenset[str]:
    held: dict[int, float] = {}
    for number, weight in zip(numbers, weights, strict=True):
        held[number] = held.get(number, 0.0) + weight
    least = CROSSED * sum(held.values())
    names = {patch.number: patch.id for patch in body.patches.values()}
    return frozenset(names[n] for n, mm in held.items() if n in names and mm >= least)
