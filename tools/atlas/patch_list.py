"""Which regions share a patch, and which way a patch's +u runs."""

from __future__ import annotations

from dataclasses import dataclass

from .body_regions import FINGERS, TOES

Vector = tuple[float, float, float]
ACROSS: Vector = (1.0, 0.0, 0.0)
UP: Vector = (0.0, 1.0, 0.0)
HEAD_MARGIN_MM = 20.0
BODY_MARGIN_MM = 40.0


@dataclass(frozen=True, slots=True)
class PatchSpec:
    """A patch of flat skin.

    Attributes
    ----------
    paired
        False: both halves of its midline regions lie on it. True: one patch a side
        (``id-left``, ``id-right``), mirror images.
    natural
        The direction +u follows, in the body's frame, for the subject's left side.
    along
        What that direction is called.
    """

    id: str
    regions: tuple[str, ...]
    paired: bool
    natural: Vector
    along: str
    margin_mm: float = HEAD_MARGIN_MM


HEAD_PATCHES = (
    PatchSpec("forehead", ("forehead", "glabella"), False, ACROSS, "across the forehead"),
    PatchSpec("nose", ("nose",), False, ACROSS, "across the nose"),
    PatchSpec("nose-root", ("nose-root",), False, ACROSS, "across the nose"),
    PatchSpec("nose-sidewall", ("nose-sidewall",), True, (0, -0.8, 0.6), "down the nose"),
    PatchSpec("nose-tip", ("nose-tip",), True, ACROSS, "across the nose", 8.0),
    PatchSpec("nose-ala", ("nose-ala",), True, (0, 0, 1), "towards the tip", 8.0),
    PatchSpec("columella", ("columella",), True, (0, 0, 1), "towards the tip", 4.0),
    PatchSpec("perioral", ("lip-upper", "lip-lower", "chin"), False, ACROSS, "across the mouth"),
    PatchSpec("vermilion", ("vermilion",), False, ACROSS, "across the mouth", 8.0),
    PatchSpec("submental", ("submental",), False, ACROSS, "across the neck"),
    PatchSpec("neck-front", ("neck-front",), False, ACROSS, "across the neck"),
    PatchSpec("neck-back", ("neck-back",), False, ACROSS, "across the neck"),
    PatchSpec(
        "scalp-front", ("scalp-frontal", "scalp-mid-frontal"), False, ACROSS, "across the scalp"
    ),
    PatchSpec("scalp-vertex", ("scalp-vertex",), False, ACROSS, "across the scalp"),
    PatchSpec("scalp-occipital", ("scalp-occipital",), False, ACROSS, "across the scalp"),
    PatchSpec("scalp-nuchal", ("scalp-nuchal",), False, ACROSS, "across the scalp"),
    PatchSpec("upper-lid", ("upper-eyelid-brow",), True, ACROSS, "along the lid"),
    PatchSpec("lower-lid", ("tear-trough", "lateral-canthal"), True, ACROSS, "along the lid"),
    PatchSpec("temple", ("temple", "scalp-temporal"), True, (0, 0, -1), "from brow to ear"),
    PatchSpec("scalp-parietal", ("scalp-parietal",), True, (0, 0, -1), "front to back"),
    PatchSpec(
        "cheek",
        (
            "cheek-medial",
            "zygomatic",
            "cheek-buccal",
            "preauricular",
            "nasolabial-fold",
            "marionette",
            "jawline",
        ),
        True,
        (-0.55, -0.45, 0.70),
        "along the jawline to the chin",
    ),
    *(
        PatchSpec(part, (part,), True, way, along, 4.0)
        for part, way, along in (
            ("ear", UP, "up the auricle"),
            ("ear-helix", (0, 0.8, -0.6), "along the helix"),
            ("ear-cymba", (0, 0.4, 0.9), "along the concha"),
            ("ear-concha", (0, 0.4, 0.9), "along the concha"),
            ("ear-wall", (0, 0.9, 0.4), "along the concha's wall"),
            ("ear-tragus", UP, "up the auricle"),
            ("ear-lobule", (0, 0, 1), "along the lobule"),
            ("ear-back", UP, "up the auricle"),
        )
    ),
    PatchSpec("mastoid", ("mastoid",), True, UP, "along the hairline"),
    PatchSpec("neck-side", ("neck-side",), True, UP, "along the neck"),
    PatchSpec(
        "neck-supraclavicular", ("neck-supraclavicular",), True, ACROSS, "along the clavicle"
    ),
)

DOWN: Vector = (0.0, -1.0, 0.0)
DOWN_ARM: Vector = (0.35, -0.9, 0.25)
DOWN_THUMB: Vector = (-0.45, -0.35, 0.8)
ACROSS_FINGER: Vector = (0.55, -0.15, -0.8)
"""From the thumb's side to the little finger's, square to the fingers."""


def _body(
    id_: str,
    regions: tuple[str, ...],
    paired: bool,
    natural: Vector,
    along: str,
    margin_mm: float = BODY_MARGIN_MM,
) -> PatchSpec:
    return PatchSpec(id_, regions, paired, natural, along, margin_mm)


BODY_PATCHES = (
    _body("decollete", ("decollete",), False, ACROSS, "across the chest"),
    *(
        _body(part, (part,), True, ACROSS, "across the chest")
        for part in (
            "breast",
            "breast-upper-inner",
            "breast-upper-outer",
            "breast-lower-inner",
            "breast-lower-outer",
        )
    ),
    _body("chest-lower", ("chest-lower",), False, ACROSS, "across the chest"),
    _body("chest-side", ("chest-side",), True, DOWN, "down the side"),
    _body("axilla", ("axilla",), True, (0, 0, -1), "front to back", 20.0),
    _body("axilla-front", ("axilla-front",), True, DOWN, "down the side", 20.0),
    _body("axilla-back", ("axilla-back",), True, DOWN, "down the side", 20.0),
    _body(
        "abdomen",
        ("abdomen-upper", "abdomen-lower", "periumbilical"),
        False,
        ACROSS,
        "across the abdomen",
    ),
    _body("flank", ("flank", "hip"), True, DOWN, "down the side"),
    _body("pubic", ("pubic",), False, ACROSS, "across the body", 20.0),
    _body("upper-back", ("upper-back",), False, ACROSS, "across the back"),
    _body("middle-back", ("bra-line", "middle-back"), False, ACROSS, "across the back"),
    _body("lower-back", ("lower-back", "sacral"), False, ACROSS, "across the back"),
    _body(
        "buttock-upper", ("buttock-upper-inner", "buttock-upper-outer"), True, ACROSS, "outwards"
    ),
    _body(
        "buttock-lower", ("buttock-lower-inner", "buttock-lower-outer"), True, ACROSS, "outwards"
    ),
    _body("shoulder-front", ("shoulder-front",), True, DOWN_ARM, "down the arm"),
    _body("shoulder-back", ("shoulder-back",), True, DOWN_ARM, "down the arm"),
    _body(
        "upper-arm-front", ("upper-arm-front", "upper-arm-outer"), True, DOWN_ARM, "down the arm"
    ),
    _body("upper-arm-back", ("upper-arm-back", "upper-arm-inner"), True, DOWN_ARM, "down the arm"),
    _body("elbow", ("elbow",), True, DOWN_ARM, "down the arm"),
    _body("elbow-inner", ("elbow-inner",), True, DOWN_ARM, "down the arm"),
    _body("cubital-fossa", ("cubital-fossa",), True, DOWN_ARM, "down the arm"),
    _body("forearm-front", ("forearm-front",), True, DOWN_ARM, "down the arm"),
    _body("forearm-back", ("forearm-back",), True, DOWN_ARM, "down the arm"),
    _body("hand-back", ("hand-back",), True, DOWN_ARM, "towards the fingers", 8.0),
    _body("palm", ("palm",), True, DOWN_ARM, "towards the fingers", 8.0),
    *(
        _body(
            f"{k}-{way}",
            (f"{k}-{way}",),
            True,
            DOWN_THUMB if k == "thumb" else DOWN_ARM,
            "towards the finger's tip",
            1.5,
        )
        for k, _ in FINGERS
        for way in ("back", "palm")
    ),
    *(
        _body(f"{k}-tip", (f"{k}-tip",), True, ACROSS_FINGER, "across the finger's tip", 1.5)
        for k, _ in FINGERS
    ),
    _body("thigh-front", ("thigh-front-upper", "thigh-front-lower"), True, DOWN, "down the leg"),
    _body(
        "thigh-outer",
        ("saddlebag", "thigh-outer-upper", "thigh-outer-lower"),
        True,
        DOWN,
        "down the leg",
    ),
    _body("thigh-inner", ("thigh-inner-upper", "thigh-inner-lower"), True, DOWN, "down the leg"),
    _body("thigh-back", ("thigh-back-upper", "thigh-back-lower"), True, DOWN, "down the leg"),
    _body("knee-front", ("knee-front", "knee-outer"), True, DOWN, "down the leg"),
    _body("knee-back", ("knee-back", "knee-inner"), True, DOWN, "down the leg"),
    _body("shin", ("shin", "lower-leg-outer"), True, DOWN, "down the leg"),
    _body("calf", ("calf", "lower-leg-inner"), True, DOWN, "down the leg"),
    _body("ankle-outer", ("ankle-outer",), True, DOWN, "down the leg"),
    _body("ankle-inner", ("ankle-inner",), True, DOWN, "down the leg"),
    _body("foot-back", ("foot-back",), True, (0, 0, 1), "towards the toes", 10.0),
    _body("sole", ("sole",), True, (0, 0, 1), "towards the toes", 10.0),
    _body("heel", ("heel",), True, ACROSS, "across the heel", 10.0),
    *(
        _body(f"{k}-{way}", (f"{k}-{way}",), True, (0, 0, 1), "towards the toe's tip", 1.5)
        for k, _ in TOES
        for way in ("back", "nail", "sole", "pulp")
    ),
    *(_body(f"{k}-tip", (f"{k}-tip",), True, ACROSS, "across the toe's tip", 1.5) for k, _ in TOES),
)
PATCHES = HEAD_PATCHES + BODY_PATCHES
