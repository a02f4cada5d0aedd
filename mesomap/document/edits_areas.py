"""The changes that make and edit area passes; nothing here writes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from uuid import uuid4

from mesomap.document.document import Document
from mesomap.document.edits import next_order
from mesomap.document.recording import as_placed
from mesomap.model import Added, AreaPass, RegionKey, Site, Syringe, Technique, Updated

IN_AREAS = (Technique.NAPPAGE, Technique.GUN, Technique.MICRONEEDLING)
"""The techniques that treat an area without marking each entry."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pass:
    """One area pass to be: where, how much, how many entries (None: not known)."""

    key: RegionKey
    outline: tuple[Site, ...] = ()
    volume_ul: int
    entries: int | None = None
    estimated: bool = True


def new_areas(
    document: Document,
    passes: Sequence[Pass],
    syringe: Syringe,
    *,
    technique: Technique | None = None,
    device: str = "",
) -> tuple[Added, ...]:
    """Area passes with the depth or layer of `syringe`; its technique, unless another is said."""
    session = document.session
    if session is None:
        raise ValueError("no session is open")
    first = next_order(document)
    placed = [
        AreaPass(
            id=uuid4(),
            session=session.id,
            order=first + number,
            region=one.key.id,
            side=one.key.side,
            outline=one.outline,
            syringe=syringe.id,
            technique=technique or syringe.technique,
            volume_ul=one.volume_ul,
            entries=one.entries,
            entries_estimated=one.estimated,
            device=" ".join(device.split()),
            depth_mm=syringe.depth_mm,
            layer=syringe.layer,
        )
        for number, one in enumerate(passes)
    ]
    return tuple(Added(one) for one in as_placed(document, placed))


def edited_area(
    area: AreaPass,
    *,
    technique: Technique,
    device: str,
    volume_ul: int,
    entries: int | None,
    estimated: bool,
    depth_mm: float | None,
    layer: str,
) -> tuple[Updated, ...]:
    """The change that makes `area` what was typed; none where it is that already."""
    after = replace(
        area,
        technique=technique,
        device=" ".join(device.split()),
        volume_ul=volume_ul,
        entries=entries,
        entries_estimated=estimated or entries is None,
        depth_mm=depth_mm,
        layer=" ".join(layer.split()) if depth_mm is None else "",
    )
    return (Updated(area, after),) if after != area else ()
