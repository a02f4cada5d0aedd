"""A picture with the line that is measured on it, and R and L as they will stand on the chart."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from mesomap.paint.furniture import side_letters
from mesomap.paint.theme import current
from mesomap.paint.tokens import BLUE, BODY, INK
from mesomap.panels.buttons import ring
from mesomap.panels.look import sized, strong

Line = tuple[float, float, float, float]

REACH_PX = 16.0
"""A press this near to an end of the line takes it."""
CLICK_PX = 4.0
FAST = 10
LOUPE_PX, LOUPE_TIMES = 64.0, 4.0
_MARGIN = 6
_STEPS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


class PictureBoard(QWidget):
    """Shows a picture as large as it fits; both ends of the line can be dragged or moved by keys.

    The line is in the picture's own pixels; None until it was drawn. Arrows move the end in hand
    by one pixel of the screen, with Shift by ten; Space takes the other end.
    """

    line_changed = Signal()

    def __init__(self, image: QImage, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._image = image
        self._shown = QPixmap()
        self._line: Line | None = None
        self._end = 1
        self._grabbed = False
        self._pressed: QPointF | None = None
        self._label = ""
        self._lean = 0.0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(320, 240)
        self.setAccessibleName(self.tr("Picture with the measured line"))
        self.setAccessibleDescription(
            self.tr("Arrows move an end of the line, Shift moves it further, Space takes the other")
        )

    # Shown.

    def sizeHint(self) -> QSize:
        """Large enough to aim."""
        return QSize(620, 480)

    def line(self) -> Line | None:
        """(x1, y1, x2, y2) in picture px."""
        return self._line

    def set_line(self, line: Line | None) -> None:
        """Show this line."""
        self._line = line
        self.update()

    def set_image(self, image: QImage) -> None:
        """Show another picture of the same size; the line stays where it is."""
        self._image, self._shown = image, QPixmap()
        self.update()

    def set_label(self, text: str) -> None:
        """What stands beside the line."""
        self._label = text
        self.update()

    def set_lean(self, lean: float) -> None:
        """How far the patient's left lies to the picture's right: 1, -1; 0 shows no letters."""
        self._lean = lean
        self.update()

    def picture_rect(self) -> QRectF:
        """Where the picture is, in px of the widget."""
        room = QRectF(self.rect()).adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN)
        scale = min(room.width() / self._image.width(), room.height() / self._image.height())
        shown = QRectF(0, 0, self._image.width() * scale, self._image.height() * scale)
        shown.moveCenter(room.center())
        return shown

    def on_widget(self, x_px: float, y_px: float) -> QPointF:
        """A place of the picture in px of the widget."""
        shown = self.picture_rect()
        scale = shown.width() / self._image.width()
        return QPointF(shown.x() + x_px * scale, shown.y() + y_px * scale)

    def _on_picture(self, at: QPointF) -> tuple[float, float]:
        shown = self.picture_rect()
        scale = shown.width() / self._image.width()
        x, y = (at.x() - shown.x()) / scale, (at.y() - shown.y()) / scale
        return min(max(x, 0.0), self._image.width()), min(max(y, 0.0), self._image.height())

    def _ends(self) -> tuple[QPointF, QPointF] | None:
        if self._line is None:
            return None
        x1, y1, x2, y2 = self._line
        return self.on_widget(x1, y1), self.on_widget(x2, y2)

    # The line.

    def _put(self, end: int, at: QPointF) -> None:
        """Put one end there."""
        place = self._on_picture(at)
        line = self._line if self._line is not None else (*place, *place)
        self._line = (*place, *line[2:]) if end == 0 else (*line[:2], *place)
        self.update()
        self.line_changed.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take an end, or begin."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        at, ends = event.position(), self._ends()
        self._pressed = at
        self._grabbed = False
        if ends is not None:
            away = [math.hypot(p.x() - at.x(), p.y() - at.y()) for p in ends]
            self._end = 0 if away[0] < away[1] else 1
            self._grabbed = min(away) <= REACH_PX
        self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Draw the line anew, or move the end in hand."""
        if self._pressed is None:
            return
        at = event.position()
        if not self._grabbed:
            way = at - self._pressed
            if math.hypot(way.x(), way.y()) <= CLICK_PX:
                return
            self._line, self._grabbed, self._end = None, True, 1
            self._put(0, self._pressed)
        self._put(self._end, at)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A press without a way moves the nearer end there; the first one sets the first end."""
        if self._pressed is not None and not self._grabbed:
            self._put(self._end if self._line is not None else 0, event.position())
            self._end = 1 if self._length_px() < 1 else self._end
        self._pressed = None
        self._grabbed = False
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move the end in hand, Space takes the other one."""
        key = Qt.Key(event.key())
        if key not in _STEPS and key != Qt.Key.Key_Space:
            super().keyPressEvent(event)
            return
        if self._line is None:
            width, height = self._image.width(), self._image.height()
            self._line = (width / 3, height / 2, width * 2 / 3, height / 2)
            self.line_changed.emit()
        elif key == Qt.Key.Key_Space:
            self._end = 1 - self._end
        else:
            times = FAST if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1
            dx, dy = _STEPS[key]
            ends = self._ends()
            assert ends is not None
            self._put(self._end, ends[self._end] + QPointF(dx * times, dy * times))
        self.update()

    def _length_px(self) -> float:
        if self._line is None:
            return 0.0
        x1, y1, x2, y2 = self._line
        return math.hypot(x2 - x1, y2 - y1)

    # Painted.

    def paintEvent(self, event: QPaintEvent) -> None:
        """Picture, letters, line, and a loupe over the end in hand."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        shown = self.picture_rect()
        painter.drawPixmap(shown, self._scaled(shown), QRectF(self._scaled(shown).rect()))
        painter.setPen(QPen(QColor(current().edge), 1))
        painter.drawRect(shown)
        self._paint_letters(painter, shown)
        ends = self._ends()
        if ends is None:
            self._paint_prompt(painter, shown)
        else:
            self._paint_line(painter, *ends)
            if self._grabbed or self.hasFocus():
                self._paint_loupe(painter, shown, ends[self._end])
        if self.hasFocus():
            ring(painter, QRectF(self.rect()), current().focus)
        painter.end()

    def _scaled(self, shown: QRectF) -> QPixmap:
        size = (shown.size() * self.devicePixelRatioF()).toSize()
        if self._shown.size() != size:
            smooth = Qt.TransformationMode.SmoothTransformation
            ignore = Qt.AspectRatioMode.IgnoreAspectRatio
            self._shown = QPixmap.fromImage(self._image.scaled(size, ignore, smooth))
        return self._shown

    def _paint_letters(self, painter: QPainter, shown: QRectF) -> None:
        left, right = side_letters(self._lean)
        for letter, x in ((left, shown.left() + 8), (right, shown.right() - 38)):
            if not letter:
                continue
            box = QRectF(x, shown.center().y() - 15, 30, 30)
            painter.setPen(QPen(QColor(INK), 1))
            painter.setBrush(QColor(255, 255, 255, 235))
            painter.drawRoundedRect(box, 6, 6)
            font = strong(BODY)
            font.setPixelSize(19)
            painter.setFont(font)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, letter)

    def _paint_prompt(self, painter: QPainter, shown: QRectF) -> None:
        text = self.tr("Drag from one point to another whose distance you know")
        painter.setFont(sized(BODY, weight=500))
        width = painter.fontMetrics().horizontalAdvance(text) + 28
        box = QRectF(0, 0, min(width, shown.width() - 8), 34)
        box.moveCenter(QPointF(shown.center().x(), shown.bottom() - 30))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(255, 255, 255, 235))
        painter.drawRoundedRect(box, 6, 6)
        painter.setPen(QColor(INK))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)

    def _paint_line(self, painter: QPainter, start: QPointF, end: QPointF) -> None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for colour, width in (("#FFFFFF", 4.5), (BLUE, 2.0)):
            painter.setPen(QPen(QColor(colour), width))
            painter.drawLine(start, end)
            for at in (start, end):
                painter.drawEllipse(at, 7, 7)
                painter.drawPoint(at)
        if self._label:
            painter.setFont(strong(BODY))
            width = painter.fontMetrics().horizontalAdvance(self._label) + 16
            box = QRectF(0, 0, width, 24)
            box.moveCenter((start + end) / 2 - QPointF(0, 20))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(255, 255, 255, 235))
            painter.drawRoundedRect(box, 5, 5)
            painter.setPen(QColor(INK))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self._label)

    def _paint_loupe(self, painter: QPainter, shown: QRectF, at: QPointF) -> None:
        """What lies under the end in hand, four times as large, in the corner far from it."""
        x = shown.right() - LOUPE_PX - 8 if at.x() < shown.center().x() else shown.left() + 72
        y = shown.bottom() - LOUPE_PX - 8 if at.y() < shown.center().y() else shown.top() + 72
        middle = QPointF(x, y)
        picture_x, picture_y = self._on_picture(at)
        reach = LOUPE_PX / LOUPE_TIMES * self._image.width() / shown.width()
        part = QRectF(picture_x - reach, picture_y - reach, 2 * reach, 2 * reach)
        glass = QRectF(x - LOUPE_PX, y - LOUPE_PX, 2 * LOUPE_PX, 2 * LOUPE_PX)
        round_glass = QPainterPath()
        round_glass.addEllipse(glass)
        painter.save()
        painter.setClipPath(round_glass)
        painter.fillRect(glass, QColor(current().canvas))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(glass, self._image, part)
        painter.setPen(QPen(QColor(BLUE), 1))
        painter.drawLine(middle - QPointF(LOUPE_PX, 0), middle + QPointF(LOUPE_PX, 0))
        painter.drawLine(middle - QPointF(0, LOUPE_PX), middle + QPointF(0, LOUPE_PX))
        painter.restore()
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor("#FFFFFF"), 4))
        painter.drawEllipse(glass)
        painter.setPen(QPen(QColor(INK), 1))
        painter.drawEllipse(glass)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Scale anew."""
        self._shown = QPixmap()
        super().resizeEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the loupe."""
        self.update()
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Put the loupe away."""
        self.update()
        super().focusOutEvent(event)
