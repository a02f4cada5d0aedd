import pytest
from flat_skin import LEFT, RIGHT
from PySide6.QtCore import Qt

from mesomap.model import LatticeSettings, Pattern

SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def grid(bench):
    bench.canvas.set_tool("grid")
    bench.canvas.set_grid_settings(LatticeSettings(spacing_mm=10.0))
    return bench


def preview(bench):
    return bench.heard.preview[-1]


def test_a_click_shows_what_it_would_add_before_it_adds(grid):
    grid.click(50, 60)
    shown = preview(grid)
    assert shown.region == RIGHT
    assert shown.count == 9 * 14
    assert shown.spacing.median_mm == pytest.approx(10.0)
    assert shown.volume_ul == 100 * shown.count
    assert shown.coverage == pytest.approx(0.5, abs=0.01)
    assert len(grid.canvas.stage.sketch.ghost) == shown.count
    assert not grid.document.injections


@pytest.mark.parametrize("accept", ["key", "double click", "call"])
def test_it_is_accepted_in_one_undo_step(grid, accept):
    grid.click(50, 60)
    count = preview(grid).count
    if accept == "key":
        grid.key(Qt.Key.Key_Return)
    elif accept == "double click":
        grid.double_click(50, 60)
    else:
        grid.canvas.accept_grid()
    assert len(grid.document.injections) == count
    assert {(i.region, i.side) for i in grid.document.injections.values()} == {RIGHT}
    assert sorted(i.order for i in grid.document.injections.values()) == list(range(1, count + 1))
    assert preview(grid) is None
    assert len(grid.canvas.stage.sketch.ghost) == 0
    assert grid.document.undo() == "Add grid"
    assert not grid.document.injections
    assert len(grid.canvas.stage.rows) == 0


def test_escape_leaves_it(grid):
    grid.click(50, 60)
    grid.key(Qt.Key.Key_Escape)
    assert preview(grid) is None
    grid.key(Qt.Key.Key_Return)
    assert not grid.document.injections
    assert grid.canvas.tool == "grid"


def test_settings_change_the_preview_at_once(grid):
    grid.click(50, 60)
    square = preview(grid).count
    grid.canvas.set_grid_settings(LatticeSettings(pattern=Pattern.HEX, spacing_mm=10.0))
    assert preview(grid).count > square
    grid.canvas.set_grid_settings(LatticeSettings(spacing_mm=10.0, margin_mm=20.0))
    assert preview(grid).count < square


def test_shift_adds_a_second_region_to_one_common_lattice(grid):
    grid.click(50, 60)
    one = preview(grid).count
    grid.click(130, 60, SHIFT)
    assert preview(grid).regions == (RIGHT, LEFT)
    assert preview(grid).count == 2 * one
    grid.click(130, 60, SHIFT)
    assert preview(grid).regions == (RIGHT,)


def test_the_lever_turns_it(grid):
    heard = []
    grid.canvas.grid_settings_changed.connect(heard.append)
    grid.click(50, 60)
    handle = grid.canvas.stage.sketch.handle
    assert handle.tip_xy[1] == pytest.approx(handle.pivot_xy[1])
    (x, y), length = handle.pivot_xy, handle.tip_xy[0] - handle.pivot_xy[0]
    grid.drag(handle.tip_xy, (x, y - length))
    assert heard[-1].angle_deg == pytest.approx(90.0)
    assert grid.canvas.stage.sketch.handle.tip_xy == pytest.approx((x, y - length), abs=0.01)
    assert preview(grid).settings.angle_deg == pytest.approx(90.0)
    assert not grid.document.injections


def test_keys_do_what_the_lever_does(grid):
    grid.click(50, 60)
    grid.key(Qt.Key.Key_Left)
    assert preview(grid).settings.angle_deg == 5.0
    grid.key(Qt.Key.Key_Right, SHIFT)
    assert preview(grid).settings.angle_deg == 4.0
    grid.key(Qt.Key.Key_Up)
    assert preview(grid).settings.spacing_mm == 10.5


def test_a_second_grid_does_not_double_the_first(grid):
    grid.click(50, 60)
    grid.key(Qt.Key.Key_Return)
    count = len(grid.document.injections)
    victim = next(iter(grid.document.injections.values()))
    grid.canvas.stage.select(frozenset({victim.id}))
    grid.canvas.delete_selection()
    grid.click(50, 60)
    shown = preview(grid)
    assert (shown.count, shown.skipped) == (1, count - 1)
    assert shown.coverage == pytest.approx(0.5, abs=0.01)
    grid.key(Qt.Key.Key_Return)
    assert len(grid.document.injections) == count


def test_it_begins_with_the_region_that_is_chosen_already(bench):
    bench.click(130, 60)
    bench.canvas.set_grid_settings(LatticeSettings(spacing_mm=20.0))
    bench.canvas.set_tool("grid")
    assert preview(bench).regions == (LEFT,)
    bench.canvas.set_tool("select")
    assert preview(bench) is None
    assert len(bench.canvas.stage.sketch.ghost) == 0


def test_off_the_skin_nothing_is_shown(grid):
    grid.click(4, 4)
    assert not grid.heard.preview or preview(grid) is None
    grid.key(Qt.Key.Key_Return)
    assert not grid.document.injections
