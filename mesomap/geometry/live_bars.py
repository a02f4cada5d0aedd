"""The bars of threads' deposits in a coverage that is kept up to date.

Threads are few beside points. So nothing is remembered of what hides which part of a bar: an edit
works out anew the bars that it touches, and what they hide of the discs around them.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import NamedTuple

import numpy as np

from mesomap.geometry.arrays import Floats
from mesomap.geometry.capsule import Capsule, arcs_in_bars, distance_mm, moved_bars
from mesomap.geometry.covered import crossings, side_terms
from mesomap.geometry.outline import Outline

Arc = tuple[float, float]
Shape = tuple[float, float, float]


class BarsEdit(NamedTuple):
    """What follows from an edit of bars.

    Attributes
    ----------
    met : whether any bar that came or went meets the polygon
    touched : slots of the discs of which bars may hide something else now
    uncovered : (edge, key) of the covers of edges that are gone
    covered : (edge, key, low, high) of the new ones; keys are negative and never used again
    """

    met: bool
    touched: set[int]
    uncovered: list[tuple[int, int]]
    covered: list[tuple[int, int, float, float]]


class LiveBars:
    """The bars that meet one polygon.

    Parameters
    ----------
    outline
        The polygon.
    near
        Gives the slots of the discs around x, y within a reach, and some that are farther.
    shape_of
        Gives x, y and radius of the disc in a slot, relative to the outline's origin.

    Attributes
    ----------
    pressed : dict
        What bars hide, (start, width), of the disc in a slot; a slot that none reaches is left out.
    covered : float
        The bars' part of Green's sum, mm2.
    """

    __slots__ = (
        "_bars",
        "_edges",
        "_near",
        "_of",
        "_outline",
        "_serial",
        "_shape_of",
        "_term",
        "covered",
        "pressed",
    )

    def __init__(
        self,
        outline: Outline,
        near: Callable[[float, float, float], list[int]],
        shape_of: Callable[[int], Shape],
    ) -> None:
        self._outline = outline
        self._near, self._shape_of = near, shape_of
        self._bars: Floats = np.empty((0, 5))
        self._of: list[Hashable] = []  # by row of `_bars`: whose it is; later ones come last
        self._edges: dict[Hashable, list[tuple[int, int]]] = {}
        self._serial = 0
        self._term: Floats = np.empty(0)
        self.pressed: dict[int, list[Arc]] = {}
        self.covered = 0.0

    def __len__(self) -> int:
        return len(self._of)

    def update(
        self,
        *,
        gone: Iterable[Hashable],
        new: Sequence[Capsule],
        shapes: Sequence[Shape],
        fresh: Sequence[int],
    ) -> BarsEdit:
        """Take capsules' bars out and put others in, while discs come and go.

        Parameters
        ----------
        shapes
            Of the discs that have come or gone.
        fresh
            Slots of those that have come.
        """
        left = set(gone)
        out = np.array([whose in left for whose in self._of], dtype=bool)
        added, whose = self._held(new)
        changed = np.concatenate([self._bars[out], added])
        if not len(changed) and not len(self._bars):
            return BarsEdit(False, set(), [], [])
        stay = ~out
        near = self._touches(self._bars[stay], changed, shapes)
        self._bars = np.concatenate([self._bars[stay], added])
        self._term = np.concatenate([self._term[stay], np.zeros(len(added))])
        self._of = [id for id, kept in zip(self._of, stay.tolist(), strict=True) if kept] + whose
        asked = np.concatenate([near, np.ones(len(added), dtype=bool)])
        self._measure(np.nonzero(asked)[0])
        touched = {slot for bar in changed for slot in self._around(bar)}
        for slot in touched.union(fresh):
            self._press(slot)
        uncovered = [place for id in left for place in self._edges.pop(id, [])]
        return BarsEdit(bool(len(changed)), touched, uncovered, self._cover(added, whose))

    def _held(self, new: Sequence[Capsule]) -> tuple[Floats, list[Hashable]]:
        """The new bars that meet the polygon, and whose they are."""
        bars = [bar for capsule in new for bar in capsule.bars]
        whose = [capsule.id for capsule in new for _ in capsule.bars]
        added = moved_bars(np.array(bars).reshape(-1, 5), self._outline.origin)
        if not bars:
            return added, whose
        held = self._outline.holds_bars(added)
        return added[held], [id for id, holds in zip(whose, held.tolist(), strict=True) if holds]

    def _cover(
        self, added: Floats, whose: Sequence[Hashable]
    ) -> list[tuple[int, int, float, float]]:
        """The edges that these bars cover some of."""
        if not len(added):
            return []
        chords = []
        rows = zip(*(a.tolist() for a in self._outline.edges_in(added)), strict=True)
        for bar, edge, low, high in rows:
            self._serial -= 1
            chords.append((edge, self._serial, low, high))
            self._edges.setdefault(whose[bar], []).append((edge, self._serial))
        return chords

    def forget(self, slot: int) -> None:
        """The disc in this slot is gone."""
        self.pressed.pop(slot, None)

    def _touches(self, bars: Floats, changed: Floats, shapes: Sequence[Shape]) -> np.ndarray:
        """Which of the bars overlap a changed bar or disc, by their bounds."""
        found = np.zeros(len(bars), dtype=bool)
        low, high = _bounds(bars)
        others = [_bounds(changed)]
        if shapes:
            discs = np.array(shapes)
            others.append((discs[:, :2] - discs[:, 2:], discs[:, :2] + discs[:, 2:]))
        for lows, highs in others:
            for least, most in zip(lows, highs, strict=True):
                found |= ((low <= most) & (high >= least)).all(axis=1)
        return found

    def _around(self, bar: Floats) -> list[int]:
        """Slots of the discs around a bar."""
        x0, y0, x1, y1, half = bar.tolist()
        reach = 0.5 * float(np.hypot(x1 - x0, y1 - y0)) + half
        return self._near(0.5 * (x0 + x1), 0.5 * (y0 + y1), reach)

    def _measure(self, asked: np.ndarray) -> None:
        """Bring the terms of these bars up to date."""
        slots = sorted({slot for row in asked.tolist() for slot in self._around(self._bars[row])})
        discs = np.array([self._shape_of(slot) for slot in slots]).reshape(-1, 3)
        disc, bar = crossings(discs, self._bars[asked])
        bar = asked[bar]
        self._term[asked] = side_terms(self._outline, self._bars, discs, disc, bar, asked)
        self.covered = float(self._term.sum())

    def _press(self, slot: int) -> None:
        """What bars hide of one disc."""
        shape = self._shape_of(slot)
        bars = self._bars
        if len(bars):
            away = distance_mm(bars, np.broadcast_to(np.array(shape[:2]), (len(bars), 2)))
            bars = bars[away < shape[2] + bars[:, 4]]
        _, start, width = arcs_in_bars(np.broadcast_to(np.array(shape), (len(bars), 3)), bars)
        arcs = list(zip(start.tolist(), width.tolist(), strict=True))
        if arcs:
            self.pressed[slot] = arcs
        else:
            self.pressed.pop(slot, None)


def _bounds(bars: Floats) -> tuple[Floats, Floats]:
    """Lower left and upper right of each bar, (n, 2)."""
    half = bars[:, 4:]
    return (
        np.minimum(bars[:, 0:2], bars[:, 2:4]) - half,
        np.maximum(bars[:, 0:2], bars[:, 2:4]) + half,
    )
