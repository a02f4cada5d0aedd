"""Earlier sessions beside today's, for the documentation; each also without colour."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtTest import QTest

from mesomap.app.window import MainWindow
from tools.pictures.saving import FOLDER, save

PATIENT = "Sample, Anna"
SETTLE_MS = 1500
LIGHT, DARK = ("light", "1366"), ("dark", "1920")
SIZES = {"1366": (1366, 768), "1920": (1920, 1080)}
Grab = Callable[[MainWindow, str], None]


def _take(window: MainWindow, look: tuple[str, str], patient: str, at: int) -> None:
    """In this theme and size, open a patient's session."""
    theme, size = look
    window.appearance.use_theme(theme)
    window.resize(*SIZES[size])
    store = window.desk.clinic.store
    assert store is not None
    known = [s for s in store.sessions() if s.patient_name == patient]
    window.open_session(known[at].session.id)
    QTest.qWait(SETTLE_MS)
    assert window.session is not None


def _both(window: MainWindow, grab: Grab, what: str, look: tuple[str, str]) -> None:
    """As it is, and in shades of grey."""
    name = f"window-{what}-{look[0]}-{look[1]}"
    grab(window, name)
    without_colour(name)


def photograph_ghosts(window: MainWindow, grab: Grab) -> None:
    """Two earlier sessions under the map."""
    for look in (LIGHT, DARK):
        _take(window, look, PATIENT, 2)
        assert window.session is not None
        for card in window.page.timeline.cards():
            if card.isCheckable() and not card.isChecked():
                QTest.mouseClick(card, Qt.MouseButton.LeftButton)
        for _ in range(3):
            window.session.canvas.zoom_in()
        _both(window, grab, "ghosts", look)
        window.session.canvas.fit()
        window.session.ghosts.toggle_all()


def photograph_rest(window: MainWindow, grab: Grab) -> None:
    """The rest map with its options, under a new session without a map of its own."""
    _take(window, LIGHT, PATIENT, -1)
    QTest.mouseClick(window.page.timeline.new_button, Qt.MouseButton.LeftButton)
    for look in (LIGHT, DARK):
        _take(window, look, PATIENT, -1)
        assert window.session is not None
        if window.commands["show_ghosts"].isChecked():
            window.session.ghosts.toggle_all()
        window.commands["show_rest"].trigger()
        for _ in range(2):
            window.session.canvas.zoom_in()
        QTest.qWait(SETTLE_MS)
        _both(window, grab, "rest", look)
        window.commands["show_rest"].trigger()
        window.session.canvas.fit()


def without_colour(name: str) -> None:
    """The picture `name` once more in shades of grey."""
    shades = QImage(str(FOLDER / f"{name}.png")).convertToFormat(QImage.Format.Format_Grayscale8)
    save(QPixmap.fromImage(shades), f"{name}-grey")


def photograph_compare(window: MainWindow, grab: Grab) -> None:
    """The first session against the last: side by side, swiped, and the table of doses."""
    for look in (LIGHT, DARK):
        _take(window, look, PATIENT, 3)
        assert window.session is not None
        store, flow = window.desk.clinic.store, window.session.compare
        assert store is not None
        first = next(s for s in store.sessions() if s.patient_name == PATIENT)
        flow.start(first.session.id)
        QTest.qWait(SETTLE_MS)
        page = flow.page
        page.choose(page.table.lines()[1].key)
        _both(window, grab, "compare", look)
        QTest.keyClick(page.right, Qt.Key.Key_T)
        _both(window, grab, "doses", look)
        page.tables.show_table("")
        QTest.keyClick(page.right, Qt.Key.Key_W)
        _both(window, grab, "swipe", look)
        QTest.keyClick(page.right, Qt.Key.Key_S)
        QTest.keyClick(page.right, Qt.Key.Key_Escape)
