"""The real window, driven as a person would."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from mesomap.app import settings
from mesomap.app.backup.keeper import BackupKeeper
from mesomap.app.window import MainWindow
from mesomap.model import RegionKey, Side
from mesomap.paint.theme import apply_theme
from mesomap.panels.patient_dialog import PatientDialog

NOW = datetime(2026, 11, 22, 14, 32)
LEFT = Qt.MouseButton.LeftButton
NONE = Qt.KeyboardModifier.NoModifier


class Person:
    """Hands on the window: real keys and clicks only."""

    def __init__(self, qtbot: QtBot, window: MainWindow) -> None:
        self.qtbot = qtbot
        self.window = window

    def activate(self) -> None:
        self.window.activateWindow()
        self.qtbot.waitUntil(self.window.isActiveWindow)

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
        QTest.keyClick(QApplication.focusWidget() or self.window, key, modifiers)

    def type(self, text: str) -> None:
        QTest.keyClicks(QApplication.focusWidget(), text)

    def ctrl(self, key: Qt.Key) -> None:
        self.press(key, Qt.KeyboardModifier.ControlModifier)

    def ctrl_shift(self, key: Qt.Key) -> None:
        both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
        self.press(key, both)

    def click(self, widget: object, modifiers: Qt.KeyboardModifier = NONE) -> None:
        QTest.mouseClick(widget, LEFT, modifiers)  # type: ignore[call-overload]

    def enter_number(self, field: object, text: str) -> None:
        """Click into a number field, replace what is there, Enter."""
        edit = field.edit  # type: ignore[attr-defined]
        QTest.mouseDClick(edit, LEFT)
        edit.selectAll()
        QTest.keyClicks(edit, text)
        QTest.keyClick(edit, Qt.Key.Key_Return)

    def new_patient(self, name: str) -> None:
        """A name and two clicks; without a clinic file one is there at once, unencrypted."""
        if self.window.desk.clinic.store is None:
            self.window.desk.clinic.create(settings.default_clinic())
        self.click(self.window.start.patients.new_button)
        dialog = self.window.findChild(PatientDialog)
        assert dialog is not None
        self.qtbot.waitUntil(dialog.isActiveWindow)
        self.type(name)
        self.click(dialog.create_button)
        self.qtbot.waitUntil(lambda: self.window.pages.currentWidget() is self.window.page)
        self.activate()

    def choose_chart(self, chart: str) -> None:
        strip = self.window.page.strip
        row = strip.model.row_of(chart)
        if row is None:
            heading = strip.model.row_of_group(strip.model.group_of(chart).id)
            self.click_row(heading)
            row = strip.model.row_of(chart)
        strip.view.scrollTo(strip.model.index(row))
        self.click_row(row)
        assert self.view().chart == chart

    def click_row(self, row: int) -> None:
        """Click a row of the chart strip."""
        strip = self.window.page.strip
        spot = strip.view.visualRect(strip.model.index(row)).center()
        QTest.mouseClick(strip.view.viewport(), LEFT, NONE, spot)

    def click_region(self, id: str, side: Side, modifiers: Qt.KeyboardModifier = NONE) -> RegionKey:
        """Move onto a region of the chart and click it."""
        key = RegionKey(id, side)
        body = self.view().body
        assert body is not None
        inside = body.charts[self.view().chart].polygons()[key].representative_point()
        self.click_chart(inside.x, inside.y, modifiers)
        return key

    def click_chart(self, x_mm: float, y_mm: float, modifiers: Qt.KeyboardModifier = NONE) -> None:
        view = self.desk().canvas.view
        spot = view.mapFromScene(QPointF(x_mm, y_mm))
        QTest.mouseMove(view.viewport(), spot)
        QTest.mouseClick(view.viewport(), LEFT, modifiers, spot)

    def desk(self):
        assert self.window.session is not None
        return self.window.session

    def view(self):
        return self.desk().view

    def injections(self) -> dict[object, object]:
        document = self.window.desk.clinic.document
        assert document is not None
        return dict(document.injections)

    def settle(self) -> None:
        """Until the panels show the document's state."""
        view = self.view()
        self.qtbot.waitUntil(lambda: not view._settle.isActive() and not view.counting.busy())


@pytest.fixture(autouse=True)
def no_bugs(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Nothing may fail behind the person's back."""
    yield
    bugs = [r for r in caplog.get_records("call") if r.levelno >= logging.ERROR]
    assert not bugs, [record.getMessage() for record in bugs]


@pytest.fixture(autouse=True)
def _no_backups(monkeypatch: pytest.MonkeyPatch) -> None:
    """None on closing and daily; tests of that switch it on again."""
    monkeypatch.setattr(BackupKeeper, "by_itself", False)


@pytest.fixture
def documents(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The person's documents folder."""
    folder = tmp_path / "Documents"
    folder.mkdir()
    monkeypatch.setattr(settings, "documents_folder", lambda: folder)
    return folder


@pytest.fixture
def start(qtbot: QtBot, qapp: QApplication, documents: Path) -> Iterator[Callable[..., Person]]:
    """Start the program: the window, loaded and in front."""
    opened: list[MainWindow] = []

    def started(clinic: Path | None = None) -> Person:
        apply_theme(qapp, "light")
        window = MainWindow(clinic, clock=lambda: NOW)
        opened.append(window)
        window.resize(1366, 768)
        with qtbot.waitSignal(window.ready, timeout=60_000):
            window.show()
        person = Person(qtbot, window)
        person.activate()
        return person

    yield started
    for window in opened:
        window.close()
        window.deleteLater()


@pytest.fixture
def person(start: Callable[..., Person]) -> Person:
    """A person at the first start."""
    return start()
