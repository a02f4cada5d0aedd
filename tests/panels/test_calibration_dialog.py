"""The calibration dialog: measurements come and go, the factors are seen before they are used."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from mesomap.atlas import Body
from mesomap.atlas.calibration import own_length
from mesomap.model import (
    Girth,
    GirthLength,
    Height,
    LandmarkKey,
    LandmarkLength,
    Side,
)
from mesomap.panels.calibration_dialog import CalibrationDialog
from mesomap.panels.measurement_row import MeasurementRow

WAIST = GirthLength(Girth.WAIST, Side.MIDLINE, 0.0)


@pytest.fixture(autouse=True)
def english(qapp: object) -> None:
    QLocale.setDefault(QLocale("en_GB"))


@pytest.fixture
def dialog(show, body: Body) -> CalibrationDialog:
    made = CalibrationDialog(body)
    show(made, 640, 420)
    return made


def choose(dialog: CalibrationDialog, words: str) -> MeasurementRow:
    """Choose from the list of what can be added, by keys as a person does."""
    index = dialog.add_choice.findText(words)
    assert index >= 0, words
    dialog.add_choice.setFocus()
    for _ in range(index):
        QTest.keyClick(dialog.add_choice, Qt.Key.Key_Down)
    QTest.mouseClick(dialog.add_button, Qt.MouseButton.LeftButton)
    return dialog.rows[-1]


def type_into(row: MeasurementRow, text: str) -> None:
    row.field.edit.setFocus()
    row.field.edit.selectAll()
    QTest.keyClicks(row.field.edit, text)


def choices(dialog: CalibrationDialog) -> list[str]:
    return [dialog.add_choice.itemText(n) for n in range(dialog.add_choice.count())]


def test_a_height_is_seen_at_once_and_used(dialog: CalibrationDialog, qtbot: QtBot) -> None:
    assert dialog.preview() == "Average adult, 1625 mm."
    row = choose(dialog, "Height")
    type_into(row, "170")
    assert dialog.preview() == "Lengths times: Everywhere 1.05"
    assert "factor 1.046" in row.note()
    with qtbot.waitSignal(dialog.accepted):
        QTest.mouseClick(dialog.use_button, Qt.MouseButton.LeftButton)
    assert dialog.measurements() == (Height(1700.0),)


def test_a_girth_changes_its_own_part_only(dialog: CalibrationDialog, body: Body) -> None:
    own = own_length(body, WAIST)
    assert own is not None
    row = choose(dialog, "Girth: waist")
    type_into(row, f"{own.mm * 1.2 / 10:.1f}")
    assert "trunk 1.00\N{EN DASH}1.20" in dialog.preview()
    assert "face 1.00" in dialog.preview()
    assert "navel" in row.note()


def test_a_length_between_two_landmarks(dialog: CalibrationDialog, body: Body, qtbot) -> None:
    row = choose(dialog, "Length between two landmarks")
    assert row.ends is not None
    begun = [choice.currentText() for choice in row.ends]
    assert begun == ["Suprasternal notch", "Umbilicus"]
    for choice, name in zip(row.ends, ("Nasion", "Gnathion"), strict=True):
        choice.setCurrentIndex(choice.findText(name))
    ends = LandmarkKey("nasion", Side.MIDLINE), LandmarkKey("gnathion", Side.MIDLINE)
    own = own_length(body, LandmarkLength(*ends, 1.0))
    assert own is not None
    type_into(row, f"{own.mm * 1.1:.1f}")
    QTest.keyClick(row.field.edit, Qt.Key.Key_Return)
    with qtbot.waitSignal(dialog.accepted):
        QTest.mouseClick(dialog.use_button, Qt.MouseButton.LeftButton)
    (found,) = dialog.measurements()
    assert found == LandmarkLength(*ends, round(own.mm * 1.1, 1))


def test_what_cannot_be_is_refused_with_one_line(dialog: CalibrationDialog) -> None:
    row = choose(dialog, "Height")
    type_into(row, "17")
    assert "average adult's 1625 mm" in row.refusal()
    assert dialog.preview() == "Average adult, 1625 mm."
    QTest.mouseClick(dialog.use_button, Qt.MouseButton.LeftButton)
    assert dialog.isVisible()
    type_into(row, "170")
    assert row.refusal() == ""


def test_an_empty_row_is_not_used(dialog: CalibrationDialog) -> None:
    row = choose(dialog, "Height")
    QTest.mouseClick(dialog.use_button, Qt.MouseButton.LeftButton)
    assert dialog.isVisible()
    assert row.refusal()


def test_each_only_once_and_taken_away_again(dialog: CalibrationDialog) -> None:
    before = choices(dialog)
    row = choose(dialog, "Height")
    assert "Height" not in choices(dialog)
    choose(dialog, "Girth: waist")
    assert "Girth: waist" not in choices(dialog)
    assert "Girth: hip" in choices(dialog)
    QTest.mouseClick(row.remove_button, Qt.MouseButton.LeftButton)
    QTest.mouseClick(dialog.rows[0].remove_button, Qt.MouseButton.LeftButton)
    assert dialog.rows == []
    assert choices(dialog) == before


def test_what_was_measured_before_is_shown(show, body: Body, qtbot: QtBot) -> None:
    jaw = LandmarkLength(LandmarkKey("tragus", Side.LEFT), LandmarkKey("gonion", Side.LEFT), 39.5)
    before = (Height(1703.0), GirthLength(Girth.HIP, Side.MIDLINE, 980.0), jaw)
    made = CalibrationDialog(body, before, date(2026, 8, 24))
    assert made._day.text().replace("\u00a0", " ") == "Measured on 24 Aug 2026."
    show(made, 640, 420)
    assert [row.field.edit.text() for row in made.rows] == ["170.3", "98", "39.5"]
    with qtbot.waitSignal(made.accepted):
        QTest.mouseClick(made.use_button, Qt.MouseButton.LeftButton)
    assert made.measurements() == before
