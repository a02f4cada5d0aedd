"""Grids with best fit, filling gaps, and lesions in the window, by hand and by keys."""

from __future__ import annotations

import json
import math
from datetime import date

import pytest
from click.testing import CliRunner
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from mesomap.cli import main
from mesomap.model import LesionKind, RegionKey, Side
from mesomap.panels.lesion_dialog import LesionDialog
from mesomap.panels.tape_dialog import TapeDialog
from mesomap.report.layout import PAPERS
from mesomap.report.printing import session_layout

SHIFT = Qt.KeyboardModifier.ShiftModifier
LEFT_BUTTON = Qt.MouseButton.LeftButton
FOREHEAD = RegionKey("forehead", Side.LEFT)


@pytest.fixture
def anna(person):
    """An empty session on the front chart."""
    person.new_patient("Sample, Anna")
    return person


def canvas(person):
    return person.desk().canvas


def document(person):
    return person.window.desk.clinic.document


def keys(person, text):
    QTest.keyClicks(canvas(person).view, text)


def middle(person, key=FOREHEAD):
    body = person.view().body
    point = body.charts[person.view().chart].polygons()[key].representative_point()
    return point.x, point.y


def drag(person, *places):
    view = canvas(person).view
    spots = [view.mapFromScene(*place) for place in places]
    QTest.mouseMove(view.viewport(), spots[0])
    QTest.mousePress(view.viewport(), LEFT_BUTTON, pos=spots[0])
    for spot in spots[1:]:
        QTest.mouseMove(view.viewport(), spot)
    QTest.mouseRelease(view.viewport(), LEFT_BUTTON, pos=spots[-1])


def around(person, radius, key=FOREHEAD):
    x, y = middle(person, key)
    turn = [math.radians(angle) for angle in range(0, 361, 10)]
    drag(person, *[(x + radius * math.cos(a), y + radius * math.sin(a)) for a in turn])


def lines(text):
    return text.replace("\xa0", " ")


def test_the_grids_options_say_what_best_fit_found(anna):
    keys(anna, "g")
    options = anna.window.page.grid
    assert options.isVisible()
    anna.click(options.rows)
    anna.enter_number(options.row_spacing, "7")
    anna.click_region("forehead", Side.LEFT)
    before = options.preview_text()
    assert "Left forehead" in before
    anna.enter_number(options.wanted, "30")
    QTest.keyClick(canvas(anna).view, Qt.Key.Key_F, SHIFT)
    assert "coverage" in lines(options.preview_text()).split("\n")[-1]
    assert "Best fit" in options.preview_text()
    wishes = canvas(anna).grid_tool.wishes
    assert (wishes.settings.row_spacing_mm, wishes.settings.pattern) == (7.0, "rows")
    anna.press(Qt.Key.Key_Return)
    (lattice,) = document(anna).lattices.values()
    assert lattice.settings == wishes.settings
    anna.ctrl(Qt.Key.Key_Z)
    assert not document(anna).lattices
    assert not document(anna).injections


def test_a_part_is_filled_and_its_gaps_too(anna):
    keys(anna, "g")
    anna.enter_number(anna.window.page.grid.spacing, "5")
    around(anna, 12.0)
    anna.press(Qt.Key.Key_Return)
    everyone = sorted(document(anna).injections.values(), key=lambda one: one.order)
    assert len(everyone) > 12
    assert len(document(anna).lattices) == 1
    victim = everyone[len(everyone) // 2]
    keys(anna, "v")
    canvas(anna).stage.select(frozenset({victim.id}))
    anna.press(Qt.Key.Key_Delete)
    anna.settle()
    canvas(anna).stage.select_region(FOREHEAD)
    anna.settle()
    assert anna.window.page.region.text("gaps").startswith("1 gap")
    assert anna.window.page.region.fill_button.height() >= 32
    anna.click(anna.window.page.region.fill_button)
    assert anna.window.page.fill.isVisible()
    said = lines(anna.window.page.fill.preview_text())
    assert "1 injection" in said
    assert "mL" in said
    anna.press(Qt.Key.Key_Return)
    assert len(document(anna).injections) == len(everyone)
    anna.settle()
    assert anna.window.page.region.text("gaps") == "No gaps"
    assert "no place of the lattice is missing" in anna.window.page.fill.preview_text()
    anna.press(Qt.Key.Key_Escape)
    assert canvas(anna).tool == "select"
    assert not anna.window.page.fill.isVisible()


def test_without_a_lattice_there_is_nothing_to_fill(anna):
    keys(anna, "v")
    anna.click_region("forehead", Side.LEFT)
    keys(anna, "f")
    assert "no lattice to fill" in anna.window.page.fill.preview_text()
    assert not anna.window.commands["place_grid"].isEnabled()


def test_a_lesion_by_keys_alone(anna):
    keys(anna, "j")
    x, y = middle(anna)
    view = canvas(anna).view
    QTest.mouseMove(view.viewport(), view.mapFromScene(x, y))
    anna.press(Qt.Key.Key_F7)
    anna.press(Qt.Key.Key_Space)
    for _ in range(6):
        anna.press(Qt.Key.Key_Right)
        anna.press(Qt.Key.Key_Down)
    anna.press(Qt.Key.Key_Space)
    (lesion,) = document(anna).lesions.values()
    assert lesion.sizes[0].long_mm > 4
    anna.press(Qt.Key.Key_Delete)
    assert not document(anna).lesions


def test_a_lesion_is_drawn_named_measured_and_listed(anna):
    keys(anna, "j")
    panel = anna.window.page.lesion
    assert panel.isVisible()
    panel.kind.setFocus()
    for _ in range(3):
        anna.press(Qt.Key.Key_Down)
    anna.click(panel.outline)
    around(anna, 11.0)
    (lesion,) = document(anna).lesions.values()
    assert lesion.kind is LesionKind.ALOPECIA
    facts = lines(panel.facts())
    assert "L1 · Alopecia, Left forehead" in facts
    assert "Nothing is injected in it this session." in facts
    assert "drawn 22 Nov 2026" in facts
    panel.name.setFocus()
    anna.type("above the brow")
    anna.press(Qt.Key.Key_Return)
    (lesion,) = document(anna).lesions.values()
    assert lesion.name == "above the brow"
    panel.keep_free.setFocus()
    anna.press(Qt.Key.Key_Space)
    assert not next(iter(document(anna).lesions.values())).keep_free

    anna.click(panel.tape)
    dialog = anna.window.findChild(TapeDialog)
    anna.enter_number(dialog.area, "2,5")
    assert dialog.isVisible() is False
    (lesion,) = document(anna).lesions.values()
    assert lesion.sizes[-1].area_mm2 == pytest.approx(250)
    assert len(lesion.sizes) == 1

    keys(anna, "g")
    options = anna.window.page.grid
    assert options.lesions.isVisible()
    options.lesions.setFocus()
    anna.press(Qt.Key.Key_Down)
    anna.enter_number(options.spacing, "5")
    anna.click_region("forehead", Side.LEFT)
    anna.press(Qt.Key.Key_Return)
    count = len(document(anna).injections)
    assert count > 5
    keys(anna, "j")
    anna.settle()
    canvas(anna).stage.lesions.choose(lesion.id)
    volume = sum(one.volume_ul for one in document(anna).injections.values()) / 1000
    assert f"{count} inj." in panel.facts()
    assert f"{volume / 2.5:.3f} mL/cm²" in lines(panel.facts())

    anna.activate()
    QTest.keyClick(canvas(anna).view, Qt.Key.Key_J, SHIFT)
    listed = anna.window.findChild(LesionDialog)
    assert listed.tree.topLevelItemCount() == 1
    assert "above the brow" in listed.tree.topLevelItem(0).text(0)
    anna.click(listed.gone_button)
    assert next(iter(document(anna).lesions.values())).gone == date(2026, 11, 22)
    assert "gone 22 Nov 2026" in lines(listed.facts())
    assert canvas(anna).stage.lesions.shown == ()
    anna.click(listed.gone_button)
    assert next(iter(document(anna).lesions.values())).gone is None
    anna.click(listed.show_button)
    assert canvas(anna).stage.lesions.chosen == lesion.id


def test_it_is_there_at_the_next_visit_in_print_and_in_json(anna):
    keys(anna, "j")
    x, y = middle(anna)
    drag(anna, (x - 6, y - 5), (x, y), (x + 6, y + 5))
    (lesion,) = document(anna).lesions.values()
    keys(anna, "p")
    anna.click_chart(x, y)
    anna.settle()
    assert len(document(anna).injections) == 1
    store, atlas = anna.window.desk.clinic.store, anna.window.desk.atlas
    session = document(anna).session.id
    layout, content = session_layout(store, atlas, session, paper=PAPERS["A4"])
    assert [one.label for one in content.lesions] == ["S1"]
    assert content.lesions[0].figures.count == 1
    charts = [chart for page in layout.pages for chart in page.charts]
    assert any(chart.lesions for chart in charts)
    words = [shape.text for page in layout.pages for shape in page.shapes if hasattr(shape, "text")]
    assert "S1" in words

    anna.window.commands["new_session"].trigger()
    anna.qtbot.waitUntil(lambda: document(anna).session.id != session)
    assert list(document(anna).lesions.values()) == [lesion]
    anna.choose_chart("face-front")
    assert len(canvas(anna).stage.lesions.shown) == 1
    path = anna.window.desk.clinic.store.path
    later = document(anna).session.id
    anna.window.close()
    done = CliRunner().invoke(main, ["session", str(later), "--clinic", str(path), "--json"])
    assert done.exit_code == 0, done.stderr
    (told,) = json.loads(done.stdout)["lesions"]
    assert told["id"] == str(lesion.id)
    assert told["kind"] == "scar"
    assert told["sizes"][0]["long_mm"] == lesion.sizes[0].long_mm
    assert told["injected"]["count"] == 0
    assert len(told["outline_uv"]) == len(lesion.outline)
    done = CliRunner().invoke(main, ["session", str(session), "--clinic", str(path), "--json"])
    told = json.loads(done.stdout)["lesions"][0]["injected"]
    assert told["count"] == 1
    assert told["ml_per_cm2"] == pytest.approx(told["volume_ml"] / (lesion.sizes[0].area_mm2 / 100))
