"""A flat body for the bench: a sheet of skin with room for 10,000 injections at 5 mm.

It is made of the atlas's own classes (mesh, chart, patch), so that the real canvas and the real
document work on it; only its shape is simple. 25 regions of 114 x 114 mm on 5 patches.
"""

from __future__ import annotations

import gzip
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from mesomap.atlas import Body, Chart, Patch, Region
from mesomap.atlas.arrays import Arrays
from mesomap.atlas.mesh import Mesh
from mesomap.atlas.metadata import BodyParts
from mesomap.geometry.lattice import jittered, jittered_side_mm
from mesomap.model import RegionKey, Side, SkinSite

TILE_MM = 114.0
TILES = 5
SIDE_MM = TILE_MM * TILES
QUAD_MM = 19.0
QUADS = round(SIDE_MM / QUAD_MM)
QUADS_PER_TILE = round(TILE_MM / QUAD_MM)
CHART = "sheet"
SPACING_MM = 5.0

Floats = NDArray[np.float64]


def sheet_body() -> Body:
    """The body with id ``sheet`` and the one chart ``sheet``."""
    mesh = Mesh(_arrays(_mesh_arrays()), patches=TILES)
    keys = [
        [RegionKey(f"tile-{row}-{col}", Side.MIDLINE) for col in range(TILES)]
        for row in range(TILES)
    ]
    charts = {CHART: _chart(mesh, [key for row in keys for key in row])}
    patches = {f"strip-{row}": _patch(mesh, row, keys[row]) for row in range(TILES)}
    regions = {
        key: Region(
            key=key,
            name=key.id,
            group="bench",
            patch=f"strip-{row}",
            area_mm2=TILE_MM * TILE_MM,
            charts=(CHART,),
        )
        for row in range(TILES)
        for key in keys[row]
    }
    return Body(
        BodyParts(
            id="sheet",
            name="Sheet",
            stature_mm=SIDE_MM,
            mesh=mesh,
            charts=charts,
            regions=regions,
            patches=patches,
            landmarks=(),
        )
    )


def scattered(count: int, *, seed: int = 7) -> Floats:
    """`count` places (n, 2), mm: a lattice of 5 mm, jittered by up to 1 mm, in a square patch.

    The density is the same for every `count`; the area grows with it.
    """
    start = (SIDE_MM - jittered_side_mm(count, spacing_mm=SPACING_MM)) / 2
    return jittered(count, spacing_mm=SPACING_MM, seed=seed, jitter=0.2) + start


def sites_at(xy_mm: Floats) -> list[SkinSite]:
    """The sites at places (n, 2) of the sheet, mm."""
    cell = xy_mm / QUAD_MM
    quad = np.minimum(cell.astype(int), QUADS - 1)
    rest = cell - quad
    faces = quad[:, 1] * QUADS + quad[:, 0]
    return [
        SkinSite(int(face), float(s), float(t)) for face, (s, t) in zip(faces, rest, strict=True)
    ]


def _arrays(values: dict[str, Any]) -> Arrays:
    return Arrays("sheet", values.__getitem__)


def _mesh_arrays() -> dict[str, Any]:
    steps = 4 * QUADS + 1
    x, y = np.meshgrid(np.arange(steps), np.arange(steps))
    step = QUAD_MM / 4
    xyz = np.column_stack([x.ravel() * step, y.ravel() * step, np.zeros(x.size)])
    j, i = np.meshgrid(np.arange(5), np.arange(5), indexing="ij")
    grid = [
        (4 * row + j) * steps + 4 * column + i for row in range(QUADS) for column in range(QUADS)
    ]
    row_of = np.arange(QUADS * QUADS) // QUADS
    faces = len(grid)
    return {
        "xyz": xyz.astype(np.float32),
        "grid": np.array(grid, np.int32),
        "normal": np.tile(np.array([0.0, 0.0, 1.0], np.float32), (len(xyz), 1)),
        "skin": np.ones((faces, 16), np.uint8),
        "home": np.repeat(row_of // QUADS_PER_TILE, 32).astype(np.int16),
        "mirror": np.arange(faces, dtype=np.int32),
        "mirror_corner": np.tile(np.arange(4, dtype=np.int8), (faces, 1)),
        "occluder_xyz": np.zeros((0, 3), np.float32),
        "occluder_tri": np.zeros((0, 3), np.int32),
    }


def _polygons(boxes: list[Any]) -> dict[str, Any]:
    _, coords, (o1, o2, o3) = shapely.to_ragged_array([shapely.MultiPolygon([b]) for b in boxes])
    return {"region_coords": coords, "region_o1": o1, "region_o2": o2, "region_o3": o3}


def _tile(row: int, col: int) -> Any:
    return shapely.box(col * TILE_MM, row * TILE_MM, (col + 1) * TILE_MM, (row + 1) * TILE_MM)


def _chart(mesh: Mesh, keys: list[RegionKey]) -> Chart:
    boxes = [_tile(row, col) for row in range(TILES) for col in range(TILES)]
    # y runs down on a chart, up on the sheet
    flipped = [
        shapely.box(b.bounds[0], SIDE_MM - b.bounds[3], b.bounds[2], SIDE_MM - b.bounds[1])
        for b in boxes
    ]
    lines = [np.array(b.exterior.coords) for b in flipped]
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {SIDE_MM} {SIDE_MM}">'
        f'<rect width="{SIDE_MM}" height="{SIDE_MM}" fill="#eee"/></svg>'
    )
    arrays = {
        "tri": np.arange(mesh.triangle_count),
        "occ": np.zeros(0, np.int64),
        "border_coords": np.concatenate(lines),
        "border_offsets": np.cumsum([0, *(len(line) for line in lines)]),
        **_polygons(flipped),
    }
    return Chart(
        id=CHART,
        title="Sheet",
        group="bench",
        file="",
        width_mm=SIDE_MM,
        height_mm=SIDE_MM,
        view={
            "right": np.array([1.0, 0.0, 0.0]),
            "up": np.array([0.0, 1.0, 0.0]),
            "forward": np.array([0.0, 0.0, 1.0]),
            "centre": np.array([SIDE_MM / 2, SIDE_MM / 2, 0.0]),
        },
        regions=tuple(keys),
        mesh=mesh,
        arrays=_arrays(arrays),
        read_drawing=lambda: gzip.compress(svg.encode()),
    )


def _patch(mesh: Mesh, row: int, keys: list[RegionKey]) -> Patch:
    """A row of tiles with one quad of margin above and below."""
    low = max(row * QUADS_PER_TILE - 1, 0) * QUADS * 32
    high = min((row + 1) * QUADS_PER_TILE + 1, QUADS) * QUADS * 32
    triangles = np.arange(low, high)
    vertices = np.unique(mesh.vertices(triangles))
    arrays = {
        "tri": triangles,
        "vert": vertices,
        "uv": mesh.xyz[vertices, :2].astype(np.float64),
        **_polygons([_tile(row, col) for col in range(TILES)]),
    }
    return Patch(
        id=f"strip-{row}",
        area_mm2=TILES * TILE_MM * TILE_MM,
        length_error_mean=0.0,
        length_error_p95=0.0,
        natural="across",
        regions=tuple(keys),
        number=row,
        mesh=mesh,
        arrays=_arrays(arrays),
    )
