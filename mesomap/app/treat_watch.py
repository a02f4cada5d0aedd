"""How long treating has taken, pauses left out."""

from __future__ import annotations

from collections.abc import Callable


class Stopwatch:
    """Runs from `start`; what was treated before that sitting is added."""

    def __init__(self, clock_ms: Callable[[], float]) -> None:
        self._clock_ms = clock_ms
        self._earlier_s = self._counted_ms = self._since_ms = 0.0
        self.paused = False

    def start(self, earlier_s: float) -> None:
        """Begin; `earlier_s` is what earlier sittings took."""
        self._earlier_s, self._counted_ms = earlier_s, 0.0
        self._since_ms, self.paused = self._clock_ms(), False

    def toggle(self) -> None:
        """Pause, or go on."""
        now = self._clock_ms()
        if not self.paused:
            self._counted_ms += now - self._since_ms
        self._since_ms = now
        self.paused = not self.paused

    def seconds(self) -> float:
        """So far."""
        running = 0.0 if self.paused else self._clock_ms() - self._since_ms
        return self._earlier_s + (self._counted_ms + running) / 1000.0
