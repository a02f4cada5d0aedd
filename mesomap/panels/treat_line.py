"""The quiet line at the chart's foot: reasons, a note, another dose, or what was just done.

It asks for nothing: treating goes on beside it. Only a field that the person went into takes keys.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from mesomap.paint.tokens import TypeSize
from mesomap.panels.look import text_label
from mesomap.panels.treat_buttons import TreatButton

WORDS = TypeSize(18, 24, 500)
FIELD_HEIGHT = 46


class TreatLine(QFrame):
    """Hidden until there is something to say."""

    text_given = Signal(str)
    """What was typed or chosen, for whatever was asked."""
    taken_back = Signal()
    closed = Signal()
    resized = Signal()
    """Shown, hidden, or of another height."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("treatLine")
        self.words = text_label("", WORDS)
        self.words.setWordWrap(True)
        self.words.setMinimumWidth(1)
        self.field = QLineEdit()
        self.field.setObjectName("treatField")
        self.field.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.field.setFont(text_label("", WORDS).font())
        self.field.installEventFilter(self)
        self.back_button = TreatButton(
            self.tr("Take back"),
            "undo",
            self.tr("As if it had not been pressed"),
            height=FIELD_HEIGHT,
            row=True,
        )
        self.back_button.clicked.connect(self.taken_back)
        self.close_button = TreatButton(
            "", "close", self.tr("Close this line"), height=FIELD_HEIGHT, row=True
        )
        self.close_button.setAccessibleName(self.tr("Close this line"))
        self.close_button.clicked.connect(self.close_line)
        self.chips: list[TreatButton] = []
        self._chip_row = QHBoxLayout()
        self._chip_row.setSpacing(8)
        first = QHBoxLayout()
        first.setSpacing(12)
        first.addWidget(self.words, 1)
        first.addWidget(self.back_button)
        first.addWidget(self.close_button)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(16, 8, 10, 8)
        whole.setSpacing(8)
        whole.addLayout(first)
        second = QHBoxLayout()
        second.setSpacing(8)
        second.addLayout(self._chip_row)
        second.addWidget(self.field, 1)
        whole.addLayout(second)
        self.hide()

    def say(self, words: str, *, undo: bool) -> None:
        """Tell what was done; `undo` offers to take it back."""
        self._show(words, [], "", undo=undo)

    def ask(self, words: str, choices: Sequence[str], prompt: str, *, focus: bool = False) -> None:
        """Offer `choices`, and a field for other words; into which the keys go only on `focus`."""
        self._show(words, choices, prompt, undo=False)
        if focus:
            self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def close_line(self) -> None:
        """Nothing more to say."""
        if not self.isHidden():
            self.hide()
            self.field.clearFocus()
            self.closed.emit()
            self.resized.emit()

    def _show(self, words: str, choices: Sequence[str], prompt: str, *, undo: bool) -> None:
        self.words.setText(words)
        self.setAccessibleName(words)
        self.back_button.setVisible(undo)
        self.field.setVisible(bool(prompt))
        self.field.setPlaceholderText(prompt)
        self.field.setAccessibleName(prompt)
        self.field.clear()
        for chip in self.chips:
            self._chip_row.removeWidget(chip)
            chip.deleteLater()
        self.chips = []
        for choice in choices:
            chip = TreatButton(choice, "", choice, height=FIELD_HEIGHT, row=True)
            chip.clicked.connect(lambda _on=False, text=choice: self._give(text))
            self._chip_row.addWidget(chip)
            self.chips.append(chip)
        self.show()
        self.raise_()
        self.adjustSize()
        self.resized.emit()

    def _give(self, text: str) -> None:
        self.close_line()
        self.text_given.emit(text)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter hands over what was typed, Esc leaves the field; no key gets past it."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                text = self.field.text().strip()
                if text:
                    self._give(text)
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.close_line()
                return True
            if event.key() in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
                return False
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
        return super().eventFilter(watched, event)
