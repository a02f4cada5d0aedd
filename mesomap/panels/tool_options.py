"""What the options of the row, line, nappage and stamp tools have in common."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from mesomap.paint.tokens import BODY, DOCK_PADDING, SMALL
from mesomap.panels.buttons import Button, Kind
from mesomap.panels.look import heading, text_label, wrapping
from mesomap.panels.number_field import NumberField

FIELD_PX = 150


class ToolOptions(QFrame):
    """A heading, fields, what would be placed, and two buttons."""

    wishes_changed = Signal(object)
    """What the tool is to be set to."""
    done = Signal()
    """The chart may have the keyboard again."""

    def __init__(
        self, title: str, invitation: str, *, place: QAction | None, cancel: QAction
    ) -> None:
        super().__init__()
        self._title, self._invitation = title, invitation
        self._place, self._cancel = place, cancel
        self._line = wrapping(text_label("", BODY, weight=600))
        self._more = wrapping(text_label("", SMALL, role="t2"))
        self._labels: dict[QWidget, QLabel] = {}

    def lay_out(self, modes: Sequence[Button], rows: Sequence[tuple[str, QWidget]]) -> None:
        """Put the `modes` beside the heading, the fields of `rows` below it."""
        column = QVBoxLayout(self)
        column.setContentsMargins(DOCK_PADDING, 12, DOCK_PADDING, 14)
        column.setSpacing(8)
        column.addWidget(heading(self._title))
        if modes:
            line = QHBoxLayout()
            line.setSpacing(4)
            for button in modes:
                line.addWidget(button)
            line.addStretch(1)
            column.addLayout(line)
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(0, 1)
        for row, (words, field) in enumerate(rows):
            label = text_label(words, BODY)
            label.setBuddy(field)
            self._labels[field] = label
            field.setFixedWidth(FIELD_PX)
            grid.addWidget(label, row, 0)
            grid.addWidget(field, row, 1)
        column.addLayout(grid)
        column.addWidget(self._line)
        column.addWidget(self._more)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addStretch(1)
        buttons.addWidget(Button(self.tr("Cancel"), kind=Kind.PLAIN).follow(self._cancel))
        if self._place is not None:
            place = Button(self.tr("Place"), "check", kind=Kind.PRIMARY).follow(self._place)
            buttons.addWidget(place)
        column.addLayout(buttons)
        self.show_preview("", "")

    def show_field(self, field: QWidget, shown: bool) -> None:
        """Show or hide a field with its label."""
        field.setVisible(shown)
        self._labels[field].setVisible(shown)

    def show_preview(self, first: str, second: str) -> None:
        """What would be placed; with no words, what to do."""
        self._line.setText(first or self._invitation)
        self._more.setText(second)
        self._more.setVisible(bool(second))

    def preview_text(self) -> str:
        """The preview's lines as they are shown."""
        return f"{self._line.text()}\n{self._more.text()}".strip()

    def number(
        self,
        name: str,
        unit: str,
        *,
        least: float = 0.0,
        most: float = 1000.0,
        step: float = 1.0,
        decimals: int = 1,
        least_decimals: int | None = None,
        optional: bool = False,
    ) -> NumberField:
        """A field that tells of its changes."""
        field = NumberField(
            name=name,
            unit=unit,
            minimum=least,
            maximum=most,
            step=step,
            decimals=decimals,
            least_decimals=least_decimals,
            optional=optional,
        )
        field.value_changed.connect(lambda _value: self.tell())
        field.committed.connect(self.done)
        return field

    def choices(self, *words: tuple[str, str, str]) -> tuple[QButtonGroup, list[Button]]:
        """Buttons of which one is down: text, icon and tooltip of each; the first begins."""
        group = QButtonGroup(self)
        buttons = []
        for text, icon, tip in words:
            button = Button(text, icon, kind=Kind.BARE)
            button.setCheckable(True)
            button.setToolTip(tip)
            group.addButton(button)
            buttons.append(button)
        buttons[0].setChecked(True)
        group.buttonClicked.connect(lambda _button: self.tell())
        return group, buttons

    def tell(self) -> None:
        """Say what is wished for now."""
        raise NotImplementedError

    def show_wishes(self, wishes: Any) -> None:
        """Show what was changed on the chart."""
        raise NotImplementedError
