"""Qt paths of shapely's polygons and of polylines, in the units they come in."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainterPath, QPolygonF

Floats = NDArray[np.float64]


def to_polygon(points: Floats) -> QPolygonF:
    """A Qt polygon of (n, 2) points."""
    return QPolygonF([QPointF(x, y) for x, y in points.tolist()])


def polyline_path(lines: list[Floats]) -> QPainterPath:
    """One path of open polylines (k, 2)."""
    path = QPainterPath()
    for line in lines:
        path.addPolygon(to_polygon(line))
    return path


def geometry_path(geometry: Any) -> QPainterPath:
    """One path of a polygon or of anything made of polygons; holes stay holes."""
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.OddEvenFill)
    parts = getattr(geometry, "geoms", None)
    for part in [geometry] if parts is None else parts:
        if part.is_empty or part.geom_type != "Polygon":
            continue
        for ring in (part.exterior, *part.interiors):
            path.addPolygon(to_polygon(np.asarray(ring.coords)[:, :2]))
            path.closeSubpath()
    return path
