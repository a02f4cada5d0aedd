"""The rest map's bands, explained over the chart while it is shown."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPaintEvent
from PySide6.QtWidgets import QWidget

from mesomap.canvas.overlays import Overlay
from mesomap.paint import tokens as tk
from mesomap.paint.fonts import ui_font
from mesomap.paint.rest import BANDS, band_words, paint_swatch
from mesomap.paint.theme import current, current_scale

_ROW, _LEFT, _SWATCH = 22, 38, QRectF(6, 4, 26, 14)


class RestLegend(Overlay):
    """Of what it is; a swatch and its days for each band."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._words = ""
        self.setAccessibleName(self.title())

    def title(self) -> str:
        """What the bands are of."""
        return self.tr("Last treated")

    def show_bands(self, on: bool, words: str) -> None:
        """Show it, as large as the words need; `words` say which sessions and by which day."""
        self._words = words
        metrics = QFontMetricsF(self._font())
        widths = [metrics.horizontalAdvance(one) for one in self._lines()]
        widths += [_LEFT + metrics.horizontalAdvance(band_words(n)) for n in range(len(BANDS))]
        self.resize(round(max(widths)) + 18, _ROW * (len(self._lines()) + len(BANDS)) + 4)
        self.setAccessibleDescription(words)
        self.setVisible(on)
        self.update()

    def words(self) -> str:
        """Of what it says that it is."""
        return self._words

    def _lines(self) -> list[str]:
        return [self.title(), *([self._words] if self._words else [])]

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the swatches and their words."""
        painter = self._begin()
        painter.setFont(self._font())
        middle = int(Qt.AlignmentFlag.AlignVCenter)
        painter.setPen(QColor(current().t2))
        lines = self._lines()
        for row, words in enumerate(lines):
            painter.drawText(QRectF(6, 2 + row * _ROW, self.width(), _ROW), middle, words)
        for number in range(len(BANDS)):
            top = 2 + (number + len(lines)) * _ROW
            paint_swatch(painter, _SWATCH.translated(0, top), number)
            painter.setPen(QColor(current().t2))
            box = QRectF(_LEFT, top, self.width(), _ROW)
            painter.drawText(box, middle, band_words(number))
        painter.end()

    @staticmethod
    def _font() -> QFont:
        return ui_font(tk.SMALL, scale=current_scale())
