"""Outlines on the skin: closed rings of sites, as polygons of flat skin and back.

Between two sites of an outline the border runs straight on the patch that measures it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from numpy.typing import ArrayLike
from shapely import MultiPolygon, Polygon

from mesomap.analysis.skin import Skin
from mesomap.atlas import Body, Chart, Patch
from mesomap.atlas.triangles import join
from mesomap.geometry.arrays import Floats
from mesomap.model import RegionKey, Site

SIMPLE_MM = 0.1
"""A stored outline is nowhere farther than this from the one that was drawn."""
SMALLEST_MM2 = 0.5
"""What a shape has of a region counts from this size: less is a slip over its border."""
_GRID_MM = 1e-4
_INWARD_MM = (0.05, 0.3, 1.0)
_STEP_MM = 1.0


@dataclass(frozen=True, slots=True)
class OutlinePart:
    """What a shape has of one region, in one piece.

    Attributes
    ----------
    key, patch
        The region, and the patch that measures it.
    polygon
        In patch mm, with the holes that the shape or the region leaves in it.
    outline
        Its outer border on the skin. ``polygon_on(body, patch, outline)`` cut with the region's
        own polygon is `polygon` again, but for `SIMPLE_MM` and holes of the shape itself.
    """

    key: RegionKey
    patch: str
    polygon: Polygon
    outline: tuple[Site, ...]


def polygon_on(body: Skin, patch: str, outline: Sequence[Site]) -> Polygon | MultiPolygon:
    """The valid polygon (patch mm) within `outline`; empty where `patch` does not hold all of it.

    A border that crosses itself encloses every piece that it winds around.
    """
    if len(outline) < 3:
        return Polygon()
    places = body.on_patch(patch, outline)
    if np.isnan(places).any():
        return Polygon()
    return _polygonal(_valid(Polygon(places)))


def patch_of(body: Body, outline: Sequence[Site]) -> str | None:
    """A patch that holds all of `outline`, the home of its middle before others; None without."""
    if len(outline) < 3:
        return None
    holding = [
        patch
        for patch in body.patches_holding(outline[0])
        if not np.isnan(body.on_patch(patch, outline)).any()
    ]
    if len(holding) < 2:
        return holding[0] if holding else None
    polygon = polygon_on(body, holding[0], outline)
    if polygon.is_empty:
        return holding[0]
    middle = body.from_patch(holding[0], [polygon.representative_point().coords[0]])[0]
    region = None if middle is None else body.region_of(middle)
    home = None if region is None else body.regions[region].patch
    return home if home in holding else holding[0]


def outline_of(body: Body, patch: str, polygon: Polygon | MultiPolygon) -> tuple[Site, ...]:
    """The outer border of `polygon` (patch mm) on the skin, simplified to `SIMPLE_MM`.

    Of several parts the largest one's. A corner off the skin is taken as far inside as it needs
    to be on it. Empty where nothing is left.
    """
    parts = [part for part in shapely.get_parts(polygon) if part.area > 0]
    if not parts:
        return ()
    largest = max(parts, key=lambda part: float(part.area))
    ring = shapely.remove_repeated_points(largest.exterior.simplify(SIMPLE_MM), _GRID_MM)
    places = np.asarray(ring.coords)[:-1]
    sites = body.from_patch(patch, places)
    for inward_mm in _INWARD_MM:
        off = [row for row, site in enumerate(sites) if site is None]
        inner = largest.buffer(-inward_mm) if off else None
        if inner is None or inner.is_empty:
            break
        nearest = [shapely.shortest_line(inner, shapely.Point(places[row])) for row in off]
        moved = body.from_patch(patch, [line.coords[0] for line in nearest])
        for row, site in zip(off, moved, strict=True):
            sites[row] = site
    known = tuple(site for site in sites if site is not None)
    return known if len(known) >= 3 else ()


def parts_by_region(body: Body, chart: str, xy_mm: ArrayLike) -> tuple[OutlinePart, ...]:
    """A shape drawn on `chart`, corners `xy_mm` (n, 2), cut by the regions that the chart shows.

    Only skin that the chart sees is within. In the order of the chart's regions; larger pieces
    of one region first. KnownError if there is no such chart.
    """
    corners = np.asarray(xy_mm, np.float64).reshape(-1, 2)
    shown = body.chart(chart)
    shape = _polygonal(_valid(Polygon(corners))) if len(corners) >= 3 else Polygon()
    if shape.is_empty:
        return ()
    keys = [key for key, drawn in shown.polygons().items() if drawn.dwithin(shape, _STEP_MM)]
    flat: dict[str, Polygon | MultiPolygon] = {}
    parts: list[OutlinePart] = []
    for key in keys:
        patch = body.regions[key].patch
        if patch not in flat:
            flat[patch] = _laid_flat(body, shown, body.patches[patch], shape)
        of_region = _polygonal(flat[patch].intersection(body.patches[patch].polygon(key)))
        pieces = [p for p in shapely.get_parts(of_region) if p.area >= SMALLEST_MM2]
        for piece in sorted(pieces, key=lambda piece: -float(piece.area)):
            if outline := outline_of(body, patch, piece):
                parts.append(OutlinePart(key, patch, piece, outline))
    return tuple(parts)


def _laid_flat(
    body: Body, chart: Chart, patch: Patch, shape: Polygon | MultiPolygon
) -> Polygon | MultiPolygon:
    """What `chart` sees of `patch` within `shape` (chart mm), in patch mm.

    Picture and flat skin are linear on each triangle of the mesh, so each is cut and laid flat
    by itself. A flat chart has none: there a shape's corners are laid flat.
    """
    if not len(chart.triangles):
        return _corners_laid_flat(body, chart, patch, shape)
    seen, rows, _ = np.intersect1d(patch.triangles, chart.triangles, return_indices=True)
    xy = chart.project(body.mesh.corners(seen))[..., :2]
    left, top, right, bottom = shape.bounds
    low, high = xy.min(axis=1), xy.max(axis=1)
    near = (low <= (right, bottom)).all(axis=1) & (high >= (left, top)).all(axis=1)
    ahead, aside = xy[:, 1] - xy[:, 0], xy[:, 2] - xy[:, 0]
    faces = ahead[:, 0] * aside[:, 1] - ahead[:, 1] * aside[:, 0] < 0  # y runs down on a chart
    chosen = np.flatnonzero(near & faces & body.mesh.is_skin(seen))
    third = np.full(len(chosen), 1 / 3)
    chosen = chosen[chart.positions(join(seen[chosen], third, third)).visible]
    xy, uv = xy[chosen], patch.corners[rows[chosen]]
    triangles = shapely.polygons(xy)
    shapely.prepare(shape)
    whole = shapely.contains(shape, triangles)
    pieces = [_valid(shapely.coverage_union_all(shapely.polygons(uv[whole])))]
    for row in np.flatnonzero(~whole & shapely.intersects(shape, triangles)).tolist():
        piece = _polygonal(triangles[row].intersection(shape))
        if not piece.is_empty:
            pieces.append(shapely.transform(piece, _affine(xy[row], uv[row])))
    return _polygonal(shapely.union_all(pieces, grid_size=_GRID_MM))


def _affine(source: Floats, target: Floats) -> Any:
    """The linear map that takes the triangle `source` (3, 2) to `target` (3, 2)."""
    matrix = np.linalg.solve(np.column_stack([source, np.ones(3)]), target)
    return lambda places: places @ matrix[:2] + matrix[2]


def _corners_laid_flat(
    body: Body, chart: Chart, patch: Patch, shape: Polygon | MultiPolygon
) -> Polygon | MultiPolygon:
    shown = [drawn for key, drawn in chart.polygons().items() if key in patch.regions]
    seen = _polygonal(shapely.segmentize(shape, _STEP_MM).intersection(shapely.union_all(shown)))
    parts = []
    for part in shapely.get_parts(seen):
        sites = body.sites_at(chart.id, np.asarray(part.exterior.coords)[:-1])
        parts.append(polygon_on(body, patch.id, [site for site in sites if site is not None]))
    return _polygonal(shapely.union_all(parts))


def _valid(shape: Any) -> Any:
    return shapely.make_valid(shape, method="structure", keep_collapsed=False)


def _polygonal(shape: Any) -> Polygon | MultiPolygon:
    """The parts of `shape` that have an area."""
    return _joined(part for part in shapely.get_parts(shapely.get_parts(shape)) if part.area > 0)


def _joined(parts: Iterable[Polygon]) -> Polygon | MultiPolygon:
    known = list(parts)
    return known[0] if len(known) == 1 else MultiPolygon(known) if known else Polygon()
