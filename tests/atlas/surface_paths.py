"""Independent measures on a triangle mesh for tests: shortest paths, and rays from the viewer.

Nothing here uses the atlas's flat skin, nor its locator.
"""

from __future__ import annotations

import heapq
from collections import defaultdict

import numpy as np

STEINER = 5
"""Points put on each edge; a path between points of one triangle's rim is straight in it."""


def shortest_path_mm(
    corners: np.ndarray, vertices: np.ndarray, start: tuple[int, np.ndarray],
    end: tuple[int, np.ndarray],
) -> float:  # fmt: skip
    """Length of a shortest path over triangles, at most about 1 % longer than the geodesic.

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
    rim_of: list[list[int]] = []
    triangles_of: dict[int, list[int]] = defaultdict(list)

    def number(key: tuple[int, int, int], place: np.ndarray) -> int:
        if key not in numbers:
            numbers[key] = len(places)
            places.append(tuple(place.tolist()))
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
                rim.append(number(key, place))
        rim_of.append(rim)
        for one in set(rim):
            triangles_of[one].append(row)

    space = np.array(places)
    goal = end[1]
    ahead = np.linalg.norm(space - goal, axis=1)
    best = np.full(len(space), np.inf)
    queue: list[tuple[float, float, int]] = []
    for one in set(rim_of[start[0]]):
        length = float(np.linalg.norm(space[one] - start[1]))
        best[one] = length
        heapq.heappush(queue, (length + ahead[one], length, one))
    goal_rim = set(rim_of[end[0]])
    shortest = np.inf
    while queue:
        estimate, length, one = heapq.heappop(queue)
        if estimate >= shortest:
            break
        if length > best[one]:
            continue
        if one in goal_rim:
            shortest = min(shortest, length + float(ahead[one]))
        for row in triangles_of[one]:
            rim = np.array(rim_of[row])
            reach = length + np.linalg.norm(space[rim] - space[one], axis=1)
            for other, value in zip(rim.tolist(), reach.tolist(), strict=True):
                if value < best[other] - 1e-12:
                    best[other] = value
                    heapq.heappush(queue, (value + float(ahead[other]), value, other))
    return float(shortest)


def front_most(projected: np.ndarray, x: float, y: float) -> float:
    """Greatest depth of any of the triangles (m, 3 corners, x y depth) over a place; -inf none."""
    low, high = projected[:, :, :2].min(axis=1), projected[:, :, :2].max(axis=1)
    near = ((low <= (x, y)) & (high >= (x, y))).all(axis=1).nonzero()[0]
    return front_most_of(projected[near], x, y)


def front_most_of(projected: np.ndarray, x: float, y: float) -> float:
    """As `front_most`, of few triangles."""
    a, b, c = projected[:, 0], projected[:, 1], projected[:, 2]
    area = (b[:, 0] - a[:, 0]) * (c[:, 1] - a[:, 1]) - (b[:, 1] - a[:, 1]) * (c[:, 0] - a[:, 0])
    good = np.abs(area) > 1e-9
    a, b, c, area = a[good], b[good], c[good], area[good]
    second = ((x - a[:, 0]) * (c[:, 1] - a[:, 1]) - (y - a[:, 1]) * (c[:, 0] - a[:, 0])) / area
    third = ((b[:, 0] - a[:, 0]) * (y - a[:, 1]) - (b[:, 1] - a[:, 1]) * (x - a[:, 0])) / area
    inside = (second >= 0) & (third >= 0) & (second + third <= 1)
    depth = a[:, 2] + second * (b[:, 2] - a[:, 2]) + third * (c[:, 2] - a[:, 2])
    return float(depth[inside].max(initial=-np.inf))
