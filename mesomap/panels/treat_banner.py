"""Who is treated, what they must not get, and which side it is: never out of sight."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from mesomap.paint.fonts import ui_font
from mesomap.paint.icons import paint_icon
from mesomap.paint.theme import current
from mesomap.paint.tokens import RADIUS_CONTROL, TypeSize
from mesomap.panels.treat_buttons import TreatButton

HEIGHT = 64
NAME = TypeSize(26, 34, 600)
WORD = TypeSize(20, 26, 500)
SMALL_WORD = TypeSize(15, 20, 500)


class Badge(QWidget):
    """Words in a frame, with an icon; smaller, then on two lines, where they are long."""

    def __init__(self, role: str, icon: str = "", *, bold: bool = False) -> None:
        super().__init__()
        self._role, self._icon, self._text = role, icon, ""
        self._weight = 600 if bold else 500
        self.setFixedHeight(46)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def say(self, text: str) -> None:
        """Show `text`; nothing if empty."""
        self._text = text
        self.setToolTip(text)
        self.setAccessibleName(text)
        self.setVisible(bool(text))
        self.updateGeometry()
        self.update()

    @property
    def text(self) -> str:
        """What it says."""
        return self._text

    def sizeHint(self) -> QSize:
        """Room for the words on one line."""
        font = ui_font(WORD, weight=self._weight)
        width = QFontMetricsF(font).horizontalAdvance(self._text) + 30
        return QSize(round(width + (32 if self._icon else 0)), 46)

    def minimumSizeHint(self) -> QSize:
        """Less room makes the words smaller."""
        return QSize(min(self.sizeHint().width(), 150), 46)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Frame, icon, words."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink = QColor(getattr(current(), self._role))
        painter.setPen(QPen(ink, 2))
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.drawRoundedRect(box, RADIUS_CONTROL, RADIUS_CONTROL)
        x = 14.0
        if self._icon:
            paint_icon(painter, QRectF(x, 12, 22, 22), self._icon, ink)
            x += 32
        room = self.width() - x - 10
        font = ui_font(WORD, weight=self._weight)
        one_line = QFontMetricsF(font).horizontalAdvance(self._text) <= room + 1
        if not one_line:
            font = ui_font(SMALL_WORD, weight=self._weight)
        painter.setFont(font)
        painter.setPen(ink)
        flags = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        if not one_line:
            flags |= int(Qt.TextFlag.TextWordWrap)
        painter.drawText(QRectF(x, 1, room + 4, 44), flags, self._text)
        painter.end()


class _Words(QWidget):
    """Plain words, cut where the room ends."""

    def __init__(self, size: TypeSize, role: str) -> None:
        super().__init__()
        self._size, self._role, self._text = size, role, ""
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(46)

    def say(self, text: str) -> None:
        """Show `text`."""
        grew = len(text) != len(self._text)
        self._text = text
        self.setToolTip(text)
        self.setAccessibleName(text)
        if grew:
            self.updateGeometry()
        self.update()

    @property
    def text(self) -> str:
        """What it says."""
        return self._text

    def sizeHint(self) -> QSize:
        """Room for all of it."""
        width = QFontMetricsF(ui_font(self._size)).horizontalAdvance(self._text)
        return QSize(round(width) + 4, 46)

    def minimumSizeHint(self) -> QSize:
        """A name is never cut below this."""
        return QSize(min(self.sizeHint().width(), 170), 46)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The words."""
        painter = QPainter(self)
        font = ui_font(self._size)
        painter.setFont(font)
        painter.setPen(QColor(getattr(current(), self._role)))
        text = QFontMetricsF(font).elidedText(
            self._text, Qt.TextElideMode.ElideRight, self.width() + 1
        )
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(QRectF(self.rect()), flags, text)
        painter.end()


class TreatBanner(QFrame):
    """Name, allergies, side; session and elapsed time; the way out."""

    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("banner")
        self.setFixedHeight(HEIGHT)
        self.name = _Words(NAME, "text")
        self.allergies = Badge("warn", "warning")
        self.no_allergies = Badge("t3")
        self.side = Badge("text", bold=True)
        self.session = _Words(WORD, "t2")
        self.leave_button = TreatButton(
            self.tr("Leave"),
            "close",
            self.tr("Stop treating, and say why if something is left (Esc)"),
            height=46,
            px=20,
            row=True,
            hint=self.tr("Esc"),
        )
        self.leave_button.clicked.connect(self.left)
        row = QHBoxLayout(self)
        row.setContentsMargins(22, 0, 20, 0)
        row.setSpacing(16)
        row.addWidget(self.name)
        row.addWidget(self.allergies)
        row.addWidget(self.no_allergies)
        row.addWidget(self.side)
        row.addStretch(1)
        row.addWidget(self.session)
        row.addWidget(self.leave_button)

    def show_patient(self, name: str, allergies: str) -> None:
        """Who, and what they must not get."""
        self.name.say(name)
        self.allergies.say(allergies)
        self.no_allergies.say("" if allergies else self.tr("No allergy noted"))

    def show_side(self, side: str) -> None:
        """Which side of the body is next; "" for the middle."""
        self.side.say(side)

    def show_session(self, words: str) -> None:
        """Which visit, and the time it has taken."""
        self.session.say(words)
