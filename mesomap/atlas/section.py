"""Where a plane cuts the skin: the lines along which a tape is laid."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from mesomap.atlas.mesh import Mesh
from mesomap.atlas.triangles import TRIANGLES_PER_FACE
from mesomap.atlas.values import Bools, Floats, Ints

_ON_PLANE_MM = 1e-6
"""A vertex on the plane itself counts as so far above it: no line ends in a vertex."""

BRIDGE_MM = 15.0
"""A tape goes straight over an opening of the skin (mouth, nostril, ear canal) up to this wide."""


@dataclass(frozen=True, slots=True)
class Line:
    """A connected line in which a plane cuts the skin.

    Attributes
    ----------
    points : (n, 3)
        Along the line, mm; the first again at the end where it closes.
    triangles : (n - 1,)
        The triangle of each step.
    """

    points: Floats
    triangles: Ints

    @property
    def closed(self) -> bool:
        """Whether it runs round into itself."""
        return bool(np.array_equal(self.points[0], self.points[-1]))

    def step_mm(self) -> Floats:
        """The length (n - 1,) of each step."""
        out: Floats = np.linalg.norm(np.diff(self.points, axis=0), axis=1)
        return out

    def foot(self, xyz_mm: Floats) -> tuple[int, float]:
        """The step nearest to a point (3,), and how far away it is, mm."""
        start, along = self.points[:-1], np.diff(self.points, axis=0)
        square = np.maximum(np.einsum("nd,nd->n", along, along), 1e-18)
        t = np.clip(np.einsum("nd,nd->n", xyz_mm - start, along) / square, 0.0, 1.0)
        away = np.linalg.norm(start + along * t[:, None] - xyz_mm, axis=1)
        nearest = int(away.argmin())
        return nearest, float(away[nearest])

    def between(self, a: Floats, b: Floats) -> Line:
        """The shorter way along the line from a point (3,) on it to another, both at its ends."""
        i, _ = self.foot(a)
        j, _ = self.foot(b)
        ways = [self._way(i, j, a, b) if i <= j else self._way(j, i, b, a)]
        if self.closed and i != j:
            low, high, start, end = (i, j, a, b) if i < j else (j, i, b, a)
            ways.append(self._way_round(low, high, start, end))
        return min(ways, key=lambda way: float(way.step_mm().sum()))

    def _way(self, i: int, j: int, a: Floats, b: Floats) -> Line:
        points = np.concatenate([a[None], self.points[i + 1 : j + 1], b[None]])
        return Line(points, self.triangles[i : j + 1])

    def _way_round(self, i: int, j: int, a: Floats, b: Floats) -> Line:
        inner = [b[None], self.points[j + 1 :], self.points[1 : i + 1], a[None]]
        triangles = [self.triangles[j:], self.triangles[: i + 1]]
        return Line(np.concatenate(inner), np.concatenate(triangles))


def cut(mesh: Mesh, *, point: Floats, normal: Floats) -> list[Line]:
    """The lines in which the plane through `point` (3,) across `normal` (3,) cuts the skin."""
    xyz = mesh.xyz.astype(np.float64)
    height: Floats = (xyz - point) @ (normal / np.linalg.norm(normal))
    height[np.abs(height) < _ON_PLANE_MM] = _ON_PLANE_MM
    above: Bools = np.greater(height, 0.0)
    triangles = _triangles_cut(mesh, above)
    if not len(triangles):
        return []
    vertices = mesh.vertices(triangles).astype(np.int64)
    # The two edges that change sides, of each triangle.
    ends = np.stack([vertices, np.roll(vertices, -1, axis=1)], axis=2)
    crossing = above[ends[..., 0]] != above[ends[..., 1]]
    edges = np.sort(ends[crossing].reshape(-1, 2, 2), axis=2)
    keys = edges[..., 0] * len(height) + edges[..., 1]
    names, first, nodes = np.unique(keys, return_index=True, return_inverse=True)
    low, high = edges.reshape(-1, 2)[first].T
    share = height[low] / (height[low] - height[high])
    places = xyz[low] + (xyz[high] - xyz[low]) * share[:, None]
    return _joined(nodes.reshape(-1, 2), triangles, places, len(names))


def _triangles_cut(mesh: Mesh, above: Bools) -> Ints:
    """The skin triangles with corners on both sides."""
    sides: Bools = above[mesh.grid.reshape(len(mesh.grid), 25)]
    faces = np.flatnonzero(sides.any(axis=1) & ~sides.all(axis=1))
    triangles = (faces[:, None] * TRIANGLES_PER_FACE + np.arange(TRIANGLES_PER_FACE)).ravel()
    triangles = triangles[mesh.is_skin(triangles)]
    corners = above[mesh.vertices(triangles)]
    out: Ints = triangles[corners.any(axis=1) & ~corners.all(axis=1)]
    return out


def _joined(nodes: Ints, triangles: Ints, places: Floats, count: int) -> list[Line]:
    """The steps `nodes` (k, 2) between `places` (count, 3), put end to end."""
    steps: list[list[int]] = [[] for _ in range(count)]
    ends = nodes.tolist()
    for row, (a, b) in enumerate(ends):
        steps[a].append(row)
        steps[b].append(row)
    used = [False] * len(ends)
    lines: list[Line] = []
    # Loose ends first, so that an open line is walked from one end to the other.
    for start in sorted(range(count), key=lambda node: len(steps[node]) != 1):
        path, rows = [start], []
        while following := [row for row in steps[path[-1]] if not used[row]]:
            row = following[0]
            used[row] = True
            a, b = ends[row]
            path.append(b if a == path[-1] else a)
            rows.append(row)
        if rows:
            lines.append(_bridged(Line(places[path], triangles[rows])))
    return lines


def _bridged(line: Line) -> Line:
    """`line`, closed where only an opening of the skin, such as the mouth, parts its ends."""
    if line.closed or np.linalg.norm(line.points[-1] - line.points[0]) > BRIDGE_MM:
        return line
    return Line(
        np.concatenate([line.points, line.points[:1]]),
        np.append(line.triangles, line.triangles[-1]),
    )
