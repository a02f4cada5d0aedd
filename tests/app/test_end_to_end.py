"""The main job by hand, from the first start to paper."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import shapely
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QFileDialog, QLineEdit

from mesomap.analysis.mandible import mandible_exclusion
from mesomap.app.print_dialog import PrintDialog
from mesomap.model import Injection, Side, Technique

SHIFT = Qt.KeyboardModifier.ShiftModifier


def save_pdf(person, path: Path) -> None:
    """Ctrl+P, Save as PDF, a name, Enter."""
    person.ctrl(Qt.Key.Key_P)
    dialog = person.window.findChild(PrintDialog)
    assert dialog is not None
    person.click(dialog.save_button)
    chooser = dialog.findChild(QFileDialog)
    assert chooser is not None
    person.qtbot.waitUntil(chooser.isActiveWindow)
    line = chooser.findChild(QLineEdit)
    line.selectAll()
    QTest.keyClicks(line, str(path))
    QTest.keyClick(line, Qt.Key.Key_Return)
    person.qtbot.waitUntil(path.is_file)
    assert str(path) in dialog.message.text()
    dialog.close()
    person.activate()


def test_a_whole_session_from_the_first_start_to_paper(start, documents: Path) -> None:
    person = start()

    # A name and three clicks.
    person.new_patient("Sample, Anna")
    person.click_chart(*over_the_cheek(person))
    assert len(person.injections()) == 1
    person.ctrl(Qt.Key.Key_Z)
    assert person.injections() == {}

    # The submental protocol of the label: 10 mm square, 0.2 mL each, at most 50 points and 10 mL.
    person.choose_chart("under-chin")
    person.settle()
    syringe, grid = person.window.page.syringe, person.window.page.grid
    person.enter_number(syringe.volume_field, "0,2")
    person.enter_number(syringe.depth_field, "6")
    technique = syringe.technique_choice
    choose(technique, Technique.DEEP)
    person.press(Qt.Key.Key_G)
    person.enter_number(grid.spacing, "10")
    person.enter_number(grid.margin, "1")
    sides = submental_sides(person)
    person.click_region("submental", sides[0])
    for side in sides[1:]:
        person.click_region("submental", side, SHIFT)
    unfree = grid.preview_text()
    person.enter_number(grid.jaw, "15")
    promised = grid.preview_text()
    assert promised != unfree
    person.press(Qt.Key.Key_Return)
    person.settle()
    under_chin: list[Injection] = list(person.injections().values())  # type: ignore[arg-type]
    assert 5 <= len(under_chin) <= 50
    assert f"{len(under_chin)} injections" in promised
    assert {one.region for one in under_chin} == {"submental"}
    assert {one.technique for one in under_chin} == {Technique.DEEP}
    assert sum(one.volume_ul for one in under_chin) == 200 * len(under_chin) <= 10_000
    assert {one.depth_mm for one in under_chin} == {6.0}
    body = person.view().body
    for patch in {body.regions[key].patch for key in body.regions if key.id == "submental"}:
        zone = mandible_exclusion(body, patch, below_mm=15.0).shape
        places = body.on_patch(patch, [one.site for one in under_chin])
        assert not shapely.contains_xy(zone.buffer(-0.01), places).any()

    # Papules of both cheeks, each with its own grid.
    person.choose_chart("face-front")
    choose(technique, Technique.PAPULE)
    person.enter_number(syringe.volume_field, "0.05")
    person.enter_number(syringe.depth_field, "1.0")
    person.enter_number(grid.margin, "0")
    for side in (Side.LEFT, Side.RIGHT):
        person.click_region("cheek-buccal", side)
        person.press(Qt.Key.Key_Return)
    whole = person.injections()
    papules = [one for one in whole.values() if one.region == "cheek-buccal"]  # type: ignore[attr-defined]
    assert len(papules) > 10
    assert {one.volume_ul for one in papules} == {50}  # type: ignore[attr-defined]

    # Undo and redo are the same door.
    for _ in range(2):
        person.ctrl(Qt.Key.Key_Z)
    assert len(person.injections()) == len(under_chin)
    for _ in range(2):
        person.ctrl_shift(Qt.Key.Key_Z)
    assert person.injections() == whole
    person.settle()
    totals = person.window.page.totals
    assert totals.text("planned") == str(len(whole))

    # Close, reopen: the same map.
    person.window.close()
    clinic = documents / "mesomap" / "Clinic.mesomap"
    assert sorted(p.name for p in clinic.parent.iterdir()) == ["Clinic.mesomap"]
    again = start()
    again.qtbot.waitUntil(lambda: again.window.start.patients.model.rowCount() == 1)
    again.window.start.patients.search.setFocus()
    again.press(Qt.Key.Key_Return)
    again.qtbot.waitUntil(lambda: again.window.pages.currentWidget() is again.window.page)
    assert again.injections() == whole

    # Paper.
    out = documents / "anna.pdf"
    save_pdf(again, out)
    assert out.read_bytes().startswith(b"%PDF")
    if shutil.which("pdftotext"):
        text = subprocess.run(
            ["pdftotext", "-layout", str(out), "-"], capture_output=True, text=True, check=True
        ).stdout
        assert "Sample, Anna" in text
        assert "ubmental" in text
        assert str(len(whole)) in text


def choose(box: QComboBox, value: object) -> None:
    """Walk to `value` with the arrow keys."""
    box.setFocus()
    for _ in range(box.count()):
        QTest.keyClick(box, Qt.Key.Key_Up)
    for _ in range(box.count()):
        if box.currentData() == value:
            return
        QTest.keyClick(box, Qt.Key.Key_Down)
    raise AssertionError(f"{value} cannot be chosen")


def over_the_cheek(person) -> tuple[float, float]:
    body = person.view().body
    chart = body.charts[person.view().chart]
    assert chart.id == "face-front"
    key = next(key for key in chart.regions if key.id == "cheek-medial")
    inside = chart.polygons()[key].representative_point()
    return inside.x, inside.y


def submental_sides(person) -> list[Side]:
    chart = person.view().body.charts["under-chin"]
    return [key.side for key in chart.regions if key.id == "submental"]
