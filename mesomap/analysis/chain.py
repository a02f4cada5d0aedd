"""Stretches of a route put one after the other with the least way between them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from mesomap.geometry.arrays import Floats
from mesomap.geometry.walk import Rows, flat, walk_length

MOST_TO_TRY = 6
"""So many stretches are put in the best order of all; of more, the nearest comes next."""
HIGHER = 1e-6
"""Of two equal ways the one that begins higher is taken: this much of a mm for each mm."""


@dataclass(frozen=True)
class Stretch:
    """One region's steps: the `ways` (rows of indices) to walk the `places` (n, 3), mm."""

    ways: Sequence[Rows]
    places: Floats

    @cached_property
    def ends(self) -> list[tuple[Floats, Floats, float]]:
        """Of each way: where it begins, where it ends, and how long it is."""
        found = []
        for way in self.ways:
            order = list(flat(way))
            walk = self.places[order]
            found.append((walk[0], walk[-1], walk_length(walk)))
        return found


def chain(stretches: Sequence[Stretch], start: Floats | None) -> list[tuple[int, Rows]]:
    """Which stretch comes when, and which of its ways is walked.

    Parameters
    ----------
    start : (3,), mm
        Where the hand is; None: it may begin anywhere.
    """
    found = _best(stretches, start) if len(stretches) <= MOST_TO_TRY else _near(stretches, start)
    return [(number, stretches[number].ways[way]) for number, way in found]


def _first(stretch: Stretch, way: int, start: Floats | None) -> float:
    begin, _, length = stretch.ends[way]
    jump = 0.0 if start is None else float(np.linalg.norm(begin - start))
    return jump + length - HIGHER * float(begin[1])


def _next(stretch: Stretch, way: int, at: Floats) -> float:
    begin, _, length = stretch.ends[way]
    return float(np.linalg.norm(begin - at)) + length


def _near(stretches: Sequence[Stretch], start: Floats | None) -> list[tuple[int, int]]:
    left = list(range(len(stretches)))
    at = start
    if at is None and left:
        top = max(left, key=lambda n: (float(stretches[n].places[:, 1].max()), -n))
        at = stretches[top].places[int(stretches[top].places[:, 1].argmax())]
    found: list[tuple[int, int]] = []
    while left:
        assert at is not None
        here = at
        number, way = min(
            ((n, w) for n in left for w in range(len(stretches[n].ways))),
            key=lambda one: float(np.linalg.norm(stretches[one[0]].ends[one[1]][0] - here)),
        )
        found.append((number, way))
        left.remove(number)
        at = stretches[number].ends[way][1]
    return found


def _best(stretches: Sequence[Stretch], start: Floats | None) -> list[tuple[int, int]]:
    """Shortest of all orders and ways (Held and Karp)."""
    if not stretches:
        return []
    State = tuple[int, int, int]  # those that are done (bits), the last one, its way
    cost: dict[State, float] = {}
    before: dict[State, State] = {}
    for number, stretch in enumerate(stretches):
        for way in range(len(stretch.ways)):
            cost[1 << number, number, way] = _first(stretch, way, start)
    whole = (1 << len(stretches)) - 1
    for done in range(1, whole):
        for last in range(len(stretches)):
            for last_way in range(len(stretches[last].ways)):
                state = (done, last, last_way)
                if state not in cost:
                    continue
                at = stretches[last].ends[last_way][1]
                for number, stretch in enumerate(stretches):
                    if done >> number & 1:
                        continue
                    for way in range(len(stretch.ways)):
                        to = (done | 1 << number, number, way)
                        sum_ = cost[state] + _next(stretch, way, at)
                        if sum_ < cost.get(to, np.inf) - 1e-9:
                            cost[to], before[to] = sum_, state
    state = min((s for s in cost if s[0] == whole), key=lambda s: (cost[s], s))
    found = [state[1:]]
    while state in before:
        state = before[state]
        found.append(state[1:])
    return found[::-1]
