"""Areas painted on a chart, region by region on flat skin."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
import shapely
from shapely import Polygon

from mesomap.analysis.outlines import SMALLEST_MM2, outline_of
from mesomap.analysis.shown import rings_on
from mesomap.atlas import Body, Chart
from mesomap.canvas.rows import Floats
from mesomap.canvas.sketch import Place
from mesomap.geometry.curves import resampled
from mesomap.model import RegionKey, Site

WHOLE = 0.995
"""From this part of a region on, it is the whole region."""
SLIP, SLIP_MM2 = 0.1, 25.0
"""Less than this part of what a stroke has of its main region, and than so much skin, is a slip
over the border."""
_STEP_MM = 2.0
_SIDES = 48

Painted = Mapping[RegionKey, Any]
"""Of each region what is painted, a polygon of its patch in mm."""


def brushed(body: Body, chart: Chart, xy_mm: Floats, *, width_mm: float) -> dict[RegionKey, Any]:
    """What a brush of this width on the skin paints along a line (n, 2) of the chart."""
    line = resampled(xy_mm, step_mm=_STEP_MM)
    sites = body.sites_at(chart.id, line) if len(line) else []
    found: dict[RegionKey, Any] = {}
    bands: dict[str, Any] = {}
    for key in chart.regions:
        patch = body.regions[key].patch
        if patch not in bands:
            bands[patch] = _band(body, patch, sites, 0.5 * width_mm)
        part = bands[patch].intersection(body.patches[patch].polygon(key))
        if part.area >= SMALLEST_MM2:
            found[key] = filled(part)
    return without_slips(found)


def without_slips(painted: Painted) -> dict[RegionKey, Any]:
    """Without the regions that a stroke meant for their neighbours only grazed."""
    most = max((shape.area for shape in painted.values()), default=0.0)
    least = min(SLIP_MM2, SLIP * most)
    return {key: shape for key, shape in painted.items() if shape.area >= least}


def added(painted: Painted, more: Painted) -> dict[RegionKey, Any]:
    """Both, one shape a region."""
    keys = dict.fromkeys((*painted, *more))
    return {
        key: filled(shapely.union_all([one[key] for one in (painted, more) if key in one]))
        for key in keys
    }


def filled(shape: Any) -> Any:
    """`shape` without its holes: an area pass has one border."""
    parts = [Polygon(part.exterior) for part in shapely.get_parts(shape) if part.area > 0]
    return shapely.union_all(parts)


def pieces(body: Body, painted: Painted) -> list[tuple[RegionKey, tuple[Site, ...], float]]:
    """Region, outline (empty: the whole of it) and mm2 of each connected piece."""
    found: list[tuple[RegionKey, tuple[Site, ...], float]] = []
    for key, shape in painted.items():
        patch = body.regions[key].patch
        region = body.patches[patch].polygon(key)
        if shape.area >= WHOLE * region.area:
            found.append((key, (), float(region.area)))
            continue
        for part in shapely.get_parts(shape):
            outline = outline_of(body, patch, part) if part.area >= SMALLEST_MM2 else ()
            if outline:
                found.append((key, outline, float(part.intersection(region).area)))
    return found


def rings(body: Body, chart: Chart, painted: Painted) -> list[tuple[Place, ...]]:
    """The borders of what is painted, as the chart shows them."""
    shapes = [(body.regions[key].patch, shape) for key, shape in painted.items()]
    found = [ring for patch, shape in shapes for ring in rings_on(body, chart, patch, shape)]
    return [tuple((x, y) for x, y in ring.tolist()) for ring in found]


def tip(body: Body, chart: Chart, site: Site, *, width_mm: float) -> tuple[Place, ...]:
    """The brush at a site: a circle of skin, as the chart shows it."""
    holding = body.patches_holding(site)
    if not holding:
        return ()
    middle = body.on_patch(holding[0], [site])[0]
    angles = np.arange(_SIDES) * (2.0 * math.pi / _SIDES)
    circle = middle + 0.5 * width_mm * np.column_stack([np.cos(angles), np.sin(angles)])
    return _shown(body, chart, body.from_patch(holding[0], circle))


def _band(body: Body, patch: str, sites: Iterable[Site | None], radius_mm: float) -> Any:
    """What lies within a radius of the line, where the patch holds it."""
    known = list(sites)
    places = np.full((len(known), 2), np.nan)
    rows = [row for row, site in enumerate(known) if site is not None]
    if rows:
        places[rows] = body.on_patch(patch, [site for site in known if site is not None])
    shapes = []
    held = ~np.isnan(places[:, 0])
    starts = np.flatnonzero(held & ~np.append(False, held[:-1])).tolist()
    ends = np.flatnonzero(held & ~np.append(held[1:], False)).tolist()
    for start, end in zip(starts, ends, strict=True):
        run = places[start : end + 1]
        line = shapely.LineString(run) if len(run) > 1 else shapely.Point(run[0])
        shapes.append(line.buffer(radius_mm, quad_segs=12))
    return shapely.union_all(shapes)


def _shown(body: Body, chart: Chart, sites: Iterable[Site | None]) -> tuple[Place, ...]:
    known = [site for site in sites if site is not None]
    if not known:
        return ()
    placed = body.on_chart(chart.id, known)
    return tuple((x, y) for x, y in placed.xy_mm[placed.visible].tolist())
