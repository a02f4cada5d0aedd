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

Range = tuple[float, float]
"""Lowest and highest published value, mm; equal where the source gives one mean."""

ULTRASOUND_FACE = "ultrasound means, PMC9205051 table 2 (2022); read in the source"
RANGE_FACE = (
    "range over scalp, forehead, cheek, ear, nose and lip, total skin, selcukmedj 7154;"
    " read in the source"
)
GIBNEY = "ultrasound means, Gibney 2010, PMID 20429833; read in the source"
LAURENT = "ultrasound means, Laurent 2007, PMID 17640778; read in the source"
LEE_HWANG = "means, Lee & Hwang 2002; read in the source"
FOREARM = "means, researchportal.be 2450488; read in the source"


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
        "cheek-medial": _WIDE,
        "cheek-buccal": _WIDE,
        "preauricular": _WIDE,
        "ear": _WIDE,
        "nose": _WIDE,
        "lip-upper": _WIDE,
        "lip-lower": _WIDE,
        "scalp-frontal": _WIDE,
        "scalp-mid-frontal": _WIDE,
        "scalp-vertex": _WIDE,
        "scalp-parietal": _WIDE,
        "scalp-temporal": _WIDE,
        "scalp-occipital": _WIDE,
        "abdomen": _total(2.2, GIBNEY, 13.9),
        "buttock": _total(2.4, GIBNEY, 15.4),
        "thigh": _total(1.9, GIBNEY, 10.4),
        "upper-arm": _total(2.2, GIBNEY, 10.8),
        "deltoid": _total(2.02, LAURENT),
        "suprascapular": _total(2.54, LAURENT),
        "waist": _total(1.91, LAURENT),
        "back": _total(1.98, LEE_HWANG),
        "forearm-volar": _total(1.19, FOREARM),
        "forearm-dorsal": _total(1.44, FOREARM),
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


def layer_at(region: str, body: str, depth_mm: float, sex: Sex | None = None) -> str | None:
    """The name of the layer at `depth_mm`; None where no figure says, or only a range does.

    Below the last known boundary of the skin lies hypodermis.
    """
    layers = layers_of(region, body, sex)
    for layer in layers:
        if layer.from_mm[1] <= depth_mm < layer.to_mm[0]:
            return layer.name
    if layers and layers[-1].name != "hypodermis" and depth_mm >= layers[-1].to_mm[1]:
        return "hypodermis"
    return None


def _column(body: str, sex: Sex | None) -> int:
    if sex in (Sex.FEMALE, Sex.MALE):
        return 0 if sex is Sex.FEMALE else 1
    return 1 if body == "male" else 0
