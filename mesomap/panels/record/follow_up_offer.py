"""What is offered once treating has ended: to note how the skin looks."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from mesomap.paint.tokens import BODY, DOCK_PADDING
from mesomap.panels.buttons import Button
from mesomap.panels.look import text_label, wrapping


class FollowUpOffer(QFrame):
    """A line and two buttons, until somebody has looked."""

    nothing_seen = Signal()

    def __init__(self, reaction: QAction, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        line = self.tr("All given. Any reaction at the end of the session?")
        self.nothing = Button(self.tr("Nothing seen"), "check")
        self.nothing.setToolTip(self.tr("Somebody looked, and there was nothing"))
        self.nothing.clicked.connect(self.nothing_seen)
        self.reaction = Button(self.tr("Reaction…"), "plus").follow(reaction)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.nothing)
        buttons.addWidget(self.reaction)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(DOCK_PADDING, 12, DOCK_PADDING, 12)
        column.setSpacing(8)
        column.addWidget(wrapping(text_label(line, BODY, role="t2")))
        column.addLayout(buttons)
        self.hide()
