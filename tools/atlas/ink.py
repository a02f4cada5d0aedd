"""Pen lines of a view: inner outlines where depth jumps, creases as tapered strokes.

Creases are valleys of the head-on lighting (suggestive contours: D. DeCarlo et al., ACM Trans.
Graph. 22 (2003) 848-855), found as ridges of the picture's Hessian.
"""

from __future__ import annotations

import numpy as np
from scipy import ndimage as ndi
from skimage.filters import apply_hysteresis_threshold
from skimage.morphology import skeletonize

from .pen import Pen
from .source import Floats, Mask
from .svg import area_path, areas, element, smoothstep, spread
from .view import View

INK = "#5c5c62"


def depth_edges(view: View, jump_mm: float) -> Floats:
    """0..1 on the near side of depth discontinuities inside the figure."""
    z = np.where(view.mask, view.hits.depth, np.nan)
    facing = np.maximum(view.normal @ view.camera.forward, 0.05)
    out = np.zeros(z.shape)
    for step in ((0, 1), (1, 0), (0, -1), (-1, 0)):
        other = np.roll(z, step, (0, 1))
        flatter = np.maximum(facing, np.roll(facing, step, (0, 1)))
        drop = z - other - 1.5 * view.px / np.maximum(flatter, 0.08)
        out = np.maximum(
            out, np.where(np.isfinite(drop) & (drop > 0), np.clip(drop / jump_mm, 0, 1), 0)
        )
    return out


def creases(facing: Floats, skin: Mask, px: float, pen: Pen) -> tuple[Floats, Mask]:
    """Strength 0..1 of dark creases, and which pixels lie on their crests."""
    f = spread(facing, skin)
    best = np.zeros(f.shape)
    crest = np.zeros(f.shape, bool)
    rows, columns = np.mgrid[: f.shape[0], : f.shape[1]]
    for width in pen.crease_mm:
        k = width / px
        xx, yy, xy = (ndi.gaussian_filter(f, k, order=o) for o in ((0, 2), (2, 0), (1, 1)))
        q = np.sqrt(((xx - yy) / 2) ** 2 + xy**2)
        strong, weak = (xx + yy) / 2 + q, (xx + yy) / 2 - q
        strength = (strong - np.maximum(weak, 0)) * k * k
        turn = 0.5 * np.arctan2(2 * xy, xx - yy)
        c, s = np.cos(turn), np.sin(turn)
        ahead = ndi.map_coordinates(strength, [rows + s, columns + c], order=1)
        behind = ndi.map_coordinates(strength, [rows - s, columns - c], order=1)
        better = strength > best
        crest = np.where(better, (strength >= ahead) & (strength >= behind), crest)
        best = np.where(better, strength, best)
    return np.clip(best * pen.crease_gain, 0, 1) * skin, crest & skin


def strokes(strength: Floats, crest: Mask, px: float, pen: Pen) -> Floats:
    """Tapered strokes along crests as an ink picture 0..1; short ones are dropped."""
    low, high = pen.crease_range
    line = apply_hysteresis_threshold(np.where(ndi.binary_dilation(crest), strength, 0), low, high)
    line = skeletonize(line)
    part, _ = ndi.label(line, np.ones((3, 3)))
    size = np.bincount(part.ravel())
    keep = size * px >= pen.shortest_mm
    keep[0] = False
    line = keep[part]
    if not line.any():
        return np.zeros(strength.shape)
    distance, (iy, ix) = ndi.distance_transform_edt(~line, return_indices=True)
    along = ndi.gaussian_filter(np.where(line, strength, 0.0), 6) / np.maximum(
        ndi.gaussian_filter(line.astype(np.float64), 6), 1e-6
    )
    window = max(3, int(2.4 / px))
    fullness = ndi.uniform_filter(line.astype(np.float64), window) * window
    weight = np.clip((along - low) / (1 - low), 0, 1) * np.clip(fullness * 1.1, 0, 1)
    radius = (pen.stroke_mm[0] + (pen.stroke_mm[1] - pen.stroke_mm[0]) * weight)[iy, ix]
    return smoothstep(radius + 0.09 - distance * px, 0.0, max(0.18, px))


def disc(radius_px: float) -> Mask:
    """A round footprint."""
    k = int(np.ceil(radius_px))
    y, x = np.mgrid[-k : k + 1, -k : k + 1]
    out: Mask = x * x + y * y <= radius_px**2 + 0.3
    return out


def ink_svg(view: View, skin: Mask, eyes: Mask, quiet: Mask, slit: Mask, pen: Pen) -> str:
    """All inner lines. `quiet` are pixels where no crease is drawn, `slit` the mouth's line."""
    px = view.px
    facing = np.clip(view.normal @ view.camera.forward, 0, 1)
    strength, crest = creases(facing, skin, px, pen)
    strength = strength * smoothstep(ndi.gaussian_filter(facing, pen.detail_mm / px), 0.12, 0.4)
    strength = strength * ndi.binary_erosion(view.mask, iterations=max(1, int(0.6 / px)))
    strength = np.where(quiet, 0.0, strength)
    edges = np.where(eyes, 0.0, depth_edges(view, pen.jump_mm))
    if slit.any():
        edges = np.where(ndi.binary_dilation(slit, iterations=max(1, int(0.6 / px))), 0.0, edges)
    near = ndi.maximum_filter(edges, footprint=disc(1.1 / px))
    edges = ndi.maximum_filter(edges, footprint=disc(max(1.0, pen.line_mm / px / 2)))
    edges = ndi.gaussian_filter(edges, 0.8)
    strength = strength * (1 - smoothstep(ndi.gaussian_filter(near, 0.2 / px), 0.1, 0.5))
    lines = np.maximum(0.9 * strokes(strength, crest, px, pen), edges)
    lines = np.maximum(lines, ndi.gaussian_filter(slit.astype(np.float64), max(0.1 / px, 0.6)))
    out = [f'<g id="ink" fill="{INK}">']
    for level, opacity in ((0.18, 0.22), (0.42, 0.35), (0.7, 0.5)):
        shape = areas(
            lines, level, px,
            tolerance_mm=pen.tolerance_mm * 0.7, smallest_mm2=6 * pen.line_mm**2,
        )  # fmt: skip
        out.append(element(area_path(shape, pen.digits), fill_opacity=opacity))
    out.append("</g>")
    return "".join(out)
