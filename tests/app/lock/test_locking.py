"""Signing in, locking, switching: nothing gets past the door, and treat mode keeps the site."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from clinic_values import NOON, open_document
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from mesomap.app import settings
from mesomap.app.window import MainWindow
from mesomap.document.edits import new_injections
from mesomap.document.record.clinic import clinic_settings, settings_change
from mesomap.document.record.credentials import set_changes
from mesomap.model import Added, Person, Role, SkinSite
from mesomap.panels.lock.pin_dialog import PinDialog
from mesomap.panels.record.people_dialog import PeopleDialog
from mesomap.storage import Store
from mesomap.storage.keys import new_key

DOCTOR = Person(id=uuid4(), name="B. Example", title="Dr.", may_manage=True)
ASSISTANT = Person(id=uuid4(), name="S. Specimen", role=Role.ASSISTANT, may_sign=False)
PIN = "2749"


def made(path: Path, *, pins: bool = True, key: object = None) -> Path:
    with Store.create(path, key=key) as store:  # type: ignore[arg-type]
        document, syringe = open_document(store)
        document.commit("Add people", (Added(DOCTOR), Added(ASSISTANT)))
        sites = [SkinSite(face, 0.5, 0.5) for face in (2000, 2010, 2020)]
        document.commit("Add", new_injections(document, sites, [None] * 3, syringe))
        if pins:
            document.commit("Set a PIN", set_changes(store, DOCTOR.id, PIN, NOON))
            document.commit("Set a PIN", set_changes(store, ASSISTANT.id, "8351", NOON))
    return path


@pytest.fixture
def opened(qtbot: QtBot) -> Iterator[Callable[[Path], MainWindow]]:
    windows: list[MainWindow] = []

    def open_(path: Path) -> MainWindow:
        window = MainWindow(clinic=path)
        windows.append(window)
        qtbot.addWidget(window)
        window.resize(1366, 768)
        window.show()
        qtbot.waitUntil(lambda: window.session is not None, timeout=60_000)
        return window

    yield open_
    for window in windows:
        if window.lock.locked:
            window.lock._open_door()
        window.close()


@pytest.fixture
def window(opened: Callable[[Path], MainWindow], tmp_path: Path) -> MainWindow:
    window = opened(made(tmp_path / "clinic.mesomap"))
    QTest.qWait(50)
    return window


def enter(window: MainWindow, person: Person, typed: str) -> None:
    """As a person does it: the tile, the digits, Enter."""
    door = window.lock.door
    if door.entry.isHidden():
        door.tiles[person.id].click()
    for sign in typed:
        QTest.keyClick(door.entry.edit, sign)
    QTest.keyClick(door.entry.edit, Qt.Key.Key_Return)


def labels(window: MainWindow) -> list[str]:
    store = window.desk.clinic.store
    assert store is not None
    return [str(row["label"]) for row in store.log_rows()]


def open_session(window: MainWindow) -> None:
    store = window.desk.clinic.store
    assert store is not None
    window.open_session(store.sessions()[0].session.id)
    QTest.qWait(50)


def test_people_with_pins_sign_in_before_anything_is_seen(window: MainWindow) -> None:
    door = window.lock.door
    assert door.isVisible()
    assert door.geometry() == window.rect()
    assert list(door.tiles) == [DOCTOR.id, ASSISTANT.id]
    enter(window, DOCTOR, "1111")
    assert window.lock.locked
    assert "not B. Example's PIN" in door.sentence()
    enter(window, DOCTOR, PIN)
    assert not window.lock.locked
    document = window.desk.clinic.document
    assert document is not None
    assert document.actor == "Dr. B. Example"
    assert labels(window)[-1] == "Sign in"


def test_the_pad_types_and_deletes(window: MainWindow) -> None:
    door = window.lock.door
    door.tiles[ASSISTANT.id].click()
    for sign in "836⌫51":
        QTest.mouseClick(door.entry.keys[sign], Qt.MouseButton.LeftButton)
    QTest.mouseClick(door.entry.give_button, Qt.MouseButton.LeftButton)
    assert not window.lock.locked


def test_too_many_wrong_ones_wait(window: MainWindow) -> None:
    for _ in range(3):
        enter(window, DOCTOR, "1111")
    enter(window, DOCTOR, PIN)
    assert window.lock.locked
    assert "wait" in window.lock.door.sentence()


def test_a_locked_window_takes_no_input_and_shows_nothing(window: MainWindow) -> None:
    enter(window, DOCTOR, PIN)
    open_session(window)
    QGuiApplication.clipboard().setText("Sample, Anna")
    window.commands["add_syringe"].trigger()
    (dialog,) = (one for one in QApplication.topLevelWidgets() if _is_open(one))
    field = dialog.focusWidget()
    document = window.desk.clinic.document
    assert document is not None
    before = dict(document.injections)
    window.lock.lock()
    assert window.lock.locked
    assert QGuiApplication.clipboard().text() == ""
    assert window.windowTitle() == "mesomap"
    assert not dialog.isVisible()
    assert window.session is not None
    canvas = window.session.canvas
    QTest.mouseClick(canvas.view.viewport(), Qt.MouseButton.LeftButton)
    QTest.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(canvas, Qt.Key.Key_Delete)
    assert dict(document.injections) == before
    enter(window, DOCTOR, PIN)
    assert not window.lock.locked
    assert dialog.isVisible()
    assert dialog.focusWidget() is field
    assert labels(window)[-2:] == ["Lock the window", "Unlock the window"]
    dialog.close()


def _is_open(one: object) -> bool:
    return isinstance(one, QDialog) and one.isVisible()


def test_nobody_at_the_window_locks_it(window: MainWindow) -> None:
    enter(window, DOCTOR, PIN)
    now = [1000.0]
    window.lock.idle.clock_s = lambda: now[0]
    window.lock.idle.touch()
    now[0] += 14 * 60
    window.lock.idle.look()
    assert not window.lock.locked
    now[0] += 2 * 60
    window.lock.idle.look()
    assert window.lock.locked


def test_the_clinic_may_want_another_time_or_never(window: MainWindow) -> None:
    from dataclasses import replace

    enter(window, DOCTOR, PIN)
    store, document = window.desk.clinic.store, window.desk.clinic.document
    assert store is not None
    assert document is not None
    after = replace(clinic_settings(store), lock_minutes=0)
    document.commit("Change clinic settings", settings_change(store, after))
    window.lock.follow_settings()
    now = [1e6]
    window.lock.idle.clock_s = lambda: now[0]
    window.lock.idle.look()
    assert not window.lock.locked


def test_another_person_takes_over_and_the_session_stays(window: MainWindow) -> None:
    enter(window, DOCTOR, PIN)
    open_session(window)
    document = window.desk.clinic.document
    assert document is not None
    session = document.session
    window.commands["i_am"].trigger()
    assert window.lock.locked
    QTest.keyClick(window.lock.door, Qt.Key.Key_Escape)  # it was a slip
    assert not window.lock.locked
    assert document.actor == "Dr. B. Example"
    window.commands["i_am"].trigger()
    enter(window, ASSISTANT, "8351")
    assert document.session == session
    assert document.actor == "S. Specimen"
    assert labels(window)[-1] == "Switch user"


def test_only_managers_look_after_people(window: MainWindow) -> None:
    enter(window, ASSISTANT, "8351")
    window.commands["people"].trigger()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, PeopleDialog)
    dialog.add_button.click()
    assert QApplication.activeModalWidget() is dialog
    assert "Only Dr. B. Example" in window.message.text()
    dialog.list.setCurrentRow(0)
    dialog.pin_button.click()
    assert QApplication.activeModalWidget() is dialog
    dialog.list.setCurrentRow(1)  # one's own
    dialog.pin_button.click()
    own = QApplication.activeModalWidget()
    assert isinstance(own, PinDialog)
    own.edit.setText("1234")
    own.save_button.click()
    assert "first one" in own.sentence()
    own.edit.setText("6072")
    own.save_button.click()
    dialog.accept()
    window.lock.lock()
    enter(window, ASSISTANT, "6072")
    assert not window.lock.locked
    window.commands["clinic_settings"].trigger()
    assert QApplication.activeModalWidget() is None


def test_another_person_finds_the_dialogs_of_the_one_before_closed(window: MainWindow) -> None:
    enter(window, DOCTOR, PIN)
    window.commands["people"].trigger()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, PeopleDialog)
    window.lock.lock()
    window.lock.door.back_button.click()
    enter(window, ASSISTANT, "8351")
    assert not window.lock.locked
    assert not any(_is_open(one) for one in QApplication.topLevelWidgets())
    assert labels(window)[-1] == "Switch user"


def test_a_dialog_that_ends_while_locked_stays_away(window: MainWindow) -> None:
    enter(window, DOCTOR, PIN)
    gone, ended = QDialog(window), QDialog(window)
    gone.open()
    ended.open()
    window.lock.lock()
    gone.deleteLater()
    QApplication.sendPostedEvents(gone, 52)  # QEvent.DeferredDelete
    ended.accept()
    enter(window, DOCTOR, PIN)
    assert not window.lock.locked
    assert not ended.isVisible()
    assert labels(window)[-1] == "Unlock the window"


def test_a_computer_that_slept_wakes_up_locked(window: MainWindow) -> None:
    enter(window, DOCTOR, PIN)
    idle = window.lock.idle
    now = idle.wall_s() + 3 * 3600
    idle.wall_s = lambda: now
    idle.look()
    assert window.lock.locked


def test_in_treat_mode_the_site_and_the_allergies_stay(window: MainWindow) -> None:
    enter(window, DOCTOR, PIN)
    open_session(window)
    window.commands["treat"].trigger()
    QTest.qWait(50)
    assert window.session is not None
    page = window.session.treating.page
    document = window.desk.clinic.document
    assert document is not None
    before = dict(document.injections)
    window.lock.lock()
    door = window.lock.door
    for part in (page.banner.name, page.banner.allergies, page.chart, page.panel.site):
        if part.isHidden():
            continue
        corner = part.mapTo(window, part.rect().topLeft())
        assert not door.geometry().intersects(part.rect().translated(corner))
    assert page.banner.isVisible()
    QTest.keyClick(page, Qt.Key.Key_Space)
    QTest.mouseClick(page.panel.given, Qt.MouseButton.LeftButton)
    QTest.qWait(20)
    assert dict(document.injections) == before
    enter(window, DOCTOR, PIN)
    assert not window.lock.locked
    assert window.pages.currentWidget() is page


def test_with_nothing_to_lock_with_one_sentence_says_what_to_do(
    opened: Callable[[Path], MainWindow], tmp_path: Path
) -> None:
    settings.remember_who(DOCTOR.id)
    window = opened(made(tmp_path / "clinic.mesomap", pins=False))
    QTest.qWait(50)
    assert not window.lock.locked
    window.commands["lock"].trigger()
    assert not window.lock.locked
    assert "nothing to lock with" in window.message.text()
    window.commands["people"].trigger()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, PeopleDialog)
    dialog.pin_button.click()
    own = QApplication.activeModalWidget()
    assert isinstance(own, PinDialog)
    own.edit.setText(PIN)
    own.save_button.click()
    dialog.accept()
    assert not window.lock.locked  # whoever set the first PIN is there
    window.commands["lock"].trigger()
    enter(window, DOCTOR, PIN)
    assert not window.lock.locked


def test_without_pins_the_clinics_passphrase_unlocks(
    opened: Callable[[Path], MainWindow], tmp_path: Path
) -> None:
    key = new_key("four words make it long")
    path = made(tmp_path / "clinic.mesomap", pins=False, key=key)
    window = opened(tmp_path / "none.mesomap")
    window.desk.clinic.open(path, key)
    QTest.qWait(50)
    window.commands["lock"].trigger()
    door = window.lock.door
    QTest.keyClicks(door.entry.edit, "four words make it wrong")
    QTest.keyClick(door.entry.edit, Qt.Key.Key_Return)
    assert "not the clinic's passphrase" in door.sentence()
    QTest.keyClicks(door.entry.edit, "four words make it long")
    QTest.keyClick(door.entry.edit, Qt.Key.Key_Return)
    assert not window.lock.locked
