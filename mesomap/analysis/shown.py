"""Lines and shapes of the skin as a chart shows them, in chart mm."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import shapely

from mesomap.analysis.areas import patch_of_area, shape_of
from mesomap.analysis.curve import Curve
from mesomap.atlas import Body, Chart
from mesomap.geometry.arrays import Floats
from mesomap.model import AreaPass, RegionKey

STEP_MM = 1.5
"""An outline gets a corner at least this often, to follow the skin's curve."""


def runs_on(body: Body, chart: Chart, curve: Curve) -> tuple[Floats, ...]:
    """The parts of a line on the skin that a chart sees, (n, 2) each, n at least 2."""
    steps = max(1, math.ceil(curve.length_mm / STEP_MM))
    sites = curve.sites_at(body, np.linspace(0.0, curve.length_mm, steps + 1))
    known = [site for site in sites if site is not None]
    if len(known) < 2:
        return ()
    placed = body.on_chart(chart.id, known)
    hidden = np.flatnonzero(~placed.visible)
    parts, seen = np.split(placed.xy_mm, hidden), np.split(placed.visible, hidden)
    runs = [part[mask] for part, mask in zip(parts, seen, strict=True)]
    return tuple(run for run in runs if len(run) > 1)


def rings_on(body: Body, chart: Chart, patch: str, shape: Any) -> list[Floats]:
    """The borders of a polygon or multipolygon of `patch` (mm), (n, 2) each, where it is seen."""
    found = []
    outline = shapely.segmentize(shape, STEP_MM)
    for part in getattr(outline, "geoms", [outline]):
        for ring in (part.exterior, *part.interiors):
            sites = body.from_patch(patch, np.asarray(ring.coords)[:-1])
            known = [site for site in sites if site is not None]
            if len(known) < 3:
                continue
            placed = body.on_chart(chart.id, known)
            seen = placed.xy_mm[placed.visible]
            if len(seen) >= 3:
                found.append(seen)
    return found


def area_on(body: Body, chart: Chart, area: AreaPass) -> list[Floats]:
    """The borders of an area pass; of a whole region those that the chart draws."""
    patch = patch_of_area(body, area)
    if patch is None or area.region is None or area.side is None:
        return []
    key = RegionKey(area.region, area.side)
    if key not in chart.regions:
        return []
    if not area.outline:
        drawn = chart.polygons()[key]
        return [np.asarray(part.exterior.coords)[:-1] for part in shapely.get_parts(drawn)]
    shape = shape_of(body, area)
    return [] if shape.is_empty else rings_on(body, chart, patch, shape)


def middle_on(body: Body, chart: Chart, area: AreaPass) -> tuple[float, float] | None:
    """A place inside an area pass that the chart sees; None where it sees none."""
    patch = patch_of_area(body, area)
    shape = shape_of(body, area)
    if patch is None or shape.is_empty:
        return None
    inside = shapely.point_on_surface(shape)
    site = body.from_patch(patch, np.array([[inside.x, inside.y]]))[0]
    if site is None:
        return None
    placed = body.on_chart(chart.id, [site])
    if not placed.visible[0]:
        return None
    x, y = placed.xy_mm[0].tolist()
    return x, y
