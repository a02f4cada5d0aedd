"""Regions below the head, authored once on the left half of the canonical body (mm).

Each rule is a set of inequalities between smooth functions of the canonical position; later rules
paint over earlier ones, so regions tile without gaps. The trunk is read by its turn about the
vertical, limbs by the turn about their bones: 0 degrees front, 90 outwards, 180 back, -90 inwards.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from .source import Floats, Ints, Mask

FINGERS = (
    ("thumb", "Thumb"), ("index-finger", "Index finger"), ("middle-finger", "Middle finger"),
    ("ring-finger", "Ring finger"), ("little-finger", "Little finger"),
)  # fmt: skip
TOES = (
    ("great-toe", "Great toe"), ("second-toe", "Second toe"), ("third-toe", "Third toe"),
    ("fourth-toe", "Fourth toe"), ("little-toe", "Little toe"),
)  # fmt: skip
REGIONS: tuple[tuple[str, str, str, bool], ...] = (
    ("decollete", "Décolleté", "trunk", False),
    ("breast", "Breast, centre", "trunk", True),
    ("breast-upper-inner", "Breast, upper inner", "trunk", True),
    ("breast-upper-outer", "Breast, upper outer", "trunk", True),
    ("breast-lower-inner", "Breast, lower inner", "trunk", True),
    ("breast-lower-outer", "Breast, lower outer", "trunk", True),
    ("chest-lower", "Lower chest", "trunk", False),
    ("axilla", "Axilla", "trunk", False),
    ("axilla-front", "Axilla, anterior fold", "trunk", False),
    ("axilla-back", "Axilla, posterior fold", "trunk", False),
    ("chest-side", "Lateral chest", "trunk", False),
    ("abdomen-upper", "Upper abdomen", "trunk", False),
    ("abdomen-lower", "Lower abdomen", "trunk", False),
    ("periumbilical", "Periumbilical region", "trunk", False),
    ("flank", "Flank", "trunk", False),
    ("pubic", "Pubic region", "trunk", True),
    ("upper-back", "Upper back", "trunk", False),
    ("bra-line", "Bra line", "trunk", False),
    ("middle-back", "Middle back", "trunk", False),
    ("lower-back", "Lower back", "trunk", False),
    ("sacral", "Sacral region", "trunk", False),
    ("hip", "Hip", "trunk", False),
    ("buttock-upper-inner", "Buttock, upper inner", "trunk", False),
    ("buttock-upper-outer", "Buttock, upper outer", "trunk", False),
    ("buttock-lower-inner", "Buttock, lower inner", "trunk", False),
    ("buttock-lower-outer", "Buttock, lower outer", "trunk", False),
    ("shoulder-front", "Shoulder, front", "arm", False),
    ("shoulder-back", "Shoulder, back", "arm", False),
    ("upper-arm-front", "Upper arm, front", "arm", False),
    ("upper-arm-outer", "Upper arm, outer", "arm", False),
    ("upper-arm-back", "Upper arm, back", "arm", False),
    ("upper-arm-inner", "Upper arm, inner", "arm", False),
    ("elbow", "Elbow", "arm", False),
    ("elbow-inner", "Elbow, inner", "arm", False),
    ("cubital-fossa", "Cubital fossa", "arm", False),
    ("forearm-front", "Forearm, front", "arm", False),
    ("forearm-back", "Forearm, back", "arm", False),
    ("hand-back", "Back of the hand", "arm", False),
    ("palm", "Palm", "arm", False),
    *((f"{k}-back", f"{n}, back", "arm", False) for k, n in FINGERS),
    *((f"{k}-palm", f"{n}, palmar side", "arm", False) for k, n in FINGERS),
    *((f"{k}-tip", f"{n}, tip", "arm", False) for k, n in FINGERS),
    ("saddlebag", "Saddlebag", "leg", False),
    ("thigh-front-upper", "Thigh, upper front", "leg", False),
    ("thigh-front-lower", "Thigh, lower front", "leg", False),
    ("thigh-outer-upper", "Thigh, upper outer", "leg", False),
    ("thigh-outer-lower", "Thigh, lower outer", "leg", False),
    ("thigh-inner-upper", "Thigh, upper inner", "leg", False),
    ("thigh-inner-lower", "Thigh, lower inner", "leg", False),
    ("thigh-back-upper", "Thigh, upper back", "leg", False),
    ("thigh-back-lower", "Thigh, lower back", "leg", False),
    ("knee-front", "Knee, front", "leg", False),
    ("knee-outer", "Knee, outer", "leg", False),
    ("knee-inner", "Knee, inner", "leg", False),
    ("knee-back", "Knee, back", "leg", False),
    ("shin", "Shin", "leg", False),
    ("lower-leg-outer", "Lower leg, outer", "leg", False),
    ("lower-leg-inner", "Lower leg, inner", "leg", False),
    ("calf", "Calf", "leg", False),
    ("ankle-outer", "Ankle, outer", "leg", False),
    ("ankle-inner", "Ankle, inner", "leg", False),
    ("foot-back", "Back of the foot", "leg", False),
    ("sole", "Sole", "leg", False),
    ("heel", "Heel", "leg", False),
    *((f"{k}-back", f"{n}, back", "leg", False) for k, n in TOES),
    *((f"{k}-sole", f"{n}, underside", "leg", False) for k, n in TOES),
    *((f"{k}-nail", f"{n}, around the nail", "leg", False) for k, n in TOES),
    *((f"{k}-pulp", f"{n}, pulp", "leg", False) for k, n in TOES),
    *((f"{k}-tip", f"{n}, tip", "leg", False) for k, n in TOES),
)

NIPPLE = (80.4, 379.5)
SHOULDER = np.array([167.7, 524.6, 14.6])
ELBOW = np.array([312.9, 349.3, 13.2])
WRIST = np.array([431.2, 245.2, 175.7])
PALMAR = np.array([-0.8195, -0.5634, -0.1049])
"""Out of the palm, square to wrist, middle and little finger's knuckles."""
ARM_FROM_MM, ELBOW_FROM_MM = 62.0, 200.0
LEG_AXIS = np.array([
    (60, 110.4, 20), (-370, 158.1, 32), (-560, 195, 8), (-745, 219.6, 0), (-820, 219.6, 0),
], np.float64)  # fmt: skip
"""Height, x and z of the leg's middle line."""


def _along(p: Floats, start: Floats, end: Floats) -> tuple[Floats, Floats, Floats]:
    """Distance along a bone, distance from it, and the offset square to it."""
    axis = (end - start) / np.linalg.norm(end - start)
    along = (p - start) @ axis
    off = p - start - along[:, None] * axis
    return along, np.linalg.norm(off, axis=1), off


def _neck(p: Floats) -> dict[str, Mask]:
    x, y, z = p.T
    turn = np.degrees(np.arctan2(x, z - 15.0))
    # above the clavicles in front, above the slope of the trapezius behind
    collar = np.interp(turn, [0, 30, 60, 90, 130, 180], [536, 546, 556, 572, 578, 575])
    base = collar + 0.12 * np.maximum(x - 40, 0)
    neck = (y > base) & (x < 110)
    return {
        "neck-front": neck & (turn < 43),
        "neck-side": neck & (turn >= 43) & (turn < 118),
        "neck-supraclavicular": neck & (turn >= 43) & (turn < 118) & (y < base + 26),
        "neck-back": neck & (turn >= 118),
    }


def _groin(x: Floats) -> Floats:
    return np.interp(x, [0, 22, 130], [-60, -38, 97])


def _leg_turn(p: Floats) -> Floats:
    """Turn about the leg's middle line, degrees."""
    x, y, z = p.T
    height = LEG_AXIS[::-1, 0]
    cx = np.interp(y, height, LEG_AXIS[::-1, 1])
    cz = np.interp(y, height, LEG_AXIS[::-1, 2])
    turn: Floats = np.degrees(np.arctan2(x - cx, z - cz))
    return turn


def _behind(p: Floats) -> Mask:
    """Where buttock and the back of the thigh are."""
    x, y, z = p.T
    turn = _leg_turn(p)
    middle = np.interp(y, LEG_AXIS[::-1, 0], LEG_AXIS[::-1, 1])
    out: Mask = (turn >= 124) | ((x <= middle + 1) & (z < 12.0 - 0.1 * x))
    return out


def _trunk(p: Floats) -> dict[str, Mask]:
    x, y, z = p.T
    turn = np.degrees(np.arctan2(x, z - 45.0))
    hip_turn = np.degrees(np.arctan2(x, z - 10.0))
    front = np.where(y > 408, z > 25 + 0.12 * (x - 60), turn < 68)
    back = np.where(y > 408, ~front, turn > 112)
    ribs = np.interp(x, [0, 60, 120], [318, 285, 262])
    breast = np.hypot((x - 86) / 62, (y - 392) / np.where(y > 392, 68, 52)) < 1
    whole = front & breast & (turn < 66)
    navel = np.hypot(x / 1.15, y - 185) < 45
    out = {
        "decollete": front & (y > 330),
        "chest-lower": front & (y <= 400) & (y > ribs),
        "abdomen-upper": front & (y <= ribs),
        "abdomen-lower": front & (y < 185),
        "periumbilical": front & navel,
        "breast-upper-inner": whole & (y >= NIPPLE[1]) & (x < NIPPLE[0]),
        "breast-upper-outer": whole & (y >= NIPPLE[1]) & (x >= NIPPLE[0]),
        "breast-lower-inner": whole & (y < NIPPLE[1]) & (x < NIPPLE[0]),
        "breast-lower-outer": whole & (y < NIPPLE[1]) & (x >= NIPPLE[0]),
        "breast": whole & (np.hypot(x - NIPPLE[0], y - NIPPLE[1]) < 21),
        "chest-side": ~front & ~back & (y > 262),
        "upper-back": back & (y > 408),
        "bra-line": ~front & (y <= 408) & (y > 345),
        "middle-back": back & (y <= 345),
        "lower-back": back & (y < 262),
        "flank": ~front & ~back & (y <= 262),
    }
    behind = _behind(p)
    out["hip"] = (hip_turn > 52) & ~behind & (y < 128)
    out["lower-back"] |= behind & (y < 150)
    out["sacral"] = behind & (y < 150) & (x < 62 - 0.3 * (y - 110))
    gluteal_top = np.interp(x, [0, 20, 60, 120, 170], [78, 88, 118, 128, 126])
    buttock = behind & (y < gluteal_top)
    inner, upper = x < 88, y > 34
    out |= {
        "buttock-upper-inner": buttock & inner & upper,
        "buttock-upper-outer": buttock & ~inner & upper,
        "buttock-lower-inner": buttock & inner & ~upper,
        "buttock-lower-outer": buttock & ~inner & ~upper,
    }
    out["pubic"] = ~behind & (hip_turn < 100) & (y < 38) & (y > _groin(x))
    out["pubic"] |= (y < 0) & (x < 16) & (z > -30)
    return out


def _leg(p: Floats) -> dict[str, Mask]:
    x, y, z = p.T
    turn = _leg_turn(p)
    groin = _groin(x)
    fold = np.interp(x, [0, 30, 100, 170], [-54, -50, -44, -36])
    hip_turn = np.degrees(np.arctan2(x, z - 10.0))
    top = np.where(_behind(p), fold, np.where(hip_turn > 52, np.minimum(groin, 62), groin))
    leg = y < top
    front, outer = (turn >= -48) & (turn < 48), (turn >= 48) & (turn < 124)
    inner = (turn < -48) & (turn >= -128)
    rear = ~front & ~outer & ~inner
    lower = y < -165
    saddle = -75 - 15 * np.cos(np.radians((turn - 88) * 2.2))
    out = {
        "thigh-front-upper": leg & front,
        "thigh-front-lower": leg & front & lower,
        "thigh-outer-upper": leg & outer,
        "saddlebag": leg & outer & (y > saddle),
        "thigh-outer-lower": leg & outer & (y < -200),
        "thigh-inner-upper": leg & inner,
        "thigh-inner-lower": leg & inner & lower,
        "thigh-back-upper": leg & rear,
        "thigh-back-lower": leg & rear & lower,
    }
    knee = leg & (y < -312)
    cap = np.abs(turn) < 58
    out |= {
        "knee-front": knee & cap,
        "knee-outer": knee & (turn >= 58) & (turn < 125),
        "knee-inner": knee & (turn <= -58) & (turn > -125),
        "knee-back": knee & (np.abs(turn) >= 125),
    }
    calf = leg & (y < -430)
    out |= {
        "shin": calf & cap,
        "lower-leg-outer": calf & (turn >= 58) & (turn < 118),
        "lower-leg-inner": calf & (turn <= -58) & (turn > -118),
        "calf": calf & (np.abs(turn) >= 118),
    }
    ankle = leg & (y < -690)
    out |= {"ankle-outer": ankle & (turn >= 0), "ankle-inner": ankle & (turn < 0)}
    # the foot begins where the instep leaves the shin, and below the malleoli
    out["foot-back"] = leg & (y < np.interp(z, [-60, -20, 30, 75], [-772, -770, -755, -720]))
    return out


def _arm(p: Floats, arm_weight: Floats) -> dict[str, Mask]:
    x, y, z = p.T
    t, off, square = _along(p, SHOULDER, ELBOW)
    f, _, f_square = _along(p, ELBOW, WRIST)
    outward = np.array([0.771, 0.639, 0.0])  # square to the upper arm, up and out
    turn = np.degrees(np.arctan2(square @ outward, square[:, 2]))
    near = (x > 118 + 0.35 * np.maximum(470 - y, 0)) & (off < 95) & (y > 380)
    forward = z > 15
    fossa = (np.hypot(np.hypot(x - 148, y - 446), 0.8 * (z - 20)) < 44) & (y > 408)
    out = {
        "shoulder-front": near & forward,
        "shoulder-back": near & ~forward,
        "axilla": fossa,
        "axilla-front": fossa & (z > 38),
        "axilla-back": fossa & (z < -2),
    }
    # the crease between arm and chest runs where the arm's bones begin to pull
    behind = fossa & (z <= -2) & (arm_weight >= 0.5)
    reach = (t > ARM_FROM_MM) & (x > 140) & (off < 95) & (y > 200) & (arm_weight > 0.35)
    reach |= behind
    out |= {
        "upper-arm-front": reach & (np.abs(turn) < 45),
        "upper-arm-outer": reach & (turn >= 45) & (turn < 135),
        "upper-arm-inner": reach & (turn <= -45) & (turn > -135),
        "upper-arm-back": reach & (np.abs(turn) >= 135),
    }
    bend = (ELBOW - SHOULDER) / np.linalg.norm(ELBOW - SHOULDER)
    fore = (WRIST - ELBOW) / np.linalg.norm(WRIST - ELBOW)
    crook = (fore - bend) / np.linalg.norm(fore - bend)  # out of the elbow's hollow
    arm = (x > 230) & (y < 480) & (y > 80)
    hollow = (p - ELBOW) @ crook > 0
    inward = (p - ELBOW) @ np.cross(fore, bend) / np.linalg.norm(np.cross(fore, bend))
    below = arm & (t > ELBOW_FROM_MM)
    forearm = arm & (f > 32)
    volar = f_square @ PALMAR + 0.25 * (f_square @ crook) > 0
    out |= {
        "elbow": below & ~hollow,
        "elbow-inner": below & ~hollow & (inward > 14),
        "cubital-fossa": below & hollow,
        "forearm-front": forearm & volar,
        "forearm-back": forearm & ~volar,
        "hand-back": arm & (f > 226) & (x > 330),
    }
    return out


def lookup(
    p: Floats, palmar: Floats, soleward: Floats, arm: Floats, index: Mapping[str, int]
) -> Ints:
    """Region numbers of points of the canonical left half; digits belong to hand and foot still.

    `palmar` and `soleward` say how far the skin faces out of the palm and down (-1 to 1); `arm` is
    the weight of the arm's bones.
    """
    out = np.full(len(p), index["abdomen-lower"])
    for rules in (_trunk(p), _leg(p), _arm(p, arm), _neck(p)):
        for name, where in rules.items():
            out[where] = index[name]
    out[(out == index["hand-back"]) & (palmar > 0)] = index["palm"]
    foot, under = out == index["foot-back"], soleward > 0.35
    out[foot & under] = index["sole"]
    out[foot & ~under & (p[:, 2] < 8)] = index["heel"]
    return out
