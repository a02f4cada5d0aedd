"""How long nobody has touched the window."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QWindow

TOUCHES = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TouchUpdate,
        QEvent.Type.TabletMove,
        QEvent.Type.TabletPress,
    }
)
LOOKS_EVERY_MS = 5_000


class Idle(QObject):
    """Says `long` once nothing was typed, moved or touched for as long as was asked.

    It listens at the windows' own handles, where only what the system brings arrives: not at every
    event of the program.
    """

    long = Signal()

    def __init__(
        self,
        parent: QObject | None = None,
        *,
        clock_s: Callable[[], float] = time.monotonic,
        wall_s: Callable[[], float] = time.time,
    ) -> None:
        """`wall_s` goes on while the computer sleeps, which `clock_s` may not."""
        super().__init__(parent)
        self.clock_s, self.wall_s = clock_s, wall_s
        self._last_wall = wall_s()
        self._after_s = 0.0
        self._last = clock_s()
        self._timer = QTimer(self)
        self._timer.setInterval(LOOKS_EVERY_MS)
        self._timer.timeout.connect(self.look)
        app = QGuiApplication.instance()
        assert isinstance(app, QGuiApplication)
        app.focusWindowChanged.connect(self._listen)
        self._listen(QGuiApplication.focusWindow())

    def wait(self, after_s: float) -> None:
        """Say so after this many seconds from now on; 0 for never."""
        self._after_s = after_s
        self.touch()
        if after_s > 0:
            self._timer.start()
        else:
            self._timer.stop()

    def touch(self) -> None:
        """Somebody is there."""
        self._last, self._last_wall = self.clock_s(), self.wall_s()

    def look(self) -> None:
        """Whether it has been long."""
        since_s = max(self.clock_s() - self._last, self.wall_s() - self._last_wall)
        if self._after_s > 0 and since_s >= self._after_s:
            self.touch()
            self.long.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Only notices."""
        if event.type() in TOUCHES:
            self.look()  # a computer that slept is woken by a touch: that one comes too late
            self.touch()
        return False

    def _listen(self, window: QWindow | None) -> None:
        if window is not None:
            self.touch()
            window.removeEventFilter(self)
            window.installEventFilter(self)
