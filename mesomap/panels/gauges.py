"""Two small drawings of figures: how spacing is spread, and how much skin is served."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from mesomap.paint.theme import current

BINS = 12


def histogram(values: Sequence[float], *, low: float, high: float) -> tuple[int, ...]:
    """How many `values` fall into each of `BINS` equal parts of `low` to `high`.

    What lies outside counts in the first or the last part.
    """
    counts = [0] * BINS
    if high > low:
        for value in values:
            part = int((value - low) / (high - low) * BINS)
            counts[min(max(part, 0), BINS - 1)] += 1
    return tuple(counts)


class SpacingBars(QWidget):
    """A histogram of the nearest distances, from 0 to twice the median, the median marked."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._counts: tuple[int, ...] = ()
        self.setFixedSize(118, 34)

    def show_values(self, values: Sequence[float], median: float | None) -> None:
        """The nearest distances in mm."""
        self._counts = histogram(values, low=0.0, high=2 * median) if median else ()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Bars, ground line, median."""
        if not any(self._counts):
            return
        palette = current()
        painter = QPainter(self)
        height, step = self.height() - 2.0, self.width() / BINS
        top = max(self._counts)
        for part, count in enumerate(self._counts):
            tall = round((height - 4) * count / top) if count else 0
            if count:
                box = QRectF(part * step + 0.5, height - max(tall, 2), step - 1, max(tall, 2))
                painter.fillRect(box, QColor(palette.t3))
        painter.fillRect(QRectF(0, height, self.width(), 1), QColor(palette.edge))
        painter.fillRect(QRectF(self.width() / 2 - 0.75, 0, 1.5, height), QColor(palette.text))
        painter.end()


class CoverageBar(QWidget):
    """The served share of a region's skin."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._share = 0.0
        self.setFixedHeight(8)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_share(self, share: float) -> None:
        """0 to 1."""
        self._share = min(max(share, 0.0), 1.0)
        self.update()

    def share(self) -> float:
        """What is shown."""
        return self._share

    def sizeHint(self) -> QSize:
        """As wide as the column."""
        return QSize(200, 8)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Trough and bar."""
        palette = current()
        painter = QPainter(self)
        whole = QRectF(self.rect())
        painter.fillRect(whole, QColor(palette.line))
        whole.setWidth(whole.width() * self._share)
        painter.fillRect(whole, QColor(palette.focus))
        painter.end()
