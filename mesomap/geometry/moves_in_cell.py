"""The places and the coverage of every move of a lattice within one of its cells, on a raster."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import shapely

from mesomap.geometry.arrays import Floats
from mesomap.geometry.capsule import Capsule
from mesomap.geometry.neighbours import near_pairs
from mesomap.geometry.raster import Mask, inside_rows
from mesomap.model import LatticeSettings

CELLS_TRIED = 2_500_000
"""So many raster places at most: the moves within one cell become coarser where it has many."""
SAMPLES = (6, 3)
"""Samples of the skin along each side of a cell, where there are few of them and where many."""
MANY_CELLS = 1500
COARSE = 6
"""Moves along each side of a cell that are always tried."""
TOLERANCE = 0.0005
"""Half of what a coverage in percent shows in its last digit: less is not less."""
_ERROR = 3.0
"""Times the samples to the power of -3/4: how far they may be out, as a part of the skin."""
TAKEN_SPACINGS = 0.5
"""A lattice place nearer than this many spacings to an injection counts as taken: a grid over
injections completes it and never doubles it."""


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


class Trial:
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
        few = self.cells <= MANY_CELLS
        self.error = _ERROR * max(self._all, 1) ** -0.75 if few else TOLERANCE
        """How far an estimated coverage may be out; of many cells only the best are measured."""
        self._leave_out(discs, [_bar(one, turn) for one in ground.capsules])
        self._covered_before = self._all - int(self._samples.sum())
        self.covered_before_mm2 = self._covered_before / max(self._all, 1) * self._whole_mm2
        self.radius_mm = radius_mm

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
        self.steps = max(COARSE, min(24, fits // COARSE * COARSE))
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
        reach_rows = math.ceil(self.radius_mm / self._across) + 1
        lean = reach_rows * self._shift / self._along
        reach_columns = math.ceil(self.radius_mm / self._along + lean) + 1
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
            hits = np.nonzero(apart_x**2 + apart_y**2 <= self.radius_mm**2)
            cells = list(zip(row[hits].tolist(), column[hits].tolist(), strict=True))
            self._reached[apart] = cells
        return self._reached[apart]


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
