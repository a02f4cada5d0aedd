"""A person's sessions as the course view follows them: of one course or all, with reactions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from mesomap.analysis.course_figures import SessionMeasured, measuring
from mesomap.atlas import Atlas
from mesomap.clinical.protocols import protocols
from mesomap.document.bodies import body_of_session
from mesomap.document.record.contents import contents_of
from mesomap.document.record.courses import standing
from mesomap.model import AreaPass, Course, KnownError, Protocol, Reaction, Session
from mesomap.model.message import QT_TRANSLATE_NOOP
from mesomap.storage import SessionSummary, Store

NOTHING = QT_TRANSLATE_NOOP(
    "messages", "There is no session and no course {id} in this clinic file: see mesomap sessions."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Followed:
    """What is followed; `course` None for all sessions of the person.

    `sessions` are by date and `reactions` are to them; what was entered in error or by mistake is
    in neither. `due` is when the next session is due, of `due_course`: without a chosen course the
    earliest of all; None where nothing says so.
    """

    person: UUID
    course: Course | None
    sessions: tuple[SessionSummary, ...]
    reactions: tuple[Reaction, ...]
    due: date | None
    due_course: Course | None


def found_in(store: Store, id: UUID) -> Followed:
    """What the id of a session or of a course speaks of.

    Of a session its course; where it is of none, all sessions of its person.

    Raises
    ------
    KnownError
        The clinic file has neither of that id.
    """
    try:
        session = store.session(id)
    except KnownError:
        return _found_course(store, id)
    person = store.person_of(session).id
    mine = next((one for one in courses_of(store, person) if one.id == session.course), None)
    return followed(store, person, mine)


def courses_of(store: Store, person: UUID) -> list[Course]:
    """Of all entries of the person, oldest first."""
    return sorted(store.of_patient(Course, person), key=lambda one: (one.begun, one.id))


def followed(store: Store, person: UUID, course: Course | None) -> Followed:
    """The person's sessions of `course`, or all."""
    summaries = store.sessions(person)
    known = protocols({one.id: one for one in store.of_clinic(Protocol)})
    asked = courses_of(store, person) if course is None else [course]
    found = [standing(one, summaries, known) for one in asked]
    due = min(((one.due, one.course) for one in found if one.due), key=_first, default=None)
    kept = [one for one in summaries if not one.in_error] if course is None else found[0].sessions
    sessions = tuple(sorted(kept, key=lambda one: (one.session.date, one.session.started)))
    ids = {one.session.id for one in sessions}
    reactions = [
        one for one in store.reactions_of(person) if one.session in ids and not one.mistaken
    ]
    reactions.sort(key=lambda one: (day_of(one), one.id))
    return Followed(
        person=person,
        course=course,
        sessions=sessions,
        reactions=tuple(reactions),
        due=due[0] if due else None,
        due_course=due[1] if due else None,
    )


def day_of(reaction: Reaction) -> date:
    """When it began; where nobody knows, when it was noted."""
    return (reaction.onset or reaction.noted).date()


def measuring_all(
    store: Store, atlas: Atlas, sessions: Iterable[Session]
) -> Iterator[tuple[UUID, SessionMeasured | None] | None]:
    """Measure each session on its own body and calibration, in small steps.

    After each session its id and figures; these are None where its body is not to be had. None
    after every step between.
    """
    for session in sessions:
        try:
            body = body_of_session(store, atlas, session)
        except KnownError:
            yield session.id, None
            continue
        syringes = {one.id: one for one in store.syringes(session.id)}
        steps = measuring(
            body,
            store.injections(session.id),
            store.of_session(AreaPass, session.id),
            syringes,
            contents_of(store, session.id).strengths(syringes.values()),
        )
        for found in steps:
            yield None if found is None else (session.id, found)


def _first(due: tuple[date, Course]) -> tuple[date, UUID]:
    return due[0], due[1].id


def _found_course(store: Store, id: UUID) -> Followed:
    for person in store.patients():
        for course in store.of_patient(Course, person.id):
            if course.id == id:
                return followed(store, person.id, course)
    raise KnownError(NOTHING, id=id)
