"""Capsules: the deposits of threads, and the straight bars that they are made of.

A capsule is what lies within a radius of a path. It is made of a disc about each corner of the path
and of a bar along each leg: the rectangle that the leg is the middle line of. Only the two long
sides of a bar can border on bare skin; its ends lie within the discs. So the sum of Green's terms
(see `arcs`) grows by straight pieces, and is still exact.
"""

from __future__ import annotations

import math
from collections.abc import Hashable
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from mesomap.geometry.arcs import TAU
from mesomap.geometry.arrays import Floats, Indices

SLACK_MM = 1e-7
"""Lines nearer to one another than this are one line: of two that coincide only one counts."""
_PARALLEL = 1e-9


class Capsule(NamedTuple):
    """A thread's deposit: whose, along which path (mm), and its radius in mm."""

    id: Hashable
    path: tuple[tuple[float, float], ...]
    radius_mm: float

    @property
    def corners(self) -> list[tuple[float, float]]:
        """The path's corners, those that repeat the one before left out."""
        legs = pairwise(self.path)
        return [*self.path[:1], *(at for last, at in legs if at != last)]

    @property
    def bars(self) -> list[tuple[float, float, float, float, float]]:
        """Start x, y, end x, y and half the width of the bar along each leg."""
        legs = pairwise(self.corners)
        return [(*start, *end, self.radius_mm) for start, end in legs]


def moved_bars(bars: Floats, by: Floats) -> Floats:
    """Bars (k, 5) in coordinates whose origin is `by`."""
    moved: Floats = bars - np.array([by[0], by[1], by[0], by[1], 0.0])
    return moved


def sides_of(bars: Floats) -> tuple[Floats, Floats]:
    """The two long sides of each of k bars, counter-clockwise about it.

    Returns
    -------
    start, direction : (2 k, 2) arrays, mm
        The right side of the bars first, then the left one.
    """
    start, end, unit, _ = _frame(bars)
    out = bars[:, 4:] * np.column_stack([unit[:, 1], -unit[:, 0]])
    return (
        np.concatenate([start + out, end - out]),
        np.concatenate([end - start, start - end]),
    )


def distance_mm(bars: Floats, points: Floats) -> Floats:
    """Distance of each of n points (n, 2) from the middle line of the bar in its row (n, 5)."""
    start, end, _, length = _frame(bars)
    leg = end - start
    along = ((points - start) * leg).sum(axis=1)
    whole = length * length  # nothing, for a bar without length, or of less than a number can say
    share = np.divide(along, whole, out=np.zeros_like(along), where=whole > 0)
    nearest = start + np.clip(share, 0.0, 1.0)[:, None] * leg
    away: Floats = np.hypot(*(points - nearest).T)
    return away


def arcs_in_bars(discs: Floats, bars: Floats) -> tuple[Indices, Floats, Floats]:
    """The arcs of each of `discs` that lie within the bar in the same row of `bars`.

    Parameters
    ----------
    discs : (k, 3) array
        x, y and radius, mm; radii are positive.
    bars : (k, 5) array

    Returns
    -------
    row, start, width : (m,) arrays
        Row of the disc; where the arc starts, 0 to 2 pi, and how far it goes counter-clockwise.
    """
    start, _, unit, length = _frame(bars)
    half, radius = bars[:, 4], discs[:, 2]
    along, across = _in_frame(discs[:, :2] - start, unit)
    angles = np.column_stack(
        [
            *_at_height((half - across) / radius),
            *_at_height((-half - across) / radius),
            *_at_length(-along / radius),
            *_at_length((length - along) / radius),
        ]
    )
    angles = np.sort(np.mod(angles, TAU), axis=1)
    until = np.column_stack([angles[:, 1:], angles[:, 0] + TAU])
    middle = 0.5 * (angles + until)
    x = along[:, None] + radius[:, None] * np.cos(middle)
    y = across[:, None] + radius[:, None] * np.sin(middle)
    inside = (x > 0.0) & (x < length[:, None]) & (np.abs(y) < half[:, None]) & (until > angles)
    row, column = np.nonzero(inside)
    turn = np.arctan2(unit[:, 1], unit[:, 0])
    return row, np.mod(angles[row, column] + turn[row], TAU), (until - angles)[row, column]


def chords(start: Floats, direction: Floats, discs: Floats) -> tuple[Floats, Floats]:
    """The part of each line that lies within the disc in its row, as shares of its length.

    Parameters
    ----------
    start, direction : (k, 2) arrays, mm
    discs : (k, 3) array

    Returns
    -------
    low, high : (k,) arrays, 0 to 1; `high` is not above `low` where there is none.
    """
    offset = start - discs[:, :2]
    square = (direction * direction).sum(axis=1)
    along = (offset * direction).sum(axis=1)
    root = along * along - square * ((offset * offset).sum(axis=1) - discs[:, 2] ** 2)
    reach = np.sqrt(np.maximum(root, 0.0))
    low = np.maximum((-along - reach) / square, 0.0)
    return low, np.where(root > 0.0, np.minimum((-along + reach) / square, 1.0), low)


def clipped(
    start: Floats,
    direction: Floats,
    bars: Floats,
    *,
    first: np.ndarray | None = None,
    grow_mm: float = 0.0,
) -> tuple[Floats, Floats]:
    """The part of each line that lies within the bar in its row, as shares of its length.

    Parameters
    ----------
    start, direction : (k, 2) arrays, mm
    bars : (k, 5) array
    first : (k,) bool, optional
        For lines that are sides of bars themselves: of two that coincide, and go the same way, the
        one that is first counts. (Two that go opposite ways cancel one another.)
    grow_mm
        By how much the bar is wider.

    Returns
    -------
    low, high : (k,) arrays, 0 to 1; `high` is not above `low` where there is none.
    """
    origin, _, unit, length = _frame(bars)
    half = bars[:, 4] + grow_mm
    along, across = _in_frame(start - origin, unit)
    step, rise = _in_frame(direction, unit)
    level = np.abs(rise) <= _PARALLEL
    steep = np.where(level, 1.0, rise)
    enters, leaves = _slab(across, steep, -half, half)
    within = np.abs(across) < half
    if first is not None:
        on_right = level & (np.abs(across + half) < SLACK_MM)
        on_left = level & (np.abs(across - half) < SLACK_MM)
        same = (on_right & (step > 0.0)) | (on_left & (step < 0.0))
        within = np.where(on_right | on_left, same & ~first, within)
    low = np.where(level, 0.0, np.maximum(enters, 0.0))
    high = np.where(level, np.where(within, 1.0, -1.0), np.minimum(leaves, 1.0))
    upright = np.abs(step) <= _PARALLEL
    enters, leaves = _slab(along, np.where(upright, 1.0, step), np.zeros_like(length), length)
    between = (along > 0.0) & (along < length)
    low = np.where(upright, low, np.maximum(low, enters))
    high = np.where(upright, np.where(between, high, -1.0), np.minimum(high, leaves))
    return low, high


def _slab(at: Floats, step: Floats, least: Floats, most: Floats) -> tuple[Floats, Floats]:
    """Where something that starts at `at` and moves by `step` enters and leaves a slab."""
    one, other = (least - at) / step, (most - at) / step
    return np.minimum(one, other), np.maximum(one, other)


def _frame(bars: Floats) -> tuple[Floats, Floats, Floats, Floats]:
    """Start, end, unit direction and length of the bars."""
    start, end = bars[:, 0:2], bars[:, 2:4]
    leg = end - start
    length = np.hypot(leg[:, 0], leg[:, 1])
    return start, end, leg / length[:, None], length


def _in_frame(vector: Floats, unit: Floats) -> tuple[Floats, Floats]:
    """How far each vector goes along its unit vector, and to the left of it."""
    along = (vector * unit).sum(axis=1)
    return along, unit[:, 0] * vector[:, 1] - unit[:, 1] * vector[:, 0]


def _at_height(sine: Floats) -> tuple[Floats, Floats]:
    """The two angles of this sine; 0 where there is none."""
    real = np.abs(sine) <= 1.0
    angle = np.arcsin(np.where(real, sine, 0.0))
    return np.where(real, angle, 0.0), np.where(real, math.pi - angle, 0.0)


def _at_length(cosine: Floats) -> tuple[Floats, Floats]:
    """The two angles of this cosine; 0 where there is none."""
    real = np.abs(cosine) <= 1.0
    angle = np.arccos(np.where(real, cosine, 1.0))
    return angle, -angle
