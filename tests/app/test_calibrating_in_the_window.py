"""Calibrating a session in the window: figures follow, sites stay, one step back."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtTest import QTest

from mesomap.model import Height, RegionKey, Side
from mesomap.panels.calibration_dialog import CalibrationDialog

LEFT = Qt.MouseButton.LeftButton
FACTOR = 1700 / 1625


@pytest.fixture(autouse=True)
def english(qapp: object) -> None:
    QLocale.setDefault(QLocale("en_GB"))


def the_dialog(person) -> CalibrationDialog:
    dialog = person.window.findChild(CalibrationDialog)
    assert dialog is not None
    person.qtbot.waitUntil(dialog.isActiveWindow)
    return dialog


def give_height(person, text: str) -> None:
    dialog = the_dialog(person)
    if not dialog.rows:
        assert dialog.add_choice.currentText() == "Height"
        QTest.mouseClick(dialog.add_button, LEFT)
    edit = dialog.rows[0].field.edit
    edit.setFocus()
    edit.selectAll()
    QTest.keyClicks(edit, text)
    QTest.mouseClick(dialog.use_button, LEFT)
    person.qtbot.waitUntil(lambda: person.window.findChild(CalibrationDialog) is None)
    person.activate()
    person.settle()


def truth(person) -> str:
    return person.window.page.read_out.truth().replace("\u00a0", " ")


def fill_a_cheek(person) -> RegionKey:
    person.choose_chart("face-left")
    person.press(Qt.Key.Key_G)
    key = person.click_region("cheek-buccal", Side.LEFT)
    person.press(Qt.Key.Key_Return)
    person.settle()
    assert person.injections()
    return key


def test_a_height_makes_every_millimetre_the_patients(person) -> None:
    person.new_patient("Sample, Anna")
    key = fill_a_cheek(person)
    live = person.view()._live
    before, sites = live.region(key), {i: one.site for i, one in person.injections().items()}
    chart = person.view().chart
    assert truth(person).startswith("average adult, 1625 mm")
    person.press(Qt.Key.Key_F6)
    give_height(person, "170")
    assert truth(person).startswith("calibrated: height 1700 mm")
    after = person.view()._live.region(key)
    assert after.area_mm2 == pytest.approx(before.area_mm2 * FACTOR**2)
    assert after.spacing.median_mm == pytest.approx(before.spacing.median_mm * FACTOR)
    assert after.coverage < before.coverage
    assert {i: one.site for i, one in person.injections().items()} == sites
    assert person.view().chart == chart
    shown = person.window.page.region._area.text()
    assert f"{after.area_mm2 / 100:.1f}" in shown
    person.ctrl(Qt.Key.Key_Z)
    person.settle()
    assert truth(person).startswith("average adult")
    assert person.view()._live.region(key).area_mm2 == pytest.approx(before.area_mm2)
    person.ctrl_shift(Qt.Key.Key_Z)
    person.settle()
    assert truth(person).startswith("calibrated")


def test_it_is_reached_from_what_it_says_and_kept_for_the_next_visit(person, start) -> None:
    person.new_patient("Sample, Anna")
    QTest.mouseClick(person.window.page.read_out._truth, LEFT)
    give_height(person, "170")
    document = person.window.desk.clinic.document
    first = document.calibration
    assert first.measurements == (Height(1700.0),)
    person.ctrl_shift(Qt.Key.Key_N)
    person.settle()
    assert document.calibration == first
    person.press(Qt.Key.Key_F6)
    dialog = the_dialog(person)
    QTest.mouseClick(dialog.rows[0].remove_button, LEFT)
    QTest.mouseClick(dialog.use_button, LEFT)
    person.settle()
    assert document.calibration is None
    assert truth(person).startswith("average adult")
    assert document.store.verify().ok


def test_later_injections_are_measured_in_the_patients_millimetres(person) -> None:
    person.new_patient("Sample, Anna")
    person.press(Qt.Key.Key_F6)
    give_height(person, "170")
    key = fill_a_cheek(person)
    figures = person.view()._live.region(key)
    area = person.view().body.original.regions[key].area_mm2
    assert figures.area_mm2 == pytest.approx(area * FACTOR**2, rel=1e-3)
    assert figures.spacing.median_mm == pytest.approx(10.0, abs=0.01)
