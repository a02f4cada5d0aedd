"""How much of a polygon deposits cover: exact up to rounding, for any mix of radii."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from shapely import MultiPolygon, Polygon

from mesomap.geometry.arcs import exposed_terms, hidden_arcs, union_parts
from mesomap.geometry.arrays import Floats, Indices, PointsLike, as_points, as_radii
from mesomap.geometry.capsule import (
    Capsule,
    arcs_in_bars,
    chords,
    clipped,
    distance_mm,
    moved_bars,
    sides_of,
)
from mesomap.geometry.neighbours import near_pairs
from mesomap.geometry.outline import Outline


@dataclass(frozen=True, slots=True)
class Measured:
    """What discs cover of a polygon.

    Attributes
    ----------
    area_mm2, covered_mm2 : float
        Of the polygon, and of its covered part.
    bare : (n,) bool
        Whether the disc borders on an uncovered part of the polygon.
    """

    area_mm2: float
    covered_mm2: float
    bare: np.ndarray


def covered_mm2(
    polygon: Polygon | MultiPolygon,
    centres: PointsLike,
    radii: float | Floats,
    capsules: Sequence[Capsule] = (),
) -> float:
    """Area of the part of `polygon` that the deposits cover, mm2.

    Parameters
    ----------
    polygon
        Of flat skin, mm; holes and several parts are allowed.
    centres : (n, 2) points, mm
    radii : (n,) array, or one number for all, mm
        A disc of radius 0 covers nothing.
    capsules
        Deposits of threads.
    """
    return measure(polygon, centres, radii, capsules).covered_mm2


def measure(
    polygon: Polygon | MultiPolygon,
    centres: PointsLike,
    radii: float | Floats,
    capsules: Sequence[Capsule] = (),
) -> Measured:
    """`covered_mm2`, with which discs border on uncovered skin."""
    outline = Outline(polygon)
    points = as_points(centres)
    count = len(points)
    discs = np.column_stack([points - outline.origin, as_radii(radii, count)])
    capsules = [capsule for capsule in capsules if capsule.radius_mm > 0]
    corners = [(*at, one.radius_mm) for one in capsules for at in one.corners]
    if corners:
        discs = np.concatenate([discs, np.array(corners) - (*outline.origin, 0.0)])
    bars = np.array([bar for one in capsules for bar in one.bars]).reshape(-1, 5)
    bars = moved_bars(bars, outline.origin)
    bars = bars[outline.holds_bars(bars)] if len(bars) else bars
    cut = outline.cut(discs)
    inside = np.nonzero(cut.meets)[0]
    i, j = overlaps(discs[inside], discs[inside])
    i, j = inside[i[i != j]], inside[j[i != j]]
    start, width = hidden_arcs(discs[i], discs[j], i < j)
    disc, bar = crossings(discs[inside], bars)
    row, pressed, pressed_width = arcs_in_bars(discs[inside[disc]], bars[bar])
    terms, angles = exposed_terms(
        discs,
        np.concatenate([i, cut.owner, inside[disc[row]]]),
        np.concatenate([start, cut.start, pressed]),
        np.concatenate([width, cut.width, pressed_width]),
    )
    _, edge_in, low_in, high_in = outline.edges_in(bars)
    edge, low, high = union_parts(
        np.concatenate([cut.edge, edge_in]),
        np.concatenate([cut.low, low_in]),
        np.concatenate([cut.high, high_in]),
        span=1.0,
    )
    covered = terms[inside].sum() + (outline.cross[edge] * (high - low)).sum()
    covered += side_terms(outline, bars, discs[inside], disc, bar, np.arange(len(bars))).sum()
    covered = min(max(float(covered), 0.0), outline.area_mm2)
    bare = (cut.meets & (angles > 1e-9))[:count]
    return Measured(outline.area_mm2, covered, bare)


def crossings(discs: Floats, bars: Floats) -> tuple[Indices, Indices]:
    """Pairs (disc, bar) of ``discs`` (n, 3) and ``bars`` (m, 5) that overlap."""
    found_disc, found_bar = [np.empty(0, dtype=np.intp)], [np.empty(0, dtype=np.intp)]
    for number, bar in enumerate(bars):
        away = distance_mm(np.broadcast_to(bar, (len(discs), 5)), discs[:, :2])
        near = np.nonzero(away < discs[:, 2] + bar[4])[0]
        found_disc.append(near)
        found_bar.append(np.full(len(near), number, dtype=np.intp))
    return np.concatenate(found_disc), np.concatenate(found_bar)


def side_terms(
    outline: Outline,
    bars: Floats,
    discs: Floats,
    disc: Indices,
    bar: Indices,
    asked: Indices,
) -> Floats:
    """Green's term of each of the bars `asked`: of its long sides, where nothing hides them.

    Parameters
    ----------
    bars : (m, 5) array
        All bars, in an order that is kept: of two sides that coincide the first counts.
    disc, bar : (k,) arrays
        Pairs of `discs` (n, 3) and bars that overlap: all there are for the bars `asked`.
    asked : (a,) array
        Rows of `bars`.

    Returns
    -------
    (a,) array, mm2
    """
    count = len(asked)
    if count == 0:
        return np.empty(0)
    start, direction = sides_of(bars[asked])
    place = np.full(len(bars), -1)
    place[asked] = np.arange(count)
    own = np.concatenate([place[bar], place[bar] + count])
    low_disc, high_disc = chords(start[own], direction[own], discs[np.concatenate([disc, disc])])
    row, other = bars_near(bars, asked)
    side, first = np.concatenate([row, row + count]), np.tile(asked[row] < other, 2)
    other = np.tile(other, 2)
    low_bar, high_bar = clipped(start[side], direction[side], bars[other], first=first)
    line, low_out, high_out = outline.lines_outside(start, direction)
    owner = np.concatenate([own, side, line])
    low = np.concatenate([low_disc, low_bar, low_out])
    high = np.concatenate([high_disc, high_bar, high_out])
    real = high > low
    owner, low, high = union_parts(owner[real], low[real], high[real], span=1.0)
    bare = 1.0 - np.bincount(owner, high - low, minlength=2 * count)
    cross = 0.5 * (start[:, 0] * direction[:, 1] - start[:, 1] * direction[:, 0])
    terms: Floats = (cross * bare).reshape(2, count).sum(axis=0)
    return terms


def overlaps(discs: Floats, others: Floats) -> tuple[Indices, Indices]:
    """Pairs (i, j) where ``discs[i]`` and ``others[j]``, (n, 3) and (m, 3), overlap."""
    if len(discs) == 0 or len(others) == 0:
        none = np.empty(0, dtype=np.intp)
        return none, none
    reach = float(discs[:, 2].max() + others[:, 2].max())
    i, j = near_pairs(discs[:, :2], others[:, :2], reach_mm=reach)
    delta_x = discs[i, 0] - others[j, 0]
    delta_y = discs[i, 1] - others[j, 1]
    radii = discs[i, 2] + others[j, 2]
    touch = delta_x * delta_x + delta_y * delta_y < radii * radii
    return i[touch], j[touch]


def bars_near(bars: Floats, asked: Indices) -> tuple[Indices, Indices]:
    """Pairs (place in `asked`, row of another bar) of ``bars`` (m, 5) that may overlap."""
    lines = shapely.linestrings(bars[:, :4].reshape(-1, 2, 2))
    reach = bars[asked, 4] + float(bars[:, 4].max())
    i, j = shapely.STRtree(lines).query(lines[asked], predicate="dwithin", distance=reach)
    other = asked[i] != j
    return i[other], j[other]
