"""The first start: one passphrase, one name, the recovery key, and the first mark."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLabel, QLineEdit

from mesomap.app import settings
from mesomap.model import Person
from mesomap.panels.crypt.passphrase_dialog import PassphraseDialog
from mesomap.panels.crypt.recovery_dialog import RecoveryDialog
from mesomap.panels.crypt.set_up_dialog import SetUpDialog
from mesomap.panels.patient_dialog import PatientDialog
from mesomap.storage import Store, WrongKeyError
from mesomap.storage.keys import Key, new_key, raw_of_recovery, salt_of, unlocking
from mesomap.storage.lock import is_encrypted

PASSPHRASE = "moss over granite"


def begin(person, asked) -> SetUpDialog:
    person.click(person.window.start.patients.new_button)
    return asked(person, SetUpDialog)


def begin_here(hands, asked) -> tuple[SetUpDialog, list[int]]:
    """The same without the pages; what comes after it is counted."""
    after: list[int] = []
    hands.clinics.begin(lambda: after.append(1))
    return asked(hands, SetUpDialog), after


def groups_of(dialog) -> list[str]:
    return [label.text() for label in dialog.findChildren(QLabel, "recoveryGroup")]


def test_from_the_first_start_to_the_first_mark(person, documents: Path, asked) -> None:
    begin(person, asked)
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


def test_where_it_lies_is_said_and_escape_makes_nothing(hands, documents: Path, asked) -> None:
    dialog, after = begin_here(hands, asked)
    assert str(documents / "mesomap" / "Clinic.mesomap") in dialog.place_text()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not (documents / "mesomap").exists()
    assert (hands.desk.clinic.store, after) == (None, [])


def test_a_short_passphrase_and_no_name_are_refused(hands, documents: Path, asked) -> None:
    dialog, _after = begin_here(hands, asked)
    hands.press(Qt.Key.Key_Return)
    assert dialog.focusWidget() is dialog.person
    hands.type("Vera")
    hands.press(Qt.Key.Key_Tab)
    hands.type("only nine")
    assert dialog.passphrase.said() == "1 character more"
    hands.press(Qt.Key.Key_Return)
    assert dialog.isVisible()
    assert not (documents / "mesomap").exists()


def test_without_encryption_by_a_plain_choice(hands, documents: Path, asked) -> None:
    dialog, after = begin_here(hands, asked)
    hands.type("Vera Example")
    hands.click(dialog.plain)
    labels = [label.text() for label in dialog.findChildren(QLabel) if label.isVisible()]
    assert any("can read every patient" in one for one in labels)
    hands.click(dialog.make_button)
    assert after == [1]  # no recovery key, so straight on
    assert is_encrypted(documents / "mesomap" / "Clinic.mesomap") is False
    assert hands.desk.clinic.store.key is None


def test_another_clinic_file_lies_where_it_was_chosen(hands, documents: Path, asked) -> None:
    hands.clinics.ask_new()
    dialog = asked(hands, SetUpDialog)
    hands.click(dialog.place_button)
    where = dialog.findChild(QFileDialog)
    hands.qtbot.waitUntil(where.isActiveWindow)
    line = where.findChild(QLineEdit)
    line.selectAll()
    QTest.keyClicks(line, str(documents / "Second"))
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert str(documents / "Second.mesomap") in dialog.place_text()
    asked(hands, SetUpDialog)
    hands.click(dialog.person)
    hands.type("Vera")
    hands.click(dialog.passphrase.field.edit)
    hands.type(PASSPHRASE)
    hands.click(dialog.make_button)
    hands.click(asked(hands, RecoveryDialog).kept_button)
    assert hands.is_open(documents / "Second.mesomap")


def test_where_a_file_lies_already_the_name_is_another(hands, plain: Path, asked) -> None:
    default = settings.default_clinic()
    default.parent.mkdir()
    plain.rename(default)
    hands.clinics.ask_new()
    assert "Clinic 2.mesomap" in asked(hands, SetUpDialog).place_text()


def test_the_first_file_that_is_there_is_opened_not_made(hands, locked: Path, asked) -> None:
    default = settings.default_clinic()
    default.parent.mkdir()
    locked.rename(default)
    after: list[int] = []
    hands.clinics.begin(lambda: after.append(1))
    asked(hands, PassphraseDialog)
    hands.type(PASSPHRASE)
    hands.press(Qt.Key.Key_Return)
    hands.qtbot.waitUntil(lambda: hands.is_open(default))
    assert after == [1]


def test_a_file_that_was_open_before_goes_before_a_new_one(hands, plain: Path, asked) -> None:
    hands.desk.clinic.open(plain)
    hands.desk.clinic.close()
    after: list[int] = []
    hands.clinics.begin(lambda: after.append(1))
    assert hands.is_open(plain)
    assert after == [1]


def test_the_sheet_is_saved_as_a_pdf(hands, documents: Path, asked) -> None:
    _dialog, _after = begin_here(hands, asked)
    hands.type("Vera")
    hands.press(Qt.Key.Key_Tab)
    hands.type(PASSPHRASE)
    hands.press(Qt.Key.Key_Return)
    recovery = asked(hands, RecoveryDialog)
    hands.click(recovery.save_button)
    where = recovery.findChild(QFileDialog)
    hands.qtbot.waitUntil(where.isActiveWindow)
    line = where.findChild(QLineEdit)
    line.selectAll()
    QTest.keyClicks(line, str(documents / "key.pdf"))
    QTest.keyClick(line, Qt.Key.Key_Return)
    hands.qtbot.waitUntil((documents / "key.pdf").is_file)
    assert str(documents / "key.pdf") in recovery.message.text()
