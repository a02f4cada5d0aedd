"""A person's PIN: set, changed, taken away."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from mesomap.paint.tokens import TITLE
from mesomap.panels.buttons import Button, Kind
from mesomap.panels.look import IconLabel, caption, text_label, wrapping


class PinDialog(QDialog):
    """One field, shown as it is typed, so that it is what was meant."""

    wanted = Signal(str)
    removal_wanted = Signal()

    def __init__(self, name: str, *, has_one: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        said = self.tr("PIN of {name}").format(name=name)
        self.setWindowTitle(self.tr("PIN"))
        self.setMinimumWidth(440)
        self.edit = QLineEdit()
        self.edit.setMinimumHeight(40)
        self.edit.setAccessibleName(said)
        self.edit.setPlaceholderText(self.tr("four digits or more, or a few words"))
        self.edit.setInputMethodHints(
            Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText
        )
        self.edit.textEdited.connect(lambda _text: self.say(""))
        self.save_button = Button(self.tr("Save"), kind=Kind.PRIMARY, height=36)
        self.save_button.clicked.connect(self._want)
        self.edit.returnPressed.connect(self._want)
        self.remove_button = Button(self.tr("Remove the PIN"), height=36)
        self.remove_button.setVisible(has_one)
        self.remove_button.clicked.connect(self.removal_wanted)
        cancel = Button(self.tr("Cancel"), height=36)
        cancel.clicked.connect(self.reject)
        ends = QHBoxLayout()
        ends.setSpacing(8)
        ends.addWidget(self.remove_button)
        ends.addStretch(1)
        ends.addWidget(cancel)
        ends.addWidget(self.save_button)
        self._trouble = QWidget()
        trouble = QHBoxLayout(self._trouble)
        trouble.setContentsMargins(0, 0, 0, 0)
        trouble.setSpacing(6)
        trouble.addWidget(IconLabel("warning", "warn", 16), 0, Qt.AlignmentFlag.AlignTop)
        self._sentence = wrapping(text_label(""))
        trouble.addWidget(self._sentence, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        column.addWidget(text_label(said, TITLE))
        column.addWidget(self.edit)
        column.addWidget(self._trouble)
        column.addWidget(
            caption(
                self.tr(
                    "It tells people apart, so that each change stands under the right name. It"
                    " does not encrypt the file: the clinic's passphrase does."
                )
            )
        )
        column.addLayout(ends)
        self.say("")
        self.edit.setFocus()

    def say(self, sentence: str) -> None:
        """One sentence of what was wrong; "" for nothing."""
        self._sentence.setText(sentence)
        self._trouble.setVisible(bool(sentence))

    def sentence(self) -> str:
        """What it says."""
        return self._sentence.text()

    def _want(self) -> None:
        self.wanted.emit(self.edit.text())
