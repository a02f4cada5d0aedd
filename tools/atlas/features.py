"""Eyes, brows and lips: what shading alone does not draw."""

from __future__ import annotations

import numpy as np
from scipy import ndimage as ndi
from scipy.interpolate import CubicSpline, PchipInterpolator
from shapely.geometry import Point, Polygon
from shapely.geometry.base import BaseGeometry

from .body import Body
from .ink import INK
from .pen import Pen
from .source import Floats, Mask
from .svg import area_path, areas, element, line_path, parts_of, spread
from .view import View, camera, look

PROFILE = 0.35
"""Cosine between gaze and view below which an eye is drawn as seen from the side."""
IRIS_RADIUS_MM = 5.9
"""Horizontal visible iris diameter about 11.8 mm (P. R. Rufer et al., Cornea 24 (2005) 259-261)."""
BROW = {
    "female": ([(-17.5, 16.2), (-8, 17.6), (6, 19.6), (15, 19.4), (26.5, 14.2)],
               [2.2, 2.7, 2.5, 1.9, 0.4]),
    "male": ([(-18.5, 13.8), (-8, 15.2), (7, 17.0), (17, 16.6), (29, 11.6)],
             [3.0, 3.7, 3.5, 2.6, 0.7]),
}  # fmt: skip
"""Brow axis from the eyeball's centre (mm, outwards and up) and its half-width."""


def eye_rows(view: View, side: str) -> Mask:
    """Pixels that show one eyeball."""
    first = len(view.body.tri)
    half = len(view.body.occluder_tri) // 2
    start = first if side == "left" else first + half
    out: Mask = (view.hits.row >= start) & (view.hits.row < start + half)
    return out


def eyes_svg(view: View, pen: Pen) -> str:
    """White, iris, pupil, lid shadow and lash line of each eye that shows."""
    out = [_eye(view, side, pen) for side in ("left", "right")]
    return f'<g id="eyes">{"".join(out)}</g>' if any(out) else ""


def _eye(view: View, side: str, pen: Pen) -> str:
    px = view.px
    seen = eye_rows(view, side)
    if seen.sum() * px * px < 0.5:
        return ""
    field = ndi.gaussian_filter(seen.astype(np.float64), 0.9)
    opening = areas(field, 0.5, px, tolerance_mm=pen.tolerance_mm, smallest_mm2=1.0)
    if opening.is_empty:
        return ""
    eye = view.body.eyes[side]
    out = [element(area_path(opening, pen.digits), fill="#fdfdfd")]
    where = view.world - eye.centre_mm
    ahead = where @ eye.gaze
    off = np.sqrt(np.maximum((where**2).sum(-1) - ahead**2, 0))
    off = spread(np.where(ahead > 0, off, 99.0), seen)
    about = ndi.binary_dilation(seen, iterations=max(1, int(3 / px)))
    for radius, colour in ((IRIS_RADIUS_MM, "#7d858c"), (5.0, "#98a1a8"), (2.0, "#3a3d42")):
        ring = areas(
            np.where(about, radius - off, -9.0), 0.0, px,
            tolerance_mm=pen.tolerance_mm, smallest_mm2=0.3,
        ).intersection(opening)  # fmt: skip
        out.append(element(area_path(ring, pen.digits), fill=colour))
    out.append(_lids(view, side, opening, pen))
    glint = view.camera.project(eye.centre_mm + eye.gaze * eye.radius_mm + np.array([-1.7, 1.9, 0]))
    if px < 0.4 and opening.buffer(-0.6).contains(Point(glint[:2])):
        out.append(f'<circle cx="{glint[0]:.2f}" cy="{glint[1]:.2f}" r=".75" fill="#fff"/>')
    return "".join(out)


def _lids(view: View, side: str, opening: BaseGeometry, pen: Pen) -> str:
    """Shadow under the upper lid, a tapered lash line, a thin lower margin."""
    cam, eye = view.camera, view.body.eyes[side]
    ring = np.asarray(max(parts_of(opening), key=lambda g: g.area).exterior.coords)[:-1]
    facing = float(cam.forward @ eye.gaze)
    forward = float(np.sign(cam.right @ eye.gaze) or 1.0)
    if abs(facing) < PROFILE:  # profile: from the canthus to the top and to the bottom
        corner = int((ring[:, 0] * forward).argmin())
        ring = np.roll(ring, -corner, 0)
        top, bottom = int(ring[:, 1].argmin()), int(ring[:, 1].argmax())
        first = (top, bottom)
        up = ring[: top + 1] if top < bottom else np.r_[ring[top:], ring[:1]]
        low = ring[: bottom + 1] if bottom < first[0] else np.r_[ring[bottom:], ring[:1]]
    else:
        a, b = sorted((int(ring[:, 0].argmin()), int(ring[:, 0].argmax())))
        one, two = ring[a : b + 1], np.r_[ring[b:], ring[: a + 1]]
        up, low = (one, two) if one[:, 1].mean() < two[:, 1].mean() else (two, one)
    up = up[::-1] if up[0, 0] > up[-1, 0] else up
    low = low[::-1] if low[0, 0] > low[-1, 0] else low
    if len(up) < 2 or len(low) < 2:
        return ""
    shadow = Polygon(np.r_[up, (up + np.array([0, 1.6]))[::-1]]).buffer(0).intersection(opening)
    u = np.linspace(0, 1, len(up))
    outward = np.array([12.0 if side == "left" else -12.0, 0, 8])
    right_is_outer = (
        cam.project(eye.centre_mm + outward)[0]
        > cam.project(eye.centre_mm + np.array([0, 0, 8]))[0]
    )
    if abs(facing) < PROFILE:
        thick = 0.3 + 0.5 * (1 - u if forward < 0 else u)
    else:
        k = u if right_is_outer else 1 - u
        thick = 0.25 + 0.75 * np.sin(np.pi * np.clip(k * 0.62 + 0.12, 0, 1))
    thick = thick * (pen.line_mm / 0.35) ** 0.4
    # a point draws nothing
    fold = up - [0.6 * forward, 2.3] if abs(facing) < PROFILE and view.px < 0.2 else up[:1]
    lash = Polygon(
        np.r_[up - np.c_[np.zeros(len(up)), thick], up[::-1] + np.array([0, 0.15])]
    ).buffer(0)
    return "".join([
        element(area_path(shadow, pen.digits), fill="#50545a", fill_opacity=0.22),
        element(area_path(lash, pen.digits), fill="#4a4b50"),
        element(line_path(fold, pen.digits), fill="none", stroke=INK, stroke_opacity=0.45,
                stroke_width=round(pen.line_mm * 0.6, 2), stroke_linecap="round"),
        element(line_path(low, pen.digits), fill="none", stroke=INK, stroke_opacity=0.7,
                stroke_width=round(pen.line_mm * 0.7, 2), stroke_linecap="round"),
    ])  # fmt: skip


def lips_svg(view: View, outline: BaseGeometry, pen: Pen) -> str:
    """The vermilion's tint with a faint edge."""
    field = ndi.gaussian_filter(
        np.maximum(
            view.skin_values(view.body.mask["lips"]),
            view.skin_values(view.body.mask["inside-mouth"]),
        ),
        max(0.25 / view.px, 0.8),
    )
    if field.max() < 0.5:
        return ""
    lips = areas(field, 0.5, view.px, tolerance_mm=pen.tolerance_mm).intersection(outline)
    return element(
        area_path(lips, pen.digits), id="lips", fill="#8a6a6a", fill_opacity=0.16, stroke=INK,
        stroke_opacity=0.45, stroke_width=round(pen.line_mm * 0.6, 2), stroke_linejoin="round",
    )  # fmt: skip


def nails_svg(view: View, outline: BaseGeometry, pen: Pen) -> str:
    """Finger and toe nails: a light plate with a thin edge."""
    body = view.body
    mask = np.maximum(body.mask["fingernails"], body.mask["toenails"])
    field = ndi.gaussian_filter(view.skin_values(mask), max(0.3 / view.px, 0.8))
    if field.max() < 0.5:
        return ""
    nails = areas(field, 0.5, view.px, tolerance_mm=pen.tolerance_mm, smallest_mm2=8.0)
    return element(
        area_path(nails.intersection(outline), pen.digits), id="nails", fill="#fff",
        fill_opacity=0.45, stroke=INK, stroke_opacity=0.6,
        stroke_width=round(pen.line_mm * 0.6, 2), stroke_linejoin="round",
    )  # fmt: skip


class FrontOfHead:
    """Lifts drawings made in front of the face onto the skin."""

    def __init__(self, body: Body) -> None:
        self.view = look(body, camera(0, 0, np.array([0, body.top_mm - 130, 0]), 240, 300, 0.5))

    def lift(self, x: Floats, y: Floats) -> Floats:
        """World points on the skin at front positions (world x and y)."""
        v = self.view
        ix = (np.asarray(x) + 120.0) / v.px - 0.5
        iy = (150.0 - (np.asarray(y) - v.camera.centre[1])) / v.px - 0.5
        depth = np.where(v.mask, v.hits.depth, -50.0)
        return np.stack([x, y, ndi.map_coordinates(depth, [iy, ix], order=1)], -1)


def brows_svg(view: View, front: FrontOfHead, outline: BaseGeometry, pen: Pen) -> str:
    """Brow hairs drawn once in front and seen from wherever the view stands."""
    body = view.body
    axis, half = BROW[body.build.id]
    knots = np.linspace(0, 1, len(axis))
    line, width = CubicSpline(knots, np.array(axis, float)), PchipInterpolator(knots, half)
    random = np.random.default_rng(5)
    count = 150
    u = np.sort(random.random(count))
    across = random.uniform(-1, 1, count)
    noise = random.normal(0, 0.08, count)
    length = random.uniform(4.0, 6.5, count)
    soft, hairs = [], []
    for side, sign in (("left", 1.0), ("right", -1.0)):
        cx, cy, _ = body.eyes[side].centre_mm
        s = np.linspace(0, 1, 60)
        middle, normal, _ = _frame(line, s)
        ring = np.r_[
            middle + normal * width(s)[:, None], (middle - normal * width(s)[:, None])[::-1]
        ]
        p3 = front.lift(cx + sign * ring[:, 0], cy + ring[:, 1])
        share = view.seen(p3, 2.5, beyond=True).mean()
        if share > 0.2:
            shape = Polygon(view.camera.project(p3)[:, :2]).buffer(0)
            shape = shape.intersection(outline) if share < 0.99 else shape
            soft.append(area_path(shape.buffer(-0.3), pen.digits))
        middle, normal, tangent = _frame(line, u)
        foot = middle + normal * (across * width(u) * 0.9)[:, None]
        # upright at the head of the brow, flat at its tail
        lean = np.clip(1.15 - 1.3 * u, 0, 1.15) - 0.35 * np.clip(across, 0, 1) * u
        angle = (
            np.arctan2(tangent[:, 1], tangent[:, 0])
            + lean * np.where(across > 0.2, 0.8, 1.0)
            + noise
        )
        reach = length * (1 - 0.35 * u) * (0.75 if body.build.id == "female" else 0.9)
        t = np.linspace(0, 1, 4)
        bend = angle[:, None] - 0.35 * t
        hair = (
            foot[:, None]
            + np.stack([np.cos(bend), np.sin(bend)], 2) * (reach[:, None] * t)[..., None]
        )
        p3 = front.lift(cx + sign * hair[..., 0], cy + hair[..., 1])
        shown = view.seen(p3, 1.5, beyond=True).all(1)
        flat = view.camera.project(p3)[..., :2]
        hairs += [line_path(flat[k], pen.digits) for k in np.flatnonzero(shown)]
    ink = "#55555a"
    return '<g id="brows">' + "".join([
        element("".join(soft), fill=ink, fill_opacity=0.22),
        element("".join(hairs), fill="none", stroke=ink, stroke_opacity=0.55, stroke_width=0.28,
                stroke_linecap="round"),
    ]) + "</g>"  # fmt: skip


def _frame(line: CubicSpline, u: Floats) -> tuple[Floats, Floats, Floats]:
    middle, tangent = line(u), line(u, 1)
    tangent = tangent / np.linalg.norm(tangent, axis=1, keepdims=True)
    return middle, np.c_[-tangent[:, 1], tangent[:, 0]], tangent


__all__ = ["FrontOfHead", "brows_svg", "eye_rows", "eyes_svg", "lips_svg", "nails_svg"]
