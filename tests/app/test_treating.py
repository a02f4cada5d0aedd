"""Treat mode, driven by keys, clicks and a pedal as in the clinic."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from mesomap.app import settings
from mesomap.document.edits import new_injections
from mesomap.document.treating import steps_of
from mesomap.model import GivenHow, RegionKey, Side, Status
from mesomap.panels.treat_guard import HOLD_MS

LEFT = Qt.MouseButton.LeftButton
NONE = Qt.KeyboardModifier.NoModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
K = Qt.Key
PLAN = [
    ("cheek-buccal", Side.LEFT),
    ("cheek-medial", Side.LEFT),
    ("cheek-buccal", Side.RIGHT),
    ("cheek-medial", Side.RIGHT),
]


class Hands:
    """One who treats: presses, and waits long enough between two."""

    def __init__(self, person) -> None:  # type: ignore[no-untyped-def]
        self.person, self.qtbot = person, person.qtbot
        self.flow = person.desk().treating
        self.page = self.flow.page
        self.now_ms = 0.0
        self.page.clock_ms = lambda: self.now_ms

    def wait(self, ms: float) -> None:
        """So long nothing is pressed."""
        self.now_ms += ms

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
        """A press that counts, if any does."""
        self.wait(1000)
        QTest.keyClick(self.page, key, modifiers)
        self.settle()

    def settle(self) -> None:
        """Until no press is being judged."""
        self.qtbot.waitUntil(lambda: not self.page._hold.isActive())

    def click(self, widget, modifiers: Qt.KeyboardModifier = NONE) -> None:  # type: ignore[no-untyped-def]
        self.wait(1000)
        QTest.mouseClick(widget, LEFT, modifiers)

    def click_site(self, id, modifiers: Qt.KeyboardModifier = NONE) -> None:  # type: ignore[no-untyped-def]
        self.wait(1000)
        spot = self.page.chart.spot(id)
        assert spot is not None
        QTest.mouseClick(self.page.chart, LEFT, modifiers, spot.toPoint())

    @property
    def sitting(self):  # type: ignore[no-untyped-def]
        assert self.flow.sitting is not None
        return self.flow.sitting

    def current(self):  # type: ignore[no-untyped-def]
        return self.sitting.current

    def steps(self):  # type: ignore[no-untyped-def]
        return steps_of(self.person.view().document)

    def given(self) -> int:
        return sum(step.status is Status.GIVEN for step in self.steps())

    def status(self, id) -> Status:  # type: ignore[no-untyped-def]
        return next(step.status for step in self.steps() if step.id == id)


def plan(person) -> None:  # type: ignore[no-untyped-def]
    """Three injections in each of four regions, placed there and back over the face."""
    view = person.view()
    document, body = view.document, view.body
    for row in range(3):
        for key in (RegionKey(*one) for one in PLAN):
            polygon = body.patches[body.regions[key].patch].polygon(key)
            middle = polygon.representative_point()
            place = [[middle.x + 6.0 * (row - 1), middle.y]]
            sites = body.from_patch(body.regions[key].patch, place)
            held = view.held()
            document.commit("Add injection", new_injections(document, sites, [key], held))


@pytest.fixture
def hands(person) -> Iterator[Hands]:  # type: ignore[no-untyped-def]
    person.new_patient("Sample, Anna")
    plan(person)
    QTest.keyClick(person.desk().canvas.view, K.Key_F5)
    found = Hands(person)
    assert person.window.pages.currentWidget() is found.page
    yield found
    found.page._hold.stop()


def test_f5_opens_it_with_name_allergies_and_side_and_the_menus_are_away(hands: Hands) -> None:
    assert hands.page.isVisible()
    assert not hands.person.window.menuBar().isVisible()
    banner = hands.page.banner
    assert banner.name.text == "Sample, Anna"
    assert banner.no_allergies.text == "No allergy noted"
    assert banner.side.text == "LEFT side"
    assert hands.page.panel.given.text() == "Given"


def test_the_planned_ones_are_put_in_order_side_by_side(hands: Hands) -> None:
    sides = [step.side for step in hands.steps()]
    assert sides == [Side.LEFT] * 6 + [Side.RIGHT] * 6
    assert hands.given() == 0


@pytest.mark.parametrize("key", [K.Key_Space, K.Key_Return, K.Key_Enter, K.Key_PageDown])
def test_keys_and_the_pedal_give_the_next_one(hands: Hands, key: Qt.Key) -> None:
    first = hands.current()
    hands.press(key)
    step = next(step for step in hands.steps() if step.id == first)
    assert step.status is Status.GIVEN
    assert step.given_how is GivenHow.EACH
    assert hands.given() == 1
    assert hands.current() != first
    stored = hands.person.view().document.store.injections(step.session)
    assert sum(one.status is Status.GIVEN for one in stored) == 1


def test_the_button_and_the_site_itself_take_clicks_and_nothing_else_does(hands: Hands) -> None:
    hands.click(hands.page.panel.given)
    assert hands.given() == 1
    hands.click_site(hands.current())
    assert hands.given() == 2
    other = hands.steps()[-1].id if hands.page.chart.spot(hands.steps()[-1].id) else None
    following = next(s.id for s in hands.steps()[3:6] if hands.page.chart.spot(s.id) is not None)
    hands.click_site(following)
    assert hands.given() == 2, other
    hands.click(hands.page.panel.counter)
    hands.click(hands.page.banner)
    hands.wait(1000)
    QTest.mouseClick(hands.page.chart, LEFT, NONE, QPoint(3, hands.page.chart.height() // 2))
    assert hands.given() == 2


def test_a_held_key_gives_one(hands: Hands) -> None:
    hands.wait(1000)
    QApplication.sendEvent(
        hands.page, QKeyEvent(QEvent.Type.KeyPress, K.Key_PageDown, NONE, "", False)
    )
    for _ in range(30):
        hands.wait(33)
        held = QKeyEvent(QEvent.Type.KeyPress, K.Key_PageDown, NONE, "", True)
        QApplication.sendEvent(hands.page, held)
    assert hands.given() == 1


def test_a_second_press_within_200_ms_gives_nothing(hands: Hands) -> None:
    hands.press(K.Key_PageDown)
    hands.wait(150)
    QTest.keyClick(hands.page, K.Key_PageDown)
    hands.wait(150)
    QTest.keyClick(hands.page, K.Key_Space)
    hands.wait(150)
    QTest.mouseClick(hands.page.panel.given, LEFT)
    hands.settle()
    assert hands.given() == 1
    hands.wait(210)
    QTest.mouseClick(hands.page.panel.given, LEFT)
    assert hands.given() == 2


@pytest.mark.parametrize("code", ["4006381333931", "s", " 12 34", "SSSS", "ps"])
def test_a_scanners_burst_reaches_nothing(hands: Hands, code: str) -> None:
    before = hands.steps()
    hands.wait(1000)
    for character in [*code, "\r"]:
        QTest.keyClicks(hands.page, character) if character != "\r" else QTest.keyClick(
            hands.page, K.Key_Return
        )
        hands.wait(5)
    hands.qtbot.wait(round(HOLD_MS * 3))
    assert hands.steps() == before
    assert not hands.flow.watch.paused
    hands.press(K.Key_Space)
    assert hands.given() == 1


def test_the_other_side_wants_its_own_press(hands: Hands) -> None:
    for _ in range(6):
        hands.press(K.Key_Space)
    assert hands.given() == 6
    assert hands.page.banner.side.text == "RIGHT side"
    assert hands.page.panel.given.text() == "Now the RIGHT side"
    assert hands.page.panel.given.asking
    hands.press(K.Key_Space)
    assert hands.given() == 6, "that press only says that one went over"
    assert hands.page.panel.given.text() == "Given"
    hands.press(K.Key_Space)
    assert hands.given() == 7
    hands.press(K.Key_Space)
    assert hands.given() == 8


def test_a_click_on_the_site_does_not_get_around_the_side(hands: Hands) -> None:
    for _ in range(6):
        hands.press(K.Key_PageDown)
    hands.click_site(hands.current())
    assert hands.given() == 6
    hands.click_site(hands.current())
    assert hands.given() == 7


def test_backspace_takes_back_the_last_one_again_and_again(hands: Hands) -> None:
    order = [hands.current()]
    hands.press(K.Key_Space)
    order.append(hands.current())
    hands.press(K.Key_Space)
    hands.press(K.Key_Backspace)
    assert hands.current() == order[1]
    assert hands.given() == 1
    hands.press(K.Key_Backspace)
    assert hands.current() == order[0]
    assert hands.given() == 0
    assert hands.person.view().document.session.treated_from is None
    hands.press(K.Key_Backspace)
    assert hands.given() == 0


def test_skipped_at_once_and_its_reason_follows_or_not(hands: Hands) -> None:
    first = hands.current()
    hands.press(K.Key_S)
    assert hands.status(first) is Status.SKIPPED
    assert hands.current() != first
    line = hands.page.line
    assert line.isVisible()
    hands.press(K.Key_Space)
    assert hands.given() == 1, "the line is in nobody's way"
    hands.click(line.chips[0])
    reasons = {step.id: step.reason for step in hands.steps()}
    assert reasons[first] == "Pain"
    second = hands.current()
    hands.press(K.Key_S)
    hands.press(K.Key_R)
    assert QApplication.focusWidget() is line.field
    QTest.keyClicks(line.field, "a mole, s p")
    QTest.keyClick(line.field, K.Key_Return)
    assert {step.id: step.reason for step in hands.steps()}[second] == "a mole, s p"
    assert hands.given() == 1
    hands.press(K.Key_Backspace)
    assert hands.status(second) is Status.PLANNED


def test_shift_and_click_gives_up_to_here_as_many_at_once(hands: Hands) -> None:
    hands.press(K.Key_Space)
    target = hands.steps()[3].id
    hands.click_site(target, SHIFT)
    now = hands.steps()
    assert [step.status for step in now[:4]] == [Status.GIVEN] * 4
    assert hands.given() == 4
    assert [step.given_how for step in now[:4]] == [GivenHow.EACH] + [GivenHow.BULK] * 3
    assert hands.page.line.words.text() == "3 given, recorded as many at once."
    hands.click(hands.page.line.back_button)
    assert hands.given() == 1, "taken back as one"


def test_many_at_once_over_to_the_other_side_wants_a_second_time(hands: Hands) -> None:
    hands.press(K.Key_Space)
    everyone = tuple(step.id for step in hands.steps())
    hands.flow.attempt(lambda: hands.flow.give_many(everyone))
    assert hands.given() == 1
    assert "other side" in hands.page.line.words.text()
    hands.flow.attempt(lambda: hands.flow.give_many(everyone))
    assert hands.given() == 12


def test_all_of_a_region_from_the_menu(hands: Hands) -> None:
    region = hands.steps()[0].region
    hands.press(K.Key_M)
    menu = hands.flow._menu.menu
    texts = [action.text() for action in menu.actions()]
    wanted = next(n for n, text in enumerate(texts) if text.startswith("All of Left"))
    menu.actions()[wanted].trigger()
    menu.close()
    done = [step for step in hands.steps() if step.status is Status.GIVEN]
    assert len(done) == 3
    assert {(step.region, step.side, step.given_how) for step in done} == {
        (region, Side.LEFT, GivenHow.BULK)
    }


def test_the_order_is_turned_and_a_region_moved_from_the_menu(hands: Hands) -> None:
    before = [step.id for step in hands.steps()]
    hands.press(K.Key_M)
    actions = {one.text(): one for one in hands.flow._menu.menu.actions()}
    actions["Walk this region from its other end"].trigger()
    hands.flow._menu.menu.close()
    assert [s.id for s in hands.steps()] == [*reversed(before[:3]), *before[3:]]
    assert hands.current() == before[2]
    hands.press(K.Key_M)
    actions = {one.text(): one for one in hands.flow._menu.menu.actions()}
    actions["This region later"].trigger()
    hands.flow._menu.menu.close()
    now = [step.id for step in hands.steps()]
    assert now == [*before[3:6], *reversed(before[:3]), *before[6:]]
    hands.press(K.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert [s.id for s in hands.steps()] == [*reversed(before[:3]), *before[3:]]


def test_started_anywhere_and_what_was_passed_over_comes_at_the_end(hands: Hands) -> None:
    ids = [step.id for step in hands.steps()]
    hands.press(K.Key_Right)
    hands.press(K.Key_Right)
    assert hands.current() == ids[2]
    hands.press(K.Key_Left)
    assert hands.current() == ids[1]
    for _ in range(11 + 1):
        hands.press(K.Key_Space)
    assert hands.given() == 11
    assert hands.current() == ids[0]


def test_another_dose_for_this_one_and_for_all_the_rest(hands: Hands) -> None:
    hands.press(K.Key_Plus)
    first = next(step for step in hands.steps() if step.id == hands.current())
    assert first.depth_mm == 1.5
    assert first.plan.depth_mm == 1.0
    hands.press(K.Key_Minus)
    first = next(step for step in hands.steps() if step.id == hands.current())
    assert first.plan is None
    hands.press(K.Key_Space)
    hands.press(K.Key_D)
    dose = hands.page.dose
    assert dose.isVisible()
    hands.click(dose.volume_step.more)
    hands.click(dose.volume_step.more)
    hands.click(dose.rest_button)
    volumes = [step.volume_ul for step in hands.steps()]
    assert volumes == [50] + [70] * 11
    assert {step.plan.volume_ul for step in hands.steps()[1:]} == {50}
    assert hands.page.panel.figures._figures[1].planned == "planned 0.05"


def test_paused_nothing_is_given_and_the_clock_stands(hands: Hands) -> None:
    hands.press(K.Key_Space)
    hands.press(K.Key_P)
    elapsed = hands.flow.watch.seconds()
    hands.wait(60_000)
    hands.press(K.Key_Space)
    hands.click(hands.page.panel.given)
    hands.click_site(hands.current())
    hands.press(K.Key_S)
    assert hands.given() == 1
    assert hands.flow.watch.seconds() == elapsed
    hands.press(K.Key_P)
    hands.press(K.Key_Space)
    assert hands.given() == 2


def test_a_note_is_pinned_to_the_site(hands: Hands) -> None:
    site = next(step.site for step in hands.steps() if step.id == hands.current())
    hands.press(K.Key_N)
    field = hands.page.line.field
    assert QApplication.focusWidget() is field
    QTest.keyClicks(field, "hard here")
    QTest.keyClick(field, K.Key_Return)
    notes = hands.person.view().document.notes.values()
    assert [(note.text, note.site) for note in notes] == [("hard here", site)]
    assert hands.given() == 0


def test_turned_from_here_and_on_the_map(hands: Hands) -> None:
    before = hands.page.chart.spot(hands.current())
    hands.press(K.Key_T)
    after = hands.page.chart.spot(hands.current())
    chart = hands.page.chart
    assert after.x() == pytest.approx(chart.width() - before.x(), abs=1.5)
    assert after.y() == pytest.approx(chart.height() - before.y(), abs=1.5)
    assert hands.person.window.commands["turned"].isChecked()


def test_ended_early_it_asks_why_and_goes_on_there_another_day(hands: Hands) -> None:
    hands.press(K.Key_Space)
    hands.press(K.Key_Space)
    following = hands.current()
    hands.press(K.Key_Escape)
    card = hands.page.leave_card
    assert card.isVisible()
    assert card.title.text() == "Stop here? 10 are still planned."
    hands.press(K.Key_PageDown)
    hands.press(K.Key_Space)
    assert hands.given() == 2, "the pedal gives nothing while it is asked"
    hands.press(K.Key_Escape)
    assert not card.isVisible()
    hands.press(K.Key_Escape)
    hands.click(card.chips[1])
    hands.click(card.field)
    QTest.keyClicks(card.field, "tired")
    hands.click(card.stop_button)
    session = hands.person.view().document.session
    assert session.stopped_because == "Patient's wish: tired"
    assert session.treated_until is not None
    summary = hands.page.summary
    assert hands.page.stack.currentWidget() is summary
    assert summary.title.text() == "Stopped: 10 of 12 still planned"
    hands.press(K.Key_Return)
    assert hands.person.window.pages.currentWidget() is hands.person.window.page
    assert hands.person.window.menuBar().isVisible()
    hands.person.window.open_session(session.id)
    hands.person.activate()
    QTest.keyClick(hands.person.desk().canvas.view, K.Key_F5)
    again = Hands(hands.person)
    assert again.current() == following
    again.press(K.Key_Space)
    assert again.given() == 3
    assert again.person.view().document.session.stopped_because == ""


def test_left_without_a_press_nothing_is_asked_or_recorded(hands: Hands) -> None:
    hands.press(K.Key_Escape)
    assert hands.person.window.pages.currentWidget() is hands.person.window.page
    session = hands.person.view().document.session
    assert (session.treated_from, session.treated_until) == (None, None)


def test_it_ends_with_planned_against_given(hands: Hands) -> None:
    hands.press(K.Key_S)
    for _ in range(12):
        hands.press(K.Key_PageDown)
    summary = hands.page.summary
    assert hands.page.stack.currentWidget() is summary
    assert summary.title.text() == "Done: 11 of 12 given"
    assert "0.55 mL given of 0.60 mL planned" in summary.lines.text().replace("\xa0", " ")
    assert "no. 1: no reason noted" in summary.texts()
    session = hands.person.view().document.session
    assert session.treated_until is not None
    hands.press(K.Key_PageDown)
    assert hands.page.stack.currentWidget() is summary, "the pedal does not close it"
    hands.press(K.Key_Backspace)
    assert hands.given() == 10
    assert hands.page.at_work
    hands.press(K.Key_Space)
    hands.press(K.Key_Escape)
    assert hands.person.window.pages.currentWidget() is hands.person.window.page


def test_another_syringe_wants_its_own_press(hands: Hands) -> None:
    from dataclasses import replace

    from mesomap.model import Added, Updated

    hands.press(K.Key_Escape)
    view = hands.person.view()
    document = view.document
    other = replace(view.held(), id=type(view.held().id)(int=99), name="B", position=5)
    second = hands.steps()[1]
    document.commit("Add syringe", (Added(other),))
    document.commit("Change", (Updated(second, replace(second, syringe=other.id)),))
    QTest.keyClick(hands.person.desk().canvas.view, K.Key_F5)
    again = Hands(hands.person)
    again.press(K.Key_Space)
    assert again.page.panel.given.text() == "Take syringe 2: B"
    again.press(K.Key_Space)
    assert again.given() == 1
    again.press(K.Key_Space)
    assert again.given() == 2
    assert again.page.panel.given.text() == "Take syringe 1: Syringe 1"


def test_a_refused_commit_is_said_and_nothing_is_shown_as_given(hands: Hands, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    from mesomap.model import KnownError

    def full(*_args: object, **_more: object) -> None:
        raise KnownError("The disk is full: free some space.")

    first = hands.current()
    monkeypatch.setattr(hands.person.view().document.store, "apply", full)
    hands.press(K.Key_Space)
    assert hands.current() == first
    assert hands.given() == 0
    assert "disk is full" in hands.person.window.message.text()


def test_the_tick_is_off_until_it_is_switched_on(hands: Hands, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    played: list[int] = []
    monkeypatch.setattr(hands.flow._tick, "play", lambda: played.append(1))
    hands.press(K.Key_Space)
    assert not played
    settings.remember_tick(True)
    hands.press(K.Key_Space)
    hands.press(K.Key_S)
    assert played == [1]


def test_nothing_planned_is_said_in_a_line(person) -> None:  # type: ignore[no-untyped-def]
    person.new_patient("Sample, Anna")
    QTest.keyClick(person.desk().canvas.view, K.Key_F5)
    assert person.window.pages.currentWidget() is person.window.page
    assert "Nothing is planned yet" in person.window.message.text()


def test_closing_the_window_while_treating_notes_when_it_ended(hands: Hands) -> None:
    hands.press(K.Key_Space)
    store = hands.person.view().document.store
    session = hands.person.view().document.session.id
    hands.person.window.show_start()
    assert store.session(session).treated_until is not None
    assert hands.person.window.menuBar().isVisible()
