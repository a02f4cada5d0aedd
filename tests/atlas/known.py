"""Places of the tiny atlas, for the tests that know every answer."""

from __future__ import annotations

import numpy as np
import synthetic_atlas as tiny
from hypothesis import strategies as st

from mesomap.atlas import Body
from mesomap.model import RegionKey, Side, SkinSite

CHEEK = RegionKey("cheek-buccal", Side.LEFT)
TEMPLE = RegionKey("temple", Side.LEFT)
NOSE = RegionKey("nose-dorsum", Side.MIDLINE)
EAR = RegionKey("ear", Side.LEFT)

heights = st.floats(1.0, 119.0)
angles = st.floats(-79.0, 79.0)


def on_cylinder(body: Body, angle_deg: float, y_mm: float) -> SkinSite:
    """The site at an angle of the cylinder, through the patch that is flat there."""
    patch = "nose" if abs(angle_deg) < 30 else f"cheek-{'left' if angle_deg > 0 else 'right'}"
    origin = tiny.patch_plans()[patch]["origin"]
    uv = np.array([[tiny.flat_u(angle_deg), y_mm]]) - origin
    site = body.from_patch(patch, uv)[0]
    assert site is not None
    return site


def front_xy(x: float, y: float) -> tuple[float, float]:
    """The place on the front chart of body coordinates."""
    return 70.0 + x, 125.0 - y


def in_mouth(angle_deg: float, y_mm: float, reach: float = 1.0) -> bool:
    low, high = tiny.MOUTH_Y
    return abs(angle_deg) < tiny.MOUTH_DEG + reach and low - reach < y_mm < high + reach
