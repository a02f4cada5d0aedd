"""Short comfortable walks through places on flat skin: row after row, there and back."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

import numpy as np

from mesomap.geometry.arrays import Floats
from mesomap.geometry.spacing import nearest_among, nearest_mm

Rows = tuple[tuple[int, ...], ...]
"""Indices of places: rows in the order of the walk, each in its direction."""

ROW_HEIGHT = 0.55
"""Places whose heights differ by less than this many spacings stand in one row."""
TURN_COSINE = 0.707
LONG_STEP = 1.8
"""A row ends where the walk turns by more than 45 degrees, or steps 1.8 times as far as before."""
MOST_TO_POLISH = 60
"""So many places are tried for a shorter walk than row by row; of more, none is worth the wait."""


def walk_length(points: Floats) -> float:
    """Length of the walk along `points` (n, d) in their order, mm."""
    if len(points) < 2:
        return 0.0
    return float(np.linalg.norm(np.diff(points, axis=0), axis=1).sum())


def row_by_row(points: Floats, angle_deg: float) -> Rows:
    """Rows along `angle_deg`, walked there and back, from the top row of that frame.

    Parameters
    ----------
    points : (n, 2)
        Places on flat skin, mm.
    angle_deg
        Counter-clockwise from +u.
    """
    if len(points) == 0:
        return ()
    angle = math.radians(angle_deg)
    turn = np.array([[math.cos(angle), -math.sin(angle)], [math.sin(angle), math.cos(angle)]])
    framed = points @ turn
    spacing = float(np.median(nearest_mm(points))) if len(points) > 1 else 1.0
    downwards = np.lexsort((framed[:, 0], -framed[:, 1]))
    rows: list[list[int]] = []
    top = math.inf
    for place in downwards.tolist():
        height = float(framed[place, 1])
        if not rows or top - height > max(ROW_HEIGHT * spacing, 1e-9):
            rows.append([])
            top = height
        rows[-1].append(place)
    walked = []
    for number, row in enumerate(rows):
        row.sort(key=lambda place: (float(framed[place, 0]), place), reverse=bool(number % 2))
        walked.append(tuple(row))
    return tuple(walked)


def shortest_rows(points: Floats, angles_deg: Sequence[float]) -> Rows:
    """The shortest walk among those row by row along `angles_deg`; of equals, the first."""
    walks = [row_by_row(points, angle) for angle in angles_deg]
    lengths = [walk_length(points[list(flat(walk))]) for walk in walks]
    best = min(lengths)
    return next(
        walk for walk, length in zip(walks, lengths, strict=True) if length <= best * 1.01 + 1e-9
    )


def directions_of(points: Floats) -> list[float]:
    """Angles, degrees, along which `points` (n, 2) seem to stand in rows; 0 and 90 first."""
    found = [0.0, 90.0]
    if len(points) < 3:
        return found
    _, nearest = nearest_among(points, np.arange(len(points)), points)
    steps = points[nearest] - points
    angle = np.degrees(np.arctan2(steps[:, 1], steps[:, 0])) % 180.0
    counts = np.bincount(np.rint(angle / 5.0).astype(np.int64) % 36, minlength=36)
    main = 5.0 * int(counts.argmax())
    found += [(main + turn) % 180.0 for turn in (0.0, 90.0, 60.0, 120.0)]
    return list(dict.fromkeys(found))


def polished(points: Floats, order: Sequence[int]) -> tuple[int, ...]:
    """`order` with its crossings undone (2-opt on an open walk), never longer than before."""
    walk = list(order)
    if len(walk) < 3:
        return tuple(walk)
    distance = np.linalg.norm(points[:, None, :] - points[None, :, :], axis=2)
    better = True
    while better:
        better = False
        for i in range(len(walk) - 1):
            for j in range(i + 1, len(walk)):
                before = distance[walk[i - 1], walk[i]] if i else 0.0
                after = distance[walk[i - 1], walk[j]] if i else 0.0
                if j + 1 < len(walk):
                    before += distance[walk[j], walk[j + 1]]
                    after += distance[walk[i], walk[j + 1]]
                if after < before - 1e-9:
                    walk[i : j + 1] = reversed(walk[i : j + 1])
                    better = True
    return tuple(walk)


def cut_rows(points: Floats, order: Iterable[int]) -> Rows:
    """A walk over places (n, 2) cut into the straight rows that it is made of."""
    rows: list[tuple[int, ...]] = []
    row: list[int] = []
    first: Floats | None = None
    for place in order:
        if row:
            step = points[place] - points[row[-1]]
            if first is None or _goes_on(step, first):
                first = step if first is None else first
                row.append(place)
                continue
            rows.append(tuple(row))
        row, first = [place], None
    if row:
        rows.append(tuple(row))
    return tuple(rows)


def _goes_on(step: Floats, first: Floats) -> bool:
    length, before = float(np.linalg.norm(step)), float(np.linalg.norm(first))
    straight = float(step @ first) >= TURN_COSINE * length * before
    return straight and length <= LONG_STEP * before


def flat(rows: Rows) -> tuple[int, ...]:
    """The places of all rows, one after the other."""
    return tuple(place for row in rows for place in row)


def backwards(rows: Rows) -> Rows:
    """The same walk from its end."""
    return tuple(tuple(reversed(row)) for row in reversed(rows))


def other_hand(rows: Rows) -> Rows:
    """The same rows in the same order, each in the other direction."""
    return tuple(tuple(reversed(row)) for row in rows)
