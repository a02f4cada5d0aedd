"""A soft hairline: the scalp a shade darker, fine hairs along its edge."""

from __future__ import annotations

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from .body import Body
from .head_atlas import longitude_latitude
from .head_regions import ARCS, NODES
from .network import resolve, spline
from .pen import Pen
from .raster import rasterise
from .source import Floats, Mask
from .svg import area_path, element, line_path
from .view import View

_SCALE = 8.0
_HAIRLINE = (
    ("trichion", "hairline-side"), ("hairline-side", "temple-tip"), ("temple-tip", "ear-top"),
    ("ear-foot", "mastoid-low"), ("mastoid-low", "nape"),
)  # fmt: skip


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


def hairs(body: Body) -> Floats:
    """(n, 4, 3) world points of fine hairs that start at the hairline and run into the scalp."""
    position, known = head_map(body)
    random = np.random.default_rng(11)
    out = []
    for arc in ARCS:
        if (arc[0], arc[-1]) not in _HAIRLINE:
            continue
        p = spline(resolve(NODES, arc), 0.1)
        normal = np.stack([-np.gradient(p[:, 1]), np.gradient(p[:, 0])], 1)
        normal /= np.linalg.norm(normal, axis=1, keepdims=True)
        inward = normal if arc[-1] != "nape" else -normal
        inward = (
            np.where(inward[:, 1:] < 0, -inward, inward)
            if arc[-1] != "nape"
            else -np.abs(inward) * [0, -1]
        )
        count = int(len(p) * 0.42)
        at = random.integers(0, len(p), count)
        start = p[at] + inward[at] * random.triangular(-0.8, 0.4, 4.0, (count, 1))
        # hair lies back: towards the crown and towards the back of the head
        back = np.clip(p[at, :1] / 25.0, 0.0, 1.0) * [0.75, 0.1]
        way = inward[at] + back + random.normal(0, 0.22, (count, 2))
        way /= np.linalg.norm(way, axis=1, keepdims=True)
        length = random.uniform(1.6, 4.2, (count, 1))
        t = np.linspace(0, 1, 4)
        path = (
            start[:, None]
            + way[:, None] * (length * t)[..., None]
            + np.array([0.5, 0]) * (t**2)[:, None]
        )
        world = at_head(position, known, path)
        out.append(world[np.isfinite(world).all((1, 2))])
    left = np.concatenate(out)
    return np.concatenate([left, left * [-1.0, 1.0, 1.0]])


def hair_svg(view: View, strands: Floats, scalp: BaseGeometry, pen: Pen) -> str:
    """Tint of the visible scalp (its edge soft) and the hairs that show."""
    out = []
    if not scalp.is_empty:
        for inset in (0.0, 1.2, 2.6, 4.2, 6.0):
            shape = shapely.buffer(scalp, -inset).simplify(0.15)
            out.append(element(area_path(shape, pen.digits), fill="#4a4a52", fill_opacity=0.022))
    shown = view.seen(strands, 1.5, beyond=True).all(1)
    flat = view.camera.project(strands)[..., :2]
    inside = (flat > 0).all((1, 2)) & (flat < [view.camera.width_mm, view.camera.height_mm]).all(
        (1, 2)
    )
    d = "".join(line_path(flat[k], pen.digits) for k in np.flatnonzero(shown & inside))
    out.append(
        element(d, fill="none", stroke="#55555a", stroke_opacity=0.24, stroke_width=0.2,
                stroke_linecap="round")
    )  # fmt: skip
    return f'<g id="hair">{"".join(out)}</g>' if any(out) else ""
