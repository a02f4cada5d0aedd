"""The line under the chart: what the cursor is over, how true lengths are, and the zoom."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QColor, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QSizePolicy, QWidget

from mesomap.paint.theme import current
from mesomap.paint.tokens import BODY, CAPTION, SMALL
from mesomap.panels.buttons import Button, Kind
from mesomap.panels.look import sized, text_label

HEIGHT_PX = 34
BUTTON_PX = 32
NARROW_PX = 780
WITH_OFFER_PX = 1100


class ReadOut(QFrame):
    """Body and accuracy on the left, region and depth in the middle, zoom on the right."""

    truth_clicked = Signal()
    """Whose measures the lengths have was clicked."""

    def __init__(
        self,
        zoom_out: QAction,
        zoom_in: QAction,
        fit: QAction,
        better: QAction,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("readOut")
        self.setFixedHeight(HEIGHT_PX)
        self._truth = _Truth()
        self._truth.clicked.connect(self.truth_clicked)
        self._place = text_label("", BODY, weight=600)
        self._more = text_label("", BODY, role="t2")
        self._zoom = text_label("", SMALL, role="t2")
        self._zoom.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._zoom.setMinimumWidth(48)
        self.offer_button = Button(" ", "columns", height=BUTTON_PX).follow(better)
        self.offer_button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.offer_button.hide()
        middle = QHBoxLayout()
        middle.setSpacing(4)
        middle.addStretch(1)
        middle.addWidget(self._place)
        middle.addWidget(self._more)
        middle.addSpacing(6)
        middle.addWidget(self.offer_button)
        middle.addStretch(1)
        right = QHBoxLayout()
        right.setSpacing(0)
        right.addStretch(1)
        right.addWidget(_small("minus", zoom_out))
        right.addWidget(self._zoom)
        right.addWidget(_small("plus", zoom_in))
        fit_button = Button(self.tr("Fit"), "fit", kind=Kind.BARE, height=BUTTON_PX)
        right.addWidget(fit_button.follow(fit, hint=False))
        grid = QGridLayout(self)
        grid.setContentsMargins(12, 1, 6, 0)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 0)
        grid.setColumnStretch(2, 1)
        grid.addWidget(self._truth, 0, 0)
        grid.addLayout(middle, 0, 1)
        grid.addLayout(right, 0, 2)

    def show_place(self, region: str, more: str = "") -> None:
        """The region under the cursor and what holds there."""
        self._place.setText(region)
        self._more.setText(f"· {more}" if more else "")

    def place(self) -> str:
        """What the middle says."""
        return f"{self._place.text()} {self._more.text()}".strip()

    def show_offer(self, words: str) -> None:
        """Offer what the better chart's action would do, in ready words; "" offers nothing."""
        if words == self.offer():
            return
        self.offer_button.setText(words)
        self.offer_button.setAccessibleName(words)
        self.offer_button.updateGeometry()
        self.offer_button.setVisible(bool(words))
        self._fit_truth()

    def offer(self) -> str:
        """What is offered; "" for nothing."""
        return self.offer_button.text() if not self.offer_button.isHidden() else ""

    def show_truth(self, body: str, accuracy: str) -> None:
        """Whose measures the lengths have, and how good they are."""
        words = " · ".join(filter(None, (body, accuracy)))
        self._truth.setText(words)
        self._truth.setToolTip(self.tr("{words}. Click to calibrate.").format(words=words))

    def truth(self) -> str:
        """What the left says."""
        return self._truth.text()

    def show_zoom(self, words: str) -> None:
        """The zoom, in percent."""
        self._zoom.setText(words)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The middle gets what it needs first."""
        self._truth.setMinimumWidth(0)
        self._fit_truth()
        super().resizeEvent(event)

    def _fit_truth(self) -> None:
        needed = WITH_OFFER_PX if self.offer() else NARROW_PX - 240
        self._truth.setVisible(self.width() >= needed)


class _Truth(QLabel):
    """Ready words that can be clicked; cut short where there is no room for all of them."""

    clicked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setFont(sized(CAPTION))
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def minimumSizeHint(self) -> QSize:
        """As narrow as need be."""
        return QSize(0, super().minimumSizeHint().height())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click begins."""
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click ends within it."""
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(
            event.position().toPoint()
        ):
            self.clicked.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The words, ending in an ellipsis if they must."""
        painter = QPainter(self)
        painter.setFont(self.font())
        painter.setPen(QColor(current().t3))
        words = self.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideRight, self.width()
        )
        left = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(self.rect(), left, words)


def _small(icon: str, action: QAction) -> Button:
    return Button("", icon, kind=Kind.BARE, height=BUTTON_PX).follow(action, hint=False)
