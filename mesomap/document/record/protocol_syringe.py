"""The syringe that a protocol is given from: an unused one made it, one that is it, or another."""

from __future__ import annotations

import re
from dataclasses import replace
from uuid import UUID

from mesomap.clinical.needles import HALF_INCH_MM, offered
from mesomap.document.document import Document
from mesomap.document.edits import default_syringe
from mesomap.document.edits_syringes import duplicate_syringe
from mesomap.model import Added, Change, Draw, Needle, Protocol, Syringe, Updated, in_order

NEAR_MM = 0.5
"""A needle of the list whose length differs by no more is the one that a source names."""


def syringe_for(
    document: Document, protocol: Protocol, *, volume_ul: int | None = None
) -> tuple[Syringe, tuple[Change, ...]]:
    """The syringe, and the changes that make it so; none where one is as it should be."""
    session = document.session
    if session is None:
        raise ValueError("no session is open")
    ordered = in_order(document.syringes.values())
    if not ordered:
        made = _set(document, default_syringe(session.id), protocol, volume_ul)
        return made, (Added(made),)
    for one in ordered:
        if _set(document, one, protocol, volume_ul) == one and one.mixture:
            return one, ()
    first = ordered[0]
    if _untouched(document, first) and first.mixture in ("", protocol.mixture):
        made = _set(document, first, protocol, volume_ul)
        return made, () if made == first else (Updated(first, made),)
    fresh = replace(first, mixture="", drawn_ul=0, mg_per_ml=None, parts=(), needle=None)
    made = duplicate_syringe(document, _set(document, fresh, protocol, volume_ul))
    return made, (Added(made),)


def needle_of(protocol: Protocol, own: list[Needle]) -> UUID | None:
    """The one needle of the clinic's list that the protocol's words name; None where none is.

    A length must be named; of several that fit equally well none is taken.
    """
    if protocol.needle is None:
        return None
    words = protocol.needle.value
    length = _length_mm(words)
    if length is None or "multi" in words:
        return None
    gauges = _gauges(words)
    fitting = sorted(
        (round(abs(one.length_mm - length), 3), one.name, one.id)
        for one in own
        if not one.plate
        and abs(one.length_mm - length) <= NEAR_MM
        and (gauges is None or (one.gauge is not None and gauges[0] <= one.gauge <= gauges[1]))
    )
    if not fitting or (len(fitting) > 1 and fitting[1][0] == fitting[0][0]):
        return None
    return fitting[0][2]


def _set(
    document: Document, syringe: Syringe, protocol: Protocol, volume_ul: int | None
) -> Syringe:
    """`syringe` with what the protocol says; the rest stays."""
    made = replace(syringe, technique=protocol.technique)
    if protocol.mixture:
        made = replace(made, mixture=protocol.mixture)
    if protocol.mg_per_ml is not None:
        made = replace(made, mg_per_ml=protocol.mg_per_ml.value)
    if protocol.layer is not None:
        made = replace(made, depth_mm=None, layer=protocol.layer.value)
    elif protocol.depth_mm is not None:
        made = replace(made, depth_mm=protocol.depth_mm.value, layer="")
    if protocol.angle_deg is not None:
        made = replace(made, angle_deg=protocol.angle_deg.value)
    if protocol.pattern is not None and volume_ul is not None:
        made = replace(made, volume_ul=volume_ul)
    elif protocol.volume_ul is not None:
        made = replace(made, volume_ul=protocol.volume_ul.value)
    needle = needle_of(protocol, offered(document.needles))
    return made if needle is None else replace(made, needle=needle)


def _untouched(document: Document, syringe: Syringe) -> bool:
    """Whether nothing was drawn into it and nothing on the map is from it."""
    if syringe.drawn_ul:
        return False
    used = {one.syringe for one in document.injections.values()}
    used |= {one.syringe for one in document.areas.values()}
    used |= {one.syringe for one in document.of(Draw).values()}
    return syringe.id not in used


def _length_mm(words: str) -> float | None:
    if "1/2 in" in words:
        return HALF_INCH_MM
    found = re.search(r"(?<![\d.-])(\d+(?:\.\d+)?) mm", words)
    return float(found[1]) if found else None


def _gauges(words: str) -> tuple[int, int] | None:
    found = re.search(r"(\d+)(?:-(\d+))?G", words)
    if not found:
        return None
    return int(found[1]), int(found[2] or found[1])
