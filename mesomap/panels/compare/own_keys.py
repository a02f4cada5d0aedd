"""A page that lies over the session's and keeps its keys from what is under it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget


class OwnKeysPage(QWidget):
    """Shortcuts of the session work here only if their action is among those allowed."""

    def __init__(self, allowed: Sequence[QAction], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._allowed = allowed

    def event(self, event: QEvent) -> bool:
        """No key goes past this page to the session's, but for those that work here too."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            pressed = QKeySequence(event.keyCombination())
            if not any(pressed in one.shortcuts() and one.isEnabled() for one in self._allowed):
                event.accept()
                return True
        return super().event(event)
