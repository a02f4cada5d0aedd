"""A session that was begun or signed under the wrong patient.

A draft goes to the right one; of a signed session the right one gets a copy as a draft, and the
signed one stays where it is, marked as entered in error. Sites stay the same places on the skin;
what was measured on the wrong patient, their course and their consents do not come along.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import datetime
from enum import Enum
from typing import Any, TypeVar, cast
from uuid import UUID, uuid4

from mesomap.document.document import Document
from mesomap.document.loading import OF_SESSION
from mesomap.model import (
    Added,
    Addendum,
    AddendumKind,
    AfterPart,
    Change,
    Entity,
    KnownError,
    Patient,
    Photograph,
    Picture,
    Preparation,
    Questionnaire,
    Session,
    SessionPart,
    SessionStatus,
    Updated,
)
from mesomap.model.message import QT_TRANSLATE_NOOP
from mesomap.storage import Store

MOVE = QT_TRANSLATE_NOOP("labels", "Move the session to another patient")
COPY = QT_TRANSLATE_NOOP("labels", "Copy the session to another patient")
IN_ERROR = QT_TRANSLATE_NOOP("labels", "Mark the session as entered in error")
NO_REASON = QT_TRANSLATE_NOOP("messages", "A reason is needed: type why it was the wrong patient.")
SAME_PERSON = QT_TRANSLATE_NOOP(
    "messages", "The session is this patient's already: choose the right one."
)
IS_IN_ERROR = QT_TRANSLATE_NOOP(
    "messages", "This session is marked as entered in error already: open its copy."
)

V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class Step:
    """What is committed at once, and its label."""

    label: str
    changes: tuple[Change, ...]


def is_in_error(addenda: Iterable[Addendum]) -> bool:
    """Whether a session with these addenda was entered in error."""
    return any(one.kind is AddendumKind.ENTERED_IN_ERROR for one in addenda)


def move(document: Document, right: Patient, reason: str) -> list[Step]:
    """The steps that move the open draft to `right`.

    Raises
    ------
    KnownError
        No reason is given, or the session is that person's already.
    """
    session = _checked(document, right, reason)
    pictures = _pictures_for(document.store, _values(document.store, session), right)
    ids = {old: new.id for old, new in pictures.items()}
    changes: list[Change] = []
    for value in _values(document.store, session):
        other = _fitting(_mapped(value, ids))
        if other != value:
            changes.append(Updated(value, other))
    moved = replace(session, patient=right.id, calibration=None, course=None)
    note = _addendum(document, session.id, AddendumKind.MOVED, reason)
    return [
        *([Step(MOVE, tuple(Added(one) for one in pictures.values()))] if pictures else ()),
        Step(MOVE, (*changes, Updated(session, moved), Added(note))),
    ]


def copy_of_signed(document: Document, right: Patient, reason: str) -> tuple[list[Step], UUID]:
    """The steps that give `right` the open signed session as a draft, and the copy's id.

    What was given stays given, with its times; draws and lots come along. The signed one is then
    marked as entered in error.

    Raises
    ------
    KnownError
        No reason is given, the session is that person's already, or in error already.
    """
    session = _checked(document, right, reason)
    if is_in_error(document.of(Addendum).values()):
        raise KnownError(IS_IN_ERROR)
    values = _values(document.store, session)
    pictures = _pictures_for(document.store, values, right)
    ids = {old: new.id for old, new in pictures.items()}
    ids |= {value.id: uuid4() for value in (session, *values)}
    copy = replace(
        _mapped(session, ids),
        patient=right.id,
        status=SessionStatus.DRAFT,
        signed=None,
        signed_by="",
        signed_for="",
        fingerprint="",
        calibration=None,
        course=None,
    )
    parts = [_fitting(_mapped(value, ids)) for value in values]
    note = _addendum(document, session.id, AddendumKind.ENTERED_IN_ERROR, reason, other=copy.id)
    made = (*pictures.values(), copy, *parts)
    return [
        Step(COPY, tuple(Added(one) for one in made)),
        Step(IN_ERROR, (Added(note),)),
    ], copy.id


def _checked(document: Document, right: Patient, reason: str) -> Session:
    session, person = document.session, document.patient
    assert session is not None
    assert person is not None
    if not reason.strip():
        raise KnownError(NO_REASON)
    if right.id in document.store.family(person.id):
        raise KnownError(SAME_PERSON)
    return session


def _addendum(
    document: Document,
    session: UUID,
    kind: AddendumKind,
    reason: str,
    *,
    other: UUID | None = None,
) -> Addendum:
    now: datetime = document.clock()
    return Addendum(
        id=uuid4(),
        session=session,
        kind=kind,
        text=" ".join(reason.split()),
        written=now.replace(microsecond=0),
        by=document.actor,
        other=other,
    )


def _values(store: Store, session: Session) -> list[SessionPart | AfterPart]:
    """What belongs to a session, but for its addenda; syringes first, for others name them."""
    kinds = [kind for kind in OF_SESSION if kind is not Addendum]
    found = [one for kind in kinds for one in store.of_session(kind, session.id)]
    return [
        *store.syringes(session.id),
        *store.injections(session.id),
        *found,
    ]


def _pictures_for(store: Store, values: Iterable[Entity], right: Patient) -> dict[UUID, Picture]:
    """Of the wrong patient's own pictures that are mapped on, the same for `right`, by old id."""
    own = {one.id: one for one in store.of_clinic(Picture) if one.patient is not None}
    if not own:
        return {}
    texts = {str(id): id for id in own}
    used = {texts[text] for value in values for text in _texts(value) if text in texts}
    return {
        id: replace(own[id], id=uuid4(), patient=right.id)
        for id in used
        if own[id].patient != right.id
    }


def _fitting(value: V) -> V:
    """Without what only the wrong patient has: consents, and answers that were theirs before."""
    match value:
        case Preparation() | Photograph():
            return cast(V, replace(value, consent=None))
        case Questionnaire():
            return cast(V, replace(value, unchanged_from=None))
        case _:
            return value


def _texts(value: object) -> Iterable[str]:
    if isinstance(value, str) and not isinstance(value, Enum):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from _texts(part)
    elif is_dataclass(value):
        for field in fields(value):
            yield from _texts(getattr(value, field.name))


def _mapped(value: V, ids: Mapping[UUID, UUID]) -> V:
    """`value` with every id in it that `ids` knows as another, also where it is a text."""
    texts = {str(old): str(new) for old, new in ids.items()}
    return cast(V, _walked(value, ids, texts))


def _walked(value: Any, ids: Mapping[UUID, UUID], texts: Mapping[str, str]) -> Any:
    if isinstance(value, UUID):
        return ids.get(value, value)
    if isinstance(value, str) and not isinstance(value, Enum):
        return texts.get(value, value)
    if isinstance(value, tuple):
        parts = [_walked(part, ids, texts) for part in value]
        if all(new is old for new, old in zip(parts, value, strict=True)):
            return value
        return type(value)(*parts) if hasattr(value, "_fields") else tuple(parts)
    if is_dataclass(value) and not isinstance(value, type):
        read = ((f.name, getattr(value, f.name)) for f in fields(value))
        changed = {
            name: other for name, old in read if (other := _walked(old, ids, texts)) is not old
        }
        return replace(value, **changed) if changed else value
    return value
