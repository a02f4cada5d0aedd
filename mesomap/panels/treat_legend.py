"""Given, planned, skipped: what the marks of the treat chart mean."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from mesomap.model import MarkShape, Status
from mesomap.paint.fonts import ui_font
from mesomap.paint.marks import paint_mark
from mesomap.paint.names import status_name
from mesomap.paint.theme import current
from mesomap.paint.tokens import RADIUS_CONTROL, TypeSize

SIZE = TypeSize(18, 24)
STATUSES = (Status.GIVEN, Status.PLANNED, Status.SKIPPED)
HEIGHT = 44


class TreatLegend(QWidget):
    """One line over the chart; takes no press."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        words = [status_name(status) for status in STATUSES]
        metrics = QFontMetricsF(ui_font(SIZE))
        self._widths = [metrics.horizontalAdvance(word) + 44 for word in words]
        self._words = words
        self.resize(round(sum(self._widths)) + 14, HEIGHT)
        self.setAccessibleName(", ".join(words))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Marks and words on a ground that lets the chart through."""
        palette = current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = QColor(palette.panel)
        ground.setAlphaF(0.92)
        painter.setPen(QPen(QColor(palette.line), 1))
        painter.setBrush(ground)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(box, RADIUS_CONTROL, RADIUS_CONTROL)
        painter.setFont(ui_font(SIZE))
        x = 0.0
        left = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        for status, word, width in zip(STATUSES, self._words, self._widths, strict=True):
            paint_mark(painter, QPointF(x + 22, HEIGHT / 2), MarkShape.CIRCLE, status, px=1.7)
            painter.setPen(QColor(palette.text))
            painter.drawText(QRectF(x + 40, 0, width, HEIGHT), left, word)
            x += width
        painter.end()
