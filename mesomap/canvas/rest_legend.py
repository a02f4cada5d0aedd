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
    """A swatch and its days for each band."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.title())

    def title(self) -> str:
        """What the bands are of."""
        return self.tr("Last treated")

    def show_bands(self, on: bool) -> None:
        """Show it, as large as the words need."""
        metrics = QFontMetricsF(self._font())
        words = [self.title(), *(band_words(number) for number in range(len(BANDS)))]
        width = max(metrics.horizontalAdvance(one) for one in words)
        self.resize(_LEFT + round(width) + 12, _ROW * len(words) + 4)
        self.setVisible(on)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the swatches and their words."""
        painter = self._begin()
        painter.setFont(self._font())
        middle = int(Qt.AlignmentFlag.AlignVCenter)
        painter.setPen(QColor(current().t2))
        painter.drawText(QRectF(6, 2, self.width(), _ROW), middle, self.title())
        for number in range(len(BANDS)):
            top = 2 + (number + 1) * _ROW
            paint_swatch(painter, _SWATCH.translated(0, top), number)
            painter.setPen(QColor(current().t2))
            box = QRectF(_LEFT, top, self.width(), _ROW)
            painter.drawText(box, middle, band_words(number))
        painter.end()

    @staticmethod
    def _font() -> QFont:
        return ui_font(tk.SMALL, scale=current_scale())
