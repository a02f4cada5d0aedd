"""Shapes of flat skin (gaps, bands, outlines), as a chart shows them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import shapely
from PySide6.QtGui import QPainterPath

from mesomap.atlas import Body, Chart
from mesomap.geometry.gaps import Gap
from mesomap.model import RegionKey
from mesomap.paint.paths import to_polygon

_STEP_MM = 1.5
"""An outline gets a corner at least this often, to follow the skin's curve."""


def gap_paths(body: Body, chart: Chart, key: RegionKey, gaps: Sequence[Gap]) -> list[QPainterPath]:
    """The outlines of `gaps` (flat skin) in chart mm, where the chart sees them."""
    patch = body.regions[key].patch
    paths = [shape_path(body, chart, patch, gap.polygon) for gap in gaps]
    return [path for path in paths if not path.isEmpty()]


def shape_path(body: Body, chart: Chart, patch: str, shape: Any) -> QPainterPath:
    """The outline of a polygon or multipolygon of `patch` (mm) in chart mm, where it is seen."""
    path = QPainterPath()
    outline = shapely.segmentize(shape, _STEP_MM)
    for part in getattr(outline, "geoms", [outline]):
        for ring in (part.exterior, *part.interiors):
            sites = body.from_patch(patch, np.asarray(ring.coords))
            known = [site for site in sites if site is not None]
            if len(known) < 3:
                continue
            placed = body.on_chart(chart.id, known)
            seen = placed.xy_mm[placed.visible]
            if len(seen) >= 3:
                path.addPolygon(to_polygon(seen))
                path.closeSubpath()
    return path
