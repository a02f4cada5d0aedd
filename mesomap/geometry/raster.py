"""Which of a regular field of places lie in a polygon, row by row: far faster than asking each."""

from __future__ import annotations

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import MultiPolygon, Polygon

from mesomap.geometry.arrays import Floats

Mask = NDArray[np.bool_]


def inside_rows(
    polygon: Polygon | MultiPolygon,
    *,
    rows_mm: Floats,
    starts_mm: Floats,
    step_mm: float,
    columns: int,
) -> Mask:
    """Which places lie in `polygon`: place (j, i) is (starts_mm[j] + i * step_mm, rows_mm[j]).

    Parameters
    ----------
    rows_mm : (m,) array
        y of each row, rising.
    starts_mm : (m,) array
        x of each row's first place.

    Returns
    -------
    (m, columns) bool array
        By the even-odd rule, so holes and several parts are allowed; a place right on the border
        falls on one side by rounding.
    """
    edge_row, edge_x = _crossings(polygon, rows_mm)
    flips = np.zeros((len(rows_mm), columns + 1), np.uint8)
    column = np.ceil((edge_x - starts_mm[edge_row]) / step_mm).astype(np.int64)
    column = np.clip(column, 0, columns)
    np.bitwise_xor.at(flips, (edge_row, column), 1)
    inside: Mask = np.bitwise_xor.accumulate(flips[:, :columns], axis=1).view(np.bool_)
    return inside


def _crossings(
    polygon: Polygon | MultiPolygon, rows_mm: Floats
) -> tuple[NDArray[np.int64], Floats]:
    """Row number and x of every place where a row crosses the border."""
    rings = [shapely.get_coordinates(r) for r in shapely.get_rings(shapely.get_parts(polygon))]
    if not rings:
        return np.empty(0, np.int64), np.empty(0)
    start = np.concatenate([ring[:-1] for ring in rings])
    end = np.concatenate([ring[1:] for ring in rings])
    upward = start[:, 1] <= end[:, 1]
    low = np.where(upward[:, None], start, end)
    high = np.where(upward[:, None], end, start)
    # A row at the lower end of an edge crosses it, one at the upper end does not.
    first = np.searchsorted(rows_mm, low[:, 1], side="left")
    count = np.searchsorted(rows_mm, high[:, 1], side="left") - first
    edge = np.repeat(np.arange(len(low)), count)
    run = np.arange(len(edge)) - np.repeat(np.cumsum(count) - count, count)
    row = first[edge] + run
    rise = high[edge, 1] - low[edge, 1]
    part = (rows_mm[row] - low[edge, 1]) / rise
    x: Floats = low[edge, 0] + part * (high[edge, 0] - low[edge, 0])
    return row.astype(np.int64), x
