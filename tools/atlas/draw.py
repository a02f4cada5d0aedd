"""One chart's figure as SVG: user unit 1 mm, no regions, no labels."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely
from scipy import ndimage as ndi
from shapely.geometry.base import BaseGeometry

from .body import Body
from .chart_list import ChartSpec
from .features import PROFILE, FrontOfHead, brows_svg, eye_rows, eyes_svg, lips_svg, nails_svg
from .hair import Hair, hair_of, hair_svg
from .head_atlas import longitude_latitude
from .ink import INK, ink_svg
from .lines import lines_svg, navel_rings, navel_svg, world_lines
from .pen import Pen
from .source import Floats, Mask
from .svg import area_path, areas, element, line_path
from .tone import tone_svg
from .view import Camera, View, inside_seen

MARGIN_MM = 4.0
"""Drawn beyond the frame and cut off by the view box: no artefacts along the frame."""
HATCH_MM = 5.0
"""Distance of hatching lines along the picture's width."""


@dataclass(frozen=True, slots=True)
class Props:
    """What is drawn on a body besides its shape, prepared once."""

    front: FrontOfHead
    hair: Hair
    lines: list[tuple[Floats, float, bool]]
    navel: list[Floats]


def props_of(body: Body) -> Props:
    """Prepare a body's brows, hair and authored lines."""
    return Props(FrontOfHead(body), hair_of(body), world_lines(body), navel_rings(body))


def _quiet(view: View, skin: Mask) -> tuple[Mask, Mask]:
    """Pixels without creases, and those of them without inner outlines either.

    Creases would only disturb where a feature has lines of its own (lips, navel, nails, fingers,
    lids in profile), and on nipples, cleft and the root of the ear.
    """
    body = view.body
    # canonical x, shifted so that the background's zero is never the midline
    x = view.skin_values(body.canon[:, :1] + 1000.0)[..., 0] - 1000.0
    yz = view.skin_values(body.canon[:, 1:])
    y, z = yz[..., 0], yz[..., 1]
    cleft = skin & (np.abs(x) < 26) & (z < 10) & (y > -70) & (y < 112)
    pubic = skin & (np.abs(x) < 40) & (z > 10) & (y > -70) & (y < 10)
    navel = skin & (np.hypot(x, y - 186) < 18) & (z > 40)
    hand = skin & (np.abs(x) > 385) & (y < 290)
    mask = body.mask
    about = view.skin_values(mask["aureolae"]) > 0.05
    about |= view.skin_values(np.maximum(mask["fingernails"], mask["toenails"])) > 0.2
    about = ndi.binary_dilation(about, iterations=max(1, int(5 / view.px)))
    lips = view.skin_values(mask["lips"]) > 0.3
    lon, lat, _ = longitude_latitude(np.stack([x, y, z], -1))
    lon = np.abs(lon)
    ear_root = skin & (y > 640) & (lon > 70) & (lon < 94) & (lat > -2) & (lat < 40)
    ear_root &= view.skin_values(mask["ears"]) < 0.5
    lids = _lids_in_profile(view) & skin
    return (
        cleft | pubic | about | lips | navel | hand | ear_root | lids,
        cleft | pubic | lids | ear_root,
    )


def _lids_in_profile(view: View) -> Mask:
    """Around an eye seen from the side, whose lids `features` draws alone."""
    out = np.zeros(view.mask.shape, bool)
    for eye in view.body.eyes.values():
        if abs(float(view.camera.forward @ eye.gaze)) < PROFILE:
            out |= np.linalg.norm(view.world - eye.centre_mm, axis=-1) < 21.0
    return out


def figure_svg(view: View, frame: Camera, spec: ChartSpec, props: Props, keep: Mask | None) -> str:
    """Draw a view of the part `keep` whose camera is `frame` widened by `MARGIN_MM`."""
    px, pen = view.px, spec.pen
    eyes = eye_rows(view, "left") | eye_rows(view, "right")
    skin = view.mask & ~eyes
    blurred = ndi.gaussian_filter(view.mask.astype(np.float64), 0.8)
    outline = areas(blurred, 0.5, px, tolerance_mm=pen.tolerance_mm)
    slit = (view.skin_values(view.body.mask["inside-mouth"]) > 0.5) & skin & spec.face
    quiet, plain = _quiet(view, skin)
    parts = [tone_svg(view, skin, outline, pen)]
    if keep is not None:
        parts.insert(0, _cut_svg(inside_seen(view, keep), view, pen))
    if spec.face:
        parts.append(hair_svg(view, props.hair, outline, pen))
        parts.append(lips_svg(view, outline, pen))
    parts.append(nails_svg(view, outline, pen))
    parts.append(eyes_svg(view, pen))
    parts.append(ink_svg(view, skin, eyes | plain, quiet, slit, pen))
    parts.append(navel_svg(view, props.navel, pen))
    parts.append(lines_svg(view, props.lines, pen))
    if spec.face:
        parts.append(brows_svg(view, props.front, outline, pen))
    parts.append(_outline_svg(outline, view, pen))
    w, h = frame.width_mm, frame.height_mm
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{w:g}mm" height="{h:g}mm" '
        f'viewBox="0 0 {w:g} {h:g}">'
    )
    shift = f'<g transform="translate(-{MARGIN_MM:g} -{MARGIN_MM:g})">'
    return head + shift + "".join(parts) + "</g></svg>\n"


def _cut_svg(inside: Mask, view: View, pen: Pen) -> str:
    """A plane of section, hatched as in anatomical drawings: it is no skin."""
    field = ndi.gaussian_filter(inside.astype(np.float64), max(0.8, 0.6 / view.px))
    cut = areas(field, 0.5, view.px, tolerance_mm=pen.tolerance_mm, smallest_mm2=40.0)
    if cut.is_empty:
        return ""
    reach = view.camera.width_mm + view.camera.height_mm
    hatch = shapely.multilinestrings([
        [(k - reach, reach), (k + reach, -reach)] for k in np.arange(0.0, reach, HATCH_MM)
    ])  # fmt: skip
    strokes = shapely.get_parts(shapely.intersection(hatch, cut.buffer(0)))
    d = "".join(
        line_path(shapely.get_coordinates(s), pen.digits) for s in strokes if s.length > 1.5
    )
    return element(area_path(cut, pen.digits), fill="#f1f0ef") + element(
        d, fill="none", stroke=INK, stroke_opacity=0.35, stroke_width=0.3
    )


def _outline_svg(outline: BaseGeometry, view: View, pen: Pen) -> str:
    inset = 0.6
    frame = shapely.box(inset, inset, view.camera.width_mm - inset, view.camera.height_mm - inset)
    lines = shapely.line_merge(shapely.intersection(shapely.boundary(outline), frame))
    d = "".join(
        line_path(shapely.get_coordinates(part), pen.digits)
        for part in shapely.get_parts(lines)
        if part.length > 1
    )
    return element(
        d, fill="none", stroke=INK, stroke_width=round(pen.line_mm * 1.25, 2),
        stroke_linecap="round", stroke_linejoin="round",
    )  # fmt: skip
