"""Patients are found by typing and opened by key or click."""

from __future__ import annotations

from uuid import uuid4

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from mesomap.model import SessionStatus
from mesomap.panels.patient_list import PatientList
from mesomap.panels.patient_rows import PatientRow


def rows(count: int) -> list[PatientRow]:
    return [
        PatientRow(
            id=uuid4(),
            name=f"Sample, Number {n}",
            details="14 Mar 1981, F",
            last_session="Session 1, today",
            status=SessionStatus.DRAFT,
            allergies="latex" if n % 2 else "",
        )
        for n in range(count)
    ]


@pytest.fixture
def patients(show, action) -> PatientList:
    widget = PatientList(action("New patient", "Ctrl+N"), action("Find", "Ctrl+F"))
    show(widget)
    return widget


def test_typing_searches(patients: PatientList, qtbot: QtBot) -> None:
    patients.show_rows(rows(3), 3)
    patients.search.setFocus()
    with qtbot.waitSignal(patients.search_changed, check_params_cb=lambda t: t == "ann") as _:
        QTest.keyClicks(patients.search, "ann")


def test_enter_opens_the_first_and_down_goes_on(patients: PatientList, qtbot: QtBot) -> None:
    shown = rows(3)
    patients.show_rows(shown, 3)
    patients.search.setFocus()
    with qtbot.waitSignal(patients.patient_opened) as first:
        QTest.keyClick(patients.search, Qt.Key.Key_Return)
    assert first.args == [shown[0].id]
    QTest.keyClick(patients.search, Qt.Key.Key_Down)
    QTest.keyClick(patients.search, Qt.Key.Key_Down)
    QTest.keyClick(patients.search, Qt.Key.Key_Down)
    with qtbot.waitSignal(patients.patient_opened) as last:
        QTest.keyClick(patients.search, Qt.Key.Key_Return)
    assert last.args == [shown[2].id]


def test_a_click_opens(patients: PatientList, qtbot: QtBot) -> None:
    shown = rows(3)
    patients.show_rows(shown, 3)
    spot = patients.view.visualRect(patients.model.index(1)).center()
    with qtbot.waitSignal(patients.patient_opened) as opened:
        QTest.mouseClick(
            patients.view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier(0), spot
        )
    assert opened.args == [shown[1].id]


def test_typing_in_the_list_goes_to_the_search(patients: PatientList) -> None:
    patients.show_rows(rows(3), 3)
    patients.view.setFocus()
    QTest.keyClicks(patients.view, "an")
    assert patients.search.text() == "an"
    assert patients.search.hasFocus()


def test_an_empty_list_says_what_to_do(patients: PatientList, qtbot: QtBot) -> None:
    patients.show_rows((), 0)
    assert not patients.search.isEnabled()
    assert "New patient" in patients.empty_text()
    patients.show_rows((), 12)
    assert patients.search.isEnabled()
    assert "Nobody found" in patients.empty_text()
    with qtbot.assertNotEmitted(patients.patient_opened):
        patients.search.setFocus()
        QTest.keyClick(patients.search, Qt.Key.Key_Return)
    patients.show_rows(rows(1), 1)
    assert patients.empty_text() == ""


def test_the_new_patient_button_is_the_action(show, action, qtbot: QtBot) -> None:
    new = action("New patient", "Ctrl+N")
    widget = PatientList(new, action("Find", "Ctrl+F"))
    show(widget)
    with qtbot.waitSignal(new.triggered):
        QTest.mouseClick(widget.new_button, Qt.MouseButton.LeftButton)


def test_rows_are_drawn_differently_for_allergies_and_choice(patients: PatientList) -> None:
    shown = rows(2)
    patients.show_rows(shown, 2)
    image = patients.view.viewport().grab().toImage()
    model = patients.model
    first = patients.view.visualRect(model.index(0))
    second = patients.view.visualRect(model.index(1))
    assert image.copy(first) != image.copy(second)
