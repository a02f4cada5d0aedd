"""The tools over the chart, undo and redo, and what opens from here."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from mesomap.paint.tokens import TOOLBAR_HEIGHT
from mesomap.panels.buttons import Button, Kind

TIGHT_PX = 760


class ToolBar(QFrame):
    """One bare button for each action; tools with their names and keys."""

    def __init__(
        self,
        tools: Sequence[tuple[QAction, str]],
        edits: Sequence[tuple[QAction, str]],
        right: Sequence[tuple[QAction, str]],
        parent: QWidget | None = None,
    ) -> None:
        """Each action comes with the name of its icon."""
        super().__init__(parent)
        self.setObjectName("toolBar")
        self.setFixedHeight(TOOLBAR_HEIGHT)
        self.buttons: dict[QAction, Button] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 0, 8, 0)
        row.setSpacing(4)
        for action, icon in tools:
            text = action.text().replace("&", "")
            row.addWidget(self._button(action, Button(text, icon, kind=Kind.BARE)))
        line = QFrame()
        line.setProperty("line", "true")
        line.setFixedSize(1, 28)
        row.addSpacing(6)
        row.addWidget(line)
        row.addSpacing(6)
        for action, icon in edits:
            row.addWidget(self._button(action, Button("", icon, kind=Kind.BARE)))
        row.addStretch(1)
        for action, icon in right:
            row.addWidget(self._button(action, Button("", icon, kind=Kind.BARE)))

    def _button(self, action: QAction, button: Button) -> Button:
        self.buttons[action] = button
        return button.follow(action, hint=bool(button.text()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where the room is small the tools drop their keys' names."""
        for button in self.buttons.values():
            button.set_tight(self.width() < TIGHT_PX)
        super().resizeEvent(event)
