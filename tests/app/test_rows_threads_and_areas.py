"""Row, line, nappage and stamp in the window: their options, dialogs, totals, undo."""

from __future__ import annotations

import json

from click.testing import CliRunner
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest

from mesomap.cli import main
from mesomap.model import RegionKey, Side, Status, Technique
from mesomap.panels.area_dialog import AreaDialog
from mesomap.panels.area_list_dialog import AreaListDialog
from mesomap.panels.region_pass_dialog import RegionPassDialog

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
FOREHEAD = RegionKey("forehead", Side.LEFT)


def inside(person, *shares: tuple[float, float]) -> list[tuple[float, float]]:
    """Places within the forehead on the chart, as shares of a box inside it."""
    polygon = person.view().body.charts[person.view().chart].polygons()[FOREHEAD]
    middle = polygon.representative_point()
    reach = 0.6 * middle.distance(polygon.boundary)
    return [(middle.x + (2 * a - 1) * reach, middle.y + (2 * b - 1) * reach) for a, b in shares]


def drag(person, *places: tuple[float, float]) -> None:
    view = person.desk().canvas.view
    spots = [view.mapFromScene(QPointF(*at)) for at in places]
    QTest.mouseMove(view.viewport(), spots[0])
    QTest.mousePress(view.viewport(), LEFT, NONE, spots[0])
    for spot in spots[1:]:
        QTest.mouseMove(view.viewport(), spot)
    QTest.mouseRelease(view.viewport(), LEFT, NONE, spots[-1])


def begin(person) -> None:
    person.new_patient("Sample, Anna")
    person.choose_chart("face-front")
    person.settle()


def document(person):
    return person.view().document


def test_a_row_by_number_from_the_options(person) -> None:
    begin(person)
    person.press(Qt.Key.Key_R)
    options = person.window.page.row
    assert options.isVisible()
    person.click(options.by_number)
    person.enter_number(options.count, "4")
    drag(person, *inside(person, (0.1, 0.5), (0.5, 0.5), (0.9, 0.5)))
    assert "4 injections" in options.preview_text()
    person.ctrl(Qt.Key.Key_Return)
    person.settle()
    assert len(person.injections()) == 4
    person.ctrl(Qt.Key.Key_Z)
    assert not person.injections()


def test_threads_take_their_volume_from_the_strip(person) -> None:
    begin(person)
    person.press(Qt.Key.Key_L)
    options = person.window.page.line
    person.enter_number(options.ul_per_mm, "4")
    assert options.ml_per_cm.value() == 0.04
    (syringe,) = document(person).syringes.values()
    assert syringe.ul_per_mm == 4.0
    drag(person, *inside(person, (0.1, 0.5), (0.9, 0.5)))
    assert "1 thread" in options.preview_text()
    person.press(Qt.Key.Key_Return)
    (thread,) = person.injections().values()
    assert thread.path
    assert thread.technique is Technique.LINEAR
    person.settle()
    assert person.window.page.totals.text("planned") == "1"


def test_an_area_pass_is_painted_opened_changed_and_printed_as_json(person, documents) -> None:
    begin(person)
    person.press(Qt.Key.Key_A)
    options = person.window.page.nappage
    person.enter_number(options.volume, "0.6")
    person.enter_number(options.width_mm, "8")
    drag(person, *inside(person, (0.1, 0.5), (0.9, 0.5)))
    assert "0.60" in options.preview_text()
    assert "estimated" in options.preview_text()
    person.press(Qt.Key.Key_Return)
    (area,) = document(person).areas.values()
    assert area.volume_ul == 600
    person.settle()
    assert person.window.page.totals.text("volume").startswith("0.60")
    assert person.window.page.totals.text("planned") == "0"

    person.press(Qt.Key.Key_V)
    view = person.desk().canvas.view
    spot = view.mapFromScene(QPointF(*inside(person, (0.5, 0.5))[0]))
    QTest.mouseMove(view.viewport(), spot)
    QTest.mouseDClick(view.viewport(), LEFT, NONE, spot)
    dialog = person.window.findChild(AreaDialog)
    assert dialog is not None
    person.enter_number(dialog.volume, "0.9")
    person.enter_number(dialog.entries, "80")
    assert not dialog.estimated.isChecked()
    person.click(dialog.save_button)
    (area,) = document(person).areas.values()
    assert (area.volume_ul, area.entries, area.entries_estimated) == (900, 80, False)
    session = document(person).session.id
    path = document(person).store.path
    person.window.close()
    done = CliRunner().invoke(main, ["session", str(session), "--clinic", str(path), "--json"])
    told = json.loads(done.stdout)
    assert told["totals"] == {"count": 0, "given": 0, "volume_ml": 0.9}
    assert told["areas"][0]["entries"] == 80
    assert told["coverage"] == []


def test_so_many_in_a_region_and_the_list_of_passes(person) -> None:
    begin(person)
    person.press(Qt.Key.Key_V)
    person.click_region("forehead", Side.LEFT)
    person.ctrl(Qt.Key.Key_R)
    dialog = person.window.findChild(RegionPassDialog)
    assert dialog is not None
    assert dialog.chosen() == FOREHEAD
    person.enter_number(dialog.count, "40")
    person.enter_number(dialog.each, "0.02")
    assert "0.80" in dialog.sum_text()
    dialog.accept()
    (area,) = document(person).areas.values()
    assert (area.entries, area.entries_estimated, area.volume_ul) == (40, False, 800)
    assert area.outline == ()
    assert area.technique is next(iter(document(person).syringes.values())).technique
    person.settle()
    assert person.window.page.region.text("areas").startswith("1 · 0.80")

    person.activate()
    person.press(Qt.Key.Key_A, Qt.KeyboardModifier.ShiftModifier)
    passes = person.window.findChild(AreaListDialog)
    assert passes is not None
    assert passes.list.count() == 1
    person.click(passes.delete_button)
    assert not document(person).areas
    person.qtbot.waitUntil(lambda: passes.list.count() == 0)
    passes.accept()
    person.activate()
    person.ctrl(Qt.Key.Key_Z)
    assert len(document(person).areas) == 1


def test_in_record_mode_an_area_pass_is_given(person) -> None:
    begin(person)
    person.window.commands["record_mode"].trigger()
    person.press(Qt.Key.Key_A)
    drag(person, *inside(person, (0.2, 0.5), (0.8, 0.5)))
    person.press(Qt.Key.Key_Return)
    (area,) = document(person).areas.values()
    assert area.status is Status.GIVEN
    assert area.given_at is not None


def test_every_option_strip_says_what_to_do_first(person) -> None:
    begin(person)
    for key, name in (("R", "row"), ("L", "line"), ("A", "nappage"), ("S", "stamp")):
        person.press(getattr(Qt.Key, f"Key_{key}"))
        options = getattr(person.window.page, name)
        assert options.isVisible()
        assert options.preview_text()
        assert not person.window.commands["place_draft"].isEnabled()
