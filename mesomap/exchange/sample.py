"""The sample clinic: made by code through the one writer, the same on every machine.

Only what is random by design differs from run to run: the salts of the change log.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from uuid import UUID

from mesomap.atlas import Atlas, Body, default_atlas
from mesomap.atlas.calibration import calibrated
from mesomap.document import Document
from mesomap.document.record.courses import new_course
from mesomap.document.record.patients import ARCHIVE, MERGE, archive, commit_each, merge
from mesomap.document.record.people import hand, written
from mesomap.document.record.signing import sign
from mesomap.exchange.sample_after import Step, afterwards, in_error
from mesomap.exchange.sample_before import asked, consents, devices, filled, prepared
from mesomap.exchange.sample_map import draw_lesions, keys_in, place
from mesomap.exchange.sample_people import COURSES, DUPLICATE, Course, sample_id
from mesomap.exchange.sample_picture import sample_picture
from mesomap.exchange.sample_records import RECORDS, Record, contact
from mesomap.exchange.sample_shelf import ASSISTANT, DOCTOR, clinic_parts
from mesomap.model import (
    Added,
    Calibration,
    Change,
    GivenHow,
    Height,
    Patient,
    Session,
    Sex,
    Status,
    Updated,
)
from mesomap.model import Course as PlannedCourse
from mesomap.storage import Store

TODAY = date(2026, 11, 22)
"""The day on which the sample clinic stands still."""
OPENED = datetime(2026, 8, 3, 8, 30)
"""The clinic file's first entry."""

OVER_DAYS = 40
"""A course whose last session was so long ago is closed."""
SECONDS_A_NEEDLE = 9
MINUTES_BEFORE, MINUTES_UNTIL_SIGNED = 40, 90
"""From a session's beginning to the first needle, and to its signature."""


def make_sample_clinic(
    path: Path,
    *,
    atlas: Atlas | None = None,
    on_progress: Callable[[int, int], None] | None = None,
) -> None:
    """Make the sample clinic at `path`, closed when this returns.

    Parameters
    ----------
    path : Path
        Where; nothing may be there yet.
    atlas : Atlas, optional
        Whose bodies and regions to use; the shipped one without.
    on_progress : callable, optional
        Hears of (patients done, patients in all).

    Raises
    ------
    KnownError
        The file cannot be made.
    """
    atlas = atlas or default_atlas()
    found = [(course, _body(atlas, course)) for course in COURSES]
    courses = [(course, body) for course, body in found if body and keys_in(body, course.regions)]
    with Store.create(path) as store:
        clock = _Clock(OPENED)
        document = Document(store, actor=written(DOCTOR), clock=clock)
        document.commit("Change clinic settings", tuple(Added(one) for one in clinic_parts()))
        document.commit("Add picture", tuple(Added(value) for value in sample_picture()))
        for done, (course, body) in enumerate(courses, start=1):
            _Visits(document, clock, atlas, body, course).write()
            if on_progress is not None:
                on_progress(done, len(courses))
        clock.now = datetime.combine(TODAY, time(8, 15))
        _tidy(document)


def _body(atlas: Atlas, course: Course) -> Body | None:
    wanted = "male" if course.sex is Sex.MALE else "female"
    return atlas.body(wanted) if wanted in atlas.body_ids else None


@dataclass(slots=True)
class _Clock:
    """Tells the time that it was set to."""

    now: datetime

    def __call__(self) -> datetime:
        return self.now


@dataclass(slots=True)
class _Visits:
    """Writes all of one patient's course."""

    document: Document
    clock: _Clock
    atlas: Atlas
    body: Body
    course: Course

    def write(self) -> None:
        course, record = self.course, RECORDS[self.course.number]
        dates = _dates(course)
        patient = _patient(course, record, self.body, on=dates[0])
        self.clock.now = datetime.combine(dates[0], time(8, 55))
        self.document.commit("Add patient", (Added(patient),))
        self.document.commit("Note consent", consents(patient, record, dates[0]))
        calibration = _calibration(course, patient, measured=dates[0])
        if calibration is not None:
            self.document.commit("Calibrate", (Added(calibration),))
            self.body = calibrated(self.body, calibration.measurements)
        planned = _planned(course, patient, dates)
        self.document.commit("Begin course", (Added(planned),))
        sessions: list[Session] = []
        for number, day in enumerate(dates, start=1):
            session = replace(
                self._session(sample_id(course.number, number), patient.id, record, number, day),
                course=planned.id,
                protocol=planned.protocol,
                calibration=calibration.id if calibration is not None else None,
            )
            if number == 1 and course.first_under:
                self._write_under_another(session, course.first_under)
            given = number < len(dates) or not course.last_is_draft
            self._write_session(session, record, number, given=given)
            if given:
                sessions.append(session)
        keys = keys_in(self.body, course.regions)
        for step in afterwards(sessions, record, self.body, keys, until=TODAY):
            self._commit_step(step)

    def _session(self, id: UUID, patient: UUID, record: Record, number: int, day: date) -> Session:
        return Session(
            id=id,
            patient=patient,
            date=day,
            body=self.body.id,
            atlas=self.atlas.version,
            started=datetime.combine(day, time(9 + number % 7, 10 * (number % 5))),
            indication=self.course.indication.value,
            performer=(ASSISTANT if record.by_assistant else DOCTOR).id,
            prescriber=DOCTOR.id,
        )

    def _write_under_another(self, session: Session, number: str) -> None:
        """The same visit, signed under a namesake, and marked as entered in error."""
        wrong = replace(
            session,
            id=sample_id(session.id, "wrong patient"),
            patient=sample_id(number),
            course=None,
            calibration=None,
        )
        self._write_session(wrong, RECORDS[number], 1, given=True)
        self._commit_step(in_error(wrong, session))

    def _write_session(self, session: Session, record: Record, number: int, *, given: bool) -> None:
        document, course, body = self.document, self.course, self.body
        self.clock.now = session.started
        document.commit("New session", (Added(session),))
        document.open_session(session.id)
        last = session.date == _dates(course)[-1]
        draw_lesions(document, body, course, last=last)
        place(document, body, course, session, number)
        here = given or session.date == TODAY
        if here:
            document.commit("Note the questionnaire", asked(document, course, record))
            document.commit("Note the preparation", prepared(document, body, course, record))
        used = devices(document, course) if here else ()
        document.commit("Draw up", (*filled(document, course, drawn=here), *used))
        if given:
            self.clock.now = session.started + timedelta(minutes=MINUTES_BEFORE)
            document.commit("Give injections", _given(document, at=self.clock.now))
            self.clock.now = session.started + timedelta(minutes=MINUTES_UNTIL_SIGNED)
            if number not in record.unsigned:
                document.commit("Sign", sign(document, DOCTOR))
        document.close_session()

    def _commit_step(self, step: Step) -> None:
        at, who, label, changes = step
        self.clock.now, self.document.actor = at, who
        self.document.commit(label, changes)
        self.document.actor = written(DOCTOR)


def _patient(course: Course, record: Record, body: Body, *, on: date) -> Patient:
    plain = Patient(
        id=sample_id(course.number),
        name=course.name,
        body=body.id,
        born=date.fromisoformat(course.born),
        sex=course.sex,
        number=course.number,
        allergies=course.allergies,
    )
    return contact(plain, record, on=on)


def _planned(course: Course, patient: Patient, dates: Sequence[date]) -> PlannedCourse:
    """The patient's course, as the protocol has it or by hand; one long over is closed."""
    id = sample_id(course.number, "course")
    if course.protocol is not None:
        made = new_course(patient.id, begun=dates[0], protocol=course.protocol)
        return replace(made, id=id)
    over = course.last_days_ago >= OVER_DAYS
    return PlannedCourse(
        id=id,
        patient=patient.id,
        title=course.title,
        begun=dates[0],
        indication=course.indication,
        sessions=len(dates) if over else len(dates) + 1,
        days_between=course.days[0],
        closed=dates[-1] if over else None,
    )


def _calibration(course: Course, patient: Patient, *, measured: date) -> Calibration | None:
    if course.height_mm is None:
        return None
    return Calibration(
        id=sample_id(course.number, "calibration"),
        patient=patient.id,
        measured=measured,
        measurements=(Height(course.height_mm),),
    )


def _dates(course: Course) -> list[date]:
    dates = [TODAY - timedelta(days=course.last_days_ago)]
    for days in reversed(course.days):
        dates.insert(0, dates[0] - timedelta(days=days))
    return dates


def _given(document: Document, *, at: datetime) -> tuple[Change, ...]:
    """All that is planned as given, needle by needle; about one injection in forty was left out."""
    session, who, how = document.session, hand(document), GivenHow.EACH
    assert session is not None
    changes: list[Change] = []
    end = at
    for number, area in enumerate(document.areas.values()):
        end = at + timedelta(minutes=20 + 4 * number)
        treated = replace(area, status=Status.GIVEN, given_at=end, given_by=who, given_how=how)
        changes.append(Updated(area, treated))
    for number, injection in enumerate(document.injections.values()):
        now = at + timedelta(seconds=SECONDS_A_NEEDLE * (number + 1))
        end = max(end, now)
        if number % 40 == 39:
            after = replace(injection, status=Status.SKIPPED, reason="A small vessel beneath.")
        else:
            after = replace(
                injection, status=Status.GIVEN, given_at=now, given_by=who, given_how=how
            )
        changes.append(Updated(injection, after))
    changes.append(Updated(session, replace(session, treated_from=at, treated_until=end)))
    return tuple(changes)


def _tidy(document: Document) -> None:
    """A patient who was entered twice becomes one; those who no longer come are archived."""
    persons = {one.number: one for one in document.store.patients()}
    for course in COURSES:
        patient = persons.get(course.number)
        if patient is not None and course.archived:
            document.commit(ARCHIVE, archive(patient, archived=True))
    into = persons.get(DUPLICATE.into)
    if into is not None:
        entry = Patient(
            id=sample_id(DUPLICATE.number),
            name=DUPLICATE.name,
            body=into.body,
            born=into.born,
            sex=into.sex,
            number=DUPLICATE.number,
            allergies=DUPLICATE.allergies,
        )
        document.commit("Add patient", (Added(entry),))
        commit_each(document, MERGE, merge(document.store, entry, into))
