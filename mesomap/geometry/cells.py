"""Flat skin as square cells: which of them lie within discs, capsules or polygons.

A cell lies within a shape when its middle does.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from mesomap.geometry.arrays import Floats, Indices
from mesomap.geometry.capsule import Capsule, distance_mm

Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Cells:
    """`rows` x `columns` cells of `mm` a side; (u_mm, v_mm) is the corner of the first."""

    u_mm: float
    v_mm: float
    mm: float
    rows: int
    columns: int

    @classmethod
    def over(cls, bounds: tuple[float, float, float, float], mm: float) -> Cells:
        """The cells that hold (u0, v0, u1, v1), on one raster whatever the bounds."""
        u0, v0 = (math.floor(low / mm) for low in bounds[:2])
        u1, v1 = (math.ceil(high / mm) for high in bounds[2:])
        return cls(u0 * mm, v0 * mm, mm, max(v1 - v0, 1), max(u1 - u0, 1))

    def middles(self) -> tuple[Floats, Floats]:
        """u of each column and v of each row, mm."""
        u: Floats = self.u_mm + (np.arange(self.columns, dtype=np.float64) + 0.5) * self.mm
        v: Floats = self.v_mm + (np.arange(self.rows, dtype=np.float64) + 0.5) * self.mm
        return u, v

    def in_discs(self, centres: Floats, radii_mm: Floats) -> tuple[Indices, Indices]:
        """Which cells lie within which of the discs (n, 2), (n,): (disc, cell) pairs, (m,) each.

        Cells are numbered row by row.
        """
        if not len(centres):
            return np.empty(0, np.intp), np.empty(0, np.intp)
        reach = int(np.max(radii_mm) / self.mm) + 1
        steps = np.arange(-reach, reach + 1)
        column, row = np.floor((centres - (self.u_mm, self.v_mm)) / self.mm).astype(np.intp).T
        columns, rows = column[:, None] + steps, row[:, None] + steps
        du = self.u_mm + (columns + 0.5) * self.mm - centres[:, :1]
        dv = self.v_mm + (rows + 0.5) * self.mm - centres[:, 1:]
        near = (dv * dv)[:, :, None] + (du * du)[:, None, :] <= (radii_mm**2)[:, None, None]
        near &= ((rows >= 0) & (rows < self.rows))[:, :, None]
        near &= ((columns >= 0) & (columns < self.columns))[:, None, :]
        disc, i, j = np.nonzero(near)
        return disc, rows[disc, i] * self.columns + columns[disc, j]

    def within_discs(self, centres: Floats, radii_mm: Floats) -> Mask:
        """(rows, columns): within any of the discs (n, 2), (n,)."""
        mask = np.zeros(self.rows * self.columns, bool)
        mask[self.in_discs(centres, radii_mm)[1]] = True
        return mask.reshape(self.rows, self.columns)

    def within_capsules(self, capsules: list[Capsule]) -> Mask:
        """(rows, columns): within any of the capsules."""
        mask = np.zeros((self.rows, self.columns), bool)
        for capsule in capsules:
            corners, radius = np.array(capsule.corners), capsule.radius_mm
            mask |= self.within_discs(corners, np.full(len(corners), radius))
            low, high = corners.min(axis=0) - radius, corners.max(axis=0) + radius
            window, u, v = self._near((*low.tolist(), *high.tolist()))
            points = np.column_stack([u.ravel(), v.ravel()])
            for bar in np.array(capsule.bars).reshape(-1, 5) if len(points) else ():
                away = distance_mm(np.broadcast_to(bar, (len(points), 5)), points)
                mask[window] |= (away <= radius).reshape(u.shape)
        return mask

    def within(self, polygon: Any) -> Mask:
        """(rows, columns): within a polygon of the same patch."""
        mask = np.zeros((self.rows, self.columns), bool)
        if polygon.is_empty:
            return mask
        window, u, v = self._near(polygon.bounds)
        shapely.prepare(polygon)
        mask[window] = shapely.contains_xy(polygon, u, v)
        return mask

    def _near(
        self, bounds: tuple[float, float, float, float]
    ) -> tuple[tuple[slice, slice], Floats, Floats]:
        """The cells that may lie within (u0, v0, u1, v1), and the middles of each, u and v."""
        u0, v0, u1, v1 = bounds
        columns = self._span(u0 - self.u_mm, u1 - self.u_mm, self.columns)
        rows = self._span(v0 - self.v_mm, v1 - self.v_mm, self.rows)
        all_u, all_v = self.middles()
        u, v = np.meshgrid(all_u[columns], all_v[rows])
        return (rows, columns), u, v

    def _span(self, low_mm: float, high_mm: float, count: int) -> slice:
        first, last = math.floor(low_mm / self.mm), math.ceil(high_mm / self.mm)
        return slice(min(max(first, 0), count), min(max(last, 0), count))
