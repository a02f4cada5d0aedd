"""What is due: which sessions are to be asked about, found by an index and not by reading all."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from uuid import uuid4

import pytest
from clinic_values import NOON, a_patient, a_session, a_syringe, an_injection

from mesomap.model import (
    Added,
    Addendum,
    AddendumKind,
    FollowUp,
    FollowUpPoint,
    Reaction,
    ReactionKind,
    Status,
)
from mesomap.storage import Store
from mesomap.storage.due import DUE, REACTIONS, due_arguments

TODAY = date(2026, 11, 22)
P = FollowUpPoint


@pytest.fixture
def store(tmp_path):
    with Store.create(tmp_path / "test.mesomap") as made:
        yield made


def add(store, *values):
    changes = tuple(Added(value) for value in values)
    store.apply("test", changes, actor="t", at=NOON, kind="commit")


def a_given_session(store, days_ago, *, status=Status.GIVEN, patient=None):
    patient = patient or a_patient()
    session = a_session(patient, TODAY - timedelta(days=days_ago))
    syringe = a_syringe(session)
    given = {"given_at": NOON, "given_by": "t"} if status is Status.GIVEN else {}
    if store.stored(patient) is None:
        add(store, patient)
    add(store, session, syringe)
    add(store, an_injection(syringe, status=status, **given))
    return session


def follow_up(session, point):
    return FollowUp(id=uuid4(), session=session.id, point=point, done=NOON)


def reaction(session, point, **more):
    return Reaction(
        id=uuid4(),
        session=session.id,
        kind=ReactionKind.SWELLING,
        noted=NOON,
        point=point,
        **more,
    )


def due(store):
    return {one.session: one.point for one in store.due_follow_ups(TODAY)}


@pytest.mark.parametrize(
    ("days", "point"),
    [
        *((0, None), (1, None), (2, P.DAYS), (13, P.DAYS), (14, P.TWO_WEEKS)),
        *((83, P.TWO_WEEKS), (84, P.TWELVE_WEEKS), (120, P.TWELVE_WEEKS), (121, None)),
    ],
)
def test_the_latest_point_that_has_come(store, days, point):
    session = a_given_session(store, days)
    assert due(store) == ({} if point is None else {session.id: point})


def test_what_was_done_is_not_asked_again_until_the_next_point(store):
    early, late = a_given_session(store, 5), a_given_session(store, 20)
    add(store, follow_up(early, P.DAYS), follow_up(late, P.DAYS))
    assert due(store) == {late.id: P.TWO_WEEKS}
    add(store, reaction(late, P.TWO_WEEKS))
    assert due(store) == {}


def test_a_reaction_by_mistake_and_one_at_the_end_are_no_follow_up(store):
    session = a_given_session(store, 3)
    add(store, reaction(session, P.DAYS, mistaken=True), reaction(session, P.END))
    assert due(store) == {session.id: P.DAYS}


def test_planned_ones_archived_people_and_errors_are_left_out(store):
    a_given_session(store, 3, status=Status.PLANNED)
    a_given_session(store, 3, patient=replace(a_patient(), archived=True))
    wrong = a_given_session(store, 3)
    known = reaction(wrong, P.END)
    add(
        store,
        known,
        Addendum(
            id=uuid4(),
            session=wrong.id,
            kind=AddendumKind.ENTERED_IN_ERROR,
            text="another patient's",
            written=NOON,
            by="t",
        ),
    )
    assert due(store) == {}
    assert store.reactions_of(wrong.patient) == []


def test_a_merged_entrys_session_names_the_person(store):
    kept = a_patient("Kept, Anna")
    add(store, kept)
    other = replace(a_patient("Other, Anna"), merged_into=kept.id)
    session = a_given_session(store, 2, patient=other)
    (one,) = store.due_follow_ups(TODAY)
    assert (one.session, one.patient, one.patient_name) == (session.id, kept.id, "Kept, Anna")
    found = reaction(session, P.END, onset=datetime(2026, 11, 21, 8, 0))
    add(store, found)
    assert store.reactions_of(kept.id) == [found]


def plan(store, query, values):
    return [row[3] for row in store._db.execute(f"EXPLAIN QUERY PLAN {query}", values)]


def test_neither_question_reads_a_whole_table(store):
    asked = plan(store, DUE, due_arguments(TODAY))
    assert any("sessions_date" in line for line in asked)
    person = plan(store, REACTIONS, {"person": b"0" * 16})
    assert not [line for line in [*asked, *person] if line.startswith("SCAN")], asked + person
