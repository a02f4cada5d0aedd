"""Best fit: where a lattice lies best, with the fewest places for the wanted coverage.

A lattice that is moved by one of its own steps is the same again, so only the moves within one cell
need trying. They are tried on a raster of the cell: `inside_rows` says at once which places each of
them would have, and how much they would cover is estimated from samples of the skin. The one that
is chosen is measured exactly, and taken only if that confirms it.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

import numpy as np
import shapely

from mesomap.geometry.arrays import Floats
from mesomap.geometry.capsule import Capsule
from mesomap.geometry.covered import covered_mm2
from mesomap.geometry.lattice import lattice_over
from mesomap.geometry.neighbours import near_pairs
from mesomap.geometry.raster import Mask, inside_rows
from mesomap.model import LatticeSettings, Pattern

CELLS_TRIED = 2_500_000
"""So many raster places at most: the moves within one cell become coarser where it has many."""
SAMPLES = (6, 3)
"""Samples of the skin along each side of a cell, where there are few of them and where many."""
MANY_CELLS = 1500
TOLERANCE = 0.0005
"""Half of what a coverage in percent shows in its last digit: less is not less."""
_COARSE = 6
_TRIES = (60, 20)
_CONFIRMED = (4, 2)


class Ground(NamedTuple):
    """The skin of one patch that a lattice fills, flat, mm.

    Attributes
    ----------
    parts : sequence of polygons
        What it fills; the margin follows their common border.
    exclusion : shapely geometry
        Stays free.
    whole : polygon
        What coverage is a fraction of.
    taken : (n, 2) array
        The injections there are: a place within half a spacing of one is left out.
    discs : (n, 3) array
        Their deposits: u, v, radius.
    capsules
        Deposits of threads.
    """

    parts: Sequence[Any]
    exclusion: Any
    whole: Any
    taken: Floats
    discs: Floats
    capsules: Sequence[Capsule] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """What was found: a lattice, how many places it has, what they and the injections cover."""

    settings: LatticeSettings
    count: int
    coverage: float


TAKEN_SPACINGS = 0.5
"""A lattice place nearer than this many spacings to an injection counts as taken: a grid over
injections completes it and never doubles it."""


def best_fit(
    grounds: Sequence[Ground],
    settings: LatticeSettings,
    *,
    radius_mm: float,
    wanted: float | None = None,
    angles_deg: Sequence[float] = (),
    before: Fit | None = None,
) -> tuple[Fit, Fit]:
    """The lattice as it is, and the one that lies best.

    Parameters
    ----------
    radius_mm
        Deposit radius of each place.
    wanted
        Coverage to reach, 0 to 1; None: no less than the lattice covers as it is.
    angles_deg
        Angles to try besides the present one.
    before
        What `measured` gives for `settings`, where it is known.

    Returns
    -------
    before, after : Fit
        Of the moves that reach `wanted`, the one with the fewest places; among those, with the
        most coverage. Where none reaches it, the one that covers most. The same lattice twice if
        no other is better.
    """
    if before is None:
        before = measured(grounds, settings, radius_mm=radius_mm)
    found: list[tuple[float, int, float, LatticeSettings]] = []
    goal = before.coverage if wanted is None else wanted
    for angle in dict.fromkeys([settings.angle_deg, *angles_deg]):
        turned = replace(settings, angle_deg=angle)
        tries = [_Trial(ground, turned, radius_mm) for ground in grounds]
        whole = sum(ground.whole.area for ground in grounds)
        for offset, count, coverage in _search(tries, turned, whole, goal):
            missed = max(goal - coverage, 0.0)
            found.append((missed, count, -coverage, replace(turned, offset_mm=offset)))
    # What misses the goal by no more than the samples' own error is worth measuring.
    error = 2.0 * TOLERANCE
    found.sort(key=lambda one: (max(one[0] - error, 0.0), one[1], one[2]))
    best = before
    for _, count, _, candidate in found[: _CONFIRMED[before.count > MANY_CELLS]]:
        if _reaches(before, goal) and count >= before.count and _reaches(best, goal):
            continue
        fit = measured(grounds, candidate, radius_mm=radius_mm)
        if _is_better(fit, best, goal):
            best = fit
            if _reaches(fit, goal):
                break
    return before, best


def measured(grounds: Sequence[Ground], settings: LatticeSettings, *, radius_mm: float) -> Fit:
    """A lattice's places and its exact coverage."""
    count, covered, whole = 0, 0.0, 0.0
    for ground in grounds:
        places = open_places(ground, settings)
        count += len(places)
        whole += ground.whole.area
        centres = np.concatenate([places, ground.discs[:, :2]])
        radii = np.concatenate([np.full(len(places), radius_mm), ground.discs[:, 2]])
        covered += covered_mm2(ground.whole, centres, radii, ground.capsules)
    return Fit(settings=settings, count=count, coverage=covered / whole if whole else 0.0)


def open_places(ground: Ground, settings: LatticeSettings) -> Floats:
    """The places of a lattice on `ground` that no injection has taken, (n, 2) mm."""
    places, _ = lattice_over(ground.parts, settings, exclusion=ground.exclusion)
    near, _ = near_pairs(
        places, ground.taken, reach_mm=TAKEN_SPACINGS * settings.nearest_mm * (1 - 1e-9)
    )
    free = np.ones(len(places), bool)
    free[near] = False
    return places[free]


def angles_to_try(settings: LatticeSettings, *, step_deg: float = 7.5) -> list[float]:
    """The angles at which the pattern is another one, from the present angle on."""
    turn = {Pattern.SQUARE: 90.0, Pattern.HEX: 60.0, Pattern.ROWS: 180.0}[settings.pattern]
    steps = round(turn / step_deg)
    angles = [settings.angle_deg + step * turn / steps for step in range(1, steps)]
    return [(angle + 180.0) % 360.0 - 180.0 for angle in angles]


def _reaches(fit: Fit, goal: float) -> bool:
    return fit.coverage >= goal - TOLERANCE


def _is_better(fit: Fit, than: Fit, goal: float) -> bool:
    if _reaches(fit, goal) != _reaches(than, goal):
        return _reaches(fit, goal)
    if not _reaches(fit, goal):
        return fit.coverage > than.coverage + TOLERANCE
    return fit.count < than.count


class _Trial:
    """One ground under one pattern and angle: places and coverage of every move within a cell."""

    def __init__(self, ground: Ground, settings: LatticeSettings, radius_mm: float) -> None:
        angle = math.radians(settings.angle_deg)
        turn = np.array([[math.cos(angle), -math.sin(angle)], [math.sin(angle), math.cos(angle)]])
        self._along, self._across = settings.spacing_mm, settings.across_mm
        self._shift = 0.5 * self._along if settings.staggered else 0.0
        base_y = 0.0 if settings.staggered else 0.5 * self._across
        self._base = (0.5 * self._along, base_y)
        whole = _turned(ground.whole, turn)
        self._frame(whole.bounds)
        parts = [_turned(part, turn) for part in ground.parts]
        filled = shapely.union_all(parts)
        if settings.margin_mm > 0:
            filled = filled.buffer(-settings.margin_mm)
        filled = filled.difference(_turned(ground.exclusion, turn))
        taken = ground.taken @ turn
        if len(taken):
            reach = TAKEN_SPACINGS * settings.nearest_mm
            near = shapely.points(taken[_around(taken, filled.bounds, reach)])
            filled = filled.difference(shapely.union_all(shapely.buffer(near, reach)))
        self.places = self._raster(filled, self.steps)
        """(rows, steps, columns, steps) bool: whether the move (p, q) has a place in cell (r, c)"""
        self._samples = self._raster(whole, self._per_side, middle=True)
        self._reached: dict[tuple[int, int], list[tuple[int, int]]] = {}
        self._whole_mm2 = float(ground.whole.area)
        discs = np.column_stack([ground.discs[:, :2] @ turn, ground.discs[:, 2]])
        self._all = int(self._samples.sum())
        self._leave_out(discs, [_bar(one, turn) for one in ground.capsules])
        self._covered_before = self._all - int(self._samples.sum())
        self._radius = radius_mm

    def _frame(self, bounds: tuple[float, float, float, float]) -> None:
        """Rows and columns of cells that hold `bounds`, and how finely a cell is tried."""
        left, bottom, right, top = bounds
        self._first_row = math.floor((bottom - self._base[1]) / self._across) - 1
        last_row = math.floor((top - self._base[1]) / self._across) + 1
        self._rows = last_row - self._first_row + 1
        # Each row of a staggered lattice is shifted against the one below it: columns lean.
        shifts = self._shift * np.array([self._first_row, last_row]) / self._along
        low = (left - self._base[0]) / self._along
        high = (right - self._base[0]) / self._along
        self._first_column = math.floor(low - shifts.max()) - 1
        last_column = math.floor(high - shifts.min()) + 1
        self._columns = last_column - self._first_column + 1
        cells = self.cells = self._rows * self._columns
        fits = math.isqrt(max(CELLS_TRIED // cells, 1))
        self.steps = max(_COARSE, min(24, fits // _COARSE * _COARSE))
        self._per_side = SAMPLES[cells > MANY_CELLS]

    def _raster(self, polygon: Any, steps: int, *, middle: bool = False) -> Mask:
        row, part = np.divmod(np.arange(self._rows * steps), steps)
        shift = 0.5 if middle else 0.0
        y = self._base[1] + (self._first_row + row + (part + shift) / steps) * self._across
        x = self._base[0] + (self._first_column + shift / steps) * self._along
        starts = x + (self._first_row + row) * self._shift
        inside = inside_rows(
            polygon,
            rows_mm=y,
            starts_mm=starts,
            step_mm=self._along / steps,
            columns=self._columns * steps,
        )
        return inside.reshape(self._rows, steps, self._columns, steps)

    def _leave_out(self, discs: Floats, bars: Sequence[Any]) -> None:
        """Take the samples that deposits cover already away."""
        if not len(discs) and not bars:
            return
        row, p, column, q = np.nonzero(self._samples)
        n = self._per_side
        y = self._base[1] + (self._first_row + row + (p + 0.5) / n) * self._across
        x = self._base[0] + (self._first_column + column + (q + 0.5) / n) * self._along
        at = np.column_stack([x + (self._first_row + row) * self._shift, y])
        i, j = near_pairs(at, discs[:, :2], reach_mm=float(discs[:, 2].max(initial=0.0)))
        i = i[np.hypot(*(at[i] - discs[j, :2]).T) <= discs[j, 2]]
        points = shapely.points(at)
        i = np.concatenate([i, *(np.nonzero(shapely.intersects(bar, points))[0] for bar in bars)])
        self._samples[row[i], p[i], column[i], q[i]] = False

    def counts(self) -> np.ndarray:
        """How many places each move has, (steps, steps): by the move across, then along."""
        counts: np.ndarray = self.places.sum(axis=(0, 2), dtype=np.int64)
        return counts

    def covered_mm2(self, across: int, along: int) -> float:
        """What the move's places and the injections cover, estimated."""
        if not self._all:
            return 0.0
        reach_rows = math.ceil(self._radius / self._across) + 1
        lean = reach_rows * self._shift / self._along
        reach_columns = math.ceil(self._radius / self._along + lean) + 1
        held = np.pad(
            self.places[:, across, :, along],
            ((reach_rows, reach_rows), (reach_columns, reach_columns)),
        )
        covered = self._covered_before
        side = 2 * self._per_side
        for p in range(self._per_side):
            for q in range(self._per_side):
                # In halves of the distance of samples, times the steps: whole numbers.
                apart = (
                    along * side - (2 * q + 1) * self.steps,
                    across * side - (2 * p + 1) * self.steps,
                )
                hit = np.zeros((self._rows, self._columns), bool)
                for row, column in self._near(apart, reach_rows, reach_columns):
                    top, left = reach_rows + row, reach_columns + column
                    hit |= held[top : top + self._rows, left : left + self._columns]
                hit &= self._samples[:, p, :, q]
                covered += int(np.count_nonzero(hit))
        return covered / self._all * self._whole_mm2

    def _near(self, apart: tuple[int, int], rows: int, columns: int) -> list[tuple[int, int]]:
        """The cells whose places reach a sample that lies (-x, -y) from its own cell's place."""
        if apart not in self._reached:
            unit = 2 * self._per_side * self.steps
            row, column = np.mgrid[-rows : rows + 1, -columns : columns + 1]
            apart_x = (apart[0] / unit + column) * self._along + row * self._shift
            apart_y = (apart[1] / unit + row) * self._across
            hits = np.nonzero(apart_x**2 + apart_y**2 <= self._radius**2)
            cells = list(zip(row[hits].tolist(), column[hits].tolist(), strict=True))
            self._reached[apart] = cells
        return self._reached[apart]


def _search(
    trials: Sequence[_Trial], settings: LatticeSettings, whole_mm2: float, goal: float
) -> list[tuple[tuple[float, float], int, float]]:
    """Moves worth measuring: offset in mm, places, estimated coverage."""
    if not trials:
        return []
    steps = min(trial.steps for trial in trials)
    counts = sum(_every(trial, steps) for trial in trials)
    assert isinstance(counts, np.ndarray)

    def tried(across: int, along: int) -> tuple[tuple[float, float], int, float]:
        covered = sum(
            trial.covered_mm2(across * trial.steps // steps, along * trial.steps // steps)
            for trial in trials
        )
        offset = (along / steps * settings.spacing_mm, across / steps * settings.across_mm)
        return offset, int(counts[across, along]), covered / whole_mm2 if whole_mm2 else 0.0

    jump = steps // _COARSE
    coarse = [(p, q) for p in range(0, steps, jump) for q in range(0, steps, jump)]
    found = [tried(p, q) for p, q in coarse]
    reached = [count for _, count, coverage in found if coverage >= goal - TOLERANCE]
    fewest = min(reached, default=None)
    rest = sorted((int(counts[p, q]), p, q) for p in range(steps) for q in range(steps))
    known = set(coarse)
    left = _TRIES[len(trials) * trials[0].cells > MANY_CELLS]
    for count, p, q in rest:
        if left == 0 or (fewest is not None and count >= fewest):
            break
        if (p, q) not in known:
            left -= 1
            one = tried(p, q)
            found.append(one)
            if fewest is not None and one[2] >= goal - TOLERANCE:
                fewest = count
    return found


def _every(trial: _Trial, steps: int) -> np.ndarray:
    jump = trial.steps // steps
    return trial.counts()[::jump, ::jump]


def _around(points: Floats, bounds: tuple[float, float, float, float], reach: float) -> Mask:
    left, bottom, right, top = bounds
    x, y = points.T
    near: Mask = (x > left - reach) & (x < right + reach) & (y > bottom - reach) & (y < top + reach)
    return near


def _bar(capsule: Capsule, turn: Floats) -> Any:
    line = shapely.LineString(np.array(capsule.path)) if len(capsule.path) > 1 else None
    shape = shapely.Point(capsule.path[0]) if line is None else line
    bar = _turned(shape, turn).buffer(capsule.radius_mm)
    shapely.prepare(bar)
    return bar


def _turned(shape: Any, turn: Floats) -> Any:
    return shapely.transform(shape, lambda points: points @ turn)
