"""How much of a polygon deposits cover: exact up to rounding, for any mix of radii."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from shapely import MultiPolygon, Polygon

from mesomap.geometry.arcs import exposed_terms, hidden_arcs, union_parts
from mesomap.geometry.arrays import Floats, Indices, PointsLike, as_points, as_radii
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
    polygon: Polygon | MultiPolygon, centres: PointsLike, radii: float | Floats
) -> float:
    """Area of the part of `polygon` that the discs cover, mm2.

    Parameters
    ----------
    polygon
        Of flat skin, mm; holes and several parts are allowed.
    centres : (n, 2) points, mm
    radii : (n,) array, or one number for all, mm
        A disc of radius 0 covers nothing.
    """
    return measure(polygon, centres, radii).covered_mm2


def measure(
    polygon: Polygon | MultiPolygon, centres: PointsLike, radii: float | Floats
) -> Measured:
    """`covered_mm2`, with which discs border on uncovered skin."""
    outline = Outline(polygon)
    points = as_points(centres)
    discs = np.column_stack([points - outline.origin, as_radii(radii, len(points))])
    cut = outline.cut(discs)
    inside = np.nonzero(cut.meets)[0]
    i, j = overlaps(discs[inside], discs[inside])
    i, j = inside[i[i != j]], inside[j[i != j]]
    start, width = hidden_arcs(discs[i], discs[j], i < j)
    terms, angles = exposed_terms(
        discs,
        np.concatenate([i, cut.owner]),
        np.concatenate([start, cut.start]),
        np.concatenate([width, cut.width]),
    )
    edge, low, high = union_parts(cut.edge, cut.low, cut.high, span=1.0)
    covered = terms[inside].sum() + (outline.cross[edge] * (high - low)).sum()
    covered = min(max(float(covered), 0.0), outline.area_mm2)
    return Measured(outline.area_mm2, covered, cut.meets & (angles > 1e-9))


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
