"""How thick the skin is, by region and sex: published means, each with its source.

Population figures, not this patient's. A region without a figure of its own has none: a
neighbour's is never borrowed. Histology gives far thinner facial epidermis (0.03 to 0.06 mm)
than the ultrasound figures here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from mesomap.model import Sex
from mesomap.model.message import QT_TRANSLATE_NOOP

Range = tuple[float, float]
"""Lowest and highest published value, mm; equal where the source gives one mean."""

ULTRASOUND_FACE = QT_TRANSLATE_NOOP(
    "messages", "ultrasound means, PMC9205051 table 2 (2022); read in the source"
)
RANGE_FACE = QT_TRANSLATE_NOOP(
    "messages",
    "range over scalp, forehead, cheek, ear, nose and lip, total skin, selcukmedj 7154;"
    " read in the source",
)
GIBNEY = QT_TRANSLATE_NOOP(
    "messages", "ultrasound means, Gibney 2010, PMID 20429833; read in the source"
)
THIGH = QT_TRANSLATE_NOOP(
    "messages",
    "ultrasound means, skin 1.9 and subcutis Gibney 2010, PMID 20429833, skin 1.55 Laurent 2007,"
    " PMID 17640778; read in the sources",
)
LEE_HWANG = QT_TRANSLATE_NOOP("messages", "means, Lee & Hwang 2002; read in the source")
FOREARM = QT_TRANSLATE_NOOP("messages", "means, researchportal.be 2450488; read in the source")


CITES: Mapping[str, str] = MappingProxyType(
    {
        ULTRASOUND_FACE: "PMC9205051",
        RANGE_FACE: "selcukmedj 7154",
        GIBNEY: "Gibney 2010",
        THIGH: "Gibney 2010, Laurent 2007",
        LEE_HWANG: "Lee & Hwang 2002",
        FOREARM: "researchportal.be 2450488",
    }
)
"""Each source in a word or two, for where the whole of it is a hover away."""


@dataclass(frozen=True, slots=True)
class Layer:
    """A layer of skin by depth below its surface; each boundary as (lowest, highest) mm.

    `name` is ``epidermis``, ``dermis``, ``skin`` (both, where only their sum is known) or
    ``hypodermis``.
    """

    name: str
    from_mm: Range
    to_mm: Range
    source: str


@dataclass(frozen=True, slots=True)
class _Measured:
    """Thicknesses in mm, female and male; None where the source gives none."""

    source: str
    epidermis: tuple[float, float] | None = None
    dermis: tuple[float, float] | None = None
    skin: tuple[Range, Range] | None = None
    hypodermis: tuple[float, float] | None = None


def _face(epidermis: tuple[float, float], dermis: tuple[float, float]) -> _Measured:
    return _Measured(ULTRASOUND_FACE, epidermis=epidermis, dermis=dermis)


def _total(skin_mm: float, source: str, hypodermis_mm: float | None = None) -> _Measured:
    one = (skin_mm, skin_mm)
    below = None if hypodermis_mm is None else (hypodermis_mm, hypodermis_mm)
    return _Measured(source, skin=(one, one), hypodermis=below)


_FOREHEAD = _face((0.20, 0.22), (0.86, 1.17))
_GLABELLA = _face((0.19, 0.21), (0.90, 1.14))
_TEMPLE = _face((0.18, 0.19), (0.80, 1.06))
_EYELID = _face((0.17, 0.18), (0.58, 0.67))
_ZYGOMA = _face((0.20, 0.19), (0.87, 1.14))
_NECK = _face((0.17, 0.19), (0.99, 0.98))
_NOSE = _face((0.19, 0.20), (0.93, 1.03))
_ABDOMEN = _total(2.2, GIBNEY, 13.9)
_BUTTOCK = _total(2.4, GIBNEY, 15.4)
_ARM = _total(2.2, GIBNEY, 10.8)
_THIGH = _Measured(THIGH, skin=((1.55, 1.9), (1.55, 1.9)), hypodermis=(10.4, 10.4))
_IN_OUT = ("inner", "outer")
_EAR = ("helix", "cymba", "concha", "wall", "tragus", "lobule")
_SIDES = ("front", "back", "inner", "outer")
_WIDE = _Measured(RANGE_FACE, skin=((1.23, 1.60), (1.76, 2.02)))

_BY_REGION: Mapping[str, _Measured] = MappingProxyType(
    {
        "forehead": _FOREHEAD,
        "glabella": _GLABELLA,
        "temple": _TEMPLE,
        "upper-eyelid-brow": _EYELID,
        "tear-trough": _EYELID,
        "zygomatic": _ZYGOMA,
        "neck-front": _NECK,
        "neck-side": _NECK,
        "neck-supraclavicular": _NECK,
        "cheek-medial": _WIDE,
        "cheek-buccal": _WIDE,
        "preauricular": _WIDE,
        **dict.fromkeys(("ear", *(f"ear-{part}" for part in _EAR)), _WIDE),
        "nose": _NOSE,
        **{f"nose-{part}": _WIDE for part in ("root", "sidewall", "tip", "ala")},
        "lip-upper": _WIDE,
        "lip-lower": _WIDE,
        "scalp-frontal": _WIDE,
        "scalp-mid-frontal": _WIDE,
        "scalp-vertex": _WIDE,
        "scalp-parietal": _WIDE,
        "scalp-temporal": _WIDE,
        "scalp-occipital": _WIDE,
        **dict.fromkeys(("abdomen-upper", "abdomen-lower", "periumbilical"), _ABDOMEN),
        **{f"buttock-{at}-{to}": _BUTTOCK for at in ("upper", "lower") for to in _IN_OUT},
        **{f"thigh-{side}-{at}": _THIGH for side in _SIDES for at in ("upper", "lower")},
        **{f"upper-arm-{side}": _ARM for side in _SIDES},
        **dict.fromkeys(("upper-back", "middle-back", "lower-back"), _total(1.98, LEE_HWANG)),
        "forearm-front": _total(1.19, FOREARM),
        "forearm-back": _total(1.44, FOREARM),
    }
)


def layers_of(region: str, body: str, sex: Sex | None = None) -> tuple[Layer, ...]:
    """The known layers of a region from the surface down; empty where no figure is known.

    Where the patient's sex is not female or male, the body's figure is used.
    """
    measured = _BY_REGION.get(region)
    if measured is None:
        return ()
    column = _column(body, sex)
    if measured.skin is not None:
        top = [Layer("skin", (0.0, 0.0), measured.skin[column], measured.source)]
    else:
        assert measured.epidermis is not None
        assert measured.dermis is not None
        border = measured.epidermis[column]
        floor = round(border + measured.dermis[column], 3)
        top = [
            Layer("epidermis", (0.0, 0.0), (border, border), measured.source),
            Layer("dermis", (border, border), (floor, floor), measured.source),
        ]
    if measured.hypodermis is not None:
        low, high = top[-1].to_mm
        depth = measured.hypodermis[column]
        floor_range = (round(low + depth, 3), round(high + depth, 3))
        top.append(Layer("hypodermis", (low, high), floor_range, measured.source))
    return tuple(top)


def sexes_apart(region: str) -> bool:
    """Whether the region's figures are women's and men's apart."""
    measured = _BY_REGION.get(region)
    return measured is not None and measured.source in (ULTRASOUND_FACE, RANGE_FACE)


def figures_sex(body: str, sex: Sex | None) -> Sex:
    """Whose figures are used: the patient's, where that is known as either, else the body's."""
    return Sex.MALE if _column(body, sex) else Sex.FEMALE


def _column(body: str, sex: Sex | None) -> int:
    if sex in (Sex.FEMALE, Sex.MALE):
        return 0 if sex is Sex.FEMALE else 1
    return 1 if body == "male" else 0
