"""The chart strip: groups that fold, what is in sight, what was found."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from mesomap.panels.chart_strip import ChartEntry, ChartGroup, ChartStrip

LEFT = Qt.MouseButton.LeftButton
NONE = Qt.KeyboardModifier.NoModifier
FACE = ChartGroup("face", "Face", (ChartEntry("f1", "Face front"), ChartEntry("f2", "Face left")))
LEGS = ChartGroup("leg", "Legs", tuple(ChartEntry(f"l{n}", f"Leg {n}") for n in range(20)))
ARMS = ChartGroup("arm", "Arms", (ChartEntry("a1", "Arms front"),))


@pytest.fixture
def strip(show) -> ChartStrip:
    widget = ChartStrip()
    show(widget, 176, 420)
    widget.show_charts("Female", [FACE, LEGS, ARMS], {"arm"})
    widget.choose("f1")
    return widget


def click(strip: ChartStrip, row: int | None) -> None:
    assert row is not None
    spot = strip.view.visualRect(strip.model.index(row)).center()
    QTest.mouseClick(strip.view.viewport(), LEFT, NONE, spot)


def test_a_heading_folds_and_opens_its_group(strip: ChartStrip, qtbot: QtBot) -> None:
    with qtbot.waitSignal(strip.folded_changed) as folded:
        click(strip, strip.model.row_of_group("leg"))
    assert folded.args == [frozenset({"leg", "arm"})]
    assert [row.id for row in strip.model.rows] == ["face", "f1", "f2", "leg", "arm"]
    assert strip.model.chosen == "f1"
    QTest.keyClick(strip.view, Qt.Key.Key_Right)
    assert strip.model.row_of("l0") is not None
    QTest.keyClick(strip.view, Qt.Key.Key_Left)
    assert strip.model.row_of("l0") is None


def test_stepping_goes_through_folded_groups(strip: ChartStrip, qtbot: QtBot) -> None:
    strip.choose("l19")
    with (
        qtbot.waitSignal(strip.chart_chosen) as chosen,
        qtbot.assertNotEmitted(strip.folded_changed),
    ):
        strip.step(1)
    assert chosen.args == ["a1"]
    assert strip.model.row_of("a1") is not None
    strip.step(-1)
    assert strip.model.chosen == "l19"
    assert strip.model.row_of("a1") is None


def test_a_folded_group_shows_its_count(strip: ChartStrip) -> None:
    row = strip.model.row_of_group("arm")
    assert row is not None
    click(strip, strip.model.row_of_group("leg"))
    row = strip.model.row_of_group("arm")
    box = strip.view.visualRect(strip.model.index(row))
    before = strip.view.viewport().grab(box).toImage()
    strip.show_counts({"a1": 7}, {"arm": 7})
    assert strip.view.viewport().grab(box).toImage() != before
    said = strip.model.data(strip.model.index(row), Qt.ItemDataRole.AccessibleTextRole)
    assert said == "Arms, folded: 7"


def test_what_is_in_sight_follows_the_scroll_bar(strip: ChartStrip, qtbot: QtBot) -> None:
    first = strip.charts_in_sight()
    assert first[0] == "f1"
    assert len(first) < 22
    with qtbot.waitSignal(strip.sight_changed):
        strip.view.verticalScrollBar().setValue(strip.view.verticalScrollBar().maximum())
    assert "f1" not in strip.charts_in_sight()
    assert "l19" in strip.charts_in_sight()


def test_found_charts_are_walked_and_taken(strip: ChartStrip, qtbot: QtBot) -> None:
    with qtbot.waitSignal(strip.search_changed) as typed:
        QTest.keyClicks(strip.search, "k")
    assert typed.args == ["k"]
    found = [
        ChartGroup("k/left", "Left knee", (ChartEntry("l3", "Leg 3", "90 % in view", "K"),)),
        ChartGroup("k/right", "Right knee", (ChartEntry("l4", "Leg 4", "80 % in view", "L"),)),
    ]
    with qtbot.assertNotEmitted(strip.chart_chosen):
        strip.show_found(found)
        QTest.keyClick(strip.search, Qt.Key.Key_Down)
    with qtbot.waitSignal(strip.found_chosen) as taken:
        QTest.keyClick(strip.search, Qt.Key.Key_Return)
    assert taken.args == ["l4", "L"]
    strip.show_found([])
    assert strip._nothing.isVisible()
    with qtbot.waitSignal(strip.left):
        QTest.keyClick(strip.search, Qt.Key.Key_Escape)
    assert strip.search.text() == ""
