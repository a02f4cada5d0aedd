"""One photograph, zoomed and moved; two of them can move together."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from mesomap.paint.theme import current
from mesomap.panels.buttons import ring

MOST_ZOOM = 12.0
STEP = 1.25
NUDGE = 0.05


class PhotoPane(QWidget):
    """Wheel, + and - zoom; dragging and the arrows move; 0 or Home shows all of it."""

    looked = Signal(float, QPointF)
    """Zoom (1 shows all of it) and the middle as fractions of the picture."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._image = QImage()
        self._words = ""
        self.zoom = 1.0
        self.middle = QPointF(0.5, 0.5)
        self._grip: QPointF | None = None
        self.setMinimumSize(240, 200)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(name)

    def show_image(self, image: QImage | None, words: str = "") -> None:
        """Another photograph, or `words` in its place."""
        self._image = image if image is not None else QImage()
        self._words = words
        self.update()

    def has_image(self) -> bool:
        """Whether a photograph is shown."""
        return not self._image.isNull()

    def words(self) -> str:
        """What is said in the place of a photograph."""
        return self._words

    def look(self, zoom: float, middle: QPointF) -> None:
        """Show that part, without telling anybody."""
        self.zoom = min(max(zoom, 1.0), MOST_ZOOM)
        free = 0.5 / self.zoom
        self.middle = QPointF(
            min(max(middle.x(), free), 1 - free), min(max(middle.y(), free), 1 - free)
        )
        self.update()

    def zoom_by(self, factor: float, at: QPointF | None = None) -> None:
        """Nearer or farther, keeping what lies under `at`."""
        before = self._fraction_at(at) if at is not None else self.middle
        zoom = min(max(self.zoom * factor, 1.0), MOST_ZOOM)
        share = self.zoom / zoom
        self.look(zoom, before + (self.middle - before) * share)
        self.looked.emit(self.zoom, self.middle)

    def move_by(self, dx: float, dy: float) -> None:
        """Move by fractions of what is seen."""
        self.look(self.zoom, self.middle + QPointF(dx, dy) / self.zoom)
        self.looked.emit(self.zoom, self.middle)

    def show_all(self) -> None:
        """The whole photograph."""
        self.look(1.0, QPointF(0.5, 0.5))
        self.looked.emit(self.zoom, self.middle)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom at the cursor."""
        self.zoom_by(STEP ** (event.angleDelta().y() / 120), event.position())
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of it."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.setFocus(Qt.FocusReason.MouseFocusReason)
            self._grip = event.position()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag it."""
        if self._grip is None or not self.has_image():
            return
        moved, self._grip = event.position() - self._grip, event.position()
        box = self._fitted()
        self.look(
            self.zoom,
            self.middle
            - QPointF(
                moved.x() / (box.width() * self.zoom), moved.y() / (box.height() * self.zoom)
            ),
        )
        self.looked.emit(self.zoom, self.middle)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go."""
        self._grip = None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The same by keys."""
        key = Qt.Key(event.key())
        moves = {
            Qt.Key.Key_Left: (-NUDGE, 0.0),
            Qt.Key.Key_Right: (NUDGE, 0.0),
            Qt.Key.Key_Up: (0.0, -NUDGE),
            Qt.Key.Key_Down: (0.0, NUDGE),
        }
        if key in moves:
            self.move_by(*moves[key])
        elif key == Qt.Key.Key_Plus:
            self.zoom_by(STEP)
        elif key == Qt.Key.Key_Minus:
            self.zoom_by(1 / STEP)
        elif key in (Qt.Key.Key_0, Qt.Key.Key_Home):
            self.show_all()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The part that is looked at, or the words."""
        palette = current()
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(palette.canvas))
        if self._image.isNull():
            painter.setPen(QColor(palette.t2))
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(self.rect().adjusted(20, 20, -20, -20), int(flags), self._words)
        else:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(self._placed(), self._image, QRectF(self._image.rect()))
        if self.hasFocus():
            ring(painter, QRectF(self.rect()), palette.focus)
        painter.end()

    def _fitted(self) -> QRectF:
        """Where all of it would lie, as large as fits."""
        room = QRectF(self.rect()).adjusted(4, 4, -4, -4)
        if self._image.isNull():
            return room
        scale = min(room.width() / self._image.width(), room.height() / self._image.height())
        box = QRectF(0, 0, self._image.width() * scale, self._image.height() * scale)
        box.moveCenter(room.center())
        return box

    def _placed(self) -> QRectF:
        fitted = self._fitted()
        width, height = fitted.width() * self.zoom, fitted.height() * self.zoom
        centre = fitted.center()
        return QRectF(
            centre.x() - width * self.middle.x(),
            centre.y() - height * self.middle.y(),
            width,
            height,
        )

    def _fraction_at(self, at: QPointF) -> QPointF:
        placed = self._placed()
        return QPointF(
            (at.x() - placed.x()) / placed.width(), (at.y() - placed.y()) / placed.height()
        )
