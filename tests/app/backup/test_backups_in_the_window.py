"""Backups as a person meets them: on closing, daily, when asked for, and the way back."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QProgressDialog

from mesomap.app import settings
from mesomap.app.backup import keeper as keeping
from mesomap.app.backup import places
from mesomap.app.backup.keeper import BackupKeeper
from mesomap.app.record import who
from mesomap.document.edits import new_patient
from mesomap.model import Added, Person
from mesomap.panels.backup.backups_dialog import BackupsDialog
from mesomap.panels.backup.restore_dialog import RestoreDialog
from mesomap.storage import Store
from mesomap.storage.keys import MAGIC, Key
from mesomap.storage.rotating import make
from mesomap.storage.rotation import found_in

NOW = datetime(2026, 11, 22, 14, 32)
"""The window's clock in these tests."""


@pytest.fixture
def by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    """Backups are made without being asked for, as for everybody."""
    monkeypatch.setattr(BackupKeeper, "by_itself", True)


@pytest.fixture
def clinic(documents: Path) -> Path:
    """A clinic file with one patient."""
    path = documents / "North.mesomap"
    with Store.create(path) as store:
        add(store, "Sample, Anna")
    return path


def add(store: Store, name: str) -> None:
    store.apply("New patient", (Added(new_patient(name, "female")),), actor="test", at=NOW)


def opened(start: Callable[..., Any], clinic: Path) -> Any:
    person = start(clinic)
    person.qtbot.waitUntil(lambda: person.window.desk.clinic.store is not None)
    return person


def found(clinic: Path, place: Path | None = None) -> list[str]:
    folder = (place or clinic.parent) / f"{clinic.stem} backups"
    return [one.path.name for one in found_in(folder, clinic.stem)]


def names(path: Path) -> list[str]:
    with Store.open(path, read_only=True) as store:
        return [one.name for one in store.patients()]


def dialog_of(person: Any) -> BackupsDialog:
    """The dialog, opened by its key, once it has looked through the places."""
    person.press(
        Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    )
    dialog = person.window.findChild(BackupsDialog)
    assert dialog is not None
    person.qtbot.waitUntil(dialog.isActiveWindow)
    return dialog


def looked_at(person: Any, dialog: BackupsDialog) -> RestoreDialog:
    """What the chosen backup holds, asked for by its button."""
    person.click(dialog.restore_button)
    person.qtbot.waitUntil(lambda: dialog.findChild(RestoreDialog) is not None)
    look = dialog.findChild(RestoreDialog)
    person.qtbot.waitUntil(look.isActiveWindow)
    return look


def done(person: Any) -> None:
    person.qtbot.waitUntil(lambda: not person.window.parts.keeper.is_running)


def test_closing_a_file_makes_a_backup_only_if_something_changed(
    start: Callable[..., Any], clinic: Path, by_itself: None
) -> None:
    other = clinic.with_name("West.mesomap")
    with Store.create(other) as store:
        add(store, "Sample, Else")
    person = opened(start, clinic)
    clinics = person.window.clinics
    clinics.open(other)
    assert person.window.desk.clinic.name() == "West.mesomap"
    assert found(clinic) == ["North 2026-11-22 14.32.mesomap"]
    clinics.open(clinic)
    clinics.open(other)
    assert found(clinic) == ["North 2026-11-22 14.32.mesomap"]
    clinics.open(clinic)
    add(person.window.desk.clinic.store, "Sample, Ben")
    person.window.close()
    assert found(clinic) == ["North 2026-11-22 14.32 (2).mesomap"]
    assert found(other) == ["West 2026-11-22 14.32.mesomap"]
    assert not [one for one in clinic.parent.iterdir() if one.name.startswith(".")]


def test_the_daily_one_waits_for_the_end_of_treating_and_a_missing_place_is_said_once(
    start: Callable[..., Any], clinic: Path, tmp_path: Path, by_itself: None
) -> None:
    stick = tmp_path / "stick"
    places.choose_second_place(clinic, stick)
    person = opened(start, clinic)
    keeper = person.window.parts.keeper
    treating = [True]
    keeper.defer_while(lambda: treating[0])
    keeper._clock.timeout.emit()
    assert not keeper.is_running
    treating[0] = False
    keeper._clock.timeout.emit()
    done(person)
    assert "connect the drive" in person.window.message.text()
    assert len(found(clinic)) == 1
    person.window.message.hide()
    keeper._clock.timeout.emit()
    done(person)
    assert person.window.message.text() == ""
    assert len(found(clinic)) == 1  # not twice a day
    last = places.last_good(clinic, clinic.parent)
    assert last is not None
    assert last.whole
    stick.mkdir()
    person.window.close()
    assert len(found(clinic, stick)) == 1
    there = places.last_good(clinic, stick)
    assert there is not None
    assert not there.whole  # closing is quick


def test_the_sample_clinic_has_no_backups(
    start: Callable[..., Any], clinic: Path, by_itself: None
) -> None:
    person = start()
    folder = tempfile.TemporaryDirectory()
    sample = Path(folder.name) / clinic.name
    clinic.rename(sample)
    person.window.desk.clinic.open_sample(folder, sample)
    assert not person.window.parts.keeper.can_back_up
    person.window.commands["backups"].trigger()
    assert "Nothing of the sample clinic is kept" in person.window.message.text()
    person.window.parts.keeper._clock.timeout.emit()
    assert not person.window.parts.keeper.is_running


def test_the_start_page_says_that_the_last_backup_is_old(
    start: Callable[..., Any], clinic: Path
) -> None:
    old = NOW - timedelta(days=9)
    made = make(clinic, clinic.parent, at=old)
    places.remember_last(clinic, clinic.parent, places.Last(old, made.head, made.found.path))
    person = opened(start, clinic)
    bar = person.window.start.backup_bar
    assert bar.text() == ""  # nothing has changed since
    add(person.window.desk.clinic.store, "Sample, Ben")
    person.window.parts.nag.show()
    assert "9 days ago" in bar.text().replace("\u00a0", " ")
    person.click(bar.backups_button)
    dialog = person.window.findChild(BackupsDialog)
    assert dialog is not None
    for days, is_said in (("10", False), ("9", True), ("0", False), ("3", True)):
        person.enter_number(dialog.nag, days)
        assert bool(bar.text()) is is_said
    assert places.nag_days(clinic) == 3
    person.click(dialog.close_button)
    person.click(bar.back_up_button)
    done(person)
    assert bar.text() == ""
    assert len(found(clinic)) == 2
    labels = [row["label"] for row in person.window.desk.clinic.store.log_rows()]
    assert labels[-1] == "Make a backup"


def test_closing_waits_with_a_sentence_and_can_be_left(
    start: Callable[..., Any],
    clinic: Path,
    by_itself: None,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(keeping, "QUIET_MS", 0)
    waits = []
    real = make

    def slow(*args: object, watch: Callable[[float], None], **more: object) -> object:
        while not waits:
            watch(0.3)  # until it was left
        return real(*args, watch=watch, **more)  # type: ignore[arg-type]

    monkeypatch.setattr("mesomap.storage.rotating.make", slow)
    person = opened(start, clinic)

    def leave() -> None:
        bar = person.window.findChild(QProgressDialog)
        if bar is None or not bar.isVisible():
            QTimer.singleShot(20, leave)
            return
        assert "Everything is saved already" in bar.labelText()
        bar.canceled.emit()

    QTimer.singleShot(20, leave)
    person.window.close()
    assert person.window.desk.clinic.store is None
    assert found(clinic) == []


def test_a_second_place_is_chosen_used_and_dropped_by_who_may_manage(
    start: Callable[..., Any], clinic: Path, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    person = opened(start, clinic)
    dialog = dialog_of(person)
    assert not dialog.drop_button.isVisible()
    person.window.parts.backups.choose_place(clinic.parent)
    assert "another disk" in dialog.refused()
    person.window.parts.backups.choose_place(stick)
    person.click(dialog.back_up_button)
    done(person)
    person.qtbot.waitUntil(lambda: dialog.list.count() == 2)
    assert len(found(clinic, stick)) == len(found(clinic)) == 1
    boss = Person(id=uuid4(), name="B. Example", may_manage=True)
    person.window.desk.clinic.store.apply("Add", (Added(boss),), actor="test", at=NOW)
    person.click(dialog.drop_button)
    assert "B. Example" in dialog.refused()
    person.click(dialog.restore_button)
    assert dialog.findChild(RestoreDialog) is None
    assert places.second_place(clinic) == stick
    who.choose(boss.id)
    person.click(dialog.drop_button)
    person.qtbot.waitUntil(lambda: dialog.list.count() == 1)
    assert places.second_place(clinic) is None
    assert len(found(clinic, stick)) == 1  # what lies there stays


def test_a_backup_is_looked_at_and_restored_and_the_file_of_now_is_kept(
    start: Callable[..., Any], clinic: Path, by_itself: None
) -> None:
    make(clinic, clinic.parent, at=NOW - timedelta(days=1))
    person = opened(start, clinic)
    person.new_patient("Sample, Ben")  # with a session open
    dialog = dialog_of(person)
    person.qtbot.waitUntil(lambda: dialog.list.count() == 1)
    looked_at(person, dialog).reject()  # left: nothing changes
    person.qtbot.waitUntil(lambda: dialog.findChild(RestoreDialog) is None)
    assert not list(clinic.parent.glob("*before restore*"))
    look = looked_at(person, dialog)
    words = " ".join(label.text() for label in look.findChildren(type(dialog._found)))
    assert "1 patient, 0 sessions" in words
    assert "in 1 session, would be put aside" in words
    person.click(look.restore_button)
    window = person.window
    person.qtbot.waitUntil(lambda: "Restored and verified" in window.message.text())
    assert window.pages.currentWidget() is window.start
    store = window.desk.clinic.store
    assert [one.name for one in store.patients()] == ["Sample, Anna"]
    assert store.log_rows()[-1]["label"] == "Restore a backup"
    (kept,) = clinic.parent.glob("North before restore *.mesomap")
    assert names(kept) == ["Sample, Anna", "Sample, Ben"]
    assert len(found(clinic)) == 1  # the file of then was kept, not backed up
    person.activate()


def test_a_backup_is_restored_over_a_clinic_file_that_does_not_open(
    start: Callable[..., Any], clinic: Path
) -> None:
    """The clinic file does not open: its backups are found all the same."""
    make(clinic, clinic.parent, at=NOW - timedelta(days=1))
    settings.remember_clinic(clinic)
    clinic.write_bytes(b"SQLite format 3\x00" + b"x" * 5000)
    person = start(clinic)
    person.qtbot.waitUntil(lambda: bool(person.window.message.text()))
    assert person.window.desk.clinic.store is None
    dialog = dialog_of(person)
    person.qtbot.waitUntil(lambda: dialog.list.count() == 1)
    assert not dialog.back_up_button.isEnabled()
    person.click(looked_at(person, dialog).restore_button)
    person.qtbot.waitUntil(lambda: "Restored" in person.window.message.text())
    assert names(clinic) == ["Sample, Anna"]
    assert "whoever was erased since" in person.window.message.text()
    person.activate()


def test_an_encrypted_clinic_is_backed_up_and_restored_with_its_key(
    start: Callable[..., Any], documents: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = Key(bytes(range(32)), MAGIC + bytes(12))
    clinic = documents / "North.mesomap"
    with Store.create(clinic, key=key) as store:
        add(store, "Sample, Anna")
    person = start()
    person.window.desk.clinic.open(clinic, key)
    dialog = dialog_of(person)
    person.click(dialog.back_up_button)
    done(person)
    person.qtbot.waitUntil(lambda: dialog.list.count() == 1)
    for one in (clinic.parent / "North backups").rglob("*.mesomap"):
        assert one.read_bytes().startswith(MAGIC)
    person.click(looked_at(person, dialog).restore_button)
    person.qtbot.waitUntil(lambda: "Restored" in person.window.message.text())
    store = person.window.desk.clinic.store
    assert store.key == key
    assert [one.name for one in store.patients()] == ["Sample, Anna"]
    person.activate()
