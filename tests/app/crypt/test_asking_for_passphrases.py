"""An encrypted clinic file is opened by its passphrase, its recovery key, or the keyring."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from mesomap.app import settings
from mesomap.app.crypt import kept_key
from mesomap.panels.crypt.passphrase_dialog import PassphraseDialog
from mesomap.storage import attempts
from mesomap.storage.keys import Key, recovery_text

PASSPHRASE = "moss over granite"


def test_a_file_at_the_start_asks_for_its_passphrase(start, locked: Path, asked) -> None:
    person = start(locked)
    dialog = asked(person, PassphraseDialog)
    assert person.window.desk.clinic.store is None
    assert dialog.now.edit.echoMode() is QLineEdit.EchoMode.Password
    person.click(dialog.now.show_button)
    assert dialog.now.edit.echoMode() is QLineEdit.EchoMode.Normal
    person.click(dialog.now.edit)
    person.type("moss under granite")
    person.press(Qt.Key.Key_Return)
    assert "does not open" in dialog.line()
    assert dialog.now.text() == ""
    assert person.window.desk.clinic.store is None
    person.type(PASSPHRASE)
    person.press(Qt.Key.Key_Return)
    person.qtbot.waitUntil(lambda: person.window.start.patients.model.rowCount() == 1)
    assert settings.last_clinic() == locked


def test_the_recovery_key_opens_it_too(hands, locked: Path, asked, key: Key) -> None:
    hands.clinics.open(locked)
    dialog = asked(hands, PassphraseDialog)
    hands.click(dialog.recovery_button)
    text = recovery_text(key).lower()
    hands.type(text[:-1])  # a letter is missing: told by its own check, and no try
    hands.press(Qt.Key.Key_Return)
    assert "11 groups" in dialog.line()
    assert attempts.wait_s(key.salt.hex()) == 0
    hands.press(Qt.Key.Key_End)
    hands.type(text[-1])
    hands.press(Qt.Key.Key_Return)
    hands.qtbot.waitUntil(lambda: hands.is_open(locked))


def test_cancel_leaves_what_was_open(hands, plain: Path, locked: Path, asked) -> None:
    left: list[int] = []
    hands.clinics.open(plain)
    hands.clinics.leaving.connect(lambda: left.append(1))
    hands.clinics.open(locked)
    asked(hands, PassphraseDialog)
    hands.press(Qt.Key.Key_Escape)
    assert hands.is_open(plain)
    assert left == []


def test_after_wrong_ones_it_counts_down(hands, locked: Path, asked, key: Key) -> None:
    hands.clinics.open(locked)
    dialog = asked(hands, PassphraseDialog)
    for _ in range(attempts.FREE):
        hands.type("moss under granite")
        hands.press(Qt.Key.Key_Return)
    assert "Again in" in dialog.line()
    assert not dialog.ok_button.isEnabled()
    hands.type(PASSPHRASE)
    hands.press(Qt.Key.Key_Return)
    assert not hands.is_open(locked)
    attempts.succeeded(key.salt.hex())  # in place of the time that goes by
    hands.qtbot.waitUntil(dialog.ok_button.isEnabled)
    assert "Again in" not in dialog.line()
    hands.click(dialog.ok_button)
    hands.qtbot.waitUntil(lambda: hands.is_open(locked))


def test_without_a_keyring_it_is_not_offered_and_says_why(hands, locked: Path, asked) -> None:
    hands.clinics.open(locked)
    dialog = asked(hands, PassphraseDialog)
    assert dialog.keep.isVisible()
    assert not dialog.keep.isEnabled()
    assert "no keyring" in dialog.keep.toolTip()


def test_the_keyring_opens_it_without_asking(hands, locked: Path, asked, in_memory) -> None:
    hands.clinics.open(locked)
    dialog = asked(hands, PassphraseDialog)
    hands.click(dialog.keep)
    hands.click(dialog.now.edit)
    hands.type(PASSPHRASE)
    hands.press(Qt.Key.Key_Return)
    hands.qtbot.waitUntil(lambda: hands.is_open(locked))
    assert len(in_memory.kept) == 1
    hands.qtbot.waitUntil(lambda: hands.window.findChild(PassphraseDialog) is None)
    hands.desk.clinic.close()

    hands.clinics.open(locked)
    hands.qtbot.waitUntil(lambda: hands.is_open(locked))
    assert hands.window.findChild(PassphraseDialog) is None
    hands.desk.clinic.close()

    in_memory.kept.clear()  # somebody emptied the keyring
    hands.clinics.open(locked)
    asked(hands, PassphraseDialog)
    assert settings.kept_keys() == frozenset()


def test_a_keyring_that_fails_is_no_way_in_and_no_fault(monkeypatch, in_memory, key: Key) -> None:
    def broken(*_args: object) -> str:
        raise RuntimeError("the service is gone")

    monkeypatch.setattr(in_memory, "get_password", broken)
    assert kept_key.kept(key.salt) is None
