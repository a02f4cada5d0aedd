"""The rest map's options by keys: the chart then shows what the analysis says of just that."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest

from mesomap.analysis.rest import rest_map
from mesomap.analysis.rest_seen import rest_seen
from mesomap.document.history import earlier_sessions, sessions_by, treated_in
from mesomap.exchange.sample import make_sample_clinic
from mesomap.model import Updated
from mesomap.paint.locale import format_date

DOWN, TAB = Qt.Key.Key_Down, Qt.Key.Key_Tab


@pytest.fixture
def clinic(start, tmp_path):
    path = tmp_path / "sample.mesomap"
    make_sample_clinic(path)
    return start(path)


def open_session(person, number):
    store = person.window.desk.clinic.store
    of_anna = [s for s in store.sessions() if s.patient_name == "Sample, Anna"]
    person.window.open_session(of_anna[number].session.id)
    person.settle()
    person.activate()


@pytest.fixture
def anna(clinic):
    """Her session of today, with the options opened by their key."""
    open_session(clinic, -1)
    clinic.ctrl(Qt.Key.Key_H)
    clinic.qtbot.waitUntil(lambda: not clinic.desk().rest.busy)
    return clinic


def shown(person):
    person.qtbot.waitUntil(lambda: not person.desk().rest.busy)
    return person.desk().canvas.scene.rest._seen


def expected(person, summaries, day, **more):
    view = person.view()
    treated = [treated_in(view.document.store, one.session) for one in summaries]
    return rest_seen(view.body, view.chart, rest_map(view.body, treated, day, **more))


def before(person):
    document = person.view().document
    return earlier_sessions(document.store, document.session)


def same(found, wanted):
    assert (wanted.times > 0).any()
    return (found.days == wanted.days).all() and (found.times == wanted.times).all()


def test_its_key_shows_map_and_options_with_the_keyboard_in_them(anna):
    options = anna.desk().rest.options
    assert options.isVisible()
    assert options.sessions.hasFocus()
    assert same(shown(anna), expected(anna, before(anna), anna.view().document.session.date))
    first, last = (format_date(one.session.date) for one in (before(anna)[0], before(anna)[-1]))
    assert options.counted() == f"Counted: 3 sessions, {first} to {last}"
    today = format_date(anna.view().document.session.date)
    assert anna.desk().canvas.surround.rest.words() == f"3 sessions, by {today}"
    anna.desk().canvas.setFocus()
    anna.press(Qt.Key.Key_H)
    assert options.isHidden()
    assert not anna.desk().canvas.scene.rest.isVisible()


def test_only_the_last_sessions_count(anna):
    options = anna.desk().rest.options
    assert options.count.isHidden()
    anna.press(DOWN)
    assert options.count.isVisible()
    anna.enter_number(options.count, "1")
    day = anna.view().document.session.date
    assert same(shown(anna), expected(anna, before(anna)[-1:], day))
    assert options.counted() == f"Counted: 1 session, {format_date(before(anna)[-1].session.date)}"
    assert anna.desk().canvas.hasFocus() or anna.desk().canvas.view.hasFocus()


def test_only_sessions_since_a_day_count(anna):
    options = anna.desk().rest.options
    anna.press(DOWN)
    anna.press(DOWN)
    options.since.day.setFocus()
    anna.type("12")
    options.since.month.setFocus()
    for _ in range(10):
        anna.press(DOWN)
    options.since.year.setFocus()
    anna.type("2026")
    day = anna.view().document.session.date
    assert same(shown(anna), expected(anna, before(anna)[1:], day))
    options.since.year.setFocus()
    anna.press(Qt.Key.Key_Backspace)
    assert same(shown(anna), expected(anna, before(anna)[1:], day)), "202 is no year yet"


def test_what_lies_around_counts_as_treated_too(anna):
    anna.enter_number(anna.desk().rest.options.margin, "3")
    day = anna.view().document.session.date
    narrow = expected(anna, before(anna), day)
    wide = expected(anna, before(anna), day, margin_mm=3.0)
    assert (wide.times > 0).sum() > (narrow.times > 0).sum()
    assert same(shown(anna), wide)


def test_for_today_it_counts_the_open_session_and_those_after_it_too(clinic):
    open_session(clinic, 1)
    clinic.ctrl(Qt.Key.Key_H)
    document = clinic.view().document
    assert same(shown(clinic), expected(clinic, before(clinic), document.session.date))
    clinic.desk().rest.options.day.setFocus()
    clinic.press(DOWN)
    today = clinic.window.desk.clock().date()
    counted = sessions_by(document.store, document.session, today)
    assert len(counted) == 4
    assert document.session.id in [one.session.id for one in counted]
    assert same(shown(clinic), expected(clinic, counted, today))


def test_it_follows_another_day_of_the_session(anna):
    document = anna.view().document
    session = document.session
    earlier = replace(session, date=session.date - timedelta(days=15))
    document.commit("Another day", (Updated(session, earlier),))
    counted = before(anna)
    assert len(counted) == 2
    assert same(shown(anna), expected(anna, counted, earlier.date))
    document.undo()
    assert same(shown(anna), expected(anna, before(anna), session.date))


def test_the_grids_days_and_the_maps_are_one_value(anna):
    options, grid = anna.desk().rest.options, anna.view().page.grid
    anna.enter_number(options.free, "21")
    assert grid.rest.value() == 21
    assert grid.choice().rest_days == 21
    assert anna.desk().canvas.grid_tool.wishes.rest_days == 21
    anna.desk().canvas.setFocus()
    anna.press(Qt.Key.Key_G)
    anna.enter_number(grid.rest, "14")
    assert options.free.value() == 14


def chart_with_a_reaction(person):
    """The first session, from the last on, that has a reaction of this patient in sight."""
    store = person.window.desk.clinic.store
    for one in reversed(store.sessions()):
        person.window.open_session(one.session.id)
        person.settle()
        if person.desk().canvas.stage.reactions.in_sight():
            person.activate()
            person.desk().canvas.setFocus()
            return
    pytest.fail("the sample clinic has a reaction on a session's first chart")


def test_reactions_are_marked_on_it_where_they_were(anna):
    anna.desk().canvas.setFocus()
    anna.press(Qt.Key.Key_H)
    chart_with_a_reaction(anna)
    anna.press(Qt.Key.Key_H)
    shown(anna)
    scene, view = anna.desk().canvas.scene, anna.desk().canvas.view
    marked = anna.desk().canvas.stage.reactions.in_sight()
    assert scene.rest.isVisible()
    order = scene.items(Qt.SortOrder.AscendingOrder)
    assert order.index(scene.reactions) > order.index(scene.rest)
    spot = view.mapFromScene(marked[0].at)
    around = view.viewport().grab().toImage()
    anna.window.commands["show_reactions"].trigger()
    without = view.viewport().grab().toImage()
    assert scene.rest.isVisible()
    assert around.copy(spot.x() - 4, spot.y() - 4, 8, 8) != without.copy(
        spot.x() - 4, spot.y() - 4, 8, 8
    )


def test_over_a_caution_structure_the_cursor_says_the_rest_too(anna):
    seen = shown(anna)
    anna.window.commands["show_caution"].trigger()
    canvas = anna.desk().canvas
    rows, columns = np.nonzero(seen.times > 0)
    for row, column in zip(rows.tolist(), columns.tolist(), strict=True):
        place = QPointF((column + 0.5) * seen.cells.mm, (row + 0.5) * seen.cells.mm)
        if canvas.scene.caution.structures_at(place.x(), place.y()):
            spot = canvas.view.mapFromScene(place)
            for away in (QPoint(60, 60), QPoint(0, 0)):
                QTest.mouseMove(canvas.view.viewport(), spot + away)
            words = canvas.surround.callout.text
            if words.startswith("No."):
                continue
            assert "\nTreated " in words
            return
    pytest.fail("no treated skin lies over a structure")
