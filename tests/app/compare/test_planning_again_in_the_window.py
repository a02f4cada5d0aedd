"""From a comparison to today's plan, by keys in the window."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from mesomap.exchange.sample import make_sample_clinic
from mesomap.model import Side, Status


@pytest.fixture
def visited(person):
    """A grid in the left cheek last time, and an empty session today."""
    person.new_patient("Sample, Anna")
    person.press(Qt.Key.Key_G)
    person.click_region("cheek-medial", Side.LEFT)
    person.press(Qt.Key.Key_Return)
    person.settle()
    person.first = person.injections()
    assert len(person.first) > 3
    person.click(person.window.page.timeline.new_button)
    person.activate()
    person.settle()
    assert person.injections() == {}
    return person


def said(person):
    return person.window.message.text()


def test_what_was_missed_is_one_step_and_selected(visited):
    visited.ctrl_shift(Qt.Key.Key_M)
    fresh = visited.injections()
    assert {o.site for o in fresh.values()} == {o.site for o in visited.first.values()}
    assert {o.status for o in fresh.values()} == {Status.PLANNED}
    assert visited.desk().canvas.selection == set(fresh)
    assert f"{len(fresh)} injections" in said(visited)
    visited.ctrl_shift(Qt.Key.Key_M)
    assert "already" in said(visited)
    assert visited.injections() == fresh
    visited.ctrl(Qt.Key.Key_Z)
    assert visited.injections() == {}


def test_the_lattice_lies_between_the_old_sites(visited):
    visited.ctrl_shift(Qt.Key.Key_G)
    fresh = visited.injections()
    assert len(fresh) > 1
    assert not {o.site for o in fresh.values()} & {o.site for o in visited.first.values()}
    visited.ctrl(Qt.Key.Key_Z)
    assert visited.injections() == {}


def test_each_says_in_one_line_when_there_is_nothing_to_do(visited):
    visited.ctrl_shift(Qt.Key.Key_K)
    assert "only one session" in said(visited)
    visited.ctrl_shift(Qt.Key.Key_J)
    assert "nothing was given" in said(visited)
    assert visited.injections() == {}


def test_a_signed_session_is_left_alone(start, tmp_path):
    path = tmp_path / "sample.mesomap"
    make_sample_clinic(path)
    person = start(path)
    known = person.window.desk.clinic.store.sessions()
    anna = [one.session for one in known if one.patient_name == "Sample, Anna"]
    signed = next(one for one in anna[1:] if one.signed is not None)
    person.window.open_session(signed.id)
    person.settle()
    person.activate()
    actions = person.window.desk.actions
    for name in ("repeat_kept", "plan_missed", "shift_lattice", "continue_plan"):
        assert not actions[name].isEnabled()
    before = person.injections()
    person.ctrl_shift(Qt.Key.Key_K)
    assert person.injections() == before
