"""The rest map by its key: the chart shows what the analysis says, and nothing while it is off."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest

from mesomap.analysis.rest import rest_map
from mesomap.analysis.rest_seen import rest_seen
from mesomap.document.history import earlier_sessions, treated_in
from mesomap.exchange.sample import make_sample_clinic


@pytest.fixture
def anna(start, tmp_path):
    """The sample clinic's Anna: three sessions given, a fourth of today planned."""
    clinic = tmp_path / "sample.mesomap"
    make_sample_clinic(clinic)
    person = start(clinic)
    store = person.window.desk.clinic.store
    last = [s for s in store.sessions() if s.patient_name == "Sample, Anna"][-1]
    person.window.open_session(last.session.id)
    person.settle()
    person.activate()
    return person


def switch(person):
    QTest.keyClick(person.desk().canvas.view, Qt.Key.Key_H)
    person.qtbot.waitUntil(lambda: not person.desk().rest.busy)


def expected(person):
    view = person.view()
    store, session = view.document.store, view.document.session
    treated = [treated_in(store, one.session) for one in earlier_sessions(store, session)]
    return rest_seen(view.body, view.chart, rest_map(view.body, treated, session.date))


def test_the_chart_shows_what_the_analysis_says_and_follows_it(anna):
    item = anna.desk().canvas.scene.rest
    legend = anna.desk().canvas.surround.rest
    assert not item.isVisible()
    assert legend.isHidden()
    switch(anna)
    assert item.isVisible()
    assert not legend.isHidden()
    for chart in ("face-front", "face-left"):
        if anna.view().chart != chart:
            anna.choose_chart(chart)
            anna.qtbot.waitUntil(lambda: not anna.desk().rest.busy)
        wanted = expected(anna)
        assert (wanted.times > 0).any()
        for row, column in (
            (0, 0),
            *zip(*(i.tolist() for i in wanted.times.nonzero()), strict=True),
        ):
            x, y = (column + 0.5) * wanted.cells.mm, (row + 0.5) * wanted.cells.mm
            times = int(wanted.times[row, column])
            found = item.at(x, y)
            assert found == ((int(wanted.days[row, column]), times) if times else None)
    switch(anna)
    assert not item.isVisible()
    assert legend.isHidden()


def test_the_cursor_says_how_long_the_skin_has_rested(anna):
    switch(anna)
    seen = expected(anna)
    rows, columns = (seen.times == 1).nonzero()
    canvas, words = anna.desk().canvas, set()
    for row, column in list(zip(rows.tolist(), columns.tolist(), strict=True))[::7]:
        spot = canvas.view.mapFromScene(
            QPointF((column + 0.5) * seen.cells.mm, (row + 0.5) * seen.cells.mm)
        )
        for away in (QPoint(60, 60), QPoint(0, 0)):
            QTest.mouseMove(canvas.view.viewport(), spot + away)
        words.update(canvas.surround.callout.text.splitlines())
    assert any(one.startswith("Treated 12 days ago, once") for one in words), words


def test_it_is_off_again_in_the_next_session_only_if_it_was_switched_off(anna):
    switch(anna)
    store = anna.window.desk.clinic.store
    first = next(s for s in store.sessions() if s.patient_name == "Sample, Anna")
    anna.window.open_session(first.session.id)
    anna.settle()
    anna.qtbot.waitUntil(lambda: not anna.desk().rest.busy)
    item = anna.desk().canvas.scene.rest
    assert item.at(100.0, 100.0) is None, "nothing was treated before the first session"


def test_what_is_interrupted_is_taken_up_again(anna):
    """Skin that is not worked out yet must never stay as if it had never been treated."""
    rest, item = anna.desk().rest, anna.desk().canvas.scene.rest
    for slices in (0, 1, 2, 4, 5, 7):
        rest.open()
        anna.window.commands["show_rest"].setChecked(True)
        rest.toggle()
        for _ in range(slices):
            rest._step()
        anna.window.commands["show_rest"].setChecked(False)
        rest.toggle()
        anna.window.commands["show_rest"].setChecked(True)
        rest.toggle()
        anna.qtbot.waitUntil(lambda: not rest.busy)
        wanted = expected(anna)
        rows, columns = (wanted.times > 0).nonzero()
        assert len(rows)
        for row, column in zip(rows.tolist(), columns.tolist(), strict=True):
            x, y = (column + 0.5) * wanted.cells.mm, (row + 0.5) * wanted.cells.mm
            assert item.at(x, y) is not None
