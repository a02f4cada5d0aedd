"""Draws the small maps one after the other while nothing else is going on."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable

from PySide6.QtCore import QObject, QTimer


class Gallery(QObject):
    """A queue of drawing jobs, one for each turn of the event loop."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs: deque[Callable[[], None]] = deque()
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._next)

    def draw(self, jobs: Iterable[Callable[[], None]]) -> None:
        """Forget what was waiting; draw these."""
        self._jobs = deque(jobs)
        if self._jobs:
            self._timer.start()

    def stop(self) -> None:
        """Draw nothing more."""
        self._jobs.clear()
        self._timer.stop()

    def _next(self) -> None:
        if self._jobs:
            self._jobs.popleft()()
        if not self._jobs:
            self._timer.stop()
