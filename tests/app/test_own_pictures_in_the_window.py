"""A clinic's own picture in the window: added, measured, marked on, retired."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QFileDialog

from mesomap.app.action_table import SPECS
from mesomap.model import PatientsLeft, Picture, PictureSite, Side
from mesomap.panels.picture_dialog import PictureDialog
from mesomap.panels.picture_list import PictureList

LEFT = Qt.MouseButton.LeftButton
SHOTS = os.environ.get("MESOMAP_SHOTS")


@pytest.fixture(autouse=True)
def english(qapp: object) -> None:
    QLocale.setDefault(QLocale("en_GB"))


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    """600 x 400 px, red on its left half."""
    image = QImage(600, 400, QImage.Format.Format_RGB32)
    image.fill(QColor("#DDCCBB"))
    painter = QPainter(image)
    painter.fillRect(0, 0, 300, 400, QColor("#CC4444"))
    painter.end()
    path = tmp_path / "left_knee.png"
    assert image.save(str(path))
    return path


def shoot(person, name: str) -> None:
    """For whoever wants to look."""
    if SHOTS:
        person.qtbot.wait(400)
        person.window.grab().save(str(Path(SHOTS) / f"{name}.png"))


def the_dialog(person) -> PictureDialog:
    dialog = person.window.findChild(PictureDialog)
    assert dialog is not None
    person.qtbot.waitUntil(dialog.isActiveWindow)
    return dialog


def draw_line(dialog: PictureDialog, start: tuple[float, float], end: tuple[float, float]) -> None:
    """Drag from one place of the picture to another, in its px."""
    a, b = (dialog.board.on_widget(*at).toPoint() for at in (start, end))
    QTest.mousePress(dialog.board, LEFT, pos=a)
    QTest.mouseMove(dialog.board, a + QPoint(12, 0))
    QTest.mouseMove(dialog.board, b)
    QTest.mouseRelease(dialog.board, LEFT, pos=b)


def fill_in(person, *, mm: str = "150", left: PatientsLeft = PatientsLeft.ON_THE_RIGHT) -> None:
    """A line over half of the picture's width, its length, left and right, confirmed."""
    dialog = the_dialog(person)
    draw_line(dialog, (150, 200), (450, 200))
    person.enter_number(dialog.length, mm)
    dialog = person.window.findChild(PictureDialog)  # Enter there does not close the dialog
    assert dialog is not None
    QTest.mouseClick(dialog.sides[left], LEFT, pos=QPoint(8, dialog.sides[left].height() // 2))
    QTest.mouseClick(dialog.right_check, LEFT, pos=QPoint(8, dialog.right_check.height() // 2))


def add(person, path: Path, **said: object) -> Picture:
    person.desk().own_pictures.add(path)
    fill_in(person, **said)
    dialog = the_dialog(person)
    QTest.mouseClick(dialog.save_button, LEFT)
    person.qtbot.waitUntil(lambda: person.window.findChild(PictureDialog) is None)
    person.activate()
    person.settle()
    (picture,) = person.window.desk.clinic.document.pictures.values()
    return picture


def test_a_picture_becomes_a_chart_in_true_millimetres(person, photo: Path) -> None:
    person.new_patient("Sample, Anna")
    picture = add(person, photo)
    assert picture.title == "left knee"
    assert picture.width_mm == pytest.approx(300.0, rel=0.01)
    view = person.view()
    assert view.chart == str(picture.id)
    groups = person.window.page.strip.model.groups
    assert groups[-1].title == "Own pictures"
    assert [entry.title for entry in groups[-1].entries] == ["left knee"]
    person.press(Qt.Key.Key_P)
    person.click_chart(100.0, 60.0)
    person.click_chart(130.0, 100.0)
    person.settle()
    sites = [one.site for one in person.injections().values()]
    assert all(isinstance(site, PictureSite) and site.chart == view.chart for site in sites)
    key = view.body.pictures[view.chart].key
    figures = view._live.region(key)
    assert figures.count == 2
    assert figures.spacing.median_mm == pytest.approx(50.0, abs=1.5)
    assert figures.area_mm2 == pytest.approx(picture.width_mm * picture.height_mm)
    shoot(person, "points")
    truth = person.window.page.read_out.truth().replace("\u00a0", " ")
    assert truth.startswith("by a measured line of 150.0 mm")
    assert "not an address on the skin" in truth
    assert person.window.page.strip.model.counts[view.chart] == 2
    person.choose_chart("face-front")
    assert person.window.page.read_out.truth().startswith("average adult")
    assert not view.canvas.stage.visible_ids()


def test_a_grid_fills_the_picture_and_one_step_takes_it_back(person, photo: Path) -> None:
    person.new_patient("Sample, Anna")
    picture = add(person, photo)
    person.press(Qt.Key.Key_G)
    person.click_chart(picture.width_mm / 2, picture.height_mm / 2)
    shoot(person, "grid")
    person.press(Qt.Key.Key_Return)
    person.settle()
    placed = person.injections().values()
    assert len(placed) > 100
    assert {(one.region, one.side) for one in placed} == {(str(picture.id), Side.MIDLINE)}
    key = person.view().body.pictures[str(picture.id)].key
    assert person.view()._live.region(key).gaps == ()
    person.view().choose_region(key)
    assert person.window.page.region._area.text().endswith("the whole picture")
    person.ctrl(Qt.Key.Key_Z)
    person.settle()
    assert not person.injections()


def test_left_and_right_are_shown_and_must_be_confirmed(person, photo: Path) -> None:
    person.new_patient("Sample, Anna")
    person.desk().own_pictures.add(photo)
    dialog = the_dialog(person)
    draw_line(dialog, (150, 200), (450, 200))
    person.enter_number(dialog.length, "150")
    QTest.mouseClick(dialog.save_button, LEFT)
    assert "on which side" in dialog._reasons[dialog.right_check].text()
    for side in PatientsLeft:
        QTest.mouseClick(dialog.sides[side], LEFT, pos=QPoint(8, 16))
        assert not dialog.right_check.isChecked()
        QTest.mouseClick(dialog.save_button, LEFT)
        assert "confirm" in dialog._reasons[dialog.right_check].text()
        QTest.mouseClick(dialog.right_check, LEFT, pos=QPoint(8, 16))
        assert dialog.right_check.isChecked()
    assert dialog.isVisible()
    dialog.reject()


def test_a_flipped_picture_is_kept_flipped(person, photo: Path) -> None:
    person.new_patient("Sample, Anna")
    person.desk().own_pictures.add(photo)
    fill_in(person)
    dialog = the_dialog(person)
    before = dialog.board.line()
    QTest.mouseClick(dialog.flip_button, LEFT)
    assert not dialog.right_check.isChecked()
    line = dialog.board.line()
    assert line[0] == pytest.approx(600 - before[0])
    QTest.mouseClick(dialog.right_check, LEFT, pos=QPoint(8, 16))
    QTest.mouseClick(dialog.save_button, LEFT)
    person.qtbot.waitUntil(lambda: person.window.findChild(PictureDialog) is None)
    document = person.window.desk.clinic.document
    (picture,) = document.pictures.values()
    image = QImage.fromData(document.store.attachment(picture.attachment).content)
    assert image.pixelColor(500, 200).name() == "#cc4444"
    assert image.pixelColor(100, 200).name() == "#ddccbb"


def test_letters_stand_as_they_were_stated(person, photo: Path) -> None:
    person.new_patient("Sample, Anna")
    add(person, photo, left=PatientsLeft.ON_THE_LEFT)
    letters = person.desk().canvas.surround.letters
    assert [label.letter for label in letters] == ["L", "R"]


def test_the_line_has_a_way_by_keys(person, photo: Path) -> None:
    person.new_patient("Sample, Anna")
    person.desk().own_pictures.add(photo)
    dialog = the_dialog(person)
    board = dialog.board
    person.qtbot.waitUntil(board.hasFocus)
    QTest.keyClick(board, Qt.Key.Key_Space)
    x1, y1, x2, y2 = board.line()
    scale = board.picture_rect().width() / 600
    QTest.keyClick(board, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(board, Qt.Key.Key_Up)
    assert board.line() == pytest.approx((x1, y1, x2 + 10 / scale, y2 - 1 / scale))
    QTest.keyClick(board, Qt.Key.Key_Space)
    QTest.keyClick(board, Qt.Key.Key_Left)
    assert board.line() == pytest.approx((x1 - 1 / scale, y1, x2 + 10 / scale, y2 - 1 / scale))
    dialog.reject()


def test_a_bad_file_is_one_line_and_changes_nothing(person, tmp_path: Path) -> None:
    person.new_patient("Sample, Anna")
    document = person.window.desk.clinic.document
    rows = len(document.store.log_rows())
    bad = tmp_path / "knee.jpg"
    bad.write_bytes(b"\xff\xd8\xff\xe0 no picture")
    person.desk().own_pictures.add(bad)
    assert person.window.findChild(PictureDialog) is None
    assert "knee.jpg is damaged" in person.window.message.text()
    assert len(document.store.log_rows()) == rows
    assert not document.pictures


def test_retired_where_unused_kept_where_used(person, photo: Path) -> None:
    person.new_patient("Sample, Anna")
    picture = add(person, photo)
    person.press(Qt.Key.Key_P)
    person.click_chart(100.0, 60.0)
    person.settle()
    person.press(Qt.Key.Key_F6, Qt.KeyboardModifier.ShiftModifier)
    listed = person.window.findChild(PictureList)
    assert listed is not None
    shoot_dialog(listed, "list")
    QTest.mouseClick(listed.retire_button, LEFT)
    QTest.mouseClick(listed.close_button, LEFT)
    person.qtbot.waitUntil(lambda: person.window.findChild(PictureList) is None)
    person.activate()
    assert person.window.desk.clinic.document.pictures[picture.id].retired
    assert person.window.page.strip.model.group_of(str(picture.id)) is not None
    person.ctrl_shift(Qt.Key.Key_N)
    person.settle()
    assert person.window.page.strip.model.group_of(str(picture.id)) is None
    person.ctrl(Qt.Key.Key_K)
    person.type("knee")
    assert person.window.page.strip.model.rows
    assert "left knee" not in [row.title for row in person.window.page.strip.model.rows]


def shoot_dialog(dialog, name: str) -> None:
    if SHOTS:
        dialog.grab().save(str(Path(SHOTS) / f"{name}.png"))


def test_measuring_anew_leaves_sessions_their_millimetres(person, photo: Path) -> None:
    person.new_patient("Sample, Anna")
    picture = add(person, photo)
    person.press(Qt.Key.Key_P)
    person.click_chart(100.0, 60.0)
    person.settle()
    QTest.mouseClick(person.window.page.read_out._truth, LEFT)
    dialog = the_dialog(person)
    person.enter_number(dialog.length, "300")
    QTest.mouseClick(dialog.save_button, LEFT)
    person.qtbot.waitUntil(lambda: person.window.findChild(PictureDialog) is None)
    person.activate()
    person.settle()
    pictures = person.window.desk.clinic.document.pictures
    assert pictures[picture.id].retired
    assert pictures[picture.id].mm_per_px == picture.mm_per_px
    (fresh,) = (one for id, one in pictures.items() if id != picture.id)
    assert fresh.mm_per_px == pytest.approx(2 * picture.mm_per_px)
    assert fresh.attachment == picture.attachment
    assert person.view().chart == str(fresh.id)
    (placed,) = person.injections().values()
    assert placed.site.chart == str(picture.id)


def test_another_title_is_no_other_picture(person, photo: Path) -> None:
    person.new_patient("Sample, Anna")
    picture = add(person, photo)
    person.desk().own_pictures.ask_change(picture.id)
    dialog = the_dialog(person)
    dialog.title.setFocus()
    dialog.title.selectAll()
    QTest.keyClicks(dialog.title, "Knee from the front")
    QTest.keyClick(dialog.title, Qt.Key.Key_Return)
    person.qtbot.waitUntil(lambda: person.window.findChild(PictureDialog) is None)
    person.settle()
    (renamed,) = person.window.desk.clinic.document.pictures.values()
    assert (renamed.id, renamed.title) == (picture.id, "Knee from the front")
    entry = person.window.page.strip.model.groups[-1].entries[0]
    assert entry.title == "Knee from the front"
    assert person.view().chart == str(picture.id)


def test_the_button_in_the_strip_asks_for_a_file(person, photo: Path) -> None:
    person.new_patient("Sample, Anna")
    person.click(person.window.page.strip.add_button)
    dialog = person.window.findChild(QFileDialog)
    assert dialog is not None
    assert "*.svg" in dialog.nameFilters()[0]
    dialog.reject()


def test_the_last_map_of_another_session_shows_its_picture(person, photo: Path) -> None:
    person.new_patient("Sample, Anna")
    picture = add(person, photo)
    person.press(Qt.Key.Key_P)
    person.click_chart(100.0, 60.0)
    person.settle()
    person.press(Qt.Key.Key_V)
    view = person.desk().canvas.view
    start = view.mapFromScene(QPointF(100.0, 60.0))
    end = view.mapFromScene(QPointF(150.0, 60.0))
    QTest.mousePress(view.viewport(), LEFT, pos=start)
    QTest.mouseMove(view.viewport(), start + QPoint(10, 0))
    QTest.mouseMove(view.viewport(), end)
    QTest.mouseRelease(view.viewport(), LEFT, pos=end)
    person.settle()
    (moved,) = person.injections().values()
    assert moved.site.chart == str(picture.id)
    assert moved.site.x_mm == pytest.approx(150.0, abs=1.0)


def test_every_tool_and_layer_works_on_a_picture(person, photo: Path) -> None:
    """Press, drag, accept, leave: nothing may fail, and what is placed lies on the picture."""
    person.new_patient("Sample, Anna")
    picture = add(person, photo)
    desk, view = person.desk(), person.desk().canvas.view
    actions = person.window.commands
    for name in ("show_caution", "show_deposits", "show_gaps", "turned"):
        actions[name].trigger()
        actions[name].trigger()
    corners = [(60.0, 60.0), (140.0, 60.0), (140.0, 130.0), (60.0, 130.0)]
    own = {spec.name for spec in SPECS}
    by_action = [tool for tool in desk.canvas.scene.tools if f"tool_{tool}" in own]
    assert set(desk.canvas.scene.tools) - set(by_action) == {"reaction"}, "its dialog takes it"
    for tool in by_action:
        actions[f"tool_{tool}"].trigger()
        assert desk.canvas.tool == tool
        spots = [view.mapFromScene(QPointF(*corner)) for corner in corners]
        QTest.mouseMove(view.viewport(), spots[0])
        QTest.mousePress(view.viewport(), LEFT, pos=spots[0])
        for spot in spots[1:]:
            QTest.mouseMove(view.viewport(), spot)
        QTest.mouseRelease(view.viewport(), LEFT, pos=spots[-1])
        person.press(Qt.Key.Key_Return)
        person.settle()
        for dialog in person.window.findChildren(QDialog):
            dialog.reject()
        person.press(Qt.Key.Key_Escape)
        person.activate()
        shoot(person, f"tool-{tool}")
    document = person.window.desk.clinic.document
    parts = (*document.injections.values(), *document.areas.values(), *document.lesions.values())
    assert parts
    assert {one.region for one in parts} == {str(picture.id)}
    while document.can_undo not in (None, "Add syringe"):
        person.ctrl(Qt.Key.Key_Z)
        person.settle()
    assert not document.injections
    assert not document.areas


def test_what_needs_an_address_on_the_skin_says_why_not(person, photo: Path) -> None:
    person.new_patient("Sample, Anna")
    picture = add(person, photo)
    person.press(Qt.Key.Key_P)
    person.click_chart(100.0, 60.0)
    person.settle()
    person.ctrl(Qt.Key.Key_A)
    person.ctrl(Qt.Key.Key_D)
    person.settle()
    assert "not an address on the skin" in person.window.message.text()
    assert len(person.injections()) == 1
    person.ctrl(Qt.Key.Key_C)
    person.choose_chart("face-front")
    person.ctrl(Qt.Key.Key_V)
    person.settle()
    assert {one.region for one in person.injections().values()} == {str(picture.id)}


def test_copies_stay_on_their_picture(person, photo: Path) -> None:
    person.new_patient("Sample, Anna")
    picture = add(person, photo)
    person.press(Qt.Key.Key_P)
    person.click_chart(100.0, 60.0)
    person.settle()
    person.ctrl(Qt.Key.Key_A)
    person.ctrl(Qt.Key.Key_C)
    view = person.desk().canvas.view
    QTest.mouseMove(view.viewport(), view.mapFromScene(QPointF(200.0, 100.0)))
    person.ctrl(Qt.Key.Key_V)
    person.settle()
    person.press(Qt.Key.Key_Return)
    person.settle()
    placed = person.injections().values()
    assert len(placed) == 2
    assert {one.site.chart for one in placed} == {str(picture.id)}


def test_treating_goes_over_pictures_too(person, photo: Path) -> None:
    person.new_patient("Sample, Anna")
    add(person, photo)
    person.press(Qt.Key.Key_P)
    person.click_chart(100.0, 60.0)
    person.click_chart(150.0, 60.0)
    person.settle()
    person.press(Qt.Key.Key_F5)
    person.qtbot.wait(300)
    shoot(person, "treat")
    person.press(Qt.Key.Key_Space)
    person.qtbot.wait(700)
    given = [one for one in person.injections().values() if one.given_at is not None]
    assert len(given) == 1
    assert isinstance(given[0].site, PictureSite)
