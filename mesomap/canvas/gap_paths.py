"""Shapes of flat skin (gaps, bands, outlines), as a chart shows them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtGui import QPainterPath

from mesomap.analysis.shown import rings_on
from mesomap.atlas import Body, Chart
from mesomap.geometry.gaps import Gap
from mesomap.model import RegionKey
from mesomap.paint.paths import to_polygon


def gap_paths(body: Body, chart: Chart, key: RegionKey, gaps: Sequence[Gap]) -> list[QPainterPath]:
    """The outlines of `gaps` (flat skin) in chart mm, where the chart sees them."""
    patch = body.regions[key].patch
    paths = [shape_path(body, chart, patch, gap.polygon) for gap in gaps]
    return [path for path in paths if not path.isEmpty()]


def shape_path(body: Body, chart: Chart, patch: str, shape: Any) -> QPainterPath:
    """The outline of a polygon or multipolygon of `patch` (mm) in chart mm, where it is seen."""
    path = QPainterPath()
    for ring in rings_on(body, chart, patch, shape):
        path.addPolygon(to_polygon(ring))
        path.closeSubpath()
    return path
