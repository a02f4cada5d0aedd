"""Arcs of circles: which part of a circle its neighbours hide, and what the rest encloses.

By Green's theorem the area of a shape is the integral of ``(x dy - y dx) / 2`` along its border.
The border of overlapping discs is made of those arcs of each circle that no other disc hides; so
the area of their union is a sum with one term for each disc, which depends on its neighbours only.
That is what makes an exact area cheap to keep up to date.
"""

from __future__ import annotations

import math
from collections.abc import Iterable

import numpy as np

from mesomap.geometry.arrays import Floats, Indices

TAU = 2.0 * math.pi


def hidden_arcs(discs: Floats, others: Floats, first: np.ndarray) -> tuple[Floats, Floats]:
    """The arc of each of `discs` that lies within the disc in the same row of `others`.

    Parameters
    ----------
    discs, others : (k, 3) arrays
        x, y and radius, mm; radii are positive.
    first : (k,) bool
        Of two identical discs the one that is first keeps its circle, the other is hidden.

    Returns
    -------
    start, width : (k,) arrays, radians
        Where the arc starts, in 0 to 2 pi, and how far it goes counter-clockwise; width 0 where
        nothing is hidden, 2 pi where the whole circle is.
    """
    delta_x = others[:, 0] - discs[:, 0]
    delta_y = others[:, 1] - discs[:, 1]
    distance = np.hypot(delta_x, delta_y)
    own, other = discs[:, 2], others[:, 2]
    within = other >= own + distance
    around = own >= other + distance
    apart = distance >= own + other
    partly = ~(within | around | apart)
    divisor = np.where(partly, 2.0 * own * distance, 1.0)
    cosine = (own * own + distance * distance - other * other) / divisor
    half = np.arccos(np.clip(np.where(partly, cosine, 1.0), -1.0, 1.0))
    start = np.mod(np.arctan2(delta_y, delta_x) - half, TAU)
    width = np.where(within & ~(around & first), TAU, 2.0 * half)
    return start, width


def union_parts(
    owner: Indices, start: Floats, end: Floats, *, span: float
) -> tuple[Indices, Floats, Floats]:
    """The union of each owner's intervals, as intervals that do not overlap.

    Parameters
    ----------
    owner, start, end : (k,) arrays
        Intervals, each belonging to an owner numbered from 0; all lie in 0 to `span`.

    Returns
    -------
    owner, start, end : (m,) arrays, by owner and start.
    """
    shift = owner * (span * 2.0)
    order = np.argsort(shift + start)
    low = (shift + start)[order]
    high = (shift + end)[order]
    reached = np.empty_like(high)
    reached[:1] = -1.0
    np.maximum.accumulate(high[:-1], out=reached[1:])
    low = np.maximum(low, reached)
    new = high > low
    kept = order[new]
    return owner[kept], low[new] - shift[kept], high[new] - shift[kept]


def exposed_terms(
    discs: Floats, owner: Indices, start: Floats, width: Floats
) -> tuple[Floats, Floats]:
    """Green's term of each disc, when these arcs of it are hidden, and the angle left bare.

    Parameters
    ----------
    discs : (n, 3) array
        x, y and radius, mm.
    owner : (k,) array
        Row in `discs` of each hidden arc.
    start, width : (k,) arrays, radians
        As `hidden_arcs` returns them.

    Returns
    -------
    terms : (n,) array, mm2 ; bare : (n,) array, radians.
    """
    end = start + width
    over = end > TAU
    owner = np.concatenate([owner, owner[over]])
    start = np.concatenate([start, np.zeros(int(over.sum()))])
    end = np.concatenate([np.minimum(end, TAU), end[over] - TAU])
    owner, start, end = union_parts(owner, start, end, span=TAU)
    x, y, radius = discs[owner].T
    hidden = 0.5 * (
        radius * radius * (end - start)
        + radius * x * (np.sin(end) - np.sin(start))
        - radius * y * (np.cos(end) - np.cos(start))
    )
    count = len(discs)
    terms: Floats = math.pi * discs[:, 2] ** 2 - np.bincount(owner, hidden, minlength=count)
    covered = np.bincount(owner, end - start, minlength=count)
    return terms, np.asarray(TAU - covered, dtype=np.float64)


def exposed_term(x: float, y: float, radius: float, hidden: Iterable[tuple[float, float]]) -> float:
    """`exposed_terms` for one disc: the quickest way where only a few change.

    Parameters
    ----------
    hidden
        (start, width) of each hidden arc, radians.
    """
    arcs = sorted(hidden)
    arcs.append((TAU, 0.0))
    reached = 0.0
    for start, width in arcs:
        if start + width - TAU > reached:
            reached = start + width - TAU
    term = 0.0
    for start, width in arcs:
        if start > reached:
            term += 0.5 * (
                radius * radius * (start - reached)
                + radius * x * (math.sin(start) - math.sin(reached))
                - radius * y * (math.cos(start) - math.cos(reached))
            )
        if start + width > reached:
            reached = start + width
    return term


def union_length(intervals: Iterable[tuple[float, float]]) -> float:
    """Length of the union of (start, end) intervals."""
    total = 0.0
    reached = -math.inf
    for start, end in sorted(intervals):
        if end > reached:
            total += end - max(start, reached)
            reached = end
    return total
