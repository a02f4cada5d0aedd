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

import numpy as np

from mesomap.geometry.arrays import Floats
from mesomap.geometry.covered import covered_mm2
from mesomap.geometry.lattice import lattice_over
from mesomap.geometry.moves_in_cell import (
    COARSE,
    MANY_CELLS,
    TAKEN_SPACINGS,
    TOLERANCE,
    Ground,
    Trial,
)
from mesomap.geometry.neighbours import near_pairs
from mesomap.model import LatticeSettings, Pattern

_TRIES = (150, 20)
_CONFIRMED = (100, 2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """What was found: a lattice, how many places it has, what they and the injections cover."""

    settings: LatticeSettings
    count: int
    coverage: float


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
    error = TOLERANCE
    goal = before.coverage if wanted is None else wanted
    for angle in dict.fromkeys([settings.angle_deg, *angles_deg]):
        turned = replace(settings, angle_deg=angle)
        tries = [Trial(ground, turned, radius_mm) for ground in grounds]
        whole = sum(ground.whole.area for ground in grounds)
        error = max((trial.error for trial in tries), default=TOLERANCE)
        for offset, count, coverage in _search(tries, turned, whole, goal, error):
            missed = max(goal - coverage, 0.0)
            found.append((missed, count, -coverage, replace(turned, offset_mm=offset)))
    # What misses the goal by no more than the samples' own error is worth measuring.
    found.sort(key=lambda one: (max(one[0] - error, 0.0), one[1], one[2]))
    best = before
    for _, count, _, candidate in found[: _CONFIRMED[before.count > MANY_CELLS]]:
        if _reaches(best, goal) and count >= best.count:
            break
        fit = measured(grounds, candidate, radius_mm=radius_mm)
        if _is_better(fit, best, goal):
            best = fit
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


def _search(
    trials: Sequence[Trial],
    settings: LatticeSettings,
    whole_mm2: float,
    goal: float,
    error: float,
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

    jump = steps // COARSE
    coarse = [(p, q) for p in range(0, steps, jump) for q in range(0, steps, jump)]
    found = [tried(p, q) for p, q in coarse]
    reached = [count for _, count, coverage in found if coverage >= goal + error]
    fewest = min(reached, default=None)
    rest = sorted((int(counts[p, q]), p, q) for p in range(steps) for q in range(steps))
    known = set(coarse)
    # So few discs would not do it even if none overlapped another or the border.
    before_mm2 = sum(trial.covered_before_mm2 for trial in trials)
    disc_mm2 = math.pi * max(trials[0].radius_mm, 1e-9) ** 2
    least = ((goal - error) * whole_mm2 - before_mm2) / disc_mm2
    left = _TRIES[len(trials) * trials[0].cells > MANY_CELLS]
    for count, p, q in rest:
        if left == 0 or (fewest is not None and count >= fewest):
            break
        if (p, q) not in known and count >= least:
            left -= 1
            one = tried(p, q)
            found.append(one)
            if one[2] >= goal + error:
                fewest = count
    return found


def _every(trial: Trial, steps: int) -> np.ndarray:
    jump = trial.steps // steps
    return trial.counts()[::jump, ::jump]
