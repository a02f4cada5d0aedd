"""What is seen, printed and exported is in the log, and the log is a page of the window."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QFileDialog

from mesomap.app import settings
from mesomap.app.print_dialog import PrintDialog
from mesomap.app.record import done_flow
from mesomap.document.record import looking
from mesomap.model import Added, Person, SessionStatus, Side
from mesomap.panels.record.choose_patient import ChoosePatient
from mesomap.panels.record.clinic_settings_dialog import ClinicSettingsDialog
from mesomap.panels.record.done_dialog import DoneDialog
from mesomap.panels.record.sign_dialog import SignDialog
from mesomap.storage.done import Wanted

K = Qt.Key


def store(person):
    found = person.window.desk.clinic.store
    assert found is not None
    return found


def dialog(person, kind: type[QDialog]):
    found: list[QDialog] = []

    def there() -> bool:
        found[:] = [one for one in person.window.findChildren(kind) if one.isVisible()]
        return bool(found) and found[-1].isActiveWindow()

    person.qtbot.waitUntil(there)
    return found[-1]


def events(person) -> list[tuple[str, dict[str, str]]]:
    rows = store(person).what_was_done(Wanted(kinds=("event",)), limit=99)
    return [(row.label, row.details) for row in reversed(rows)]


def rows_of(shown: DoneDialog) -> list[tuple[str, ...]]:
    model = shown.table.rows
    columns = range(model.columnCount())
    return [
        tuple(str(model.data(model.index(row, column))) for column in columns)
        for row in range(model.rowCount())
    ]


def ask_done(person) -> DoneDialog:
    person.activate()
    person.ctrl_shift(K.Key_H)
    found = dialog(person, DoneDialog)
    assert isinstance(found, DoneDialog)
    return found


def test_opening_a_session_is_recorded_once_a_minute(person) -> None:
    person.new_patient("Sample, Anna")
    session = person.window.desk.clinic.document.session.id
    for _ in range(3):
        person.window.show_start()
        person.window.open_session(session)
    assert events(person) == [("Look at a session", {})]
    (row,) = store(person).what_was_done(Wanted(kinds=("event",)), limit=9)
    assert row.session == session
    assert row.name == "Sample, Anna"


def test_printing_says_which_paper_and_as_what(person, documents: Path) -> None:
    person.new_patient("Sample, Anna")
    person.click_region("cheek-medial", Side.LEFT)
    person.ctrl(K.Key_P)
    shown = dialog(person, PrintDialog)
    assert shown.save_to(documents / "Anna.pdf")
    shown.reject()
    assert events(person)[-1] == ("Print", {"template": "patient-file", "to": "pdf"})


def test_exporting_comparing_and_the_course_are_recorded(person, documents: Path) -> None:
    from mesomap.report.exporting import Format

    person.new_patient("Sample, Anna")
    person.click_region("cheek-medial", Side.LEFT)
    person.desk().export_out.export_to(documents / "a.csv", Format.CSV)
    assert events(person)[-1] == ("Export", {"format": "csv"})
    person.ctrl_shift(K.Key_N)
    person.desk().compare.start()
    assert events(person)[-1][0] == "Compare sessions"
    person.desk().compare.close()
    person.desk().course_view.start()
    assert events(person)[-1] == ("Look at a course", {"course": "all"})
    person.desk().course_view.close()


def test_the_page_shows_filters_and_opens(person, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(done_flow, "PAGE_ROWS", 4)
    for name in ("Sample, Anna", "Muster, Clara"):
        person.new_patient(name)
        person.click_region("cheek-medial", Side.LEFT)
        person.window.show_start()
        person.activate()
    shown = ask_done(person)
    first = rows_of(shown)
    assert first[0][2] == "Look at what was done"
    assert "more come" in shown.count.text() or len(first) > 4
    shown.table.scrollToBottom()
    person.qtbot.waitUntil(lambda: "rows" in shown.count.text())
    every = rows_of(shown)
    assert every[: len(first)] == first
    assert len(every) == len(store(person).log_rows())
    assert {row[3] for row in every} == {"", "Sample, Anna", "Muster, Clara"}
    shown.kind.setCurrentIndex(shown.kind.findData("seen"))
    assert [row[2] for row in rows_of(shown)] == [
        "Look at what was done",
        "Look at a session",
        "Look at a session",
    ]
    person.click(shown.patient_button)
    chooser = dialog(person, ChoosePatient)
    QTest.keyClicks(chooser.search, "muster")
    QTest.keyClick(chooser.search, K.Key_Return)
    if chooser.isVisible():
        person.click(chooser.accept_button)
    person.qtbot.waitUntil(lambda: [row[3] for row in rows_of(shown)] == ["Muster, Clara"])
    assert shown.patient_button.text() == "Muster, Clara"
    person.click(shown.everybody_button)
    assert len(rows_of(shown)) == 3
    QTest.keyClicks(shown.day.day, "21")
    shown.day.month.setCurrentIndex(11)
    QTest.keyClicks(shown.day.year, "2026")
    assert rows_of(shown) == []
    assert shown.count.text() == "Nothing of that sort was done."
    shown.day.day.selectAll()
    QTest.keyClicks(shown.day.day, "22")
    assert len(rows_of(shown)) == 3
    shown.table.selectRow(1)
    assert shown.open_button.isEnabled()
    person.click(shown.open_button)
    person.qtbot.waitUntil(lambda: person.window.pages.currentWidget() is person.window.page)


def test_the_page_as_a_table(person, documents: Path) -> None:
    person.new_patient("Sample, Anna")
    shown = ask_done(person)
    person.click(shown.table_button)
    chooser = dialog(person, QFileDialog)
    chooser.fileSelected.emit(str(documents / "done.csv"))
    chooser.close()
    lines = (documents / "done.csv").read_text("utf-8-sig").splitlines()
    assert lines[0].startswith("seq,at,actor,kind,label,details")
    assert "Sample, Anna" in lines[2]
    assert events(person)[-1] == ("Export what was done", {"format": "csv"})
    shown.reject()


def test_only_managers_see_it(person) -> None:
    person.new_patient("Sample, Anna")
    manager = Person(id=uuid4(), name="B. Example", may_manage=True)
    document = person.window.desk.clinic.document
    document.commit("Add person", (Added(manager),))
    person.activate()
    person.ctrl_shift(K.Key_H)
    assert not [one for one in person.window.findChildren(DoneDialog) if one.isVisible()]
    assert "B. Example" in person.window.message.text()
    settings.remember_who(manager.id)
    ask_done(person).reject()


def test_the_years_that_records_are_kept_for(person) -> None:
    person.new_patient("Sample, Anna")
    person.ctrl_shift(K.Key_F3)
    shown = dialog(person, ClinicSettingsDialog)
    person.click(shown.tab(3))
    person.enter_number(shown.keeping.field, "10")
    person.click(shown.save_button)
    from mesomap.document.record.clinic import clinic_settings

    assert clinic_settings(store(person)).retention_years == 10


def test_a_clock_that_was_set_back_is_said_and_confirmed_before_signing(start) -> None:
    person = start()
    person.new_patient("Sample, Anna")
    person.click_region("cheek-medial", Side.LEFT)
    path = store(person).path
    early = datetime(2026, 11, 22, 14, 32) - timedelta(hours=3)
    person.window.desk.clock = lambda: early
    person.activate()
    person.ctrl(K.Key_F2)
    shown = dialog(person, SignDialog)
    QTest.keyClicks(shown.name, "B. Example")
    person.click(shown.sign_button)
    assert shown.isVisible(), "the time is not confirmed"
    shown.confirmed.click()
    person.click(shown.sign_button)
    session = person.window.desk.clinic.document.session
    assert session.status is SessionStatus.SIGNED
    person.window.show_start()
    person.window.desk.clinic.close()
    person.window.message.hide()
    person.window.desk.clinic.open(path)
    assert "clock says 2026-11-22 11:32" in person.window.message.text()


def test_labels_of_what_is_seen_and_of_what_went_out_are_apart() -> None:
    assert not set(looking.LOOKS) & set(looking.OUT)
    assert replace(looking.of_clinic("a", b="c"), label="d").details == {"b": "c"}
