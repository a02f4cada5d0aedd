"""Linear threads: one drag, several at once, how they are drawn, and what they count as."""

import math
from dataclasses import replace

import numpy as np
import pytest
from flat_skin import LEFT, RIGHT, xy_of
from PySide6.QtCore import Qt

from mesomap.analysis.marks import deposit_radius_of
from mesomap.clinical.needles import BUILT_IN
from mesomap.document.wishes import ThreadWishes
from mesomap.model import Technique, Updated


@pytest.fixture
def line(bench):
    bench.canvas.set_tool("line")
    bench.drafts = []
    bench.canvas.stage.draft_changed.connect(bench.drafts.append)
    return bench


def wish(bench, **wishes):
    bench.canvas.scene.tools["line"].set_wishes(ThreadWishes(**wishes))


def change_syringe(bench, **values):
    (syringe,) = bench.document.syringes.values()
    bench.document.commit("Change syringe", (Updated(syringe, replace(syringe, **values)),))
    bench.canvas.refresh()


def ends(bench):
    in_order = sorted(bench.document.injections.values(), key=lambda one: one.order)
    return [xy_of([one.site, *one.path]) for one in in_order]


def test_a_drag_is_a_straight_thread(line):
    line.move(30, 60)
    line.press(30, 60)
    line.move(40, 75)  # a needle goes straight, however the hand went
    line.move(50, 60)
    line.release(50, 60)
    shown = line.drafts[-1]
    assert (shown.count, shown.length_mm) == (1, pytest.approx(20.0, abs=0.2))
    assert shown.volume_ul == pytest.approx(200, abs=2)
    assert not line.document.injections
    line.key(Qt.Key.Key_Return)
    (thread,) = line.document.injections.values()
    assert thread.technique is Technique.LINEAR
    assert thread.volume_ul == shown.volume_ul
    assert (thread.region, thread.side) == RIGHT
    (xy,) = ends(line)
    assert xy[0] == pytest.approx((30, 60), abs=0.3)
    assert xy[-1] == pytest.approx((50, 60), abs=0.3)
    assert deposit_radius_of(thread, line.body) == pytest.approx(math.sqrt(10 / math.pi), rel=0.01)
    assert line.document.undo() == "Add thread"
    assert not line.document.injections
    assert not line.canvas.stage.threads.shown


def test_the_volume_follows_the_syringe(line):
    change_syringe(line, ul_per_mm=5.0)
    line.drag((30, 60), (50, 60))
    assert line.drafts[-1].volume_ul == pytest.approx(100, abs=2)
    change_syringe(line, ul_per_mm=2.5)
    assert line.drafts[-1].volume_ul == pytest.approx(50, abs=2)


def test_several_lie_side_by_side_about_the_drawn_one(line):
    wish(line, count=3, apart_mm=4.0)
    line.drag((30, 60), (50, 60))
    line.key(Qt.Key.Key_Return)
    entries = np.array([xy[0] for xy in ends(line)])
    assert sorted(entries[:, 1]) == pytest.approx([56, 60, 64], abs=0.3)
    assert entries[:, 0] == pytest.approx(30, abs=0.3)
    assert line.document.undo() == "Add threads"


def test_a_fan_has_one_entry(line):
    wish(line, count=3, apart_mm=5.0, fan=True)
    line.drag((30, 60), (50, 60))
    line.key(Qt.Key.Key_Return)
    found = ends(line)
    assert np.array([xy[0] for xy in found]) == pytest.approx(np.array([[30, 60]] * 3), abs=0.3)
    exits = np.array([xy[-1] for xy in found])
    assert np.hypot(*np.diff(exits, axis=0).T) == pytest.approx(5.0, abs=0.2)
    figures = line.canvas.stage.live.region(RIGHT)
    assert figures.spacing.min_mm == pytest.approx(2.5, abs=0.1)


def test_arrows_change_how_far_apart_they_are(line):
    wish(line, count=2, apart_mm=5.0)
    line.drag((30, 60), (50, 60))
    line.key(Qt.Key.Key_Up)
    assert line.drafts[-1].wishes.apart_mm == 5.5


def test_clicks_lead_it_around_a_corner(line):
    line.click(30, 40)
    line.click(50, 40)
    line.double_click(50, 60)
    (xy,) = ends(line)
    assert xy == pytest.approx(np.array([[30, 40], [50, 40], [50, 60]]), abs=0.4)


def test_its_region_is_where_its_middle_lies(line):
    line.drag((95, 60), (125, 60))
    line.key(Qt.Key.Key_Return)
    (thread,) = line.document.injections.values()
    assert (thread.region, thread.side) == LEFT


def test_it_says_when_it_is_longer_than_the_needle(line):
    needle = next(one for one in BUILT_IN.values() if one.length_mm == 13.0)
    change_syringe(line, needle=needle.id)
    line.drag((30, 60), (50, 60))
    assert line.drafts[-1].longer_than_mm == 13.0
    line.key(Qt.Key.Key_Escape)
    line.drag((30, 60), (40, 60))
    assert line.drafts[-1].longer_than_mm is None


def test_its_line_can_be_clicked_and_erased(line):
    line.drag((30, 60), (70, 60))
    line.key(Qt.Key.Key_Return)
    (id,) = line.document.injections
    line.canvas.set_tool("select")
    line.click(50, 60)
    assert line.canvas.selection == {id}
    line.canvas.set_tool("erase")
    line.click(60, 60)
    assert not line.document.injections


def test_a_thread_counts_as_a_capsule(line):
    line.drag((30, 60), (60, 60))
    line.key(Qt.Key.Key_Return)
    (thread,) = line.document.injections.values()
    radius = deposit_radius_of(thread, line.body)
    wanted = 2 * radius * 30.0 + math.pi * radius**2
    assert line.canvas.stage.live.region(RIGHT).covered_mm2 == pytest.approx(wanted, rel=0.02)


def test_threads_are_drawn_and_follow_undo(line):
    line.drag((30, 60), (60, 60))
    line.key(Qt.Key.Key_Return)
    (shown,) = line.canvas.stage.threads.shown.values()
    assert shown.path.boundingRect().width() == pytest.approx(30.0, abs=0.5)
    assert shown.deposit.boundingRect().width() > 30.0
    before = line.canvas.grab().toImage()
    line.document.undo()
    line.settle()
    assert line.canvas.grab().toImage() != before
    line.document.redo()
    line.settle()
    line.canvas.show_chart("half")
    assert not line.canvas.stage.threads.shown
