"""Soft shading of a view as nested grey areas."""

from __future__ import annotations

import numpy as np
from scipy import ndimage as ndi
from shapely.geometry.base import BaseGeometry

from .pen import Pen
from .source import Floats, Mask
from .svg import area_path, areas, blur_in, element, spread
from .view import View

LIGHT = (252, 251, 250)
DARK = (196, 192, 190)


def grey(t: float) -> str:
    """Colour between the lightest (0) and the darkest (1) skin tone."""
    return "#" + "".join(f"{round(a + (b - a) * t):02x}" for a, b in zip(LIGHT, DARK, strict=True))


def light_of(view: View) -> Floats:
    """Wrapped light from above, sky visibility and facing, 0..1."""
    cam = view.camera
    toward = cam.right * -0.12 + cam.up * 0.45 + cam.forward * 0.88
    toward /= np.linalg.norm(toward)
    wrapped = np.clip((np.clip(view.normal @ toward, -1, 1) + 0.35) / 1.35, 0, 1)
    sky = np.clip(view.skin_values(view.body.light) * 1.12, 0, 1)
    facing = np.clip(view.normal @ cam.forward, 0, 1)
    out: Floats = 0.50 * wrapped + 0.32 * sky + 0.18 * facing**0.6
    return out


def _drop_small(fine: Floats, coarse: Floats, quiet: float) -> Floats:
    """Keep only differences larger than `quiet`: clean bands, crisp details."""
    e = fine - coarse
    out: Floats = coarse + np.sign(e) * np.maximum(np.abs(e) - quiet, 0)
    return out


def tone_svg(view: View, skin: Mask, outline: BaseGeometry, pen: Pen) -> str:
    """Base fill, grey bands and, on the face, deep hollows."""
    px = view.px
    t = light_of(view)
    t = t + pen.local[1] * (t - blur_in(t, skin, pen.local[0] / px))
    soft = blur_in(t, skin, pen.soft_mm / px)
    t_core = _drop_small(blur_in(t, skin, pen.detail_mm / px), soft, pen.quiet / 3)
    t_core = _drop_small(t_core, blur_in(t, skin, pen.coarse_mm / px), pen.quiet)
    t_core = spread(t_core, skin)
    low, high = np.percentile(t_core[skin], (2.0, 97.0))
    shade = ndi.gaussian_filter(np.clip((t_core - low) / (high - low), 0, 1) ** 0.8, 1.0)
    out = [element(area_path(outline, pen.digits), fill=grey(0.0)), '<g id="tone">']
    smallest = max(120 * px * px, 1.5)
    for i in range(1, pen.bands):
        band = areas(
            1 - shade, i / pen.bands, px,
            tolerance_mm=pen.tolerance_mm * 1.5, smallest_mm2=smallest,
        ).intersection(outline)  # fmt: skip
        out.append(element(area_path(band, pen.digits), fill=grey(i / (pen.bands - 1))))
    out.append("</g>")
    if pen.hollows:
        sky = ndi.gaussian_filter(spread(view.skin_values(view.body.light), skin), 0.25 / px)
        for level in pen.hollows:
            dark = np.where(skin, 1 - sky, 0.0)
            hollow = areas(dark, 1 - level, px, tolerance_mm=pen.tolerance_mm, smallest_mm2=0.4)
            out.append(
                element(
                    area_path(hollow.intersection(outline), pen.digits),
                    fill="#3c3a3c", fill_opacity=0.10,
                )
            )  # fmt: skip
    return "".join(out)
