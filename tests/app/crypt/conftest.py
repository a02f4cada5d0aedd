"""Encrypted clinic files, a keyring that is a dict, and dialogs as a person finds them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends.fail import Keyring as NoKeyring
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from mesomap.app.actions import Actions
from mesomap.app.clinic_flow import ClinicFlow
from mesomap.app.crypt.encryption_flow import EncryptionFlow
from mesomap.app.desk import Desk
from mesomap.atlas import Atlas
from mesomap.document.edits import new_patient, new_session
from mesomap.model import Added
from mesomap.panels.message_bar import MessageBar
from mesomap.storage import Store
from mesomap.storage.keys import Key, derive

PASSPHRASE = "moss over granite"
SALT = b"meso" + bytes(range(12))
AT = datetime(2026, 11, 22, 14, 0)


class InMemory(KeyringBackend):
    """What a computer's keyring does, without one."""

    priority = 1

    def __init__(self) -> None:
        super().__init__()
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.kept[service, username]


@pytest.fixture(autouse=True)
def _no_keyring() -> Iterator[None]:
    """No test asks this computer's own keyring."""
    before = keyring.get_keyring()
    keyring.set_keyring(NoKeyring())
    yield
    keyring.set_keyring(before)


@pytest.fixture
def in_memory(_no_keyring: None) -> InMemory:
    """A keyring that works."""
    backend = InMemory()
    keyring.set_keyring(backend)
    return backend


@pytest.fixture(scope="session")
def key() -> Key:
    return derive(PASSPHRASE, SALT)


@pytest.fixture
def make(documents: Path) -> Callable[..., Path]:
    """Makes a clinic file with one patient and one session."""

    def made(name: str, key: Key | None) -> Path:
        path = documents / f"{name}.mesomap"
        patient = new_patient("Sample, Anna", "female")
        with Store.create(path, key=key) as store:
            session = new_session(patient, atlas="1", at=AT)
            store.apply("New", (Added(patient), Added(session)), actor="test", at=AT)
        return path

    return made


@pytest.fixture
def locked(make: Callable[..., Path], key: Key) -> Path:
    """An encrypted clinic file."""
    return make("Locked", key)


@pytest.fixture
def plain(make: Callable[..., Path]) -> Path:
    """One that is not encrypted."""
    return make("Plain", None)


class Hands:
    """Hands on the dialogs over a bare window: as in the whole one, but there at once."""

    def __init__(self, qtbot: QtBot, atlas: Atlas) -> None:
        self.qtbot = qtbot
        self.window = QWidget()
        qtbot.addWidget(self.window)
        self.window.resize(1366, 768)
        self.message = MessageBar(self.window)
        self.desk = Desk(self.window, Actions(self.window), self.message, lambda: AT)
        self.desk.atlas = atlas
        self.clinics = ClinicFlow(self.desk)
        self.sessions: list[object] = []
        converting = self.clinics.converting
        self.encryption = EncryptionFlow(self.desk, converting, self.sessions.append)
        self.window.show()

    def press(self, key: Qt.Key) -> None:
        QTest.keyClick(QApplication.focusWidget() or self.window, key)

    def type(self, text: str) -> None:
        QTest.keyClicks(QApplication.focusWidget(), text)

    def click(self, widget: QWidget) -> None:
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton)

    def is_open(self, path: Path) -> bool:
        store = self.desk.clinic.store
        return store is not None and store.path == path


@pytest.fixture
def hands(qtbot: QtBot, atlas: Atlas, documents: Path) -> Iterator[Hands]:
    """The dialogs without the pages behind them."""
    made = Hands(qtbot, atlas)
    yield made
    made.clinics.wait()
    made.desk.clinic.close()


@pytest.fixture
def asked() -> Callable[..., object]:
    """Waits for the dialog of a kind over a window, and brings it to the front."""

    def found(person, kind):
        def shown() -> list[object]:
            return [one for one in person.window.findChildren(kind) if one.isVisible()]

        person.qtbot.waitUntil(lambda: bool(shown()))
        dialog = shown()[-1]
        dialog.activateWindow()
        person.qtbot.waitUntil(dialog.isActiveWindow)
        return dialog

    return found
