"""The big buttons of treat mode. None takes the keyboard: each has a key of its own."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from mesomap.paint.fonts import ui_font
from mesomap.paint.icons import paint_icon
from mesomap.paint.theme import current
from mesomap.paint.tokens import RADIUS_CARD, RADIUS_CONTROL, TypeSize

GIVEN_SIZE = TypeSize(48, 56, 600)
HINT_SIZE = TypeSize(20, 26)
SMALLEST_PX = 11


def fitted(text: str, size: TypeSize, width: float, *, least_px: int = SMALLEST_PX) -> QFont:
    """The font at `size`, smaller where `text` would not fit `width`, never below `least_px`."""
    font = ui_font(size)
    advance = QFontMetricsF(font).horizontalAdvance(text)
    if advance > width > 0:
        font.setPixelSize(max(least_px, int(size.px * width / advance)))
    return font


class GivenButton(QAbstractButton):
    """The one primary button: what it says is what a press does."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(100)
        self._hint = ""
        self._icon = "check"
        self._asking = False

    def say(self, text: str, hint: str, icon: str = "check", *, asking: bool = False) -> None:
        """`asking`: a press answers a question and gives nothing."""
        self.setText(text)
        self.setAccessibleName(f"{text}. {hint}" if hint else text)
        self._hint, self._icon, self._asking = hint, icon, asking
        self.update()

    @property
    def hint(self) -> str:
        """The line beside or under the word."""
        return self._hint

    @property
    def asking(self) -> bool:
        """Whether a press answers a question and gives nothing."""
        return self._asking

    def sizeHint(self) -> QSize:
        """As wide as the panel."""
        return QSize(420, 100)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ground, icon, word, hint; outlined where it asks."""
        palette = current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        fill = QColor(palette.field if self._asking else palette.pri)
        ink = QColor(palette.text if self._asking else palette.pri_text)
        if not self.isEnabled():
            fill, ink = QColor(palette.sel), QColor(palette.t3)
        elif self.isDown():
            fill = fill.lighter(135) if not palette.dark else fill.darker(118)
        painter.setPen(QPen(QColor(palette.text), 4) if self._asking else Qt.PenStyle.NoPen)
        painter.setBrush(fill)
        inner = box.adjusted(2, 2, -2, -2) if self._asking else box
        painter.drawRoundedRect(inner, RADIUS_CARD, RADIUS_CARD)
        middle = self.height() / 2
        paint_icon(painter, QRectF(26, middle - 20, 40, 40), self._icon, ink)
        left, right = 84.0, self.width() - 22.0
        painter.setPen(ink)
        metrics = QFontMetricsF(ui_font(GIVEN_SIZE))
        hint_font = ui_font(HINT_SIZE)
        hint_px = QFontMetricsF(hint_font).horizontalAdvance(self._hint)
        word_px = metrics.horizontalAdvance(self.text())
        start = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        if left + word_px + 20 + hint_px <= right or not self._hint:
            painter.setFont(fitted(self.text(), GIVEN_SIZE, right - left))
            painter.drawText(QRectF(left, 0, right - left, self.height()), start, self.text())
            painter.setFont(hint_font)
            end = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
            painter.drawText(QRectF(left, 0, right - left, self.height()), end, self._hint)
        else:
            painter.setFont(fitted(self.text(), GIVEN_SIZE, right - left))
            painter.drawText(
                QRectF(left, 3, right - left, self.height() * 0.62), start, self.text()
            )
            painter.setFont(fitted(self._hint, HINT_SIZE, right - left))
            foot = QRectF(left, self.height() * 0.6, right - left, self.height() * 0.34)
            painter.drawText(foot, start, self._hint)
        painter.end()


class TreatButton(QAbstractButton):
    """An icon over a word, or beside it; at least 44 px each way."""

    def __init__(
        self,
        text: str,
        icon: str,
        tip: str,
        *,
        height: int = 64,
        px: int = 18,
        row: bool = False,
        hint: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setText(text)
        self.setToolTip(tip)
        self.setAccessibleName(text)
        self.setAccessibleDescription(tip)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFixedHeight(height)
        self._icon, self._px, self._row, self._hint = icon, px, row, hint
        fixed = QSizePolicy.Policy.Fixed if row else QSizePolicy.Policy.Expanding
        self.setSizePolicy(fixed, QSizePolicy.Policy.Fixed)

    def say(self, text: str, icon: str) -> None:
        """Another word and icon."""
        self._icon = icon
        self.setText(text)
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Room for icon and word."""
        if not self._row:
            return QSize(84, self.height())
        width = QFontMetricsF(self._font()).horizontalAdvance(self.text()) + 30
        width += 28 if self._icon else 0
        if self._hint:
            width += 10 + QFontMetricsF(ui_font(TypeSize(15, 20))).horizontalAdvance(self._hint)
        return QSize(max(round(width), 48), self.height())

    def minimumSizeHint(self) -> QSize:
        """Never below a finger's width."""
        return self.sizeHint() if self._row else QSize(64, self.height())

    def _font(self) -> QFont:
        return ui_font(TypeSize(self._px, self._px + 6, 500))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ground, icon, word."""
        palette = current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        lit = self.isEnabled() and (self.isDown() or self.isChecked())
        painter.setPen(QPen(QColor(palette.text if self.isChecked() else palette.edge), 1.5))
        painter.setBrush(QColor(palette.sel if lit else palette.field))
        painter.drawRoundedRect(box, RADIUS_CONTROL, RADIUS_CONTROL)
        ink, soft = QColor(palette.text), QColor(palette.t3)
        if not self.isEnabled():
            ink.setAlphaF(0.38)
        if self._row:
            self._paint_row(painter, ink, soft)
        else:
            self._paint_stack(painter, ink)
        painter.end()

    def _paint_row(self, painter: QPainter, ink: QColor, soft: QColor) -> None:
        x, middle = 14.0, self.height() / 2
        if self._icon:
            paint_icon(painter, QRectF(x, middle - 10, 20, 20), self._icon, ink)
            x += 28
        font = self._font()
        painter.setFont(font)
        painter.setPen(ink)
        start = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(QRectF(x, 0, self.width() - x, self.height()), start, self.text())
        if self._hint:
            painter.setFont(ui_font(TypeSize(15, 20)))
            painter.setPen(soft)
            end = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
            painter.drawText(QRectF(0, 0, self.width() - 14, self.height()), end, self._hint)

    def _paint_stack(self, painter: QPainter, ink: QColor) -> None:
        middle = self.width() / 2
        if self._icon:
            icon = 24.0 if self.height() >= 60 else 18.0
            paint_icon(painter, QRectF(middle - icon / 2, 6, icon, icon), self._icon, ink)
        size = TypeSize(self._px, self._px + 6, 500)
        painter.setFont(fitted(self.text(), size, self.width() - 8))
        painter.setPen(ink)
        foot = QRectF(0, self.height() * 0.5, self.width(), self.height() * 0.46)
        painter.drawText(foot, Qt.AlignmentFlag.AlignCenter, self.text())
