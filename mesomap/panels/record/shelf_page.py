"""A list on the left, a form for the chosen one on the right: a page of the clinic's shelf."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Generic, TypeVar
from uuid import UUID

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import (
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QListWidget,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from mesomap.model import Device, Mixture, Product
from mesomap.panels.buttons import Button
from mesomap.panels.look import caption

T = TypeVar("T", Product, Device, Mixture)
LIST_PX = 290


class ShelfPage(QWidget, Generic[T]):
    """What the pages of products, of devices and of mixtures have in common."""

    def __init__(self, values: Sequence[T], *, none: str, chosen: UUID | None = None) -> None:
        super().__init__()
        self._values: list[T] = sorted(values, key=lambda one: (one.retired, one.name.casefold()))
        self._shown: int = -1
        self.list = QListWidget()
        self.list.setWordWrap(True)
        self.list.setFixedWidth(LIST_PX)
        self.list.currentRowChanged.connect(self._turn_to)
        self.add_button = Button(self.tr("Add"), "plus")
        self.add_button.clicked.connect(self._add)
        self.retire_button = Button(self.tr("Retire"))
        self.retire_button.clicked.connect(self._retire)
        self.form = QFormLayout()
        self.form.setHorizontalSpacing(16)
        self.form.setVerticalSpacing(10)
        self.form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self._none = caption(none)
        self._form_place = QWidget()
        self._form_place.setLayout(self.form)
        self._chosen = chosen

    def lay_out(self) -> None:
        """Put list and form in their places; once the form's fields are there."""
        under = QHBoxLayout()
        under.setSpacing(8)
        under.addWidget(self.add_button)
        under.addWidget(self.retire_button)
        under.addStretch(1)
        left = QVBoxLayout()
        left.addWidget(self.list, 1)
        left.addLayout(under)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 8, 0)
        column.addWidget(self._none)
        column.addWidget(self._form_place)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inside)
        area.viewport().setAutoFillBackground(False)
        inside.setAutoFillBackground(False)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 16, 4, 8)
        row.setSpacing(20)
        row.addLayout(left)
        row.addWidget(area, 1)
        ids = [one.id for one in self._values]
        self._fill(ids.index(self._chosen) if self._chosen in ids else 0)

    # What the pages say themselves.

    def fresh(self) -> T:
        """A new one, without a name yet."""
        raise NotImplementedError

    def show_value(self, value: T) -> None:
        """Show it in the form."""
        raise NotImplementedError

    def typed(self, value: T) -> T:
        """`value` as the form has it."""
        raise NotImplementedError

    def with_retired(self, value: T, retired: bool) -> T:
        """`value` retired, or brought back."""
        raise NotImplementedError

    def focus_first(self) -> None:
        """Put the keyboard into the form's first field."""
        raise NotImplementedError

    def line(self, value: T) -> str:
        """How the list names it."""
        name = value.name or self.tr("(no name yet)")
        return self.tr("{name} (retired)").format(name=name) if value.retired else name

    # Inside.

    def values(self) -> list[T]:
        """All of them as they were left; one that was added and left empty is none."""
        self.take_over()
        return list(self._values)

    def current(self) -> T | None:
        """The one that the form shows."""
        return self._values[self._shown] if 0 <= self._shown < len(self._values) else None

    def take_over(self) -> None:
        """Keep what the form says."""
        value = self.current()
        if value is None:
            return
        after = self.typed(value)
        self._values[self._shown] = after
        item = self.list.item(self._shown)
        if item is not None:
            item.setText(self.line(after))

    def _turn_to(self, row: int) -> None:
        self.take_over()
        self._shown = row
        value = self.current()
        self._none.setVisible(value is None)
        self._form_place.setVisible(value is not None)
        self.retire_button.setEnabled(value is not None)
        if value is None:
            return
        self.show_value(value)
        self.retire_button.setText(self.tr("Bring back") if value.retired else self.tr("Retire"))
        self.retire_button.updateGeometry()

    def _fill(self, row: int) -> None:
        self._shown = -1
        with QSignalBlocker(self.list):
            self.list.clear()
            for value in self._values:
                self.list.addItem(self.line(value))
            self.list.setCurrentRow(row if self._values else -1)
        self._turn_to(row if self._values else -1)

    def put(self, value: T) -> None:
        """Show `value`, new or known, and put the keyboard into its form."""
        self.take_over()
        ids = [one.id for one in self._values]
        if value.id in ids:
            self._fill(ids.index(value.id))
        else:
            self._values.insert(0, value)
            self._fill(0)
        self.focus_first()

    def _add(self) -> None:
        self.put(self.fresh())

    def _retire(self) -> None:
        self.take_over()
        value, row = self.current(), self._shown
        if value is not None:
            self._values[row] = self.with_retired(value, not value.retired)
            self._fill(row)
