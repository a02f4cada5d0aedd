"""Consents of the open session's patient: noted, with a scan, withdrawn."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import uuid4

from mesomap.document.document import Document
from mesomap.document.edits_pictures import content_change
from mesomap.document.record.preparation import preparation_of
from mesomap.model import (
    Added,
    Attachment,
    Change,
    Consent,
    ConsentKind,
    KnownError,
    Updated,
)
from mesomap.model.message import QT_TRANSLATE_NOOP

NO_TAKER = QT_TRANSLATE_NOOP("messages", "Say who took the consent.")
WITHDRAWN_BEFORE = QT_TRANSLATE_NOOP(
    "messages", "A consent cannot be withdrawn before it was given: correct the day."
)
WITHDRAWN = QT_TRANSLATE_NOOP("messages", "This consent was withdrawn: note a new one.")


def consents_in_time(document: Document) -> list[Consent]:
    """Newest first; of every entry of the person."""
    found = document.of(Consent).values()
    return sorted(found, key=lambda one: (one.given, one.id.int), reverse=True)


def holds(consent: Consent, day: date) -> bool:
    """Whether it holds on `day`."""
    return consent.given <= day and (consent.withdrawn is None or day < consent.withdrawn)


def offered_consent(document: Document) -> Consent | None:
    """The newest consent to treatment that holds on the session's day; None without, or if the
    session names one already.
    """
    session, preparation = document.session, preparation_of(document)
    if session is None or (preparation is not None and preparation.consent is not None):
        return None
    return next(
        (
            one
            for one in consents_in_time(document)
            if one.kind is ConsentKind.TREATMENT and holds(one, session.date)
        ),
        None,
    )


def named_consent(document: Document) -> Consent | None:
    """The consent that the open session was given under."""
    preparation = preparation_of(document)
    if preparation is None or preparation.consent is None:
        return None
    return document.of(Consent).get(preparation.consent)


def new_consent(
    document: Document,
    *,
    kind: ConsentKind,
    given: date,
    text_version: str,
    taken_by: str,
    note: str = "",
    scan: Attachment | None = None,
) -> tuple[Change, ...]:
    """A consent of the open session's patient, with its scan.

    Raises
    ------
    KnownError
        Nobody took it.
    """
    assert document.session is not None
    if not taken_by.strip():
        raise KnownError(NO_TAKER)
    consent = Consent(
        id=uuid4(),
        patient=document.session.patient,
        kind=kind,
        given=given,
        text_version=" ".join(text_version.split()),
        taken_by=" ".join(taken_by.split()),
        scan=scan.id if scan is not None else None,
        note=note.strip(),
    )
    return (*_kept(document, scan), Added(consent))


def attach_scan(document: Document, consent: Consent, scan: Attachment) -> tuple[Change, ...]:
    """The consent has this scan."""
    if consent.scan == scan.id:
        return ()
    return (*_kept(document, scan), Updated(consent, replace(consent, scan=scan.id)))


def withdraw_consent(consent: Consent, day: date) -> tuple[Change, ...]:
    """From `day` on it no longer holds.

    Raises
    ------
    KnownError
        The day lies before that on which it was given, or it was withdrawn already.
    """
    if consent.withdrawn is not None:
        raise KnownError(WITHDRAWN)
    if day < consent.given:
        raise KnownError(WITHDRAWN_BEFORE)
    return (Updated(consent, replace(consent, withdrawn=day)),)


def _kept(document: Document, scan: Attachment | None) -> tuple[Change, ...]:
    """The scan's content, unless the clinic file has it."""
    return () if scan is None else content_change(document.store, scan)
