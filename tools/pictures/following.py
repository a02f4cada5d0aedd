"""The course view and its paper, for the documentation; the view also without colour."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from mesomap.app.window import MainWindow
from mesomap.panels.compare.course_page import CoursePage
from mesomap.report.templates import Options, Template, pages
from tools.pictures.comparing import without_colour
from tools.pictures.papers import page_picture
from tools.pictures.saving import save

PATIENT = "Muster, Clara"
SETTLE_MS = 1500
LOOKS = (("light", "1366", (1366, 768)), ("dark", "1920", (1920, 1080)))


def photograph_course(window: MainWindow, grab: Callable[[MainWindow, str], None]) -> None:
    """All regions together, light and small; each region, dark and large; the paper."""
    store, atlas = window.desk.clinic.store, window.desk.atlas
    assert store is not None
    assert atlas is not None
    last = [s for s in store.sessions() if s.patient_name == PATIENT][-1].session.id
    for theme, name, size in LOOKS:
        window.appearance.use_theme(theme)
        window.resize(*size)
        window.open_session(last)
        QTest.qWait(SETTLE_MS)
        page = _viewed(window)
        if theme == "dark":
            QTest.keyClick(page.board, Qt.Key.Key_R)
        QTest.keyClick(page.board, Qt.Key.Key_Left)
        grab(window, f"window-course-{theme}-{name}")
        without_colour(f"window-course-{theme}-{name}")
        QTest.keyClick(page.board, Qt.Key.Key_Escape)
    options = Options(template=Template.COURSE)
    layout, body = pages(store, atlas, last, options, clock=window.desk.clock)
    save(page_picture(layout, body, 0), "paper-course")


def _viewed(window: MainWindow) -> CoursePage:
    """The page, once everything is measured."""
    assert window.session is not None
    flow = window.session.course_view
    flow.start()
    for _ in range(400):
        if flow.export_action.isEnabled():
            break
        QTest.qWait(50)
    return flow.page
