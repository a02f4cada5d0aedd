"""Measuring and notes in the window, by hand and by keys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from mesomap.model import RegionKey, Side
from mesomap.panels.note_dialog import NoteDialog

SHIFT = Qt.KeyboardModifier.ShiftModifier
LEFT_BUTTON = Qt.MouseButton.LeftButton


@pytest.fixture
def cheek(person):
    """The middle of the left medial cheek on the front chart."""
    person.new_patient("Sample, Anna")
    key = RegionKey("cheek-medial", Side.LEFT)
    point = person.view().body.charts["face-front"].polygons()[key].representative_point()
    return point.x, point.y


def canvas(person):
    return person.desk().canvas


def drag(person, *places):
    view = canvas(person).view
    spots = [view.mapFromScene(*place) for place in places]
    QTest.mouseMove(view.viewport(), spots[0])
    QTest.mousePress(view.viewport(), LEFT_BUTTON, pos=spots[0])
    for spot in spots[1:]:
        QTest.mouseMove(view.viewport(), spot)
    QTest.mouseRelease(view.viewport(), LEFT_BUTTON, pos=spots[-1])


def reading(person):
    return person.window.page.measure.reading_text().replace("\xa0", " ")


def test_a_drag_measures_skin_and_esc_clears(person, cheek):
    x, y = cheek
    QTest.keyClicks(canvas(person).view, "m")
    assert person.window.page.measure.isVisible()
    drag(person, (x - 6, y), (x, y), (x + 6, y))
    text = reading(person)
    body = person.view().body
    ends = body.sites_at("face-front", [(x - 6, y), (x + 6, y)])
    skin = body.distance_mm(*ends).skin_mm
    shown = float(text.split(" mm of skin")[0])
    assert shown == pytest.approx(skin, abs=0.6)
    assert "Good to" in text
    assert "on the chart" in text
    assert "average adult" in text
    assert canvas(person).stage.sketch.lines
    person.press(Qt.Key.Key_Escape)
    assert reading(person) == ""
    assert canvas(person).stage.sketch.lines == ()
    assert canvas(person).tool == "measure"
    assert person.window.desk.clinic.document.can_undo is None


def test_clicks_make_a_path_that_backspace_shortens(person, cheek):
    x, y = cheek
    QTest.keyClicks(canvas(person).view, "m")
    for place in ((x - 6, y), (x, y), (x, y + 6)):
        person.click_chart(*place)
        QTest.qWait(450)
    three = float(reading(person).split(" mm")[0])
    person.press(Qt.Key.Key_Backspace)
    person.press(Qt.Key.Key_Return)
    two = float(reading(person).split(" mm")[0])
    assert 0 < two < three
    assert person.injections() == {}


def test_an_area_is_measured_as_skin(person, cheek):
    x, y = cheek
    person.press(Qt.Key.Key_M, SHIFT)
    page = person.window.page
    assert page.measure.area.isChecked()
    square = ((x - 5, y - 5), (x + 5, y - 5), (x + 5, y + 5), (x - 5, y + 5), (x - 5, y - 4))
    drag(person, *square)
    area = float(reading(person).split(" cm²")[0])
    assert 0.8 < area < 2.0
    person.click(page.measure.length)
    assert reading(person) == ""


def test_by_keys_a_length_is_measured_too(person, cheek):
    QTest.keyClicks(canvas(person).view, "m")
    person.press(Qt.Key.Key_F7)
    assert canvas(person).view.key_pointer.shown
    person.press(Qt.Key.Key_Space)
    for _ in range(2):
        person.press(Qt.Key.Key_Down, SHIFT)
    person.press(Qt.Key.Key_Space)
    assert float(reading(person).split(" mm")[0]) == pytest.approx(10.0, abs=0.4)
    person.press(Qt.Key.Key_F7)
    assert not canvas(person).view.key_pointer.shown


# Notes.


def dialog(person):
    found = person.window.findChild(NoteDialog)
    assert found is not None
    person.qtbot.waitUntil(found.isActiveWindow)
    return found


def notes(person):
    return list(person.window.desk.clinic.document.notes.values())


def write(person, place, text):
    person.click_chart(*place)
    asked = dialog(person)
    QTest.keyClicks(asked.edit, text)
    with person.qtbot.waitSignal(asked.finished):
        QTest.keyClick(asked.edit, Qt.Key.Key_Return)
    person.qtbot.waitUntil(lambda: person.window.findChild(NoteDialog) is None)
    person.activate()


def test_a_note_is_pinned_read_changed_moved_and_deleted(person, cheek):
    x, y = cheek
    view = canvas(person).view
    QTest.keyClicks(view, "n")
    write(person, (x, y), "old bruise")
    (note,) = notes(person)
    assert (note.text, note.region, note.side) == ("old bruise", "cheek-medial", Side.LEFT)
    (pin,) = canvas(person).stage.pins.shown
    head = view.mapFromScene(pin.x_mm, pin.y_mm)
    head.setY(head.y() - 19)
    QTest.mouseMove(view.viewport(), head)
    assert canvas(person).surround.callout.text == "old bruise"

    QTest.mouseClick(view.viewport(), LEFT_BUTTON, pos=head)
    again = dialog(person)
    assert again.text() == "old bruise"
    again.edit.selectAll()
    QTest.keyClicks(again.edit, "fresh bruise")
    with person.qtbot.waitSignal(again.finished):
        person.click(again.save_button)
    person.qtbot.waitUntil(lambda: person.window.findChild(NoteDialog) is None)
    assert notes(person)[0].text == "fresh bruise"

    person.activate()
    QTest.keyClicks(view, "v")
    site = notes(person)[0].site
    away = head + head.__class__(20, 10)
    QTest.mousePress(view.viewport(), LEFT_BUTTON, pos=head)
    QTest.mouseMove(view.viewport(), away / 2 + head / 2)
    QTest.mouseMove(view.viewport(), away)
    QTest.mouseRelease(view.viewport(), LEFT_BUTTON, pos=away)
    assert notes(person)[0].site != site
    assert canvas(person).selection == {note.id}
    person.press(Qt.Key.Key_Delete)
    assert notes(person) == []
    for expected in (1, 1, 1, 0):
        person.ctrl(Qt.Key.Key_Z)
        assert len(notes(person)) == expected
    assert canvas(person).stage.pins.shown == ()


def test_a_note_without_words_is_not_written(person, cheek):
    QTest.keyClicks(canvas(person).view, "n")
    person.click_chart(*cheek)
    asked = dialog(person)
    assert not asked.save_button.isEnabled()
    QTest.keyClick(asked.edit, Qt.Key.Key_Return)
    assert asked.isVisible()
    with person.qtbot.waitSignal(asked.finished):
        person.click(asked.cancel_button)
    assert notes(person) == []


def test_the_dialog_deletes_a_note(person, cheek):
    view = canvas(person).view
    QTest.keyClicks(view, "n")
    write(person, cheek, "mole")
    (pin,) = canvas(person).stage.pins.shown
    head = view.mapFromScene(pin.x_mm, pin.y_mm)
    head.setY(head.y() - 19)
    QTest.mouseClick(view.viewport(), LEFT_BUTTON, pos=head)
    asked = dialog(person)
    with person.qtbot.waitSignal(asked.finished):
        person.click(asked.delete_button)
    assert notes(person) == []
    person.qtbot.waitUntil(lambda: person.window.findChild(NoteDialog) is None)
    person.activate()
    person.ctrl(Qt.Key.Key_Z)
    assert [note.text for note in notes(person)] == ["mole"]


def test_beside_the_skin_there_is_no_place_for_a_note(person, cheek):
    QTest.keyClicks(canvas(person).view, "n")
    person.click_chart(2, 2)
    assert person.window.findChild(NoteDialog) is None
    assert "not on the skin" in person.window.message.text()
