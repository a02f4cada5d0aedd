"""A multi-injector's plate: all its needles at once, turned, laid edge to edge."""

from dataclasses import replace
from uuid import uuid4

import numpy as np
import pytest
from flat_skin import xy_of
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication

from mesomap.document.wishes import StampWishes
from mesomap.model import Added, Needle, Updated

PLATE = ((-5.0, 0.0), (0.0, 0.0), (5.0, 0.0))
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def stamp(bench):
    needle = Needle(id=uuid4(), name="Three in a row", length_mm=4.0, plate=PLATE)
    (syringe,) = bench.document.syringes.values()
    changed = replace(syringe, needle=needle.id, volume_ul=100)
    bench.document.commit("Add needle", (Added(needle),))
    bench.document.commit("Change syringe", (Updated(syringe, changed),))
    bench.canvas.set_tool("stamp")
    bench.drafts = []
    bench.canvas.stage.draft_changed.connect(bench.drafts.append)
    return bench


def places(bench):
    in_order = sorted(bench.document.injections.values(), key=lambda one: one.order)
    return xy_of([one.site for one in in_order])


def test_hovering_shows_it_and_a_click_places_it_in_one_step(stamp):
    stamp.move(50, 60)
    assert len(stamp.canvas.stage.sketch.ghost) == 3
    assert not stamp.document.injections
    stamp.click(50, 60)
    assert places(stamp) == pytest.approx(np.array([[45, 60], [50, 60], [55, 60]]), abs=0.3)
    assert stamp.document.undo() == "Add stamp"
    assert not stamp.document.injections


def test_its_needles_share_the_syringes_volume_to_the_microlitre(stamp):
    stamp.click(50, 60)
    volumes = [one.volume_ul for one in stamp.document.injections.values()]
    assert sum(volumes) == 100
    assert max(volumes) - min(volumes) <= 1
    assert stamp.drafts[-1].each_ul == (33, 34)


def test_each_needle_can_have_the_syringes_volume(stamp):
    stamp.canvas.scene.tools["stamp"].set_wishes(StampWishes(each=True))
    stamp.click(50, 60)
    assert {one.volume_ul for one in stamp.document.injections.values()} == {100}


def test_arrows_turn_it(stamp):
    stamp.move(50, 60)
    for _ in range(18):
        stamp.key(Qt.Key.Key_Right)
    stamp.click(50, 60)
    assert places(stamp)[:, 0] == pytest.approx(50, abs=0.3)
    stamp.key(Qt.Key.Key_Left, SHIFT)
    assert stamp.drafts[-1].wishes.angle_deg == 89.0


def test_ctrl_and_the_wheel_turn_it_and_do_not_zoom(stamp):
    stamp.move(50, 60)
    at = QPointF(stamp.px(50, 60))
    zoom = stamp.view.zoom
    event = QWheelEvent(
        at,
        stamp.viewport.mapToGlobal(at),
        QPoint(),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.ControlModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(stamp.viewport, event)
    assert stamp.drafts[-1].wishes.angle_deg == 5.0
    assert stamp.view.zoom == zoom


def test_a_drag_lays_stamps_edge_to_edge(stamp):
    stamp.drag((40, 60), (72, 60))
    xs = sorted(places(stamp)[:, 0])
    assert len(xs) == 9
    assert np.diff(xs) == pytest.approx(5.0, abs=0.2)
    assert stamp.document.undo() == "Add stamps"


def test_escape_drops_a_drag(stamp):
    stamp.drag((40, 60), (72, 60), drop=False)
    stamp.key(Qt.Key.Key_Escape)
    stamp.release(72, 60)
    assert not stamp.document.injections


def test_needles_beside_the_skin_are_refused(stamp):
    stamp.click(12, 60)
    assert "miss the skin" in stamp.heard.failed[-1].text
    assert not stamp.document.injections


def test_without_a_multi_injector_it_says_what_to_do(bench):
    bench.canvas.set_tool("stamp")
    bench.click(50, 60)
    assert "multi-injector" in bench.heard.failed[-1].text
    assert not bench.document.injections
