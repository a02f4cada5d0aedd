"""A multi-injector's plate on flat skin: where its needles stand, and plates edge to edge."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from mesomap.geometry.arrays import Floats, PointsLike, as_points
from mesomap.geometry.spacing import nearest_mm


def turned(plate: PointsLike, *, angle_deg: float) -> Floats:
    """The plate's needles (n, 2), turned counter-clockwise about its middle."""
    angle = math.radians(angle_deg)
    cosine, sine = math.cos(angle), math.sin(angle)
    found: Floats = as_points(plate) @ np.array([[cosine, sine], [-sine, cosine]])
    return found


def pitch_mm(plate: PointsLike, *, towards: tuple[float, float]) -> float:
    """How far the next plate stands in a direction, so that the needles' pattern goes on.

    The plate's own extent in that direction, and the distance of neighbouring needles.
    """
    needles = as_points(plate)
    if len(needles) < 2:
        return 0.0
    way = np.asarray(towards) / math.hypot(*towards)
    extent = needles @ way
    return float(np.ptp(extent) + np.median(nearest_mm(needles)))


def laid(path: PointsLike, *, plate: PointsLike) -> Floats:
    """Where plates stand that are laid edge to edge along a path (n, 2), the first at its start.

    Returns
    -------
    (m, 2) array; at least the path's beginning.
    """
    points = as_points(path)
    found = [points[0]]
    for place in points[1:]:
        ahead = place - found[-1]
        length = float(np.hypot(*ahead))
        if length == 0:
            continue
        step = pitch_mm(plate, towards=(float(ahead[0]), float(ahead[1])))
        if step <= 0:
            break
        while length >= step:
            found.append(found[-1] + (place - found[-1]) * (step / length))
            length = float(np.hypot(*(place - found[-1])))
    return np.array(found)


def split(whole: int, count: int) -> list[int]:
    """`whole` in `count` integer parts that differ by at most one, the larger ones first."""
    least, more = divmod(whole, count)
    return [least + 1] * more + [least] * (count - more)


def shared(whole: int, weights: Sequence[float]) -> list[int]:
    """`whole` in integer parts in proportion to `weights`; they add up exactly."""
    total = sum(weights)
    if total <= 0:
        return split(whole, len(weights)) if weights else []
    exact = [whole * weight / total for weight in weights]
    parts = [math.floor(part) for part in exact]
    order = sorted(range(len(parts)), key=lambda k: parts[k] - exact[k])
    for place in order[: whole - sum(parts)]:
        parts[place] += 1
    return parts
