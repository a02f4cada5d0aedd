"""Lesions: drawn once, chosen, drawn again, struck out; shown on every chart that sees them."""

import numpy as np
import pytest
from flat_skin import LEFT, RIGHT, xy_of
from PySide6.QtCore import Qt

from mesomap.canvas.tools.lesion import NewLesion
from mesomap.model import LesionKind, RegionKey

SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def pen(bench):
    bench.canvas.set_tool("lesion")
    return bench


def only(bench):
    (lesion,) = bench.document.lesions.values()
    return lesion


def around(bench, corners, *, drop=True):
    start, *rest = [*corners, corners[0]]
    bench.move(*start)
    bench.press(*start)
    last = start
    for corner in rest:
        for part in np.linspace(0, 1, 8)[1:]:
            bench.move(*(a + (b - a) * part for a, b in zip(last, corner, strict=True)))
        last = corner
    if drop:
        bench.release(*last)


BOX = [(40, 40), (70, 40), (70, 60), (40, 60)]


def test_a_drag_draws_an_ellipse_and_measures_it(pen):
    pen.drag((40, 50), (70, 70), drop=False)
    (line,) = pen.canvas.stage.sketch.lines
    assert line.closed
    assert "×" in line.label
    pen.release(70, 70)
    lesion = only(pen)
    (size,) = lesion.sizes
    assert size.long_mm == pytest.approx(30, rel=0.03)
    assert size.wide_mm == pytest.approx(20, rel=0.03)
    assert size.area_mm2 == pytest.approx(np.pi * 15 * 10, rel=0.03)
    assert size.measured == pen.document.session.date == lesion.seen
    assert (lesion.kind, lesion.keep_free, lesion.gone) == (LesionKind.SCAR, True, None)
    assert RegionKey(lesion.region, lesion.side) == RIGHT
    assert lesion.patient == pen.document.patient.id
    assert not pen.canvas.stage.sketch.lines
    assert pen.canvas.stage.lesions.chosen == lesion.id
    assert pen.document.undo() == "Draw lesion"
    assert not pen.document.lesions
    assert pen.canvas.stage.lesions.chosen is None


def test_freehand_and_corner_by_corner(pen):
    pen.canvas.lesion_tool.set_ellipse(False)
    around(pen, BOX)
    first = only(pen)
    assert first.sizes[0].area_mm2 == pytest.approx(600, rel=0.03)
    pen.key(Qt.Key.Key_Escape)
    for corner in [(120, 40), (150, 40), (150, 60), (120, 60)]:
        pen.click(*corner)
    pen.key(Qt.Key.Key_Return)
    second = max(pen.document.lesions.values(), key=lambda one: one.sizes[0].long_mm)
    assert len(pen.document.lesions) == 2
    assert {RegionKey(one.region, one.side) for one in pen.document.lesions.values()} == {
        RIGHT,
        LEFT,
    }
    assert second.sizes[0].long_mm == pytest.approx(np.hypot(30, 20), rel=0.03)


def test_shift_makes_a_circle(pen):
    at = (100.0, 70.0)
    pen.move(*at)
    pen.press(*at)
    pen.move(104, 73)
    pen.qtbot.mouseRelease(pen.viewport, Qt.MouseButton.LeftButton, SHIFT, pen.px(106.0, 78.0))
    (size,) = only(pen).sizes
    assert size.long_mm == pytest.approx(size.wide_mm, rel=0.02)


def test_what_the_next_one_is_to_be(pen):
    pen.canvas.lesion_tool.new = NewLesion(LesionKind.MOLE, "on the palm", False)
    pen.drag((40, 50), (46, 56))
    lesion = only(pen)
    assert (lesion.kind, lesion.name, lesion.keep_free) == (LesionKind.MOLE, "on the palm", False)
    assert pen.canvas.lesion_tool.new.name == ""


def test_a_click_chooses_and_delete_strikes_out(pen):
    pen.drag((40, 50), (60, 66))
    pen.key(Qt.Key.Key_Escape)
    assert pen.canvas.stage.lesions.chosen is None
    pen.click(50, 58)
    assert pen.canvas.stage.lesions.chosen == only(pen).id
    pen.key(Qt.Key.Key_Delete)
    assert not pen.document.lesions
    assert pen.document.undo() == "Delete lesion"
    pen.click(120, 100)
    assert pen.canvas.stage.lesions.chosen is None
    assert len(pen.document.lesions) == 1


def test_drawn_again_on_the_same_day_it_has_one_measurement(pen):
    pen.drag((40, 50), (60, 66))
    before = only(pen)
    pen.canvas.lesion_tool.redraw(before.id)
    pen.drag((42, 52), (56, 62))
    after = only(pen)
    assert after.id == before.id
    assert len(after.sizes) == 1
    assert after.sizes[0].long_mm < before.sizes[0].long_mm
    assert after.outline != before.outline
    pen.drag((120, 50), (130, 60))
    assert len(pen.document.lesions) == 2
    pen.document.undo()
    assert pen.document.undo() == "Draw lesion again"
    assert only(pen) == before


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [((2, 2), (8, 4), "lies on skin"), ((40.0, 40.0), (40.9, 40.35), "too small")],
)
def test_what_is_no_lesion_says_so(pen, start, end, words):
    pen.canvas.view.zoom_in()
    for _ in range(5):
        pen.canvas.view.zoom_in()
    pen.view.centerOn(*start)
    pen.drag(start, end)
    assert not pen.document.lesions
    assert words in pen.heard.failed[-1].text


def test_charts_show_it_where_they_see_it(pen):
    pen.drag((120, 50), (140, 66))
    shown = pen.canvas.stage.lesions.shown
    assert [one.label for one in shown] == ["S1"]
    box = shown[0].path.boundingRect()
    assert (box.left(), box.right()) == pytest.approx((120, 140), abs=0.6)
    pen.canvas.show_chart("half")
    (other,) = pen.canvas.stage.lesions.shown
    assert other.path.boundingRect().width() == pytest.approx(40, abs=1.2)
    pen.canvas.show_chart("sheet")
    pen.drag((30, 50), (40, 66))
    pen.canvas.show_chart("half")
    assert len(pen.canvas.stage.lesions.shown) == 1


def test_the_chart_has_its_outline_and_its_hatch(pen):
    pen.canvas.show_deposits(False)
    before = pen.view.grab().toImage()
    pen.drag((40, 40), (80, 80))
    pen.key(Qt.Key.Key_Escape)
    pen.move(150, 120)
    pen.settle()
    after = pen.view.grab().toImage()
    ratio = after.devicePixelRatio()
    dark = 0
    for x in np.linspace(38, 82, 300):
        at = pen.view.viewportTransform().map(x, 60.0)
        point = (round(at[0] * ratio), round(at[1] * ratio))
        dark += after.pixelColor(*point).lightness() < before.pixelColor(*point).lightness() - 40
    assert dark >= 4


def test_outlines_are_stored_to_a_tenth_of_a_millimetre(pen):
    pen.drag((40, 50), (80, 70))
    corners = xy_of(only(pen).outline)
    off = np.hypot((corners[:, 0] - 60) / 20, (corners[:, 1] - 60) / 10) - 1
    assert np.abs(off).max() < 0.02
    assert 12 <= len(corners) <= 48
