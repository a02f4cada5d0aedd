"""Other keys for actions: pressed in the dialog, at once in force, kept, and taken back."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from mesomap.app import settings
from mesomap.app.actions import Actions
from mesomap.app.window import MainWindow
from mesomap.panels.keys_dialog import KeysDialog


@pytest.fixture
def window(qtbot: QtBot) -> MainWindow:
    window = MainWindow()
    qtbot.addWidget(window)
    window.show()
    qtbot.waitUntil(lambda: window.session is not None, timeout=60_000)
    return window


def opened(window: MainWindow) -> KeysDialog:
    window.commands["change_keys"].trigger()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, KeysDialog)
    return dialog


def choose(dialog: KeysDialog, words: str) -> None:
    dialog.search.setText(words)
    (at,) = (row for row in range(dialog.table.rowCount()) if not dialog.table.isRowHidden(row))
    dialog.table.setCurrentCell(at, 1)


def press(dialog: KeysDialog, key: Qt.Key, mods: Qt.KeyboardModifier) -> None:
    dialog.edit.setFocus()
    QTest.keyClick(dialog.edit, key, mods)


CTRL = Qt.KeyboardModifier.ControlModifier


def test_a_key_is_changed_at_once_and_kept(window: MainWindow) -> None:
    dialog = opened(window)
    choose(dialog, "best chart")
    press(dialog, Qt.Key.Key_Asterisk, CTRL)
    assert "free" in dialog.words()
    dialog.use_button.click()
    action = window.commands["best_chart"]
    assert action.shortcut().toString() == "Ctrl+*"
    assert "Ctrl+*" in action.toolTip()
    dialog.accept()
    assert Actions(window).keys_of("best_chart") == ("Ctrl+*",)


def test_who_had_the_key_loses_it_and_is_named(window: MainWindow) -> None:
    dialog = opened(window)
    choose(dialog, "best chart")
    press(dialog, Qt.Key.Key_P, CTRL)
    assert "Print" in dialog.words()
    dialog.use_button.click()
    assert window.commands.keys_of("best_chart") == ("Ctrl+P",)
    assert "Ctrl+P" not in window.commands.keys_of("print")
    dialog.all_button.click()
    assert window.commands.keys_of("best_chart") == ("B",)
    assert "Ctrl+P" in window.commands.keys_of("print")
    assert settings.own_keys() == {}


def test_an_action_may_have_no_key(window: MainWindow) -> None:
    dialog = opened(window)
    choose(dialog, "best chart")
    dialog.none_button.click()
    assert window.commands.keys_of("best_chart") == ()
    assert settings.own_keys() == {"best_chart": ()}
    dialog.standard_button.click()
    assert window.commands.keys_of("best_chart") == ("B",)


@pytest.mark.parametrize("spoilt", ["", "[]", "{", '{"best_chart": 5}', "null"])
def test_spoilt_settings_leave_the_standard_keys(qapp: QApplication, spoilt: str) -> None:
    settings._settings().setValue(settings.KEYS, spoilt)
    assert Actions(qapp).keys_of("best_chart") == ("B",)
