"""A plan: a region filled with a lattice, before anything is placed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
import shapely

from mesomap.analysis.figures import SpacingFigures, spacing_figures
from mesomap.analysis.skin import Skin
from mesomap.geometry.arrays import Floats
from mesomap.geometry.covered import covered_mm2
from mesomap.geometry.gaps import Gap, find_gaps
from mesomap.geometry.lattice import join, lattice_over
from mesomap.geometry.spacing import nearest_mm
from mesomap.model import KnownError, LatticeSettings, RegionKey, Side, Site
from mesomap.model.message import QT_TRANSLATE_NOOP

NO_REGION = QT_TRANSLATE_NOOP("messages", "There is no region {region} ({side}) on this body.")

DEFAULT_RADIUS_MM = 4.0
"""Deposit radius of 0.1 mL in the dermis."""


class Exclusion(NamedTuple):
    """Skin of one patch that stays free: a shapely geometry in its mm."""

    patch: str
    shape: Any


@dataclass(frozen=True, slots=True)
class PlannedPoint:
    """A place of the lattice; on a flat sheet it has no region, side, patch or site."""

    region: str | None
    side: Side | None
    patch: str | None
    site: Site | None
    uv: tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class RegionPlan:
    """What a lattice would give.

    Attributes
    ----------
    region_mm2, covered_mm2, coverage : float
        Of the whole of the regions, with what a margin or an exclusion keeps free.
    gaps : tuple
        In the part that was to be filled; places on the patch of the regions.
    points : tuple
        In the order of the needle.
    """

    region_mm2: float
    covered_mm2: float
    gaps: tuple[Gap, ...]
    spacing: SpacingFigures
    points: tuple[PlannedPoint, ...]

    @property
    def count(self) -> int:
        """Number of injections."""
        return len(self.points)

    @property
    def coverage(self) -> float:
        """Covered fraction, 0 to 1."""
        return self.covered_mm2 / self.region_mm2 if self.region_mm2 > 0 else 0.0


def plan_region(
    body: Skin,
    keys: Sequence[RegionKey],
    settings: LatticeSettings,
    radius_mm: float = DEFAULT_RADIUS_MM,
    exclusions: Sequence[Exclusion] = (),
) -> RegionPlan:
    """Fill regions with a lattice; those that share a patch as one.

    Parameters
    ----------
    keys
        The regions; patch by patch in this order.
    radius_mm
        Deposit radius of every injection.
    exclusions
        Skin that stays free.

    Raises
    ------
    KnownError
        If the body has no such region.
    """
    by_patch: dict[str, list[RegionKey]] = {}
    for key in dict.fromkeys(keys):
        if key not in body.regions:
            raise KnownError(NO_REGION, region=key.id, side=key.side.value)
        by_patch.setdefault(body.regions[key].patch, []).append(key)
    plans = [
        _plan_patch(
            body,
            patch,
            keys_of,
            settings,
            radius_mm,
            shapely.union_all([one.shape for one in exclusions if one.patch == patch]),
        )
        for patch, keys_of in by_patch.items()
    ]
    nearest = [nearest_mm([point.uv for point in plan.points]) for plan in plans]
    return RegionPlan(
        region_mm2=sum(plan.region_mm2 for plan in plans),
        covered_mm2=sum(plan.covered_mm2 for plan in plans),
        gaps=tuple(gap for plan in plans for gap in plan.gaps),
        spacing=spacing_figures(np.concatenate([np.empty(0), *nearest])),
        points=tuple(point for plan in plans for point in plan.points),
    )


def plan_flat(
    width_mm: float,
    height_mm: float,
    settings: LatticeSettings,
    radius_mm: float = DEFAULT_RADIUS_MM,
) -> RegionPlan:
    """Fill a flat rectangle, whose middle is the origin, with a lattice.

    Raises
    ------
    ValueError
        If the rectangle has no area.
    """
    if not (width_mm > 0 and height_mm > 0):
        raise ValueError("a rectangle must have an area")
    half_width, half_height = 0.5 * width_mm, 0.5 * height_mm
    polygon = shapely.box(-half_width, -half_height, half_width, half_height)
    places, _ = lattice_over([polygon], settings)
    points = [PlannedPoint(None, None, None, None, (u, v)) for u, v in places.tolist()]
    return _measured(polygon, places, points, settings, radius_mm, shapely.Polygon())


def _plan_patch(
    body: Skin,
    patch: str,
    keys: Sequence[RegionKey],
    settings: LatticeSettings,
    radius_mm: float,
    exclusion: Any,
) -> RegionPlan:
    polygons = [body.patches[patch].polygon(key) for key in keys]
    places, owner = lattice_over(polygons, settings, exclusion=exclusion)
    sites = body.from_patch(patch, places) if len(places) else []
    on_skin = [(row, site) for row, site in enumerate(sites) if site is not None]
    decided = body.regions_of([site for _, site in on_skin])
    rows: list[int] = []
    points: list[PlannedPoint] = []
    for (row, site), found in zip(on_skin, decided, strict=True):
        # A place on the border between two regions is the body's to give: to one of them only.
        key = found if found is not None else keys[int(owner[row])]
        if key in keys:
            u, v = places[row].tolist()
            rows.append(row)
            points.append(PlannedPoint(key.id, key.side, patch, site, (u, v)))
    return _measured(join(polygons), places[rows], points, settings, radius_mm, exclusion)


def _measured(
    polygon: Any,
    places: Floats,
    points: Sequence[PlannedPoint],
    settings: LatticeSettings,
    radius_mm: float,
    exclusion: Any,
) -> RegionPlan:
    filled = polygon.buffer(-settings.margin_mm) if settings.margin_mm > 0 else polygon
    filled = filled.difference(exclusion)
    return RegionPlan(
        region_mm2=float(polygon.area),
        covered_mm2=covered_mm2(polygon, places, radius_mm),
        gaps=tuple(find_gaps(filled, places, radius_mm, settings.wanted_mm)),
        spacing=spacing_figures(nearest_mm(places)),
        points=tuple(points),
    )
