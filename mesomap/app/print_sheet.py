"""One page of a layout on the screen, as large as it fits."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPixmap, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy

from mesomap.atlas import Body
from mesomap.report.drawing import draw_page
from mesomap.report.layout import Layout


class PrintSheet(QLabel):
    """Shows a page; draws it anew in every size."""

    def __init__(self) -> None:
        super().__init__()
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setMinimumSize(280, 360)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        self._shown: tuple[Layout, Body | None, int] | None = None

    def show_page(self, layout: Layout, body: Body | None, page: int) -> None:
        """Draw page `page`, counted from 0."""
        self._shown = (layout, body, page)
        self._draw()

    def show_nothing(self) -> None:
        """There is no page."""
        self._shown = None
        self.clear()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Draw it anew in the new size."""
        self._draw()

    def _draw(self) -> None:
        if self._shown is None or self.width() < 50:
            return
        layout, body, number = self._shown
        paper = layout.paper
        ratio = self.devicePixelRatioF()
        scale = min(self.width() / paper.width_mm, self.height() / paper.height_mm) * ratio
        width, height = round(paper.width_mm * scale), round(paper.height_mm * scale)
        image = QImage(width, height, QImage.Format.Format_RGB32)
        image.fill(QColor("#FFFFFF"))
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(scale, scale)
        draw_page(painter, layout.pages[number], body)
        painter.resetTransform()
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QColor("#7E8690"))
        painter.drawRect(QRectF(0, 0, width - 1, height - 1))
        painter.end()
        pixmap = QPixmap.fromImage(image)
        pixmap.setDevicePixelRatio(ratio)
        self.setPixmap(pixmap)
