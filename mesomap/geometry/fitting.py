"""The lattice that points lie on, found from the points alone."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from mesomap.geometry.arrays import Floats, PointsLike, as_points
from mesomap.geometry.neighbours import near_pairs
from mesomap.geometry.spacing import nearest_mm

LEAST_POINTS = 6
ON_IT = 0.2
"""A point belongs to the lattice if it lies nearer to a place than this part of the spacing."""
LEAST_ON_IT = 0.8
"""A lattice is one if this part of the points lie on it, each on a place of its own."""
LONGEST_RUN = 3
"""So many places in a row may be missing between two points."""
_NEAR = 2.6
_ROUNDS = 3
_PAIRS_ASKED = 600


@dataclass(frozen=True, slots=True)
class Fitted:
    """A lattice: its origin, its two steps (the shortest, and the shortest across it), mm.

    Attributes
    ----------
    spacing_mm
        Length of the shorter step.
    held : (n, 2) integers
        The places that the points on it hold, in steps from the origin, each once.
    """

    origin: Floats
    steps: Floats
    held: np.ndarray

    @property
    def spacing_mm(self) -> float:
        """Distance of neighbouring places."""
        return float(np.hypot(*self.steps[0]))

    def places(self, cells: np.ndarray) -> Floats:
        """Where places (n, 2) in steps lie, mm."""
        found: Floats = self.origin + cells @ self.steps
        return found

    def missing(self) -> Floats:
        """Places (n, 2) mm with no point, between two points of one of the lattice's rows.

        At most `LONGEST_RUN` in a row count: more of them are the lattice's own border. Rows run
        along both steps and along their sum and difference, if that is a step too.
        """
        held = {(i, j) for i, j in self.held.tolist()}
        found: set[tuple[int, int]] = set()
        for way in self._ways():
            for i, j in held:
                run: list[tuple[int, int]] = []
                for step in range(1, LONGEST_RUN + 2):
                    at = (i + way[0] * step, j + way[1] * step)
                    if at in held:
                        found.update(run)
                        break
                    run.append(at)
        cells = np.array(sorted(found), np.int64).reshape(-1, 2)
        return self.places(cells)

    def _ways(self) -> list[tuple[int, int]]:
        ways = [(1, 0), (0, 1)]
        longest = 1.1 * max(np.hypot(*self.steps[0]), np.hypot(*self.steps[1]))
        for sign in (1, -1):
            if np.hypot(*(self.steps[0] + sign * self.steps[1])) <= longest:
                ways.append((1, sign))
        return ways


def fit_lattice(points: PointsLike) -> Fitted | None:
    """The lattice that most of `points` (n, 2) mm lie on; None where they form none.

    Points off it (put there by hand) do not disturb it: the steps are the medians of those that
    most pairs of neighbours agree on, then a least-squares fit through the points near a place,
    widened from the middle outwards.
    """
    at = as_points(points)
    if len(at) < LEAST_POINTS:
        return None
    steps = _first_steps(at)
    if steps is None:
        return None
    middle = at[int(np.argmin(np.hypot(*(at - np.median(at, axis=0)).T)))]
    return _grown(at, middle, steps)


def _first_steps(at: Floats) -> Floats | None:
    """The two steps that most pairs of neighbours are apart by."""
    typical = float(np.median(nearest_mm(at)))
    if not (typical > 0 and math.isfinite(typical)):
        return None
    i, j = near_pairs(at, at, reach_mm=_NEAR * typical)
    apart = at[j[i != j]] - at[i[i != j]]
    apart = apart[(apart[:, 1] > 0) | ((apart[:, 1] == 0) & (apart[:, 0] > 0))]
    apart = apart[np.hypot(*apart.T) > 0.5 * typical]
    asked = apart[:: 1 + len(apart) // _PAIRS_ASKED]
    least = 0.25 * len(at) * len(asked) / max(len(apart), 1)
    # The same step towards nearly opposite ends of the half circle is one step.
    groups = _groups(np.concatenate([asked, -asked]), reach=ON_IT * typical)
    good = [(middle, size) for middle, size in groups if size >= least]
    good.sort(key=lambda one: (round(float(np.hypot(*one[0])) / (0.5 * ON_IT * typical)), -one[1]))
    for number, (first, _) in enumerate(good):
        for second, _ in good[number + 1 :]:
            lengths = np.hypot(*first) * np.hypot(*second)
            if abs(first[0] * second[1] - first[1] * second[0]) >= 0.4 * lengths:
                return np.array([first, second])
    return None


def _groups(steps: Floats, *, reach: float) -> list[tuple[Floats, int]]:
    """Steps that agree within `reach`, largest group first: their median, and how many."""
    left = steps
    found: list[tuple[Floats, int]] = []
    while len(left):
        i, _ = near_pairs(left, left, reach_mm=reach)
        busiest = int(np.argmax(np.bincount(i, minlength=len(left))))
        near = np.hypot(*(left - left[busiest]).T) <= reach
        middle: Floats = np.median(left[near], axis=0)
        found.append((middle, int(near.sum())))
        left = left[~near]
        if len(found) == 16:
            break
    return found


def _grown(at: Floats, origin: Floats, steps: Floats) -> Fitted | None:
    """The fit, taken from the points around `origin` outwards, so that no error adds up."""
    spacing = float(np.hypot(*steps[0]))
    far = np.hypot(*(at - origin).T)
    reach = 2.5 * float(np.hypot(*steps[1]))
    while True:
        near = far <= reach
        fit = _adjusted(at[near], origin, steps)
        if fit is None:
            return None
        origin, steps = fit
        if near.all():
            break
        reach *= 1.6
    cells, on_it = _cells(at, origin, steps)
    held = np.unique(cells[on_it], axis=0)
    if len(held) < LEAST_ON_IT * len(at) or abs(np.hypot(*steps[0]) / spacing - 1) > ON_IT:
        return None
    return Fitted(origin, steps, held)


def _adjusted(at: Floats, origin: Floats, steps: Floats) -> tuple[Floats, Floats] | None:
    for _ in range(_ROUNDS):
        cells, on_it = _cells(at, origin, steps)
        rows = np.column_stack([np.ones(int(on_it.sum())), cells[on_it]])
        if len(rows) < 3 or np.linalg.matrix_rank(rows) < 3:
            return origin, steps
        fit = np.linalg.lstsq(rows, at[on_it], rcond=None)[0]
        origin, steps = fit[0], fit[1:]
        if abs(np.linalg.det(steps)) < 1e-9:
            return None
    return origin, steps


def _cells(at: Floats, origin: Floats, steps: Floats) -> tuple[np.ndarray, np.ndarray]:
    """The nearest place of each point, in steps, and whether it lies on it."""
    cells = np.rint((at - origin) @ np.linalg.inv(steps)).astype(np.int64)
    off = np.hypot(*(at - origin - cells @ steps).T)
    return cells, off <= ON_IT * np.hypot(*steps[0])
