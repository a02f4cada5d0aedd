from uuid import uuid4

import numpy as np
import pytest
from flat_skin import LEFT, RIGHT, site, xy_of
from PySide6.QtCore import Qt

from mesomap.document.notes import new_note
from mesomap.model import Added, AreaPass, Technique

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


# With a lasso.


@pytest.fixture
def lassoing(bench):
    bench.canvas.scene.tools["select"].lassoes = True
    return bench


def test_a_lasso_selects_what_it_holds_even_begun_on_a_mark(lassoing):
    a, b, _ = lassoing.place((50, 60), (60, 70), (130, 60))
    lassoing.move(48, 58)
    lassoing.press(48, 58)
    for place in ((75, 58), (75, 85), (45, 85), (45, 57)):
        lassoing.move(*place)
    lassoing.release(45, 57)
    assert lassoing.canvas.selection == {a.id, b.id}
    assert where(lassoing, a) == pytest.approx((50, 60), abs=0.3)


def test_a_click_on_a_mark_selects_it_and_beside_marks_sets_a_corner(lassoing):
    a, b = lassoing.place((50, 60), (80, 60))
    lassoing.click(50, 60)
    assert lassoing.canvas.selection == {a.id}
    lassoing.click(80, 60, SHIFT)
    assert lassoing.canvas.selection == {a.id, b.id}
    for place in ((40, 50), (60, 50), (60, 70)):
        lassoing.click(*place)
    assert len(lassoing.canvas.stage.sketch.lines[0].corners) == 3
    lassoing.key(Qt.Key.Key_Return)
    assert lassoing.canvas.selection == {a.id}


def test_escape_leaves_a_lasso_and_keeps_the_selection(lassoing):
    (a,) = lassoing.place((50, 60))
    lassoing.click(50, 60)
    lassoing.click(80, 90)
    lassoing.key(Qt.Key.Key_Escape)
    assert lassoing.canvas.stage.sketch.lines == ()
    assert lassoing.canvas.selection == {a.id}


# Area passes and notes.


def an_area(bench, *corners):
    syringe = next(iter(bench.document.syringes.values()))
    area = AreaPass(
        id=uuid4(),
        session=bench.document.session.id,
        order=90,
        region=RIGHT.id,
        side=RIGHT.side,
        outline=tuple(site(x, y) for x, y in corners),
        syringe=syringe.id,
        technique=Technique.NAPPAGE,
        volume_ul=500,
    )
    bench.document.commit("Add area", (Added(area),))
    return area


SQUARE = ((30, 40), (60, 40), (60, 70), (30, 70))


def test_an_area_is_chosen_by_a_click_then_dragged_and_deleted(bench):
    area = an_area(bench, *SQUARE)
    bench.drag((45, 55), (65, 65))
    assert bench.canvas.selection == frozenset()
    assert bench.document.areas[area.id] == area
    bench.click(45, 55)
    assert bench.canvas.selection == {area.id}
    bench.drag((45, 55), (105, 55))
    moved = bench.document.areas[area.id]
    assert xy_of(moved.outline) == pytest.approx(np.add(SQUARE, (60, 0)), abs=0.4)
    assert (moved.region, moved.side) == LEFT
    bench.key(Qt.Key.Key_Left, SHIFT)
    nudged = xy_of(bench.document.areas[area.id].outline)
    assert nudged == pytest.approx(xy_of(moved.outline) - (5, 0), abs=1e-6)
    bench.key(Qt.Key.Key_Delete)
    assert not bench.document.areas
    for _ in range(3):
        bench.document.undo()
    assert bench.document.areas[area.id] == area


def test_an_area_over_a_whole_region_says_why_it_stays(bench):
    area = an_area(bench)
    bench.click(45, 55)
    assert bench.canvas.selection == {area.id}
    bench.key(Qt.Key.Key_Left)
    assert "cannot be moved" in bench.heard.failed[0].text


def test_an_area_keeps_its_selection_on_another_chart(bench):
    area = an_area(bench, *SQUARE)
    bench.click(45, 55)
    bench.canvas.show_chart("half")
    assert bench.canvas.selection == {area.id}


def test_a_note_is_held_by_its_tag_and_moves_with_what_is_selected(bench):
    (a,) = bench.place((50, 90))
    bench.document.commit("Add note", (new_note(bench.document, site(70, 90), RIGHT, "mole"),))
    (note,) = bench.document.notes.values()
    tag = (70, 90 - 17 * bench.canvas.stage.mm_per_px)
    bench.click(50, 90)
    bench.click(*tag, SHIFT)
    assert bench.canvas.selection == {a.id, note.id}
    bench.drag(tag, (tag[0] + 10, tag[1]))
    (now,) = xy_of([bench.document.notes[note.id].site])
    assert tuple(now) == pytest.approx((80, 90), abs=0.5)
    assert where(bench, a) == pytest.approx((60, 90), abs=0.6)
    bench.document.undo()
    assert bench.document.notes[note.id] == note


def test_double_click_on_a_note_asks_for_it(bench):
    asked = []
    bench.canvas.stage.note_asked.connect(asked.append)
    bench.document.commit("Add note", (new_note(bench.document, site(70, 90), RIGHT, "mole"),))
    (note,) = bench.document.notes.values()
    bench.double_click(70, 90 - 17 * bench.canvas.stage.mm_per_px)
    assert [one.note for one in asked] == [note.id]


def test_a_long_note_is_shown_in_short_lines(bench):
    text = "tender when pressed " * 60
    bench.document.commit("Add note", (new_note(bench.document, site(70, 90), RIGHT, text),))
    bench.move(70, 90 - 17 * bench.canvas.stage.mm_per_px)
    lines = bench.canvas.surround.callout.text.splitlines()
    assert 1 < len(lines) <= 9
    assert max(map(len, lines)) <= 48
    assert lines[-1] == "…"
