"""Area passes: brush, lasso, whole regions; strokes join until they are accepted."""

import math
from dataclasses import replace

import pytest
from flat_skin import LEFT, RIGHT
from PySide6.QtCore import Qt

from mesomap.analysis.areas import area_figures
from mesomap.document.wishes import PassWishes
from mesomap.model import Technique, Updated

SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def nappage(bench):
    bench.canvas.set_tool("nappage")
    bench.drafts = []
    bench.canvas.stage.draft_changed.connect(bench.drafts.append)
    wish(bench, width_mm=10.0)
    return bench


def wish(bench, **wishes):
    bench.canvas.scene.tools["nappage"].set_wishes(PassWishes(**wishes))


def figures(bench, area):
    return area_figures(bench.body, area, bench.document.syringes)


BAND = 30 * 10 + math.pi * 25


def test_a_stroke_is_shown_then_added_as_one_pass(nappage):
    nappage.drag((30, 60), (60, 60))
    shown = nappage.drafts[-1]
    assert shown.area_mm2 == pytest.approx(BAND, rel=0.02)
    assert shown.volume_ul == 1000
    assert shown.ml_per_cm2 == pytest.approx(1.0 / (BAND / 100), rel=0.02)
    assert shown.entries == pytest.approx(BAND / 9, abs=2)
    assert not nappage.document.areas
    nappage.key(Qt.Key.Key_Return)
    (area,) = nappage.document.areas.values()
    assert (area.region, area.side) == RIGHT
    assert area.technique is Technique.NAPPAGE
    assert area.volume_ul == 1000
    assert area.entries_estimated
    assert figures(nappage, area).area_mm2 == pytest.approx(BAND, rel=0.02)
    assert not nappage.document.injections
    assert nappage.document.undo() == "Add area pass"
    assert not nappage.document.areas


def test_strokes_on_one_region_join(nappage):
    nappage.drag((30, 60), (60, 60))
    nappage.drag((30, 66), (60, 66))
    nappage.key(Qt.Key.Key_Return)
    (area,) = nappage.document.areas.values()
    wanted = BAND + 30 * 6 + 6 * 10 - 6 * 10 + 0.0
    assert figures(nappage, area).area_mm2 == pytest.approx(wanted, rel=0.12)


def test_each_region_gets_its_own_and_the_volume_goes_by_area(nappage):
    nappage.drag((80, 60), (130, 60))
    nappage.key(Qt.Key.Key_Return)
    areas = {(a.region, a.side): a for a in nappage.document.areas.values()}
    assert set(areas) == {RIGHT, LEFT}
    assert sum(area.volume_ul for area in areas.values()) == 1000
    right, left = figures(nappage, areas[RIGHT]), figures(nappage, areas[LEFT])
    assert right.ml_per_cm2 == pytest.approx(left.ml_per_cm2, rel=0.02)
    assert nappage.document.undo() == "Add area passes"


def test_a_slip_over_the_border_is_left_out(nappage):
    nappage.drag((40, 60), (95.5, 60))
    nappage.key(Qt.Key.Key_Return)
    assert [(a.region, a.side) for a in nappage.document.areas.values()] == [RIGHT]


def test_backspace_takes_the_last_stroke_and_escape_all(nappage):
    nappage.drag((30, 40), (60, 40))
    nappage.drag((30, 90), (60, 90))
    nappage.key(Qt.Key.Key_Backspace)
    assert nappage.drafts[-1].area_mm2 == pytest.approx(BAND, rel=0.02)
    nappage.key(Qt.Key.Key_Escape)
    assert nappage.drafts[-1] is None
    nappage.key(Qt.Key.Key_Return)
    assert not nappage.document.areas


def test_arrows_change_the_brush(nappage):
    nappage.drag((30, 60), (60, 60))
    nappage.key(Qt.Key.Key_Up)
    nappage.key(Qt.Key.Key_Down, SHIFT)
    assert nappage.drafts[-1].wishes.width_mm == 11.5


def test_a_lasso_encloses_skin(nappage):
    wish(nappage, shape="lasso")
    for corner in ((30, 40), (70, 40), (70, 80), (30, 80)):
        nappage.click(*corner)
    nappage.key(Qt.Key.Key_Return)
    assert nappage.drafts[-1].area_mm2 == pytest.approx(1600, rel=0.02)
    nappage.key(Qt.Key.Key_Return)
    (area,) = nappage.document.areas.values()
    assert figures(nappage, area).area_mm2 == pytest.approx(1600, rel=0.02)


def test_clicks_take_whole_regions_and_give_them_back(nappage):
    wish(nappage, shape="region")
    nappage.click(50, 60)
    nappage.click(150, 60)
    assert set(nappage.drafts[-1].regions) == {RIGHT, LEFT}
    nappage.click(150, 60)
    nappage.key(Qt.Key.Key_Return)
    (area,) = nappage.document.areas.values()
    assert area.outline == ()
    assert figures(nappage, area).area_mm2 == pytest.approx(12600.0)


def test_counted_entries_are_shared_and_said_to_be_counted(nappage):
    wish(nappage, shape="region", entries=301)
    nappage.click(50, 60)
    nappage.click(150, 60)
    nappage.key(Qt.Key.Key_Return)
    areas = nappage.document.areas.values()
    assert sum(area.entries for area in areas) == 301
    assert not any(area.entries_estimated for area in areas)


def test_strength_gives_milligrams(nappage):
    (syringe,) = nappage.document.syringes.values()
    strong = replace(syringe, mg_per_ml=10.0)
    nappage.document.commit("Change syringe", (Updated(syringe, strong),))
    wish(nappage, shape="region", volume_ul=1260)
    nappage.click(50, 60)
    assert nappage.drafts[-1].mg_per_cm2 == pytest.approx(0.1)
    nappage.key(Qt.Key.Key_Return)
    assert nappage.canvas.stage.live.region(RIGHT).mg_per_cm2 == pytest.approx(0.1)


def test_it_counts_in_totals_never_in_spacing_or_coverage(nappage):
    nappage.place((50, 60), (60, 60))
    before = nappage.canvas.stage.live.region(RIGHT)
    nappage.drag((30, 90), (60, 90))
    nappage.key(Qt.Key.Key_Return)
    after = nappage.canvas.stage.live.region(RIGHT)
    assert after.volume_ul == before.volume_ul + 1000
    assert (after.count, after.areas) == (2, 1)
    assert after.spacing == before.spacing
    assert after.covered_mm2 == before.covered_mm2
    assert nappage.canvas.stage.live.totals().volume_ul == after.volume_ul


def test_enter_without_paint_says_so_only_when_something_was_begun(nappage):
    nappage.key(Qt.Key.Key_Return)
    assert nappage.heard.failed == []
    nappage.drag((2, 2), (5, 2))
    nappage.key(Qt.Key.Key_Return)
    assert not nappage.document.areas


def test_too_little_volume_is_refused(nappage):
    wish(nappage, shape="region", volume_ul=1)
    nappage.click(50, 60)
    nappage.click(150, 60)
    nappage.key(Qt.Key.Key_Return)
    assert "Too little" in nappage.heard.failed[-1].text
    assert not nappage.document.areas


def test_it_is_drawn_selected_opened_and_erased(nappage):
    nappage.drag((30, 60), (60, 60))
    nappage.key(Qt.Key.Key_Return)
    (id,) = nappage.document.areas
    assert set(nappage.canvas.scene.areas.shown()) == {id}
    opened = []
    nappage.canvas.stage.area_opened.connect(opened.append)
    nappage.canvas.set_tool("select")
    nappage.click(45, 60)
    assert nappage.canvas.selection == {id}
    nappage.double_click(45, 60)
    assert opened == [id]
    nappage.canvas.set_tool("erase")
    nappage.drag((20, 60), (70, 60))
    assert set(nappage.document.areas) == {id}
    nappage.click(45, 60)
    assert not nappage.document.areas
    assert not nappage.canvas.scene.areas.shown()
    assert nappage.document.undo() == "Erase area pass"
    assert set(nappage.canvas.scene.areas.shown()) == {id}


def test_the_words_at_the_cursor_tell_of_it(nappage):
    nappage.drag((30, 60), (60, 60))
    nappage.key(Qt.Key.Key_Return)
    nappage.canvas.set_tool("select")
    nappage.move(45, 61)
    assert "Nappage · 1.00\N{NO-BREAK SPACE}mL" in nappage.canvas.surround.callout.text
    nappage.move(45, 100)
    assert "Nappage" not in nappage.canvas.surround.callout.text
