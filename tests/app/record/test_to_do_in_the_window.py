"""What is to be done stands on the start page, and a click opens the right thing."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from mesomap.exchange.sample import make_sample_clinic
from mesomap.model import FollowUp, FollowUpPoint, Reaction
from mesomap.panels.record.follow_up_dialog import FollowUpDialog
from mesomap.panels.record.reaction_dialog import ReactionDialog
from mesomap.panels.record.to_do_dialog import ToDoDialog


@pytest.fixture
def clinic(start, tmp_path):
    path = tmp_path / "sample.mesomap"
    make_sample_clinic(path)
    person = start(path)
    person.window.show_start()
    return person


def store(person):
    return person.window.desk.clinic.store


def wait_for(person, kind):
    def found():
        return next((one for one in person.window.findChildren(kind) if one.isVisible()), None)

    person.qtbot.waitUntil(lambda: found() is not None)
    return found()


def test_a_due_follow_up_is_done_from_the_start_page_and_gone(clinic):
    to_do = clinic.window.start.to_do
    due = store(clinic).due_follow_ups(clinic.window.desk.clock().date())
    assert to_do.isVisible()
    assert not clinic.window.start.sample_card.isVisible()
    assert len(to_do.lines) == 3
    first = to_do.lines[0]
    assert first.text() == due[0].patient_name
    assert "due" in first.hint
    clinic.click(first)
    listed = wait_for(clinic, FollowUpDialog)
    assert clinic.window.pages.currentWidget() is clinic.window.page
    clinic.click(listed.buttons[due[0].point][0])
    (done,) = store(clinic).of_session(FollowUp, due[0].session)
    assert done.point is due[0].point
    listed.reject()
    clinic.window.show_start()
    left = {(one.session, one.point) for one in store(clinic).due_follow_ups(done.done.date())}
    assert (due[0].session, due[0].point) not in left
    assert to_do.lines[0].text() == due[1].patient_name


def test_the_whole_list_by_keys_and_an_unsigned_session(clinic):
    clinic.ctrl(Qt.Key.Key_T)
    listed = wait_for(clinic, ToDoDialog)
    last = store(clinic).unsigned()[-1]
    count = listed.tree.topLevelItemCount()
    assert count == len(store(clinic).unsigned()) + len(
        store(clinic).due_follow_ups(clinic.window.desk.clock().date())
    )
    assert listed.tree.topLevelItem(count - 1).text(1) == "to be signed"
    QTest.keyClick(listed.tree, Qt.Key.Key_End)
    QTest.keyClick(listed.tree, Qt.Key.Key_Return)
    document = clinic.window.desk.clinic.document
    clinic.qtbot.waitUntil(lambda: document.session is not None)
    assert document.session.id == last.session.id


def test_the_timeline_offers_a_reaction_and_shows_that_there_is_one(clinic):
    sessions = [s for s in store(clinic).sessions() if s.patient_name == "Sample, Anna"]
    clinic.window.open_session(sessions[-1].session.id)
    clinic.settle()
    card = clinic.window.page.timeline.cards()[1]
    card.customContextMenuRequested.emit(QPoint(5, 5))
    menu = wait_for(clinic, QMenu)
    QTest.keyClick(menu, Qt.Key.Key_Down)
    QTest.keyClick(menu, Qt.Key.Key_Return)
    asked = wait_for(clinic, ReactionDialog)
    assert "Session 2" in asked.session.currentText()
    clinic.click(asked.save_button)
    clinic.qtbot.waitUntil(lambda: "1 reaction" in clinic.window.page.timeline.cards()[1].toolTip())
    (one,) = store(clinic).of_session(Reaction, sessions[1].session.id)
    assert one.point is FollowUpPoint.TWO_WEEKS
    assert "1 reaction" not in clinic.window.page.timeline.cards()[2].toolTip()
