"""Courses: numbers, what is due next, what was given over them, and the changes to them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from uuid import uuid4

import pytest
from clinic_values import NOON, TODAY, a_patient, a_syringe, an_injection

from mesomap.clinical.protocols import BUILT_IN
from mesomap.document import Document
from mesomap.document.record.courses import (
    continued,
    course_changes,
    given_over,
    new_course,
    next_due,
    open_course,
    standing_of_open,
)
from mesomap.model import (
    Added,
    Component,
    Course,
    Indication,
    KnownError,
    MixturePart,
    Product,
    Session,
    Status,
)
from mesomap.storage import Store

WOMEN = next(one for one in BUILT_IN.values() if "women" in one.title)
MINOXIDIL = next(one for one in BUILT_IN.values() if "minoxidil" in one.title)


def session_on(patient, day: date, **more) -> Session:
    values = {"body": "female", "atlas": "test", "started": datetime.combine(day, NOON.time())}
    return Session(id=uuid4(), patient=patient.id, date=day, **(values | more))


@pytest.fixture
def clinic(tmp_path: Path):
    with Store.create(tmp_path / "clinic.mesomap") as store:
        document = Document(store, actor="Dr. B. Example", clock=lambda: NOON)
        patient = a_patient()
        document.commit("Add patient", (Added(patient),))
        yield document, patient


def test_the_sessions_are_numbered_by_date_and_the_next_is_due(clinic):
    document, patient = clinic
    course = new_course(patient.id, begun=date(2026, 11, 1), protocol=MINOXIDIL)
    assert (course.sessions, course.days_between) == (10, 7)
    assert course.indication is Indication.HAIR
    days = [date(2026, 11, 15), date(2026, 11, 1), date(2026, 11, 8)]
    made = [session_on(patient, day, course=course.id) for day in days]
    document.commit("Add", (Added(course), *(Added(one) for one in made)))
    for session, number in zip(made, (3, 1, 2), strict=True):
        document.open_session(session.id)
        found = standing_of_open(document)
        assert found.number == number
        assert found.due == date(2026, 11, 22)
        assert len(found.sessions) == 3


@pytest.mark.parametrize(
    ("done", "due"),
    [
        (1, date(2026, 1, 12)),  # week 1
        (8, date(2026, 3, 9)),  # week 9 after week 7
        (9, date(2026, 3, 23)),  # week 11
        (10, date(2026, 4, 20)),  # week 15
        (11, None),
    ],
)
def test_weeks_of_their_own_say_when_the_next_is_due(done, due):
    weeks = WOMEN.weeks.value
    start = date(2026, 1, 5)
    course = new_course(uuid4(), begun=start, protocol=WOMEN)
    dates = [date.fromordinal(start.toordinal() + 7 * week) for week in weeks[:done]]
    assert next_due(course, dates, BUILT_IN) == due


def test_nothing_is_due_once_all_have_been_or_it_is_closed_or_nothing_says_so():
    course = Course(id=uuid4(), patient=uuid4(), title="x", begun=TODAY, days_between=10)
    assert next_due(course, [TODAY], {}) == date(2026, 12, 2)
    assert next_due(replace(course, sessions=1), [TODAY], {}) is None
    assert next_due(replace(course, sessions=2), [TODAY], {}) == date(2026, 12, 2)
    assert next_due(replace(course, closed=TODAY), [TODAY], {}) is None
    assert next_due(replace(course, days_between=None), [TODAY], {}) is None
    assert next_due(course, [], {}) is None


def test_a_new_session_may_go_on_with_the_open_course_in_one_step(clinic):
    document, patient = clinic
    course = new_course(patient.id, begun=TODAY, protocol=MINOXIDIL)
    first = session_on(patient, date(2026, 11, 15), course=course.id)
    second = session_on(patient, TODAY)
    document.commit("Add", (Added(course), Added(first), Added(second)))
    document.open_session(second.id)
    assert open_course(document) == course
    document.commit("Continue course", continued(document, course))
    assert document.session.course == course.id
    assert document.session.indication == "hair-loss"
    assert standing_of_open(document).number == 2
    document.undo()
    assert document.session.course is None


def test_a_closed_course_is_not_offered_and_reopened_it_is(clinic):
    document, patient = clinic
    course = new_course(patient.id, begun=TODAY, protocol=MINOXIDIL)
    session = session_on(patient, TODAY)
    document.commit("Add", (Added(course), Added(session)))
    document.open_session(session.id)
    closed = replace(course, closed=TODAY)
    changes = course_changes(document, [closed], of_session=None, response="")
    document.commit("Change course", changes)
    assert open_course(document) is None
    changes = course_changes(document, [course], of_session=None, response="")
    document.commit("Change course", changes)
    assert open_course(document) == course


def test_the_response_is_kept_with_the_session_and_a_course_needs_a_title(clinic):
    document, patient = clinic
    session = session_on(patient, TODAY)
    document.commit("Add", (Added(session),))
    document.open_session(session.id)
    course = Course(id=uuid4(), patient=patient.id, title=" Neck  lines ", begun=TODAY)
    changes = course_changes(document, [course], of_session=course.id, response=" better \n")
    document.commit("Change course", changes)
    assert document.of(Course)[course.id].title == "Neck lines"
    assert document.session.response == "better"
    assert document.session.indication == "Neck lines"
    nameless = replace(course, id=uuid4(), title=" ")
    with pytest.raises(KnownError, match="needs a title"):
        course_changes(document, [nameless], of_session=None, response="")


def test_what_was_given_over_the_course_counts_given_only_in_decimals(clinic):
    document, patient = clinic
    product = Product(id=uuid4(), name="HA", components=(Component(name="HA", per_ml=Decimal(8)),))
    course = Course(id=uuid4(), patient=patient.id, title="x", begun=TODAY)
    sessions = [session_on(patient, date(2026, 11, day), course=course.id) for day in (1, 8)]
    document.commit("Add", (Added(product), Added(course), *(Added(one) for one in sessions)))
    for session in sessions:
        document.open_session(session.id)
        parts = (MixturePart(product=product.id, volume_ul=1000),)
        syringe = a_syringe(session, parts=parts)
        given = an_injection(syringe, 1, volume_ul=50, status=Status.GIVEN, given_at=NOON)
        planned = an_injection(syringe, 2, volume_ul=50)
        document.commit("Add", (Added(syringe), Added(given), Added(planned)))
    volume_ul, (dose,) = given_over(document.store, sessions)
    assert volume_ul == 100
    assert dose.amount == Decimal("0.8")
