"""What a chart sees at a place of its picture, worked out tile by tile.

A whole body's chart has some 200,000 triangles; to make all of them ready would take as long as
drawing it. So the picture is cut into square tiles, and a tile's triangles are made ready when the
first place on it is asked for. A face belongs to every tile that the ball around it touches.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from mesomap.atlas.locator import Hits, Locator
from mesomap.atlas.mesh import Mesh
from mesomap.atlas.triangles import CORNERS, TRIANGLES_PER_FACE
from mesomap.atlas.values import Bools, Floats, Ints

TILE_TRIANGLES = 1500
"""About so many of a chart's triangles fall on a tile: a few milliseconds' work."""


@dataclass(frozen=True, slots=True)
class _Tile:
    """A tile's triangles: rows (m,) of the chart, which of them are skin seen from outside."""

    rows: Ints
    skin: Bools
    locator: Locator


class Sight:
    """The triangles that a chart sees, and those that only hide them.

    Parameters
    ----------
    triangles : (n,)
        Sorted ids of the mesh's triangles.
    hiding : (3, k, 3)
        Corners of what hides skin and is none, chart x, y and depth.
    project
        World points (..., 3) to chart x, y and depth.
    """

    def __init__(
        self,
        mesh: Mesh,
        *,
        triangles: Ints,
        hiding: Floats,
        project: Callable[[Floats], Floats],
        width_mm: float,
        height_mm: float,
    ) -> None:
        self._mesh = mesh
        self._triangles = triangles
        self._hiding = hiding
        self._hiding_low, self._hiding_high = hiding.min(axis=0), hiding.max(axis=0)
        self._project = project
        face = triangles // TRIANGLES_PER_FACE
        first = np.flatnonzero(np.diff(face, prepend=-1))
        self._start, self._count = first, np.diff(first, append=len(face))
        self._face = face[first]
        centre, radius = mesh.balls
        middle = project(centre[self._face])
        reach = radius[self._face][:, None]
        self._low, self._high = middle[:, :2] - reach, middle[:, :2] + reach
        tiles = max(1.0, len(triangles) / TILE_TRIANGLES)
        self._size = max(math.sqrt(width_mm * height_mm / tiles), 1.0)
        self._width, self._height = width_mm, height_mm
        self._columns = int(width_mm / self._size) + 1
        self._tiles: dict[int, _Tile | None] = {}

    def at(self, x: float, y: float) -> tuple[int, float, float, float] | None:
        """What is front-most at one place of the picture, None nothing or off the picture.

        Row of `triangles`, -1 where what is seen is no skin or not its outside; weights of the
        corners 2 and 3; depth.
        """
        if not (0.0 <= x <= self._width and 0.0 <= y <= self._height):
            return None
        tile = self._tile(int(y / self._size) * self._columns + int(x / self._size))
        hit = None if tile is None else tile.locator.at(x, -y)
        if hit is None or tile is None:
            return None
        row = int(tile.rows[hit[0]]) if tile.skin[hit[0]] else -1
        return row, hit[1], hit[2], hit[3]

    def many(self, xy: Floats) -> Hits:
        """As `at`, for n places (n, 2); the depth is -inf where there is nothing."""
        n = len(xy)
        hits = Hits(np.full(n, -1), np.zeros(n), np.zeros(n), np.full(n, -np.inf))
        x, y = xy[:, 0], xy[:, 1]
        on = (x >= 0.0) & (y >= 0.0) & (x <= self._width) & (y <= self._height)
        asked = on.nonzero()[0]
        place = np.full(n, -1)
        place[asked] = (y[asked] / self._size).astype(np.int64) * self._columns
        place[asked] += (x[asked] / self._size).astype(np.int64)
        asked = asked[np.argsort(place[asked], kind="stable")]
        starts = np.flatnonzero(np.diff(place[asked], prepend=-1))
        for mine in np.split(asked, starts[1:]) if len(starts) else ():
            tile = self._tile(int(place[mine[0]]))
            if tile is None:
                continue
            found = tile.locator.many(xy[mine] * (1.0, -1.0))
            hits.row[mine] = np.where(
                (found.row >= 0) & tile.skin[found.row], tile.rows[found.row], -1
            )
            hits.second[mine], hits.third[mine] = found.second, found.third
            hits.height[mine] = found.height
        return hits

    def _tile(self, number: int) -> _Tile | None:
        if number not in self._tiles:
            self._tiles[number] = self._made(number)
        return self._tiles[number]

    def _made(self, number: int) -> _Tile | None:
        """The tile's triangles ready to be asked; None if it is empty."""
        low = np.array([number % self._columns, number // self._columns]) * self._size
        high = low + self._size
        face = np.flatnonzero(((self._low <= high) & (self._high >= low)).all(axis=1))
        count = self._count[face]
        rows = np.repeat(self._start[face], count)
        rows += np.arange(len(rows)) - np.repeat(np.cumsum(count) - count, count)
        own = self._triangles[rows]
        # a face's 25 points are shared by its triangles: project them once
        points = self._project(self._mesh.points(self._face[face]))
        at = np.repeat(np.arange(len(face)), count)
        corners = points[at, CORNERS[own % TRIANGLES_PER_FACE].T]
        near = (self._hiding_low[:, :2] <= high) & (self._hiding_high[:, :2] >= low)
        behind = np.flatnonzero(near.all(axis=1))
        both = np.concatenate([corners, self._hiding[:, behind]], axis=1)
        if not both.shape[1]:
            return None
        x, y, depth = np.moveaxis(both, 2, 0)
        # y runs down on a chart: turn it, so that a triangle seen from outside is a front one.
        locator = Locator(x, -y, depth)
        skin = np.zeros(both.shape[1], bool)
        skin[: len(own)] = locator.front[: len(own)] & self._mesh.is_skin(own)
        rows = np.concatenate([rows, len(self._triangles) + behind])
        return _Tile(rows, skin, locator)
