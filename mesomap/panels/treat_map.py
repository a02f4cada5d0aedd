"""The whole chart, small, with the part that is shown large."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPixmap, QTransform
from PySide6.QtWidgets import QWidget

from mesomap.model import Status
from mesomap.paint.chart import figure_image, fit_transform
from mesomap.paint.marks import COLOURS
from mesomap.paint.theme import current
from mesomap.panels.treat_values import TreatMap

SIDE_PX = 148
DOT_PX = 2.0


class MiniMap(QWidget):
    """Dots for the steps, filled where given, and a frame around what is in sight."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._map: TreatMap | None = None
        self._frame = QRectF()
        self._turned = False
        self._figure: tuple[object, QPixmap] | None = None

    def show_map(self, shown: TreatMap, frame: QRectF, *, turned: bool) -> None:
        """`frame` (chart mm) is what is shown large."""
        self._map, self._frame, self._turned = shown, frame, turned
        longest = max(shown.chart.width_mm, shown.chart.height_mm)
        width = round(SIDE_PX * shown.chart.width_mm / longest)
        self.resize(max(width, 60), max(round(SIDE_PX * shown.chart.height_mm / longest), 60))
        self.update()

    def _to_view(self, shown: TreatMap) -> QTransform:
        fit = fit_transform(shown.chart, self.width() - 2, self.height() - 2)
        if self._turned:
            fit = fit * QTransform(-1, 0, 0, -1, self.width() - 2, self.height() - 2)
        return fit * QTransform.fromTranslate(1, 1)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Figure, dots, frame."""
        shown = self._map
        if shown is None:
            return
        palette, ratio = current(), self.devicePixelRatioF()
        to_view = self._to_view(shown)
        key = (shown.chart.id, self.size(), self._turned, palette.name, ratio)
        if self._figure is None or self._figure[0] != key:
            image = figure_image(
                shown.chart,
                to_view * QTransform.fromScale(ratio, ratio),
                round(self.width() * ratio),
                round(self.height() * ratio),
                palette,
                borders=False,
                ratio=ratio,
            )
            pixmap = QPixmap.fromImage(image)
            pixmap.setDevicePixelRatio(ratio)
            self._figure = (key, pixmap)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.drawPixmap(0, 0, self._figure[1])
        for mark in shown.marks:
            colour = QColor(COLOURS[mark.mark])
            painter.setPen(QPen(colour, 1))
            filled = mark.status is Status.GIVEN
            painter.setBrush(colour if filled else QColor("#FFFFFF"))
            painter.drawEllipse(to_view.map(QPointF(*mark.at)), DOT_PX, DOT_PX)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(palette.edge), 1))
        painter.drawRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))
        painter.setPen(QPen(QColor(palette.text), 1.5))
        inside = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.drawRect(to_view.mapRect(self._frame) & inside)
        painter.end()
