"""Which key does what while treating."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent


class Command(Enum):
    """What a press asks for."""

    GIVE = "give"
    BACK = "back"
    SKIP = "skip"
    REASON = "reason"
    NOTE = "note"
    PAUSE = "pause"
    DOSE = "dose"
    MORE = "more"
    TURN = "turn"
    PREVIOUS = "previous"
    NEXT = "next"
    DEEPER = "deeper"
    SHALLOWER = "shallower"
    MORE_VOLUME = "more volume"
    LESS_VOLUME = "less volume"
    UNDO = "undo"
    KEYS = "keys"
    EMERGENCY = "emergency"


_K = Qt.Key
_PLAIN = {
    _K.Key_Space: Command.GIVE,
    _K.Key_Return: Command.GIVE,
    _K.Key_Enter: Command.GIVE,
    _K.Key_PageDown: Command.GIVE,
    _K.Key_Backspace: Command.BACK,
    _K.Key_S: Command.SKIP,
    _K.Key_R: Command.REASON,
    _K.Key_N: Command.NOTE,
    _K.Key_P: Command.PAUSE,
    _K.Key_D: Command.DOSE,
    _K.Key_M: Command.MORE,
    _K.Key_T: Command.TURN,
    _K.Key_Left: Command.PREVIOUS,
    _K.Key_Right: Command.NEXT,
    _K.Key_Plus: Command.DEEPER,
    _K.Key_Minus: Command.SHALLOWER,
    _K.Key_F1: Command.KEYS,
    _K.Key_F12: Command.EMERGENCY,
}
_CTRL = {
    _K.Key_Plus: Command.MORE_VOLUME,
    _K.Key_Minus: Command.LESS_VOLUME,
    _K.Key_Z: Command.UNDO,
}
_ONLY_MODIFIERS = frozenset(
    {
        _K.Key_Shift, _K.Key_Control, _K.Key_Alt, _K.Key_AltGr, _K.Key_Meta, _K.Key_CapsLock,
        _K.Key_NumLock,
    }
)  # fmt: skip
_OTHERS = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier


def is_modifier(event: QKeyEvent) -> bool:
    """Whether only Shift or its like was pressed: by itself that is no press."""
    return event.key() in _ONLY_MODIFIERS


def is_typed(event: QKeyEvent) -> bool:
    """Whether a barcode scanner can send it."""
    if event.key() in (_K.Key_Return, _K.Key_Enter, _K.Key_Tab, _K.Key_Space):
        return True
    text = event.text()
    return bool(text) and text.isprintable()


def command_of(event: QKeyEvent) -> Command | None:
    """What the key asks for; None if nothing."""
    held = event.modifiers()
    if held & _OTHERS:
        return None
    if held & Qt.KeyboardModifier.ControlModifier:
        return _CTRL.get(Qt.Key(event.key()))
    return _PLAIN.get(Qt.Key(event.key()))
