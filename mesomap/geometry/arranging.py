"""Points brought into line: on one straight line, equally spaced, or in rows. mm in, mm out."""

from __future__ import annotations

import numpy as np

from mesomap.geometry.arrays import Floats

_FOLDS = (4, 6)
"""Neighbours of a square lattice lie in 4 directions, of a hexagonal one in 6."""


def in_line(points: Floats) -> Floats:
    """`points` (n, 2) brought onto the straight line that is nearest to all of them."""
    middle, along = _axes(points)
    out: Floats = middle + np.outer((points - middle) @ along, along)
    return out


def equally_spaced(points: Floats) -> Floats:
    """`points` (n, 2) at equal distances along their line; the outermost stay.

    What each has across the line it keeps.
    """
    middle, along = _axes(points)
    place = (points - middle) @ along
    order = np.argsort(place, kind="stable")
    even = np.empty_like(place)
    even[order] = np.linspace(place.min(), place.max(), len(place))
    out: Floats = points + np.outer(even - place, along)
    return out


def in_rows(points: Floats) -> Floats:
    """`points` (n, 2) in straight parallel rows, equally spaced within each; its ends stay.

    The rows run as the points' neighbours lie, of their directions in the one nearest to +u. A
    new row begins where the next point across is farther than half the usual distance of
    neighbours.
    """
    angle = _angle(points)
    along = np.array([np.cos(angle), np.sin(angle)])
    across = np.array([-along[1], along[0]])
    place, offset = points @ along, points @ across
    order = np.argsort(offset, kind="stable")
    step = 0.5 * float(np.median(_nearest(points)[0]))
    breaks = np.flatnonzero(np.diff(offset[order]) > step) + 1
    out = np.empty_like(points)
    for row in np.split(order, breaks):
        ends = place[row]
        even = np.empty(len(row))
        even[np.argsort(ends, kind="stable")] = np.linspace(ends.min(), ends.max(), len(row))
        out[row] = np.outer(even, along) + float(offset[row].mean()) * across
    return out


def _axes(points: Floats) -> tuple[Floats, Floats]:
    """The middle (2,), and the unit vector along the points' longest extent."""
    middle = points.mean(axis=0)
    _, _, directions = np.linalg.svd(points - middle, full_matrices=True)
    return middle, directions[0]


def _nearest(points: Floats) -> tuple[Floats, Floats]:
    """Each one's distance (n,) to its nearest neighbour, and the way (n, 2) there."""
    away = points[None] - points[:, None]
    square = (away**2).sum(axis=2)
    np.fill_diagonal(square, np.inf)
    nearest = square.argmin(axis=1)
    rows = np.arange(len(points))
    return np.sqrt(square[rows, nearest]), away[rows, nearest]


def _angle(points: Floats) -> float:
    """The direction of the rows, radians, within a quarter turn of +u."""
    _, ways = _nearest(points)
    angles = np.arctan2(ways[:, 1], ways[:, 0])
    means = [(complex(np.exp(1j * fold * angles).mean()), fold) for fold in _FOLDS]
    mean, fold = max(means, key=lambda one: abs(one[0]))
    turn = 2 * np.pi / fold
    angle = float(np.angle(mean)) / fold
    return float((angle + turn / 2) % turn - turn / 2)
