"""What lies under the cursor or within a band: pure functions over the rows' columns."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from uuid import UUID

import numpy as np
import shapely

from mesomap.analysis.outlines import patch_of, polygon_on
from mesomap.atlas import Body, Chart
from mesomap.canvas.rows import Floats, Ints, Rows
from mesomap.model import AreaPass, RegionKey, Site
from mesomap.paint.tokens import STEEP_TILT_DEG

REACH_PX = 12.0
"""A press this near to a mark's site means the mark: a mark of 12 px is a target of 24."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HitTarget:
    """What a place of a chart holds: at most an injection, and the skin under it."""

    x_mm: float
    y_mm: float
    injection: UUID | None
    site: Site | None
    region: RegionKey | None
    tilt_deg: float | None
    note: UUID | None = None


def nearest_row(rows: Rows, x_mm: float, y_mm: float, *, reach_mm: float) -> int | None:
    """The row of the nearest visible mark within `reach_mm` of chart; None without."""
    if not len(rows):
        return None
    data = rows.data
    square = np.where(data["visible"], (data["x"] - x_mm) ** 2 + (data["y"] - y_mm) ** 2, np.inf)
    best = int(square.argmin())
    return best if square[best] <= reach_mm**2 else None


def rows_within(
    rows: Rows, left_mm: float, top_mm: float, right_mm: float, bottom_mm: float
) -> Ints:
    """The rows of the visible marks whose sites lie within a rectangle of the chart."""
    data = rows.data
    x, y = data["x"], data["y"]
    inside = (x >= left_mm) & (x <= right_mm) & (y >= top_mm) & (y <= bottom_mm)
    return np.flatnonzero(inside & data["visible"])


def rows_inside(rows: Rows, corners_mm: Floats) -> Ints:
    """The rows of the visible marks whose sites lie within an outline (n, 2) of the chart."""
    data = rows.data
    outline = shapely.make_valid(shapely.Polygon(corners_mm), method="structure")
    inside = shapely.contains_xy(outline, data["x"], data["y"])
    return np.flatnonzero(inside & data["visible"])


def skin_at(body: Body, chart: str, x_mm: float, y_mm: float) -> HitTarget:
    """The skin seen at a place of the chart, leaving injections aside."""
    site = body.site_at(chart, x_mm, y_mm)
    if site is None:
        return HitTarget(
            x_mm=x_mm, y_mm=y_mm, injection=None, site=None, region=None, tilt_deg=None
        )
    return HitTarget(
        x_mm=x_mm,
        y_mm=y_mm,
        injection=None,
        site=site,
        region=body.region_of(site),
        tilt_deg=float(body.on_chart(chart, [site]).tilt_deg[0]),
    )


def hit_test(rows: Rows, skin: HitTarget, *, mm_per_px: float) -> HitTarget:
    """`skin` (see `skin_at`) with the injection at that place, if any."""
    row = nearest_row(rows, skin.x_mm, skin.y_mm, reach_mm=REACH_PX * mm_per_px)
    return skin if row is None else replace(skin, injection=rows.ids[row])


def area_at(body: Body, areas: Iterable[AreaPass], skin: HitTarget) -> UUID | None:
    """The area pass that holds the skin at `skin`; of several the last one of the needle order."""
    if skin.site is None or skin.region is None:
        return None
    mine = [area for area in areas if (area.region, area.side) == skin.region]
    for area in sorted(mine, key=lambda area: -area.order):
        if not area.outline:
            return area.id
        patch = patch_of(body, area.outline)
        if patch is None:
            continue
        u, v = body.on_patch(patch, [skin.site])[0].tolist()
        if shapely.intersects_xy(polygon_on(body, patch, area.outline), u, v):
            return area.id
    return None


def better_chart(body: Body, chart: str, site: Site, region: RegionKey | None) -> Chart | None:
    """Which other chart shows the skin at `site` least tilted; of the same group if one does well.

    Judged by the region and the tilt alone: whether something stands in front of the site would
    need the geometry of every chart, which takes seconds to read for the first time.
    """
    if region is None:
        return None
    normal = body.normals([site])
    best: tuple[bool, float, Chart] | None = None
    for other in (body.charts[id] for id in body.regions[region].charts if id != chart):
        facing = other.project(normal) - other.project(np.zeros((1, 3)))
        tilt_deg = float(np.degrees(np.arccos(np.clip(facing[0, 2], -1.0, 1.0))))
        candidate = (other.group != body.charts[chart].group, tilt_deg, other)
        if tilt_deg < STEEP_TILT_DEG and (best is None or candidate[:2] < best[:2]):
            best = candidate
    return None if best is None else best[2]
