"""Region polygons: from the files' arrays, and which of them holds a place."""

from __future__ import annotations

from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from mesomap.atlas.arrays import Arrays
from mesomap.atlas.values import Floats, Ints

CRACK_MM = 0.3
"""Two neighbouring polygons may leave a hairline between them; a place in it goes to the nearer."""


def read_polygons(arrays: Arrays, count: int) -> NDArray[Any]:
    """The multipolygons (k,) of a chart's or a patch's `count` regions, in their order, mm."""
    coordinates = arrays["region_coords"]
    rings = arrays.offsets("region_o1", len(coordinates))
    parts = arrays.offsets("region_o2", len(rings) - 1)
    wholes = arrays.offsets("region_o3", len(parts) - 1)
    if len(wholes) - 1 != count:
        raise arrays.damaged()
    try:
        geometries: NDArray[Any] = shapely.from_ragged_array(
            shapely.GeometryType.MULTIPOLYGON, coordinates, (rings, parts, wholes)
        )
    except (ValueError, shapely.errors.ShapelyError) as error:
        raise arrays.damaged() from error
    shapely.prepare(geometries)
    return geometries


def holder(geometries: NDArray[Any], x: float, y: float) -> int:
    """The number of the first polygon that holds the place, its border included; -1 none."""
    inside = shapely.intersects_xy(geometries, x, y)
    first = int(inside.argmax()) if len(inside) else 0
    return first if len(inside) and inside[first] else -1


def holders(geometries: NDArray[Any], xy: Floats) -> Ints:
    """As `holder`, for n places (n, 2); -1 also where a place is not a number."""
    out = np.full(len(xy), -1)
    left = (~np.isnan(xy[:, 0])).nonzero()[0]
    for number, geometry in enumerate(geometries):
        if not len(left):
            break
        inside = shapely.intersects_xy(geometry, xy[left, 0], xy[left, 1])
        out[left[inside]] = number
        left = left[~inside]
    return out


def nearest(geometries: NDArray[Any], x: float, y: float) -> tuple[int, float]:
    """The number of the polygon nearest to the place, and its distance in mm."""
    away = shapely.distance(geometries, shapely.Point(x, y))
    first = int(np.argmin(away))
    return first, float(away[first])
