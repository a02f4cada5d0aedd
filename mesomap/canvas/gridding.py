"""What a grid would add to the regions it was asked to fill, and where its handle stands."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import shapely

from mesomap.analysis.figures import deposit_radius_of
from mesomap.analysis.mandible import mandible_exclusion
from mesomap.analysis.plan import Exclusion, PlannedPoint, plan_region
from mesomap.atlas import Body
from mesomap.canvas.info import GridPreview
from mesomap.geometry.covered import covered_mm2
from mesomap.model import Injection, LatticeSettings, RegionKey, Site

TAKEN_SPACINGS = 0.5
"""A lattice place nearer than this many spacings to an injection counts as taken: accepting a
grid over injections completes it and never doubles it."""

UNDER_JAW = frozenset({"submental"})
"""Regions whose upper border is the mandible's lower one: a strip along it can stay free."""

_HANDLE_LENGTHS_MM = (25.0, 18.0, 12.0, 8.0, 5.0)


@dataclass(frozen=True, slots=True)
class PlannedGrid:
    """The sites that would be added, in needle order, and the figures to show before."""

    sites: tuple[Site, ...]
    regions: tuple[RegionKey, ...]
    preview: GridPreview


def plan_grid(
    body: Body,
    keys: Sequence[RegionKey],
    settings: LatticeSettings,
    *,
    existing: Iterable[Injection],
    radius_mm: float,
    volume_ul: int,
    exclusions: Sequence[Exclusion] = (),
) -> PlannedGrid:
    """Fill the regions `keys` with a lattice, leaving out the places that are taken already.

    Parameters
    ----------
    existing
        The session's injections, on whatever skin.
    radius_mm, volume_ul
        Deposit radius and volume of each injection of the grid.
    exclusions
        Skin that stays free.
    """
    plan = plan_region(body, keys, settings, radius_mm=radius_mm, exclusions=exclusions)
    planned = [place for point in plan.points if (place := _place(point)) is not None]
    old = list(existing)
    free = _free(body, keys, planned, settings, old).tolist()
    places = [place for place, is_free in zip(planned, free, strict=True) if is_free]
    coverage = plan.coverage
    if old:
        fresh = [(place.site, radius_mm) for place in places]
        before = [(i.site, deposit_radius_of(i)) for i in old]
        coverage = _coverage(body, keys, fresh + before)
    return PlannedGrid(
        sites=tuple(place.site for place in places),
        regions=tuple(place.key for place in places),
        preview=GridPreview(
            regions=tuple(keys),
            settings=settings,
            count=len(places),
            skipped=len(planned) - len(places),
            region_mm2=plan.region_mm2,
            coverage=coverage,
            spacing=plan.spacing,
            volume_ul=volume_ul * len(places),
        ),
    )


class _Place(NamedTuple):
    key: RegionKey
    site: Site
    uv: tuple[float, float]


def _place(point: PlannedPoint) -> _Place | None:
    if point.region is None or point.side is None or point.site is None:
        return None
    return _Place(RegionKey(point.region, point.side), point.site, point.uv)


def free_under_jaw(body: Body, keys: Sequence[RegionKey], below_mm: float) -> tuple[Exclusion, ...]:
    """The strip below the mandible that stays free in those of `keys` that lie under it."""
    if below_mm <= 0:
        return ()
    under = [key for key in keys if key.id in UNDER_JAW]
    return tuple(
        mandible_exclusion(body, patch, below_mm=below_mm) for patch in _patches(body, under)
    )


def _patches(body: Body, keys: Sequence[RegionKey]) -> list[str]:
    return list(dict.fromkeys(body.regions[key].patch for key in keys))


def _free(
    body: Body,
    keys: Sequence[RegionKey],
    planned: Sequence[_Place],
    settings: LatticeSettings,
    old: Sequence[Injection],
) -> np.ndarray:
    """True (n,) for the planned points that no injection has taken."""
    free = np.ones(len(planned), bool)
    if not old or not planned:
        return free
    sites = [i.site for i in old]
    home = np.array([body.regions[place.key].patch for place in planned])
    for patch in _patches(body, keys):
        taken = body.on_patch(patch, sites)
        taken = taken[~np.isnan(taken).any(axis=1)]
        rows = np.flatnonzero(home == patch)
        if not len(taken) or not len(rows):
            continue
        tree = shapely.STRtree(shapely.points(taken))
        places = shapely.points(np.array([planned[row].uv for row in rows.tolist()]))
        reach = TAKEN_SPACINGS * settings.spacing_mm
        near = tree.query(places, predicate="dwithin", distance=reach)[0]
        free[rows[near]] = False
    return free


def _coverage(
    body: Body, keys: Sequence[RegionKey], discs: Sequence[tuple[Site, float]]
) -> float:
    """The fraction of the regions' skin that `discs` serve."""
    sites = [site for site, _ in discs]
    radii = np.array([radius for _, radius in discs])
    whole = covered = 0.0
    for patch in _patches(body, keys):
        uv = body.on_patch(patch, sites) if sites else np.empty((0, 2))
        here = ~np.isnan(uv).any(axis=1)
        for key in keys:
            if body.regions[key].patch == patch:
                polygon = body.patches[patch].polygon(key)
                whole += polygon.area
                covered += covered_mm2(polygon, uv[here], radii[here])
    return covered / whole if whole else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Handle:
    """The lever that turns the lattice: its pivot and its tip in chart mm."""

    patch: str
    pivot_uv: tuple[float, float]
    pivot_xy: tuple[float, float]
    tip_xy: tuple[float, float]
    angle_deg: float

    def angle_towards(self, body: Body, site: Site) -> float | None:
        """The angle in degrees at which the tip would point at `site`."""
        u, v = body.on_patch(self.patch, [site])[0].tolist()
        if u != u:
            return None
        return float(np.degrees(np.arctan2(v - self.pivot_uv[1], u - self.pivot_uv[0])))


def handle_for(body: Body, chart: str, key: RegionKey, angle_deg: float) -> Handle | None:
    """The lever of a lattice in region `key` at `angle_deg`; None if the chart cannot show it."""
    patch = body.regions[key].patch
    pivot = body.patches[patch].polygon(key).representative_point()
    turn = np.radians(angle_deg)
    way = np.array([np.cos(turn), np.sin(turn)])
    uv = np.array([pivot.x, pivot.y])
    ends = uv + np.array((0.0, *_HANDLE_LENGTHS_MM))[:, None] * way
    sites = body.from_patch(patch, ends)
    if sites[0] is None:
        return None
    known = [site for site in sites if site is not None]
    placed = body.on_chart(chart, known)
    if not placed.visible[0]:
        return None
    for xy, visible in list(zip(placed.xy_mm.tolist(), placed.visible.tolist(), strict=True))[1:]:
        if visible:
            return Handle(
                patch=patch,
                pivot_uv=(pivot.x, pivot.y),
                pivot_xy=(float(placed.xy_mm[0, 0]), float(placed.xy_mm[0, 1])),
                tip_xy=(xy[0], xy[1]),
                angle_deg=angle_deg,
            )
    return None
