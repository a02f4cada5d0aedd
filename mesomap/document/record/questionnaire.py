"""What was asked before the open session, and what was answered at the one before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from uuid import uuid4

from mesomap.clinical.questions import QUESTIONS, Question
from mesomap.document.document import Document
from mesomap.document.recording import moment
from mesomap.model import (
    Added,
    Answer,
    AreaPass,
    Change,
    Injection,
    Patient,
    Questionnaire,
    Reply,
    Updated,
)
from mesomap.storage import SessionSummary

ENTRIES = {
    "allergy": "allergies",
    "anticoagulant-or-antiplatelet": "medicines",
    **dict.fromkeys(
        (
            "autoimmune-or-immunosuppression",
            "skin-disease-or-infection",
            "dysphagia",
            "diabetes",
            "heart-disease",
            "cancer",
            "gallstones",
            "keloid-tendency",
        ),
        "conditions",
    ),
}
"""Which line of the patient's entry a yes may be taken over to, by question."""


def questionnaire_of(document: Document) -> Questionnaire | None:
    """What was asked before the open session; None if nothing was."""
    return next(iter(document.of(Questionnaire).values()), None)


def last_questionnaire(document: Document) -> tuple[SessionSummary, Questionnaire] | None:
    """The newest earlier session's; those entered in error are another patient's."""
    session, patient = document.session, document.patient
    if session is None or patient is None:
        return None
    for summary in reversed(document.store.sessions(patient.id)):
        other = summary.session
        if summary.in_error or other.id == session.id or other.date > session.date:
            continue
        found = document.store.of_session(Questionnaire, other.id)
        if found:
            return summary, found[0]
    return None


def asked_of(question: Question, regions: frozenset[str]) -> bool:
    """Whether a question is of the `regions` that a session treats; most are of every session."""
    return not question.regions or bool(regions & set(question.regions))


def regions_of(document: Document) -> frozenset[str]:
    """The regions that the open session's injections and area passes lie in."""
    values: list[Injection | AreaPass] = [
        *document.injections.values(),
        *document.areas.values(),
    ]
    return frozenset(one.region for one in values if one.region is not None)


def unanswered(answers: Sequence[Answer], regions: frozenset[str]) -> list[Question]:
    """The questions of these regions that nobody answered yet."""
    known = {one.question for one in answers}
    return [one for one in QUESTIONS.values() if one.id not in known and asked_of(one, regions)]


def yes_count(answers: Sequence[Answer]) -> int:
    """How many were answered with yes."""
    return sum(one.reply is Reply.YES for one in answers)


def set_questionnaire(document: Document, answers: Sequence[Answer]) -> tuple[Change, ...]:
    """The change to these answers, by who types, now; empty if they are the same."""
    session, found = document.session, questionnaire_of(document)
    assert session is not None
    said = tuple(answers)
    if said == (found.answers if found is not None else ()):
        return ()
    now: datetime = moment(document)
    if found is None:
        made = Questionnaire(
            id=uuid4(), session=session.id, answers=said, asked=now, asked_by=document.actor
        )
        return (Added(made),)
    after = replace(found, answers=said, asked=now, asked_by=document.actor, unchanged_from=None)
    return (Updated(found, after),)


def asked_again(document: Document, last: Questionnaire) -> tuple[Change, ...]:
    """The patient was asked again, and says that the answers of `last` still hold."""
    session, found = document.session, questionnaire_of(document)
    assert session is not None
    made = Questionnaire(
        id=found.id if found is not None else uuid4(),
        session=session.id,
        answers=last.answers,
        asked=moment(document),
        asked_by=document.actor,
        unchanged_from=last.id,
    )
    return (Updated(found, made) if found is not None else Added(made),)


def set_entry(
    patient: Patient, *, allergies: str, conditions: str, medicines: str
) -> tuple[Change, ...]:
    """The change to what matters in the patient's entry; empty if nothing changes."""
    after = replace(
        patient,
        allergies=allergies.strip(),
        conditions=conditions.strip(),
        medicines=medicines.strip(),
    )
    return () if after == patient else (Updated(patient, after),)
