"""The window around the main job: files, themes, keys, and what goes wrong."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea

from mesomap.app import settings
from mesomap.app.action_table import MENUS, SPECS
from mesomap.app.actions_syringes import NUMBERED
from mesomap.app.keys_window import KeysWindow
from mesomap.model import Side
from mesomap.paint.theme import current
from mesomap.panels.syringe_dialog import SyringeDialog


def test_every_action_has_a_menu_a_tooltip_and_its_own_key(person) -> None:
    seen: dict[str, str] = {}
    in_menus = {
        action for menu in person.window.menuBar().actions() for action in menu.menu().actions()
    }
    for spec in SPECS:
        action = person.window.commands[spec.name]
        assert spec.menu in MENUS
        assert action in in_menus
        assert action.toolTip()
        for key in action.shortcuts():
            assert key.toString() not in seen, (spec.name, seen)
            seen[key.toString()] = spec.name


def test_no_key_needs_a_shifted_digit(person) -> None:
    digits = {str(n) for n in range(10)}
    for spec in SPECS:
        if spec.name in NUMBERED:
            continue  # the next syringe's key reaches each of them
        keys = [QKeySequence(key).toString() for key in spec.keys]
        plain = [key for key in keys if not digits & set(key.split("+"))]
        assert plain or not keys, spec.name
        assert not any("Alt" in key for key in keys), spec.name


def test_tools_answer_to_their_keys_and_esc_leaves(person) -> None:
    person.new_patient("Sample, Anna")
    canvas = person.desk().canvas
    assert canvas.tool == "point"
    for key, tool in (("V", "select"), ("P", "point"), ("E", "erase"), ("G", "grid")):
        QTest.keyClicks(canvas.view, key.lower())
        assert canvas.tool == tool
        assert person.window.commands[f"tool_{tool}"].isChecked()
    assert person.window.page.grid.isVisible()
    person.press(Qt.Key.Key_Escape)
    assert canvas.tool == "select"
    assert not person.window.page.grid.isVisible()


def test_a_letter_typed_into_a_number_is_no_tool_key(person) -> None:
    person.new_patient("Sample, Anna")
    field = person.window.page.syringe.depth_field
    QTest.mouseClick(field.edit, Qt.MouseButton.LeftButton)
    QTest.keyClicks(field.edit, "e")
    assert person.desk().canvas.tool == "point"
    assert field.reason()


def test_plus_and_minus_set_depth_and_volume(person) -> None:
    person.new_patient("Sample, Anna")
    person.desk().canvas.setFocus()
    held = person.view().held
    before = held()
    QTest.keyClick(person.desk().canvas.view, Qt.Key.Key_Plus)
    assert held().depth_mm == before.depth_mm + 0.5
    person.ctrl(Qt.Key.Key_Plus)
    assert held().volume_ul == before.volume_ul + 10
    person.ctrl(Qt.Key.Key_Minus)
    QTest.keyClick(person.desk().canvas.view, Qt.Key.Key_Minus)
    assert held() == before
    assert person.window.page.syringe.depth_field.value() == before.depth_mm


def test_page_keys_change_the_chart(person) -> None:
    person.new_patient("Sample, Anna")
    first = person.view().chart
    person.press(Qt.Key.Key_PageDown)
    assert person.view().chart != first
    person.press(Qt.Key.Key_PageUp)
    assert person.view().chart == first


def test_the_selection_is_edited_and_not_the_syringe(person) -> None:
    person.new_patient("Sample, Anna")
    person.click_region("cheek-medial", Side.LEFT)
    person.click_region("cheek-medial", Side.RIGHT)
    syringe = person.view().held()
    QTest.keyClicks(person.desk().canvas.view, "v")
    person.ctrl(Qt.Key.Key_A)
    assert person.window.page.syringe.target() == "2 injections selected"
    person.enter_number(person.window.page.syringe.depth_field, "2,5")
    assert {one.depth_mm for one in person.injections().values()} == {2.5}
    assert person.view().held() == syringe
    person.ctrl(Qt.Key.Key_Z)
    assert {one.depth_mm for one in person.injections().values()} == {syringe.depth_mm}


def test_figures_follow_the_map(person) -> None:
    person.new_patient("Sample, Anna")
    key = person.click_region("cheek-medial", Side.LEFT)
    person.settle()
    page = person.window.page
    assert page.totals.text("planned") == "1"
    assert page.totals.text("volume") == "0.05 mL"
    assert page.strip.model.counts["face-front"] == 1
    assert page.banner.saved_text() == "Saved 14:32"
    QTest.keyClicks(person.desk().canvas.view, "v")
    person.click(page.region.lines()[0])
    assert person.view().region == key
    assert page.region.text("count") == "1"
    assert "lengths here are good to" in page.read_out.truth()


def test_another_syringe_is_taken_in_hand(person) -> None:
    person.new_patient("Sample, Anna")
    person.click(person.window.page.syringe.add_button)
    dialog = person.window.findChild(SyringeDialog)
    person.qtbot.waitUntil(dialog.isActiveWindow)
    QTest.keyClicks(dialog.name, "Two")
    person.enter_number(dialog.drawn, "2,5")
    person.click(dialog.save_button)
    assert person.view().held().name == "Two"
    assert person.view().held().drawn_ul == 2500
    person.activate()
    person.click_region("cheek-medial", Side.LEFT)
    assert {one.syringe for one in person.injections().values()} == {person.view().held().id}


def test_a_new_session_begins_empty_and_the_old_one_is_a_click_away(person) -> None:
    person.new_patient("Sample, Anna")
    person.click_region("cheek-medial", Side.LEFT)
    old = person.injections()
    person.click(person.window.page.timeline.new_button)
    assert person.injections() == {}
    assert len(person.window.page.timeline.cards()) == 2
    assert person.desk().canvas.tool == "point"
    other = next(c for c in person.window.page.timeline.cards() if not c.entry.current)
    person.click(other.open_button)
    assert person.injections() == old


@pytest.mark.parametrize("what", ["nothing", "text"])
def test_a_file_that_cannot_be_opened_is_said_in_one_line(start, tmp_path: Path, what) -> None:
    path = tmp_path / "x.mesomap"
    if what == "text":
        path.write_text("no clinic file " * 20)
    person = start(path)
    said = person.window.message.text()
    assert str(path) in said
    assert "\n" not in said
    assert person.window.desk.clinic.store is None
    assert "New patient" in person.window.start.patients.empty_text()


def test_the_last_file_that_is_gone_is_said(start, tmp_path: Path) -> None:
    settings.remember_clinic(tmp_path / "gone.mesomap")
    person = start()
    assert "not there any more" in person.window.message.text()


def test_the_theme_is_remembered(person) -> None:
    person.window.commands["theme_dark"].trigger()
    assert current().dark
    assert settings.theme() == "dark"
    person.window.commands["theme_light"].trigger()
    assert not current().dark


def test_f1_lists_every_key(person) -> None:
    person.press(Qt.Key.Key_F1)
    window = person.window.findChild(KeysWindow)
    said = {label.text() for label in window.findChildren(QLabel)}
    assert {"Ctrl+N", "V", "PgDown", "Zoom at the cursor"} <= said
    window.close()


def test_the_keys_fit_a_small_window_side_by_side(person) -> None:
    person.press(Qt.Key.Key_F1)
    window = person.window.findChild(KeysWindow)
    columns = []
    for width in (1326, 880):
        window.resize(width, 640)
        QCoreApplication.processEvents()
        area = window.findChild(QScrollArea)
        blocks = [block for block in area.widget().children() if type(block) is QFrame]
        assert all(block.geometry().right() <= area.viewport().width() for block in blocks)
        columns.append(len({block.x() for block in blocks}))
    assert columns == [3, 2]
    window.close()


@pytest.mark.slow
def test_of_the_sample_clinic_nothing_is_kept(person) -> None:
    person.click(person.window.start.sample_card)
    patients = person.window.start.patients
    person.qtbot.waitUntil(lambda: patients.model.rowCount() > 11, timeout=120_000)
    folder = person.window.desk.clinic.store.path.parent
    assert folder.exists()
    assert settings.last_clinic() is None
    QTest.keyClicks(patients.search, "muster")
    assert [row.name for row in patients.model.rows] == ["Muster, Clara"]
    person.window.close()
    assert not folder.exists()


def test_a_listener_that_fails_is_said_calmly_and_the_map_is_saved(person, caplog) -> None:
    person.new_patient("Sample, Anna")
    document = person.window.desk.clinic.document

    def fails(event: object) -> None:
        raise RuntimeError("a panel broke")

    leave = document.subscribe(fails)
    person.click_region("cheek-medial", Side.LEFT)
    leave()
    assert person.window.message.text() == (
        "Something in the window failed; the map is saved. Details in the log."
    )
    assert "a panel broke" in caplog.text
    caplog.clear()
    assert len(document.store.injections(document.session.id)) == len(person.injections()) == 1


def test_clicking_an_injection_chooses_its_region(person) -> None:
    person.new_patient("Sample, Anna")
    person.click_region("cheek-medial", Side.RIGHT)
    key = person.click_region("cheek-medial", Side.LEFT)
    person.settle()
    QTest.keyClicks(person.desk().canvas.view, "v")
    person.click_region("cheek-medial", Side.LEFT)
    assert person.window.page.syringe.target() == "injection 2 selected"
    assert person.window.page.region.name() == "Left medial cheek"
    assert person.desk().canvas.stage.selected_region == key


def test_a_layer_stands_where_no_depth_is_meant(person) -> None:
    person.new_patient("Sample, Anna")
    person.view().edit_syringe(lambda held: replace(held, depth_mm=None, layer="mid-fat"))
    person.settle()
    person.click_region("cheek-medial", Side.LEFT)
    person.settle()
    field = person.window.page.syringe.depth_field.edit
    assert (field.text(), field.placeholderText()) == ("", "mid-fat")
    QTest.keyClicks(person.desk().canvas.view, "v")
    person.click_region("cheek-medial", Side.LEFT)
    assert (field.text(), field.placeholderText()) == ("", "mid-fat")
    person.desk().hover.refresh()
    assert person.window.page.read_out.place() == "Left medial cheek · mid-fat"
    person.press(Qt.Key.Key_Escape)
    person.enter_number(person.window.page.syringe.depth_field, "4")
    QTest.keyClicks(person.desk().canvas.view, "p")
    person.click_region("cheek-medial", Side.RIGHT)
    person.settle()
    QTest.keyClicks(person.desk().canvas.view, "v")
    person.ctrl(Qt.Key.Key_A)
    assert (field.text(), field.placeholderText()) == ("", "differs")


def test_home_in_a_choice_does_not_fit_the_chart(person) -> None:
    person.new_patient("Sample, Anna")
    canvas = person.desk().canvas
    canvas.zoom_in()
    zoom = canvas.view.zoom
    choice = person.window.page.syringe.technique_choice
    choice.setFocus()
    person.press(Qt.Key.Key_End)
    assert choice.currentIndex() == choice.count() - 1
    person.press(Qt.Key.Key_Home)
    assert choice.currentIndex() == 0
    assert canvas.view.zoom == zoom
    canvas.setFocus()
    person.press(Qt.Key.Key_Home)
    assert canvas.view.zoom == 1.0


def test_the_first_syringe_is_there_before_anything_is_shown(person, monkeypatch) -> None:
    from mesomap.document import Document

    heard: list[tuple[str, int]] = []
    notify = Document._notify

    def listening(document: Document, event) -> None:
        heard.append((event.kind, len(document._subscribers)))
        notify(document, event)

    monkeypatch.setattr(Document, "_notify", listening)
    person.new_patient("Sample, Anna")
    kinds = [kind for kind, _ in heard]
    last = len(kinds) - 1 - kinds[::-1].index("opened")
    # Opened and given its syringe: only what says whether all is saved listens, nothing flickers.
    assert kinds[last : last + 2] == ["opened", "commit"]
    assert [listeners for _, listeners in heard[last : last + 2]] == [1, 1]
    assert person.view().held() is not None
    assert not person.window.commands["undo"].isEnabled()
