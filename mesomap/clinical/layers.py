"""In which layer of the skin a depth lies, by the published thickness of that region's skin.

The papillary dermis is about the upper fifth of the dermis: a convention, unverified. Where only
the whole skin's thickness is published, its layers stay together. Nothing is told of a region
without figures of its own.
"""

from __future__ import annotations

from dataclasses import dataclass

from mesomap.clinical.thickness import Range, layers_of
from mesomap.model import Sex

LAYERS = (
    "epidermis",
    "papillary dermis",
    "reticular dermis",
    "dermis",
    "mid-fat",
    "hypodermis",
)
"""What may be meant in place of a depth; a clinician may write another."""
IN_FAT = ("hypodermis", "mid-fat", "fat", "subcutis")
"""Layers that may be meant and that lie in the hypodermis."""
PAPILLARY_SHARE = 0.2
"""Of the dermis, from above; secondary pages only."""


@dataclass(frozen=True, slots=True)
class Stratum:
    """A layer as the depth strip draws it; each boundary as (lowest, highest) mm.

    Attributes
    ----------
    name
        ``epidermis``, ``papillary dermis``, ``reticular dermis``, ``skin`` (both, where only
        their sum is known) or ``hypodermis``.
    to_mm
        None where no figure says how far down it reaches.
    unverified
        Whether its lower boundary is a convention.
    """

    name: str
    from_mm: Range
    to_mm: Range | None
    source: str
    unverified: bool = False


@dataclass(frozen=True, slots=True)
class Falls:
    """Where a depth falls.

    Attributes
    ----------
    layers
        Empty: no figure for the region. One: within it. Two: at their border, which is known only
        as a range.
    border_mm
        That range; or, `past` it, the depth at which the layer is said to end.
    past
        Deeper than the mean end of the deepest layer that has a figure.
    """

    layers: tuple[str, ...]
    border_mm: Range | None = None
    past: bool = False


def strata_of(region: str, body: str, sex: Sex | None = None) -> tuple[Stratum, ...]:
    """The layers of a region from the surface down to the hypodermis; empty without figures."""
    strata: list[Stratum] = []
    for layer in layers_of(region, body, sex):
        if layer.name != "dermis":
            strata.append(Stratum(layer.name, layer.from_mm, layer.to_mm, layer.source))
            continue
        top, floor = layer.from_mm[0], layer.to_mm[0]
        border = round(top + PAPILLARY_SHARE * (floor - top), 3)
        middle = (border, border)
        strata.append(Stratum("papillary dermis", layer.from_mm, middle, layer.source, True))
        strata.append(Stratum("reticular dermis", middle, layer.to_mm, layer.source))
    if strata and strata[-1].name != "hypodermis":
        last = strata[-1]
        assert last.to_mm is not None
        strata.append(Stratum("hypodermis", last.to_mm, None, last.source))
    return tuple(strata)


def falls(region: str, body: str, depth_mm: float, sex: Sex | None = None) -> Falls:
    """Where `depth_mm` below the surface lies in a region."""
    strata = strata_of(region, body, sex)
    lower: list[Stratum | None] = [*strata[1:], None]
    for stratum, below in zip(strata, lower, strict=False):
        if stratum.to_mm is None or depth_mm < stratum.to_mm[0]:
            return Falls((stratum.name,))
        if below is None:
            return Falls((stratum.name,), stratum.to_mm, past=True)
        if depth_mm < stratum.to_mm[1]:
            return Falls((stratum.name, below.name), stratum.to_mm)
    return Falls(())


def layer_for(
    region: str | None, body: str, depth_mm: float | None, layer: str, sex: Sex | None = None
) -> str:
    """The one layer that an injection is in, by its depth or by the layer that it means.

    ``skin`` where no more than that is known; "" without a figure, or at a border that is known
    as a range only.
    """
    if depth_mm is None:
        if layer in IN_FAT:
            return "hypodermis"
        if layer in ("skin", "dermis"):
            return "skin"
        return layer if layer in LAYERS else ""
    found = falls(region, body, depth_mm, sex) if region is not None else Falls(())
    return found.layers[0] if len(found.layers) == 1 and not found.past else ""
