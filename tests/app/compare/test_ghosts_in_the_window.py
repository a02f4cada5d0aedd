"""Earlier sessions under today's map, switched in the timeline by clicks and by keys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from mesomap.exchange.sample import make_sample_clinic
from mesomap.model import Side

SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def clinic(start, tmp_path):
    path = tmp_path / "sample.mesomap"
    make_sample_clinic(path)
    return start(path)


def sessions(person, name="Sample, Anna"):
    store = person.window.desk.clinic.store
    return [one for one in store.sessions() if one.patient_name == name]


def opened(person, at, name="Sample, Anna"):
    """Open one of the patient's sessions, and wait for what follows the first picture."""
    person.window.open_session(sessions(person, name)[at].session.id)
    person.settle()
    person.activate()
    waited(person)


def waited(person):
    person.qtbot.waitUntil(lambda: not person.desk().ghosts._first.isActive())


def cards(person):
    return person.window.page.timeline.cards()


def under(person):
    """The ghosts that the chart shows, newest first."""
    return [plain(one.title) for one in person.desk().canvas.scene.earlier.shown()]


def plain(words):
    return words.replace("\N{NO-BREAK SPACE}", " ")


def on(person):
    return [card.entry.title for card in cards(person) if card.isChecked()]


def test_a_new_session_has_the_last_one_under_it(person) -> None:
    person.new_patient("Sample, Anna")
    key = person.click_region("cheek-medial", Side.LEFT)
    first = person.injections()
    (one,) = first.values()
    assert not cards(person)[0].isCheckable()
    person.click(person.window.page.timeline.new_button)
    person.activate()
    person.settle()
    waited(person)
    old = next(card for card in cards(person) if not card.entry.current)
    name = plain(old.text())  # the clock stands still: which of the two is the first is open
    assert under(person) == [name]
    assert on(person) == [old.entry.title]
    legend = plain(person.desk().canvas.surround.legend.accessibleName())
    assert name in legend
    person.press(Qt.Key.Key_V)
    person.click_region("cheek-buccal", Side.LEFT)
    view = person.view()
    x, y = view.body.on_chart(view.chart, [one.site]).xy_mm[0].tolist()
    person.click_chart(x, y)
    assert person.desk().canvas.selection == frozenset()
    assert view.region == key
    said = plain(person.desk().canvas.surround.callout.text)
    assert said.startswith(f"{name}\n")
    assert "mm · 0.05" in said
    person.ctrl(Qt.Key.Key_A)
    assert person.desk().canvas.selection == frozenset()
    person.press(Qt.Key.Key_E)
    person.click_chart(x, y)
    person.click(old.open_button)
    assert person.injections() == first


def test_a_click_switches_a_ghost_and_it_is_remembered(clinic) -> None:
    opened(clinic, 3)
    assert on(clinic) == ["Session 3"]
    clinic.click(cards(clinic)[0])
    assert [title[:9] for title in under(clinic)] == ["Session 3", "Session 1"]
    clinic.click(cards(clinic)[2])
    assert [title[:9] for title in under(clinic)] == ["Session 1"]
    assert on(clinic) == ["Session 1"]
    clinic.click(cards(clinic)[1].open_button)
    assert clinic.window.desk.clinic.document.session.id == sessions(clinic)[1].session.id
    waited(clinic)
    assert under(clinic) == []  # it is signed: its own map first
    assert [card.isCheckable() for card in cards(clinic)] == [True, False, False, False]
    opened(clinic, 3)
    assert on(clinic) == ["Session 1"]
    assert [title[:9] for title in under(clinic)] == ["Session 1"]


def test_the_timeline_by_keys(clinic) -> None:
    opened(clinic, 3)
    clinic.press(Qt.Key.Key_T, SHIFT)
    clinic.qtbot.waitUntil(lambda: QApplication.focusWidget() is cards(clinic)[2])
    clinic.press(Qt.Key.Key_Space)
    assert on(clinic) == []
    clinic.press(Qt.Key.Key_Left)
    clinic.press(Qt.Key.Key_Left)
    clinic.press(Qt.Key.Key_Left)
    assert QApplication.focusWidget() is cards(clinic)[0]
    clinic.press(Qt.Key.Key_Space)
    assert on(clinic) == ["Session 1"]
    assert [title[:9] for title in under(clinic)] == ["Session 1"]
    clinic.press(Qt.Key.Key_Right)
    clinic.press(Qt.Key.Key_Return)
    clinic.qtbot.waitUntil(
        lambda: clinic.window.desk.clinic.document.session.id == sessions(clinic)[1].session.id
    )


def test_the_keyboard_stays_in_the_timeline_while_the_map_changes(clinic) -> None:
    opened(clinic, 3)
    clinic.press(Qt.Key.Key_P)
    clinic.click_region("cheek-medial", Side.LEFT)
    clinic.press(Qt.Key.Key_T, SHIFT)
    kept = QApplication.focusWidget()
    count = clinic.window.page.timeline.cards()[3].entry.figures
    clinic.qtbot.waitUntil(lambda: cards(clinic)[3].entry.figures != count)
    assert QApplication.focusWidget() is kept
    assert kept.isChecked()


def test_all_off_and_on_again(clinic) -> None:
    opened(clinic, 3)
    action = clinic.window.desk.actions["show_ghosts"]
    assert action.isChecked()
    clinic.click(cards(clinic)[1])
    clinic.press(Qt.Key.Key_E, SHIFT)
    assert under(clinic) == on(clinic) == []
    assert not action.isChecked()
    clinic.press(Qt.Key.Key_E, SHIFT)
    assert on(clinic) == ["Session 2", "Session 3"]
    assert action.isChecked()


def test_two_clicks_ask_for_a_comparison_and_leave_the_ghost(clinic) -> None:
    opened(clinic, 3)
    timeline, card = clinic.window.page.timeline, cards(clinic)[1]
    with clinic.qtbot.waitSignal(timeline.compare_wanted) as wanted:
        QTest.mouseClick(card, Qt.MouseButton.LeftButton)
        QTest.mouseDClick(card, Qt.MouseButton.LeftButton)
        QTest.mouseRelease(card, Qt.MouseButton.LeftButton)
    assert wanted.args == [card.entry.id]
    assert clinic.desk().ghosts._on == {sessions(clinic)[2].session.id}


def test_a_session_in_error_is_never_a_ghost(clinic) -> None:
    store = clinic.window.desk.clinic.store
    wrong = next(one for one in store.sessions() if one.in_error)
    clinic.window.open_session(wrong.session.id)
    clinic.activate()
    clinic.click(clinic.window.page.timeline.new_button)
    clinic.settle()
    waited(clinic)
    card = next(card for card in cards(clinic) if card.entry.id == wrong.session.id)
    assert not card.isCheckable()
    assert all(title.split(",")[0] != card.entry.title for title in under(clinic))
    clinic.press(Qt.Key.Key_E, SHIFT)
    assert card.entry.title not in on(clinic)
    clinic.click(card)
    assert clinic.window.desk.clinic.document.session.id == wrong.session.id
