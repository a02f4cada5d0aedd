import pytest
from flat_skin import LEFT, RIGHT, xy_of
from PySide6.QtCore import Qt

SHIFT = Qt.KeyboardModifier.ShiftModifier


def where(bench, injection):
    return tuple(xy_of([bench.document.injections[injection.id].site])[0])


def test_click_selects_shift_adds_and_takes_away(bench):
    a, b = bench.place((50, 60), (80, 60))
    bench.click(50, 60)
    assert bench.canvas.selection == {a.id}
    bench.click(80, 60, SHIFT)
    assert bench.canvas.selection == {a.id, b.id}
    bench.click(50, 60, SHIFT)
    assert bench.canvas.selection == {b.id}
    bench.click(80, 60)
    assert bench.canvas.selection == {b.id}
    assert bench.heard.selection[-1] == {b.id}


def test_click_beside_selects_the_region_and_nothing_else(bench):
    bench.place((50, 60))
    bench.click(50, 60)
    bench.click(130, 100)
    assert bench.canvas.selection == frozenset()
    assert bench.heard.region[-1] == LEFT
    bench.click(5, 5)
    assert bench.heard.region[-1] is None


def test_double_click_selects_all_of_a_region(bench):
    a, b, _ = bench.place((50, 60), (80, 90), (130, 60))
    bench.double_click(30, 100)
    assert bench.canvas.selection == {a.id, b.id}


def test_band_selects_what_it_holds(bench):
    a, b, c = bench.place((50, 60), (80, 60), (130, 60))
    bench.drag((40, 50), (90, 70), drop=False)
    assert bench.canvas.stage.sketch.band is not None
    bench.release(90, 70)
    assert bench.canvas.selection == {a.id, b.id}
    assert bench.canvas.stage.sketch.band is None
    bench.canvas.select_all()
    assert bench.canvas.selection == {a.id, b.id, c.id}


def test_drag_moves_in_one_undo_step_and_decides_regions_anew(bench):
    a, b = bench.place((85, 60), (80, 90))
    bench.click(85, 60)
    bench.click(80, 90, SHIFT)
    bench.drag((85, 60), (110, 60), drop=False)
    assert len(bench.canvas.stage.sketch.ghost) == 2
    assert where(bench, a) == pytest.approx((85, 60), abs=0.3)
    bench.release(110, 60)
    assert where(bench, a) == pytest.approx((110, 60), abs=0.4)
    assert where(bench, b) == pytest.approx((105, 90), abs=0.6)
    moved = bench.document.injections[a.id]
    assert (moved.region, moved.side) == LEFT
    assert bench.canvas.selection == {a.id, b.id}
    assert bench.document.undo() == "Move injections"
    assert where(bench, a) == pytest.approx((85, 60), abs=0.3)
    assert bench.document.injections[b.id] == b
    assert len(bench.canvas.stage.sketch.ghost) == 0


def test_a_drag_off_the_skin_moves_nothing_and_says_why(bench):
    (a,) = bench.place((20, 60))
    bench.drag((20, 60), (5, 60))
    assert bench.document.injections[a.id] == a
    assert "leave the skin" in bench.heard.failed[0].text


def test_escape_drops_a_drag(bench):
    (a,) = bench.place((50, 60))
    bench.drag((50, 60), (70, 60), drop=False)
    bench.key(Qt.Key.Key_Escape)
    bench.release(70, 60)
    assert bench.document.injections[a.id] == a
    assert len(bench.canvas.stage.sketch.ghost) == 0
    bench.key(Qt.Key.Key_Escape)
    assert bench.canvas.selection == frozenset()


@pytest.mark.parametrize(
    ("key", "held", "moved"),
    [
        (Qt.Key.Key_Left, Qt.KeyboardModifier.NoModifier, (-1, 0)),
        (Qt.Key.Key_Right, Qt.KeyboardModifier.NoModifier, (1, 0)),
        (Qt.Key.Key_Up, Qt.KeyboardModifier.NoModifier, (0, -1)),
        (Qt.Key.Key_Down, SHIFT, (0, 5)),
    ],
)
def test_arrows_nudge_by_skin_millimetres(bench, key, held, moved):
    (a,) = bench.place((50, 60))
    x, y = where(bench, a)
    bench.click(50, 60)
    bench.key(key, held)
    assert where(bench, a) == pytest.approx((x + moved[0], y + moved[1]), abs=1e-6)
    assert bench.document.undo() == "Move injections"


def test_a_nudge_is_skin_mm_on_an_enlarged_chart_and_follows_the_turn(bench):
    (a,) = bench.place((130, 60))
    x, y = where(bench, a)
    bench.canvas.show_chart("half")
    bench.canvas.set_turned(True)
    bench.canvas.select_all()
    bench.key(Qt.Key.Key_Right)
    assert where(bench, a) == pytest.approx((x - 1, y), abs=1e-6)


def test_delete_removes_and_undo_brings_back(bench):
    a, b = bench.place((50, 60), (80, 60))
    bench.click(50, 60)
    bench.key(Qt.Key.Key_Delete)
    assert set(bench.document.injections) == {b.id}
    assert bench.canvas.selection == frozenset()
    bench.document.undo()
    assert bench.document.injections[a.id] == a


def test_selection_keeps_to_what_the_chart_shows(bench):
    a, b = bench.place((50, 60), (130, 60))
    bench.canvas.select_all()
    bench.canvas.show_chart("half")
    assert bench.canvas.selection == {b.id}
    assert RIGHT not in bench.canvas.stage.chart.regions
    bench.canvas.delete_selection()
    assert set(bench.document.injections) == {a.id}
