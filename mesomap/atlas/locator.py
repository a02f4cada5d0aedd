"""Which triangle lies at a place of the plane: one uniform grid of bins, for charts and patches.

Where triangles lie over one another, the one of the greatest height there is found: depth towards
the viewer on a chart, rank on a patch.
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from mesomap.atlas.values import Floats, Ints

EDGE = 1e-9
"""How far outside a triangle, in weights, a place still counts as on it: float rounding only."""

_AREA_LEAST_MM2 = 1e-12


class Hits(NamedTuple):
    """What lies at n places: triangle row (-1 nothing), weights of corners 2 and 3, height."""

    row: Ints
    second: Floats
    third: Floats
    height: Floats


class Locator:
    """Triangles in the plane, ready to be asked.

    Parameters
    ----------
    xy : (m, 3, 2)
        Corners of the triangles, mm.
    height : (m, 3)
        Height of each corner; linear on the triangle.
    """

    def __init__(self, xy: Floats, height: Floats) -> None:
        x, y = xy[:, :, 0], xy[:, :, 1]
        ax, ay, az = x[:, 0], y[:, 0], height[:, 0]
        bx, by, bz = x[:, 1] - ax, y[:, 1] - ay, height[:, 1] - az
        cx, cy, cz = x[:, 2] - ax, y[:, 2] - ay, height[:, 2] - az
        double_area = bx * cy - by * cx
        flat = np.abs(double_area) < _AREA_LEAST_MM2
        scale = 1.0 / np.where(flat, 1.0, double_area)
        # Each triangle as three linear forms of (x, y, 1): weight 2, weight 3, height.
        forms = np.empty((len(xy), 3, 3))
        forms[:, 0, 0] = cy * scale
        forms[:, 0, 1] = -cx * scale
        forms[:, 1, 0] = -by * scale
        forms[:, 1, 1] = bx * scale
        forms[:, :2, 2] = -forms[:, :2, 0] * ax[:, None] - forms[:, :2, 1] * ay[:, None]
        forms[:, 2] = forms[:, 0] * bz[:, None] + forms[:, 1] * cz[:, None]
        forms[:, 2, 2] += az
        forms[flat, :2] = (0.0, 0.0, -1.0)  # an edge-on triangle covers no place
        self._forms = forms.reshape(len(xy), 9)
        self.front: NDArray[np.bool_] = (double_area > 0) & ~flat
        self._fill_bins(x, y)

    def _fill_bins(self, x: Floats, y: Floats) -> None:
        """Sort the triangles into square bins about 1.5 times as wide as a triangle."""
        low_x, high_x = x.min(axis=1), x.max(axis=1)
        low_y, high_y = y.min(axis=1), y.max(axis=1)
        self._x0, self._y0 = float(low_x.min()), float(low_y.min())
        width, height = float(high_x.max()) - self._x0, float(high_y.max()) - self._y0
        size = 1.5 * float(np.mean(high_x - low_x) + np.mean(high_y - low_y)) / 2.0
        size = max(size, math.sqrt(width * height / (4.0 * len(x) + 1.0)), 1e-6)
        self._per_mm = 1.0 / size
        self._columns, self._rows = int(width / size) + 1, int(height / size) + 1
        i0 = ((low_x - self._x0) * self._per_mm).astype(np.int64)
        i1 = ((high_x - self._x0) * self._per_mm).astype(np.int64)
        j0 = ((low_y - self._y0) * self._per_mm).astype(np.int64)
        j1 = ((high_y - self._y0) * self._per_mm).astype(np.int64)
        wide = i1 - i0 + 1
        count = wide * (j1 - j0 + 1)
        row = np.repeat(np.arange(len(x)), count)
        step = np.arange(len(row)) - np.repeat(np.cumsum(count) - count, count)
        down = step // wide[row]
        bins = (j0[row] + down) * self._columns + i0[row] + step - down * wide[row]
        # One sort of (bin, triangle) packed into one integer is several times an argsort's speed.
        packed = np.sort((bins << 32) | row)
        self._members = packed & 0xFFFFFFFF
        counts = np.bincount(packed >> 32, minlength=self._columns * self._rows)
        self._start = np.concatenate([[0], np.cumsum(counts)])

    def at(self, x: float, y: float) -> tuple[int, float, float, float] | None:
        """Row, weights of corners 2 and 3, and height of the highest triangle at one place."""
        column = math.floor((x - self._x0) * self._per_mm)
        line = math.floor((y - self._y0) * self._per_mm)
        if not (0 <= column < self._columns and 0 <= line < self._rows):
            return None
        where = line * self._columns + column
        members = self._members[self._start[where] : self._start[where + 1]]
        if not len(members):
            return None
        form = self._forms[members].reshape(-1, 3).dot((x, y, 1.0)).reshape(-1, 3)
        second, third = form[:, 0], form[:, 1]
        inside = (second >= -EDGE) & (third >= -EDGE) & (second + third <= 1.0 + EDGE)
        best, best_height = -1, -math.inf
        for candidate in inside.nonzero()[0].tolist():
            height = float(form[candidate, 2])
            if height > best_height:
                best, best_height = candidate, height
        if best < 0:
            return None
        return int(members[best]), float(second[best]), float(third[best]), best_height

    def many(self, xy: Floats) -> Hits:
        """The highest triangle at each of n places (n, 2)."""
        n = len(xy)
        hits = Hits(np.full(n, -1), np.zeros(n), np.zeros(n), np.full(n, -np.inf))
        x, y = xy[:, 0], xy[:, 1]
        column = np.floor((np.nan_to_num(x, nan=-np.inf) - self._x0) * self._per_mm)
        line = np.floor((np.nan_to_num(y, nan=-np.inf) - self._y0) * self._per_mm)
        held = (column >= 0) & (column < self._columns) & (line >= 0) & (line < self._rows)
        asked = held.nonzero()[0]
        where = (line[asked] * self._columns + column[asked]).astype(np.int64)
        count = self._start[where + 1] - self._start[where]
        place = np.repeat(asked, count)
        step = np.arange(len(place)) - np.repeat(np.cumsum(count) - count, count)
        members = self._members[np.repeat(self._start[where], count) + step]
        form = self._forms[members]
        px, py = x[place], y[place]
        second = form[:, 0] * px + form[:, 1] * py + form[:, 2]
        third = form[:, 3] * px + form[:, 4] * py + form[:, 5]
        inside = (second >= -EDGE) & (third >= -EDGE) & (second + third <= 1.0 + EDGE)
        keep = inside.nonzero()[0]
        form, px, py, place = form[keep], px[keep], py[keep], place[keep]
        height = form[:, 6] * px + form[:, 7] * py + form[:, 8]
        order = np.lexsort((-keep, height, place))  # of equals the first member, as in `at`
        keep, place, height = keep[order], place[order], height[order]
        last = np.ones(len(place), bool)
        last[:-1] = place[1:] != place[:-1]
        keep, place = keep[last], place[last]
        hits.row[place] = members[keep]
        hits.second[place] = second[keep]
        hits.third[place] = third[keep]
        hits.height[place] = height[last]
        return hits
