"""Panels as they stand in the window: dressed, shown, with the keyboard."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from mesomap.paint.theme import apply_theme, current
from mesomap.panels.style import panel_stylesheet

Show = Callable[..., QWidget]


@pytest.fixture
def show(qtbot: QtBot, qapp: QApplication) -> Show:
    """Show a widget of a given size in an active window."""
    apply_theme(qapp, "light")

    def shown(widget: QWidget, width: int = 900, height: int = 600) -> QWidget:
        qtbot.addWidget(widget)
        widget.setStyleSheet(panel_stylesheet(current()))
        widget.resize(width, height)
        widget.show()
        widget.activateWindow()
        qtbot.waitUntil(widget.isActiveWindow)
        return widget

    return shown


@pytest.fixture
def action() -> Callable[[str, str], QAction]:
    """Make an action with a key."""

    def make(text: str, keys: str = "") -> QAction:
        made = QAction(text)
        made.setShortcut(keys)
        return made

    return make
