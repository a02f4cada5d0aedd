"""Two maps compared by geometry: which injection became which, and what changed.

Measured on the later session's body and calibration. Skipped injections left nothing in the skin
and are in neither map; area passes compare by their own figures.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from mesomap.analysis.marks import key_of
from mesomap.analysis.matching import match
from mesomap.analysis.skin_map import SkinMap
from mesomap.analysis.steps import Steps, finished
from mesomap.atlas import Body
from mesomap.geometry.arrays import Floats, Indices
from mesomap.geometry.neighbours import near_pairs
from mesomap.geometry.spacing import nearest_mm
from mesomap.model import Injection, RegionKey, Syringe

MOVED_MM = 2.0
"""Beyond this much skin an injection has moved."""
REACH = 0.5
"""Injections farther apart than this part of the smaller median spacing are not the same."""
LONE_SPACING_MM = 10.0
"""What stands for the spacing where neither map has two injections near one another."""


class Fate(StrEnum):
    """What became of an injection from one map to the next."""

    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"
    CHANGED = "changed"
    KEPT = "kept"


class Given(NamedTuple):
    """One session's injections and the syringes that they are from."""

    injections: Sequence[Injection]
    syringes: Mapping[UUID, Syringe]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One injection's fate.

    Attributes
    ----------
    before, after
        None where it was added or removed.
    key
        The region that it counts in: where it ends, or was removed.
    moved_mm
        Along the skin; 0 where it was added or removed.
    """

    fate: Fate
    before: Injection | None
    after: Injection | None
    key: RegionKey | None
    moved_mm: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class RegionDifference:
    """One region before and after; a coverage is None where that map has no injection in it."""

    key: RegionKey
    counts: Mapping[Fate, int]
    coverage_a: float | None
    coverage_b: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Map A against map B: each injection of both in exactly one change."""

    changes: tuple[Change, ...]
    by_region: tuple[RegionDifference, ...]

    def count(self, fate: Fate) -> int:
        """How many have this fate."""
        return sum(change.fate is fate for change in self.changes)


def compare(body: Body, a: Given, b: Given) -> Comparison:
    """Compare two sessions' injections on `body`, the later session's.

    Candidate pairs come from any patch that is home to one and holds both, within half of the
    smaller of the maps' median spacings there; one minimum-cost assignment for each connected
    component. Then moved beyond 2 mm of skin, else changed in depth, volume or mixture, else kept.
    The order of the injections decides nothing; comparing B with A mirrors it.
    """
    return finished(comparing(body, a, b))


def comparing(body: Body, a: Given, b: Given) -> Steps[Comparison]:
    """As `compare`, in steps."""
    first, second = SkinMap.of(body, a.injections), SkinMap.of(body, b.injections)
    # Equal costs are settled by place, the same whichever map is named first.
    if second.addresses < first.addresses:
        j, i, distance = yield from _matched(second, first)
    else:
        i, j, distance = yield from _matched(first, second)
    changes = [
        met(body, first.injections[m], second.injections[n], d, a, b)
        for m, n, d in zip(i.tolist(), j.tolist(), distance.tolist(), strict=True)
    ]
    changes += [alone(body, one, Fate.REMOVED) for one in first.without(i)]
    changes += [alone(body, one, Fate.ADDED) for one in second.without(j)]
    regions = yield from by_region(changes, first, second)
    return Comparison(changes=tuple(changes), by_region=regions)


def alone(body: Body, one: Injection, fate: Fate) -> Change:
    """The fate of one that only one of the maps has."""
    before, after = (one, None) if fate is Fate.REMOVED else (None, one)
    return Change(fate=fate, before=before, after=after, key=key_of(one, body))


def met(
    body: Body, before: Injection, after: Injection, distance_mm: float, a: Given, b: Given
) -> Change:
    """The fate of one that both maps have, `distance_mm` of skin apart."""
    if distance_mm > MOVED_MM:
        fate = Fate.MOVED
    elif _contents(before, a.syringes) != _contents(after, b.syringes):
        fate = Fate.CHANGED
    else:
        fate = Fate.KEPT
    key = key_of(after, body)
    return Change(fate=fate, before=before, after=after, key=key, moved_mm=distance_mm)


def _contents(one: Injection, syringes: Mapping[UUID, Syringe]) -> tuple[object, ...]:
    """Depth (or the layer that says it), volume, mixture."""
    depth = one.depth_mm if one.depth_mm is not None else one.layer
    return depth, one.volume_ul, syringes[one.syringe].mixture


def _matched(first: SkinMap, second: SkinMap) -> Steps[tuple[Indices, Indices, Floats]]:
    """The pairs (i, j) that are one injection, and how far apart they are on the skin."""
    i, j, distance = yield from _candidates(first, second)
    counts = len(first.injections), len(second.injections)
    chosen = match(i, j, distance, counts=counts)
    return i[chosen], j[chosen], distance[chosen]


def _candidates(first: SkinMap, second: SkinMap) -> Steps[tuple[Indices, Indices, Floats]]:
    """The pairs near enough to be one injection, each once, with their distance on the skin.

    A pair's distance is taken on the patch that is home to both; else it is the mean of those on
    the home patches that hold both.
    """
    found = [(np.empty(0, np.intp), np.empty(0, np.intp), np.empty(0), np.empty(0, bool))]
    homes = [np.array(map.homes, object) for map in (first, second)]
    for patch in sorted({*first.homes, *second.homes} - {""}):
        yield
        here, there = first.on_patch(patch), second.on_patch(patch)
        a, b = (np.flatnonzero(~np.isnan(uv[:, 0])) for uv in (here, there))
        reach = REACH * _spacing_mm(here[a], there[b])
        near_a, near_b = near_pairs(here[a], there[b], reach_mm=reach)
        i, j = a[near_a], b[near_b]
        own_a, own_b = ((home == patch).astype(bool) for home in homes)
        kept = own_a[i] | own_b[j]
        i, j = i[kept], j[kept]
        distance = np.hypot(*(here[i] - there[j]).T)
        found.append((i, j, distance, own_a[i] & own_b[j]))
    i, j, distance, both = (np.concatenate(column) for column in zip(*found, strict=True))
    return _once(i, j, distance, both, width=len(second.injections))


def _once(
    i: Indices, j: Indices, distance: Floats, both: NDArray[np.bool_], *, width: int
) -> tuple[Indices, Indices, Floats]:
    """Each pair once: with the distance at home to both where there is one, else the mean."""
    pair, inverse = np.unique(i * max(width, 1) + j, return_inverse=True)
    at_home = np.bincount(inverse, weights=both) > 0
    counts = both | ~at_home[inverse]
    total = np.bincount(inverse, weights=np.where(counts, distance, 0.0))
    mean = total / np.maximum(np.bincount(inverse, weights=counts), 1)
    return pair // max(width, 1), pair % max(width, 1), mean


def _spacing_mm(first: Floats, second: Floats) -> float:
    """The smaller median spacing of two maps on one patch."""
    medians = []
    for points in (first, second):
        spacings = nearest_mm(points)
        spacings = spacings[np.isfinite(spacings)]
        if len(spacings):
            medians.append(float(np.median(spacings)))
    return min(medians, default=LONE_SPACING_MM)


def by_region(
    changes: Sequence[Change], first: SkinMap, second: SkinMap
) -> Steps[tuple[RegionDifference, ...]]:
    """How many of each fate every region has, and its coverage in either map."""
    counts: dict[RegionKey, Counter[Fate]] = {}
    for change in changes:
        if change.key is not None:
            counts.setdefault(change.key, Counter())[change.fate] += 1
    before = yield from first.coverages()
    after = yield from second.coverages()
    return tuple(
        RegionDifference(
            key=key,
            counts={fate: counts.get(key, Counter())[fate] for fate in Fate},
            coverage_a=before.get(key),
            coverage_b=after.get(key),
        )
        for key in sorted({*counts, *before, *after})
    )
