"""What a session without a course offers while the patient has one open: to go on with it."""

from __future__ import annotations

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from mesomap.paint.tokens import BODY, DOCK_PADDING
from mesomap.panels.buttons import Button
from mesomap.panels.look import text_label, wrapping


class CourseOffer(QFrame):
    """A line and a button."""

    def __init__(self, start: QAction, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._line = wrapping(text_label("", BODY, role="t2"))
        self.button = Button(self.tr("Continue the course"), "link").follow(start)
        column = QVBoxLayout(self)
        column.setContentsMargins(DOCK_PADDING, 12, DOCK_PADDING, 12)
        column.setSpacing(8)
        column.addWidget(self._line)
        column.addWidget(self.button)
        self.offer("")

    def offer(self, words: str) -> None:
        """Offer what `words` say; nothing if empty."""
        self._line.setText(words)
        self.setVisible(bool(words))

    def text(self) -> str:
        """What it offers; "" for nothing."""
        return "" if self.isHidden() else self._line.text()
