"""Protocols and courses by real clicks and keys, then read back from the command line."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta

import pytest
from click.testing import CliRunner
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from mesomap.cli import main
from mesomap.clinical.protocols import SUBMENTAL
from mesomap.clinical.protocols_fat import BODY_FAT
from mesomap.clinical.protocols_hair import DUTASTERIDE_MEN, MINOXIDIL
from mesomap.clinical.protocols_scars import CELLULITE_MULTI, CELLULITE_POINTS
from mesomap.model import Course, Protocol, SessionStatus, Side, Updated
from mesomap.panels.record.course_dialog import CourseDialog
from mesomap.panels.record.protocol_dialog import ProtocolDialog
from mesomap.panels.record.protocol_edit_dialog import ProtocolEditDialog

LEFT = Qt.MouseButton.LeftButton
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def anna(person):
    person.new_patient("Sample, Anna")
    return person


def document(person):
    return person.window.desk.clinic.document


def plain(text):
    return text.replace("\xa0", " ")


def dialog_of(person, kind):
    shown = []

    def there():
        shown[:] = [one for one in person.window.findChildren(kind) if one.isVisible()]
        return bool(shown) and shown[-1].isActiveWindow()

    person.qtbot.waitUntil(there)
    return shown[-1]


def chooser(person, protocol):
    """F3, and a click on a protocol's line."""
    QTest.keyClick(person.desk().canvas.view, Qt.Key.Key_F3)
    dialog = dialog_of(person, ProtocolDialog)
    click_line(dialog, protocol)
    return dialog


def click_line(dialog, protocol):
    line = next(one for one in dialog._lines() if one.data(0, 256) == protocol.id)
    dialog.tree.scrollToItem(line)
    spot = dialog.tree.visualItemRect(line).center()
    QTest.mouseClick(dialog.tree.viewport(), LEFT, pos=spot)
    assert dialog.current().id == protocol.id


def check(dialog, *names):
    regions = dialog.place.regions
    for row in range(regions.count()):
        if regions.item(row).text() in names:
            regions.scrollToItem(regions.item(row))
            spot = regions.visualItemRect(regions.item(row)).center()
            QTest.mouseClick(regions.viewport(), LEFT, pos=spot)


def previewed(person, dialog, words):
    person.qtbot.waitUntil(lambda: words in dialog.place.preview_text())
    return dialog.place.preview_text()


def gone(person, kind):
    person.qtbot.waitUntil(lambda: not any(o.isVisible() for o in person.window.findChildren(kind)))
    person.settle()
    person.activate()


def test_a_protocol_on_the_abdomen_is_one_undoable_step(anna):
    dialog = chooser(anna, BODY_FAT)
    said = dialog.detail.text()
    assert "15 mm" in said
    assert "apparently Mahmud & Crutchfield 2012. Convention, unverified." in said
    assert "Thomas 2016, PMC5054992; 2018, PMC6371720" in said
    assert "France" in said
    assert "United States" in said
    assert "does not recommend it outside" in said
    previewed(anna, dialog, "No region chosen")
    check(dialog, "Upper abdomen", "Lower abdomen")
    words = previewed(anna, dialog, "injections")
    count = int(words.split()[0])
    assert count > 100
    anna.click(dialog.use_button)
    gone(anna, ProtocolDialog)
    placed = anna.injections().values()
    assert len(placed) == count
    assert {one.region for one in placed} == {"abdomen-upper", "abdomen-lower"}
    assert {one.side for one in placed} == {Side.LEFT, Side.RIGHT}
    assert {one.volume_ul for one in placed} == {300}
    assert document(anna).session.protocol == BODY_FAT.id
    assert "abdomen-upper" in {key.id for key in anna.view().body.charts[anna.view().chart].regions}
    line = anna.window.page.record.lines["protocol"]
    anna.qtbot.waitUntil(lambda: line.text().startswith("Body fat"))
    anna.ctrl(Qt.Key.Key_Z)
    assert not anna.injections()
    assert document(anna).session.protocol is None


def test_sides_volume_and_regions_that_hold_something(anna):
    dialog = chooser(anna, CELLULITE_POINTS)
    assert "no benefit" in dialog.detail.text()
    check(dialog, "Saddlebag")
    previewed(anna, dialog, "No source that was read gives a volume")
    assert not dialog.use_button.isEnabled()
    anna.enter_number(dialog.place.volume, "0.1")
    both = int(previewed(anna, dialog, "injections").split()[0])
    dialog.place.sides.setFocus()
    QTest.keyClick(dialog.place.sides, Qt.Key.Key_Down)
    anna.qtbot.waitUntil(lambda: dialog.place.preview_text().split()[0] == str(both // 2))
    anna.click(dialog.use_button)
    gone(anna, ProtocolDialog)
    assert {one.side for one in anna.injections().values()} == {Side.LEFT}
    dialog = chooser(anna, CELLULITE_MULTI)
    check(dialog, "Saddlebag")
    previewed(anna, dialog, "hold injections already")
    assert not dialog.use_button.isEnabled()
    QTest.mouseClick(dialog.place.add, LEFT, pos=QPoint(8, dialog.place.add.height() // 2))
    previewed(anna, dialog, "injections,")
    assert dialog.use_button.isEnabled()
    anna.click(dialog.use_button)
    gone(anna, ProtocolDialog)
    assert {one.side for one in anna.injections().values()} == {Side.LEFT, Side.RIGHT}


def test_a_ceiling_is_said_and_nothing_is_left_out(anna):
    dialog = chooser(anna, BODY_FAT)
    check(dialog, "Saddlebag")
    before = int(previewed(anna, dialog, "injections").split()[0])
    assert "More than its source names" not in dialog.place.preview_text()
    anna.enter_number(dialog.place.volume, "0.4")
    words = previewed(anna, dialog, "More than its source names: 0.4, at most 0.3 mL, an injection")
    assert "Nothing is left out." in words
    assert int(words.split()[0]) == before
    assert dialog.use_button.isEnabled()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    gone(anna, ProtocolDialog)
    assert not anna.injections()


def test_a_region_chosen_on_the_chart_is_begun_with(anna):
    QTest.keyClick(anna.desk().canvas.view, Qt.Key.Key_V)
    anna.click_region("forehead", Side.LEFT)
    QTest.keyClick(anna.desk().canvas.view, Qt.Key.Key_F3)
    dialog = dialog_of(anna, ProtocolDialog)
    use = dialog.use()
    assert {(key.id, key.side) for key in use.keys} == {("forehead", Side.LEFT)}
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    gone(anna, ProtocolDialog)


def test_area_passes_share_the_volume_and_the_list_is_used_by_keys(anna):
    dialog = chooser(anna, MINOXIDIL)
    anna.click(dialog.place.all_button)
    previewed(anna, dialog, "12 area passes, 2.00")
    dialog.place.regions.setFocus()
    dialog.place.regions.setCurrentRow(0)
    QTest.keyClick(dialog.place.regions, Qt.Key.Key_Space)
    previewed(anna, dialog, "10 area passes, 2.00")
    anna.click(dialog.use_button)
    gone(anna, ProtocolDialog)
    assert len(document(anna).areas) == 10
    assert sum(one.volume_ul for one in document(anna).areas.values()) == 2000


def test_the_clinic_makes_its_own_and_retires_one(anna):
    dialog = chooser(anna, SUBMENTAL)
    anna.click(dialog.change_button)
    edit = dialog_of(anna, ProtocolEditDialog)
    edit.title.selectAll()
    QTest.keyClicks(edit.title, "Chin, ours")
    anna.enter_number(edit.each, "0.15")
    anna.click(edit.save_button)
    anna.qtbot.waitUntil(lambda: bool(document(anna).of(Protocol)))
    (mine,) = document(anna).of(Protocol).values()
    assert (mine.title, mine.built_on, mine.volume_ul.value) == ("Chin, ours", SUBMENTAL.id, 150)
    assert mine.spacing_mm == SUBMENTAL.spacing_mm
    dialog.activateWindow()
    assert dialog.current().id == mine.id
    assert "0.15 mL | the clinic's own. Convention, unverified." in dialog.detail.text()
    anna.click(dialog.retire_button)
    anna.qtbot.waitUntil(lambda: document(anna).of(Protocol)[mine.id].retired)
    click_line(dialog, SUBMENTAL)
    anna.click(dialog.retire_button)
    anna.qtbot.waitUntil(lambda: SUBMENTAL.id in document(anna).of(Protocol))
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    gone(anna, ProtocolDialog)
    QTest.keyClick(anna.desk().canvas.view, Qt.Key.Key_F3)
    dialog = dialog_of(anna, ProtocolDialog)
    shown = {one.data(0, 256) for one in dialog._lines()}
    assert not {SUBMENTAL.id, mine.id} & shown
    QTest.mouseClick(dialog.retired, LEFT, pos=QPoint(8, dialog.retired.height() // 2))
    assert {SUBMENTAL.id, mine.id} <= {one.data(0, 256) for one in dialog._lines()}
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    gone(anna, ProtocolDialog)


def begin_course(person, protocol):
    dialog = chooser(person, protocol)
    person.click(dialog.use_button)
    gone(person, ProtocolDialog)
    QTest.keyClick(person.desk().canvas.view, Qt.Key.Key_F8, CTRL)
    courses = dialog_of(person, CourseDialog)
    person.click(courses.add_button)
    return courses


def test_a_course_is_begun_continued_in_one_click_and_read_back(anna):
    courses = begin_course(anna, MINOXIDIL)
    assert courses.title.text() == "Hair loss, minoxidil"
    assert (courses.count.value(), courses.days.value()) == (10.0, 7.0)
    assert "Next due 29 Nov 2026" in plain(courses.facts())
    courses.response.setFocus()
    QTest.keyClicks(courses.response, "first visit")
    anna.click(courses.save_button)
    gone(anna, CourseDialog)
    page = anna.window.page
    anna.qtbot.waitUntil(lambda: page.banner.course_text() == "number 1 of 10")
    assert "Next due 29 Nov 2026" in plain(page.record.lines["course"].text())
    assert document(anna).session.response == "first visit"
    later = anna.window.desk.clock() + timedelta(hours=1)
    anna.window.desk.clock = lambda: later
    anna.click(page.timeline.new_button)
    anna.qtbot.waitUntil(lambda: bool(page.course_offer.text()))
    assert "Hair loss, minoxidil is an open course" in page.course_offer.text()
    assert page.banner.course_text() == ""
    anna.click(page.course_offer.button)
    anna.qtbot.waitUntil(lambda: bool(page.banner.course_text()))
    assert page.banner.course_text() == "number 2 of 10"
    assert page.course_offer.text() == ""
    id, path = document(anna).session.id, document(anna).store.path
    anna.window.show_start()
    shown = CliRunner().invoke(main, ["session", str(id), "--clinic", str(path), "--json"])
    course = json.loads(shown.stdout)["course"]
    assert (course["number"], course["sessions"], course["done"]) == (2, 10, 2)
    assert course["next_due"] == "2026-11-29"


def test_a_course_by_hand_needs_a_title_and_can_be_closed_and_reopened(anna):
    QTest.keyClick(anna.desk().canvas.view, Qt.Key.Key_F8, CTRL)
    courses = dialog_of(anna, CourseDialog)
    anna.click(courses.add_button)
    anna.click(courses.save_button)
    assert courses.isVisible()
    courses.title.setFocus()
    QTest.keyClicks(courses.title, "Neck lines")
    anna.click(courses.close_button)
    assert "Closed 22 Nov 2026" in plain(courses.facts())
    anna.click(courses.save_button)
    gone(anna, CourseDialog)
    (course,) = document(anna).of(Course).values()
    assert course.closed is not None
    assert document(anna).session.course == course.id
    assert document(anna).session.indication == "Neck lines"
    line = anna.window.page.record.lines["course"]
    QTest.mouseClick(line, LEFT)
    courses = dialog_of(anna, CourseDialog)
    anna.click(courses.close_button)
    QTest.mouseClick(courses.belongs, LEFT, pos=QPoint(8, courses.belongs.height() // 2))
    anna.click(courses.save_button)
    gone(anna, CourseDialog)
    assert document(anna).of(Course)[course.id].closed is None
    assert document(anna).session.course is None


def test_weeks_of_a_protocol_say_when_the_next_is_due(anna):
    courses = begin_course(anna, DUTASTERIDE_MEN)
    assert courses.days.value() is None
    assert "Next due 29 Nov 2026" in plain(courses.facts())
    QTest.keyClick(courses, Qt.Key.Key_Escape)
    gone(anna, CourseDialog)
    assert not document(anna).of(Course)


def test_a_session_of_a_course_begins_with_the_course_s_protocol(anna):
    courses = begin_course(anna, MINOXIDIL)
    anna.click(courses.save_button)
    gone(anna, CourseDialog)
    anna.click(anna.window.page.timeline.new_button)
    anna.qtbot.waitUntil(lambda: bool(anna.window.page.course_offer.text()))
    QTest.keyClick(anna.desk().canvas.view, Qt.Key.Key_F8, CTRL | Qt.KeyboardModifier.ShiftModifier)
    anna.qtbot.waitUntil(lambda: bool(anna.window.page.banner.course_text()))
    assert document(anna).session.protocol is None
    assert document(anna).session.indication == "hair-loss"
    QTest.keyClick(anna.desk().canvas.view, Qt.Key.Key_F3)
    dialog = dialog_of(anna, ProtocolDialog)
    assert dialog.current() == MINOXIDIL
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    gone(anna, ProtocolDialog)


def test_a_signed_session_s_protocols_are_only_read(anna):
    session = document(anna).session
    signed = replace(session, status=SessionStatus.SIGNED, signed=anna.window.desk.clock())
    document(anna).commit("Sign", (Updated(session, signed),))
    dialog = chooser(anna, SUBMENTAL)
    assert not dialog.use_button.isVisible()
    assert not dialog.place.isVisible()
    assert "FDA label of Kybella" in dialog.detail.text()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    gone(anna, ProtocolDialog)
