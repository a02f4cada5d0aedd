"""A patient's name in titles, names of files and the clipboard: only where a person chose it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog

from mesomap.app import settings
from mesomap.app.naming import file_stem, window_title
from mesomap.app.print_dialog import PrintDialog
from mesomap.model import Patient

DAY = date(2026, 11, 23)
ANNA = Patient(id=UUID(int=0xABCDEF0123 << 88), name="Sample, Anna-Lena", body="female")


def test_files_are_called_by_day_and_number_unless_a_person_chose_the_name() -> None:
    assert file_stem(ANNA, DAY) == f"2026-11-23-{ANNA.id.hex[:8]}"
    assert file_stem(replace(ANNA, number="P/1042"), DAY) == "2026-11-23-P-1042"
    settings.remember_name_in_files(True)
    assert file_stem(ANNA, DAY) == "Sample-Anna-Lena-2026-11-23"
    settings.remember_name_in_files(False)
    assert "Sample" not in file_stem(ANNA, DAY)


def test_the_title_has_the_clinic_file_alone_unless_a_person_chose_the_name() -> None:
    assert window_title("Clinic.mesomap", ANNA) == "Clinic.mesomap"
    settings.remember_name_in_title(True)
    assert window_title("Clinic.mesomap", ANNA) == "Sample, Anna-Lena – Clinic.mesomap"
    assert window_title("Clinic.mesomap", None) == "Clinic.mesomap"
    assert window_title("", None) == "mesomap"


def test_both_are_chosen_in_the_menus_and_hold_at_the_next_start(person, start) -> None:
    person.new_patient("Sample, Unmistakable")
    window = person.window
    assert window.windowTitle() == "Clinic.mesomap"
    window.commands["name_in_title"].trigger()
    assert window.windowTitle() == "Sample, Unmistakable – Clinic.mesomap"
    assert not window.commands["name_in_files"].isChecked()
    window.commands["name_in_files"].trigger()
    person.ctrl(Qt.Key.Key_P)
    dialog = window.findChild(PrintDialog)
    assert dialog.suggested_path().name.startswith("Sample-Unmistakable-2026-11-22")
    dialog.close()
    window.close()
    again = start()
    for name in ("name_in_title", "name_in_files"):
        assert again.window.commands[name].isChecked()
    assert "Unmistakable" not in again.window.windowTitle()  # nobody's session is open


@pytest.mark.parametrize("action", ["print", "export_session", "edit_patient", "photographs"])
def test_no_dialog_of_a_patient_has_the_name_in_its_title(person, action: str) -> None:
    person.new_patient("Sample, Unmistakable")
    person.window.commands[action].trigger()
    shown = [one for one in person.window.findChildren(QDialog) if one.isVisible()]
    assert shown
    for dialog in shown:
        assert "Unmistakable" not in dialog.windowTitle()
        dialog.close()


def test_what_is_copied_names_nobody_and_goes_with_the_window(person) -> None:
    person.new_patient("Sample, Unmistakable")
    person.click_chart(*over_the_forehead(person))
    person.ctrl(Qt.Key.Key_A)
    person.ctrl(Qt.Key.Key_C)
    copied = QGuiApplication.clipboard().mimeData()
    assert '"injections"' in copied.text()
    for format in copied.formats():
        assert b"Unmistakable" not in bytes(copied.data(format).data())
    person.window.close()
    assert "injections" not in QGuiApplication.clipboard().text()


def test_what_another_program_copied_stays_when_the_window_goes(person) -> None:
    person.new_patient("Sample, Unmistakable")
    QGuiApplication.clipboard().setText("a letter")
    person.window.close()
    assert QGuiApplication.clipboard().text() == "a letter"
    QGuiApplication.clipboard().clear()


def over_the_forehead(person) -> tuple[float, float]:
    body = person.view().body
    chart = body.charts[person.view().chart]
    key = next(key for key in chart.regions if key.id == "forehead")
    inside = chart.polygons()[key].representative_point()
    return inside.x, inside.y
