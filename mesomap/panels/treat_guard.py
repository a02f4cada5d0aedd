"""What keeps treat mode from falsifying itself: which presses count.

A held key or pedal repeats, a worn one bounces, a barcode scanner types: none of them gives a
needle. Knows no widget; the page tells it what was pressed and when.
"""

from __future__ import annotations

from enum import Enum

QUIET_MS = 200.0
"""A press within so long after the one before is ignored, whatever either was."""
HOLD_MS = 60.0
"""A key that a scanner can type counts only when nothing else follows it for so long: scanners
send a character every 1 to 30 ms."""


class Verdict(Enum):
    """What becomes of a press."""

    IGNORE = "ignore"
    HOLD = "hold"
    """It counts if `stands` still says so after `HOLD_MS`."""
    TAKE = "take"


class PressGuard:
    """Follows every press, whether it means something or not."""

    def __init__(self) -> None:
        self._last_ms = float("-inf")
        self._held: int | None = None

    def key(self, key: int, now_ms: float, *, typed: bool, repeated: bool) -> Verdict:
        """A key went down.

        Parameters
        ----------
        key
            Which, to tell a bouncing key from a scanner's next character.
        typed
            Whether a scanner can send it: a character, Space, Enter or Tab.
        repeated
            Whether the keyboard made it of a key that is held.
        """
        if repeated:
            return Verdict.IGNORE
        quiet = now_ms - self._last_ms >= QUIET_MS
        self._last_ms = now_ms
        if not quiet:
            if key != self._held:
                self._held = None
            return Verdict.HOLD if self._held is not None else Verdict.IGNORE
        self._held = key if typed else None
        return Verdict.HOLD if typed else Verdict.TAKE

    def stands(self) -> bool:
        """Whether the press that was held counts; asked once, `HOLD_MS` after the last HOLD."""
        stood = self._held is not None
        self._held = None
        return stood

    def click(self, now_ms: float) -> bool:
        """Whether a click counts."""
        quiet = now_ms - self._last_ms >= QUIET_MS
        self._last_ms = now_ms
        self._held = None
        return quiet
