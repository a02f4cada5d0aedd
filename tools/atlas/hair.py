"""A soft hairline of each body: the scalp a shade darker, fine hairs along its edge.

Hair is drawn, not a region: where a man's hairline recedes, the skin before it stays frontal scalp.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.spatial import cKDTree
from shapely import contains_xy
from shapely.geometry import Polygon
from shapely.geometry.base import BaseGeometry

from .body import Body
from .head_atlas import longitude_latitude
from .head_regions import NODES
from .network import spline
from .pen import Pen
from .raster import rasterise
from .source import Floats, Mask
from .svg import area_path, areas, element, line_path
from .view import View

_SCALE = 8.0
FRONT: dict[str, tuple[tuple[float, float], ...]] = {
    "female": ((0, 57.2), (12, 56.6), (22, 54), (31, 48.5), (38, 43.5), (47, 41.5), (58, 38.5),
               (65.5, 32.5), (70, 26), (79, 23.5), (91, 22)),
    "male": ((0, 58.8), (8, 59.4), (16, 61.5), (23, 64), (28.5, 63.2), (31.5, 58), (34.5, 51.5),
             (40, 47), (50, 44), (59, 40), (65, 33), (69, 24), (72.5, 15.5), (79, 13), (86, 15.5),
             (91, 22)),
}  # fmt: skip
"""Longitude and latitude from the middle of the forehead to the top of the ear.

Rounded in the woman; in the man with corners at the temples and side whiskers before the ear
(forms of the hairline: O. T. Norwood, South. Med. J. 68 (1975) 1359-1365, types I and II)."""
EAR: tuple[tuple[float, float], ...] = ((91, 22), (99, 12), (99, 0), NODES["ear-foot"])
NAPE: tuple[tuple[float, float], ...] = (
    NODES["ear-foot"], (95, -9), NODES["mastoid-low"], (125, -18), (150, -21), NODES["nape"],
)  # fmt: skip
BEYOND = ((184, -22), (184, 90), (-4, 90), (-4, 57))
"""Closes the hair's polygon past the midline, so that none is bare."""
TINTS_MM = (-0.8, 0.6, 2.2, 4.2, 6.6, 9.5)
"""How far inside the hairline each layer of the tint begins."""


@dataclass(frozen=True, slots=True)
class Hair:
    """`inside_mm`: how far each vertex lies inside the hair, negative outside; `strands` (n, 4, 3)
    world points of fine hairs."""

    inside_mm: Floats
    strands: Floats


def head_map(body: Body) -> tuple[Floats, Mask]:
    """World position for each (latitude, longitude) of the left half, and where there is one."""
    lon, lat, radius = longitude_latitude(body.canon)
    near = (body.canon[:, 1] > 560) & (body.mask["ears"] < 0.3)
    tri = body.tri[near[body.tri].all(1) & (np.ptp(lon[body.tri], axis=1) < 60)]
    pixels = np.c_[(lon + 8) * _SCALE, (90 - lat) * _SCALE, radius]
    hits = rasterise(pixels, tri, int(196 * _SCALE), int(150 * _SCALE))
    return hits.interpolate(body.xyz, tri), hits.row >= 0


def at_head(position: Floats, known: Mask, lonlat: Floats) -> Floats:
    """World points of longitudes 0 to 180 and latitudes; NaN where the map is empty."""
    column = ((np.clip(lonlat[..., 0], 0, 180) + 8) * _SCALE).astype(np.int64)
    row = ((90 - lonlat[..., 1]) * _SCALE).astype(np.int64)
    row = np.clip(row, 0, position.shape[0] - 1)
    out: Floats = np.where(known[row, column][..., None], position[row, column], np.nan)
    return out


def hair_of(body: Body) -> Hair:
    """Prepare a body's hair."""
    position, known = head_map(body)
    front, ear, nape = (spline(p, 0.25) for p in (FRONT[body.build.id], EAR, NAPE))
    bearing = Polygon(np.concatenate([front, ear[1:], nape[1:], BEYOND])).buffer(0)
    edge = at_head(position, known, np.concatenate([front, nape]))
    edge = edge[np.isfinite(edge).all(1)]
    tree = cKDTree(np.concatenate([edge, edge * [-1.0, 1.0, 1.0]]))
    lon, lat, _ = longitude_latitude(body.canon)
    away = np.minimum(tree.query(body.xyz)[0], 30.0)
    held = contains_xy(bearing, np.abs(lon), lat) & (body.canon[:, 1] > 560)
    inside = np.where(held & (body.mask["ears"] < 0.4), away, -away)
    left = np.concatenate([
        _strands(position, known, front, bearing, 900),
        _strands(position, known, nape, bearing, 420),
    ])  # fmt: skip
    return Hair(inside, np.concatenate([left, left * [-1.0, 1.0, 1.0]]))


def _strands(
    position: Floats, known: Mask, line: Floats, bearing: BaseGeometry, count: int
) -> Floats:
    """Hairs that start near a line of the atlas, thinning out, and run into the hair."""
    random = np.random.default_rng(11)
    step = np.gradient(line, axis=0)
    wide = np.cos(np.radians(line[:, 1:]))
    normal = np.c_[-step[:, 1:], step[:, :1] * wide**2]
    normal /= np.linalg.norm(normal * np.c_[wide, np.ones(len(line))], axis=1, keepdims=True)
    probe = line + 2.0 * normal
    normal = np.where(contains_xy(bearing, probe[:, 0], probe[:, 1])[:, None], normal, -normal)
    length_deg = np.r_[0.0, np.cumsum(np.linalg.norm(np.diff(line, axis=0) * wide[1:], axis=1))]
    at = np.searchsorted(length_deg, random.uniform(0, length_deg[-1], count)).clip(
        0, len(line) - 1
    )
    deep = random.exponential(1.5, (count, 1)) - 0.7
    start = line[at] + normal[at] * deep
    # hair lies back: towards the crown and towards the back of the head
    back = np.clip(line[at, :1] / 25.0, 0.0, 1.0) * [0.8, 0.1]
    way = normal[at] + back + random.normal(0, 0.2, (count, 2))
    way /= np.linalg.norm(way, axis=1, keepdims=True)
    length = random.uniform(1.6, 3.8, (count, 1))
    t = np.linspace(0, 1, 4)
    path = (
        start[:, None]
        + way[:, None] * (length * t)[..., None]
        + np.array([0.5, 0]) * (t**2)[:, None]
    )
    world = at_head(position, known, path)
    return world[np.isfinite(world).all((1, 2))]


def hair_svg(view: View, hair: Hair, outline: BaseGeometry, pen: Pen) -> str:
    """Tint of the visible scalp (its edge soft) and the hairs that show."""
    out = []
    # shifted, so that the background's zero is far outside the hair
    inside = view.skin_values(hair.inside_mm + 100.0) - 100.0
    for level in TINTS_MM:
        shape = areas(inside, level, view.px, tolerance_mm=0.12, smallest_mm2=4.0)
        d = area_path(shape.intersection(outline), pen.digits)
        out.append(element(d, fill="#4a4a52", fill_opacity=0.02))
    shown = view.seen(hair.strands, 1.5, beyond=True).all(1)
    flat = view.camera.project(hair.strands)[..., :2]
    on_it = (flat > 0).all((1, 2)) & (flat < [view.camera.width_mm, view.camera.height_mm]).all(
        (1, 2)
    )
    d = "".join(line_path(flat[k], pen.digits) for k in np.flatnonzero(shown & on_it))
    out.append(
        element(d, fill="none", stroke="#55555a", stroke_opacity=0.22, stroke_width=0.18,
                stroke_linecap="round")
    )  # fmt: skip
    return f'<g id="hair">{"".join(out)}</g>' if any(out) else ""
