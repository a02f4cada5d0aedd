"""Gaps: places that the lattice missed, which is not the same as uncovered skin.

A gap is a connected part of a region that is farther from every injection than the larger of its
deposit radius and 0.75 x the wanted spacing, and at least a quarter as large as the skin that one
place of the lattice serves: spacing squared, or sqrt(3)/2 of that where six injections surround it.
(A hexagonal lattice that misses one place leaves 0.225 spacing squared, a square one 0.290.)

Within a full square lattice no skin is farther than 0.71 spacing from a place, so nothing but a
missing place leaves a gap there. Along the border the next place would lie outside the region. It
counts as if it were taken: the strip between the last row and the border is uncovered, not missed.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from shapely import MultiPolygon, Polygon

from mesomap.geometry.arrays import Floats, Indices, PointsLike, as_points, as_radii
from mesomap.geometry.covered import measure
from mesomap.geometry.neighbours import near_pairs

REACH_SPACINGS = 0.75
SMALLEST_PART = 0.25
HEX_CELL = math.sqrt(0.75)
NEIGHBOUR_SPACINGS = 1.5
"""In a square lattice the diagonal neighbours are within, the next but one are not."""
SIDES = 32
"""Sides of the polygon that stands for a disc where gaps are drawn."""


@dataclass(frozen=True, slots=True)
class Gap:
    """A place that the lattice missed.

    Attributes
    ----------
    area_mm2 : float
    at : (u, v), mm
        The point farthest from its border: where an injection would serve it best.
    polygon : shapely Polygon, mm
        For hatching.
    """

    area_mm2: float
    at: tuple[float, float]
    polygon: Any


def find_gaps(
    polygon: Polygon | MultiPolygon,
    points: PointsLike,
    radii: float | Floats,
    spacing_mm: float,
    *,
    outside: PointsLike = (),
) -> list[Gap]:
    """The gaps that `points` leave in `polygon`, largest first.

    Parameters
    ----------
    polygon
        The region, or the part of it that was to be filled, flat, mm.
    points : (n, 2), mm
        All injections that may matter, those just outside the region too.
    radii : (n,) array, or one number for all, mm
        Deposit radii.
    spacing_mm
        The wanted spacing.
    outside : (m, 2), mm
        Places of the lattice beyond `polygon`, where it is known: they count as taken, besides
        those that `places_beyond` sees from the injections themselves.

    Raises
    ------
    ValueError
        If the spacing is not positive.
    """
    if not spacing_mm > 0:
        raise ValueError("the wanted spacing must be positive")
    if polygon.is_empty:
        return []
    centres = as_points(points)
    reach = np.maximum(as_radii(radii, len(centres)), REACH_SPACINGS * spacing_mm)
    beyond = places_beyond(polygon, centres, spacing_mm=spacing_mm)
    beyond = np.concatenate([beyond, as_points(outside)])
    centres = np.concatenate([centres, beyond])
    reach = np.concatenate([reach, np.full(len(beyond), REACH_SPACINGS * spacing_mm)])
    whole = measure(polygon, centres, reach)
    smallest = SMALLEST_PART * spacing_mm * spacing_mm
    if whole.area_mm2 - whole.covered_mm2 < HEX_CELL * smallest:
        return []
    gaps: list[Gap] = []
    for part in _far_parts(polygon, centres, reach, whole.bare):
        if part.area < HEX_CELL * smallest:
            continue
        at = shapely.get_coordinates(shapely.maximum_inscribed_circle(part))[0]
        around = np.hypot(*(centres - at).T) < 1.25 * spacing_mm
        if part.area >= smallest or around.sum() >= 6:
            gaps.append(Gap(float(part.area), (float(at[0]), float(at[1])), part))
    return sorted(gaps, key=lambda gap: (-gap.area_mm2, gap.at))


def places_beyond(polygon: Polygon | MultiPolygon, points: Floats, *, spacing_mm: float) -> Floats:
    """Where the pattern of `points` would go on outside `polygon`.

    From each of the last points the pattern is taken on by the steps seen around it: from one of
    its neighbours to another, or to itself. Such a place is returned if it lies outside the
    polygon, or in the margin: nearer to the border than any point inside is (at most half a
    spacing, so that the middle of an empty region is never taken for a margin).

    Returns
    -------
    (k, 2) array, mm
    """
    border = polygon.boundary
    shapely.prepare(polygon)
    shapely.prepare(border)
    at = shapely.points(points)
    step = NEIGHBOUR_SPACINGS * spacing_mm
    inside = shapely.intersects(polygon, at)
    last = np.nonzero(inside & shapely.dwithin(border, at, step))[0]
    if len(last) == 0:
        return np.empty((0, 2))
    margin = min(float(shapely.distance(border, at[last]).min()), 0.5 * spacing_mm)
    margin -= 0.02 * spacing_mm  # a place that was missed, on the last row, is not beyond it
    i, j = near_pairs(points[last], points, reach_mm=step)
    from_, to = _pairs_within(i)
    steps = points[j[to]] - points[j[from_]]
    short = (steps[:, 0] ** 2 + steps[:, 1] ** 2) <= step * step
    next_ = _distinct((points[last[i[to]]] + steps)[short])
    places = shapely.points(next_)
    beyond = ~shapely.intersects(polygon, places)
    if margin > 0:
        beyond |= shapely.dwithin(border, places, margin)
    found: Floats = next_[beyond]
    return found


def _distinct(places: Floats) -> Floats:
    """The places (n, 2) without those within rounding of another, in some fixed order."""
    x, y = np.round(places.T * 1000.0).astype(np.int64)
    _, first = np.unique(x * 2**32 + y, return_index=True)
    found: Floats = places[first]
    return found


def _pairs_within(group: Indices) -> tuple[Indices, Indices]:
    """Positions (a, b) of all entries that belong to the same group."""
    order = np.argsort(group, kind="stable")
    _, start, size = np.unique(group[order], return_index=True, return_counts=True)
    size_of, start_of = np.repeat(size, size), np.repeat(start, size)
    a = np.repeat(np.arange(len(group)), size_of)
    run = np.arange(len(a)) - np.repeat(np.cumsum(size_of) - size_of, size_of)
    return order[a], order[np.repeat(start_of, size_of) + run]


def _far_parts(
    polygon: Polygon | MultiPolygon, centres: Floats, reach: Floats, bare: np.ndarray
) -> list[Any]:
    """Connected parts of `polygon` outside all discs."""
    edge_discs = np.nonzero(bare)[0]
    # Only discs that border on bare skin need cutting out; the parts that this leaves are bare
    # through and through, or covered by the other discs.
    angles = np.arange(SIDES) * (2.0 * math.pi / SIDES)
    unit = np.column_stack([np.cos(angles), np.sin(angles)])
    # A regular polygon of the same area as the disc.
    unit *= math.sqrt(2.0 * math.pi / (SIDES * math.sin(2.0 * math.pi / SIDES)))
    rings = centres[edge_discs, None, :] + reach[edge_discs, None, None] * unit
    rest = shapely.difference(polygon, shapely.union_all(shapely.polygons(rings)))
    parts = [part for part in shapely.get_parts(rest) if part.area > 0]
    if not parts:
        return []
    inside = shapely.get_coordinates(shapely.point_on_surface(parts))
    i, j = near_pairs(inside, centres, reach_mm=float(reach.max(initial=0.0)))
    apart = np.hypot(*(inside[i] - centres[j]).T)
    covered = np.zeros(len(parts), dtype=bool)
    covered[i[apart < reach[j]]] = True
    return [part for part, hidden in zip(parts, covered, strict=True) if not hidden]
