"""Record mode in the window: what is placed is given, and the banner says so."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from mesomap.model import GivenHow, Side, Status
from mesomap.panels.when_dialog import WhenDialog

K = Qt.Key
NOW = datetime(2026, 11, 22, 14, 32)


def placed(person):  # type: ignore[no-untyped-def]
    return list(person.injections().values())


def when(person) -> WhenDialog:  # type: ignore[no-untyped-def]
    dialog = person.window.findChild(WhenDialog)
    assert dialog is not None
    person.qtbot.waitUntil(dialog.isActiveWindow)
    return dialog


def type_time(dialog: WhenDialog, text: str) -> None:
    dialog.time.selectAll()
    QTest.keyClicks(dialog.time, text)


def test_the_switch_is_said_in_the_banner_and_what_is_placed_is_given(person) -> None:
    person.new_patient("Sample, Anna")
    banner = person.window.page.banner
    assert banner.recording_text() == ""
    QTest.keyClick(person.desk().canvas.view, K.Key_F8)
    assert banner.recording_text() == "Recording: what you place is given"
    assert person.window.commands["record_mode"].isChecked()
    person.click_region("cheek-medial", Side.LEFT)
    (one,) = placed(person)
    assert (one.status, one.given_at, one.given_how) == (Status.GIVEN, NOW, GivenHow.EACH)
    person.settle()
    assert person.window.page.totals.text("given") == "1"
    QTest.keyClick(person.desk().canvas.view, K.Key_F8)
    assert banner.recording_text() == ""
    person.click_region("cheek-medial", Side.RIGHT)
    assert [step.status for step in placed(person)] == [Status.GIVEN, Status.PLANNED]


def test_undo_takes_back_what_was_recorded_and_then_the_mode(person) -> None:
    person.new_patient("Sample, Anna")
    QTest.keyClick(person.desk().canvas.view, K.Key_F8)
    person.click_region("cheek-medial", Side.LEFT)
    person.ctrl(K.Key_Z)
    assert placed(person) == []
    assert person.window.page.banner.recording_text()
    person.ctrl(K.Key_Z)
    assert person.window.page.banner.recording_text() == ""
    assert not person.window.commands["record_mode"].isChecked()


def test_a_grid_while_recording_is_given_as_many_at_once(person) -> None:
    person.new_patient("Sample, Anna")
    QTest.keyClick(person.desk().canvas.view, K.Key_F8)
    QTest.keyClicks(person.desk().canvas.view, "g")
    person.click_region("cheek-medial", Side.LEFT)
    person.press(K.Key_Return)
    assert len(placed(person)) > 1
    assert {one.status for one in placed(person)} == {Status.GIVEN}
    assert {one.given_how for one in placed(person)} == {GivenHow.BULK}


def test_recorded_afterwards_with_the_time_it_was_given(person) -> None:
    person.new_patient("Sample, Anna")
    QTest.keyClick(person.desk().canvas.view, K.Key_F8, Qt.KeyboardModifier.ShiftModifier)
    dialog = when(person)
    type_time(dialog, "15:40")
    person.click(dialog.accept_button)
    assert dialog.isVisible(), "that is still to come"
    type_time(dialog, "9:15")
    person.click(dialog.accept_button)
    person.activate()
    words = person.window.page.banner.recording_text().replace("\xa0", " ")
    assert words.startswith("Recording as given 22 Nov 2026, ")
    person.click_region("cheek-medial", Side.LEFT)
    (one,) = placed(person)
    assert one.given_at == datetime(2026, 11, 22, 9, 15)
    assert one.given_how is GivenHow.AFTERWARDS


def test_selected_ones_are_marked_as_given_in_one_step(person) -> None:
    person.new_patient("Sample, Anna")
    person.click_region("cheek-medial", Side.LEFT)
    person.click_region("cheek-medial", Side.RIGHT)
    action = person.window.commands["mark_given"]
    assert not action.isEnabled()
    QTest.keyClicks(person.desk().canvas.view, "v")
    person.ctrl(K.Key_A)
    assert action.isEnabled()
    action.trigger()
    dialog = when(person)
    type_time(dialog, "14.05")
    QTest.keyClick(dialog.time, K.Key_Return)
    person.activate()
    assert {(one.given_at, one.given_how) for one in placed(person)} == {
        (datetime(2026, 11, 22, 14, 5), GivenHow.AFTERWARDS)
    }
    QApplication.processEvents()
    person.ctrl(K.Key_Z)
    assert {one.status for one in placed(person)} == {Status.PLANNED}


def test_the_legend_and_the_cursor_say_that_it_was_recorded_afterwards(person) -> None:
    person.new_patient("Sample, Anna")
    canvas = person.desk().canvas
    QTest.keyClick(canvas.view, K.Key_F8)
    person.view().document.recorded_at = datetime(2026, 11, 22, 9, 15)
    person.click_region("cheek-medial", Side.LEFT)
    canvas.surround.update_legend()
    assert any(words.endswith("recorded afterwards") for words in canvas.surround.legend._words())
    (one,) = placed(person)
    x, y = canvas.stage.rows.xy_mm[canvas.stage.rows.row(one.id)].tolist()
    QTest.keyClicks(canvas.view, "v")
    spot = canvas.view.mapFromScene(QPointF(x, y))
    for away in (QPoint(60, 60), QPoint(0, 0)):
        QTest.mouseMove(canvas.view.viewport(), spot + away)
    words = canvas.surround.callout.text.replace("\xa0", " ")
    assert "given 22 Nov 2026, 09:15, recorded afterwards" in words
    assert canvas.stage._template().status is Status.GIVEN, "the ghost is filled too"
