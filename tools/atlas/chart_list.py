"""The charts: where each looks from, what it frames, and at which scale."""

from __future__ import annotations

from dataclasses import dataclass

from .body_regions import FINGERS
from .pen import FACE, PART, WHOLE, Pen

Point = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class ChartSpec:
    """A chart.

    Either its frame is given (head: size, and the centre's height below the top of the head and
    place front to back), or it is fitted around the regions in `fit`.

    Attributes
    ----------
    facing
        Look straight at these regions (their mean normal) instead of at the angles.
    upright
        Two canonical points; the picture is turned so that the second lies below the first.
    keep
        Which part of the body is drawn: a name in `parts.py`.
    face
        Lips, brows and hair are drawn.
    head
        The camera follows the head's tilt.
    """

    id: str
    title: str
    group: str
    azimuth_deg: float = 0.0
    elevation_deg: float = 0.0
    below_top_mm: float = 0.0
    forward_mm: float = 0.0
    width_mm: float = 0.0
    height_mm: float = 0.0
    pixel_mm: float = 0.16
    pen: Pen = FACE
    face: bool = False
    keep: str = "all"
    head: bool = False
    fit: tuple[str, ...] = ()
    sides: tuple[str, ...] = ("left", "right")
    border_mm: float = 18.0
    facing: tuple[str, ...] = ()
    upright: tuple[Point, Point] | None = None


def _head(
    id_: str, title: str, group: str, azimuth: float, elevation: float, below_top: float,
    forward: float, width: float, height: float, keep: str = "all",
) -> ChartSpec:  # fmt: skip
    return ChartSpec(
        id_, title, group, azimuth, elevation, below_top, forward, width, height,
        face=True, head=True, keep=keep,
    )  # fmt: skip


def _part(id_: str, title: str, group: str, azimuth: float, fit: tuple[str, ...], *,
          keep: str = "all", sides: tuple[str, ...] = ("left", "right"), elevation: float = 0.0,
          border: float = 18.0, face: bool = False) -> ChartSpec:  # fmt: skip
    return ChartSpec(
        id_, title, group, azimuth, elevation, pixel_mm=0.3, pen=PART, fit=fit, keep=keep,
        sides=sides, border_mm=border, face=face,
    )  # fmt: skip


def _limb(id_: str, title: str, side: str, facing: str, fit: tuple[str, ...], keep: str,
          upright: tuple[Point, Point]) -> ChartSpec:  # fmt: skip
    return ChartSpec(
        f"{id_}-{side}", f"{title}, {side}", "arm" if keep == "arm" else "leg", pixel_mm=0.2,
        pen=PART, fit=fit, keep=f"{keep}-{side}", sides=(side,), facing=(facing,),
        upright=upright, border_mm=14.0,
    )  # fmt: skip


TRUNK_FRONT = ("decollete", "chest-lower", "abdomen-upper", "abdomen-lower", "hip", "pubic")
TRUNK_BACK = ("upper-back", "bra-line", "middle-back", "lower-back", "sacral", "hip",
              "buttock-upper-outer", "buttock-lower-outer")  # fmt: skip
THIGH = ("front", "inner", "outer", "back")
FOREARM = ((312.9, 349.3, 13.2), (431.2, 245.2, 175.7))
HAND = ((431.2, 245.2, 175.7), (461.0, 189.0, 248.0))

HEAD_CHARTS = (
    _head("face-front", "Face front", "face", 0, 0, 130, 20, 220, 290),
    _head("face-left", "Face left", "face", 90, 0, 130, 42, 280, 290),
    _head("face-right", "Face right", "face", -90, 0, 130, 42, 280, 290),
    _head("face-left-oblique", "Face left oblique", "face", 45, 0, 130, 20, 260, 290),
    _head("face-right-oblique", "Face right oblique", "face", -45, 0, 130, 20, 260, 290),
    _head("under-chin", "Under the chin", "face", 0, -40, 190, 70, 240, 220, "upper"),
    _head("scalp-top", "Scalp top", "scalp", 180, 84, 100, 30, 210, 250, "head"),
    _head("scalp-front", "Scalp front", "scalp", 0, 35, 80, 30, 210, 230, "head"),
    _head("scalp-back", "Scalp back", "scalp", 180, 0, 130, 20, 220, 290),
    _head("scalp-left", "Scalp left", "scalp", 100, 18, 95, 35, 280, 230),
    _head("scalp-right", "Scalp right", "scalp", -100, 18, 95, 35, 280, 230),
)
NECK = ("neck-front", "decollete", "shoulder-front")
BODY_CHARTS = (
    _part("neck-decollete", "Neck and décolleté", "neck", 0, ("neck-front", "decollete",
          "chin"), border=24, face=True),
    _part("torso-front", "Torso front", "trunk", 0, TRUNK_FRONT, border=34),
    _part("torso-back", "Torso back", "trunk", 180, TRUNK_BACK, border=34),
    _part("abdomen", "Abdomen", "trunk", 0, ("abdomen-upper", "abdomen-lower", "flank"),
          keep="no-arms", border=14),
    _part("flank-left", "Left flank", "trunk", 90, ("flank", "hip", "bra-line"), keep="no-arms",
          sides=("left",)),
    _part("flank-right", "Right flank", "trunk", -90, ("flank", "hip", "bra-line"),
          keep="no-arms", sides=("right",)),
    _part("buttocks", "Buttocks", "trunk", 180, ("buttock-upper-outer", "buttock-lower-outer",
          "sacral", "saddlebag"), keep="no-arms", elevation=-6, border=24),
    _part("thighs-front", "Thighs front", "leg", 0, ("thigh-front-upper", "thigh-front-lower",
          "thigh-outer-lower", "saddlebag"), keep="no-arms"),
    _part("thighs-back", "Thighs back", "leg", 180, ("thigh-back-upper", "thigh-back-lower",
          "saddlebag"), keep="no-arms"),
    _part("thigh-outer-left", "Left thigh, outer side", "leg", 90, ("saddlebag",
          "thigh-outer-upper", "thigh-outer-lower"), keep="no-arms", sides=("left",), border=40),
    _part("thigh-outer-right", "Right thigh, outer side", "leg", -90, ("saddlebag",
          "thigh-outer-upper", "thigh-outer-lower"), keep="no-arms", sides=("right",), border=40),
    _part("thigh-inner-left", "Left thigh, inner side", "leg", -80, ("thigh-inner-upper",
          "thigh-inner-lower"), keep="leg-left", sides=("left",), border=12),
    _part("thigh-inner-right", "Right thigh, inner side", "leg", 80, ("thigh-inner-upper",
          "thigh-inner-lower"), keep="leg-right", sides=("right",), border=12),
    _part("knees", "Knees front", "leg", 0, ("knee-front", "knee-inner", "knee-outer"),
          border=24),
    _part("knees-back", "Knees back", "leg", 180, ("knee-back", "knee-inner", "knee-outer"),
          border=24),
    _part("lower-legs-front", "Lower legs front", "leg", 0, ("shin", "ankle-outer", "foot-back",
    "great-toe-tip"),
          border=18),
    _part("lower-legs-back", "Lower legs back", "leg", 180, ("calf", "ankle-outer", "heel", "sole"),
          border=18),
    _part("feet", "Feet from above", "leg", 0, ("foot-back", "great-toe-tip", "ankle-inner",
          "ankle-outer"),
          elevation=48, border=16),
    _part("soles", "Soles", "leg", 180, ("sole", "great-toe-tip", "second-toe-tip"),
          keep="feet", elevation=-88, border=12),
    _part("arms-front", "Arms front", "arm", 0, ("shoulder-front", "upper-arm-front", "elbow",
          "cubital-fossa"), border=24),
    _part("arms-back", "Arms back", "arm", 180, ("shoulder-back", "upper-arm-back", "elbow"),
          border=24),
    *(_limb("forearm-front", "Forearm, front", s, "forearm-front", ("forearm-front",
            "cubital-fossa"), "arm", FOREARM) for s in ("left", "right")),
    *(_limb("forearm-back", "Forearm, back", s, "forearm-back", ("forearm-back", "elbow",
            "elbow-inner"),
            "arm", FOREARM) for s in ("left", "right")),
    *(_limb("hand-back", "Back of the hand", s, "hand-back", ("hand-back", *(f"{k}-back" for k,
    _ in FINGERS)), "arm", HAND)
      for s in ("left", "right")),
    *(_limb("palm", "Palm", s, "palm", ("palm", *(f"{k}-{at}" for k, _ in FINGERS
    for at in ("palm", "tip"))), "arm",
    HAND) for s in ("left", "right")),
)  # fmt: skip

WHOLE_CHARTS = tuple(
    ChartSpec(f"body-{name}", f"Whole body {name}", "body", azimuth, pixel_mm=0.6, pen=WHOLE,
              fit=("scalp-mid-frontal", "sole", "great-toe-tip", "hand-back", "index-finger-back",
                   "middle-finger-palm", "middle-finger-tip",
              "shoulder-front",
                   "buttock-lower-outer", "breast", "foot-back"), border_mm=20.0, face=True)
    for name, azimuth in (("front", 0), ("back", 180), ("left", 90), ("right", -90))
)  # fmt: skip

CHARTS: tuple[ChartSpec, ...] = HEAD_CHARTS + BODY_CHARTS + WHOLE_CHARTS
