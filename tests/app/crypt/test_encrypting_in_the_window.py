"""Clinic, Passphrase and encryption: what each of its buttons does to the file."""

from __future__ import annotations

import tempfile
from pathlib import Path
from uuid import uuid4

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from mesomap.app import settings
from mesomap.app.crypt import kept_key
from mesomap.document.record.credentials import set_changes
from mesomap.model import Added, KnownError, Person
from mesomap.panels.crypt.encryption_dialog import EncryptionDialog
from mesomap.panels.crypt.passphrase_dialog import PassphraseDialog
from mesomap.panels.crypt.recovery_dialog import RecoveryDialog
from mesomap.storage import Store, convert
from mesomap.storage.keys import Key, recovery_text

PASSPHRASE = "moss over granite"
ANOTHER = "slate under heather"


def groups_of(dialog: RecoveryDialog) -> list[str]:
    return [label.text() for label in dialog.findChildren(QLabel, "recoveryGroup")]


def test_encrypting_a_plain_file_comes_back_to_the_session(start, plain: Path, asked) -> None:
    person = start(plain)
    session = person.window.desk.clinic.store.sessions()[0].session.id
    person.window.open_session(session)
    person.qtbot.waitUntil(lambda: person.window.pages.currentWidget() is person.window.page)
    person.window.commands["encryption"].trigger()
    dialog = asked(person, EncryptionDialog)
    assert "Not encrypted" in dialog.state_text()
    person.click(dialog.encrypt_card)
    asked(person, PassphraseDialog)
    person.type(ANOTHER)
    person.press(Qt.Key.Key_Return)
    recovery = asked(person, RecoveryDialog)
    key = person.window.desk.clinic.store.key
    assert groups_of(recovery) == recovery_text(key).split()
    person.click(recovery.kept_button)
    assert person.window.pages.currentWidget() is person.window.page
    assert person.window.desk.clinic.document.session.id == session
    person.window.close()
    assert b"Sample" not in plain.read_bytes()
    with Store.open(plain, key=key) as store:
        assert store.verify().problems == ()


@pytest.fixture
def unlocked(hands, locked: Path, key: Key):
    """Hands on the encrypted file, open."""
    hands.desk.clinic.open(locked, key)
    return hands


def ask(hands, asked) -> EncryptionDialog:
    hands.encryption.ask()
    return asked(hands, EncryptionDialog)


def test_another_passphrase_makes_another_recovery_key(
    unlocked, asked, key: Key, in_memory
) -> None:
    kept_key.keep(key)
    hands = unlocked
    hands.click(ask(hands, asked).change_card)
    dialog = asked(hands, PassphraseDialog)
    hands.type("moss under granite")
    hands.click(dialog.new.field.edit)
    hands.type(ANOTHER)
    hands.press(Qt.Key.Key_Return)
    assert "does not open" in dialog.line()
    hands.type(PASSPHRASE)
    hands.press(Qt.Key.Key_Return)
    recovery = asked(hands, RecoveryDialog)
    new = hands.desk.clinic.store.key
    assert new not in (None, key)
    assert groups_of(recovery) != recovery_text(key).split()
    # The keyring follows: it has the new key in the old one's place.
    assert settings.kept_keys() == {new.salt.hex()}
    assert list(in_memory.kept.values()) == [new.raw.hex()]


def test_removing_the_encryption_warns_and_asks_first(unlocked, locked: Path, asked) -> None:
    hands = unlocked
    hands.click(ask(hands, asked).remove_card)
    dialog = asked(hands, PassphraseDialog)
    said = [label.text() for label in dialog.findChildren(QLabel) if label.isVisible()]
    assert any("can read every patient" in one for one in said)
    hands.type(PASSPHRASE)
    hands.press(Qt.Key.Key_Return)
    hands.qtbot.waitUntil(lambda: "not encrypted" in hands.message.text())
    assert hands.desk.clinic.store.key is None
    hands.desk.clinic.close()
    assert locked.read_bytes().startswith(b"SQLite format 3")


def test_what_fails_leaves_all_as_it_was(
    unlocked, locked: Path, asked, key: Key, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_args: object, **_named: object) -> None:
        raise KnownError("The disk is full.")

    monkeypatch.setattr(convert, "convert", full)
    hands = unlocked
    hands.click(ask(hands, asked).remove_card)
    asked(hands, PassphraseDialog)
    hands.type(PASSPHRASE)
    hands.press(Qt.Key.Key_Return)
    hands.qtbot.waitUntil(lambda: hands.message.text() == "The disk is full.")
    assert hands.desk.clinic.store.key == key
    assert len(hands.desk.clinic.store.sessions()) == 1


def test_a_new_key_is_shown_whatever_the_disk_refused_after_the_file_had_it(
    unlocked, locked: Path, asked, key: Key, monkeypatch: pytest.MonkeyPatch
) -> None:
    really = convert.convert

    def late(*given: object, **named: object) -> None:
        really(*given, **named)
        raise KnownError("The folder could not be written through.")

    monkeypatch.setattr(convert, "convert", late)
    hands = unlocked
    hands.click(ask(hands, asked).change_card)
    dialog = asked(hands, PassphraseDialog)
    hands.type(PASSPHRASE)
    hands.click(dialog.new.field.edit)
    hands.type(ANOTHER)
    hands.press(Qt.Key.Key_Return)
    recovery = asked(hands, RecoveryDialog)
    assert hands.desk.clinic.store.key != key
    assert groups_of(recovery) == recovery_text(hands.desk.clinic.store.key).split()
    assert "could not be written" in hands.message.text()


def test_a_file_that_cannot_be_closed_is_not_converted(
    unlocked, asked, key: Key, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Steps are kept in memory that the disk refuses still."""
    hands = unlocked
    document = hands.desk.clinic.document
    document.open_session(document.store.sessions()[0].session.id)
    hands.click(ask(hands, asked).remove_card)
    asked(hands, PassphraseDialog)

    def refuse() -> None:
        raise KnownError("Not saved yet.")

    with monkeypatch.context() as patched:
        patched.setattr(hands.desk.clinic, "close", refuse)
        hands.type(PASSPHRASE)
        hands.press(Qt.Key.Key_Return)
        hands.qtbot.waitUntil(lambda: hands.message.text() == "Not saved yet.")
    assert hands.sessions == [document.session.id]
    assert hands.desk.clinic.store.key == key


def test_copies_of_before_that_are_in_clear_are_counted(hands, plain: Path, asked) -> None:
    for more in (" before version 5", " before restore 2026-11-23 09.00.00"):
        plain.with_name(f"Plain{more}.mesomap").write_bytes(plain.read_bytes())
    plain.with_name("Plainer.mesomap").write_bytes(plain.read_bytes())
    hands.desk.clinic.open(plain)
    hands.click(ask(hands, asked).encrypt_card)
    asked(hands, PassphraseDialog)
    hands.type(ANOTHER)
    hands.press(Qt.Key.Key_Return)
    hands.click(asked(hands, RecoveryDialog).kept_button)
    assert hands.message.text().startswith("2 copies of before are not encrypted")


def test_who_is_signed_in_stays_so(unlocked, asked) -> None:
    hands = unlocked
    clinic = hands.desk.clinic
    vera = Person(id=uuid4(), name="Vera Example", may_manage=True)
    clinic.document.commit("Add person", (Added(vera),))
    clinic.document.commit(
        "PIN", set_changes(clinic.store, vera.id, "738264", clinic.document.clock())
    )
    clinic.sign_in(vera)
    hands.click(ask(hands, asked).remove_card)
    asked(hands, PassphraseDialog)
    hands.type(PASSPHRASE)
    hands.press(Qt.Key.Key_Return)
    hands.qtbot.waitUntil(lambda: "not encrypted" in hands.message.text())
    assert clinic.who() == vera
    assert clinic.document.actor == "Vera Example"


def test_who_may_not_manage_is_told_who_may(unlocked) -> None:
    hands = unlocked
    vera = Person(id=uuid4(), name="Vera Example", may_manage=True)
    hands.desk.clinic.document.commit("Add person", (Added(vera),))
    hands.encryption.ask()
    assert "Vera Example" in hands.message.text()
    assert hands.window.findChild(EncryptionDialog) is None


def test_the_recovery_key_is_shown_again_after_the_passphrase(unlocked, asked, key: Key) -> None:
    hands = unlocked
    hands.click(ask(hands, asked).recovery_card)
    asked(hands, PassphraseDialog)
    hands.type(PASSPHRASE)
    hands.press(Qt.Key.Key_Return)
    dialog = asked(hands, RecoveryDialog)
    assert groups_of(dialog) == recovery_text(key).split()
    group = dialog.findChild(QLabel, "recoveryGroup")
    assert group.textInteractionFlags() == Qt.TextInteractionFlag.NoTextInteraction


def test_the_keyring_keeps_and_forgets(unlocked, asked, key: Key, in_memory) -> None:
    hands = unlocked
    hands.click(ask(hands, asked).keyring_card)
    assert in_memory.kept[kept_key.SERVICE, key.salt.hex()] == key.raw.hex()
    hands.qtbot.waitUntil(lambda: hands.window.findChild(EncryptionDialog) is None)
    dialog = ask(hands, asked)
    assert "Forget" in dialog.keyring_card.text()
    hands.click(dialog.keyring_card)
    assert in_memory.kept == {}
    assert settings.kept_keys() == frozenset()


def test_where_there_is_nothing_to_encrypt_it_says_so(hands, plain: Path) -> None:
    hands.encryption.ask()
    assert "No clinic file is open" in hands.message.text()
    hands.desk.clinic.open_sample(tempfile.TemporaryDirectory(), plain)
    hands.encryption.ask()
    assert "made up" in hands.message.text()
