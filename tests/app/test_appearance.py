"""Themes and the size of text: chosen in the View menu, remembered, and used at the next start."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from mesomap.app import settings
from mesomap.app.run import application
from mesomap.app.window import MainWindow
from mesomap.paint.theme import apply_theme, current, current_scale
from mesomap.paint.tokens import CONTRAST


@pytest.fixture
def window(qtbot: QtBot) -> MainWindow:
    window = MainWindow()
    qtbot.addWidget(window)
    window.show()
    qtbot.waitUntil(lambda: window.session is not None, timeout=60_000)
    return window


@pytest.fixture(autouse=True)
def _as_before(qapp: QApplication) -> object:
    yield
    apply_theme(qapp, "light")


def test_high_contrast_is_chosen_and_remembered(window: MainWindow) -> None:
    window.commands["theme_contrast"].trigger()
    assert current() is CONTRAST
    assert settings.theme() == "contrast"
    assert window.commands["theme_contrast"].isChecked()
    assert not window.commands["theme_light"].isChecked()
    window.commands["theme_dark"].trigger()
    assert current().dark


def test_the_size_of_text_waits_for_the_next_start(window: MainWindow) -> None:
    window.commands["text_130"].trigger()
    assert current_scale() == 1.0
    assert "130 %" in window.message.text()
    application(["mesomap-tests"])
    assert current_scale() == 1.3
    window.commands["theme_dark"].trigger()  # another theme keeps the size
    assert current_scale() == 1.3


@pytest.mark.parametrize("spoilt", ["", "x", "0.2", "9", "nan"])
def test_a_spoilt_size_is_none(spoilt: str) -> None:
    settings._settings().setValue(settings.TEXT_SCALE, spoilt)
    assert settings.text_scale() == 1.0
