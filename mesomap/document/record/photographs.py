"""Photographs of a patient: added, retired, and shown only under a consent that still holds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID, uuid4

from mesomap.document.document import Document
from mesomap.document.edits_pictures import content_change
from mesomap.model import (
    Added,
    Attachment,
    Change,
    Consent,
    ConsentKind,
    KnownError,
    Moment,
    Photograph,
    Session,
    Updated,
)
from mesomap.model.message import QT_TRANSLATE_NOOP

NO_REASON = QT_TRANSLATE_NOOP("messages", "Say why this photograph is not shown any more.")


@dataclass(frozen=True, slots=True)
class Consents:
    """A patient's consents to photographs, on a day.

    `valid` is the newest that holds; `withdrawn` the day of the last withdrawal, if any.
    """

    by_id: dict[UUID, Consent]
    valid: Consent | None
    withdrawn: date | None

    def hides(self, photograph: Photograph) -> bool:
        """Whether the consent that it was taken under was withdrawn.

        One that no consent was noted for is hidden while one was withdrawn and none holds.
        """
        own = self.by_id.get(photograph.consent) if photograph.consent is not None else None
        if own is not None:
            return own.withdrawn is not None
        return self.withdrawn is not None and self.valid is None


def consents_on(found: Iterable[Consent], day: date) -> Consents:
    """What a patient's consents (of any kind) say of photographs on `day`."""
    own = [one for one in found if one.kind is ConsentKind.PHOTOGRAPHS]
    holding = [one for one in own if one.given <= day and one.withdrawn is None]
    days = [one.withdrawn for one in own if one.withdrawn is not None]
    return Consents(
        {one.id: one for one in own},
        max(holding, key=lambda one: one.given, default=None),
        max(days, default=None),
    )


def photographs_of(document: Document) -> list[tuple[Session, Photograph]]:
    """All photographs of the open session's patient but the retired, oldest session first.

    Those of a session that was entered in error are another patient's: they are left out.
    """
    patient = document.patient
    if patient is None:
        return []
    found = []
    for summary in document.store.sessions(patient.id):
        if summary.in_error:
            continue
        own = document.store.of_session(Photograph, summary.session.id)
        kept = sorted((one for one in own if not one.retired), key=_when)
        found += [(summary.session, one) for one in kept]
    return found


def add_photograph(
    document: Document,
    attachment: Attachment,
    *,
    size_px: tuple[int, int],
    taken: datetime,
    moment: Moment,
    view: str,
    text: str,
) -> tuple[Change, ...]:
    """A photograph of the open session, with its content unless the clinic file has that."""
    session = document.session
    assert session is not None
    consents = consents_on(document.of(Consent).values(), taken.date())
    photograph = Photograph(
        id=uuid4(),
        session=session.id,
        attachment=attachment.id,
        width_px=size_px[0],
        height_px=size_px[1],
        taken=taken,
        moment=moment,
        view=view,
        consent=consents.valid.id if consents.valid is not None else None,
        text=text.strip(),
    )
    return (*content_change(document.store, attachment), Added(photograph))


def retire_photograph(photograph: Photograph, reason: str) -> tuple[Change, ...]:
    """The photograph is never shown again; why stands in its text.

    Raises
    ------
    KnownError
        No reason is given.
    """
    said = " ".join(reason.split())
    if not said:
        raise KnownError(NO_REASON)
    text = "\n".join(filter(None, (photograph.text, said)))
    return (Updated(photograph, replace(photograph, retired=True, text=text)),)


def _when(one: Photograph) -> tuple[datetime, int, UUID]:
    """By time; of one minute before, after, follow-up."""
    return one.taken, list(Moment).index(one.moment), one.id
