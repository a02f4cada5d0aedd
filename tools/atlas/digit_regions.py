"""Tips of the fingers, ends of the toes: where a digit's end faces, and how far along it lies."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from .body import Body
from .body_regions import FINGERS, TOES, WRIST
from .occlusion import neighbour_mean
from .source import Floats, Ints

HEEL = np.array([219.0, -795.0, -30.0])
TIP_FACING = {"finger": 0.58, "toe": 0.62}
TIP_SHARE = {"finger": 0.6, "toe": 0.8}
"""The tip of a finger or toe faces along it (cosine), in the last part of its length."""
PALM_FACING = 0.15
"""A finger's palmar side begins a little in from its sides."""
TOE_JOINT = ((0.45, 0.53), (0.38, 0.38), (0.40, 0.40), (0.47, 0.40), (0.55, 0.46))
"""Share of each toe's length where its end begins, above and below."""


def digit_fields(body: Body, left_normal: Floats) -> Floats:
    """(n, 2) above 0 where a finger's or toe's end faces along it; share of its length."""
    left = body.canon * np.where(body.canon[:, :1] < 0, [[-1.0, 1.0, 1.0]], 1.0)
    facing = np.full(len(left), -1.0)
    share, far = np.zeros(len(left)), np.full(len(left), -1.0)
    for digit, start in (("finger", WRIST), ("toe", HEEL)):
        for k in range(1, 6):
            own = np.flatnonzero(body.bone[f"{digit}{k}"] > 0.3)
            at = left[own] - left[own].mean(0)
            way: Floats = np.linalg.svd(at, full_matrices=False)[2][0]
            for _ in range(2):  # along the last part: thumb and toes are bent
                way = way * np.sign(way @ (left[own].mean(0) - start))
                along = at @ way
                low, middle = np.quantile(along, (0.4, 0.7))
                way = at[along > middle].mean(0) - at[(along > low) & (along < middle)].mean(0)
                way /= np.linalg.norm(way)
            along = at @ way
            facing[own] = left_normal[own] @ way - TIP_FACING[digit]
            share[own] = (along - along.min()) / np.ptp(along)
            far[own] = share[own] - TIP_SHARE[digit]
    out: Floats = np.c_[np.minimum(neighbour_mean(facing, body.tri, 6), 4 * far), share]
    return out


def label_fingers(
    out: Ints, hand: Ints, palmar: Floats, finger: Floats, tip: Floats, index: Mapping[str, int]
) -> None:
    """Give the points `hand` of `out` their finger; `finger` (n, 5) are bone weights."""
    palm = palmar[hand] > PALM_FACING
    for k, (name, _) in enumerate(FINGERS):
        own = finger[hand, k] > 0.5
        out[hand[own & ~palm]] = index[f"{name}-back"]
        out[hand[own & palm]] = index[f"{name}-palm"]
        out[hand[own & palm & (tip[hand] > 0)]] = index[f"{name}-tip"]


def label_toes(
    out: Ints, foot: Ints, soleward: Floats, toe: Floats, tip: Floats, share: Floats,
    index: Mapping[str, int],
) -> None:  # fmt: skip
    """Give the points `foot` of `out` their toe; `toe` (n, 5) are bone weights."""
    down, along = soleward[foot], share[foot]
    under = down > 0.35
    pulp = down > np.interp(along, (0.7, 0.9), (0.74, 0.25))
    for k, (name, _) in enumerate(TOES):
        above, below = TOE_JOINT[k]
        own = toe[foot, k] > 0.5
        out[foot[own & ~under]] = index[f"{name}-back"]
        out[foot[own & under]] = index[f"{name}-sole"]
        out[foot[own & ~pulp & (along > above)]] = index[f"{name}-nail"]
        out[foot[own & pulp & (along > below)]] = index[f"{name}-pulp"]
        out[foot[own & (tip[foot] > 0)]] = index[f"{name}-tip"]
