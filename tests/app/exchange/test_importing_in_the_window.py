"""Importing in the window: the file is shown before anything is done, then done as one."""

from __future__ import annotations

import csv
import io
import threading
from pathlib import Path

import pytest
from clinic_values import NOON, a_patient, a_session
from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QFileDialog, QProgressDialog, QWidget

from mesomap.app.exchange.background import Background
from mesomap.atlas import default_atlas
from mesomap.exchange.bundle import bundle_bytes, bundle_json
from mesomap.model import Added, Side
from mesomap.panels.exchange.import_dialog import ImportDialog
from mesomap.storage import Store


def choose(person, path: Path) -> None:
    """Name a file in the file dialog that is open."""
    (asked,) = [one for one in person.window.findChildren(QFileDialog) if one.isVisible()]
    asked.fileSelected.emit(str(path))
    asked.close()


def asked_for(person) -> ImportDialog:
    """File > Import…, by its key."""
    person.activate()
    person.ctrl(Qt.Key.Key_U)
    (dialog,) = [one for one in person.window.findChildren(ImportDialog) if one.isVisible()]
    return dialog


def importing(person, path: Path) -> ImportDialog:
    """The dialog with `path` looked at."""
    dialog = asked_for(person)
    choose(person, path)
    person.qtbot.waitUntil(lambda: bool(dialog.cells()) or dialog.message.isVisible())
    dialog.activateWindow()
    person.qtbot.waitUntil(dialog.isActiveWindow)
    return dialog


def store(person) -> Store:
    found = person.window.desk.clinic.store
    assert found is not None
    return found


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A session of another clinic as a file."""
    out = tmp_path / "session.json"
    with Store.create(tmp_path / "other.mesomap") as other:
        patient = a_patient("Sample, Bea")
        session = a_session(patient)
        other.apply("add", (Added(patient), Added(session)), actor="B", at=NOON)
        bundle = bundle_json(other, default_atlas(), [session.id], at=NOON, attachments=True)
    out.write_bytes(bundle_bytes(bundle))
    return out


def test_without_a_clinic_file_it_says_what_to_do(person) -> None:
    person.ctrl(Qt.Key.Key_U)
    assert not person.window.findChildren(ImportDialog)
    assert "clinic file first" in person.window.message.text()


def test_a_session_is_shown_and_then_imported(person, file: Path) -> None:
    person.new_patient("Sample, Anna")
    person.click_region("cheek-buccal", Side.LEFT)
    before = store(person).log_rows()
    dialog = importing(person, file)
    assert ["Session", "2026-11-22", "new"] in [cells[:3] for cells in dialog.cells()]
    assert "1 session is new" in dialog.said()
    assert store(person).log_rows() == before, "nothing is done before it is wanted"
    person.click(dialog.import_button)
    names = [one.name for one in store(person).patients()]
    assert names == ["Sample, Anna", "Sample, Bea"]
    assert not dialog.import_button.isEnabled()
    assert store(person).verify().ok
    assert len(person.injections()) == 1, "the open session is still there"
    person.click(dialog.close_button)
    again = importing(person, file)
    assert {cells[2] for cells in again.cells()} == {"there already"}
    assert not again.import_button.isEnabled()
    again.close()


def test_a_file_that_is_none_is_said(person, tmp_path: Path) -> None:
    person.new_patient("Sample, Anna")
    bad = tmp_path / "bad.json"
    bad.write_text("[" * 2000)
    dialog = importing(person, bad)
    assert "nests deeper" in dialog.message.text()
    assert not dialog.import_button.isEnabled()
    dialog.close()


def test_patients_from_a_table_with_its_mapping(person, tmp_path: Path) -> None:
    person.new_patient("Sample, Anna")
    table = tmp_path / "patients.csv"
    table.write_bytes("Wer;Geburtsdatum\nZoë;14.03.1981\nMax;gestern\n".encode("cp1252"))
    dialog = importing(person, table)
    assert "which column" in dialog.message.text()
    name, dates = dialog.mapping.columns["name"], dialog.mapping.dates
    name.setFocus()
    person.press(Qt.Key.Key_Down)
    assert name.currentText() == "Wer"
    assert [cells[3] for cells in dialog.cells()] == ["refused", "refused"]
    dates.setFocus()
    person.press(Qt.Key.Key_Down)
    assert dates.currentText() == "DD.MM.YYYY"
    seen = [[cell.replace("\xa0", " ") for cell in cells[1:4]] for cells in dialog.cells()]
    assert seen == [["Zoë", "14 Mar 1981", "new"], ["Max · gestern", "", "refused"]]
    assert "is a guess" in dialog.said()
    report = tmp_path / "refused.csv"
    person.click(dialog.report_button)
    choose(person, report)
    rows = list(csv.reader(io.StringIO(report.read_text("utf-8-sig"))))
    assert rows[1][0] == "3"
    assert rows[1][2:] == ["Max", "gestern"]
    person.click(dialog.import_button)
    assert [one.name for one in store(person).patients()] == ["Sample, Anna", "Zoë"]
    dialog.close()


def test_another_encoding_reads_the_file_anew(person, tmp_path: Path) -> None:
    person.new_patient("Sample, Anna")
    table = tmp_path / "patients.csv"
    table.write_bytes(b"Name\nZo\xc3\xab\n")
    dialog = importing(person, table)
    assert dialog.cells()[0][1] == "Zoë"
    dialog.mapping.encoding.setFocus()
    person.press(Qt.Key.Key_End)
    assert dialog.mapping.encoding.currentText() == "cp1252"
    assert dialog.cells()[0][1] == "ZoÃ«"
    dialog.close()


def test_what_takes_long_can_be_left(qtbot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    go_on, told = threading.Event(), QObject(window)
    heard: list[object] = []
    work = Background(lambda: go_on.wait(10), "Reading…", window)
    work.done.connect(heard.append)
    gone: list[object] = []
    work.destroyed.connect(lambda: gone.append(told))
    work.start()
    (bar,) = window.findChildren(QProgressDialog)
    bar.canceled.emit()
    go_on.set()
    qtbot.waitUntil(lambda: bool(gone))
    assert heard == []
