"""Build one chart: figure, visible triangles, region polygons, border lines."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from .body import Body
from .borders import parts_near, visible_lines
from .chart_list import ChartSpec
from .coverage import drop_specks, smooth_coverage
from .draw import MARGIN_MM, Props, figure_svg
from .partition import Cells
from .parts import frame_of, kept
from .raster import rasterise
from .skin import Skin
from .source import Ints, Mask
from .view import Camera, has_eyes, look


def label_pixel_mm(pixel_mm: float) -> float:
    """A pixel near `pixel_mm` that divides frames of whole centimetres."""
    return min((0.2, 0.25, 0.5), key=lambda p: abs(p - pixel_mm))


@dataclass(frozen=True, slots=True)
class Chart:
    """A built chart; `keys` are region number * 2 (+ 1 on the right) in polygon order."""

    spec: ChartSpec
    camera: Camera
    svg: str
    keys: list[int]
    arrays: dict[str, NDArray[Any]]


def build_chart(skin: Skin, props: Props, spec: ChartSpec) -> Chart:
    """Draw and tile one chart."""
    body, cells, key = skin.body, skin.cells, skin.key
    frame = frame_of(body, cells, skin.side, spec)
    keep = kept(body, spec.keep)

    plain = look(body, frame, keep)
    fine = frame.with_margin(0.0, label_pixel_mm(frame.pixel_mm))
    labels, seen_tri, seen_occluders = _label_picture(body, cells, key, fine, keep)
    labels = drop_specks(labels, max(4, round(0.4 / fine.pixel_mm**2)))
    shapes = smooth_coverage(labels, fine.pixel_mm)
    keys = sorted(shapes)
    drawn = look(body, frame.with_margin(MARGIN_MM, spec.pixel_mm), keep)
    svg = figure_svg(drawn, frame, spec, props, keep)
    _, coords, offsets = shapely.to_ragged_array([shapes[k] for k in keys])
    hit = plain.hits.row[plain.hits.row >= 0]
    tri = np.union1d(seen_tri, np.unique(hit[hit < len(body.tri)]))
    occ = np.union1d(seen_occluders, np.unique(hit[hit >= len(body.tri)]) - len(body.tri))
    xyz = cells.interpolate(body.xyz)
    part = np.ones(len(xyz), bool)
    if keep is not None:
        part = np.asarray(keep[cells.corner_ids].all(axis=1))
    lines = visible_lines(plain, skin.chains, xyz, part, tolerance_mm=max(1.2, 4 * frame.pixel_mm))
    # a border under a nail's edge is no deeper than the tolerance, but no rim is drawn there
    lines = parts_near(lines, [shapes[k] for k in keys], max(1.0, 2.5 * frame.pixel_mm))
    arrays: dict[str, NDArray[Any]] = {
        "tri": _with_ring(body, frame, tri, keep).astype(np.int32),
        "occ": occ.astype(np.int32),
        "region_coords": np.round(coords, 4),
        "border_coords": np.round(np.concatenate(lines), 3) if lines else np.zeros((0, 2)),
        "border_offsets": np.r_[0, np.cumsum([len(q) for q in lines])].astype(np.int64),
    }
    for i, o in enumerate(offsets, 1):
        arrays[f"region_o{i}"] = np.asarray(o, np.int64)
    return Chart(spec, frame, svg, keys, arrays)


def _label_picture(
    body: Body, cells: Cells, key: Ints, cam: Camera, keep: Mask | None
) -> tuple[Ints, Ints, Ints]:
    """Region key of every pixel (-1: no skin), mesh triangles and occluders seen."""
    xyz = cells.interpolate(body.xyz)
    n = len(xyz)
    points = np.concatenate([xyz, body.occluder_xyz])
    shown = np.arange(len(cells.tri))
    if keep is not None:
        shown = np.flatnonzero(np.asarray(keep[body.tri].all(axis=1))[cells.parent])
    eyes = body.occluder_tri if has_eyes(body, keep) else body.occluder_tri[:0]
    tri = np.concatenate([cells.tri[shown], eyes + n])
    pixels = cam.project(points) / [cam.pixel_mm, cam.pixel_mm, 1.0]
    row = rasterise(pixels, tri, cam.columns, cam.rows).row
    value = np.concatenate([key[shown], np.zeros(len(eyes), np.int64)])
    labels = np.where(row >= 0, value[row], 0)
    parent = np.concatenate([cells.parent[shown], np.arange(len(eyes))])
    seen = np.unique(row[row >= 0])
    skin = seen < len(shown)
    labels = np.where(labels > 0, labels, -1)
    return labels, np.unique(parent[seen[skin]]), np.unique(parent[seen[~skin]])


def _with_ring(body: Body, cam: Camera, seen: Ints, keep: Mask | None) -> Ints:
    """Seen triangles and the front-facing ones that share a vertex with them."""
    touched = np.zeros(len(body.xyz), bool)
    touched[body.tri[seen]] = True
    ring = touched[body.tri].any(1)
    if keep is not None:
        ring &= keep[body.tri].all(1)
    rows = np.flatnonzero(ring)
    a = body.xyz[body.tri[rows]]
    facing = np.cross(a[:, 1] - a[:, 0], a[:, 2] - a[:, 0]) @ cam.forward
    # files hold single precision: what is edge-on to that precision is not seen
    out: Ints = rows[facing > 2e-3]
    return out
