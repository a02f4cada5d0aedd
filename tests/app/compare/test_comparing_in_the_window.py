"""Two maps compared on their page, by clicks and keys; the numbers are the command line's."""

from __future__ import annotations

import json
from dataclasses import replace
from uuid import uuid4

import pytest
from click.testing import CliRunner
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from mesomap.analysis.compare import Fate
from mesomap.cli.root import main
from mesomap.exchange.compare import Way
from mesomap.exchange.sample import make_sample_clinic
from mesomap.model import Added, AreaPass, Side
from mesomap.paint.locale import format_number
from mesomap.paint.sentences import say
from mesomap.panels.compare.region_table import COVERAGE
from mesomap.panels.compare.values import Mode

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


@pytest.fixture
def clinic(start, tmp_path):
    path = tmp_path / "sample.mesomap"
    make_sample_clinic(path)
    return start(path)


def sessions(person, name="Sample, Anna"):
    store = person.window.desk.clinic.store
    return [one for one in store.sessions() if one.patient_name == name]


def compared(person, at=-1, name="Sample, Anna"):
    """Open a session, and its comparison by the key C."""
    person.window.open_session(sessions(person, name)[at].session.id)
    person.settle()
    person.activate()
    person.press(Qt.Key.Key_C)
    return shown(person)


def shown(person):
    page = person.desk().compare.page
    person.qtbot.waitUntil(lambda: person.window.pages.currentWidget() is page)
    person.qtbot.waitUntil(lambda: not person.desk().compare.busy)
    return page


def choose(person, choice, value):
    """Pick a line of a choice by keys."""
    row = choice.row_of(value)
    choice.setFocus()
    QTest.keyClick(choice, Qt.Key.Key_Space)
    view = choice.view()
    person.qtbot.waitUntil(view.isVisible)
    view.setCurrentIndex(choice.model().index(row, 0))
    QTest.keyClick(view, Qt.Key.Key_Return)
    person.qtbot.waitUntil(lambda: not person.desk().compare.busy)


def told(person, path, a, b):
    """What `mesomap compare --json` says."""
    result = CliRunner().invoke(main, ["compare", str(a), str(b), "--clinic", str(path), "--json"])
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def wheel(chart, at: QPointF) -> None:
    there = chart.mapToGlobal(at)
    turn = QPoint(0, 120)
    event = QWheelEvent(
        at,
        there,
        QPoint(),
        turn,
        Qt.MouseButton.NoButton,
        NONE,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(chart, event)


def test_the_numbers_are_those_of_the_command_line(clinic) -> None:
    page = compared(clinic)
    known = sessions(clinic)
    path = clinic.window.desk.clinic.store.path
    for first in (known[-2], known[0]):
        if page.first.choice.currentData() != first.session.id:
            choose(clinic, page.first.choice, first.session.id)
        said = told(clinic, path, first.session.id, known[-1].session.id)
        assert page.bar.counts() == {fate: str(said[fate.value]) for fate in Fate}
        assert sum(said[fate.value] for fate in Fate) > 0
        rows = {(line.key.id, line.key.side.value): line for line in page.table.lines()}
        assert len(rows) == len(said["by_region"])
        for row in said["by_region"]:
            line = rows[row["region"], row["side"]]
            assert {fate.value: line.fates[fate] for fate in Fate} == {
                fate.value: row[fate.value] for fate in Fate
            }
            assert (line.coverage_a, line.coverage_b) == (row["coverage_a"], row["coverage_b"])
    kinds = {mark.fate for mark in page.right._map.marks}
    assert {Fate.KEPT, Fate.MOVED, Fate.ADDED} <= kinds


def test_escape_and_c_go_back_to_the_map(clinic) -> None:
    for key in (Qt.Key.Key_Escape, Qt.Key.Key_C):
        compared(clinic)
        assert clinic.window.menuBar().isHidden()
        clinic.press(key)
        assert clinic.window.pages.currentWidget() is clinic.window.page
        assert not clinic.window.menuBar().isHidden()
    page = compared(clinic)
    clinic.press(Qt.Key.Key_P)
    assert clinic.desk().canvas.scene.tool.name != "point"
    clinic.click(page.patient.close_button)
    assert clinic.window.pages.currentWidget() is clinic.window.page


def test_zooming_and_panning_go_together_while_linked(clinic) -> None:
    page = compared(clinic)
    before = page.right.look
    assert page.left.look == before
    wheel(page.right, QPointF(200, 120))
    assert page.right.look != before
    assert page.left.look == page.right.look
    start, end = QPoint(300, 150), QPoint(360, 190)
    look = page.left.look
    QTest.mousePress(page.left, LEFT, NONE, start)
    QTest.mouseMove(page.left, end)
    QTest.mouseRelease(page.left, LEFT, NONE, end)
    assert page.left.look.x_mm == pytest.approx(look.x_mm - 60 / look.px_per_mm)
    assert page.right.look == page.left.look
    clinic.press(Qt.Key.Key_L)
    clinic.press(Qt.Key.Key_I)
    assert page.right.look != page.left.look
    clinic.click(page.bar.linked)
    assert page.left.look == page.right.look
    look = page.right.look
    page.right.setFocus()
    clinic.press(Qt.Key.Key_Right)
    assert page.right.look.x_mm > look.x_mm
    assert page.left.look == page.right.look


def test_charts_go_together_while_linked(clinic) -> None:
    page = compared(clinic)
    first = page.right._map.chart
    clinic.press(Qt.Key.Key_PageDown)
    assert page.right._map.chart is not first
    assert page.left._map.chart is page.right._map.chart
    clinic.press(Qt.Key.Key_PageUp)
    assert page.right._map.chart is first
    clinic.press(Qt.Key.Key_L)
    other = next(
        page.first.charts.itemData(row)
        for row in range(page.first.charts.count())
        if page.first.charts.itemData(row) != first.id
    )
    choose(clinic, page.first.charts, other)
    assert (page.left._map.chart.id, page.right._map.chart) == (other, first)
    clinic.press(Qt.Key.Key_Escape)


def test_the_divider_by_mouse_and_by_keys(clinic) -> None:
    page = compared(clinic)
    clinic.press(Qt.Key.Key_W)
    assert page.mode is Mode.SWIPE
    assert not page.left.isVisible()
    chart = page.right
    y, x = chart.height() // 2, chart.width() // 2
    QTest.mousePress(chart, LEFT, NONE, QPoint(x, y))
    QTest.mouseMove(chart, QPoint(x // 2, y))
    QTest.mouseRelease(chart, LEFT, NONE, QPoint(x // 2, y))
    assert chart.divider == pytest.approx(0.25, abs=0.01)
    clinic.press(Qt.Key.Key_Right)
    assert chart.divider == pytest.approx(0.27, abs=0.01)
    clinic.press(Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    assert chart.divider == pytest.approx(0.19, abs=0.01)
    clinic.click(page.bar.modes[Mode.OVERLAY])
    assert page.mode is Mode.OVERLAY
    removed = [mark for mark in chart._map.marks if mark.fate is Fate.REMOVED]
    added = [mark for mark in chart._map.marks if mark.fate is Fate.ADDED]
    assert removed
    assert added
    assert all(chart.spot(mark.number) is not None for mark in (*removed, *added))


def test_a_row_lights_its_region_and_the_chart_chooses_the_row(clinic) -> None:
    page = compared(clinic)
    model = page.table.model()
    spot = page.table.visualRect(model.index(1, COVERAGE)).center()
    QTest.mouseClick(page.table.viewport(), LEFT, NONE, spot)
    key = page.table.lines()[1].key
    assert page.left.chosen == page.right.chosen == key
    mark = next(
        one
        for one in page.right._map.marks
        if one.region not in (None, key) and page.right.spot(one.number) is not None
    )
    QTest.mouseClick(page.right, LEFT, NONE, page.right.spot(mark.number).toPoint())
    assert page.table.chosen() == mark.region == page.left.chosen
    page.table.setFocus()
    clinic.press(Qt.Key.Key_Home)
    clinic.press(Qt.Key.Key_Down)
    assert page.right.chosen == page.table.chosen()


def test_the_cursor_names_the_change(clinic) -> None:
    page = compared(clinic)
    moved = next(
        mark
        for mark in page.right._map.marks
        if mark.fate is Fate.MOVED
        and (spot := page.right.spot(mark.number)) is not None
        and page.right.rect().contains(spot.toPoint())
    )
    QTest.mouseMove(page.right, page.right.spot(moved.number).toPoint())
    words = page.right.lit.words.replace("\N{NO-BREAK SPACE}", " ")
    assert words.startswith("Moved ")
    assert " mm, " in words.split("\n")[0]
    assert page.left.lit is not None
    assert page.left.lit.number == page.right.lit.number
    page.right.setFocus()
    first = page.right.lit.number
    clinic.press(Qt.Key.Key_Space)
    assert page.right.lit.fate is not Fate.KEPT
    assert page.right.lit.number != first


def test_a_session_against_its_plan_and_left_against_right(clinic) -> None:
    page = compared(clinic, 0)
    choose(clinic, page.first.choice, Way.PLAN)
    assert clinic.desk().compare.pair().way is Way.PLAN
    counts = page.bar.counts()
    given = sum(one.given for one in sessions(clinic)[:1])
    known = {fate: int(counts[fate]) for fate in Fate}
    assert known[Fate.ADDED] == 0
    assert sum(known.values()) - known[Fate.REMOVED] == given
    choose(clinic, page.first.choice, Way.HALVES)
    sides = {line.key.side for line in page.table.lines()}
    assert Side.RIGHT not in sides
    assert int(page.bar.counts()[Fate.KEPT]) + int(page.bar.counts()[Fate.MOVED]) > 0
    assert clinic.desk().compare.pair().way is Way.HALVES


def test_one_session_only_says_what_to_do(person) -> None:
    person.new_patient("Sample, Anna")
    person.click_region("cheek-medial", Side.LEFT)
    person.press(Qt.Key.Key_C)
    page = shown(person)
    assert page.stack.currentIndex() == 1
    assert "next session" in page._empty_words.text()
    button = page._empty_buttons.itemAt(1).widget()
    person.click(button)
    person.qtbot.waitUntil(lambda: not person.desk().compare.busy)
    assert page.stack.currentIndex() == 0
    assert page.bar.counts()[Fate.REMOVED] == "1"
    person.press(Qt.Key.Key_Escape)


def test_choosing_the_other_sessions_swaps_them(clinic) -> None:
    page = compared(clinic)
    known = [one.session.id for one in sessions(clinic)]
    assert page.first.choice.currentData() == known[-2]
    added = page.bar.counts()[Fate.ADDED]
    choose(clinic, page.second.choice, known[-2])
    assert page.first.choice.currentData() == known[-1]
    assert page.bar.counts()[Fate.REMOVED] == added


def test_a_double_click_in_the_timeline_compares_with_that_session(clinic) -> None:
    clinic.window.open_session(sessions(clinic)[-1].session.id)
    clinic.settle()
    card = clinic.window.page.timeline.cards()[0]
    QTest.mouseClick(card, LEFT)
    QTest.mouseDClick(card, LEFT)
    QTest.mouseRelease(card, LEFT)
    page = shown(clinic)
    assert page.first.choice.currentData() == card.entry.id
    clinic.press(Qt.Key.Key_Escape)


def test_todays_plan_from_the_page_is_made_on_the_map(clinic) -> None:
    page = compared(clinic)
    before = set(clinic.injections())
    clinic.click(page.patient.plan_button)
    menu = page.patient.findChild(QMenu)
    clinic.qtbot.waitUntil(menu.isVisible)
    line = next(one for one in menu.actions() if one.objectName() == "shift_lattice")
    QTest.mouseClick(menu, LEFT, NONE, menu.actionGeometry(line).center())
    assert clinic.window.pages.currentWidget() is clinic.window.page
    assert set(clinic.injections()) > before


def test_a_long_comparison_leaves_the_window_awake_and_can_be_left(clinic, monkeypatch) -> None:
    page = compared(clinic)
    known = sessions(clinic)
    at_once = page.bar.counts(), list(page.table.lines())
    clinic.press(Qt.Key.Key_Escape)
    monkeypatch.setattr("mesomap.app.compare.compare_flow.AT_ONCE_S", 0.0)
    monkeypatch.setattr("mesomap.app.compare.compare_flow.SLICE_S", 0.0001)
    clinic.press(Qt.Key.Key_C)
    flow = clinic.desk().compare
    assert flow.busy
    assert flow.result is None
    assert page.stack.currentIndex() == 1
    assert page._empty_title.text() == "Comparing…"
    assert flow.pair().second == known[-1].session.id, "paper and table are of what is asked for"
    clinic.press(Qt.Key.Key_Escape)
    assert clinic.window.pages.currentWidget() is clinic.window.page
    clinic.qtbot.wait(50)
    assert flow.result is None
    page = compared(clinic)
    assert flow.result is not None
    assert page.stack.currentIndex() == 0
    assert (page.bar.counts(), list(page.table.lines())) == at_once


def test_the_page_says_what_stands_in_the_way(clinic) -> None:
    """Every note of the comparison stands over the charts; none where nothing is in the way."""
    store, seen = clinic.window.desk.clinic.store, set()
    for one in store.sessions():
        clinic.window.open_session(one.session.id)
        clinic.settle()
        flow = clinic.desk().compare
        flow.start()
        clinic.qtbot.waitUntil(lambda at=flow: not at.busy)
        if flow.result is not None:
            said = flow.page.note()
            assert bool(said) == bool(flow.result.notes)
            assert all(say(note) in said for note in flow.result.notes)
            seen.add(bool(flow.result.notes))
        flow.close()
    assert False in seen


def test_a_session_on_the_other_body_compares_and_the_page_says_so(clinic) -> None:
    known = sessions(clinic)
    clinic.window.open_session(known[-1].session.id)
    clinic.settle()
    document = clinic.view().document
    other = replace(document.session, id=uuid4(), body="male", atlas="newer", course=None)
    document.commit("Another visit", (Added(other),))
    flow = clinic.desk().compare
    flow.start(known[0].session.id, later=other.id)
    clinic.qtbot.waitUntil(lambda: not flow.busy)
    assert flow.result is not None
    said = flow.page.note()
    assert "two bodies" in said
    assert "two versions of the atlas" in said
    assert flow.page._note.isVisible()
    assert int(flow.page.bar.counts()[Fate.REMOVED]) == known[0].count - known[0].skipped


def test_doses_and_lesions_stand_in_tables_of_their_own(clinic) -> None:
    page = compared(clinic)
    result = clinic.desk().compare.result
    assert page.tables.shown == ""
    clinic.press(Qt.Key.Key_T)
    assert page.tables.shown == "doses"
    rows = page.tables.plain["doses"].rows()
    whole = [row for row in rows if row.key is None]
    names = {row.cells[0] for row in whole}
    assert names == {
        one.name for half in (result.first, result.second) for d in half.doses.values() for one in d
    }
    by_region = {key for half in (result.first, result.second) for key in half.doses}
    assert {row.key for row in rows} == by_region | {None}
    model = page.tables.plain["doses"].model()
    row = next(n for n, one in enumerate(rows) if one.key is not None)
    table = page.tables.plain["doses"]
    QTest.mouseClick(table.viewport(), LEFT, NONE, table.visualRect(model.index(row, 0)).center())
    assert page.right.chosen == page.left.chosen == rows[row].key
    clinic.click(page.tables.switches["lesions"])
    assert page.tables.shown == "lesions"
    (lesion,) = [row for row in page.tables.plain["lesions"].rows() if "5.0" in row.cells[2]]
    assert "4.0" in lesion.cells[2]
    page.right.setFocus()
    clinic.press(Qt.Key.Key_T)
    assert page.tables.shown == ""
    assert page.tables.switches["passes"].isHidden(), "neither session has an area pass"


def test_area_passes_by_the_skin_they_share(clinic) -> None:
    """Two passes over one region and half of it: the table says what the analysis says."""
    store = clinic.window.desk.clinic.store
    for one in store.sessions():
        if not store.of_session(AreaPass, one.session.id):
            continue
        clinic.window.open_session(one.session.id)
        clinic.settle()
        flow = clinic.desk().compare
        flow.start()
        clinic.qtbot.waitUntil(lambda at=flow: not at.busy)
        if flow.result is not None:
            wanted = [row for row in flow.result.difference.rows if row.areas is not None]
            rows = flow.page.tables.plain["passes"].rows()
            assert [row.key for row in rows] == [row.key for row in wanted]
            for row, said in zip(wanted, rows, strict=True):
                before, after = row.areas.before_mm2, row.areas.after_mm2
                cm2 = [format_number(x / 100, 1) if x else "–" for x in (before, after)]
                assert list(said.cells[1:3]) == cm2
            if rows:
                assert not flow.page.tables.switches["passes"].isHidden()
                flow.close()
                return
        flow.close()
    pytest.fail("the sample clinic has an area pass in a session that is compared")
