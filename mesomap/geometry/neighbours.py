"""Which points lie near which, without scipy (its import would double the start-up)."""

from __future__ import annotations

import math

import numpy as np

from mesomap.geometry.arrays import Floats, Indices


def near_pairs(points: Floats, others: Floats, *, reach_mm: float) -> tuple[Indices, Indices]:
    """All pairs (i, j) with ``points[i]`` within `reach_mm` of ``others[j]``.

    Parameters
    ----------
    points, others : (n, 2), (m, 2) arrays, mm
        May be the same array; the pairs (i, i) are then among the answers.
    reach_mm : float
        Largest distance, itself included.

    Returns
    -------
    i, j : (k,) integer arrays, in no promised order.
    """
    if len(points) == 0 or len(others) == 0:
        none = np.empty(0, dtype=np.intp)
        return none, none
    if len(points) * len(others) <= 4096:
        delta = points[:, None, :] - others[None, :, :]
        hits = np.nonzero((delta * delta).sum(axis=2) <= reach_mm * reach_mm)
        return hits[0], hits[1]
    low = np.minimum(points.min(axis=0), others.min(axis=0))
    extent = float((np.maximum(points.max(axis=0), others.max(axis=0)) - low).max())
    cell = max(reach_mm * (1 + 1e-12), extent / 1e6, 1e-9)
    # One row of cells is one run of consecutive keys, so three runs hold a point's 3 x 3 cells.
    at_points = np.floor((points - low) / cell).astype(np.int64) + 1
    at_others = np.floor((others - low) / cell).astype(np.int64) + 1
    width = int(max(at_points[:, 0].max(), at_others[:, 0].max())) + 2
    key_points = at_points[:, 1] * width + at_points[:, 0]
    key_others = at_others[:, 1] * width + at_others[:, 0]
    order = np.argsort(key_others, kind="stable")
    sorted_keys = key_others[order]
    found_i: list[Indices] = []
    found_j: list[Indices] = []
    for row in (-width, 0, width):
        first = np.searchsorted(sorted_keys, key_points + row - 1, side="left")
        count = np.searchsorted(sorted_keys, key_points + row + 1, side="right") - first
        i = np.repeat(np.arange(len(points)), count)
        run = np.arange(int(count.sum())) - np.repeat(np.cumsum(count) - count, count)
        j = order[np.repeat(first, count) + run]
        delta_x = points[i, 0] - others[j, 0]
        delta_y = points[i, 1] - others[j, 1]
        near = delta_x * delta_x + delta_y * delta_y <= reach_mm * reach_mm
        found_i.append(i[near])
        found_j.append(j[near])
    return np.concatenate(found_i), np.concatenate(found_j)


class Buckets:
    """Integers sorted into square cells by where they lie: the few around a place, at once."""

    __slots__ = ("_cell", "_cells")

    def __init__(self, cell_mm: float) -> None:
        self._cell = cell_mm
        self._cells: dict[tuple[int, int], set[int]] = {}

    def _key(self, x: float, y: float) -> tuple[int, int]:
        return math.floor(x / self._cell), math.floor(y / self._cell)

    def add(self, member: int, x: float, y: float) -> None:
        """Put `member` at (x, y)."""
        self._cells.setdefault(self._key(x, y), set()).add(member)

    def remove(self, member: int, x: float, y: float) -> None:
        """Take `member`, which was put at this same (x, y), away."""
        key = self._key(x, y)
        cell = self._cells[key]
        cell.remove(member)
        if not cell:
            del self._cells[key]

    def near(self, x: float, y: float, reach_mm: float) -> list[int]:
        """All members within `reach_mm` of (x, y), and some that are a little farther."""
        left, bottom = self._key(x - reach_mm, y - reach_mm)
        right, top = self._key(x + reach_mm, y + reach_mm)
        found: list[int] = []
        for column in range(left, right + 1):
            for row in range(bottom, top + 1):
                cell = self._cells.get((column, row))
                if cell:
                    found.extend(cell)
        return found
