"""One line beside a field that says why something typed was not taken."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtWidgets import QLabel, QWidget

SHOWN_MS = 6000


class Reason(QLabel):
    """A small label over the window, under the field that it speaks of."""

    def __init__(self, field: QWidget) -> None:
        super().__init__(field)
        self._field = field
        self.setObjectName("reason")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setWordWrap(True)
        self.hide()
        self._away = QTimer(self)
        self._away.setSingleShot(True)
        self._away.timeout.connect(self.hide)

    def say(self, text: str) -> None:
        """Show `text` under the field, within the window."""
        window = self._field.window()
        if self.parentWidget() is not window:
            self.setParent(window)
        self.setText(text)
        self.setFixedWidth(min(260, window.width()))
        self.setFixedHeight(self.heightForWidth(self.width()))
        corner = self._field.mapTo(window, QPoint(0, self._field.height() + 2))
        x = max(0, min(corner.x(), window.width() - self.width() - 4))
        if corner.y() + self.height() > window.height():
            corner.setY(corner.y() - self._field.height() - 4 - self.height())
        self.move(x, corner.y())
        self.show()
        self.raise_()
        self._away.start(SHOWN_MS)

    def silence(self) -> None:
        """Take the line away."""
        self._away.stop()
        self.hide()
