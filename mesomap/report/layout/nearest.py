"""Distances to the nearest neighbour on paper or on a chart."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


def nearest_mm(points: NDArray[np.float64]) -> NDArray[np.float64]:
    """Distance of each point to its nearest other, in blocks so that thousands fit in memory."""
    nearest = np.full(len(points), np.inf)
    for start in range(0, len(points), 512):
        block = points[start : start + 512]
        square = ((block[:, None, :] - points[None, :, :]) ** 2).sum(axis=2)
        square[np.arange(len(block)), start + np.arange(len(block))] = np.inf
        nearest[start : start + 512] = np.sqrt(square.min(axis=1, initial=np.inf))
    return nearest
