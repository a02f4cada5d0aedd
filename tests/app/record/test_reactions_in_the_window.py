"""Reactions and follow-ups in the window: asked for, marked on the chart, shown, changed."""

from __future__ import annotations

from datetime import date, datetime

import pypdf
import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from mesomap.exchange.sample import make_sample_clinic
from mesomap.model import FollowUp, FollowUpPoint, Known, Outcome, ReactionKind, Side
from mesomap.panels.record.follow_up_dialog import FollowUpDialog
from mesomap.panels.record.reaction_dialog import ReactionDialog
from mesomap.panels.record.reaction_report_dialog import ReactionReportDialog

SHIFT = Qt.KeyboardModifier.ShiftModifier
LEFT_BUTTON = Qt.MouseButton.LeftButton
KINDS = list(ReactionKind)


@pytest.fixture
def anna(start, tmp_path):
    """The sample clinic's Anna: three sessions given, a fourth of today only planned."""
    clinic = tmp_path / "sample.mesomap"
    make_sample_clinic(clinic)
    person = start(clinic)
    sessions = [s for s in store(person).sessions() if s.patient_name == "Sample, Anna"]
    person.window.open_session(sessions[-1].session.id)
    person.settle()
    person.activate()
    person.sessions = sessions
    return person


def store(person):
    return person.window.desk.clinic.store


def reactions(person):
    return store(person).reactions_of(person.sessions[0].person)


def dialog(person, kind):
    person.qtbot.waitUntil(lambda: shown(person, kind) is not None)
    found = shown(person, kind)
    person.qtbot.waitUntil(found.isActiveWindow)
    return found


def shown(person, kind):
    return next((one for one in person.window.findChildren(kind) if one.isVisible()), None)


def choose(combo, row):
    """By keys: Home, then down."""
    combo.setFocus()
    QTest.keyClick(combo, Qt.Key.Key_Home)
    for _ in range(row):
        QTest.keyClick(combo, Qt.Key.Key_Down)
    combo.activated.emit(combo.currentIndex())


def drag(person, start, end):
    view = person.desk().canvas.view
    spots = [view.mapFromScene(QPointF(*place)) for place in (start, end)]
    QTest.mouseMove(view.viewport(), spots[0])
    QTest.mousePress(view.viewport(), LEFT_BUTTON, pos=spots[0])
    QTest.mouseMove(view.viewport(), spots[1])
    QTest.mouseRelease(view.viewport(), LEFT_BUTTON, pos=spots[1])


def cheek(person):
    body = person.view().body
    key = next(k for k in body.regions if k.id == "cheek-medial" and k.side is Side.LEFT)
    point = body.charts["face-front"].polygons()[key].representative_point()
    return key, point.x, point.y


def test_a_reaction_to_an_earlier_session_drawn_on_the_chart(anna):
    anna.ctrl(Qt.Key.Key_F5)
    asked = dialog(anna, ReactionDialog)
    assert asked.session.currentIndex() == -1
    anna.click(asked.save_button)
    assert asked.isVisible()
    choose(asked.session, 0)
    assert "Session 3" in asked.session.currentText()
    choose(asked.kind, KINDS.index(ReactionKind.SWELLING))
    anna.click(asked.place.mark)
    assert not asked.isVisible()
    assert anna.desk().canvas.tool == "reaction"
    assert anna.window.page.reaction_options.isVisible()
    key, x, y = cheek(anna)
    drag(anna, (x - 5, y - 4), (x + 5, y + 4))
    anna.qtbot.waitUntil(asked.isVisible)
    assert anna.desk().canvas.tool == "select"
    assert asked.place.key() == key
    assert 8 < asked.place.long.value() < 14
    assert "Size grade, computed: 1 of 3" in asked.place.grade.text()
    anna.enter_number(asked.place.long, "21")
    assert "2 of 3 (21 to 50 mm; PMC11462124" in asked.place.grade.text()
    choose(asked.grade, 2)
    anna.enter_number(asked.vas, "3,5")
    assert "moderate" in asked.band.text()
    QTest.keyClicks(asked.reporter, "the patient, by phone")
    anna.click(asked.save_button)
    anna.qtbot.waitUntil(lambda: len(reactions(anna)) == 1)
    (one,) = reactions(anna)
    assert one.session == anna.sessions[2].session.id
    assert (one.kind, one.grade, one.vas, one.long_mm) == (ReactionKind.SWELLING, 2, 3.5, 21.0)
    assert (one.region, one.side) == key
    assert len(one.outline) > 8
    assert one.site is None
    assert one.reporter == "the patient, by phone"
    (seen,) = anna.desk().canvas.stage.reactions.in_sight()
    assert not seen.known.of_open


def test_a_click_on_the_chart_is_a_site_and_esc_brings_the_questions_back(anna):
    anna.ctrl(Qt.Key.Key_F5)
    asked = dialog(anna, ReactionDialog)
    choose(asked.session, 1)
    anna.click(asked.place.mark)
    anna.activate()
    anna.press(Qt.Key.Key_Escape)
    anna.qtbot.waitUntil(asked.isVisible)
    assert asked.place.site is None
    anna.click(asked.place.mark)
    key, x, y = cheek(anna)
    anna.click_chart(x, y)
    anna.qtbot.waitUntil(asked.isVisible)
    assert asked.place.site is not None
    assert asked.place.key() == key
    asked.place.region.setFocus()
    QTest.keyClick(asked, Qt.Key.Key_Return)
    anna.qtbot.waitUntil(lambda: len(reactions(anna)) == 1)
    canvas = anna.desk().canvas
    hit = canvas.stage.reactions.at(x, y, mm_per_px=canvas.stage.mm_per_px)
    assert hit is not None
    for place in ((x + 30, y), (x, y)):
        QTest.mouseMove(canvas.view.viewport(), canvas.view.mapFromScene(QPointF(*place)))
        QTest.qWait(30)
    assert "Redness" in canvas.surround.callout.text
    anna.activate()
    canvas.setFocus()
    QTest.keyClick(canvas.view, Qt.Key.Key_R, SHIFT)
    assert canvas.stage.reactions.in_sight() == []
    QTest.keyClick(canvas.view, Qt.Key.Key_R, SHIFT)
    assert len(canvas.stage.reactions.in_sight()) == 1


def test_nothing_seen_is_one_click_and_a_reaction_of_a_point_comes_back_to_the_list(anna):
    anna.ctrl(Qt.Key.Key_F6)
    listed = dialog(anna, FollowUpDialog)
    assert "Session 3" in listed.session.currentText()
    nothing, _ = listed.buttons[FollowUpPoint.DAYS]
    choose(listed.known, 1)
    anna.click(nothing)
    third = anna.sessions[2].session
    (done,) = store(anna).of_session(FollowUp, third.id)
    assert (done.point, done.known) == (FollowUpPoint.DAYS, Known.TOLD)
    assert not listed.buttons[FollowUpPoint.DAYS][0].isVisible()
    anna.click(listed.buttons[FollowUpPoint.NEXT_SESSION][1])
    asked = dialog(anna, ReactionDialog)
    assert asked.point.currentText() == "Next session"
    assert asked.known.currentText() == "Told, not seen"
    choose(asked.kind, KINDS.index(ReactionKind.NODULE))
    asked.onset.day.set_value(date(2026, 11, 20))
    asked.onset.time.setFocus()
    anna.type("7.30")
    anna.click(asked.save_button)
    listed = dialog(anna, FollowUpDialog)
    (line,) = listed.lines
    assert "Nodule" in line.text()
    (one,) = reactions(anna)
    assert one.onset == datetime(2026, 11, 20, 7, 30)
    anna.click(line)
    asked = dialog(anna, ReactionDialog)
    assert not asked.session.isEnabled()
    choose(asked.outcome, list(Outcome).index(Outcome.RECOVERED))
    anna.click(asked.save_button)
    anna.qtbot.waitUntil(lambda: reactions(anna)[0].outcome is Outcome.RECOVERED)
    listed = dialog(anna, FollowUpDialog)
    anna.click(listed.lines[0])
    asked = dialog(anna, ReactionDialog)
    anna.click(asked.mistaken_button)
    anna.qtbot.waitUntil(lambda: reactions(anna)[0].mistaken)
    assert anna.desk().canvas.stage.reactions.in_sight() == []
    dialog(anna, FollowUpDialog).reject()


def test_a_time_that_is_none_is_refused_in_one_line(anna):
    anna.ctrl(Qt.Key.Key_F5)
    asked = dialog(anna, ReactionDialog)
    choose(asked.session, 0)
    asked.onset.time.setFocus()
    anna.type("25:00")
    anna.click(asked.save_button)
    assert asked.isVisible()
    assert asked.onset._reason.isVisible()
    asked.reject()
    assert reactions(anna) == []


def test_by_phone_from_the_start_page(anna):
    anna.window.show_start()
    person = anna.window.start.patients
    rows = person.model.rowCount()
    assert rows
    anna.window.start.patients.search.setFocus()
    anna.type("Sample, Anna")
    anna.qtbot.waitUntil(lambda: person.model.rowCount() == 1)
    anna.ctrl(Qt.Key.Key_F5)
    asked = dialog(anna, ReactionDialog)
    assert asked.known.currentText() == "Told, not seen"
    assert anna.window.pages.currentWidget() is anna.window.page
    anna.window.show_start()
    anna.qtbot.waitUntil(lambda: shown(anna, ReactionDialog) is None)
    assert reactions(anna) == []


def test_after_treating_it_is_offered_and_one_click_answers(anna):
    anna.press(Qt.Key.Key_F5)
    page = anna.desk().treating.page
    anna.qtbot.waitUntil(page.isVisible)
    offer = anna.window.page.follow_up_offer
    sitting = anna.desk().treating.sitting
    sitting.press_many(tuple(step.id for step in sitting.open_steps()))
    sitting.press_many(tuple(step.id for step in sitting.open_steps()))
    assert not sitting.open_steps()
    anna.desk().treating.close()
    anna.settle()
    anna.qtbot.waitUntil(offer.isVisible)
    row = anna.window.page.record
    assert "End of the session" in row.lines["reactions"].text()
    anna.click(offer.nothing)
    assert not offer.isVisible()
    open_one = anna.sessions[-1].session.id
    (done,) = store(anna).of_session(FollowUp, open_one)
    assert (done.point, done.known) == (FollowUpPoint.END, Known.SEEN)
    assert "nothing seen" in row.lines["reactions"].text()
    anna.activate()
    anna.ctrl(Qt.Key.Key_Z)
    anna.qtbot.waitUntil(offer.isVisible)


def test_its_report_is_saved_from_the_dialog(anna, tmp_path):
    anna.ctrl(Qt.Key.Key_F5)
    asked = dialog(anna, ReactionDialog)
    assert not asked.report_button.isVisible()
    choose(asked.session, 0)
    anna.click(asked.save_button)
    anna.qtbot.waitUntil(lambda: len(reactions(anna)) == 1)
    anna.desk().reactions.ask_change(reactions(anna)[0].id)
    asked = dialog(anna, ReactionDialog)
    anna.click(asked.report_button)
    report = dialog(anna, ReactionReportDialog)
    assert not report.full_name.isChecked()
    anna.click(report.save_button)
    chooser = dialog(anna, QFileDialog)
    out = tmp_path / "reaction.pdf"
    chooser.fileSelected.emit(str(out))
    chooser.reject()
    anna.qtbot.waitUntil(out.exists)
    text = " ".join(pypdf.PdfReader(out).pages[0].extract_text().split())
    assert "A. S." in text
    assert "Sample, Anna" not in text
    asked.reject()
