"""A passphrase's field, hidden or shown, and under a new one a line that says how good it is."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from mesomap.panels.buttons import Button
from mesomap.panels.crypt.strength import Strength, strength_of
from mesomap.panels.look import IconLabel, caption
from mesomap.panels.number_field import restyle

HEIGHT_PX = 40


class PassphraseField(QWidget):
    """One field with a button that shows what is typed."""

    edited = Signal()

    def __init__(self, name: str, *, hint: str = "", shown: bool = False) -> None:
        """`name` is for who cannot see the field; a new passphrase starts out `shown`."""
        super().__init__()
        self.edit = QLineEdit()
        self.edit.setAccessibleName(name)
        self.edit.setPlaceholderText(hint)
        self.edit.setMinimumHeight(HEIGHT_PX)
        # A passphrase is no word to be learned or completed by the system's keyboard.
        self.edit.setInputMethodHints(
            Qt.InputMethodHint.ImhSensitiveData
            | Qt.InputMethodHint.ImhNoPredictiveText
            | Qt.InputMethodHint.ImhNoAutoUppercase
        )
        self.edit.textEdited.connect(lambda _text: self.edited.emit())
        self.show_button = Button(self.tr("Show"), "eye", height=HEIGHT_PX)
        self.show_button.setCheckable(True)
        self.show_button.setToolTip(self.tr("Show or hide what is typed"))
        self.show_button.toggled.connect(self._show)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.edit, 1)
        row.addWidget(self.show_button)
        self.setFocusProxy(self.edit)
        self._show(shown)
        self.show_button.setChecked(shown)

    def text(self) -> str:
        """What was typed, blanks and all."""
        return self.edit.text()

    def clear(self) -> None:
        """Forget it."""
        self.edit.clear()

    def _show(self, on: bool) -> None:
        mode = QLineEdit.EchoMode.Normal if on else QLineEdit.EchoMode.Password
        self.edit.setEchoMode(mode)
        self.show_button.setText(self.tr("Hide") if on else self.tr("Show"))
        self.show_button.icon_name = "eye-off" if on else "eye"
        self.show_button.updateGeometry()
        self.show_button.update()


class NewPassphrase(QWidget):
    """The field of a passphrase that is typed once: shown, so that it is what was meant."""

    edited = Signal()

    def __init__(self, name: str, *, shortest: int) -> None:
        """`shortest` is the fewest characters that are taken."""
        super().__init__()
        self._shortest = shortest
        self.field = PassphraseField(name, hint=self.tr("four or five words"), shown=True)
        self.field.edited.connect(self._judge)
        self._icon = IconLabel("key", "t3", 16)
        self._line = caption("")
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._line, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.field)
        column.addLayout(row)
        self.setFocusProxy(self.field)
        self._say()

    def text(self) -> str:
        """What was typed."""
        return self.field.text()

    def long_enough(self) -> bool:
        """Whether it may be taken."""
        return self._strength() is not Strength.SHORT

    def refuse(self) -> None:
        """It was not taken: the line says why, and the keys are here again."""
        self._icon.show_icon("warning", "warn")
        self._line.setProperty("tone", "warn")
        restyle(self._line)
        self.field.edit.setFocus()

    def said(self) -> str:
        """What it says of the passphrase."""
        return self._line.text()

    def _strength(self) -> Strength:
        return strength_of(self.text(), shortest=self._shortest)

    def _judge(self) -> None:
        self._say()
        self.edited.emit()

    def _say(self) -> None:
        found = self._strength()
        missing = self._shortest - len(self.text())
        if not self.text():
            words = self.tr("At least {count} characters").format(count=self._shortest)
        elif found is Strength.SHORT and missing == 1:
            words = self.tr("1 character more")
        elif found is Strength.SHORT:
            words = self.tr("{count} characters more").format(count=missing)
        elif found is Strength.GUESSED:
            words = self.tr("Long enough, but easy to guess")
        elif found is Strength.ENOUGH:
            words = self.tr("Long enough; one word more is better")
        else:
            words = self.tr("Good")
        icon, role = {
            Strength.SHORT: ("key", "t3"),
            Strength.GUESSED: ("warning", "warn"),
            Strength.ENOUGH: ("check", "t2"),
            Strength.GOOD: ("check", "ok"),
        }[found]
        self._icon.show_icon(icon, role)
        self._line.setText(words)
        if self._line.property("tone") != "t3":
            self._line.setProperty("tone", "t3")
            restyle(self._line)
