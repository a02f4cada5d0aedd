"""A field for one number with its unit, safe for doses in every locale.

`QDoubleSpinBox` turns a typed 0.05 into 5.00 in German, French, Italian and Spanish locales. This
field takes comma and point alike as the decimal mark, never guesses at group separators, and says
why when it does not take a key.
"""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QToolButton, QWidget

from mesomap.paint.locale import parse_decimal
from mesomap.panels.decimal_validator import DecimalValidator, format_decimal
from mesomap.panels.reason import Reason

HEIGHT_PX = 32
BUTTON_PX = 26


class NumberField(QFrame):
    """One number or None, with a unit, two step buttons and a range.

    Enter commits, Esc reverts, leaving commits; up, down, + and - and, while it has the keyboard,
    the wheel step; Page up and down step ten times, Shift with up and down a fifth of a step. What
    is shown when it has not the keyboard is always the value.
    """

    value_changed = Signal(object)
    """A person made it another number (float) or emptied it (None)."""
    committed = Signal()
    """Enter was pressed and taken, whether or not the number changed."""

    def __init__(
        self,
        *,
        name: str,
        unit: str = "",
        minimum: float = 0.0,
        maximum: float = 1000.0,
        step: float = 1.0,
        decimals: int = 1,
        least_decimals: int | None = None,
        optional: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._value: float | None = None if optional else minimum
        self._step = step
        self._decimals = decimals
        self._least = decimals if least_decimals is None else least_decimals
        self._optional = optional
        self._unit = unit
        self.setObjectName("numberField")
        self.setFixedHeight(HEIGHT_PX)
        self.validator = DecimalValidator(
            minimum=minimum, maximum=maximum, decimals=decimals, parent=self
        )
        self.edit = _Edit(self)
        self.edit.setValidator(self.validator)
        self.edit.setAccessibleName(name)
        self.edit.inputRejected.connect(lambda: self._refuse(self.validator.reason))
        self.edit.textEdited.connect(lambda _text: self._accept_key())
        self.setFocusProxy(self.edit)
        self.down = self._button("\N{MINUS SIGN}", self.tr("{name}: less").format(name=name), -1)
        self.up = self._button("+", self.tr("{name}: more").format(name=name), 1)
        self._unit_label = QLabel(unit, self)
        self._unit_label.setObjectName("unit")
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 1, 1, 1)
        row.setSpacing(0)
        row.addWidget(self.edit, 1)
        row.addWidget(self._unit_label)
        row.addSpacing(4)
        row.addWidget(self.down)
        row.addWidget(self.up)
        self._reason = Reason(self)
        self._show_value()

    # The value.

    def value(self) -> float | None:
        """The committed number; None only where the field is optional."""
        return self._value

    def set_value(self, value: float | None) -> None:
        """Show `value` without a signal; a text that is just being typed stays as it is."""
        self._value = value
        if not self.edit.isModified():
            self._show_value()

    def set_placeholder(self, text: str) -> None:
        """What an empty field means."""
        self.edit.setPlaceholderText(text)

    def reason(self) -> str:
        """The line that says why something was not taken; "" when none is shown."""
        return self._reason.text() if self._reason.isVisible() else ""

    def sizeHint(self) -> QSize:
        """Wide enough for five digits, the unit and both buttons."""
        return QSize(136, HEIGHT_PX)

    # A person's keys.

    def commit(self) -> bool:
        """Take the typed text as the value; False, with a line that says why, if it cannot be."""
        text = self.edit.text().strip()
        if not text and self._optional:
            self._take(None)
            return True
        value = parse_decimal(text)
        if value is None:
            return self._refuse(self.tr("A number is needed here."))
        refusal = self.validator.out_of_range(value, f"{text} {self._unit}".strip())
        if refusal:
            return self._refuse(refusal)
        self._take(value)
        return True

    def revert(self) -> None:
        """Show the value again and forget what was typed."""
        self._reason.silence()
        self._mark_refused(False)
        self._show_value()

    def step(self, count: int, *, fine: bool = False) -> None:
        """Make the number `count` steps larger and commit it; at the end of the range say so.

        `fine` steps are a fifth of the others, where the field shows as much.
        """
        if self.edit.isModified() and not self.commit():
            return
        start = Decimal(repr(self.validator.minimum if self._value is None else self._value))
        step = Decimal(repr(self._step))
        if fine:
            step = max(step / 5, Decimal(1).scaleb(-self._decimals))
        aim = float(round(start + count * step, self._decimals))
        refusal = self.validator.out_of_range(aim, self._text_of(aim))
        if refusal:
            aim = min(max(aim, self.validator.minimum), self.validator.maximum)
        self._take(aim)
        if refusal:
            self._reason.say(refusal)
        self.edit.selectAll()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Step while the field has the keyboard; else leave the wheel to the column."""
        if not self.edit.hasFocus() or event.angleDelta().y() == 0:
            event.ignore()
            return
        self.step(1 if event.angleDelta().y() > 0 else -1)
        event.accept()

    def leave(self) -> None:
        """The keyboard goes elsewhere: commit, or go back to the value and say why."""
        if self.edit.isModified() and not self.commit():
            self._mark_refused(False)
            self._show_value()

    # Inside.

    def _take(self, value: float | None) -> None:
        changed = value != self._value
        self._value = value
        self.revert()
        if changed:
            self.value_changed.emit(value)

    def _accept_key(self) -> None:
        self._reason.silence()
        self._mark_refused(False)

    def _refuse(self, reason: str) -> bool:
        self._mark_refused(True)
        self._reason.say(reason)
        return False

    def _mark_refused(self, refused: bool) -> None:
        if bool(self.property("refused")) != refused:
            self.setProperty("refused", refused)
            restyle(self)

    def _show_value(self) -> None:
        shown = ""
        if self._value is not None:
            shown = format_decimal(self._value, at_least=self._least, at_most=self._decimals)
        self.edit.setText(shown)
        self.edit.setModified(False)

    def _text_of(self, value: float) -> str:
        shown = format_decimal(value, at_least=self._least, at_most=self._decimals)
        return f"{shown} {self._unit}".strip()

    def _button(self, sign: str, tip: str, direction: int) -> QToolButton:
        button = QToolButton(self)
        button.setObjectName("step")
        button.setText(sign)
        button.setToolTip(tip)
        button.setAccessibleName(tip)
        button.setFixedSize(BUTTON_PX, HEIGHT_PX - 2)
        button.setAutoRepeat(True)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.clicked.connect(lambda: self.step(direction))
        return button


STEPS = {
    Qt.Key.Key_Up: 1,
    Qt.Key.Key_Down: -1,
    Qt.Key.Key_Plus: 1,
    Qt.Key.Key_Minus: -1,
    Qt.Key.Key_PageUp: 10,
    Qt.Key.Key_PageDown: -10,
}


class _Edit(QLineEdit):
    """The line of a number field: hands Enter, Esc and the stepping keys to it."""

    def __init__(self, field: NumberField) -> None:
        super().__init__(field)
        self._field = field
        self.setFrame(False)
        self.setObjectName("numberEdit")

    def event(self, event: QEvent) -> bool:
        """Keep the keys that mean something here from the window's shortcuts."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            key = Qt.Key(event.key())
            plain = not event.modifiers() & ~_LEFT_ALONE
            ending = key in (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter)
            if plain and (key in STEPS or (ending and self._can_revert())):
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter, Esc and steps; all else is the line edit's."""
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self._field.commit():
                self.selectAll()
                self._field.committed.emit()
            return
        if key == Qt.Key.Key_Escape and self._can_revert():
            self._field.revert()
            self.selectAll()
            return
        plain = not event.modifiers() & ~_LEFT_ALONE
        if plain and key in STEPS and not self._begins_negative(key):
            shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._field.step(STEPS[key], fine=shifted and key in _ARROWS)
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring; by key, take the whole number so that typing replaces it."""
        super().focusInEvent(event)
        self._ring(True)
        if event.reason() != Qt.FocusReason.MouseFocusReason:
            self.selectAll()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Commit what was typed."""
        super().focusOutEvent(event)
        self._ring(False)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self._field.leave()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the field."""
        self._field.wheelEvent(event)

    def _ring(self, on: bool) -> None:
        self._field.setProperty("focused", on)
        restyle(self._field)

    def _can_revert(self) -> bool:
        return self.isModified() or bool(self._field.property("refused"))

    def _begins_negative(self, key: Qt.Key) -> bool:
        fresh = not self.text() or self.selectedText() == self.text()
        return key == Qt.Key.Key_Minus and fresh and self._field.validator.minimum < 0


_ARROWS = (Qt.Key.Key_Up, Qt.Key.Key_Down)
_LEFT_ALONE = Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier


def restyle(widget: QWidget) -> None:
    """Let the style sheet see a property that changed."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)
