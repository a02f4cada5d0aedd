"""Tells a barcode scanner from a person typing, and catches what it sends.

A scanner that acts as a keyboard types a character every few milliseconds, and a code on a box
begins in a few ways only. From the second such key on nothing of it reaches the window; what the
first one did is taken back. In a text field a burst goes in, and is taken out again when it turns
out to be a code. While treating `panels.treat_guard` ignores scanners by the same measure.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from mesomap.exchange.gs1 import GS
from mesomap.exchange.gs1_keys import LAYOUTS, at_place
from mesomap.panels.treat_guard import HOLD_MS

LEAST = 8
"""The shortest code on a box is an EAN-8."""
LEAST_IN_FIELD = 16
"""A product's number with its identifier: nothing shorter is taken out of a text field."""
REST_MS = 2 * HOLD_MS
"""A scanner that ends without Enter has ended after so long."""
STARTS = ("01", "]d", "]C", "]e", "]Q", "]J", "]E", "]X", "(0")
DIGITS = LEAST
"""So many quick digits begin an EAN code, which has no start of its own: fewer take syringes."""
OFFSET = 0 if sys.platform == "win32" else 8
"""What X11 and Wayland add to a key's scan code."""
_ENDS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab)
_CHORD = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)
_MODIFIERS = (
    Qt.Key.Key_Shift,
    Qt.Key.Key_Control,
    Qt.Key.Key_Alt,
    Qt.Key.Key_AltGr,
    Qt.Key.Key_Meta,
    Qt.Key.Key_CapsLock,
)


class Scanner(QObject):
    """Listens to the widget that has the keys, while `listening` says so.

    Parameters
    ----------
    window
        Where the keys go when no widget has them.
    listening
        Whether a scan means something now.
    remember
        Called before what may be a burst's first key does its work; returns what takes that back.
    is_code
        Whether a burst into a text field is a code.
    """

    scanned = Signal(str, str)
    """What was typed, and what a US keyboard would have typed by the keys' places ("" unknown)."""

    def __init__(
        self,
        window: QWidget,
        *,
        listening: Callable[[], bool],
        remember: Callable[[], Callable[[], None]],
        is_code: Callable[[str, str], bool],
    ) -> None:
        super().__init__(window)
        self._window = window
        self._listening, self._remember, self._is_code = listening, remember, is_code
        self.clock_ms: Callable[[QKeyEvent], float] = _when_ms
        self._keys: list[tuple[str, str]] = []
        self._last_ms = float("-inf")
        self._catching = False
        self._counted: int | None = None
        """The key whose press was counted already when it was asked for as a shortcut."""
        self._take_back: Callable[[], None] | None = None
        self._field: tuple[Any, str] | None = None
        self._watched: QObject | None = None
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(round(REST_MS))
        self._rest.timeout.connect(self._rested)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._follow)
        self._follow(None, QApplication.focusWidget())

    def _follow(self, _before: QWidget | None, now: QWidget | None) -> None:
        """Only the widget with the keys is listened to: nothing else is slowed down."""
        wanted = now if now is not None else self._window
        if wanted is self._watched:
            return
        if self._watched is not None:
            with suppress(RuntimeError):  # it may be gone
                self._watched.removeEventFilter(self)
        self._watched = wanted
        with suppress(RuntimeError):  # the window itself may be going
            wanted.installEventFilter(self)
        if not self._catching:
            self._begin_anew()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Every key on its way; True keeps it from going on."""
        kind = event.type()
        if kind not in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress):
            return self._catching and kind == QEvent.Type.KeyRelease
        if watched is not self._watched or not isinstance(event, QKeyEvent):
            return False
        if event.isAutoRepeat() or not (self._catching or self._listening()):
            return False
        if Qt.Key(event.key()) in _MODIFIERS:
            return False
        if isinstance(watched, QLineEdit | QPlainTextEdit | QTextEdit) and not self._catching:
            return kind == QEvent.Type.KeyPress and self._in_field(watched, event)
        if kind == QEvent.Type.ShortcutOverride:
            if self._catching:
                event.accept()
                return True
            caught = self._count(event)  # now: what is a shortcut is never pressed
            self._counted = event.key()
            if caught:
                event.accept()
            return caught
        if self._counted == event.key():
            self._counted = None
            return self._catching
        return self._count(event)

    # Keys that no text field takes.

    def _count(self, event: QKeyEvent) -> bool:
        """Note a key; whether it is part of a burst and nobody else's."""
        now, key = self.clock_ms(event), Qt.Key(event.key())
        quick = now - self._last_ms <= HOLD_MS
        self._last_ms = now
        if self._catching and key in _ENDS:
            self._rest.start()  # a second one may follow: it must press nothing
            return True
        if not quick and not self._catching:
            self._begin_anew()
        typed, placed = _characters(event)
        if not typed and not placed:
            if not self._catching:
                self._begin_anew()
            return self._catching
        if not self._keys and not self._catching:
            self._take_back = self._remember()
        self._keys.append((typed, placed))
        if not self._catching and _begins(self._keys):
            self._catching = True
            if self._take_back is not None:
                self._take_back()
                self._take_back = None
        if self._catching:
            self._rest.start()
        return self._catching

    def _end(self) -> None:
        typed, placed = _texts(self._keys)
        self._rest.stop()
        self._begin_anew()
        if max(len(typed), len(placed)) >= LEAST:
            self.scanned.emit(typed, placed)

    def _begin_anew(self) -> None:
        self._keys = []
        self._catching = False
        self._take_back = None
        self._field = None

    # Text fields.

    def _in_field(self, field: Any, event: QKeyEvent) -> bool:
        """The key goes in; the whole is taken out again if it ends as a code."""
        now, key = self.clock_ms(event), Qt.Key(event.key())
        quick = now - self._last_ms <= HOLD_MS
        self._last_ms = now
        if key in _ENDS:
            return quick and self._out_of_field()
        if not quick:
            self._begin_anew()
        typed, placed = _characters(event)
        if not typed and not placed:
            self._begin_anew()
            return False
        if not self._keys:
            self._field = field, _text_of(field)
        self._keys.append((typed, placed))
        if len(self._keys) >= LEAST_IN_FIELD:
            self._rest.start()
        return False

    def _out_of_field(self) -> bool:
        typed, placed = _texts(self._keys)
        if self._field is None or len(self._keys) < LEAST_IN_FIELD:
            return False
        if not self._is_code(typed, placed):
            return False
        field, before = self._field
        field.setText(before) if isinstance(field, QLineEdit) else field.setPlainText(before)
        self._catching = True
        self._rest.start()
        return True

    def _rested(self) -> None:
        if self._catching:
            self._end()
        else:
            self._out_of_field()


def _when_ms(event: QKeyEvent) -> float:
    """When the key went down: the window system knows better than a busy window."""
    return float(event.timestamp()) or time.monotonic() * 1000.0


def _characters(event: QKeyEvent) -> tuple[str, str]:
    """What the key typed here, and what it types on a US keyboard; the separator for its keys."""
    held = event.modifiers()
    shift = bool(held & Qt.KeyboardModifier.ShiftModifier)
    code = event.nativeScanCode()
    place = at_place(code - OFFSET, shift=shift) if code else ""
    if event.key() == Qt.Key.Key_F8:
        return GS, GS
    if held & Qt.KeyboardModifier.ControlModifier and not held & Qt.KeyboardModifier.AltModifier:
        bracket = event.key() == Qt.Key.Key_BracketRight or place == "]" or event.text() == GS
        return (GS, GS) if bracket else ("", "")
    text = event.text()
    if text == GS:
        return GS, GS
    altgr = bool(held & _CHORD)
    return (text if text.isprintable() else ""), ("" if altgr else place)


def _begins(keys: list[tuple[str, str]]) -> bool:
    """Whether what came so far, on any keyboard, is how a code begins."""
    typed, placed = _texts(keys)
    texts = {typed, placed}
    texts |= {"".join(table.get(c, c) for c in typed) for table in LAYOUTS.values()}
    return any(
        text.startswith(STARTS) or (len(text) >= DIGITS and text[:DIGITS].isdecimal())
        for text in texts
    )


def _texts(keys: list[tuple[str, str]]) -> tuple[str, str]:
    typed = "".join(one for one, _ in keys)
    places = [two for _, two in keys]
    return typed, "".join(places) if all(places) else ""


def _text_of(field: Any) -> str:
    return str(field.text() if isinstance(field, QLineEdit) else field.toPlainText())
