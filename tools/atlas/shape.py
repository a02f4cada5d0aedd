"""The neutral adult: morph targets, face fitted to published means, arms lowered.

Means aimed at (mm, female / male, young North American and European adults):
nasion-gnathion, subnasale-gnathion, bizygomatic, intercanthal, biocular, mouth and nose width from
L. G. Farkas, "Anthropometry of the Head and Face", 2nd ed., Raven Press 1994 (rounded);
interpupillary distance from N. A. Dodgson, "Variation and extrema of human interpupillary
distance", Proc. SPIE 5291 (2004) 36-46 (means 61.7 and 64.0).
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.optimize import lsq_linear

from .head_atlas import longitude_latitude
from .source import BODY_VERTICES, BaseMesh, Floats, Ints, has_target, load_target, load_weights

LEFT_EYE = np.arange(14598, 14670)
ARM_BONES = ("upperarm", "lowerarm", "wrist", "metacarpal", "finger")
LEG_BONES = ("upperleg", "lowerleg", "foot", "toe")
FOOT_BONES = ("foot", "toe")
# first and last + 1 of the helper vertices around a joint, left and right
SHOULDER_JOINTS = ((14046, 14054), (14486, 14494))
HIP_JOINTS = ((13846, 13854), (14286, 14294))
ANKLES = ((13830, 13838), (14270, 14278))


@dataclass(frozen=True, slots=True)
class Build:
    """What makes one body of the two."""

    id: str
    name: str
    stature_mm: float
    muscle: float
    aims_mm: dict[str, float]
    head_pitch_deg: float
    """Elevation of the face charts' camera: the Frankfurt plane lies level in the picture."""
    legs_in_deg: float
    """Brings the legs closer than the base mesh's straddle: the pictures waste less paper."""
    extra: tuple[tuple[str, float], ...] = ()
    gaze_down_deg: float = 0.0
    """Lowers the drawn gaze so that the pupil lies amid the lids' opening."""


EARS = tuple(
    (f"ears/{side}-ear-{what}", weight)
    for side in "lr"
    for what, weight in (("wing-decr", 0.8), ("lobe-decr", 0.7))
)
NAVEL = (("stomach/stomach-navel-in", 0.8),)

BUILDS = {
    "female": Build(
        "female", "Female", 1625.0, 0.58,
        {"n_gn": 113, "sn_gn": 64, "zy_zy": 130, "en_en": 32, "ex_ex": 88,
         "ch_ch": 49, "al_al": 32, "pupils": 62},
        0.0, 5.0, EARS + NAVEL,
    ),
    "male": Build(
        "male", "Male", 1755.0, 0.58,
        {"n_gn": 122, "sn_gn": 71, "zy_zy": 139, "en_en": 33, "ex_ex": 91,
         "ch_ch": 53, "al_al": 35.5, "pupils": 64},
        2.0, 7.0, EARS + NAVEL, gaze_down_deg=2.0,
    ),
}  # fmt: skip

FACE_LANDMARKS = {
    "n": (0, 28.5), "sn": (0, -6.2), "gn": (0, -41.5), "en": (11.5, 24.3), "ex": (31.2, 24.3),
    "ch": (18.4, -19.3), "zy": (76, 18), "al": (12.0, -0.5),
}  # fmt: skip
FACE_TARGETS = (
    "head/head-scale-vert-{}", "head/head-scale-horiz-{}", "head/head-scale-depth-{}",
    "chin/chin-height-{}", "chin/chin-width-{}", "mouth/mouth-scale-horiz-{}",
    "nose/nose-scale-vert-{}", "nose/nose-scale-horiz-{}", "eyes/?-eye-scale-{}",
    "cheek/?-cheek-bones-{}", "forehead/forehead-scale-vert-{}",
    "mouth/mouth-trans-{}", "nose/nose-trans-{}",
    "eyes/?-eye-trans-{}", "eyes/?-eye-push1-{}", "eyes/?-eye-push2-{}",
)  # fmt: skip
_DIRECTIONS = (("decr", "incr"),) * 11 + (("down", "up"),) * 2 + (("in", "out"),) * 3


def add_target(xyz: Floats, folder: Path, name: str, weight: float) -> None:
    """Add one morph target to positions in decimetres, in place."""
    ids, moves = load_target(folder, name)
    keep = ids < len(xyz)
    xyz[ids[keep]] += weight * moves[keep]


def _blend(kind: str, x: float) -> list[tuple[str, float]]:
    steps = [
        ("min", max(0.0, 1 - 2 * x)),
        ("average", 1 - abs(2 * x - 1)),
        ("max", max(0.0, 2 * x - 1)),
    ]
    return [(name + kind, w) for name, w in steps if w > 0]


def neutral_adult(base: BaseMesh, folder: Path, build: Build) -> Floats:
    """Mean of the three ancestries' young adults with average weight (decimetres)."""
    xyz = base.xyz.copy()
    for ancestry in ("african", "asian", "caucasian"):
        add_target(xyz, folder, f"macrodetails/{ancestry}-{build.id}-young", 1 / 3)
    for muscle, wm in _blend("muscle", build.muscle):
        name = f"macrodetails/universal-{build.id}-young-{muscle}-averageweight"
        add_target(xyz, folder, name, wm)
    for name, weight in build.extra:
        add_target(xyz, folder, name, weight)
    return xyz


def nearest_vertex(base: BaseMesh, lon: float, lat: float) -> int:
    """Outermost body vertex of the canonical head near a longitude and latitude."""
    canon = base.xyz[:BODY_VERTICES] * 100.0
    plon, plat, radius = longitude_latitude(canon)
    off = np.hypot((plon - lon) * np.cos(np.radians(lat)), plat - lat)
    if lon == 0:
        off = off + np.where(np.abs(canon[:, 0]) > 0.5, 99.0, 0.0)
    near = np.argsort(off, kind="stable")[:6]
    near = near[off[near] < off[near[0]] + 1.0]
    return int(near[np.argmax(radius[near])])


def face_measures(base: BaseMesh, mm: Floats) -> dict[str, float]:
    """Facial widths and heights (mm) of positions in mm."""
    p = {k: mm[nearest_vertex(base, *at)] for k, at in FACE_LANDMARKS.items()}
    front = LEFT_EYE[np.argsort(-base.xyz[LEFT_EYE, 2], kind="stable")[:8]]
    return {
        "n_gn": p["n"][1] - p["gn"][1],
        "sn_gn": p["sn"][1] - p["gn"][1],
        "zy_zy": 2 * p["zy"][0],
        "en_en": 2 * p["en"][0],
        "ex_ex": 2 * p["ex"][0],
        "ch_ch": 2 * p["ch"][0],
        "al_al": 2 * p["al"][0],
        "pupils": 2 * float(mm[front, 0].mean()),
    }


def to_mm(xyz: Floats, stature_mm: float) -> Floats:
    """Scale decimetres so that the body stands on y = 0 and is `stature_mm` tall."""
    y = xyz[:BODY_VERTICES, 1]
    scaled: Floats = (xyz - [0.0, y.min(), 0.0]) * (stature_mm / np.ptp(y))
    return scaled


def fit_face(base: BaseMesh, folder: Path, build: Build, xyz: Floats) -> Floats:
    """Bounded least squares over face targets; the small penalty keeps weights modest."""
    keys = list(build.aims_mm)

    def measured(p: Floats) -> Floats:
        m = face_measures(base, to_mm(p, build.stature_mm))
        return np.array([m[k] for k in keys])

    start = measured(xyz)
    columns, chosen = [], []
    for pattern, ways in zip(FACE_TARGETS, _DIRECTIONS, strict=True):
        for way in ways:
            names = [pattern.format(way).replace("?", s) for s in ("lr" if "?" in pattern else "l")]
            if not all(has_target(folder, n) for n in names):
                continue
            moved = xyz.copy()
            for n in names:
                add_target(moved, folder, n, 1.0)
            columns.append(measured(moved) - start)
            chosen.append(names)
    a = np.array(columns).T
    b = np.array([build.aims_mm[k] for k in keys]) - start
    damped = np.r_[a, 2.0 * np.eye(a.shape[1])]
    weights = lsq_linear(damped, np.r_[b, np.zeros(a.shape[1])], (0, 1)).x
    out = xyz.copy()
    for names, w in zip(chosen, weights, strict=True):
        if w > 0.02:
            for n in names:
                add_target(out, folder, n, round(float(w), 3))
    return out


def bone_weights(folder: Path, count: int, prefixes: tuple[str, ...], side: str) -> Floats:
    """Sum of the weights of the bones whose names start so, on one side ('.L' or '.R')."""
    w = np.zeros(count)
    for bone, pairs in load_weights(folder).items():
        if bone.startswith(prefixes) and bone.endswith(side) and pairs:
            a = np.array(pairs)
            a = a[a[:, 0] < count]
            np.add.at(w, a[:, 0].astype(np.int64), a[:, 1])
    clipped: Floats = np.clip(w, 0.0, 1.0)
    return clipped


def _swing(xyz: Floats, weight: Floats, centre: Floats, angle_deg: float) -> Floats:
    """Moves (n, 3) that turn each point about the z axis through `centre`, by its weight."""
    t = np.radians(angle_deg)
    turn = np.array([[np.cos(t), -np.sin(t), 0], [np.sin(t), np.cos(t), 0], [0, 0, 1]])
    out: Floats = weight[:, None] * ((xyz - centre) @ turn.T + centre - xyz)
    return out


def lower_arms(mm: Floats, folder: Path, angle_deg: float) -> Floats:
    """Swing both arms down about the shoulder joint, a quarter of it in the shoulder girdle."""
    out = mm.copy()
    for sign, side, joint in zip((1, -1), (".L", ".R"), SHOULDER_JOINTS, strict=True):
        centre = mm[slice(*joint)].mean(0)
        girdle = bone_weights(folder, len(mm), ("shoulder01",), side)
        arm = bone_weights(folder, len(mm), ARM_BONES, side)
        for weight, angle in ((girdle, angle_deg / 4), (arm, angle_deg)):
            out += _swing(mm, weight, centre, -angle * sign)
    return out


def close_legs(xyz: Floats, folder: Path, angle_deg: float) -> Floats:
    """Swing both legs inwards about the hip joint; the feet turn back and stay on the floor."""
    out = xyz.copy()
    for sign, side, hip, ankle in zip((1, -1), (".L", ".R"), HIP_JOINTS, ANKLES, strict=True):
        leg = bone_weights(folder, len(xyz), LEG_BONES, side)
        foot = bone_weights(folder, len(xyz), FOOT_BONES, side)
        centre = xyz[slice(*hip)].mean(0)
        out += _swing(xyz, leg, centre, -angle_deg * sign)
        here = xyz[slice(*ankle)].mean(0, keepdims=True)
        there = (here + _swing(here, np.ones(1), centre, -angle_deg * sign))[0]
        out += _swing(out, foot, there, angle_deg * sign)
    return out


def symmetric(xyz: Floats, mirror: Ints) -> Floats:
    """Average both halves so that every later step is exactly mirrored."""
    flip = np.array([-1.0, 1.0, 1.0])
    out: Floats = 0.5 * (xyz + xyz[mirror] * flip)
    return out
