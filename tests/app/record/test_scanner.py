"""A scanner among the keys: bursts on keyboards of several countries, and what typing is not."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from mesomap.app.record.scanner import OFFSET, Scanner
from mesomap.exchange.gs1_keys import LAYOUTS, at_place

CODE = "]d201095011015300031726123110XYZ-12\x1d21SER9"
PLACES = {
    (at_place(code, shift=shift)): (code, shift)
    for shift in (True, False)
    for code in (*range(2, 14), *range(16, 28), *range(30, 42), *range(43, 54))
}


class Desk(QWidget):
    """A plain widget with shortcuts beside a field."""

    def __init__(self) -> None:
        super().__init__()
        self.pressed: list[str] = []
        self.shortcuts: list[str] = []
        self.taken_back = 0
        self.listens = True
        self.plain = Plain(self.pressed)
        self.field = QLineEdit("kept")
        column = QVBoxLayout(self)
        column.addWidget(self.plain)
        column.addWidget(self.field)
        for key in "0123456789XSD+":
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.activated.connect(lambda key=key: self.shortcuts.append(key))
        self.scanner = Scanner(
            self,
            listening=lambda: self.listens,
            remember=lambda: self.take_back,
            is_code=lambda typed, placed: typed.startswith(("]d2", "01")),
        )
        self.scanner.clock_ms = lambda _event: self.now
        self.now = 1000.0
        self.scans: list[tuple[str, str]] = []
        self.scanner.scanned.connect(lambda typed, placed: self.scans.append((typed, placed)))

    def take_back(self) -> None:
        self.taken_back += 1
        self.shortcuts.clear()

    def burst(self, text: str, *, layout: str = "", places: bool = False, apart: float = 5) -> None:
        """What a scanner that is set to a US keyboard sends on a keyboard of `layout`."""
        here = {us: there for there, us in LAYOUTS[layout].items()} if layout else {}
        for c in text:
            code, shift = PLACES.get(c, (0, False))
            held = Qt.KeyboardModifier.NoModifier
            typed = here.get(c, c)
            if c == "\x1d":
                code, held, typed = PLACES["]"][0], Qt.KeyboardModifier.ControlModifier, ""
            elif shift:
                held = Qt.KeyboardModifier.ShiftModifier
            self.press(typed, code + OFFSET if places else 0, held, c)
            self.now += apart
        self.press("\r", 0, Qt.KeyboardModifier.NoModifier, "\r", Qt.Key.Key_Return)

    def press(
        self, text: str, code: int, held: Qt.KeyboardModifier, us: str, key: int | None = None
    ) -> None:
        if key is None:
            key = Qt.Key.Key_BracketRight if us == "\x1d" else ord(text.upper()[:1] or "\0")
        target = QApplication.focusWidget()
        assert target is not None
        # As the window system does: the shortcuts are asked first. A made-up event that Qt sends
        # round by itself would lose which key it was.
        asked = QKeyEvent(QEvent.Type.ShortcutOverride, key, held, code, 0, 0, text)
        if not self.scanner.eventFilter(target, asked):
            for shortcut in self.findChildren(QShortcut):
                plain = isinstance(target, Plain)
                if plain and text and shortcut.key().toString() == text.upper():
                    shortcut.activated.emit()
                    return
        pressed = QKeyEvent(QEvent.Type.KeyPress, key, held, code, 0, 0, text)
        if not self.scanner.eventFilter(target, pressed):
            target.keyPressEvent(pressed)


class Plain(QWidget):
    def __init__(self, pressed: list[str]) -> None:
        super().__init__()
        self.pressed = pressed
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.pressed.append(event.text())


@pytest.fixture
def desk(qtbot: QtBot) -> Desk:
    desk = Desk()
    qtbot.addWidget(desk)
    desk.show()
    desk.activateWindow()
    qtbot.waitUntil(desk.isActiveWindow)
    desk.plain.setFocus()
    qtbot.waitUntil(desk.plain.hasFocus)
    return desk


@pytest.mark.parametrize("layout", ["", *LAYOUTS])
@pytest.mark.parametrize("places", [False, True])
def test_a_burst_is_caught_whole_on_every_keyboard(
    qtbot: QtBot, desk: Desk, layout: str, places: bool
) -> None:
    desk.burst(CODE, layout=layout, places=places)
    qtbot.waitUntil(lambda: len(desk.scans) == 1)
    typed, placed = desk.scans[0]
    here = {us: there for there, us in LAYOUTS[layout].items()} if layout else {}
    assert typed == "".join(here.get(c, c) for c in CODE)
    assert placed == (CODE if places else "")
    assert len(desk.pressed) <= 1, "at most the first key went through"
    assert desk.shortcuts == []
    assert desk.taken_back == 1


def test_without_a_symbology_prefix_too(qtbot: QtBot, desk: Desk) -> None:
    desk.burst("010950110153000310X1")
    qtbot.waitUntil(lambda: bool(desk.scans))
    assert desk.scans[0][0] == "010950110153000310X1"
    assert desk.shortcuts == [], "what the first key did was taken back"


def test_an_ean_code_is_caught_by_its_quick_digits(qtbot: QtBot, desk: Desk) -> None:
    desk.burst("9501101530003")
    qtbot.waitUntil(lambda: bool(desk.scans))
    assert desk.scans[0][0] == "9501101530003"
    assert desk.shortcuts == []


def test_a_scanner_that_ends_without_enter(qtbot: QtBot, desk: Desk) -> None:
    for c in "010950110153000310X1":
        QTest.keyClick(desk.plain, c)
    qtbot.waitUntil(lambda: bool(desk.scans))


def test_typing_is_left_alone(qtbot: QtBot, desk: Desk) -> None:
    desk.burst("0123", apart=180)
    qtbot.wait(200)
    assert desk.scans == []
    assert desk.shortcuts == ["0", "1", "2", "3"]
    assert desk.taken_back == 0


def test_a_second_enter_presses_nothing(qtbot: QtBot, desk: Desk) -> None:
    desk.burst("010950110153000310X1")
    desk.press("\r", 0, Qt.KeyboardModifier.NoModifier, "\r", Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(desk.scans))
    assert "\r" not in desk.pressed


def test_in_a_field_a_code_is_taken_out_again(qtbot: QtBot, desk: Desk) -> None:
    desk.field.setFocus()
    desk.field.end(False)
    desk.burst("010950110153000310X1")
    qtbot.waitUntil(lambda: bool(desk.scans))
    assert desk.field.text() == "kept"


def test_in_a_field_quick_typing_stays(qtbot: QtBot, desk: Desk) -> None:
    desk.field.setFocus()
    desk.field.end(False)
    QTest.keyClicks(desk.field, " and what a quick hand writes")
    qtbot.wait(200)
    assert desk.field.text() == "kept and what a quick hand writes"
    assert desk.scans == []


def test_while_it_is_not_wanted_nothing_is_caught(qtbot: QtBot, desk: Desk) -> None:
    desk.listens = False
    desk.burst(CODE)
    qtbot.wait(200)
    assert desk.scans == []
