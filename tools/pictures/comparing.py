"""Earlier sessions beside today's, for the documentation; some also without colour."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtTest import QTest

from mesomap.app.window import MainWindow
from tools.pictures.saving import FOLDER, save

PATIENT = "Sample, Anna"
SETTLE_MS = 1500


def photograph_ghosts(window: MainWindow, grab: Callable[[MainWindow, str], None]) -> None:
    """Two earlier sessions under the map, light, at 1366 x 768, and the same in grey."""
    window.use_theme("light")
    window.resize(1366, 768)
    store = window.desk.clinic.store
    assert store is not None
    third = [s for s in store.sessions() if s.patient_name == PATIENT][2]
    window.open_session(third.session.id)
    QTest.qWait(SETTLE_MS)
    assert window.session is not None
    for card in window.page.timeline.cards():
        if card.isCheckable() and not card.isChecked():
            QTest.mouseClick(card, Qt.MouseButton.LeftButton)
    for _ in range(3):
        window.session.canvas.zoom_in()
    grab(window, "window-ghosts-light-1366")
    without_colour("window-ghosts-light-1366")
    window.session.canvas.fit()
    window.session.ghosts.toggle_all()


def without_colour(name: str) -> None:
    """The picture `name` once more in shades of grey."""
    shades = QImage(str(FOLDER / f"{name}.png")).convertToFormat(QImage.Format.Format_Grayscale8)
    save(QPixmap.fromImage(shades), f"{name}-grey")


def photograph_compare(window: MainWindow, grab: Callable[[MainWindow, str], None]) -> None:
    """The first session against the last: side by side and swiped, light, at 1366 x 768."""
    window.use_theme("light")
    window.resize(1366, 768)
    store = window.desk.clinic.store
    assert store is not None
    known = [s for s in store.sessions() if s.patient_name == PATIENT]
    window.open_session(known[-1].session.id)
    QTest.qWait(SETTLE_MS)
    assert window.session is not None
    flow = window.session.compare
    flow.start(known[0].session.id)
    QTest.qWait(SETTLE_MS)
    page = flow.page
    page.choose(page.table.lines()[1].key)
    grab(window, "window-compare-light-1366")
    without_colour("window-compare-light-1366")
    QTest.keyClick(page.right, Qt.Key.Key_W)
    grab(window, "window-swipe-light-1366")
    without_colour("window-swipe-light-1366")
    QTest.keyClick(page.right, Qt.Key.Key_S)
    QTest.keyClick(page.right, Qt.Key.Key_Escape)
