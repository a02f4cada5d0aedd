"""Record mode: what is placed is given, and says how it was recorded."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from clinic_values import NOON, open_document

from mesomap.document import Document
from mesomap.document.edits import new_injections
from mesomap.document.recording import as_placed, is_recording, record_afterwards, set_mode
from mesomap.model import GivenHow, SessionMode, SkinSite, Status
from mesomap.storage import Store

SITES = [SkinSite(n, 0.5, 0.5) for n in range(3)]
YESTERDAY = datetime(2026, 11, 21, 17, 30)


@pytest.fixture
def opened(tmp_path: Path):
    with Store.create(tmp_path / "a.mesomap") as store:
        yield open_document(store)


def place(document: Document, syringe, count: int) -> list:
    changes = new_injections(document, SITES[:count], [None] * count, syringe)
    document.commit("Add injection", changes)
    return [document.injections[change.value.id] for change in changes]


def test_a_planning_session_plans(opened) -> None:
    document, syringe = opened
    (one,) = place(document, syringe, 1)
    assert one.status is Status.PLANNED
    assert (one.given_at, one.given_by, one.given_how) == (None, "", None)


def test_what_is_placed_while_recording_is_given_now_by_who_works(opened) -> None:
    document, syringe = opened
    document.commit("Record", set_mode(document, SessionMode.RECORD))
    assert is_recording(document)
    (one,) = place(document, syringe, 1)
    assert one.status is Status.GIVEN
    assert (one.given_at, one.given_by) == (NOON, "Dr. B. Example")
    assert one.given_how is GivenHow.EACH
    assert document.store.injections(one.session) == [one]


def test_several_at_once_are_not_said_to_be_counted_one_by_one(opened) -> None:
    document, syringe = opened
    document.commit("Record", set_mode(document, SessionMode.RECORD))
    assert {one.given_how for one in place(document, syringe, 3)} == {GivenHow.BULK}


def test_recorded_afterwards_says_so_and_when_it_was(opened) -> None:
    document, syringe = opened
    document.commit("Record", set_mode(document, SessionMode.RECORD))
    document.recorded_at = YESTERDAY
    found = place(document, syringe, 2)
    assert {(one.given_at, one.given_how) for one in found} == {(YESTERDAY, GivenHow.AFTERWARDS)}
    session = document.session.id
    document.close_session()
    document.open_session(session)
    assert document.recorded_at is None
    assert document.session.mode is SessionMode.RECORD


def test_the_mode_is_one_undoable_step_and_undone_it_plans_again(opened) -> None:
    document, syringe = opened
    document.commit("Record", set_mode(document, SessionMode.RECORD))
    assert set_mode(document, SessionMode.RECORD) == ()
    document.undo()
    assert not is_recording(document)
    assert place(document, syringe, 1)[0].status is Status.PLANNED


def test_planned_ones_are_recorded_afterwards_and_given_ones_keep_their_time(opened) -> None:
    document, syringe = opened
    first, second, third = place(document, syringe, 3)
    document.commit("Record as given", record_afterwards(document, [first], at=NOON))
    everyone = list(document.injections.values())
    document.commit("Record as given", record_afterwards(document, everyone, at=YESTERDAY))
    now = document.injections
    assert now[first.id].given_at == NOON
    assert {now[one.id].given_at for one in (second, third)} == {YESTERDAY}
    assert {one.given_how for one in now.values()} == {GivenHow.AFTERWARDS}
    document.undo()
    assert now != document.injections
    assert document.injections[second.id] == second


def test_nothing_changes_what_is_placed_in_a_plan(opened) -> None:
    document, syringe = opened
    (one,) = place(document, syringe, 1)
    assert as_placed(document, [one]) == [one]
