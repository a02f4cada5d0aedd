"""A choice of one among few."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox

_OWN = (Qt.Key.Key_Home, Qt.Key.Key_End)


class Choice(QComboBox):
    """A combo box whose Home and End are its own, whatever they do elsewhere in the window."""

    def row_of(self, value: object) -> int:
        """The first row whose data equals `value`, -1 without one.

        `findData` finds Python's values by identity: an id that was read anew is another object.
        """
        return next((row for row in range(self.count()) if self.itemData(row) == value), -1)

    def event(self, event: QEvent) -> bool:
        """Keep Home and End from the window's shortcuts."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and Qt.Key(event.key()) in _OWN
        ):
            event.accept()
            return True
        return super().event(event)
