"""A PIN's field with a pad of large keys beside the keyboard's, for gloved fingers."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from mesomap.panels.buttons import Button, Kind

KEY_PX = 52
TALL = ("1", "2", "3", "4", "5", "6", "7", "8", "9", "", "0", "⌫")
FLAT = ("1", "2", "3", "4", "5", "⌫", "6", "7", "8", "9", "0", "")


class PinEntry(QWidget):
    """What is typed comes out once, by Enter or the button.

    Parameters
    ----------
    flat
        Two rows of keys in place of four.
    """

    given = Signal(str)
    left = Signal()
    """Esc."""

    def __init__(self, *, flat: bool = False) -> None:
        super().__init__()
        self.edit = QLineEdit()
        self.edit.setEchoMode(QLineEdit.EchoMode.Password)
        self.edit.setMinimumHeight(44)
        self.edit.setInputMethodHints(
            Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText
        )
        self.edit.returnPressed.connect(self._give)
        self.give_button = Button(self.tr("Unlock"), "lock-open", kind=Kind.PRIMARY, height=44)
        self.give_button.clicked.connect(self._give)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.edit, 1)
        line.addWidget(self.give_button)
        self.pad = QWidget()
        grid = QGridLayout(self.pad)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(8)
        columns = 6 if flat else 3
        self.keys: dict[str, Button] = {}
        for at, sign in enumerate(FLAT if flat else TALL):
            if not sign:
                continue
            key = Button(sign, height=KEY_PX)
            key.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            key.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            key.setAccessibleName(self.tr("Delete the last digit") if sign == "⌫" else sign)
            key.clicked.connect(lambda _on=False, what=sign: self._press(what))
            grid.addWidget(key, at // columns, at % columns)
            self.keys[sign] = key
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addLayout(line)
        column.addWidget(self.pad)
        self.setFocusProxy(self.edit)

    def ask(self, name: str, *, pad: bool, button: str = "") -> None:
        """Ask for what `name` says, from an empty field."""
        self.edit.clear()
        self.edit.setPlaceholderText(name)
        self.edit.setAccessibleName(name)
        self.pad.setVisible(pad)
        if button:
            self.give_button.setText(button)
            self.give_button.updateGeometry()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves; the rest is the field's."""
        if event.key() == Qt.Key.Key_Escape:
            self.edit.clear()
            self.left.emit()
            return
        super().keyPressEvent(event)

    def _press(self, sign: str) -> None:
        if sign == "⌫":
            self.edit.backspace()
        else:
            self.edit.insert(sign)
        self.edit.setFocus()

    def _give(self) -> None:
        typed = self.edit.text()
        self.edit.clear()
        if typed:
            self.given.emit(typed)
