import numpy as np
import pytest
from flat_skin import xy_of
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication
from shapely import Polygon

from mesomap.canvas.lasso import Lasso
from mesomap.canvas.tools.base import Tool

SHIFT = Qt.KeyboardModifier.ShiftModifier
CORNERS = [(30, 40), (70, 40), (70, 80), (30, 80)]


class LassoTool(Tool):
    """Nothing but a lasso."""

    name = "probe"

    def __init__(self, stage):
        super().__init__(stage)
        self.closed = []
        self.lasso = Lasso(stage, self.closed.append)

    def press(self, at):
        self.lasso.press(at)

    def move(self, at, *, pressed):
        self.lasso.move(at, pressed=pressed)

    def release(self, at):
        self.lasso.release(at)

    def double_click(self, at):
        self.lasso.double_click(at)

    def key(self, press):
        return self.lasso.key(press)

    def wants(self, press):
        return self.lasso.wants(press)

    def abandon(self):
        return self.lasso.abandon()


@pytest.fixture
def probe(bench):
    tool = bench.canvas.scene.tools["probe"] = LassoTool(bench.canvas.stage)
    bench.canvas.set_tool("probe")
    yield tool
    bench.canvas.set_tool("select")


def lines(bench):
    return bench.canvas.stage.sketch.lines


def around(bench, *, last):
    bench.move(*CORNERS[0])
    bench.press(*CORNERS[0])
    for corner in CORNERS[1:]:
        bench.move(*corner)
    bench.move(*last)


def test_a_freehand_outline_closes_on_release(bench, probe):
    around(bench, last=(31, 42))
    assert lines(bench)[0].closed
    bench.release(31, 42)
    (corners,) = probe.closed
    assert Polygon(corners).area == pytest.approx(1600, rel=0.05)
    assert lines(bench) == ()


@pytest.mark.parametrize("how", ["enter", "double", "first"])
def test_a_clicked_outline_is_closed_in_three_ways(bench, probe, how):
    for corner in CORNERS:
        bench.click(*corner)
    bench.move(20, 60)
    assert len(lines(bench)[0].points) == 5
    assert probe.closed == []
    if how == "enter":
        bench.key(Qt.Key.Key_Return)
    elif how == "double":
        bench.double_click(*CORNERS[-1])
    else:
        bench.click(*CORNERS[0])
    (corners,) = probe.closed
    assert Polygon(corners).area == pytest.approx(1600, rel=0.03)
    assert lines(bench) == ()


def test_backspace_takes_the_last_corner_and_two_close_nothing(bench, probe):
    for corner in CORNERS:
        bench.click(*corner)
    bench.key(Qt.Key.Key_Backspace)
    assert len(lines(bench)[0].corners) == 3
    bench.key(Qt.Key.Key_Backspace)
    bench.key(Qt.Key.Key_Return)
    assert probe.closed == []
    bench.key(Qt.Key.Key_Escape)
    assert lines(bench) == ()
    bench.key(Qt.Key.Key_Return)
    assert probe.closed == []


def test_keys_that_a_lasso_needs_are_no_shortcuts_meanwhile(bench, probe):
    def overridden(key):
        event = QKeyEvent(QEvent.Type.ShortcutOverride, key, Qt.KeyboardModifier.NoModifier)
        event.ignore()
        QApplication.sendEvent(bench.view, event)
        return event.isAccepted()

    assert not overridden(Qt.Key.Key_Backspace)
    bench.click(*CORNERS[0])
    assert overridden(Qt.Key.Key_Backspace)
    assert overridden(Qt.Key.Key_Return)
    assert not overridden(Qt.Key.Key_Delete)


def test_lines_are_painted_and_taken_back(bench, probe):
    before = bench.canvas.grab().toImage()
    for corner in CORNERS[:3]:
        bench.click(*corner)
    bench.move(*CORNERS[3])
    assert bench.canvas.grab().toImage() != before
    bench.key(Qt.Key.Key_Escape)
    bench.move(1, 1)
    assert bench.canvas.grab().toImage() == before


# The pointer that keys move.


@pytest.fixture
def pointer(bench):
    bench.view.toggle_key_pointer()
    assert bench.view.key_pointer.shown
    return bench.view.key_pointer


def test_it_starts_in_the_middle_and_moves_by_skin_millimetres(bench, pointer):
    x, y = pointer.place
    assert (x, y) == pytest.approx((100, 75), abs=1)
    bench.key(Qt.Key.Key_Right)
    assert pointer.place == pytest.approx((x + 1, y), abs=1e-6)
    bench.key(Qt.Key.Key_Down, SHIFT)
    assert pointer.place == pytest.approx((x + 1, y + 5), abs=1e-6)
    assert bench.heard.hovered[-1].x_mm == pytest.approx(x + 1)


def test_on_an_enlarged_chart_turned_round_a_step_is_still_one_of_skin(bench, pointer):
    bench.canvas.show_chart("half")
    bench.canvas.set_turned(True)
    x, y = pointer.place
    bench.key(Qt.Key.Key_Right)
    assert pointer.place == pytest.approx((x - 2, y), abs=1e-6)


def test_space_places_a_point(bench, pointer):
    bench.canvas.set_tool("point")
    bench.key(Qt.Key.Key_Space)
    assert not bench.document.injections
    bench.key(Qt.Key.Key_Space)
    (one,) = bench.document.injections.values()
    assert tuple(xy_of([one.site])[0]) == pytest.approx(pointer.place)


def test_a_drag_by_keys_moves_an_injection(bench):
    (one,) = bench.place((99, 75))
    bench.view.toggle_key_pointer()
    place = bench.view.key_pointer.place
    for key in (Qt.Key.Key_Space, *[Qt.Key.Key_Up] * 3, Qt.Key.Key_Space):
        bench.key(key, SHIFT if key == Qt.Key.Key_Up else Qt.KeyboardModifier.NoModifier)
    moved = xy_of([bench.document.injections[one.id].site])[0]
    assert moved == pytest.approx(np.add(place, (0, -15)), abs=1e-4)
    assert bench.document.undo() == "Move injections"


def test_a_lasso_by_keys_is_closed_by_enter(bench, probe):
    bench.view.toggle_key_pointer()
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Left):
        bench.key(Qt.Key.Key_Space)
        bench.key(Qt.Key.Key_Space)
        bench.key(key, SHIFT)
    bench.key(Qt.Key.Key_Return)
    (corners,) = probe.closed
    assert Polygon(corners).area == pytest.approx(12.5, abs=0.01)


def test_escape_drops_the_press_then_gives_the_pointer_back(bench):
    (one,) = bench.place((99, 75))
    bench.view.toggle_key_pointer()
    for key in (Qt.Key.Key_Space, Qt.Key.Key_Up, Qt.Key.Key_Up):
        bench.key(key, SHIFT)
    bench.canvas.cancel()
    bench.key(Qt.Key.Key_Space)
    assert bench.document.injections[one.id] == one
    bench.canvas.cancel()
    bench.canvas.cancel()
    bench.canvas.cancel()
    assert not bench.view.key_pointer.shown
    bench.key(Qt.Key.Key_Space)
    assert bench.document.injections[one.id] == one


def test_the_hint_says_how_it_works_while_it_is_shown(bench):
    bench.view.toggle_key_pointer()
    assert "Space presses" in bench.canvas.surround.hint.text
    bench.view.toggle_key_pointer()
    assert "Space presses" not in bench.canvas.surround.hint.text


def test_a_press_of_the_mouse_takes_the_pointer_back(bench, pointer):
    bench.click(50, 50)
    assert not pointer.shown
    assert pointer.place is None


def test_it_stays_in_sight_and_on_the_chart(bench, pointer):
    for _ in range(4):
        bench.canvas.zoom_in()
    for _ in range(30):
        bench.key(Qt.Key.Key_Left, SHIFT)
    assert pointer.place[0] == pytest.approx(0.0, abs=0.01)
    assert bench.viewport.rect().contains(bench.px(*pointer.place))
