"""A tiny atlas in the real format, whose geometry is known: a half cylinder with two plates.

The cylinder has radius 60 mm about the y axis, from -80 to 80 degrees about the front and 0 to
120 mm high; its facets are 2.5 degrees wide, so that the prism unrolls exactly. In front of it
float two plates ("ears", skin on their front) and two squares ("eyeballs", no skin), and it has a
mouth that is no skin. The nose patch lies in the middle, a cheek patch with two regions on either
side; margins reach 20 degrees over the seams. Quads start at changing corners, as real ones do.
"""

from __future__ import annotations

import gzip
import hashlib
import io
import itertools
import json
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from shapely.geometry import LineString, box

RADIUS_MM = 60.0
HEIGHT_MM = 120.0
STEP_DEG = 2.5
CHORD_MM = 2.0 * RADIUS_MM * np.sin(np.radians(STEP_DEG / 2.0))
PLATE_Z_MM = 70.0
PLATE = (35.0, 70.0, 45.0, 90.0)
"""The left plate's x0, y0, x1, y1; the right one is its mirror image."""
EYE_Z_MM = 65.0
EYE = (10.0, 90.0, 20.0, 100.0)
MOUTH_DEG = 5.0
MOUTH_Y = (30.0, 32.5)
NOSE_DEG = 20.0
TEMPLE_Y = 60.0

_CORNERS = ((0, 0), (0, 4), (4, 4), (4, 0))  # j, i of the quad's corners in order


def unrolled(xyz: np.ndarray) -> np.ndarray:
    """Exact flat coordinates (n, 2) of points (n, 3) on the cylinder's facets."""
    angle = np.degrees(np.arctan2(xyz[:, 0], xyz[:, 2])) / STEP_DEG
    facet = np.floor(angle)
    start, end = np.radians(facet * STEP_DEG), np.radians((facet + 1) * STEP_DEG)
    a = RADIUS_MM * np.stack([np.sin(start), np.cos(start)], axis=1)
    b = RADIUS_MM * np.stack([np.sin(end), np.cos(end)], axis=1)
    along = np.einsum("nd,nd->n", xyz[:, [0, 2]] - a, (b - a) / CHORD_MM)
    return np.stack([facet * CHORD_MM + along, xyz[:, 1]], axis=1)


def edge_x(angle_deg: float) -> float:
    """x of a facet edge of the cylinder."""
    return float(RADIUS_MM * np.sin(np.radians(angle_deg)))


def edge_z(angle_deg: float) -> float:
    """z of a facet edge of the cylinder."""
    return float(RADIUS_MM * np.cos(np.radians(angle_deg)))


def flat_u(angle_deg: float) -> float:
    """Flat u of a facet edge."""
    return float(angle_deg / STEP_DEG * CHORD_MM)


class _Quads:
    """Collects vertices and 5 x 5 grids."""

    def __init__(self) -> None:
        self.xyz: list[tuple[float, float, float]] = []
        self.ids: dict[tuple[Any, ...], int] = {}
        self.grids: list[np.ndarray] = []
        self.sheet: list[str] = []

    def vertex(self, sheet: str, point: tuple[float, float, float]) -> int:
        key = (sheet, *(round(value, 6) for value in point))
        if key not in self.ids:
            self.ids[key] = len(self.xyz)
            self.xyz.append(point)
        return self.ids[key]

    def add(self, sheet: str, at: Callable[[float, float], tuple[float, float, float]]) -> None:
        grid = np.array(
            [[self.vertex(sheet, at(i / 4, j / 4)) for i in range(5)] for j in range(5)], np.int32
        )
        for _ in range(len(self.grids) % 4):  # start at another corner, keep the orientation
            grid = np.array([[grid[i, 4 - j] for i in range(5)] for j in range(5)], np.int32)
        self.grids.append(grid)
        self.sheet.append(sheet)


def _quads() -> _Quads:
    quads = _Quads()
    for column in range(16):
        for row in range(12):

            def on_cylinder(
                i: float, j: float, column: int = column, row: int = row
            ) -> tuple[float, float, float]:
                angle = np.radians(-80.0 + (column + i) * 10.0)
                x, z = RADIUS_MM * np.sin(angle), RADIUS_MM * np.cos(angle)
                return float(x), (row + j) * 10.0, float(z)

            quads.add("cylinder", on_cylinder)
    for side in ("left", "right"):
        x0 = PLATE[0] if side == "left" else -PLATE[2]
        for row in range(2):

            def on_plate(
                i: float, j: float, x0: float = x0, row: int = row
            ) -> tuple[float, float, float]:
                return x0 + i * 10.0, PLATE[1] + (row + j) * 10.0, PLATE_Z_MM

            quads.add(side, on_plate)
    return quads


def _mirror(xyz: np.ndarray, grid: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    corner = np.stack([xyz[grid[:, j, i]] for j, i in _CORNERS], axis=1)
    flipped = corner * (-1.0, 1.0, 1.0)
    centre, flipped_centre = corner.mean(axis=1), flipped.mean(axis=1)
    away = np.linalg.norm(flipped_centre[:, None] - centre[None], axis=2)
    mirror = away.argmin(axis=1)
    match = np.linalg.norm(flipped[:, :, None] - corner[mirror][:, None], axis=3).argmin(axis=2)
    return mirror.astype(np.int32), match.astype(np.int8)


def _npz(**arrays: np.ndarray) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, array in arrays.items():
            member = io.BytesIO()
            np.lib.format.write_array(member, np.ascontiguousarray(array), version=(1, 0))
            packed.writestr(zipfile.ZipInfo(f"{name}.npy"), member.getvalue())
    return out.getvalue()


def _ragged(polygons: list[Any]) -> dict[str, np.ndarray]:
    multi = [shapely.MultiPolygon(shapely.get_parts(polygon).tolist()) for polygon in polygons]
    _, coords, (o1, o2, o3) = shapely.to_ragged_array(multi)
    return {"region_coords": coords, "region_o1": o1, "region_o2": o2, "region_o3": o3}


def _tiles(
    lines: list[Any], name: Callable[[float, float], tuple[str, str] | None]
) -> dict[tuple[str, str], Any]:
    """Cut the plane along `lines` and gather the pieces by the region at their middle."""
    pieces: dict[tuple[str, str], list[Any]] = {}
    for piece in shapely.get_parts(shapely.polygonize([shapely.unary_union(lines)])):
        inside = piece.representative_point()
        key = name(inside.x, inside.y)
        if key is not None:
            pieces.setdefault(key, []).append(piece)
    return {key: shapely.coverage_union_all(parts) for key, parts in sorted(pieces.items())}


def region_at(angle_deg: float, y: float) -> tuple[str, str] | None:
    """The region of a place of the cylinder; None in the mouth and beyond its edges."""
    if abs(angle_deg) > 80.0 or not 0.0 <= y <= HEIGHT_MM:
        return None
    if abs(angle_deg) < MOUTH_DEG and MOUTH_Y[0] < y < MOUTH_Y[1]:
        return None
    if abs(angle_deg) < NOSE_DEG:
        return "nose-dorsum", "midline"
    return "cheek-buccal" if y < TEMPLE_Y else "temple", "left" if angle_deg > 0 else "right"


def _front(x: float, y: float) -> tuple[str, str] | None:
    if PLATE[0] < abs(x) < PLATE[2] and PLATE[1] < y < PLATE[3]:
        return "ear", "left" if x > 0 else "right"
    if EYE[0] < abs(x) < EYE[2] and EYE[1] < y < EYE[3]:
        return None
    return region_at(float(np.degrees(np.arcsin(np.clip(x / RADIUS_MM, -1, 1)))), y)


def _side_view(sign: float) -> Callable[[float, float], tuple[str, str] | None]:
    def name(z: float, y: float) -> tuple[str, str] | None:
        angle = float(np.degrees(np.arccos(np.clip(z / RADIUS_MM, -1, 1))))
        return region_at(sign * angle, y)

    return name


def _grid_lines(xs: list[float]) -> list[Any]:
    ys = (0.0, *MOUTH_Y, TEMPLE_Y, HEIGHT_MM)
    return [
        box(x0, y0, x1, y1).exterior
        for x0, x1 in itertools.pairwise(xs)
        for y0, y1 in itertools.pairwise(ys)
    ]


_ANGLES = [-80.0, -NOSE_DEG, -MOUTH_DEG, 0.0, MOUTH_DEG, NOSE_DEG, 80.0]


def _chart_polygons() -> dict[str, dict[tuple[str, str], Any]]:
    """Region polygons by chart, in body x or z and y."""
    boxes = [box(*PLATE), box(*EYE)]
    boxes += [box(-x1, y0, -x0, y1) for x0, y0, x1, y1 in (PLATE, EYE)]
    front = _grid_lines([edge_x(angle) for angle in _ANGLES]) + [b.exterior for b in boxes]
    side = _grid_lines(sorted(edge_z(angle) for angle in _ANGLES if angle >= 0))
    return {
        "face-front": _tiles(front, _front),
        "face-left": _tiles(side, _side_view(1.0)),
        "face-right": _tiles(side, _side_view(-1.0)),
    }


VIEWS: dict[str, dict[str, Any]] = {
    "face-front": {
        "size": (140.0, 130.0),
        "right": [1.0, 0.0, 0.0],
        "up": [0.0, 1.0, 0.0],
        "forward": [0.0, 0.0, 1.0],
        "centre": [0.0, 60.0, 0.0],
    },
    "face-left": {
        "size": (60.0, 130.0),
        "right": [0.0, 0.0, -1.0],
        "up": [0.0, 1.0, 0.0],
        "forward": [1.0, 0.0, 0.0],
        "centre": [0.0, 60.0, 35.0],
    },
    "face-right": {
        "size": (60.0, 130.0),
        "right": [0.0, 0.0, 1.0],
        "up": [0.0, 1.0, 0.0],
        "forward": [-1.0, 0.0, 0.0],
        "centre": [0.0, 60.0, 35.0],
    },
}
TITLES = {"face-front": "Face front", "face-left": "Face left", "face-right": "Face right"}
NAMES = {
    "nose-dorsum": "Dorsum of nose",
    "cheek-buccal": "Buccal cheek",
    "temple": "Temple",
    "ear": "Ear",
}


def _to_chart(chart: str, polygon: Any) -> Any:
    """A polygon in body coordinates (x or z, y) in chart mm."""
    view = VIEWS[chart]
    width, height = view["size"]
    axis = 0 if chart == "face-front" else 2
    sign, centre = view["right"][axis], view["centre"]

    def place(points: np.ndarray) -> np.ndarray:
        x = (points[:, 0] - centre[axis]) * sign + width / 2
        return np.stack([x, height / 2 - (points[:, 1] - centre[1])], axis=1)

    return shapely.transform(polygon, place)


def patch_plans() -> dict[str, dict[str, Any]]:
    """Each patch: its regions' rectangles in flat mm, its sheet, reach in degrees, origin."""
    u0, u1 = flat_u(NOSE_DEG), flat_u(80.0)
    mouth = box(flat_u(-MOUTH_DEG), MOUTH_Y[0], flat_u(MOUTH_DEG), MOUTH_Y[1])
    nose = box(-u0, 0, u0, HEIGHT_MM).difference(mouth)
    plate = box(PLATE[0], PLATE[1], PLATE[2], PLATE[3])
    out: dict[str, dict[str, Any]] = {
        "nose": {
            "sheet": "cylinder",
            "reach": (-40.0, 40.0),
            "origin": (0.0, 60.0),
            "regions": {("nose-dorsum", "midline"): nose},
        }
    }
    for side, sign in (("left", 1.0), ("right", -1.0)):
        low, high = sorted((sign * u0, sign * u1))
        reach = sorted((0.0, sign * 80.0))
        x0, x1 = sorted((sign * PLATE[0], sign * PLATE[2]))
        out[f"cheek-{side}"] = {
            "sheet": "cylinder",
            "reach": tuple(reach),
            "origin": ((low + high) / 2, 60.0),
            "regions": {
                ("cheek-buccal", side): box(low, 0, high, TEMPLE_Y),
                ("temple", side): box(low, TEMPLE_Y, high, HEIGHT_MM),
            },
        }
        out[f"ear-{side}"] = {
            "sheet": side,
            "reach": None,
            "origin": ((x0 + x1) / 2, 80.0),
            "regions": {("ear", side): box(x0, plate.bounds[1], x1, plate.bounds[3])},
        }
    return out


def _key(key: tuple[str, str]) -> dict[str, str]:
    return {"id": key[0], "side": key[1]}


def _triangle_vertices(grid: np.ndarray) -> np.ndarray:
    rows = []
    for quad in grid:
        for j in range(4):
            for i in range(4):
                a, b, c, d = quad[j, i], quad[j, i + 1], quad[j + 1, i + 1], quad[j + 1, i]
                rows += [(a, b, c), (a, c, d)]
    return np.array(rows)


def write_atlas(folder: Path) -> None:
    """Write the synthetic atlas into `folder`, which is made if it does not exist."""
    quads = _quads()
    xyz, grid = np.array(quads.xyz), np.array(quads.grids)
    sheet = np.array(quads.sheet)
    on_plate = np.isclose(xyz[:, 2], PLATE_Z_MM)
    normal = np.where(on_plate[:, None], [0.0, 0.0, 1.0], xyz * (1, 0, 1) / RADIUS_MM)
    normal /= np.linalg.norm(normal, axis=1, keepdims=True)
    vertices = _triangle_vertices(grid)
    middle = xyz[vertices].mean(axis=1)
    angle = np.degrees(np.arctan2(middle[:, 0], middle[:, 2]))
    tri_sheet = np.repeat(sheet, 32)
    cell_xyz = middle.reshape(-1, 2, 3).mean(axis=1)
    cell_angle = np.degrees(np.arctan2(cell_xyz[:, 0], cell_xyz[:, 2]))
    mouth = (np.abs(cell_angle) < MOUTH_DEG) & (cell_xyz[:, 2] < PLATE_Z_MM - 1)
    mouth &= (cell_xyz[:, 1] > MOUTH_Y[0]) & (cell_xyz[:, 1] < MOUTH_Y[1])

    files: dict[str, bytes] = {}
    patches, regions = [], []
    home = np.full(len(vertices), -1, np.int16)
    chart_polygons = _chart_polygons()
    for number, (name, patch) in enumerate(patch_plans().items()):
        mine = tri_sheet == patch["sheet"]
        if patch["reach"] is not None:
            mine &= (angle > patch["reach"][0]) & (angle < patch["reach"][1])
        tri = mine.nonzero()[0]
        vert = np.unique(vertices[tri])
        flat = unrolled(xyz[vert] * (1 - 1e-12)) if patch["reach"] else xyz[vert][:, :2]
        uv = flat - patch["origin"]
        polygons = {
            key: shapely.affinity.translate(p, -patch["origin"][0], -patch["origin"][1])
            for key, p in patch["regions"].items()
        }
        middle_uv = unrolled(middle) if patch["reach"] else middle[:, :2]
        middle_uv = middle_uv - patch["origin"]
        for polygon in polygons.values():
            home[mine & shapely.contains_xy(polygon, middle_uv[:, 0], middle_uv[:, 1])] = number
        files[f"patches/{name}.npz"] = _npz(
            tri=tri.astype(np.int32),
            vert=vert.astype(np.int32),
            uv=uv,
            **_ragged(list(polygons.values())),
        )
        patches.append(
            {
                "id": name,
                "data": f"patches/{name}.npz",
                "area_mm2": sum(p.area for p in polygons.values()),
                "length_error_mean": 0.0005,
                "length_error_p95": 0.001,
                "regions": [_key(key) for key in polygons],
                "natural": "across",
            }
        )
        for key, polygon in polygons.items():
            seen = [chart for chart, held in chart_polygons.items() if key in held]
            regions.append(
                _key(key)
                | {
                    "name": NAMES[key[0]],
                    "group": "face",
                    "patch": name,
                    "area_mm2": polygon.area,
                    "charts": seen,
                }
            )

    mirror, mirror_corner = _mirror(xyz, grid)
    eyes = [EYE, (-EYE[2], EYE[1], -EYE[0], EYE[3])]
    eye_xyz = [(x, y, EYE_Z_MM) for x0, y0, x1, y1 in eyes
               for x, y in ((x0, y0), (x1, y0), (x1, y1), (x0, y1))]  # fmt: skip
    eye_tri = [(0, 1, 2), (0, 2, 3), (4, 5, 6), (4, 6, 7)]
    files["mesh.npz"] = _npz(
        xyz=xyz.astype(np.float32),
        grid=grid.astype(np.int32),
        normal=normal.astype(np.float32),
        skin=(~mouth).reshape(-1, 16).astype(np.uint8),
        home=home,
        mirror=mirror,
        mirror_corner=mirror_corner,
        occluder_xyz=np.array(eye_xyz, np.float32),
        occluder_tri=np.array(eye_tri, np.int32),
    )

    charts = []
    corner = xyz[vertices]
    out = np.cross(corner[:, 1] - corner[:, 0], corner[:, 2] - corner[:, 0])
    for name, view in VIEWS.items():
        polygons = {key: _to_chart(name, p) for key, p in chart_polygons[name].items()}
        facing = out @ np.array(view["forward"]) > 1e-6
        lines = [np.asarray(LineString(ring.coords).coords)
                 for p in polygons.values()
                 for part in shapely.get_parts(p)
                 for ring in (part.exterior, *part.interiors)]  # fmt: skip
        files[f"charts/{name}.npz"] = _npz(
            tri=facing.nonzero()[0].astype(np.int32),
            occ=np.arange(4 if name == "face-front" else 0, dtype=np.int32),
            border_coords=np.concatenate(lines),
            border_offsets=np.cumsum([0] + [len(line) for line in lines]),
            **_ragged(list(polygons.values())),
        )
        files[f"charts/{name}.svgz"] = _svgz(view["size"], polygons)
        charts.append(
            {
                "id": name,
                "title": TITLES[name],
                "group": "face",
                "file": f"charts/{name}.svgz",
                "data": f"charts/{name}.npz",
                "width_mm": view["size"][0],
                "height_mm": view["size"][1],
                "view": {axis: view[axis] for axis in ("right", "up", "forward", "centre")},
                "regions": [_key(key) for key in polygons],
            }
        )

    files["body.json"] = json.dumps(
        {
            "id": "female",
            "name": "Female",
            "stature_mm": 1625,
            "charts": charts,
            "regions": regions,
            "patches": patches,
            "landmarks": _landmarks(xyz, grid),
        }
    ).encode()
    write_files(folder, {f"female/{name}": data for name, data in files.items()})


def _landmarks(xyz: np.ndarray, grid: np.ndarray) -> list[dict[str, Any]]:
    corner = np.stack([xyz[grid[:, j, i]] for j, i in _CORNERS], axis=1)
    places = [("mentum", "midline", "Mentum", (0.0, 0.0, RADIUS_MM))]
    for side, sign in (("left", 1), ("right", -1)):
        point = (edge_x(60.0) * sign, 60.0, edge_z(60.0))
        places.append(("tragus", side, "Tragus", point))
    out = []
    for id, side, name, point in places:
        away = np.linalg.norm(corner - np.array(point), axis=2)
        face, place = np.unravel_index(away.argmin(), away.shape)
        s, t = ((0, 0), (1, 0), (1, 1), (0, 1))[place]
        out.append(
            {
                "id": id,
                "side": side,
                "name": name,
                "site": [int(face), s, t],
                "xyz_mm": list(point),
            }
        )
    return out


def _svgz(size: tuple[float, float], polygons: Mapping[Any, Any]) -> bytes:
    outline = shapely.coverage_union_all(list(polygons.values()))
    rings = [part.exterior for part in shapely.get_parts(outline)]
    paths = " ".join(
        "M" + " L".join(f"{x:.2f} {y:.2f}" for x, y in ring.coords) + " Z" for ring in rings
    )
    width, height = size
    text = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" '
        f'width="{width:g}mm" height="{height:g}mm">'
        f'<path d="{paths}" fill="#e8e8e8" stroke="#505050" stroke-width="0.4"/></svg>'
    )
    return gzip.compress(text.encode(), mtime=0)


def write_files(folder: Path, files: Mapping[str, bytes], *, format: int = 1) -> None:
    """Write `files` and a manifest that fits them into `folder`."""
    hashes = {name: hashlib.sha256(data).hexdigest() for name, data in sorted(files.items())}
    version = hashlib.sha256("".join(hashes.values()).encode()).hexdigest()[:8]
    for name, data in files.items():
        place = folder / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data)
    manifest = {
        "format": format,
        "version": f"2026.11.{version}",
        "bodies": ["female"],
        "files": hashes,
    }
    (folder / "manifest.json").write_text(json.dumps(manifest))
