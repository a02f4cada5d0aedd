"""The words of one note."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from mesomap.paint.tokens import TITLE
from mesomap.panels.buttons import Button, Kind
from mesomap.panels.look import text_label, wrapping

LONGEST = 2000


class NoteDialog(QDialog):
    """A few words; Enter writes them down, Shift+Enter begins a line."""

    delete_wanted = Signal()

    def __init__(
        self,
        heading: str,
        place: str,
        text: str,
        *,
        known: bool,
        read_only: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(heading)
        self.setMinimumWidth(440)
        self.edit = QPlainTextEdit(text)
        self.edit.setAccessibleName(self.tr("Text of the note"))
        self.edit.setPlaceholderText(self.tr("What is to be remembered of this place"))
        self.edit.setTabChangesFocus(True)
        self.edit.setFixedHeight(112)
        self.edit.setReadOnly(read_only)
        self.edit.textChanged.connect(self._changed)
        self.edit.installEventFilter(self)
        self.save_button = Button(self.tr("Save"), kind=Kind.PRIMARY, height=36)
        self.save_button.clicked.connect(self._save)
        self.cancel_button = Button(self.tr("Cancel"), height=36)
        self.cancel_button.clicked.connect(self.reject)
        self.delete_button = Button(self.tr("Delete"), "delete", height=36)
        self.delete_button.clicked.connect(self._delete)
        self.delete_button.setVisible(known and not read_only)
        self.save_button.setVisible(not read_only)
        ends = QHBoxLayout()
        ends.addWidget(self.delete_button)
        ends.addStretch(1)
        ends.addWidget(self.cancel_button)
        ends.addWidget(self.save_button)
        page = QVBoxLayout(self)
        page.setContentsMargins(24, 20, 24, 20)
        page.setSpacing(12)
        page.addWidget(text_label(heading, TITLE))
        page.addWidget(wrapping(text_label(place, role="t2")))
        page.addWidget(self.edit)
        page.addLayout(ends)
        self.edit.moveCursor(self.edit.textCursor().MoveOperation.End)
        self.edit.setFocus()
        self._changed()

    def text(self) -> str:
        """What was written."""
        return self.edit.toPlainText()[:LONGEST].strip()

    def eventFilter(self, watched: object, event: object) -> bool:
        """Enter saves; with Shift it is a new line."""
        if isinstance(event, QKeyEvent) and event.type() == QKeyEvent.Type.KeyPress:
            shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not shift:
                self._save()
                return True
        return False

    def _changed(self) -> None:
        self.save_button.setEnabled(bool(self.text()))

    def _save(self) -> None:
        if self.text() and not self.edit.isReadOnly():
            self.accept()

    def _delete(self) -> None:
        self.delete_wanted.emit()
        self.reject()
