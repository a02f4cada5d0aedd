"""Courses: the sessions of one indication together; which number this is, and what is due next."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from uuid import UUID, uuid4

from mesomap.analysis.doses import Dose, doses_of, strengths_of, total
from mesomap.clinical.protocols import protocols
from mesomap.document.document import Document
from mesomap.model import (
    Added,
    AreaPass,
    Change,
    Course,
    Draw,
    Injection,
    KnownError,
    Product,
    Protocol,
    Session,
    SessionStatus,
    Status,
    Updated,
)
from mesomap.model.message import QT_TRANSLATE_NOOP
from mesomap.storage import SessionSummary, Store

NO_TITLE = QT_TRANSLATE_NOOP("messages", "A course needs a title: type one.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How far a course is.

    Attributes
    ----------
    sessions
        Its sessions by date, without those entered in error.
    number
        The place in it of the session that was asked about, from 1; None if it is not of it.
    due
        When the next is due; None where nothing says so, or all that were planned have been.
    """

    course: Course
    sessions: tuple[SessionSummary, ...]
    number: int | None
    due: date | None


def new_course(patient: UUID, *, begun: date, protocol: Protocol | None = None) -> Course:
    """A course with a fresh id, as the protocol has it."""
    if protocol is None:
        return Course(id=uuid4(), patient=patient, title="", begun=begun)
    return Course(
        id=uuid4(),
        patient=patient,
        title=protocol.title,
        begun=begun,
        indication=protocol.indication,
        protocol=protocol.id,
        sessions=None if protocol.sessions is None else protocol.sessions.value,
        days_between=None if protocol.days_between is None else protocol.days_between.value,
    )


def course_changes(
    document: Document, wanted: Sequence[Course], *, of_session: UUID | None, response: str
) -> tuple[Change, ...]:
    """The changes to courses as they were left, to the session's own and to its response notes.

    Raises
    ------
    KnownError
        A course has no title.
    """
    session = document.session
    if session is None:
        raise ValueError("no session is open")
    known = document.of(Course)
    changes: list[Change] = []
    for one in wanted:
        if not one.title.strip():
            raise KnownError(NO_TITLE)
        kept = replace(one, title=" ".join(one.title.split()), note=one.note.strip())
        before = known.get(one.id)
        if before is None:
            changes.append(Added(kept))
        elif before != kept:
            changes.append(Updated(before, kept))
    after = replace(session, course=of_session, response=response.strip())
    if of_session is not None and not session.indication:
        course = next((one for one in [*wanted, *known.values()] if one.id == of_session), None)
        if course is not None:
            title = " ".join(course.title.split())
            indication = course.indication.value if course.indication else title
            after = replace(after, indication=indication)
    if after != session and session.status is SessionStatus.DRAFT:
        changes.append(Updated(session, after))
    return tuple(changes)


def continued(document: Document, course: Course) -> tuple[Change, ...]:
    """The change that makes the open session one of `course`."""
    session = document.session
    return course_changes(
        document,
        (),
        of_session=course.id,
        response=session.response if session is not None else "",
    )


def open_course(document: Document) -> Course | None:
    """The patient's course that a new session may go on with: not closed, the latest used.

    Of several, that of the last session before; None where none is open.
    """
    session, patient = document.session, document.patient
    if session is None or patient is None:
        return None
    found = {id: one for id, one in document.of(Course).items() if one.closed is None}
    if not found:
        return None
    for summary in reversed(document.store.sessions(patient.id)):
        other = summary.session
        if other.id != session.id and not summary.in_error and other.course in found:
            return found[other.course]
    return max(found.values(), key=lambda one: (one.begun, one.id)) if len(found) == 1 else None


def standing(
    course: Course,
    summaries: Iterable[SessionSummary],
    known: Mapping[UUID, Protocol],
    *,
    session: UUID | None = None,
) -> Standing:
    """How far `course` is, by all of its patient's sessions.

    Parameters
    ----------
    known
        Every protocol by id.
    session
        Of which the number is wanted.
    """
    mine = sorted(
        (one for one in summaries if one.session.course == course.id and not one.in_error),
        key=lambda one: (one.session.date, one.session.started),
    )
    ids = [one.session.id for one in mine]
    return Standing(
        course=course,
        sessions=tuple(mine),
        number=ids.index(session) + 1 if session in ids else None,
        due=next_due(course, [one.session.date for one in mine], known),
    )


def next_due(course: Course, dates: Sequence[date], known: Mapping[UUID, Protocol]) -> date | None:
    """The day of the next session: the last one's and the interval, by the protocol's weeks where
    it has some and the course has no interval of its own."""
    if not dates or course.closed is not None:
        return None
    done, last = len(dates), max(dates)
    if course.sessions is not None and done >= course.sessions:
        return None
    if course.days_between is not None:
        return last + timedelta(days=course.days_between)
    protocol = known.get(course.protocol) if course.protocol is not None else None
    if protocol is None or protocol.weeks is None or done >= len(protocol.weeks.value):
        return None
    weeks = protocol.weeks.value
    return last + timedelta(weeks=weeks[done] - weeks[done - 1])


def standing_of_open(document: Document) -> Standing | None:
    """How far the open session's course is; None where it is of none."""
    session, patient = document.session, document.patient
    if session is None or patient is None or session.course is None:
        return None
    course = document.of(Course).get(session.course)
    if course is None:
        return None
    known = protocols(document.of(Protocol))
    return standing(course, document.store.sessions(patient.id), known, session=session.id)


def standing_of(store: Store, session: Session) -> Standing | None:
    """How far the course of a session of the clinic file is; None where it is of none."""
    if session.course is None:
        return None
    person = store.person_of(session).id
    entries = [one for entry in store.family(person) for one in store.of_patient(Course, entry)]
    course = next((one for one in entries if one.id == session.course), None)
    if course is None:
        return None
    known = protocols({one.id: one for one in store.of_clinic(Protocol)})
    return standing(course, store.sessions(person), known, session=session.id)


def protocol_of_session(store: Store, session: Session) -> Protocol | None:
    """The protocol that a session of the clinic file began from; None without one."""
    if session.protocol is None:
        return None
    known = protocols({one.id: one for one in store.of_clinic(Protocol)})
    return known.get(session.protocol)


def given_over(store: Store, sessions: Iterable[Session]) -> tuple[int, tuple[Dose, ...]]:
    """What was given over these sessions: microlitres, and each component's dose."""
    products = {one.id: one for one in store.of_clinic(Product)}
    volume_ul = 0
    doses: list[Dose] = []
    for session in sessions:
        values: list[Injection | AreaPass] = [
            *store.injections(session.id),
            *store.of_session(AreaPass, session.id),
        ]
        given = [one for one in values if one.status is Status.GIVEN]
        volume_ul += sum(one.volume_ul for one in given)
        strengths = strengths_of(
            store.syringes(session.id), store.of_session(Draw, session.id), products
        )
        doses += doses_of(given, strengths)
    return volume_ul, total(doses)
