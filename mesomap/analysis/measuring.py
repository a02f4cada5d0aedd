"""Measuring on the skin: a path from site to site, and the area of a shape drawn on a chart."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from mesomap.analysis.outlines import OutlinePart, parts_by_region
from mesomap.atlas import Body
from mesomap.geometry.arrays import Floats
from mesomap.model import RegionKey, Site

_STEP_MM = 2.0
"""A leg that no patch holds whole is walked along the chart in steps no longer than this."""
_POINTS = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class Leg:
    """From one site to the next.

    Attributes
    ----------
    skin_mm, length_error
        Along the skin, and the fraction by which that may be wrong; None where it cannot be
        measured.
    chart_mm
        Straight on the chart; None where it does not show both ends.
    in_pieces
        Whether no patch holds both ends: then it is the sum of short steps along the chart's
        straight line, each within a patch, and no shortest way.
    course
        Where the chart shows it, (n, 2) mm.
    """

    skin_mm: float | None
    length_error: float | None
    chart_mm: float | None
    in_pieces: bool
    course: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class PathReading:
    """A path from site to site."""

    legs: tuple[Leg, ...]

    @property
    def skin_mm(self) -> float | None:
        """All of it along the skin; None if a leg cannot be measured."""
        known = [leg.skin_mm for leg in self.legs if leg.skin_mm is not None]
        return sum(known) if len(known) == len(self.legs) else None

    @property
    def chart_mm(self) -> float | None:
        """All of it on the chart; None if that does not show all of it."""
        known = [leg.chart_mm for leg in self.legs if leg.chart_mm is not None]
        return sum(known) if len(known) == len(self.legs) else None

    @property
    def length_error(self) -> float:
        """The largest of the legs' fractions."""
        return max((leg.length_error or 0.0 for leg in self.legs), default=0.0)

    @property
    def in_pieces(self) -> bool:
        """Whether some leg is a sum of steps."""
        return any(leg.in_pieces for leg in self.legs)


@dataclass(frozen=True, slots=True)
class AreaReading:
    """What a shape drawn on a chart holds of the skin.

    Attributes
    ----------
    skin_mm2, chart_mm2
        The area of the skin that the chart shows within it, and its own.
    regions
        Skin of each region in it, mm2, largest first.
    area_error
        The fraction by which an area may be wrong: twice its patch's length error.
    """

    skin_mm2: float
    chart_mm2: float
    regions: tuple[tuple[RegionKey, float], ...]
    area_error: float


def measure_path(body: Body, chart: str, sites: Sequence[Site]) -> PathReading:
    """The path from each of `sites` to the next, as `chart` shows it."""
    placed = body.on_chart(chart, sites)
    places: list[Floats | None] = [
        xy if seen else None for xy, seen in zip(placed.xy_mm, placed.visible, strict=True)
    ]
    return PathReading(
        tuple(
            _leg(body, chart, (sites[n], sites[n + 1]), (places[n], places[n + 1]))
            for n in range(len(sites) - 1)
        )
    )


def measure_area(body: Body, chart: str, xy_mm: ArrayLike) -> AreaReading:
    """The skin that `chart` shows within the outline `xy_mm` (n, 2)."""
    corners = np.asarray(xy_mm, np.float64)
    parts = parts_by_region(body, chart, corners)
    by_region: dict[RegionKey, float] = {}
    for part in parts:
        by_region[part.key] = by_region.get(part.key, 0.0) + float(part.polygon.area)
    x, y = corners.T
    return AreaReading(
        skin_mm2=sum(by_region.values()),
        chart_mm2=abs(float(x @ np.roll(y, -1) - y @ np.roll(x, -1))) / 2.0,
        regions=tuple(sorted(by_region.items(), key=lambda item: -item[1])),
        area_error=max((2.0 * _error(body, part) for part in parts), default=0.0),
    )


def _error(body: Body, part: OutlinePart) -> float:
    return body.patches[part.patch].length_error_p95


def _leg(
    body: Body, chart: str, ends: tuple[Site, Site], places: tuple[Floats | None, Floats | None]
) -> Leg:
    start, end = places
    chart_mm = None if start is None or end is None else math.dist(start, end)
    found = body.distance_mm(*ends)
    if found is not None:
        return Leg(
            skin_mm=found.skin_mm,
            length_error=found.length_error,
            chart_mm=chart_mm,
            in_pieces=False,
            course=_course(body, chart, ends),
        )
    walked = None if start is None or end is None else _walked(body, chart, start, end)
    straight = () if start is None or end is None else (_pair(start), _pair(end))
    return Leg(
        skin_mm=None if walked is None else walked[0],
        length_error=None if walked is None else walked[1],
        chart_mm=chart_mm,
        in_pieces=True,
        course=straight,
    )


def _walked(body: Body, chart: str, start: Floats, end: Floats) -> tuple[float, float] | None:
    """Length and error of the chart's straight line over the skin; None where it leaves it."""
    steps = max(2, math.ceil(math.dist(start, end) / _STEP_MM))
    sites = body.sites_at(chart, np.linspace(start, end, steps + 1))
    total, error = 0.0, 0.0
    for n in range(steps):
        a, b = sites[n], sites[n + 1]
        found = None if a is None or b is None else body.distance_mm(a, b)
        if found is None:
            return None
        total += found.skin_mm
        error = max(error, found.length_error)
    return total, error


def _course(body: Body, chart: str, ends: tuple[Site, Site]) -> tuple[tuple[float, float], ...]:
    """Where `chart` shows the straight line between `ends` on a patch that holds both."""
    for patch in body.patches_holding(ends[0]):
        uv = body.on_patch(patch, ends)
        if not np.isnan(uv).any():
            between = body.from_patch(patch, np.linspace(uv[0], uv[1], _POINTS))
            known = [site for site in between if site is not None]
            placed = body.on_chart(chart, known)
            return tuple(_pair(xy) for xy in placed.xy_mm[placed.visible])
    return ()


def _pair(xy: Floats) -> tuple[float, float]:
    return float(xy[0]), float(xy[1])
