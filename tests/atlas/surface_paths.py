"""Independent measures on a triangle mesh for tests: shortest paths, and rays from the viewer.

Nothing here uses the atlas's flat skin, nor its locator.
"""

from __future__ import annotations

import heapq
import itertools
from collections import defaultdict

import numpy as np

STEINER = 4
"""Points put on each edge; a path between points of one triangle's rim is straight in it."""


def shortest_path_mm(
    corners: np.ndarray, vertices: np.ndarray, start: tuple[int, np.ndarray],
    end: tuple[int, np.ndarray],
) -> float:  # fmt: skip
    """Length of a shortest path over triangles, at most about 1 % longer than the geodesic.

    The way is found over points put on the edges, then pulled straight over those edges.

    Parameters
    ----------
    corners : (m, 3, 3)
        Corner positions of the triangles, mm.
    vertices : (m, 3)
        Their vertex ids, which say what is joined to what.
    start, end
        The triangle's row and the position (3,) on it.
    """
    if start[0] == end[0]:
        return float(np.linalg.norm(start[1] - end[1]))
    shares = np.linspace(0.0, 1.0, STEINER + 2)
    places: list[tuple[float, ...]] = []
    numbers: dict[tuple[int, int, int], int] = {}
    edge_of: list[tuple[np.ndarray, np.ndarray]] = []
    rim_of: list[list[int]] = []
    triangles_of: dict[int, list[int]] = defaultdict(list)

    def number(
        key: tuple[int, int, int], place: np.ndarray, edge: tuple[np.ndarray, np.ndarray]
    ) -> int:
        if key not in numbers:
            numbers[key] = len(places)
            places.append(tuple(place.tolist()))
            edge_of.append(edge if key[2] >= 0 else (place, place))
        return numbers[key]

    for row, (ids, points) in enumerate(zip(vertices.tolist(), corners, strict=True)):
        rim = []
        for a, b in ((0, 1), (1, 2), (2, 0)):
            if ids[a] > ids[b]:
                a, b = b, a
            for step, share in enumerate(shares):
                place = points[a] + (points[b] - points[a]) * share
                if step == 0:
                    key = (ids[a], -1, -1)
                elif step == STEINER + 1:
                    key = (ids[b], -1, -1)
                else:
                    key = (ids[a], ids[b], step)
                rim.append(number(key, place, (points[a], points[b])))
        rim_of.append(rim)
        for one in set(rim):
            triangles_of[one].append(row)

    space = np.array(places)
    goal = end[1]
    ahead = np.linalg.norm(space - goal, axis=1)
    best = np.full(len(space), np.inf)
    before: dict[int, int] = {}
    queue: list[tuple[float, float, int]] = []
    for one in set(rim_of[start[0]]):
        length = float(np.linalg.norm(space[one] - start[1]))
        best[one] = length
        heapq.heappush(queue, (length + ahead[one], length, one))
    goal_rim = set(rim_of[end[0]])
    shortest, last = np.inf, -1
    while queue:
        estimate, length, one = heapq.heappop(queue)
        if estimate >= shortest:
            break
        if length > best[one]:
            continue
        if one in goal_rim and length + float(ahead[one]) < shortest:
            shortest, last = length + float(ahead[one]), one
        for row in triangles_of[one]:
            rim = np.array(rim_of[row])
            reach = length + np.linalg.norm(space[rim] - space[one], axis=1)
            for other, value in zip(rim.tolist(), reach.tolist(), strict=True):
                if value < best[other] - 1e-12:
                    best[other] = value
                    before[other] = one
                    heapq.heappush(queue, (value + float(ahead[other]), value, other))
    crossed = []
    while last >= 0:
        crossed.append(last)
        last = before.get(last, -1)
    crossed.reverse()
    return _pulled_mm(start[1], [(space[one], *edge_of[one]) for one in crossed], goal)


def _pulled_mm(
    start: np.ndarray, crossings: list[tuple[np.ndarray, np.ndarray, np.ndarray]], goal: np.ndarray
) -> float:
    """Length of a path after each crossing was moved along its edge to where it is shortest."""
    path = [start, *(place for place, _, _ in crossings), goal]
    for _ in range(60):
        for step, (_, a, b) in enumerate(crossings, 1):
            length = float(np.linalg.norm(b - a))
            if length < 1e-9:
                continue
            along = (b - a) / length
            at = [float((path[step + side] - a) @ along) for side in (-1, 1)]
            off = [
                float(np.linalg.norm(path[step + side] - a - t * along))
                for side, t in zip((-1, 1), at, strict=True)
            ]
            if sum(off) < 1e-12:
                continue
            best = (at[0] * off[1] + at[1] * off[0]) / sum(off)
            path[step] = a + along * min(max(best, 0.0), length)
    return float(sum(np.linalg.norm(b - a) for a, b in itertools.pairwise(path)))


class Rays:
    """Lines of sight through triangles (m, 3 corners, x y depth), each tried against all."""

    def __init__(self, projected: np.ndarray) -> None:
        self._projected = projected
        self._low_x, self._low_y = projected[:, :, :2].min(axis=1).T.copy()
        self._high_x, self._high_y = projected[:, :, :2].max(axis=1).T.copy()

    def front_most(self, x: float, y: float) -> float:
        """Greatest depth of any triangle over a place; -inf none."""
        near = (self._low_x <= x) & (self._high_x >= x) & (self._low_y <= y) & (self._high_y >= y)
        return _front_most(self._projected[near], x, y)


def _front_most(projected: np.ndarray, x: float, y: float) -> float:
    a, b, c = projected[:, 0], projected[:, 1], projected[:, 2]
    area = (b[:, 0] - a[:, 0]) * (c[:, 1] - a[:, 1]) - (b[:, 1] - a[:, 1]) * (c[:, 0] - a[:, 0])
    good = np.abs(area) > 1e-9
    a, b, c, area = a[good], b[good], c[good], area[good]
    second = ((x - a[:, 0]) * (c[:, 1] - a[:, 1]) - (y - a[:, 1]) * (c[:, 0] - a[:, 0])) / area
    third = ((b[:, 0] - a[:, 0]) * (y - a[:, 1]) - (b[:, 1] - a[:, 1]) * (x - a[:, 0])) / area
    inside = (second >= 0) & (third >= 0) & (second + third <= 1)
    depth = a[:, 2] + second * (b[:, 2] - a[:, 2]) + third * (c[:, 2] - a[:, 2])
    return float(depth[inside].max(initial=-np.inf))
