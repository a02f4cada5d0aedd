"""How the needles of a multi-injector stand, seen from above."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from mesomap.paint.theme import current
from mesomap.paint.tokens import RADIUS_CARD

_MARGIN = 16.0
_MOST_PX_PER_MM = 8.0


class PlatePicture(QWidget):
    """Dots at the needles' places, as large as there is room."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._places: tuple[tuple[float, float], ...] = ()
        self.setMinimumHeight(72)

    def show_plate(self, plate: tuple[tuple[float, float], ...]) -> None:
        """(x, y) mm of each needle about the middle; empty for one needle."""
        self._places = plate or ((0.0, 0.0),)
        count = len(self._places)
        words = self.tr("1 needle") if count == 1 else self.tr("%n needles", "", count)
        self.setAccessibleName(words)
        self.setToolTip(words)
        self.update()

    def sizeHint(self) -> QSize:
        """A low picture."""
        return QSize(240, 90)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A card with the dots."""
        palette = current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QPen(QColor(palette.line), 1))
        painter.setBrush(QColor(palette.field))
        painter.drawRoundedRect(box, RADIUS_CARD, RADIUS_CARD)
        wide = max((abs(x) for x, _ in self._places), default=0.0) * 2
        tall = max((abs(y) for _, y in self._places), default=0.0) * 2
        scale = min(
            (box.width() - 2 * _MARGIN) / max(wide, 1e-6),
            (box.height() - 2 * _MARGIN) / max(tall, 1e-6),
            _MOST_PX_PER_MM,
        )
        painter.setPen(QPen(QColor(palette.text), 1.5))
        painter.setBrush(QColor(palette.sel))
        for x, y in self._places:
            painter.drawEllipse(box.center() + QPointF(x * scale, y * scale), 4.0, 4.0)
        painter.end()
