"""Turn authored nodes and arcs into polygons, and look points up in them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from scipy.interpolate import CubicSpline
from shapely.geometry import LineString, Polygon

from .source import Floats, Ints

Point = tuple[float, float]
Place = str | Point
Arc = tuple[Place, ...]


def spline(points: Sequence[Point], step: float = 0.35) -> Floats:
    """A natural cubic spline through points (centripetal spacing), about `step` between samples."""
    p = np.array(points, np.float64)
    p = p[np.r_[True, np.any(np.diff(p, axis=0) != 0, axis=1)]]
    if len(p) == 2:
        return p
    chords = np.hypot(*np.diff(p, axis=0).T)
    t = np.r_[0.0, np.cumsum(np.sqrt(chords))]
    count = max(4, int(chords.sum() / step))
    out: Floats = CubicSpline(t, p, bc_type="natural")(np.linspace(0, t[-1], count))
    out[0], out[-1] = p[0], p[-1]
    return out


def resolve(nodes: Mapping[str, Point], arc: Sequence[Place]) -> list[Point]:
    """Replace node names by their positions."""
    return [nodes[p] if isinstance(p, str) else p for p in arc]


@dataclass(frozen=True, slots=True)
class Network:
    """Polygons of an atlas, one per region id."""

    ids: tuple[str, ...]
    shapes: tuple[Polygon, ...]

    def lookup(self, x: Floats, y: Floats) -> Ints:
        """Row in `ids` of each point; points on no polygon go to the nearest."""
        out = np.full(len(x), -1, np.int64)
        for i, polygon in enumerate(self.shapes):
            left = out < 0
            out[left] = np.where(shapely.contains_xy(polygon, x[left], y[left]), i, -1)
        lost = np.flatnonzero(out < 0)
        if len(lost):
            tree = shapely.STRtree(list(self.shapes))
            out[lost] = tree.nearest(shapely.points(x[lost], y[lost]))
        return out


def build_network(
    nodes: Mapping[str, Point],
    arcs: Sequence[Sequence[Place]],
    straight: Sequence[Sequence[Place]],
    seeds: Mapping[str, Point],
    *,
    x_range: tuple[float, float],
) -> Network:
    """Node all lines, polygonise, and name each cell by the seed inside it.

    Raises
    ------
    ValueError
        If a region has no cell, or a cell holds the seeds of two regions (an arc is missing).
    """
    lines = []
    for arc in arcs:
        p = spline(resolve(nodes, arc))
        p[:, 0] = np.clip(p[:, 0], *x_range)
        lines.append(LineString(p))
    lines += [LineString(resolve(nodes, s)) for s in straight]
    net = shapely.node(shapely.set_precision(shapely.GeometryCollection(lines), 1e-6))
    cells = shapely.get_parts(shapely.polygonize(shapely.get_parts(net)))
    named: dict[str, list[Polygon]] = {k: [] for k in seeds}
    for cell in cells:
        inside = [k for k, at in seeds.items() if cell.contains(shapely.Point(at))]
        if len(inside) > 1:
            raise ValueError(f"no border between {inside}")
        if inside:
            named[inside[0]].append(cell)
    empty = [k for k, found in named.items() if not found]
    if empty:
        raise ValueError(f"regions without a closed border: {empty}")
    shapes = [shapely.union_all(found) for found in named.values()]
    for polygon in shapes:
        shapely.prepare(polygon)
    return Network(tuple(named), tuple(shapes))
