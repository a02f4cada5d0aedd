"""Treat mode for the documentation: needles given, one skipped, the other side, the end."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from mesomap.app.window import MainWindow

GIVEN_BEFORE, GIVEN_AFTER = 8, 7
APART_MS = 260
"""Presses that follow sooner do not count."""


def photograph_treating(
    window: MainWindow, name: str, grab: Callable[[MainWindow, str], None]
) -> None:
    """The next needle, and the press that the other side wants; all is undone at the end."""
    assert window.session is not None
    window.commands["treat"].trigger()
    flow = window.session.treating
    page, document = flow.page, window.session.view.document
    assert document is not None

    def press(key: Qt.Key) -> None:
        QTest.keyClick(page, key)
        QTest.qWait(APART_MS)

    for _ in range(GIVEN_BEFORE):
        press(Qt.Key.Key_PageDown)
    press(Qt.Key.Key_S)
    page.line.close_line()
    for _ in range(GIVEN_AFTER):
        press(Qt.Key.Key_PageDown)
    grab(window, f"window-treat-{name}")
    sitting = flow.sitting
    assert sitting is not None
    while sitting.asks_for_side() is None and sitting.current is not None:
        press(Qt.Key.Key_PageDown)
    grab(window, f"window-treat-side-{name}")
    flow.close()
    while document.undo() is not None:
        pass
