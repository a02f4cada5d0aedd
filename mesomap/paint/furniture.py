"""What stands around the figure: scale bar, the patient's sides, and small labels.

Painted in pixels; for paper, scale the painter so that one unit is one pixel's length.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from mesomap.model import Side
from mesomap.paint import tokens as tk
from mesomap.paint.names import side_letter

SCALE_BAR_MM = 10.0
CALLOUT_PADDING = (8.0, 4.0)


def scale_bar_text() -> str:
    """What the scale bar says: it holds only where the skin faces the viewer."""
    return QCoreApplication.translate("chart", "10 mm on skin facing you")


def scale_bar_size(px_per_mm: float, font: QFont, text: str | None = None) -> QSizeF:
    """Width and height in px of the scale bar with its words."""
    metrics = QFontMetricsF(font)
    words = metrics.horizontalAdvance(scale_bar_text() if text is None else text)
    return QSizeF(SCALE_BAR_MM * px_per_mm + 8.0 + words + 2.0, max(metrics.height(), 12.0))


def paint_scale_bar(
    painter: QPainter,
    left_middle: QPointF,
    px_per_mm: float,
    font: QFont,
    colour: str,
    text: str | None = None,
) -> None:
    """A bar of 10 mm with ticks at both ends and a smaller one in the middle."""
    x, y = left_middle.x(), left_middle.y()
    length = SCALE_BAR_MM * px_per_mm
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(QColor(colour), 1.5)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    painter.setPen(pen)
    painter.drawLine(QPointF(x, y), QPointF(x + length, y))
    for at, reach in ((0.75, 5.0), (length / 2, 3.0), (length - 0.75, 5.0)):
        painter.drawLine(QPointF(x + at, y - reach), QPointF(x + at, y + reach))
    painter.setFont(font)
    words = scale_bar_text() if text is None else text
    height = QFontMetricsF(font).height()
    box = QRectF(x + length + 8.0, y - height / 2, 10_000.0, height)
    painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, words)
    painter.restore()


def side_letters(left_to_right: float, *, turned: bool = False) -> tuple[str, str]:
    """The letters at the chart's left and right edge; empty on views from the side.

    Parameters
    ----------
    left_to_right
        How far the patient's left lies to the chart's right, -1 to 1
        (`mesomap.paint.chart.patient_left`).
    turned
        Whether the view is turned by 180 degrees.
    """
    if abs(left_to_right) < 0.5:
        return "", ""
    left_is_right = (left_to_right > 0) != turned
    right, left = side_letter(Side.RIGHT), side_letter(Side.LEFT)
    return (right, left) if left_is_right else (left, right)


def callout_size(text: str, font: QFont) -> QSizeF:
    """Width and height in px of a callout with `text` (lines split by newlines)."""
    metrics = QFontMetricsF(font)
    lines = text.split("\n")
    width = max(metrics.horizontalAdvance(line) for line in lines)
    pad_x, pad_y = CALLOUT_PADDING
    return QSizeF(width + 2 * pad_x + 1, metrics.height() * len(lines) + 2 * pad_y)


def paint_callout(
    painter: QPainter, rect: QRectF, text: str, font: QFont, palette: tk.Palette
) -> None:
    """A small label: the field's colour, a 1 px edge, the text within."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(palette.edge), 1.0))
    painter.setBrush(QColor(palette.field))
    inner = rect.adjusted(0.5, 0.5, -0.5, -0.5)
    painter.drawRoundedRect(inner, tk.RADIUS_CONTROL, tk.RADIUS_CONTROL)
    painter.setPen(QColor(palette.text))
    painter.setFont(font)
    pad_x, pad_y = CALLOUT_PADDING
    painter.drawText(
        rect.adjusted(pad_x, pad_y, -pad_x, -pad_y),
        Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter,
        text,
    )
    painter.restore()
