import pytest
from flat_skin import LEFT, RIGHT, xy_of
from PySide6.QtCore import Qt


def where(injection):
    return tuple(xy_of([injection.site])[0])


def test_a_click_places_one_injection_with_its_region(bench):
    bench.canvas.set_tool("point")
    bench.click(50, 60)
    (injection,) = bench.document.injections.values()
    assert where(injection) == pytest.approx((50, 60), abs=0.3)
    assert (injection.region, injection.side) == RIGHT
    assert injection.volume_ul == 100
    assert bench.heard.figures == [frozenset({RIGHT})]


def test_it_follows_the_cursor_as_a_ghost_and_commits_on_release(bench):
    bench.canvas.set_tool("point")
    ghost = bench.canvas.stage.sketch.ghost
    bench.move(120, 60)
    assert ghost.xy_mm[0] == pytest.approx((120, 60), abs=0.3)
    bench.press(120, 60)
    bench.move(140, 70)
    assert not bench.document.injections
    bench.release(140, 70)
    (injection,) = bench.document.injections.values()
    assert where(injection) == pytest.approx((140, 70), abs=0.3)
    assert (injection.region, injection.side) == LEFT


def test_undo_and_redo(bench):
    first, second = bench.place((50, 60), (70, 60))
    assert bench.document.undo() == "Add injection"
    assert set(bench.document.injections) == {first.id}
    assert first.id in bench.canvas.stage.rows
    assert second.id not in bench.canvas.stage.rows
    bench.document.redo()
    assert second.id in bench.canvas.stage.rows


def test_off_the_skin_it_says_so_and_places_nothing(bench):
    bench.canvas.set_tool("point")
    bench.click(4, 4)
    assert not bench.document.injections
    assert "not on the skin" in bench.heard.failed[0].text
    assert len(bench.canvas.stage.sketch.ghost) == 0


def test_steep_skin_sends_to_the_side_view(bench):
    bench.canvas.set_tool("point")
    bench.click(170, 60)
    assert not bench.document.injections
    assert "side view" in bench.heard.failed[0].text
    assert bench.canvas.surround.callout.text == "Left palm\nPlace this on the side view: Half"
    assert bench.viewport.cursor().shape() == Qt.CursorShape.ForbiddenCursor


def test_escape_leaves_the_tool(bench):
    bench.canvas.set_tool("point")
    bench.move(50, 50)
    bench.press(50, 50)
    bench.key(Qt.Key.Key_Escape)
    bench.release(50, 50)
    assert not bench.document.injections
    bench.canvas.cancel()
    assert bench.canvas.tool == "select"


def test_leaving_takes_the_ghost_along(bench):
    bench.canvas.set_tool("point")
    bench.move(50, 50)
    bench.canvas.set_tool("select")
    assert len(bench.canvas.stage.sketch.ghost) == 0
