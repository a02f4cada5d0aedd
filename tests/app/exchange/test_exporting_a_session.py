"""The open session as a file for another system, by hand."""

from __future__ import annotations

import json
from pathlib import Path

import pydicom
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLineEdit

from mesomap.app.exchange.export_dialog import ExportDialog
from mesomap.model import Side


@pytest.fixture
def dialog(person) -> ExportDialog:
    """A session with one injection, then Ctrl+Shift+X."""
    person.new_patient("Sample, Anna")
    person.choose_chart("face-front")
    person.click_region("cheek-buccal", Side.LEFT)
    assert len(person.injections()) == 1
    person.ctrl_shift(Qt.Key.Key_X)
    found = person.window.findChild(ExportDialog)
    assert found is not None
    person.qtbot.waitUntil(found.isActiveWindow)
    return found


def save(person, dialog: ExportDialog, path: Path) -> QFileDialog:
    person.click(dialog.save_button)
    chooser = person.window.findChild(QFileDialog)
    person.qtbot.waitUntil(chooser.isActiveWindow)
    line = chooser.findChild(QLineEdit)
    assert line.text().startswith("2026-11-22-")
    assert "Sample" not in line.text()
    line.selectAll()
    QTest.keyClicks(line, str(path))
    QTest.keyClick(line, Qt.Key.Key_Return)
    return chooser


@pytest.mark.parametrize(("steps", "ending"), [(0, "csv"), (1, "json"), (2, "fhir.json")])
def test_each_format_is_written(person, dialog, tmp_path: Path, steps: int, ending: str) -> None:
    for _ in range(steps):
        person.press(Qt.Key.Key_Down)
    out = tmp_path / f"anna.{ending}"
    save(person, dialog, out)
    person.qtbot.waitUntil(out.is_file)
    assert person.window.message.text() == f"Written: {out}"
    content = out.read_bytes()
    if ending == "csv":
        assert content.startswith(b"\xef\xbb\xbfkind,")
        assert len(content.decode("utf-8-sig").splitlines()) == 2
    elif ending == "json":
        assert json.loads(content)["format"] == "mesomap"
    else:
        assert json.loads(content)["type"] == "transaction"


def test_dicom_without_an_ending_gets_one(person, dialog, tmp_path: Path) -> None:
    for _ in range(3):
        person.press(Qt.Key.Key_Down)
    save(person, dialog, tmp_path / "anna")
    out = tmp_path / "anna.dcm"
    person.qtbot.waitUntil(out.is_file)
    assert str(pydicom.dcmread(out).PatientName) == "Sample^Anna"


def test_a_draft_is_said_to_be_one(person, dialog) -> None:
    assert dialog.words.isVisible()
    assert "draft" in dialog.words.text()
    person.press(Qt.Key.Key_Escape)
    person.qtbot.waitUntil(lambda: not dialog.isVisible())


def test_a_place_that_cannot_be_written_is_said(person, dialog, tmp_path: Path) -> None:
    person.click(dialog.save_button)
    chooser = person.window.findChild(QFileDialog)
    person.qtbot.waitUntil(chooser.isActiveWindow)
    chooser.fileSelected.emit(str(tmp_path / "gone" / "a.csv"))
    assert "There is no folder" in person.window.message.text()
    chooser.reject()
