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
_BIN_WIDTHS = 1.5
_RIM_MM = 1e-6
_TRIED = 100_000
"""So many pairs of place and triangle are tried in less time than the triangles are sorted."""


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
    x, y : (3, m)
        Corners of the triangles, mm.
    height : (3, m)
        Height of each corner; linear on the triangle.
    """

    def __init__(self, x: Floats, y: Floats, height: Floats) -> None:
        ax, ay, az = x[0], y[0], height[0]
        bx, by, bz = x[1] - ax, y[1] - ay, height[1] - az
        cx, cy, cz = x[2] - ax, y[2] - ay, height[2] - az
        double_area = bx * cy - by * cx
        flat = np.abs(double_area) < _AREA_LEAST_MM2
        scale = 1.0 / np.where(flat, 1.0, double_area)
        # Each triangle as three linear forms of (x, y, 1): weight 2, weight 3, height.
        by, bx, cy, cx = by * -scale, bx * scale, cy * scale, cx * -scale
        b0, c0 = -(cy * ax + cx * ay), -(by * ax + bx * ay)
        self._forms = np.empty((x.shape[1], 9))
        for column, values in enumerate((cy, cx, b0, by, bx, c0)):
            self._forms[:, column] = values
        self._forms[:, 6] = cy * bz + by * cz
        self._forms[:, 7] = cx * bz + bx * cz
        self._forms[:, 8] = b0 * bz + c0 * cz + az
        self._forms[flat] = (0.0, 0.0, -1.0) * 3  # an edge-on triangle covers no place
        self.front: NDArray[np.bool_] = (double_area > 0) & ~flat
        self._corners: tuple[Floats, Floats] | None = (x, y)  # until they are sorted
        self._asked = False

    def _fill_bins(self) -> None:
        """Sort the triangles, corners (3, m), into square bins wider than most of them."""
        if self._corners is None:
            return
        x, y = self._corners
        self._corners = None
        low_x, high_x = x.min(axis=0), x.max(axis=0)
        low_y, high_y = y.min(axis=0), y.max(axis=0)
        # The rim leaves room for places that rounding puts just outside the outermost edge.
        self._x0, self._y0 = float(low_x.min()) - _RIM_MM, float(low_y.min()) - _RIM_MM
        width = float(high_x.max()) + _RIM_MM - self._x0
        height = float(high_y.max()) + _RIM_MM - self._y0
        size = _BIN_WIDTHS * float(np.mean(high_x - low_x) + np.mean(high_y - low_y)) / 2.0
        size = max(size, math.sqrt(width * height / (4.0 * len(low_x) + 1.0)), 1e-6)
        self._per_mm = 1.0 / size
        self._columns, self._rows = int(width / size) + 1, int(height / size) + 1
        i0 = ((low_x - self._x0) * self._per_mm).astype(np.int64)
        j0 = ((low_y - self._y0) * self._per_mm).astype(np.int64)
        more_i = ((high_x - self._x0) * self._per_mm).astype(np.int64) - i0
        more_j = ((high_y - self._y0) * self._per_mm).astype(np.int64) - j0
        # One sort of (bin, triangle) packed into one integer is several times an argsort's speed.
        first = ((j0 * self._columns + i0) << 32) + np.arange(len(i0))
        packed = [first]
        spread = ((more_i > 0) | (more_j > 0)).nonzero()[0]
        first, more_i, more_j = first[spread], more_i[spread], more_j[spread]
        for down in range(int(more_j.max(initial=0)) + 1):
            tall = (more_j >= down).nonzero()[0]
            wide, wide_more = first[tall] + ((down * self._columns) << 32), more_i[tall]
            for across in range(int(wide_more.max(initial=0)) + 1):
                reach = wide_more >= across
                wide, wide_more = wide[reach], wide_more[reach]
                if down or across:
                    packed.append(wide + (across << 32))
        members = np.sort(np.concatenate(packed))
        self._members: Ints = members & 0xFFFFFFFF
        counts = np.bincount(members >> 32, minlength=self._columns * self._rows)
        self._start = np.concatenate([[0], np.cumsum(counts)])

    def at(self, x: float, y: float) -> tuple[int, float, float, float] | None:
        """Row, weights of corners 2 and 3, and height of the highest triangle at one place."""
        members = self._near(x, y)
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

    def _near(self, x: float, y: float) -> Ints:
        """The triangles of a place's bin; all of them when the first place is asked for."""
        if self._corners is not None and not self._asked:
            self._asked = True
            return np.arange(len(self._forms))
        self._fill_bins()
        column = math.floor((x - self._x0) * self._per_mm)
        line = math.floor((y - self._y0) * self._per_mm)
        if not (0 <= column < self._columns and 0 <= line < self._rows):
            return self._members[:0]
        where = line * self._columns + column
        return self._members[self._start[where] : self._start[where + 1]]

    def many(self, xy: Floats) -> Hits:
        """The highest triangle at each of n places (n, 2)."""
        if self._corners is not None and len(xy) * len(self._forms) <= _TRIED:
            x, y = self._corners
            near = (x.min(axis=0) - _RIM_MM <= xy[:, :1]) & (x.max(axis=0) + _RIM_MM >= xy[:, :1])
            near &= (y.min(axis=0) - _RIM_MM <= xy[:, 1:]) & (y.max(axis=0) + _RIM_MM >= xy[:, 1:])
            return self._highest(xy, *near.nonzero())
        self._fill_bins()
        x, y = xy[:, 0], xy[:, 1]
        column = np.floor((np.nan_to_num(x, nan=-np.inf) - self._x0) * self._per_mm)
        line = np.floor((np.nan_to_num(y, nan=-np.inf) - self._y0) * self._per_mm)
        held = (column >= 0) & (column < self._columns) & (line >= 0) & (line < self._rows)
        asked = held.nonzero()[0]
        where = (line[asked] * self._columns + column[asked]).astype(np.int64)
        count = self._start[where + 1] - self._start[where]
        place = np.repeat(asked, count)
        step = np.arange(len(place)) - np.repeat(np.cumsum(count) - count, count)
        return self._highest(xy, place, self._members[np.repeat(self._start[where], count) + step])

    def _highest(self, xy: Floats, place: Ints, members: Ints) -> Hits:
        """The highest triangle at each place, of the triangles `members` (k,) at `place` (k,)."""
        n = len(xy)
        hits = Hits(np.full(n, -1), np.zeros(n), np.zeros(n), np.full(n, -np.inf))
        x, y = xy[:, 0], xy[:, 1]
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
