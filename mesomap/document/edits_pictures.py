"""The changes that add a clinic's own picture, and those that keep it in order."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from uuid import UUID, uuid4

from mesomap.document.document import Document
from mesomap.model import Added, Attachment, Change, PatientsLeft, Picture, Updated
from mesomap.storage import Store

Line = tuple[float, float, float, float]


def attachment_of(content: bytes, media: str) -> Attachment:
    """`content` as it is kept: the same content has the same id."""
    sha256 = hashlib.sha256(content).hexdigest()
    return Attachment(id=UUID(hex=sha256[:32]), sha256=sha256, media=media, content=content)


def content_change(store: Store, attachment: Attachment) -> tuple[Change, ...]:
    """What keeps a content: nothing where the clinic file has it already.

    An attachment that a restore had to do without gets its content back.
    """
    there = store.attachment(attachment.id)
    if there is None:
        return (Added(attachment),)
    return () if there.content else (Updated(there, attachment),)


def new_picture(
    title: str,
    attachment: Attachment,
    *,
    width_px: int,
    height_px: int,
    line_px: Line,
    line_mm: float,
    patients_left: PatientsLeft,
    patient: UUID | None,
) -> Picture:
    """A picture with a fresh id; `patient` None offers it for every patient."""
    return Picture(
        id=uuid4(),
        title=" ".join(title.split()),
        attachment=attachment.id,
        width_px=width_px,
        height_px=height_px,
        line_px=line_px,
        line_mm=line_mm,
        patients_left=patients_left,
        patient=patient,
    )


def add_picture(document: Document, attachment: Attachment, picture: Picture) -> tuple[Change, ...]:
    """The picture, and its content unless the clinic file has that already."""
    return (*content_change(document.store, attachment), Added(picture))


def rename_picture(picture: Picture, title: str) -> tuple[Change, ...]:
    """The picture under another title; nothing if it is the same."""
    renamed = replace(picture, title=" ".join(title.split()))
    return () if renamed == picture else (Updated(picture, renamed),)


def retire_picture(picture: Picture, retired: bool = True) -> tuple[Change, ...]:
    """The picture no longer offered, or offered again; sessions that used it keep it."""
    return (
        () if picture.retired is retired else (Updated(picture, replace(picture, retired=retired)),)
    )


def measured_anew(
    picture: Picture, *, line_px: Line, line_mm: float, patients_left: PatientsLeft, title: str
) -> Picture:
    """The same content under another calibration: another picture, for the old one stays what
    sessions were mapped on."""
    return replace(
        picture,
        id=uuid4(),
        title=" ".join(title.split()),
        line_px=line_px,
        line_mm=line_mm,
        patients_left=patients_left,
        retired=False,
    )
