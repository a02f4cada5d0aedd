"""A row along a drawn line: freehand or clicked, by spacing or by number."""

import numpy as np
import pytest
from flat_skin import LEFT, RIGHT, xy_of
from PySide6.QtCore import Qt

from mesomap.document.wishes import RowWishes

SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def row(bench):
    bench.canvas.set_tool("row")
    bench.drafts = []
    bench.canvas.stage.draft_changed.connect(bench.drafts.append)
    return bench


def wish(bench, **wishes):
    bench.canvas.scene.tools["row"].set_wishes(RowWishes(**wishes))


def places(bench):
    in_order = sorted(bench.document.injections.values(), key=lambda one: one.order)
    return xy_of([one.site for one in in_order])


def test_a_drag_shows_a_row_and_enter_adds_it_in_one_step(row):
    row.drag((30, 60), (90, 60))
    shown = row.drafts[-1]
    assert shown.count == 7
    assert shown.length_mm == pytest.approx(60.0, abs=0.5)
    assert shown.spacing_mm == pytest.approx(10.0, abs=0.1)
    assert shown.volume_ul == 7 * 100
    assert len(row.canvas.stage.sketch.ghost) == 7
    assert not row.document.injections
    row.key(Qt.Key.Key_Return)
    xy = places(row)
    assert xy[0] == pytest.approx((30, 60), abs=0.3)
    assert xy[-1] == pytest.approx((90, 60), abs=0.3)
    assert np.hypot(*np.diff(xy, axis=0).T) == pytest.approx(10.0, abs=0.1)
    assert row.drafts[-1] is None
    assert len(row.canvas.stage.sketch.ghost) == 0
    assert row.document.undo() == "Add row"
    assert not row.document.injections


def test_clicks_set_corners_and_enter_ends(row):
    row.click(30, 40)
    row.click(80, 40)
    row.click(80, 90)
    assert row.drafts[-1].length_mm == pytest.approx(100.0, abs=0.3)
    row.key(Qt.Key.Key_Return)
    assert len(row.document.injections) == 11
    assert places(row)[5] == pytest.approx((80, 40), abs=0.3)


def test_backspace_takes_the_last_corner_and_escape_leaves(row):
    row.click(30, 40)
    row.click(80, 40)
    row.click(80, 90)
    row.key(Qt.Key.Key_Backspace)
    assert row.drafts[-1].length_mm == pytest.approx(50.0, abs=0.3)
    row.key(Qt.Key.Key_Escape)
    assert row.drafts[-1] is None
    row.key(Qt.Key.Key_Return)
    assert not row.document.injections
    assert row.canvas.tool == "row"


def test_a_double_click_ends_a_clicked_row(row):
    row.click(30, 40)
    row.double_click(80, 40)
    assert len(row.document.injections) == 6


def test_arrows_make_it_denser_or_wider(row):
    row.drag((30, 60), (90, 60))
    row.key(Qt.Key.Key_Up)
    assert row.drafts[-1].count == 6
    row.key(Qt.Key.Key_Down)
    row.key(Qt.Key.Key_Down)
    assert row.drafts[-1].count == 8


def test_by_number_both_ends_are_included(row):
    wish(row, count=3)
    row.drag((30, 60), (90, 60))
    row.key(Qt.Key.Key_Right)
    assert row.drafts[-1].count == 4
    row.key(Qt.Key.Key_Return)
    assert places(row)[:, 0] == pytest.approx([30, 50, 70, 90], abs=0.3)


def test_each_lies_in_its_own_region(row):
    row.drag((80, 60), (120, 60))
    row.key(Qt.Key.Key_Return)
    in_order = sorted(row.document.injections.values(), key=lambda one: one.order)
    assert [(one.region, one.side) for one in in_order] == [
        RIGHT if x < 100 else LEFT for x in places(row)[:, 0]
    ]


def test_it_stops_where_the_skin_is_seen_too_steeply(row):
    row.drag((130, 60), (185, 60))
    assert row.drafts[-1].cut
    row.key(Qt.Key.Key_Return)
    assert places(row)[:, 0].max() < 160


def test_a_line_beside_the_skin_says_so(row):
    row.drag((2, 2), (6, 2))
    assert row.drafts[-1] is None
    row.key(Qt.Key.Key_Return)
    assert "off the skin" in row.heard.failed[-1].text
    assert not row.document.injections


def test_a_tremor_adds_no_length(row):
    steps = np.linspace(0, 1, 40)
    path = [(30 + 60 * t, 60 + 0.8 * (-1) ** k) for k, t in enumerate(steps.tolist())]
    row.move(*path[0])
    row.press(*path[0])
    for x, y in path[1:]:
        row.move(x, y)
    row.release(*path[-1])
    assert row.drafts[-1].length_mm == pytest.approx(60.0, rel=0.04)


def test_the_keyboard_pointer_draws_it_too(row):
    row.view.toggle_key_pointer()
    row.key(Qt.Key.Key_Space)
    for _ in range(8):
        row.key(Qt.Key.Key_Right, SHIFT)
    row.key(Qt.Key.Key_Space)
    assert row.drafts[-1].length_mm == pytest.approx(40.0, abs=0.5)
    row.view.toggle_key_pointer()
    row.key(Qt.Key.Key_Return)
    assert len(row.document.injections) == 5


def test_a_new_stroke_takes_the_place_of_the_one_before(row):
    row.drag((30, 60), (90, 60))
    row.drag((30, 90), (50, 90))
    assert row.drafts[-1].count == 3


def test_another_tool_takes_the_row_back(row):
    row.drag((30, 60), (90, 60))
    row.canvas.set_tool("select")
    assert row.drafts[-1] is None
    assert row.canvas.stage.sketch.lines == ()
    assert len(row.canvas.stage.sketch.ghost) == 0
