"""The panels around the chart say what they are shown and pass on what a person does."""

from __future__ import annotations

from uuid import uuid4

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPixmap
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from mesomap.model import MarkShape, RegionKey, Side, Technique
from mesomap.panels.banner import Banner
from mesomap.panels.chart_strip import ChartEntry, ChartGroup, ChartStrip
from mesomap.panels.gauges import BINS, CoverageBar, SpacingBars, histogram
from mesomap.panels.grid_options import GridChoice, GridFigures, GridOptions
from mesomap.panels.message_bar import MessageBar
from mesomap.panels.read_out import ReadOut
from mesomap.panels.region_panel import RegionLine, RegionPanel, RegionView
from mesomap.panels.syringe_fields import Settings
from mesomap.panels.syringe_list import SyringeLine
from mesomap.panels.syringe_panel import Chosen, SyringePanel
from mesomap.panels.timeline import Timeline
from mesomap.panels.timeline_card import TimelineEntry
from mesomap.panels.tool_bar import ToolBar
from mesomap.panels.totals import TotalsBar

LEFT = Qt.MouseButton.LeftButton


def a_line(number: int) -> SyringeLine:
    return SyringeLine(uuid4(), number, MarkShape.CIRCLE, f"Syringe {number}", "3.00 mL left")


@pytest.fixture
def panel(show, action) -> SyringePanel:
    widget = SyringePanel(action("Add"), action("Edit"))
    show(widget, 328, 420)
    widget.show_settings(Settings(1.0, 50, 15.0, Technique.PAPULE, None, 2.8), "for new injections")
    return widget


def test_a_typed_volume_is_passed_on_in_microlitres(panel: SyringePanel, qtbot: QtBot) -> None:
    panel.volume_field.setFocus(Qt.FocusReason.TabFocusReason)
    with qtbot.waitSignals([panel.volume_changed, panel.done]):
        QTest.keyClicks(panel.volume_field.edit, "0,055")
        QTest.keyClick(panel.volume_field.edit, Qt.Key.Key_Return)
    assert panel.volume_field.value() == 0.055


@pytest.mark.parametrize(("typed", "microlitres"), [("0.05", 50), ("0,2", 200), ("1.500", 1500)])
def test_no_volume_grows_on_its_way(
    panel: SyringePanel, qtbot: QtBot, typed: str, microlitres: int
) -> None:
    panel.volume_field.set_value(9.0)
    panel.volume_field.setFocus(Qt.FocusReason.TabFocusReason)
    with qtbot.waitSignal(panel.volume_changed) as changed:
        QTest.keyClicks(panel.volume_field.edit, typed)
        QTest.keyClick(panel.volume_field.edit, Qt.Key.Key_Return)
    assert changed.args == [microlitres]


def test_differing_values_are_left_open(panel: SyringePanel) -> None:
    panel.show_settings(Settings(None, None, None, None, None, None), "7 injections selected")
    assert panel.target() == "7 injections selected"
    assert panel.depth_field.edit.text() == ""
    assert panel.depth_field.edit.placeholderText() == "differs"
    assert panel.technique_choice.currentIndex() == -1


def test_the_radius_can_be_set_and_given_back(panel: SyringePanel, qtbot: QtBot) -> None:
    assert panel.radius_field.edit.placeholderText() == "2.8"
    panel.radius_field.setFocus(Qt.FocusReason.TabFocusReason)
    with qtbot.waitSignal(panel.radius_changed) as changed:
        QTest.keyClicks(panel.radius_field.edit, "4")
        QTest.keyClick(panel.radius_field.edit, Qt.Key.Key_Return)
    assert changed.args == [4.0]
    with qtbot.waitSignal(panel.radius_changed) as changed:
        QTest.keyClick(panel.radius_field.edit, Qt.Key.Key_Backspace)
        QTest.keyClick(panel.radius_field.edit, Qt.Key.Key_Return)
    assert changed.args == [None]


def test_a_technique_is_passed_on_as_one(panel: SyringePanel, qtbot: QtBot) -> None:
    panel.technique_choice.setFocus()
    with qtbot.waitSignal(panel.technique_changed) as changed:
        QTest.keyClick(panel.technique_choice, Qt.Key.Key_Down)
    assert changed.args == [Technique.NAPPAGE]
    assert isinstance(changed.args[0], Technique)


def test_a_syringe_is_chosen_with_keys(panel: SyringePanel, qtbot: QtBot) -> None:
    one, two = a_line(1), a_line(2)
    panel.show_syringes([one, two], one.id, Chosen("HA", "planned 0.50", None))
    assert panel.list.in_hand() == one.id
    panel.list.rows()[1].setFocus(Qt.FocusReason.TabFocusReason)
    with qtbot.waitSignal(panel.syringe_chosen) as chosen:
        QTest.keyClick(panel.list.rows()[1], Qt.Key.Key_Space)
    assert chosen.args == [two.id]


def test_a_syringe_that_went_leaves_no_row(panel: SyringePanel) -> None:
    lines = [a_line(number) for number in (1, 2, 3)]
    panel.show_syringes(lines, lines[0].id, Chosen("", "", None))
    panel.show_syringes(lines[:1], lines[0].id, Chosen("", "", None))
    assert panel.list.lines() == lines[:1]


def test_a_layer_may_be_meant_in_place_of_a_depth(panel: SyringePanel, qtbot: QtBot) -> None:
    panel.show_layers([("dermis", "dermis"), ("mid-fat", "mid-fat")])
    panel.layer_choice.setFocus()
    with qtbot.waitSignal(panel.layer_changed) as changed:
        QTest.keyClick(panel.layer_choice, Qt.Key.Key_Down)
    assert changed.args == ["dermis"]
    panel.show_settings(
        Settings(None, 50, 15.0, Technique.PAPULE, None, 2.8, layer="deep plane"), "x"
    )
    assert panel.layer_choice.currentText() == "deep plane"
    assert panel.depth_field.edit.placeholderText() == "deep plane"


def test_a_needle_is_chosen_or_not_noted(panel: SyringePanel, qtbot: QtBot) -> None:
    needle = uuid4()
    panel.show_needles([(needle, "30G 4 mm")])
    panel.show_syringes([a_line(1)], None, Chosen("", "", needle))
    assert panel.needle_choice.currentText() == "30G 4 mm"
    panel.needle_choice.setFocus()
    with qtbot.waitSignal(panel.needle_changed) as changed:
        QTest.keyClick(panel.needle_choice, Qt.Key.Key_Up)
    assert changed.args == [None]


@pytest.fixture
def grid(show, action) -> GridOptions:
    widget = GridOptions(
        action("Place", "Return"), action("Leave", "Esc"), action("Best fit", "Shift+F")
    )
    show(widget, 328, 360)
    return widget


def test_grid_options_pass_on_each_change(grid: GridOptions, qtbot: QtBot) -> None:
    with qtbot.waitSignal(grid.choice_changed) as changed:
        QTest.mouseClick(grid.hexagonal, LEFT)
    assert changed.args == [GridChoice("hex", 10.0, 0.0, 0.0)]
    grid.spacing.setFocus(Qt.FocusReason.TabFocusReason)
    with qtbot.waitSignal(grid.choice_changed) as changed:
        QTest.keyClicks(grid.spacing.edit, "7,5")
        QTest.keyClick(grid.spacing.edit, Qt.Key.Key_Return)
    assert changed.args == [GridChoice("hex", 7.5, 0.0, 0.0)]


def test_the_grid_says_what_it_would_be(grid: GridOptions) -> None:
    assert "Click a region" in grid.preview_text()
    grid.show_preview(GridFigures("Submental", 26, 0.41, 10.0, 5200, 3010.0, 2))
    assert "Submental: 26 injections, 5.20\N{NO-BREAK SPACE}mL" in grid.preview_text()
    assert "coverage 41\N{NO-BREAK SPACE}%" in grid.preview_text()
    assert "2 taken already" in grid.preview_text()
    grid.show_preview(GridFigures("Submental", 1, 0.01, None, 200))
    assert "1 injection," in grid.preview_text()


def a_region(**changes: object) -> RegionView:
    values: dict[str, object] = {
        "name": "Left buccal cheek",
        "count": 11,
        "area_mm2": 1700.0,
        "spacing_mm": (9.6, 10.0, 10.5),
        "nearest_mm": (9.6, 10.0, 10.0, 10.5),
        "close_pairs": (),
        "per_cm2": (0.65, 0.032, None),
        "coverage": 0.16,
        "uncovered_mm2": 1428.0,
        "gaps_mm2": (120.0,),
    }
    return RegionView(**(values | changes))  # type: ignore[arg-type]


def test_a_region_says_its_figures(show, action) -> None:
    panel = RegionPanel(action("Fill gaps", "F"), action("Injections in a region", "Ctrl+R"))
    show(panel, 328, 420)
    panel.show_region(a_region())
    said = {key: panel.text(key).replace("\N{NO-BREAK SPACE}", " ") for key in FIGURES}
    assert said == FIGURES
    panel.show_region(a_region(gaps_mm2=(), per_cm2=(0.65, 0.032, 0.32)))
    assert panel.text("gaps") == "No gaps"
    assert panel.text("density").endswith("0.32 mg")
    panel.show_region(a_region(count=1, spacing_mm=None, gaps_mm2=()))
    assert panel.text("median") == "–"


FIGURES = {
    "count": "11",
    "min": "9.6",
    "median": "10.0",
    "max": "10.5",
    "density": "0.65 inj. · 0.032 mL",
    "coverage": "16 %",
    "uncovered": "14.3 cm²",
    "gaps": "1 gap, 1.2 cm²",
}


def test_pairs_that_are_too_close_are_named_by_number(show, action) -> None:
    panel = RegionPanel(action("Fill gaps", "F"), action("Injections in a region", "Ctrl+R"))
    show(panel, 328, 420)
    panel.show_region(a_region(close_pairs=((3, 28, 4.2), (5, 6, 5.0))))
    said = panel.close_text().replace("\N{NO-BREAK SPACE}", " ")
    assert said == "2 pairs too close: 3 and 28 (4.2 mm), 5 and 6 (5.0 mm)"
    panel.show_region(a_region())
    assert panel.close_text() == ""


def test_without_a_region_those_in_use_can_be_chosen(show, action, qtbot: QtBot) -> None:
    panel = RegionPanel(action("Fill gaps", "F"), action("Injections in a region", "Ctrl+R"))
    show(panel, 328, 420)
    key = RegionKey("cheek-buccal", Side.LEFT)
    panel.show_lines([RegionLine(key, "Left buccal cheek", "11 · 0.55 mL")])
    line = panel.lines()[0]
    with qtbot.waitSignal(panel.region_chosen) as chosen:
        QTest.mouseClick(line, LEFT)
    assert chosen.args == [key]


def test_the_strip_passes_on_the_chosen_chart(show, qtbot: QtBot) -> None:
    strip = ChartStrip()
    show(strip, 176, 500)
    entries = (ChartEntry("a", "Face front"), ChartEntry("b", "Face left"))
    strip.show_charts("Female", [ChartGroup("face", "", entries)])
    strip.show_counts({"a": 52}, {"face": 52})
    with qtbot.waitSignal(strip.chart_chosen) as chosen:
        spot = strip.view.visualRect(strip.model.index(1)).center()
        QTest.mouseClick(strip.view.viewport(), LEFT, Qt.KeyboardModifier(0), spot)
    assert chosen.args == ["b"]
    with qtbot.waitSignal(strip.chart_chosen) as chosen:
        QTest.keyClick(strip.view, Qt.Key.Key_Up)
    assert chosen.args == ["a"]
    with qtbot.assertNotEmitted(strip.chart_chosen):
        strip.step(-1)


def test_the_timeline_opens_another_session_and_not_the_open_one(show, action, qtbot) -> None:
    timeline = Timeline(action("New session"), action("Course view"))
    show(timeline, 1000, 112)
    entries = [
        TimelineEntry(uuid4(), f"Session {n}", "1 Nov 2026", "52 · 2.60 mL", False, n == 2, "12 d")
        for n in (1, 2)
    ]
    timeline.show_sessions(entries)
    pixmap = QPixmap(64, 76)
    pixmap.fill(QColor("red"))
    timeline.show_pictures({entries[0].id: pixmap})
    with qtbot.waitSignal(timeline.session_chosen) as chosen:
        QTest.mouseClick(timeline.cards()[0], LEFT)
    assert chosen.args == [entries[0].id]
    with qtbot.assertNotEmitted(timeline.session_chosen):
        QTest.mouseClick(timeline.cards()[1], LEFT)
    shot = timeline.cards()[0].grab().toImage()
    assert shot.pixelColor(30, shot.height() // 2) == QColor("red")


def test_totals_split_figure_and_unit(show) -> None:
    totals = TotalsBar()
    show(totals, 328, 70)
    volume = "2.60\N{NO-BREAK SPACE}mL"
    totals.show_totals(planned="52", given="0", volume=volume, drawn="3.00\N{NO-BREAK SPACE}mL")
    assert totals.text("volume") == "2.60 mL"
    assert totals.text("planned") == "52"


def test_the_message_stays_until_closed_and_moves_nothing(show, qtbot: QtBot) -> None:
    from PySide6.QtWidgets import QWidget

    page = QWidget()
    bar = MessageBar(page)
    show(page, 800, 400)
    assert bar.text() == ""
    bar.warn("The file is open elsewhere: close it there.")
    assert bar.text() == "The file is open elsewhere: close it there."
    assert page.rect().contains(bar.geometry())
    QTest.mouseClick(bar.close_button, LEFT)
    assert bar.text() == ""


def test_banner_and_read_out_say_what_they_are_given(show, action) -> None:
    banner = Banner(*(action(name) for name in ("Back", "Edit", "Treat", "Sign", "Addendum")))
    show(banner, 1366, 52)
    banner.show_patient("Sample, Anna", "born 14 Mar 1981, 45", "lidocaine, latex")
    banner.show_session("Session 4, 22 Nov 2026", "Draft")
    banner.show_saved("Saved 14:32")
    assert banner.allergies_text() == "Allergies: lidocaine, latex"
    banner.show_patient("Sample, Anna", "", "")
    assert banner.allergies_text() == "No allergy noted"
    read_out = ReadOut(action("Out"), action("In"), action("Fit"), action("Best", "B"))
    show(read_out, 900, 34)
    read_out.show_place("Left buccal cheek", "1.0 mm: dermis")
    read_out.show_truth("average adult, 1625 mm", "lengths here are good to 2 %")
    assert read_out.place() == "Left buccal cheek · 1.0 mm: dermis"
    assert read_out.truth() == "average adult, 1625 mm · lengths here are good to 2 %"


def test_tools_are_their_actions(show, action, qtbot: QtBot) -> None:
    select, undo, printing = action("&Select", "V"), action("Undo", "Ctrl+Z"), action("Print")
    select.setCheckable(True)
    undo.setEnabled(False)
    bar = ToolBar([(select, "select")], [(undo, "undo")], [(printing, "printer")])
    show(bar, 900, 48)
    with qtbot.waitSignal(select.triggered):
        QTest.mouseClick(bar.buttons[select], LEFT)
    assert bar.buttons[select].isChecked()
    with qtbot.assertNotEmitted(undo.triggered):
        QTest.mouseClick(bar.buttons[undo], LEFT)
    assert all(min(b.width(), b.height()) >= 32 for b in bar.buttons.values())


def test_histogram_counts_everything_once() -> None:
    counts = histogram([0.0, 5.0, 9.99, 10.0, 99.0], low=0.0, high=20.0)
    assert sum(counts) == 5
    assert counts[0] == 1
    assert counts[BINS // 2] == 1
    assert counts[-1] == 1


def test_gauges_draw_what_they_are_shown(show) -> None:
    bars, bar = SpacingBars(), CoverageBar()
    show(bars, 118, 34)
    before = bars.grab().toImage()
    bars.show_values([9.0, 10.0, 10.0], 10.0)
    assert bars.grab().toImage() != before
    show(bar, 200, 8)
    bar.show_share(0.5)
    shot = bar.grab().toImage()
    assert shot.pixelColor(50, 4) != shot.pixelColor(150, 4)
