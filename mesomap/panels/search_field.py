"""A line to type a name into, above a list that it fills."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from mesomap.paint.tokens import CAPTION, SMALL, TARGET
from mesomap.panels.look import IconLabel, sized, text_label

_STEPS = {
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_PageUp: -5,
    Qt.Key.Key_PageDown: 5,
}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class SearchField(QLineEdit):
    """Up and down walk through what was found, Enter takes it, Esc leaves."""

    stepped = Signal(int)
    entered = Signal()
    left = Signal()

    def __init__(
        self, placeholder: str, action: QAction | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("chartSearch")
        self.setFont(sized(SMALL))
        self.setFixedHeight(TARGET)
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(placeholder)
        keys = "" if action is None else _native(action)
        if action is not None:
            self.setToolTip(action.toolTip())
        self._hint = text_label(keys, CAPTION, role="t3")
        inside = QHBoxLayout(self)
        inside.setContentsMargins(8, 0, 8, 0)
        inside.addWidget(IconLabel("search", "t2", 14))
        inside.addStretch(1)
        inside.addWidget(self._hint)
        self.setTextMargins(18, 0, 0, 0)
        self.textChanged.connect(self._show_hint)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The key is shown where it has room beside the words."""
        super().resizeEvent(event)
        self._show_hint()

    def _show_hint(self) -> None:
        words = self.fontMetrics().horizontalAdvance(self.placeholderText())
        room = self.width() - words - self.textMargins().left() - 24
        self._hint.setVisible(not self.text() and self._hint.sizeHint().width() <= room)

    def event(self, event: QEvent) -> bool:
        """Keep the keys that mean something here from the window's shortcuts."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            key = Qt.Key(event.key())
            if key in _STEPS or key in _ENTER or key == Qt.Key.Key_Escape:
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk, take, leave; all else is the line's."""
        key = Qt.Key(event.key())
        if key in _STEPS:
            self.stepped.emit(_STEPS[key])
        elif key in _ENTER:
            self.entered.emit()
        elif key == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


def _native(action: QAction) -> str:
    return action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
