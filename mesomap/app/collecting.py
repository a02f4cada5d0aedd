"""Python's cycle collector, kept to the window's thread.

Left to itself it runs in whatever thread makes an object just then, a backup's say, and deletes
what belongs to Qt there, beside the window that is at work with it. Qt's objects are to be deleted
in their own thread (doc.qt.io/qt-6/threads-qobject.html). So the window collects, between events.
"""

from __future__ import annotations

import gc
from typing import Final

from PySide6.QtCore import QObject, QTimer

EACH_MS: Final = 1000


class Collector(QObject):
    """Collects as often as Python would, from the event loop of the thread that made it."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self)
        self._timer.setInterval(EACH_MS)
        self._timer.timeout.connect(collect_due)
        self._timer.start()


def collect_due() -> int:
    """Collect the oldest generation that is due, and with it the younger; how many objects went."""
    counts, limits = gc.get_count(), gc.get_threshold()
    due = [one for one in range(3) if counts[one] > limits[one] > 0]
    return gc.collect(due[-1]) if due else 0
