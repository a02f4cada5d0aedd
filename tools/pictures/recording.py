"""The clinical record: the column with record and remarks, and its dialogs."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from mesomap.app.window import MainWindow
from tools.pictures.saving import save

SETTLE_MS = 700
SIZE = (1366, 768)
DIALOGS = {
    "protocols": "record-protocols",
    "questionnaire": "record-questionnaire",
    "preparation": "record-preparation",
    "draw_up": "record-drawing-up",
    "products": "record-products",
    "photographs": "record-photographs",
    "add_reaction": "record-reaction",
    "course": "record-course",
    "sign": "record-sign",
}
"""Actions whose dialogs are taken, and under which name."""
GIVEN = "Example, Joan"
"""A patient whose last session is given, and not signed yet."""


def photograph_record(window: MainWindow, grab: Callable[[MainWindow, str], None]) -> None:
    """All of it in the light theme, the column in the dark one too."""
    store = window.desk.clinic.store
    assert store is not None
    window.resize(*SIZE)
    last = [s for s in store.sessions() if s.patient_name == GIVEN][-1]
    for theme in ("dark", "light"):
        window.appearance.use_theme(theme)
        window.open_session(last.session.id)
        QTest.qWait(SETTLE_MS)
        window.page.remarks.go()
        grab(window, f"window-record-{theme}")
    for action, name in DIALOGS.items():
        window.commands[action].trigger()
        QTest.qWait(SETTLE_MS)
        for shown in _open_dialogs():
            save(shown.grab(), name)
            shown.close()
        QTest.qWait(100)
    window.commands["emergency"].trigger()
    grab(window, "window-emergency")
    for shown in _open_dialogs():
        shown.close()
    window.show_start()


def _open_dialogs() -> list[QWidget]:
    shown = QApplication.topLevelWidgets()
    return [one for one in shown if isinstance(one, QDialog) and one.isVisible()]
