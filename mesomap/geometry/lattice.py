"""Lattices: the patterns that fill a region."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np
import shapely
from shapely import MultiPolygon, Polygon

from mesomap.geometry.arrays import Floats, Indices
from mesomap.model import LatticeSettings

SLACK_MM = 1e-7
"""A place that rounding has put so far over the border or into the margin still counts."""


def lattice(
    polygon: Polygon | MultiPolygon, settings: LatticeSettings, *, exclusion: Any = None
) -> Floats:
    """Places of the lattice within `polygon`, in the order of the needle.

    All lattices with the same settings share their places, whatever polygon they fill: neighbouring
    regions of one patch join without a seam.

    Parameters
    ----------
    polygon
        Of flat skin, mm.
    exclusion : shapely geometry, optional
        Stays free: a lesion, a caution structure, a margin along one side.

    Returns
    -------
    (n, 2) array, mm
        Row by row from the top (in the lattice's own frame), the first row to the right, the next
        one back, and so on; the same places in the same order each time.
    """
    return lattice_over([polygon], settings, exclusion=exclusion)[0]


def lattice_over(
    polygons: Sequence[Polygon | MultiPolygon],
    settings: LatticeSettings,
    *,
    exclusion: Any = None,
) -> tuple[Floats, Indices]:
    """One lattice over several polygons of one patch; the margin follows their common border.

    Returns
    -------
    places : (n, 2) array, mm
        In the order of `lattice`.
    owner : (n,) array
        Which of `polygons` holds the place; on a shared border, the first.
    """
    whole = join(polygons)
    places = _places_around(whole, settings)
    shapely.prepare(whole)
    points = shapely.points(places)
    keep = shapely.dwithin(whole, points, SLACK_MM)
    if settings.margin_mm > SLACK_MM:
        border = whole.boundary
        shapely.prepare(border)
        keep &= ~shapely.dwithin(border, points, settings.margin_mm - SLACK_MM)
    if exclusion is not None and not exclusion.is_empty:
        shapely.prepare(exclusion)
        keep &= ~shapely.intersects(exclusion, points)
    places, points = places[keep], points[keep]
    return places, _owners(polygons, points)


def join(polygons: Sequence[Polygon | MultiPolygon]) -> Polygon | MultiPolygon:
    """The union, without the hairline cracks that rounding leaves between neighbours."""
    if len(polygons) == 1:
        return polygons[0]
    whole = shapely.union_all(polygons)
    return whole.buffer(1e-6, join_style="mitre").buffer(-1e-6, join_style="mitre")


def _owners(polygons: Sequence[Polygon | MultiPolygon], points: np.ndarray) -> Indices:
    owner = np.full(len(points), -1, dtype=np.intp)
    for number, polygon in enumerate(polygons):
        shapely.prepare(polygon)
        open_ = owner < 0
        owner[open_] = np.where(shapely.intersects(polygon, points[open_]), number, -1)
    for place in np.nonzero(owner < 0)[0].tolist():  # in a crack, or rounded over the border
        owner[place] = int(np.argmin(shapely.distance(polygons, points[place])))
    return owner


def _places_around(whole: Polygon | MultiPolygon, settings: LatticeSettings) -> Floats:
    """All places within the bounds of `whole`, in needle order."""
    corners = shapely.get_coordinates(whole)
    if len(corners) == 0:
        return np.empty((0, 2))
    angle = math.radians(settings.angle_deg)
    turn = np.array([[math.cos(angle), -math.sin(angle)], [math.sin(angle), math.cos(angle)]])
    in_frame = corners @ turn
    low, high = in_frame.min(axis=0) - SLACK_MM, in_frame.max(axis=0) + SLACK_MM
    along, across = settings.spacing_mm, settings.across_mm
    first = (
        settings.offset_mm[0] + 0.5 * along,
        settings.offset_mm[1] + (0.0 if settings.staggered else 0.5 * across),
    )
    bottom, top = (math.floor((y - first[1]) / across) for y in (low[1] - across, high[1]))
    rows = [np.empty((0, 2))]
    for row in range(top, bottom, -1):
        start = first[0] + (0.5 * along if settings.staggered and row % 2 else 0.0)
        columns = np.arange(math.ceil((low[0] - start) / along), (high[0] - start) / along)
        if (top - row) % 2:
            columns = columns[::-1]
        x = start + columns * along
        rows.append(np.column_stack([x, np.full(len(x), first[1] + row * across)]))
    places: Floats = np.concatenate(rows) @ turn.T
    return places


def jittered(count: int, *, spacing_mm: float, seed: int, jitter: float = 0.15) -> Floats:
    """`count` places of a square lattice, each moved a little at random: for measuring speed.

    The density is the same whatever `count` is: the area grows with it.

    Parameters
    ----------
    jitter
        Largest move along each axis, as a part of the spacing.

    Returns
    -------
    (count, 2) array, mm
        Within the square from (0, 0) to `jittered_side_mm`.
    """
    side = math.ceil(math.sqrt(count))
    row, column = np.divmod(np.arange(count), side)
    move = np.random.default_rng(seed).uniform(-jitter, jitter, size=(count, 2))
    places: Floats = (np.column_stack([column, row]) + 0.5 + move) * spacing_mm
    return places


def jittered_side_mm(count: int, *, spacing_mm: float) -> float:
    """Side of the square that `jittered` places fill."""
    return math.ceil(math.sqrt(count)) * spacing_mm
