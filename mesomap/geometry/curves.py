"""Curves on a flat sheet, as polylines: smooth them, walk along them."""

from __future__ import annotations

import math

import numpy as np

from mesomap.geometry.arrays import Floats, PointsLike, as_points

_STEPS_A_WIDTH = 4.0
"""A curve is sampled so often within the width that it is smoothed by."""


def walked_mm(points: PointsLike) -> Floats:
    """How far it is along the polyline to each of its n points, (n,); 0 to the first."""
    array = as_points(points)
    steps = np.hypot(*np.diff(array, axis=0).T) if len(array) > 1 else np.empty(0)
    return np.concatenate([np.zeros(min(len(array), 1)), np.cumsum(steps)])


def resampled(points: PointsLike, *, step_mm: float) -> Floats:
    """The polyline with points at equal distances, at most `step_mm`; its ends stay.

    Returns
    -------
    (n, 2) array; one point where it has no length, none where it has no points.
    """
    array = as_points(points)
    if not step_mm > 0:
        raise ValueError("a step must be positive")
    walked = walked_mm(array)
    if len(array) == 0 or walked[-1] == 0:
        return array[:1]
    count = max(1, math.ceil(walked[-1] / step_mm - 1e-9))
    return at_mm(array, np.linspace(0.0, walked[-1], count + 1))


def at_mm(points: PointsLike, along_mm: Floats) -> Floats:
    """The places (k, 2) so far along the polyline; beyond its ends the ends themselves."""
    array = as_points(points)
    walked = walked_mm(array)
    return np.column_stack([np.interp(along_mm, walked, array[:, axis]) for axis in (0, 1)])


def smoothed(points: PointsLike, *, width_mm: float) -> Floats:
    """A hand-drawn line without its tremor: a running mean by a bell of this width.

    Both ends stay where they are: beyond them the line is taken on by its own mirror image.

    Returns
    -------
    (n, 2) array, at distances of about a quarter of `width_mm`.
    """
    even = resampled(points, step_mm=width_mm / _STEPS_A_WIDTH)
    if len(even) < 3:
        return even
    step = float(np.hypot(*(even[1] - even[0])))
    reach = min(math.ceil(2.0 * width_mm / max(step, 1e-9)), len(even) - 1)
    before = 2.0 * even[0] - even[reach:0:-1]
    after = 2.0 * even[-1] - even[-2 : -reach - 2 : -1]
    padded = np.concatenate([before, even, after])
    bell = np.exp(-0.5 * (np.arange(-reach, reach + 1) * step / (0.5 * width_mm)) ** 2)
    bell /= bell.sum()
    return np.column_stack([np.convolve(padded[:, axis], bell, mode="valid") for axis in (0, 1)])


def shares(
    length_mm: float, *, spacing_mm: float | None = None, count: int | None = None
) -> Floats:
    """Where equally spaced places stand on a line, as shares of its length; both ends included.

    Give either how far apart they are to be (the nearest spacing that comes out even is taken), or
    how many. A line without length, or one place, is its beginning.

    Raises
    ------
    ValueError
        Not exactly one of the two is given, or it is not positive.
    """
    if (spacing_mm is None) == (count is None):
        raise ValueError("say how far apart, or how many")
    if spacing_mm is not None:
        if not spacing_mm > 0:
            raise ValueError("a spacing must be positive")
        count = 1 + max(1, round(length_mm / spacing_mm))
    assert count is not None
    if count < 1:
        raise ValueError("at least one")
    return np.linspace(0.0, 1.0, count) if length_mm > 0 and count > 1 else np.zeros(1)
