"""Hands on the real window: keys and clicks that go through Qt's own event queue."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from mesomap.app.desk_session import SessionDesk
from mesomap.app.window import MainWindow
from mesomap.document import Document
from mesomap.document.event import Event
from mesomap.panels.patient_dialog import PatientDialog
from tools.soak.gauges import yardstick_ms

NONE = Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier
CTRL_SHIFT = CTRL | Qt.KeyboardModifier.ShiftModifier
LEFT = Qt.MouseButton.LeftButton
PATIENCE_S = 120.0
YARD_EACH = 10
"""Edits from one use of the yardstick to the next."""


class StuckError(Exception):
    """The window did not get where it should."""


@dataclass(slots=True)
class Timed:
    """How long edits took, in ms: by the clock, and of this thread's own work.

    `yard_ms` is the same piece of work now and then: other programs slow the computer down.
    """

    wall_ms: list[float] = field(default_factory=list)
    work_ms: list[float] = field(default_factory=list)
    yard_ms: list[float] = field(default_factory=list)


class Hands:
    """One who works with the window; counts the edits that were made and times them."""

    def __init__(self, window: MainWindow) -> None:
        self.window = window
        self.edits = 0
        self.timed = Timed()
        self._heard: Callable[[], None] = lambda: None
        window.desk.clinic.changed.connect(self._listen)
        window.desk.clinic.closing.connect(lambda: self._heard())
        self._listen()

    def _listen(self) -> None:
        document = self.window.desk.clinic.document
        if document is not None:
            self._heard = document.subscribe(self._hear)

    def _hear(self, event: Event) -> None:
        if event.kind in ("commit", "undo", "redo"):
            self.edits += 1

    # Looking.

    @property
    def desk(self) -> SessionDesk:
        """The session page's controllers."""
        assert self.window.session is not None
        return self.window.session

    @property
    def document(self) -> Document:
        """The open clinic file's document."""
        document = self.window.desk.clinic.document
        assert document is not None
        return document

    def wait(self, until: Callable[[], object]) -> None:
        """Let the window work until it is so."""
        end = time.monotonic() + PATIENCE_S
        while not until():
            if time.monotonic() > end:
                raise StuckError(f"waited in vain at edit {self.edits}")
            QTest.qWait(5)

    def settle(self) -> None:
        """Until the panels show the document's state."""
        view = self.desk.view
        self.wait(lambda: not view._settle.isActive() and not view.counting.busy())

    def dialog(self, kind: type[QDialog]) -> QDialog:
        """The one of this kind that is open."""
        found = [one for one in self.window.findChildren(kind) if one.isVisible()]
        if not found:
            raise StuckError(f"no {kind.__name__}")
        return found[-1]

    def close(self, dialog: QDialog) -> None:
        """Close it, and be at the window again."""
        dialog.close()
        QApplication.processEvents()
        self.window.activateWindow()
        self.wait(self.window.isActiveWindow)

    # Working.

    def edit(self, work: Callable[[], object]) -> bool:
        """One edit by its event, until the window shows it; whether it was one."""
        before = self.edits
        QApplication.processEvents()
        wall, own = time.perf_counter(), time.thread_time()
        work()
        QApplication.processEvents()
        wall_s, own_s = time.perf_counter() - wall, time.thread_time() - own
        if self.edits == before:
            return False
        self.timed.wall_ms.append(wall_s * 1000.0)
        self.timed.work_ms.append(own_s * 1000.0)
        if len(self.timed.work_ms) % YARD_EACH == 1:
            self.timed.yard_ms.append(yardstick_ms())
        return True

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
        """A key on the chart."""
        QTest.keyClick(self.desk.canvas.view, key, modifiers)

    def click(self, widget: QWidget, spot: QPoint | None = None) -> None:
        """A click on a widget."""
        QTest.mouseClick(widget, LEFT, NONE, spot or QPoint())

    def click_chart(self, x_mm: float, y_mm: float) -> None:
        """A click at a place of the chart."""
        view = self.desk.canvas.view
        spot = view.mapFromScene(QPointF(x_mm, y_mm))
        QTest.mouseMove(view.viewport(), spot)
        QTest.mouseClick(view.viewport(), LEFT, NONE, spot)

    def trigger(self, action: str) -> None:
        """What the menu does."""
        self.window.commands[action].trigger()
        QApplication.processEvents()

    # Getting about.

    def new_patient(self, name: str) -> None:
        """A name and two clicks."""
        self.click(self.window.start.patients.new_button)
        dialog = self.dialog(PatientDialog)
        assert isinstance(dialog, PatientDialog)
        QTest.keyClicks(dialog.name, name)
        self.click(dialog.create_button)
        self.wait(lambda: self.window.pages.currentWidget() is self.window.page)
        self.window.activateWindow()
        self.settle()

    def open_session(self, session: UUID) -> None:
        """From wherever to this session's map."""
        self.window.open_session(session)
        self.wait(lambda: self.window.pages.currentWidget() is self.window.page)
        self.settle()

    def save_pdf(self, path: Path) -> None:
        """The print dialog and its PDF."""
        from mesomap.app.print_dialog import PrintDialog

        self.trigger("print")
        dialog = self.dialog(PrintDialog)
        assert isinstance(dialog, PrintDialog)
        if not dialog.save_to(path):
            raise StuckError(dialog.message.text())
        self.close(dialog)
