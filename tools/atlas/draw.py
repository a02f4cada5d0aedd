"""One chart's figure as SVG: user unit 1 mm, no regions, no labels."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely
from scipy import ndimage as ndi
from shapely.geometry.base import BaseGeometry

from .body import Body
from .chart_list import ChartSpec
from .features import FrontOfHead, brows_svg, eye_rows, eyes_svg, lips_svg
from .hair import hair_svg, hairs
from .ink import INK, ink_svg
from .lines import lines_svg, world_lines
from .pen import Pen
from .source import Floats, Mask
from .svg import areas, element, line_path
from .tone import tone_svg
from .view import Camera, View

MARGIN_MM = 4.0
"""Drawn beyond the frame and cut off by the view box: no artefacts along the frame."""


@dataclass(frozen=True, slots=True)
class Props:
    """What is drawn on a body besides its shape, prepared once."""

    front: FrontOfHead
    strands: Floats
    lines: list[tuple[Floats, float, bool]]


def props_of(body: Body) -> Props:
    """Prepare a body's brows, hair and authored lines."""
    return Props(FrontOfHead(body), hairs(body), world_lines(body))


def _quiet(view: View, skin: Mask) -> tuple[Mask, Mask]:
    """Pixels without creases (lips, nipples, cleft), and those without inner outlines (cleft)."""
    body = view.body
    # canonical x, shifted so that the background's zero is never the midline
    x = view.skin_values(body.canon[:, :1] + 1000.0)[..., 0] - 1000.0
    yz = view.skin_values(body.canon[:, 1:])
    cleft = skin & (np.abs(x) < 26) & (yz[..., 1] < 10) & (yz[..., 0] > -70) & (yz[..., 0] < 112)
    pubic = skin & (np.abs(x) < 40) & (yz[..., 1] > 10) & (yz[..., 0] > -70) & (yz[..., 0] < 10)
    areola = view.skin_values(body.mask["aureolae"]) > 0.05
    areola = ndi.binary_dilation(areola, iterations=max(1, int(5 / view.px)))
    lips = view.skin_values(body.mask["lips"]) > 0.3
    return cleft | pubic | areola | lips, cleft | pubic


def figure_svg(
    view: View, frame: Camera, spec: ChartSpec, props: Props, scalp: BaseGeometry
) -> str:
    """Draw a view whose camera is `frame` widened by `MARGIN_MM`."""
    px, pen = view.px, spec.pen
    eyes = eye_rows(view, "left") | eye_rows(view, "right")
    skin = view.mask & ~eyes
    blurred = ndi.gaussian_filter(view.mask.astype(np.float64), 0.8)
    outline = areas(blurred, 0.5, px, tolerance_mm=pen.tolerance_mm)
    slit = (view.skin_values(view.body.mask["inside-mouth"]) > 0.5) & skin & spec.face
    quiet, plain = _quiet(view, skin)
    parts = [tone_svg(view, skin, outline, pen)]
    if spec.face:
        parts.append(hair_svg(view, props.strands, scalp, pen))
        parts.append(lips_svg(view, outline, pen))
    parts.append(eyes_svg(view, pen))
    parts.append(ink_svg(view, skin, eyes | plain, quiet, slit, pen))
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
