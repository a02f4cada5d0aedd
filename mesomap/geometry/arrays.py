"""The array types of this package, and how its functions take points."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Floats: TypeAlias = NDArray[np.float64]
Indices: TypeAlias = NDArray[np.intp]
PointsLike: TypeAlias = Floats | Sequence[Sequence[float]]
"""Points in mm: an (n, 2) array, or something that becomes one."""


def as_points(points: PointsLike) -> Floats:
    """The points as an (n, 2) float64 array; ``[]`` becomes (0, 2).

    Raises
    ------
    ValueError
        If they are not rows of two numbers, or one of them is not finite.
    """
    array = np.asarray(points, dtype=np.float64)
    if array.size == 0:
        return np.empty((0, 2))
    if array.ndim != 2 or array.shape[1] != 2:
        raise ValueError(f"points must be (n, 2), not {array.shape}")
    if not np.isfinite(array).all():
        raise ValueError("points must be finite")
    return array


def as_radii(radii: float | Floats | Sequence[float], count: int) -> Floats:
    """One radius for each of `count` points, mm; a single number stands for all.

    Raises
    ------
    ValueError
        If the number of radii is another, or one is negative or not finite.
    """
    array = np.broadcast_to(np.asarray(radii, dtype=np.float64), (count,))
    if not (np.isfinite(array).all() and (array >= 0).all()):
        raise ValueError("radii must be finite and not negative")
    return array
