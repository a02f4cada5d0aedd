"""The chart on the screen as a picture, by hand."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLineEdit

from mesomap.app.save_picture_dialog import SavePictureDialog
from mesomap.model import Side


@pytest.fixture
def dialog(person) -> SavePictureDialog:
    """A session with a filled cheek, then Ctrl+Shift+I."""
    person.new_patient("Sample, Anna")
    person.choose_chart("face-front")
    person.press(Qt.Key.Key_G)
    person.click_region("cheek-buccal", Side.LEFT)
    person.press(Qt.Key.Key_Return)
    person.settle()
    assert person.injections()
    person.ctrl_shift(Qt.Key.Key_I)
    found = person.window.findChild(SavePictureDialog)
    assert found is not None
    person.qtbot.waitUntil(found.isActiveWindow)
    return found


def save(person, dialog: SavePictureDialog, path: Path) -> None:
    person.click(dialog.save_button)
    chooser = dialog.findChild(QFileDialog)
    person.qtbot.waitUntil(chooser.isActiveWindow)
    line = chooser.findChild(QLineEdit)
    line.selectAll()
    QTest.keyClicks(line, str(path))
    QTest.keyClick(line, Qt.Key.Key_Return)


def test_a_png_of_a_chosen_width_is_saved(person, dialog, tmp_path: Path) -> None:
    assert dialog.preview.pixmap().width() > 100
    person.enter_number(dialog.width_px, "900")
    assert dialog.size_line.text().startswith("900 × ")
    out = tmp_path / "face.png"
    save(person, dialog, out)
    person.qtbot.waitUntil(out.is_file)
    assert QImage(str(out)).width() == 900
    assert str(out) in dialog.message.text()
    assert person.window.page.strip is not None


def test_an_svg_of_a_chosen_width_in_mm_with_its_parts(person, dialog, tmp_path: Path) -> None:
    dialog.format.setFocus()
    QTest.keyClick(dialog.format, Qt.Key.Key_Down)
    dialog.unit.setFocus()
    QTest.keyClick(dialog.unit, Qt.Key.Key_Down)
    assert dialog.width_mm.isVisible()
    assert not dialog.width_px.isVisible()
    person.enter_number(dialog.width_mm, "100")
    for box in (dialog.numbers, dialog.legend, dialog.names, dialog.patient):
        box.setFocus()
        QTest.keyClick(box, Qt.Key.Key_Space)
    out = tmp_path / "face.svg"
    save(person, dialog, out)
    person.qtbot.waitUntil(out.is_file)
    root = ET.fromstring(out.read_bytes())
    assert root.get("width") == "100mm"
    said = ["".join(one.itertext()) for one in root.iter("{http://www.w3.org/2000/svg}text")]
    assert "Sample, Anna" in said
    assert "Forehead" in said
    assert not any(text.strip().isdigit() for text in said)


def test_no_name_of_the_patient_unless_asked_for(dialog) -> None:
    assert not dialog.patient.isChecked()
    assert dialog.picture is not None
    written = [
        t.text
        for t in (*dialog.picture.sheet.names, *dialog.picture.sheet.shapes)
        if hasattr(t, "text")
    ]
    assert not any("Sample" in text for text in written)
    assert "Sample" not in dialog.suggested_path().name
    assert dialog.suggested_path().name.startswith("Face-front-")


def test_it_is_copied(person, dialog) -> None:
    QGuiApplication.clipboard().clear()
    person.click(dialog.copy_button)
    assert QGuiApplication.clipboard().image().width() == dialog.picture.width_px
    assert "Copied" in dialog.message.text()


def test_a_place_that_cannot_be_written_is_one_line(dialog, tmp_path: Path) -> None:
    assert not dialog.save_to(tmp_path / "no" / "a.png")
    assert "There is no folder" in dialog.message.text()


def test_only_the_marks_where_there_are_none_is_one_line(person, dialog) -> None:
    dialog.reject()
    person.activate()
    person.choose_chart("scalp-back")
    person.ctrl_shift(Qt.Key.Key_I)
    other = [d for d in person.window.findChildren(SavePictureDialog) if d.isVisible()][-1]
    other.close_up.setFocus()
    QTest.keyClick(other.close_up, Qt.Key.Key_Space)
    assert "shows nothing of the session" in other.message.text()
    assert not other.save_button.isEnabled()
    QTest.keyClick(other.close_up, Qt.Key.Key_Space)
    assert other.save_button.isEnabled()
    assert other.message.text() == ""
