"""Export all sessions in the window: whose, as what, where to; steps that can be left."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QProgressDialog

from mesomap.app.exchange.stepping import Stepping
from mesomap.model import Side
from mesomap.panels.exchange.export_all_dialog import ExportAllDialog
from mesomap.report.exporting import Format
from mesomap.storage import Store

TODAY = "2026-11-22"


def asked_for(person) -> ExportAllDialog:
    """File > Export all sessions…, by its key."""
    person.activate()
    person.ctrl_shift(Qt.Key.Key_F11)
    (dialog,) = [one for one in person.window.findChildren(ExportAllDialog) if one.isVisible()]
    person.qtbot.waitUntil(dialog.isActiveWindow)
    return dialog


def choose_folder(person, dialog: ExportAllDialog, folder: Path) -> None:
    person.click(dialog.export_button)
    (asked,) = [one for one in person.window.findChildren(QFileDialog) if one.isVisible()]
    asked.fileSelected.emit(str(folder))
    asked.close()


def running(person) -> bool:
    """Whether an export goes on."""
    return bool(person.window.desk.findChildren(Stepping))


def store(person) -> Store:
    found = person.window.desk.clinic.store
    assert found is not None
    return found


@pytest.fixture
def clinic(person):
    """Two patients, each with a session; the second one's is open."""
    for name in ("Sample, Anna", "Sample, Bea"):
        if person.window.pages.currentWidget() is person.window.page:
            person.ctrl(Qt.Key.Key_W)
        person.new_patient(name)
        person.click_region("cheek-buccal", Side.LEFT)
    return person


def test_without_a_clinic_file_it_says_what_to_do(person) -> None:
    person.ctrl_shift(Qt.Key.Key_F11)
    assert not person.window.findChildren(ExportAllDialog)
    assert "clinic file first" in person.window.message.text()


def test_everybodys_sessions_become_files_of_their_own(clinic, tmp_path: Path) -> None:
    dialog = asked_for(clinic)
    assert dialog.patient() is None
    assert "2 sessions" in dialog.whose.currentText()
    assert dialog.formats.format() is Format.CSV
    choose_folder(clinic, dialog, tmp_path)
    folder = tmp_path / f"mesomap-csv-{TODAY}"
    clinic.qtbot.waitUntil(lambda: not running(clinic))
    ids = {str(one.session.id) for one in store(clinic).sessions()}
    files = set(folder.iterdir()) - {folder / "sessions.csv"}
    assert {one.stem.removeprefix(f"{TODAY}-") for one in files} == ids
    assert all(one.read_bytes().count(b"\r\n") == 2 for one in files)
    assert (folder / "sessions.csv").read_bytes().count(b"\r\n") == 1 + len(files)
    assert sorted(one.name for one in tmp_path.iterdir() if "mesomap-csv" in one.name) == [
        folder.name
    ]
    assert str(folder) in clinic.window.message.text()


def test_the_open_patients_sessions_by_keys(clinic, tmp_path: Path) -> None:
    dialog = asked_for(clinic)
    dialog.whose.setFocus()
    clinic.press(Qt.Key.Key_Down)
    assert dialog.whose.currentText() == "Sample, Bea: 1 session"
    dialog.formats.buttons[Format.CSV].setFocus()
    clinic.press(Qt.Key.Key_Down)
    assert dialog.formats.format() is Format.JSON
    choose_folder(clinic, dialog, tmp_path)
    clinic.qtbot.waitUntil(lambda: not running(clinic))
    (file,) = (tmp_path / f"mesomap-json-{TODAY}").iterdir()
    (patient,) = json.loads(file.read_bytes())["record"]["patient"]
    assert patient["name"] == "Sample, Bea"


@pytest.fixture
def taken(monkeypatch: pytest.MonkeyPatch) -> list[Stepping]:
    """Exports that stand still after their first session."""
    taken: list[Stepping] = []
    begin = Stepping.start

    def held(self: Stepping, steps, *, done: str) -> None:
        """The first two steps, and no more by itself."""
        begin(self, steps, done=done)
        self._timer.stop()
        self._step()
        self._step()
        taken.append(self)

    monkeypatch.setattr(Stepping, "start", held)
    return taken


def test_cancelled_it_leaves_nothing(clinic, taken: list[Stepping], tmp_path: Path) -> None:
    before = set(tmp_path.iterdir())
    choose_folder(clinic, asked_for(clinic), tmp_path)
    assert len(taken) == 1
    assert set(tmp_path.iterdir()) - before, "one session lies apart"
    (bar,) = clinic.window.findChildren(QProgressDialog)
    assert (bar.value(), bar.maximum()) == (1, 2)
    bar.forceShow()
    clinic.qtbot.waitUntil(bar.isActiveWindow)
    clinic.press(Qt.Key.Key_Escape)
    assert "cancelled" in clinic.window.message.text()
    assert set(tmp_path.iterdir()) == before
    QApplication.processEvents()
    assert not running(clinic)


def test_closed_with_the_window_it_leaves_nothing(
    clinic, taken: list[Stepping], tmp_path: Path
) -> None:
    before = set(tmp_path.iterdir())
    choose_folder(clinic, asked_for(clinic), tmp_path)
    assert set(tmp_path.iterdir()) - before
    clinic.window.close()
    assert not any("mesomap-csv" in one.name for one in tmp_path.iterdir())
    QApplication.processEvents()
    assert not running(clinic)


def test_a_place_that_cannot_be_written_is_said(clinic, tmp_path: Path) -> None:
    choose_folder(clinic, asked_for(clinic), tmp_path / "nowhere")
    clinic.qtbot.waitUntil(lambda: not running(clinic))
    assert "nowhere" in clinic.window.message.text()
    assert not (tmp_path / "nowhere").exists()
