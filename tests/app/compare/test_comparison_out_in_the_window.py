"""The comparison on paper and as a table, from the window."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLineEdit

from mesomap.app.print_dialog import PrintDialog
from mesomap.exchange.sample import make_sample_clinic

SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def opened(start, tmp_path):
    """The last session of the patient who has most."""
    path = tmp_path / "sample.mesomap"
    make_sample_clinic(path)
    person = start(path)
    known = person.window.desk.clinic.store.sessions()
    anna = [one.session for one in known if one.patient_name == "Sample, Anna"]
    person.window.open_session(anna[-1].id)
    person.settle()
    person.activate()
    return person


def dialogs(person):
    return [one for one in person.window.findChildren(QFileDialog) if one.isVisible()]


def test_the_table_of_the_last_session_against_this_one(opened, tmp_path):
    opened.press(Qt.Key.Key_X, SHIFT)
    (dialog,) = dialogs(opened)
    dialog.fileSelected.emit(str(tmp_path / "out.csv"))
    assert (tmp_path / "out.csv").read_bytes().startswith(b"\xef\xbb\xbffate,region")
    assert "out.csv" in opened.window.message.text()
    dialog.close()


def test_the_paper_is_looked_at_before_it_is_saved(opened, documents):
    opened.press(Qt.Key.Key_P, SHIFT)
    preview = opened.window.findChild(PrintDialog)
    assert not preview.template.isVisible()
    opened.click(preview.save_button)
    chooser = preview.findChild(QFileDialog)
    opened.qtbot.waitUntil(chooser.isActiveWindow)
    QTest.keyClick(chooser.findChild(QLineEdit), Qt.Key.Key_Return)
    opened.qtbot.waitUntil((documents / "comparison.pdf").is_file)
    assert (documents / "comparison.pdf").read_bytes().startswith(b"%PDF")
    preview.close()


def test_without_a_session_before_it_says_so(person):
    person.new_patient("Sample, Anna")
    person.press(Qt.Key.Key_P, SHIFT)
    assert dialogs(person) == []
    assert person.window.findChild(PrintDialog) is None
    assert "no session before" in person.window.message.text()
