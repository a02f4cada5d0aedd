"""Fill gaps: the places that a lattice misses, shown before they are added."""

import pytest
from flat_skin import LEFT, RIGHT, xy_of
from PySide6.QtCore import Qt

from mesomap.model import LatticeSettings

SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def filled(bench):
    """A lattice in the right region."""
    bench.canvas.set_tool("grid")
    bench.canvas.set_grid_settings(LatticeSettings(spacing_mm=10.0))
    bench.click(50, 60)
    bench.key(Qt.Key.Key_Return)
    bench.canvas.set_tool("select")
    return bench


def take_out(bench, *numbers):
    everyone = sorted(bench.document.injections.values(), key=lambda one: one.order)
    gone = [everyone[number] for number in numbers]
    bench.canvas.stage.select(frozenset(one.id for one in gone))
    bench.canvas.delete_selection()
    return gone


def rounded(injections):
    return sorted(map(tuple, xy_of([one.site for one in injections]).round(6).tolist()))


def preview(bench):
    return bench.heard.preview[-1]


def test_it_shows_what_it_would_add_and_adds_it_in_one_step(filled):
    gone = take_out(filled, 3, 40, 41)
    filled.canvas.stage.select_region(RIGHT)
    assert filled.canvas.stage.live.region(RIGHT).gaps
    filled.canvas.set_tool("fill")
    shown = preview(filled)
    assert (shown.count, shown.volume_ul, shown.settings) == (3, 300, None)
    assert shown.no_lattice == ()
    assert len(filled.canvas.stage.sketch.ghost) == 3
    assert len(filled.document.injections) == 9 * 14 - 3
    filled.key(Qt.Key.Key_Return)
    assert len(filled.document.injections) == 9 * 14
    fresh = sorted(filled.document.injections.values(), key=lambda one: one.order)[-3:]
    assert rounded(fresh) == rounded(gone)
    assert {one.lattice for one in fresh} == set(filled.document.lattices)
    assert filled.canvas.stage.live.region(RIGHT).gaps == ()
    assert preview(filled).count == 0
    assert filled.document.undo() == "Fill gaps"
    assert len(filled.document.injections) == 9 * 14 - 3


def test_a_click_chooses_the_region_and_shift_adds_one(filled):
    filled.canvas.set_tool("grid")
    filled.click(130, 60)
    filled.key(Qt.Key.Key_Return)
    take_out(filled, 3, 150)
    filled.canvas.set_tool("fill")
    filled.canvas.stage.select_region(None)
    filled.click(50, 60)
    assert preview(filled).count == 1
    filled.click(130, 60, SHIFT)
    assert (preview(filled).count, preview(filled).regions) == (2, (RIGHT, LEFT))
    filled.key(Qt.Key.Key_Return)
    assert len(filled.document.injections) == 2 * 9 * 14


def test_a_double_click_accepts_for_the_region_there(filled):
    take_out(filled, 5)
    filled.canvas.set_tool("fill")
    filled.double_click(50, 60)
    assert len(filled.document.injections) == 9 * 14


def test_escape_leaves_it_for_the_select_tool(filled):
    take_out(filled, 3)
    filled.canvas.set_tool("fill")
    filled.click(50, 60)
    filled.canvas.cancel()
    assert filled.canvas.tool == "select"
    assert len(filled.canvas.stage.sketch.ghost) == 0
    assert len(filled.document.injections) == 9 * 14 - 1


def test_uncovered_skin_is_never_filled(filled):
    filled.canvas.set_tool("fill")
    filled.click(50, 60)
    assert preview(filled).count == 0
    assert preview(filled).coverage < 0.6
    filled.key(Qt.Key.Key_Return)
    assert len(filled.document.injections) == 9 * 14


def test_where_there_is_no_lattice_it_says_so(bench):
    bench.place((30, 40), (60, 44), (41, 90))
    bench.canvas.set_tool("fill")
    bench.click(50, 60)
    assert preview(bench).no_lattice == (RIGHT,)
    assert preview(bench).count == 0
    bench.key(Qt.Key.Key_Return)
    assert len(bench.document.injections) == 3


def test_a_map_marked_by_hand_is_filled_too(bench):
    spots = [(x, y) for x in (30, 40, 50, 60) for y in (40, 50, 60, 70) if (x, y) != (40, 50)]
    bench.place(*spots)
    bench.canvas.set_tool("fill")
    bench.click(70, 110)
    assert preview(bench).count == 1
    bench.key(Qt.Key.Key_Return)
    last = max(bench.document.injections.values(), key=lambda one: one.order)
    assert xy_of([last.site])[0] == pytest.approx((40, 50), abs=0.5)
    assert last.lattice is None
