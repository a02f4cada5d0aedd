"""The first start: one passphrase, one name, the recovery key, and the first mark."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLabel, QLineEdit

from mesomap.app import settings
from mesomap.model import Person
from mesomap.panels.crypt.recovery_dialog import RecoveryDialog
from mesomap.panels.crypt.set_up_dialog import SetUpDialog
from mesomap.panels.patient_dialog import PatientDialog
from mesomap.storage import Store, WrongKeyError
from mesomap.storage.keys import Key, new_key, raw_of_recovery, salt_of, unlocking
from mesomap.storage.lock import is_encrypted

PASSPHRASE = "moss over granite"


def asked(person, kind):
    """The dialog of that kind, once it is in front."""
    person.qtbot.waitUntil(lambda: person.window.findChild(kind) is not None)
    dialog = person.window.findChild(kind)
    person.qtbot.waitUntil(dialog.isActiveWindow)
    return dialog


def begin(person) -> SetUpDialog:
    person.click(person.window.start.patients.new_button)
    return asked(person, SetUpDialog)


def groups_of(dialog) -> list[str]:
    return [label.text() for label in dialog.findChildren(QLabel, "recoveryGroup")]


def test_from_the_first_start_to_the_first_mark(person, documents: Path) -> None:
    begin(person)
    person.type("Vera Example")
    person.press(Qt.Key.Key_Tab)
    person.type(PASSPHRASE)
    person.press(Qt.Key.Key_Return)

    recovery = asked(person, RecoveryDialog)
    groups = groups_of(recovery)
    assert [len(group) for group in groups] == [5] * 11
    person.click(recovery.kept_button)

    asked(person, PatientDialog)
    person.type("Sample, Anna")
    person.press(Qt.Key.Key_Return)
    person.qtbot.waitUntil(lambda: person.window.pages.currentWidget() is person.window.page)
    person.activate()
    body = person.view().body
    chart = body.charts[person.view().chart]
    key = next(key for key in chart.regions if key.id == "cheek-medial")
    inside = chart.polygons()[key].representative_point()
    person.click_chart(inside.x, inside.y)
    assert len(person.injections()) == 1

    # Who made it is the first person, types here, signs and manages.
    store = person.window.desk.clinic.store
    (first,) = store.of_clinic(Person)
    assert (first.name, first.may_sign, first.may_manage) == ("Vera Example", True, True)
    assert person.window.desk.clinic.document.actor == "Vera Example"
    assert settings.who() == first.id

    # On the disk: nothing to be read, one file, opened by passphrase and by recovery key.
    path = documents / "mesomap" / "Clinic.mesomap"
    person.window.close()
    assert [one.name for one in path.parent.iterdir()] == [path.name]
    content = path.read_bytes()
    assert b"Sample" not in content
    assert b"SQLite format" not in content
    salt = salt_of(path)
    assert salt is not None
    for key_of_it in (unlocking(PASSPHRASE, salt), Key(raw_of_recovery("".join(groups)), salt)):
        with Store.open(path, read_only=True, key=key_of_it) as again:
            assert [one.patient_name for one in again.sessions()] == ["Sample, Anna"]
    with pytest.raises(WrongKeyError):
        Store.open(path, key=new_key("moss under granite"))


def test_where_it_lies_is_said_and_escape_makes_nothing(person, documents: Path) -> None:
    dialog = begin(person)
    assert str(documents / "mesomap" / "Clinic.mesomap") in dialog.place_text()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not (documents / "mesomap").exists()
    assert person.window.desk.clinic.store is None


def test_a_short_passphrase_and_no_name_are_refused(person, documents: Path) -> None:
    dialog = begin(person)
    person.press(Qt.Key.Key_Return)
    assert dialog.focusWidget() is dialog.person
    person.type("Vera")
    person.press(Qt.Key.Key_Tab)
    person.type("only nine")
    assert dialog.passphrase.said() == "1 character more"
    person.press(Qt.Key.Key_Return)
    assert dialog.isVisible()
    assert not (documents / "mesomap").exists()


def test_without_encryption_by_a_plain_choice(person, documents: Path) -> None:
    dialog = begin(person)
    person.type("Vera Example")
    person.click(dialog.plain)
    assert any("can read every patient" in one.text() for one in shown_labels(dialog))
    person.click(dialog.make_button)
    asked(person, PatientDialog)  # nothing to keep, so straight on
    path = documents / "mesomap" / "Clinic.mesomap"
    assert is_encrypted(path) is False
    assert person.window.desk.clinic.store.key is None


def test_another_clinic_file_lies_where_it_was_chosen(person, documents: Path) -> None:
    person.window.commands["new_clinic"].trigger()
    dialog = asked(person, SetUpDialog)
    person.click(dialog.place_button)
    where = dialog.findChild(QFileDialog)
    person.qtbot.waitUntil(where.isActiveWindow)
    line = where.findChild(QLineEdit)
    line.selectAll()
    QTest.keyClicks(line, str(documents / "Second"))
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert str(documents / "Second.mesomap") in dialog.place_text()
    dialog.activateWindow()
    person.qtbot.waitUntil(dialog.isActiveWindow)
    person.click(dialog.person)
    person.type("Vera")
    person.click(dialog.passphrase.field.edit)
    person.type(PASSPHRASE)
    person.click(dialog.make_button)
    person.click(asked(person, RecoveryDialog).kept_button)
    assert person.window.desk.clinic.store.path == documents / "Second.mesomap"
    assert person.window.findChild(PatientDialog) is None


def shown_labels(dialog) -> list[QLabel]:
    return [label for label in dialog.findChildren(QLabel) if label.isVisible()]
