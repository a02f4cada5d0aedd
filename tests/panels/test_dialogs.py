"""A new patient needs a name and nothing else; dates have their month as a word."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from mesomap.model import MarkShape, Sex, Syringe
from mesomap.panels.date_field import DateField
from mesomap.panels.patient_dialog import PatientDialog
from mesomap.panels.syringe_dialog import SyringeDialog


def reasons(widget) -> list[str]:
    return [label.text() for label in widget.findChildren(QLabel, "reason") if label.isVisible()]


def test_a_name_and_enter_create(show, qtbot: QtBot) -> None:
    dialog = PatientDialog()
    show(dialog)
    QTest.keyClicks(dialog.name, "  Sample,   Anna ")
    with qtbot.waitSignal(dialog.accepted):
        QTest.keyClick(dialog.name, Qt.Key.Key_Return)
    entry = dialog.entry()
    assert (entry.name, entry.born, entry.sex) == ("Sample, Anna", None, Sex.UNKNOWN)


def test_without_a_name_it_says_so(show, qtbot: QtBot) -> None:
    dialog = PatientDialog()
    show(dialog)
    with qtbot.assertNotEmitted(dialog.accepted):
        QTest.mouseClick(dialog.create_button, Qt.MouseButton.LeftButton)
    assert reasons(dialog) == ["A name is needed, nothing else."]


@pytest.mark.parametrize(
    ("day", "month", "year", "said"),
    [
        ("31", 2, "1981", "There is no such day."),
        ("1", 0, "1981", "Day, month and year, or none of them."),
        ("1", 3, "81", "The year needs four digits."),
        ("1", 3, "2999", "This day cannot be a birth date."),
    ],
)
def test_a_day_that_is_none_is_refused(show, day: str, month: int, year: str, said: str) -> None:
    dialog = PatientDialog()
    show(dialog)
    QTest.keyClicks(dialog.name, "Sample")
    QTest.keyClicks(dialog.born.day, day)
    dialog.born.month.setCurrentIndex(month)
    QTest.keyClicks(dialog.born.year, year)
    QTest.keyClick(dialog.born.year, Qt.Key.Key_Return)
    assert dialog.isVisible()
    assert reasons(dialog) == [said]


def test_a_birth_date_is_read(show) -> None:
    field = DateField(name="Born")
    show(field)
    QTest.keyClicks(field.day, "14")
    QTest.keyClicks(field.month, "March")
    QTest.keyClicks(field.year, "1981")
    assert field.value() == date(1981, 3, 14)


NEEDLE = uuid4()


def a_syringe(**values: object) -> Syringe:
    begin = {"id": uuid4(), "session": uuid4(), "name": "A", "mixture": ""}
    return Syringe(**{**begin, **values})


def syringe_dialog(like: Syringe, *, fresh: bool = False) -> SyringeDialog:
    return SyringeDialog(
        like,
        fresh=fresh,
        needles=[(NEEDLE, "30G 4 mm")],
        taken={MarkShape.SQUARE: 2},
        own=MarkShape.CIRCLE,
    )


def test_a_syringe_takes_a_comma(show, qtbot: QtBot) -> None:
    dialog = syringe_dialog(a_syringe(), fresh=True)
    show(dialog)
    QTest.keyClicks(dialog.name, "Syringe 2")
    QTest.keyClicks(dialog.mixture, "HA")
    dialog.drawn.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClicks(dialog.drawn.edit, "2,5")
    with qtbot.waitSignal(dialog.accepted):
        QTest.mouseClick(dialog.save_button, Qt.MouseButton.LeftButton)
    entry = dialog.entry()
    assert (entry.name, entry.mixture, entry.drawn_ul, entry.mg_per_ml) == (
        "Syringe 2",
        "HA",
        2500,
        None,
    )


def test_a_syringe_is_shown_as_it_is(show) -> None:
    syringe = a_syringe(
        mixture="B", drawn_ul=3000, mg_per_ml=10.0, needle=NEEDLE, mark=MarkShape.HEXAGON
    )
    dialog = syringe_dialog(syringe)
    show(dialog)
    entry = dialog.entry()
    assert (entry.name, entry.mixture, entry.drawn_ul, entry.mg_per_ml) == ("A", "B", 3000, 10.0)
    assert (entry.needle, entry.mark, entry.ul_per_mm) == (NEEDLE, MarkShape.HEXAGON, 10.0)


def test_a_syringes_mark_and_thread_are_chosen_with_keys(show, qtbot: QtBot) -> None:
    dialog = syringe_dialog(a_syringe(mixture="B"))
    show(dialog)
    assert "syringe 2 has it" in dialog.mark.itemText(1 + list(MarkShape).index(MarkShape.SQUARE))
    dialog.mark.setFocus()
    QTest.keyClick(dialog.mark, Qt.Key.Key_End)
    dialog.per_mm.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClicks(dialog.per_mm.edit, "12,5")
    with qtbot.waitSignal(dialog.accepted):
        QTest.mouseClick(dialog.save_button, Qt.MouseButton.LeftButton)
    assert dialog.entry().mark is MarkShape.PLUS
    assert dialog.entry().ul_per_mm == 12.5


def test_a_syringe_needs_a_name(show, qtbot: QtBot) -> None:
    dialog = syringe_dialog(a_syringe())
    show(dialog)
    QTest.keyClick(dialog.name, Qt.Key.Key_Delete)
    QTest.mouseClick(dialog.save_button, Qt.MouseButton.LeftButton)
    assert dialog.isVisible()
    assert reasons(dialog) == ["A syringe needs a name to be told apart."]
