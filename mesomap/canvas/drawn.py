"""Shapes drawn by hand on a chart, and what they are on the skin."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely

from mesomap.analysis.lesions import extent_on
from mesomap.analysis.outlines import outline_of, parts_by_region, patch_of, polygon_on
from mesomap.atlas import Body
from mesomap.canvas.rows import Floats
from mesomap.canvas.tools.base import Pointer
from mesomap.model import RegionKey, Site

_CORNERS = 48


@dataclass(frozen=True, slots=True)
class Drawn:
    """A shape on the skin: its outline, the region of its middle, and its size."""

    outline: tuple[Site, ...]
    region: RegionKey | None
    long_mm: float
    wide_mm: float
    area_mm2: float


def drawn_on(body: Body, chart: str, corners: Floats) -> Drawn | None:
    """What a shape drawn on a chart is on the skin; None off it.

    Of a shape that no patch holds whole, the larger part.
    """
    sites = body.sites_at(chart, corners)
    known = [site for site in sites if site is not None]
    patch = patch_of(body, known) if len(known) == len(sites) else None
    if patch is not None:
        polygon = polygon_on(body, patch, known)
    else:
        by_patch: dict[str, list[shapely.Polygon]] = {}
        for part in parts_by_region(body, chart, corners):
            by_patch.setdefault(part.patch, []).append(part.polygon)
        joined = {key: shapely.union_all(parts).buffer(0.01) for key, parts in by_patch.items()}
        if not joined:
            return None
        patch = max(joined, key=lambda key: joined[key].area)
        polygon = joined[patch]
    parts = shapely.get_parts(polygon)
    if not len(parts):
        return None
    largest = max(parts, key=lambda part: part.area)
    outline = outline_of(body, patch, largest)
    if not outline:
        return None
    extent = extent_on(largest)
    middle = largest.representative_point()
    site = body.from_patch(patch, np.array([[middle.x, middle.y]]))[0]
    region = body.region_of(site) if site is not None else None
    return Drawn(outline, region, extent.long_mm, extent.wide_mm, extent.area_mm2)


def ellipse_of(start: Pointer, end: Pointer) -> Floats:
    """The ellipse in the rectangle from `start` to `end`; with shift the circle about `start`."""
    turn = np.arange(_CORNERS) * (2.0 * np.pi / _CORNERS)
    unit = np.column_stack([np.cos(turn), np.sin(turn)])
    a, b = np.array([start.x_mm, start.y_mm]), np.array([end.x_mm, end.y_mm])
    if end.shift:
        circle: Floats = a + np.hypot(*(b - a)) * unit
        return circle
    corners: Floats = (a + b) / 2.0 + np.abs(b - a) / 2.0 * unit
    return corners
