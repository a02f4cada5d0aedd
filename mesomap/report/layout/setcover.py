"""The smallest set of charts that shows every region well, weighed against crowding."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from mesomap.atlas import Body
from mesomap.report.layout.cropping import CONTEXT, MARGIN_MM, MAX_SCALE
from mesomap.report.layout.nearest import nearest_mm

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

OVERVIEW_MM = 900.0
"""A chart taller than this shows the whole body: used only for what no other chart sees well."""
BOXES_MM = ((189.0, 132.0), (93.0, 130.0), (93.0, 104.0))
"""The part of a page that each of one, two or more charts is expected to get."""
APART_MM = 4.8
"""Numbers whose sites are nearer on paper than this need leaders."""
WORTH = 0.08
"""One more chart is worth it when it frees a dozen numbers from crowding."""
FINALISTS = 5
"""So many of the best sets have their regions moved about before the choice is made."""
MOST_TRIED = 12
"""With more useful charts than this, the greedy choice stands instead of all combinations."""


@dataclass(frozen=True, slots=True)
class Views:
    """Injections on charts: places (charts, n, 2) and tilts (charts, n), infinite where hidden."""

    charts: tuple[str, ...]
    xy: Floats
    tilt: Floats


@dataclass(frozen=True, slots=True)
class Unit:
    """Injections that stay together, and whether each chart shows them well.

    `well`, the mean `tilt` and `worse` (what showing them there costs, in crowded numbers) are
    by chart.
    """

    members: Ints
    well: Bools
    tilt: Floats
    worse: Floats


def best_set(body: Body, views: Views, units: Sequence[Unit]) -> dict[int, list[int]]:
    """Chart index to the injections (indices) that are numbered on it."""
    if not units:
        return {}
    well = np.array([unit.well for unit in units]).T
    whole = np.array([body.charts[c].height_mm > OVERVIEW_MM for c in views.charts])
    well[whole] &= ~well[~whole].any(axis=0)
    useful = [int(c) for c in np.flatnonzero(well.any(axis=1))]
    weigh = _Weigher(body, views, units, well)
    tried = [_greedy(well, useful)]
    if len(useful) <= MOST_TRIED:
        tried += [
            list(some)
            for size in range(1, 1 + (len(useful) if len(useful) <= 8 else 4))
            for some in combinations(useful, size)
            if well[list(some)].any(axis=0).all()
        ]
    tried.sort(key=lambda charts: weigh.cost(weigh.owners(charts)))
    owners = min((weigh.settled(charts) for charts in tried[:FINALISTS]), key=weigh.cost)
    shown: dict[int, list[int]] = {}
    for chart, unit in zip(owners, units, strict=True):
        shown.setdefault(chart, []).extend(unit.members.tolist())
    return shown


def _greedy(well: Bools, useful: Sequence[int]) -> list[int]:
    chosen: list[int] = []
    left = np.ones(well.shape[1], dtype=bool)
    while left.any():
        chart = max(useful, key=lambda c: int((well[c] & left).sum()))
        chosen.append(chart)
        left &= ~well[chart]
    return chosen


class _Weigher:
    """Knows what each set of charts would cost the reader."""

    def __init__(self, body: Body, views: Views, units: Sequence[Unit], well: Bools) -> None:
        self.units = units
        self.tilt = np.where(well, np.array([u.tilt for u in units]).T, np.inf)
        self.sizes = [(body.charts[c].width_mm, body.charts[c].height_mm) for c in views.charts]
        self.boxes: dict[tuple[int, int], tuple[Floats, Floats]] = {}
        self.apart: dict[tuple[int, int], Floats] = {}
        for chart, unit in zip(*np.nonzero(well), strict=True):
            xy = views.xy[chart, units[unit].members]
            self.boxes[int(chart), int(unit)] = (xy.min(axis=0), xy.max(axis=0))
            near = nearest_mm(xy)
            # what is crowded even at full size will be labelled by rows, wherever it stands
            self.apart[int(chart), int(unit)] = near[near >= APART_MM]

    def owners(self, charts: Sequence[int]) -> list[int]:
        """The chart of each unit: the one of `charts` that shows it with the least tilt."""
        return [int(charts[k]) for k in self.tilt[list(charts)].argmin(axis=0)]

    def settled(self, charts: Sequence[int]) -> list[int]:
        """As `owners`, with each region moved to another of the charts where that costs less."""
        owners = self.owners(charts)
        cost = self.cost(owners)
        for unit in range(len(owners)):
            if len(self.units[unit].members) < 2:
                continue
            for chart in charts:
                if chart == owners[unit] or not np.isfinite(self.tilt[chart, unit]):
                    continue
                moved = [*owners[:unit], chart, *owners[unit + 1 :]]
                if (now := self.cost(moved)) < cost:
                    owners, cost = moved, now
        return owners

    def cost(self, owners: Sequence[int]) -> float:
        """Charts, crowded numbers, and (for ties) tilt, where each unit stands on its owner."""
        used = set(owners)
        box = BOXES_MM[min(len(used), len(BOXES_MM)) - 1]
        crowded = sum(
            float(unit.worse[chart]) for unit, chart in zip(self.units, owners, strict=True)
        )
        for chart in used:
            mine = [unit for unit, owner in enumerate(owners) if owner == chart]
            scale = self._scale(chart, mine, box)
            crowded += sum(int((self.apart[chart, u] * scale < APART_MM).sum()) for u in mine)
        tilts = self.tilt[list(owners), np.arange(len(owners))]
        return float(len(used) + WORTH * crowded + 0.002 * tilts.mean())

    def _scale(self, chart: int, mine: Sequence[int], box: tuple[float, float]) -> float:
        low = np.min([self.boxes[chart, unit][0] for unit in mine], axis=0)
        high = np.max([self.boxes[chart, unit][1] for unit in mine], axis=0)
        least = CONTEXT * self.sizes[chart][0]
        width, height = np.maximum(high - low + 2 * MARGIN_MM, least).tolist()
        return float(min(box[0] / width, box[1] / height, MAX_SCALE))
