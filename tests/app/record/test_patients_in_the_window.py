"""Patients as a whole, through the window: details, same names, archive, merging, the wrong one."""

from __future__ import annotations

import json
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from clinic_values import a_patient
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QFileDialog

from mesomap.model import (
    Added,
    Addendum,
    AddendumKind,
    Patient,
    Session,
    SessionStatus,
    Side,
    Status,
    Updated,
)
from mesomap.panels.patient_dialog import PatientDialog
from mesomap.panels.record.choose_patient import ChoosePatient
from mesomap.panels.record.erase_dialog import EraseDialog

BOTH = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


def store(person):
    found = person.window.desk.clinic.store
    assert found is not None
    return found


def document(person):
    return person.window.desk.clinic.document


def dialog(person, kind: type[QDialog]):
    """The dialog of that kind that is open, with the keyboard."""
    found: list[QDialog] = []

    def there() -> bool:
        found[:] = [one for one in person.window.findChildren(kind) if one.isVisible()]
        return bool(found) and found[0].isActiveWindow()

    person.qtbot.waitUntil(there)
    return found[0]


def home(person) -> None:
    """Back to the start page."""
    person.window.show_start()
    person.activate()


def named(person, name: str) -> Patient:
    (found,) = [one for one in store(person).patients() if one.name == name]
    return found


def with_one_injection(person, name: str) -> None:
    person.new_patient(name)
    person.click_region("cheek-buccal", Side.LEFT)
    assert len(person.injections()) == 1


def test_a_patients_details_are_changed_in_the_window(person) -> None:
    person.new_patient("Sample, Anna")
    person.press(Qt.Key.Key_F2)
    shown = dialog(person, PatientDialog)
    assert not shown.more.isVisible()
    person.click(shown.more_button)
    shown.more.conditions.setFocus()
    person.type("diabetes")
    shown.more.phone.setFocus()
    person.type("0171 555")
    shown.more.phototype.setFocus()
    QTest.keyClick(shown.more.phototype, Qt.Key.Key_Down)
    QTest.keyClick(shown.more.phototype, Qt.Key.Key_Down)
    shown.more.weight.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClicks(shown.more.weight.edit, "68,5")
    person.click(shown.create_button)
    patient = named(person, "Sample, Anna")
    assert (patient.conditions, patient.phone, patient.phototype) == ("diabetes", "0171 555", 2)
    assert (patient.weight_kg, patient.weighed) == (68.5, date(2026, 11, 22))


def test_f2_on_the_start_page_is_the_chosen_patients(person) -> None:
    person.new_patient("Sample, Anna")
    home(person)
    person.press(Qt.Key.Key_F2)
    shown = dialog(person, PatientDialog)
    shown.allergies.setFocus()
    person.type("latex")
    person.press(Qt.Key.Key_Return)
    assert named(person, "Sample, Anna").allergies == "latex"
    assert person.window.start.patients.model.rows[0].allergies == "latex"


def test_a_name_that_is_there_already_is_said_while_it_is_typed(person) -> None:
    person.new_patient("Sample, Anna")
    home(person)
    person.ctrl(Qt.Key.Key_N)
    shown = dialog(person, PatientDialog)
    person.type("sample, ann")
    assert shown.same_text() == ""
    person.type("a")
    assert "Another patient has this name" in shown.same_text()
    person.press(Qt.Key.Key_Escape)


def two_annas(person) -> tuple[Patient, Patient]:
    """Two patients of one name, told apart by birth date; the start page is shown."""
    for year in (1970, 1980):
        person.new_patient("Sample, Anna")
        patient = document(person).patient
        after = replace(patient, born=date(year, 1, 1))
        document(person).commit("Change patient", (Updated(patient, after),))
        home(person)
    old, young = sorted(store(person).patients(), key=lambda one: str(one.born))
    return old, young


def test_two_of_one_name_are_told_apart_before_one_is_opened(person) -> None:
    old, young = two_annas(person)
    listed = person.window.start.patients
    assert all(row.same_name for row in listed.model.rows)
    person.press(Qt.Key.Key_Return)
    shown = dialog(person, ChoosePatient)
    details = {row.details.replace("\N{NO-BREAK SPACE}", " ") for row in shown.model.rows}
    assert details == {"1 Jan 1970", "1 Jan 1980"}
    first = shown.chosen()
    QTest.keyClick(shown.view, Qt.Key.Key_Down)
    assert shown.chosen() != first
    person.click(shown.accept_button)
    person.qtbot.waitUntil(lambda: document(person).patient is not None)
    assert document(person).patient.id in {old.id, young.id} - {first}


def test_nobody_is_asked_where_the_name_is_one_persons(person) -> None:
    person.new_patient("Sample, Anna")
    home(person)
    person.press(Qt.Key.Key_Return)
    person.qtbot.waitUntil(lambda: document(person).patient is not None)
    assert not [one for one in person.window.findChildren(ChoosePatient) if one.isVisible()]


def test_archived_and_brought_back(person) -> None:
    person.new_patient("Sample, Anna")
    home(person)
    listed = person.window.start.patients
    assert not listed.archived_button.isVisible()
    person.press(Qt.Key.Key_F7, BOTH)
    assert named(person, "Sample, Anna").archived
    assert listed.model.rows == ()
    assert "nothing is deleted" in person.window.message.text()
    person.click(listed.archived_button)
    (row,) = listed.model.rows
    assert row.name == "Sample, Anna"
    person.press(Qt.Key.Key_F7, BOTH)
    assert not named(person, "Sample, Anna").archived
    person.click(listed.archived_button)
    assert [one.name for one in listed.model.rows] == ["Sample, Anna"]


def test_merged_after_a_tick_and_separated_again(person) -> None:
    two_annas(person)
    person.press(Qt.Key.Key_F6, BOTH)
    shown = dialog(person, ChoosePatient)
    assert shown.confirm.isVisible()
    assert "birth dates differ" in shown.confirm.text()
    person.click(shown.accept_button)
    assert shown.isVisible()
    shown.confirm.setFocus()
    person.press(Qt.Key.Key_Space)
    person.click(shown.accept_button)
    person.qtbot.waitUntil(lambda: len(store(person).patients()) == 1)
    (one,) = store(person).patients()
    assert len(store(person).sessions(one.id)) == 2
    person.activate()
    person.press(Qt.Key.Key_F2)
    details = dialog(person, PatientDialog)
    button = details.findChild(type(details.create_button), "separate")
    person.click(button)
    assert len(store(person).patients()) == 2
    assert not details.isVisible()


def test_a_merged_entrys_session_opens_under_the_person(person) -> None:
    with_one_injection(person, "Proof, Eva")
    entry = document(person).patient
    home(person)
    person.new_patient("Sample, Eva")
    into = document(person).patient
    home(person)
    person.window.start.patients.search.setFocus()
    person.type("proof")
    person.press(Qt.Key.Key_F6, BOTH)
    shown = dialog(person, ChoosePatient)
    shown.search.setFocus()
    shown.search.selectAll()
    person.type("sample")
    assert shown.chosen() == into.id
    person.press(Qt.Key.Key_Return)
    person.qtbot.waitUntil(lambda: store(person).patient(entry.id).merged_into == into.id)
    person.window.open_session(store(person).sessions(into.id)[0].session.id)
    assert document(person).patient.id == into.id
    assert len(person.window.page.timeline.cards()) == 2


def test_a_draft_moves_to_the_right_patient(person) -> None:
    person.new_patient("Right, Rita")
    home(person)
    with_one_injection(person, "Wrong, Wanda")
    session = document(person).session
    person.press(Qt.Key.Key_F4, BOTH)
    shown = dialog(person, ChoosePatient)
    person.type("rita")
    person.click(shown.accept_button)
    assert shown.isVisible()  # a reason is needed
    shown.reason.setFocus()
    person.type("opened the wrong chart")
    person.press(Qt.Key.Key_Return)
    person.qtbot.waitUntil(lambda: document(person).patient.name == "Right, Rita")
    assert document(person).session.id == session.id
    assert len(person.injections()) == 1
    (note,) = document(person).of(Addendum).values()
    assert (note.kind, note.text) == (AddendumKind.MOVED, "opened the wrong chart")
    assert "Right" not in person.window.windowTitle()
    person.window.commands["name_in_title"].trigger()
    assert person.window.windowTitle().startswith("Right, Rita – ")
    assert len(person.window.page.timeline.cards()) == 2


def signed(person) -> Session:
    """The open session, its one injection given, signed."""
    one = next(iter(document(person).injections.values()))
    document(person).commit("Give", (Updated(one, replace(one, status=Status.GIVEN)),))
    session = document(person).session
    after = replace(session, status=SessionStatus.SIGNED)
    document(person).commit("Sign", (Updated(session, after),))
    return after


def test_a_signed_session_is_kept_in_error_and_copied(person) -> None:
    person.new_patient("Right, Rita")
    home(person)
    with_one_injection(person, "Wrong, Wanda")
    sealed = signed(person)
    person.press(Qt.Key.Key_F4, BOTH)
    shown = dialog(person, ChoosePatient)
    person.type("rita")
    shown.reason.setFocus()
    person.type("names mixed up")
    person.click(shown.accept_button)
    person.qtbot.waitUntil(lambda: document(person).patient.name == "Right, Rita")
    assert document(person).session.status is SessionStatus.DRAFT
    (copy,) = document(person).injections.values()
    assert copy.status is Status.GIVEN
    person.window.open_session(sealed.id)
    banner = person.window.page.banner
    assert banner._state.text() == "Entered in error"
    (card,) = person.window.page.timeline.cards()
    assert "Entered in error" in card.toolTip()
    person.activate()
    person.press(Qt.Key.Key_F4, BOTH)
    assert "in error already" in person.window.message.text()


def test_everything_of_a_patient_is_exported(person, tmp_path: Path) -> None:
    with_one_injection(person, "Sample, Anna")
    person.press(Qt.Key.Key_F10, BOTH)
    (asked,) = [one for one in person.window.findChildren(QFileDialog) if one.isVisible()]
    out = tmp_path / "anna.zip"
    asked.selectFile(str(out))
    asked.fileSelected.emit(str(out))
    asked.close()
    person.qtbot.waitUntil(out.exists)
    with zipfile.ZipFile(out) as archive:
        content = json.loads(archive.read("person.json"))
        session = json.loads(archive.read(content["sessions"][0]))
    assert content["entries"][0]["name"] == "Sample, Anna"
    assert len(session["injection"]) == 1


def test_erased_only_after_name_reason_and_a_last_look(person) -> None:
    with_one_injection(person, "Zzyxwv, Quentin")
    person.press(Qt.Key.Key_F12, BOTH)
    shown = dialog(person, EraseDialog)
    person.type("Zzyxwv")
    person.press(Qt.Key.Key_Return)
    assert not shown.is_last()
    shown.name.selectAll()
    person.type("zzyxwv, quentin")
    shown.reason.setFocus()
    person.type("asked for by Quentin")
    person.press(Qt.Key.Key_Return)
    assert not shown.is_last()  # the reason is kept, and must not name the patient
    shown.reason.selectAll()
    person.type("asked for in a letter")
    person.press(Qt.Key.Key_Return)
    assert shown.is_last()
    person.press(Qt.Key.Key_Return)  # never erases
    person.activate()
    assert len(store(person).patients()) == 1


def test_erased_for_good(person) -> None:
    with_one_injection(person, "Zzyxwv, Quentin")
    person.press(Qt.Key.Key_F12, BOTH)
    shown = dialog(person, EraseDialog)
    person.type("Zzyxwv, Quentin")
    shown.reason.setFocus()
    person.type("asked for in a letter")
    person.click(shown.next_button)
    person.click(shown.erase_button)
    person.qtbot.waitUntil(lambda: store(person).patients() == [])
    assert person.window.pages.currentWidget() is person.window.start
    assert b"Zzyxwv" not in store(person).path.read_bytes()
    assert store(person).verify().ok


@pytest.mark.parametrize("key", [Qt.Key.Key_F6, Qt.Key.Key_F7, Qt.Key.Key_F10, Qt.Key.Key_F12])
def test_with_nobody_chosen_it_is_said(person, key: Qt.Key) -> None:
    person.press(key, BOTH)
    assert "Choose a patient" in person.window.message.text()


def test_a_long_list_is_read_as_it_is_scrolled(person) -> None:
    person.new_patient("Sample, Anna")
    added = tuple(Added(a_patient(f"Test {n:03}", number=str(n))) for n in range(120))
    for one in added:
        document(person).commit("Add patient", (one,))
    home(person)
    listed = person.window.start.patients
    assert len(listed.model.rows) == 16
    assert listed._count.text() == "121"
    for _ in range(30):
        QTest.keyClick(listed.search, Qt.Key.Key_PageDown)
        person.qtbot.wait(1)
    assert len(listed.model.rows) == 121
    person.type("test 11")
    assert len(listed.model.rows) == 11  # 011, and 110 to 119
    assert listed._count.text() == "11 of 121"
