"""Signing the open session: what is said of it before, and the change that signs it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from mesomap.document.document import Document
from mesomap.document.record.people import written
from mesomap.document.recording import moment
from mesomap.document.treating import Step, steps_of
from mesomap.document.validate import SIGNED
from mesomap.model import (
    Change,
    Consent,
    ConsentKind,
    Draw,
    Entity,
    KnownError,
    Message,
    Person,
    Preparation,
    Questionnaire,
    SessionStatus,
    Status,
    Updated,
    in_order,
)
from mesomap.model.message import QT_TRANSLATE_NOOP
from mesomap.storage.fingerprint import PARTS, fingerprint, identity_of

NOT_ASKED = QT_TRANSLATE_NOOP("messages", "The questionnaire was not asked.")
NO_CONSENT = QT_TRANSLATE_NOOP("messages", "No consent is noted.")
NO_LOT = QT_TRANSLATE_NOOP("messages", "No lot is noted for {syringes}.")
LEFT_ONE = QT_TRANSLATE_NOOP("messages", "1 planned was neither given nor skipped.")
LEFT = QT_TRANSLATE_NOOP("messages", "{count} planned were neither given nor skipped.")
NOTHING_GIVEN = QT_TRANSLATE_NOOP("messages", "Nothing was given.")
NO_PERFORMER = QT_TRANSLATE_NOOP("messages", "Who performed is not said.")
MAY_NOT = QT_TRANSLATE_NOOP(
    "messages", "{name} may not sign: choose somebody else, or change it under People."
)


@dataclass(frozen=True, slots=True)
class Counts:
    """Steps (injections, threads and area passes) by what became of them, and the volume given."""

    given: int
    planned: int
    skipped: int
    given_ul: int


def counts(document: Document) -> Counts:
    """What became of the open session's steps."""
    steps = steps_of(document)

    def of(status: Status) -> list[Step]:
        return [step for step in steps if step.status is status]

    given = of(Status.GIVEN)
    return Counts(
        given=len(given),
        planned=len(of(Status.PLANNED)),
        skipped=len(of(Status.SKIPPED)),
        given_ul=sum(step.volume_ul for step in given),
    )


def missing(document: Document) -> list[Message]:
    """What a signed session would lack: said, and nothing more."""
    session = document.session
    if session is None:
        return []
    found = counts(document)
    lacks: list[Message] = []
    if not found.given:
        lacks.append(Message(NOTHING_GIVEN))
    if found.planned == 1:
        lacks.append(Message(LEFT_ONE))
    elif found.planned:
        lacks.append(Message(LEFT, {"count": found.planned}))
    if not document.of(Questionnaire):
        lacks.append(Message(NOT_ASKED))
    if not _consented(document):
        lacks.append(Message(NO_CONSENT))
    without = _without_lot(document)
    if without:
        lacks.append(Message(NO_LOT, {"syringes": ", ".join(without)}))
    if session.performer is None:
        lacks.append(Message(NO_PERFORMER))
    return lacks


def sign(document: Document, person: Person) -> tuple[Change, ...]:
    """The change that signs the open session, now, by `person`.

    Raises
    ------
    KnownError
        It is signed already, or `person` may not sign.
    """
    session, patient = document.session, document.patient
    if session is None or patient is None:
        return ()
    if session.status is SessionStatus.SIGNED:
        raise KnownError(SIGNED)
    if not person.may_sign or person.retired:
        raise KnownError(MAY_NOT, name=written(person))
    signed = replace(
        session,
        status=SessionStatus.SIGNED,
        signed=moment(document),
        signed_by=written(person),
        signed_for=identity_of(patient),
    )
    print_ = fingerprint(signed, _parts(document), document.calibration)
    return (Updated(session, replace(signed, fingerprint=print_)),)


# Inside.


def _parts(document: Document) -> list[Entity]:
    return [one for kind in PARTS for one in document.of(kind).values()]


def _consented(document: Document) -> bool:
    """Whether a consent of the patient is noted that holds on the session's day."""
    session = document.session
    assert session is not None
    known = document.of(Consent)
    if any(one.consent in known for one in document.of(Preparation).values()):
        return True
    return any(
        one.kind is ConsentKind.TREATMENT
        and one.given <= session.date
        and (one.withdrawn is None or one.withdrawn > session.date)
        for one in known.values()
    )


def _without_lot(document: Document) -> Sequence[str]:
    """The syringes that something was given from, and that no draw with a lot fills."""
    noted: Collection[UUID] = {
        draw.syringe
        for draw in document.of(Draw).values()
        if draw.lot is not None or draw.kit_lot.strip()
    }
    used = {step.syringe for step in steps_of(document) if step.status is Status.GIVEN}
    return [
        one.name
        for one in in_order(document.syringes.values())
        if one.id in used and one.id not in noted
    ]
