"""The changes that drawing, measuring and ending lesions commit; nothing here writes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import UUID, uuid4

from mesomap.document.document import Document
from mesomap.model import (
    Added,
    Lesion,
    LesionKind,
    LesionSize,
    RegionKey,
    Removed,
    Site,
    Updated,
)


def new_lesion(
    document: Document,
    outline: tuple[Site, ...],
    region: RegionKey | None,
    size: LesionSize,
    *,
    kind: LesionKind,
    name: str = "",
    keep_free: bool = True,
) -> tuple[Added]:
    """A lesion of the open session's patient, first seen on the day it was measured."""
    if document.session is None:
        raise ValueError("no session is open")
    return (
        Added(
            Lesion(
                id=uuid4(),
                patient=document.session.patient,
                kind=kind,
                outline=outline,
                region=region.id if region else None,
                side=region.side if region else None,
                sizes=(size,),
                seen=size.measured,
                name=name,
                keep_free=keep_free,
            )
        ),
    )


def redrawn(
    lesion: Lesion, outline: tuple[Site, ...], region: RegionKey | None, size: LesionSize
) -> tuple[Updated]:
    """The lesion in another shape, and what that measures."""
    after = replace(
        lesion,
        outline=outline,
        region=region.id if region else None,
        side=region.side if region else None,
        sizes=with_size(lesion, size),
    )
    return (Updated(lesion, after),)


def measured_again(lesion: Lesion, size: LesionSize) -> tuple[Updated, ...]:
    """The lesion with another measurement; its shape stays."""
    after = replace(lesion, sizes=with_size(lesion, size))
    return () if after == lesion else (Updated(lesion, after),)


def with_size(lesion: Lesion, size: LesionSize) -> tuple[LesionSize, ...]:
    """Its measurements with `size`, which takes the place of one of the same day."""
    others = [one for one in lesion.sizes if one.measured != size.measured]
    return tuple(sorted([*others, size], key=lambda one: one.measured))


def edited(
    lesion: Lesion,
    *,
    kind: LesionKind | None = None,
    name: str | None = None,
    keep_free: bool | None = None,
) -> tuple[Updated, ...]:
    """The lesion with what is not None changed."""
    after = replace(
        lesion,
        kind=lesion.kind if kind is None else kind,
        name=lesion.name if name is None else " ".join(name.split()),
        keep_free=lesion.keep_free if keep_free is None else keep_free,
    )
    return () if after == lesion else (Updated(lesion, after),)


def ended(lesion: Lesion, on: date | None) -> tuple[Updated, ...]:
    """The lesion gone from the day `on`; None: it is there."""
    return () if lesion.gone == on else (Updated(lesion, replace(lesion, gone=on)),)


def removed(lesion: Lesion) -> tuple[Removed]:
    """The lesion struck out, as if it had never been drawn."""
    return (Removed(lesion),)


def find(document: Document, id: UUID | None) -> Lesion | None:
    """The lesion of that id, if the patient has it."""
    return None if id is None else document.lesions.get(id)
