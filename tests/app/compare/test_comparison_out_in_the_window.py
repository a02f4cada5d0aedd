"""The comparison on paper and as a table, from the window."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

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


@pytest.mark.parametrize(
    ("key", "name", "begins"),
    [(Qt.Key.Key_P, "out.pdf", b"%PDF"), (Qt.Key.Key_X, "out.csv", b"\xef\xbb\xbffate,region")],
)
def test_the_last_session_against_this_one(opened, tmp_path, key, name, begins):
    opened.press(key, SHIFT)
    (dialog,) = dialogs(opened)
    dialog.fileSelected.emit(str(tmp_path / name))
    assert (tmp_path / name).read_bytes().startswith(begins)
    assert name in opened.window.message.text()
    dialog.close()


def test_without_a_session_before_it_says_so(person):
    person.new_patient("Sample, Anna")
    person.press(Qt.Key.Key_P, SHIFT)
    assert dialogs(person) == []
    assert "no session before" in person.window.message.text()
