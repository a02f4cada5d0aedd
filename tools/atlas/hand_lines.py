"""Creases of fingers and palms, authored on the canonical left hand.

Finger creases are sections of the finger's skin square to it at its joints; the palm's lines are
drawn in the palm's plane and lifted onto the skin.
"""

from __future__ import annotations

import numpy as np
from scipy.ndimage import gaussian_filter1d

from .body import Body
from .body_regions import PALMAR, WRIST
from .network import spline
from .raster import rasterise
from .source import Floats

JOINTS: tuple[tuple[tuple[float, float, float], ...], ...] = (
    ((409.5, 225.6, 237.3), (398.4, 211.0, 268.2), (391.7, 200.0, 287.6)),
    ((449.6, 203.0, 264.4), (453.2, 189.5, 285.4), (453.4, 174.5, 302.4), (453.0, 158.9, 319.4)),
    ((460.8, 188.6, 247.9), (471.2, 167.2, 269.1), (474.7, 148.8, 285.6), (478.4, 130.3, 301.5)),
    ((469.6, 182.5, 230.9), (481.1, 161.7, 246.1), (485.9, 142.6, 259.2), (491.5, 122.3, 271.7)),
    ((474.5, 176.4, 212.4), (480.7, 158.2, 222.1), (483.0, 145.5, 228.1), (485.7, 128.9, 235.3)),
)
"""Canonical joints of thumb to little finger, from the knuckle to the tip (the mesh's own)."""

PALM_LINES: tuple[tuple[tuple[float, float], ...], ...] = (
    ((82, 33), (70, 19), (53, 11), (34, 10), (15, 13)),
    ((80, 32), (71, 15), (62, -4), (55, -22), (50, -33)),
    ((67, -42), (73, -27), (80, -9), (90, 5)),
)
"""Thenar and the two transverse creases: mm from the wrist to the knuckles, and to the thumb."""


def hand_lines(body: Body) -> list[tuple[Floats, float]]:
    """World polylines (k, 3) on the left hand, with their strength."""
    out = []
    for number, joints in enumerate(JOINTS, 1):
        at = np.array(joints)
        for k in range(1, len(at) - 1):
            axis = at[k + 1] - at[k - 1]
            for palmar, half_deg, shift in ((1.0, 62.0, 0.0), (-1.0, 42.0, 0.0)):
                line = _ring(body, number, at[k] + shift * axis, axis, palmar * PALMAR, half_deg)
                if line is not None:
                    out.append((line, 0.42 if palmar > 0 else 0.3))
    out += [(line, 0.5) for line in _palm(body)]
    return out


def _ring(
    body: Body, finger: int, centre: Floats, axis: Floats, middle: Floats, half_deg: float
) -> Floats | None:
    """The finger's section through `centre` square to `axis`, within an angle of `middle`."""
    axis = axis / np.linalg.norm(axis)
    up = middle - (middle @ axis) * axis
    up /= np.linalg.norm(up)
    across = np.cross(axis, up)
    off = body.canon - centre
    mine = (np.linalg.norm(off, axis=1) < 16) & (body.bone[f"finger{finger}"] > 0.5)
    mine &= body.canon[:, 0] > 0
    tri = body.tri[mine[body.tri].all(1)]
    ends = np.concatenate([tri[:, [0, 1]], tri[:, [1, 2]], tri[:, [2, 0]]])
    ends = np.unique(np.sort(ends, 1), axis=0)
    height = off @ axis
    a, b = height[ends[:, 0]], height[ends[:, 1]]
    ends, a, b = (v[a * b < 0] for v in (ends, a, b))
    share = (a / (a - b))[:, None]
    place = off[ends[:, 0]] * (1 - share) + off[ends[:, 1]] * share
    world = body.xyz[ends[:, 0]] * (1 - share) + body.xyz[ends[:, 1]] * share
    turn = np.degrees(np.arctan2(place @ across, place @ up))
    order = np.argsort(turn, kind="stable")
    order = order[np.abs(turn[order]) < half_deg]
    if len(order) < 4:
        return None
    fine = np.linspace(turn[order[0]], turn[order[-1]], 24)
    line = np.stack([np.interp(fine, turn[order], world[order, k]) for k in range(3)], 1)
    return np.asarray(gaussian_filter1d(line, 1.5, axis=0, mode="nearest"))


def _palm(body: Body) -> list[Floats]:
    out_of = PALMAR / np.linalg.norm(PALMAR)
    along = np.array(JOINTS[2][0]) - WRIST
    along = along - (along @ out_of) * out_of
    along /= np.linalg.norm(along)
    across = np.cross(out_of, along)
    off = body.canon - WRIST
    hand = (np.linalg.norm(off, axis=1) < 160) & (body.canon[:, 0] > 0)
    tri = body.tri[hand[body.tri].all(1)]
    # towards the thumb is right as seen from the palm with the fingers up
    handed = float(np.sign(np.cross(across, along) @ out_of))
    pixels = np.c_[handed * (off @ across) + 80.0, 160.0 - off @ along, off @ out_of] * [2, 2, 1]
    hits = rasterise(pixels, tri, 320, 400)
    world = hits.interpolate(body.xyz, tri)
    lines = []
    for points in PALM_LINES:
        p = spline(points, 1.0)
        column = ((handed * p[:, 1] + 80.0) * 2).astype(np.int64)
        row = ((160.0 - p[:, 0]) * 2).astype(np.int64)
        q = world[row, column][hits.row[row, column] >= 0]
        if len(q) > 8:
            lines.append(np.asarray(gaussian_filter1d(q, 2.0, axis=0, mode="nearest")))
    return lines
