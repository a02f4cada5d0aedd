"""A line drawn on a chart, traced on the skin that it shows."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from mesomap.analysis.curve import Curve, curve_of
from mesomap.atlas import Body
from mesomap.canvas.rows import Floats
from mesomap.geometry.curves import resampled, smoothed
from mesomap.model import Site
from mesomap.paint.tokens import STEEP_TILT_DEG

_STEP_MM = 1.5
TREMOR_PX = 9.0
"""What a hand with a mouse shakes by."""


@dataclass(frozen=True, slots=True)
class Traced:
    """The line as far as it lies on skin that the chart shows well.

    Attributes
    ----------
    xy_mm : (n, 2)
        In chart mm.
    sites
        The same on the skin.
    cut
        Whether the line went on.
    """

    xy_mm: Floats
    sites: tuple[Site, ...]
    curve: Curve
    cut: bool


def traced(body: Body, chart: str, xy_mm: Floats, *, smooth_px: float, mm_per_px: float) -> Traced:
    """Follow a line (n, 2) of the chart over the skin, until it leaves it.

    `smooth_px`: by how many pixels a hand's tremor is taken out; 0 leaves the line as it is.
    """
    if smooth_px > 0 and len(xy_mm) > 2:
        xy_mm = smoothed(xy_mm, width_mm=smooth_px * mm_per_px)
    corners = _every_step(xy_mm)
    sites = body.sites_at(chart, corners) if len(corners) else []
    known = 0
    while known < len(sites) and sites[known] is not None:
        known += 1
    found = [site for site in sites[:known] if site is not None]
    if found:
        steep = np.flatnonzero(body.on_chart(chart, found).tilt_deg > STEEP_TILT_DEG)
        found = found[: int(steep[0])] if len(steep) else found
    holding = body.patches_holding(found[len(found) // 2]) if found else []
    curve = curve_of(body, found, home=holding[0] if holding else None)
    return Traced(corners[: len(found)], tuple(found), curve, len(found) < len(sites))


def _every_step(xy_mm: Floats) -> Floats:
    """The line with a point at each corner, and between them at least every `_STEP_MM`."""
    if len(xy_mm) < 2:
        return xy_mm
    legs = [resampled(xy_mm[k : k + 2], step_mm=_STEP_MM) for k in range(len(xy_mm) - 1)]
    return np.concatenate([legs[0][:1], *(leg[1:] for leg in legs)])
