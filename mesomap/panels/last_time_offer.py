"""What an empty session offers: to start from the session before."""

from __future__ import annotations

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from mesomap.paint.tokens import BODY, DOCK_PADDING
from mesomap.panels.buttons import Button
from mesomap.panels.look import text_label, wrapping


class LastTimeOffer(QFrame):
    """A line and a button, while nothing is placed and an earlier session has a map."""

    def __init__(self, start: QAction, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._line = wrapping(text_label("", BODY, role="t2"))
        self.button = Button(self.tr("As last time"), "clock").follow(start)
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
