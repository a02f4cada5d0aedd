"""Shows in the strip how many injections each chart shows, counting while the hand rests."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from PySide6.QtCore import QObject, QTimer, Signal

from mesomap.app.chart_counts import ChartCounts
from mesomap.atlas import Body
from mesomap.model import Change, Injection
from mesomap.panels.chart_strip import ChartStrip

REST_MS = 30


class Counting(QObject):
    """Keeps the strip's counts; one chart for each turn of the event loop."""

    counted = Signal()
    """Every chart is counted."""

    def __init__(self, strip: ChartStrip, parent: QObject) -> None:
        super().__init__(parent)
        self._strip = strip
        self._counts: ChartCounts | None = None
        self._changes: tuple[Change, ...] = ()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(REST_MS)
        self._timer.timeout.connect(self._count)

    def open(self, body: Body, injections: Iterable[Injection]) -> str:
        """Count these; the chart to begin with."""
        self._counts, self._changes = ChartCounts(body, injections), ()
        return self._counts.fullest()

    def close(self) -> None:
        """Count nothing more."""
        self._timer.stop()
        self._counts, self._changes = None, ()

    def note(self, changes: tuple[Change, ...]) -> None:
        """An edit was made; it is counted once it has answered."""
        self._changes += changes

    def show(self) -> None:
        """Show what is counted, and count the rest."""
        if self._counts is None:
            return
        self._counts.apply(self._changes)
        self._changes = ()
        self._strip.show_counts(self._counts.counts(), self._counts.group_counts())
        if self._counts.waiting:
            self._timer.start()
        else:
            self.counted.emit()

    def seen_on(self, chart: str) -> frozenset[UUID]:
        """The injections that `chart` shows."""
        return self._counts.seen_on(chart) if self._counts is not None else frozenset()

    def busy(self) -> bool:
        """Whether some chart is still to be counted, or its count to be shown."""
        return self._counts is not None and (self._counts.waiting or self._timer.isActive())

    def _count(self) -> None:
        if self._counts is not None:
            self._counts.count_one()
            self.show()
