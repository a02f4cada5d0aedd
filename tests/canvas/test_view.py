import pytest
from flat_skin import LEFT, RIGHT
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from mesomap.paint.tokens import LIGHT

NONE = Qt.KeyboardModifier.NoModifier


def wheel(bench, at, steps):
    event = QWheelEvent(
        QPointF(at),
        QPointF(bench.viewport.mapToGlobal(at)),
        QPoint(),
        QPoint(0, round(120 * steps)),
        Qt.MouseButton.NoButton,
        NONE,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(bench.viewport, event)


def scene_at(bench, at):
    back, _ = bench.view.viewportTransform().inverted()
    return back.map(QPointF(at))


@pytest.mark.parametrize("at", [QPoint(120, 90), QPoint(700, 500), QPoint(420, 320)])
def test_the_wheel_zooms_at_the_cursor(bench, at):
    before = scene_at(bench, at)
    for steps in (1, 1, 3, -2, 0.25):
        wheel(bench, at, steps)
        now = bench.view.viewportTransform().map(before)
        assert abs(now.x() - at.x()) <= 1.0
        assert abs(now.y() - at.y()) <= 1.0
    assert bench.view.zoom > 1.5
    assert bench.heard.zoom[-1] == bench.view.zoom


def test_zoom_has_limits(bench):
    for _ in range(60):
        wheel(bench, QPoint(300, 300), 2)
    assert bench.view.px_per_mm == pytest.approx(60.0)
    for _ in range(60):
        wheel(bench, QPoint(300, 300), -2)
    assert bench.view.zoom == pytest.approx(0.5)


def test_zero_fits(bench):
    wheel(bench, QPoint(100, 100), 4)
    bench.key(Qt.Key.Key_0)
    assert bench.view.zoom == 1.0
    shown = bench.view.viewportTransform().mapRect(QRectF(0, 0, 200, 150))
    assert QRectF(bench.viewport.rect()).adjusted(-1, -1, 1, 1).contains(shown)


def test_a_fitted_chart_stays_fitted_when_the_window_grows(bench):
    before = bench.view.px_per_mm
    bench.canvas.resize(1040, 840)
    QTest.qWait(10)
    assert bench.view.px_per_mm > before
    assert bench.view.zoom == 1.0


@pytest.mark.parametrize("way", ["middle", "space"])
def test_pan(bench, way):
    wheel(bench, QPoint(300, 300), 2)
    before = scene_at(bench, QPoint(300, 300))
    button = Qt.MouseButton.MiddleButton if way == "middle" else Qt.MouseButton.LeftButton
    if way == "space":
        bench.qtbot.keyPress(bench.view, Qt.Key.Key_Space)
    bench.qtbot.mousePress(bench.viewport, button, pos=QPoint(300, 300))
    QTest.mouseMove(bench.viewport, QPoint(340, 330))
    bench.qtbot.mouseRelease(bench.viewport, button, pos=QPoint(340, 330))
    if way == "space":
        bench.qtbot.keyRelease(bench.view, Qt.Key.Key_Space)
    after = scene_at(bench, QPoint(340, 330))
    assert (after - before).manhattanLength() < 0.01
    assert not bench.document.injections
    assert bench.heard.region == []


def test_hovering_lights_the_region_and_says_its_name(bench):
    bench.move(50, 60)
    assert bench.canvas.stage.lit_regions() == [RIGHT]
    assert bench.canvas.surround.callout.text == "Right palm"
    info = bench.heard.hovered[-1]
    assert (info.region, info.chart, info.tilt_deg) == (RIGHT, "sheet", 0.0)
    bench.move(130, 60)
    assert bench.canvas.stage.lit_regions() == [LEFT]
    bench.move(3, 3)
    assert bench.canvas.stage.lit_regions() == []
    assert bench.heard.hovered[-1] is None
    assert bench.canvas.surround.callout.text == ""


def test_hovering_an_injection_says_its_number_depth_and_volume(bench):
    bench.place((40, 60), (60, 60))
    bench.move(80, 90)
    bench.move(60, 60)
    text = bench.canvas.surround.callout.text.replace("\u00a0", " ")
    assert text == "No. 2 · 1.0 mm · 0.10 mL"


def test_turned_the_letters_change_sides_and_the_skin_stays_under_the_cursor(bench):
    left, right = bench.canvas.surround.letters
    assert (left.letter, right.letter) == ("R", "L")
    bench.canvas.set_turned(True)
    assert (left.letter, right.letter) == ("L", "R")
    bench.canvas.set_tool("point")
    bench.click(40, 30)
    assert bench.px(40, 30).x() > bench.viewport.width() / 2
    (injection,) = bench.document.injections.values()
    assert (injection.region, injection.side) == RIGHT


def test_the_same_injection_shows_on_every_chart_that_sees_it(bench):
    a, b = bench.place((50, 60), (130, 60))
    bench.canvas.show_chart("half")
    rows = bench.canvas.stage.rows
    assert bench.canvas.stage.visible_ids() == {b.id}
    assert rows.xy_mm[rows.row(b.id)] == pytest.approx((70, 120), abs=0.6)
    assert a.id in rows


def test_two_fingers_zoom(bench):
    device = QTest.createTouchDevice()
    a, b = QPoint(300, 300), QPoint(400, 300)
    before = bench.view.zoom
    QTest.touchEvent(bench.viewport, device).press(0, a).press(1, b).commit()
    for step in range(1, 9):
        apart = QPoint(12 * step, 0)
        QTest.touchEvent(bench.viewport, device).move(0, a - apart).move(1, b + apart).commit()
        QTest.qWait(10)
    QTest.touchEvent(bench.viewport, device).release(0, a - apart).release(1, b + apart).commit()
    assert bench.view.zoom > before * 1.3


def test_the_focus_ring_shows_for_the_keyboard_only(bench, qapp):
    other = QLineEdit(bench.canvas)
    other.show()
    bench.canvas.activateWindow()
    other.setFocus()
    bench.view.setFocus(Qt.FocusReason.TabFocusReason)
    assert bench.canvas.grab().toImage().pixelColor(0, 100) == QColor(LIGHT.focus)
    other.setFocus()
    bench.view.setFocus(Qt.FocusReason.MouseFocusReason)
    assert bench.canvas.grab().toImage().pixelColor(0, 100) == QColor(LIGHT.canvas)


def test_the_figure_is_sharp_again_after_zooming(bench):
    wheel(bench, QPoint(300, 300), 3)
    QTest.qWait(150)
    view = bench.view
    assert view._scene.figure.is_sharp_for(view.viewportTransform(), view._visible())


def test_hints_say_what_to_do_next(bench):
    hint = bench.canvas.surround.hint
    assert "G" in hint.text
    bench.canvas.set_tool("point")
    assert hint.text == "Click the skin to place an injection."
    bench.click(50, 50)
    bench.settle()
    assert hint.text == ""
    bench.canvas.set_tool("grid")
    assert "region" in hint.text
    bench.click(130, 60)
    assert "Enter accepts" in hint.text
