"""A person's data, erased on their request; exporting it is `mesomap.exchange.record.person`."""

from __future__ import annotations

from datetime import date

from mesomap.document.document import Document
from mesomap.document.record.retention import kept_until
from mesomap.model import KnownError, Patient
from mesomap.model.message import QT_TRANSLATE_NOOP
from mesomap.storage.erasing import Erased
from mesomap.storage.search import folded

WRONG_NAME = QT_TRANSLATE_NOOP(
    "messages", "That is not the patient's name: type it as it stands above, or leave."
)
NO_REASON = QT_TRANSLATE_NOOP("messages", "A reason is needed: type who asked, and when.")
MANAGER_NEEDED = QT_TRANSLATE_NOOP(
    "messages",
    "This record is to be kept until {until}: only somebody who may manage can erase it before.",
)
OWN_WORDS = QT_TRANSLATE_NOOP(
    "messages",
    "This record is to be kept until {until}: say in your own words, in a sentence, why it is"
    " erased before.",
)
SENTENCE_WORDS = 4
"""Fewer words than this say nothing of why."""
NAME_IN_REASON = QT_TRANSLATE_NOOP(
    "messages", "The reason is kept: say it without the patient's name, number or birth date."
)


def check_erasure(
    patient: Patient,
    *,
    typed: str,
    reason: str,
    until: date | None = None,
    manages: bool = True,
) -> None:
    """Refuse an erasure that is not meant, or whose reason would keep who it was.

    Parameters
    ----------
    until
        Up to when the record is to be kept (`retention.kept_until`).
    manages
        Whether who erases may manage.

    Raises
    ------
    KnownError
        Another name was typed, there is no reason, or it names the patient; before `until` also
        where a manager or a reason in a sentence is needed.
    """
    if until is not None and not manages:
        raise KnownError(MANAGER_NEEDED, until=until)
    if folded(" ".join(typed.split())) != folded(" ".join(patient.name.split())):
        raise KnownError(WRONG_NAME)
    if not reason.strip():
        raise KnownError(NO_REASON)
    if until is not None and len(reason.split()) < SENTENCE_WORDS:
        raise KnownError(OWN_WORDS, until=until)
    said = {word.strip(".,;:()") for word in folded(reason).split()}
    names = {word for word in folded(patient.name.replace(",", " ")).split() if len(word) > 1}
    known = {patient.number.casefold(), patient.born.isoformat() if patient.born else ""} - {""}
    if said & (names | known):
        raise KnownError(NAME_IN_REASON)


def erase(
    document: Document, patient: Patient, *, typed: str, reason: str, manages: bool = True
) -> Erased:
    """Erase all of a person: every entry, session and part; there is no way back.

    An open session of theirs is closed first. Within the time that the clinic keeps records for,
    the change log says so with the reason.

    Raises
    ------
    KnownError
        As `check_erasure`, or the disk refused.
    """
    until = kept_until(document.store, patient.id, today=document.clock().date())
    check_erasure(patient, typed=typed, reason=reason, until=until, manages=manages)
    family = document.store.family(patient.id)
    if document.session is not None and document.session.patient in family:
        document.close_session()
    said = " ".join(reason.split())
    return document.store.erase(
        family, reason=said, actor=document.actor, at=document.clock(), until=until
    )
