"""From a comparison to today's plan, by keys in the window."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from mesomap.exchange.sample import make_sample_clinic
from mesomap.model import Side, Status
from mesomap.paint.locale import format_date

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


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


def test_from_the_page_it_takes_the_pair_that_is_shown(start, tmp_path):
    """The first two sessions are compared; what both had is planned today, though not the last."""
    path = tmp_path / "sample.mesomap"
    make_sample_clinic(path)
    person = start(path)
    known = person.window.desk.clinic.store.sessions()
    anna = [one.session for one in known if one.patient_name == "Sample, Anna"]
    person.window.open_session(anna[-1].id)
    person.settle()
    person.activate()
    before = person.injections()
    flow = person.desk().compare
    flow.start(anna[0].id, later=anna[1].id)
    page = flow.page
    person.click(page.patient.plan_button)
    menu = page.patient.findChild(QMenu)
    person.qtbot.waitUntil(menu.isVisible)
    line = next(one for one in menu.actions() if one.objectName() == "repeat_kept")
    QTest.mouseClick(menu, LEFT, NONE, menu.actionGeometry(line).center())
    assert person.window.pages.currentWidget() is person.window.page
    day = format_date(anna[1].date)
    fresh = {id: one for id, one in person.injections().items() if id not in before}
    if fresh:
        sites = {one.site for one in person.window.desk.clinic.store.injections(anna[1].id)}
        assert {one.site for one in fresh.values()} <= sites
        assert day in said(person)
    else:
        assert "already" in said(person)
