"""What a product holds in each mL: a row a component."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QCompleter, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from mesomap.clinical.substances import SUBSTANCES, substance_of
from mesomap.model import Component, Unit
from mesomap.panels.buttons import Button, Kind
from mesomap.panels.choice import Choice
from mesomap.panels.number_field import NumberField

PERCENT = "percent"
MG_PER_ML_A_PERCENT = Decimal(10)
"""1 % is 1 g in 100 mL."""


class ComponentRows(QWidget):
    """Name, amount and unit of each; an empty name is no component."""

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: list[_Row] = []
        self._column = QVBoxLayout()
        self._column.setSpacing(6)
        self.add_button = Button(self.tr("Add component"), "plus", kind=Kind.BARE)
        self.add_button.clicked.connect(lambda: self._add(None).name.setFocus())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(self._column)
        column.addWidget(self.add_button)

    def show_components(self, components: tuple[Component, ...]) -> None:
        """Show these, with a row to type in if there are none."""
        for row in tuple(self._rows):
            self._drop(row, tell=False)
        for one in components or (None,):
            self._add(one)

    def components(self) -> tuple[Component, ...]:
        """What is typed, the amounts of each mL."""
        found = (row.component() for row in self._rows)
        return tuple(one for one in found if one is not None)

    def commit(self) -> bool:
        """Whether every number was taken."""
        return all(row.amount.commit() for row in self._rows)

    def _add(self, one: Component | None) -> _Row:
        row = _Row(one)
        row.name.textEdited.connect(lambda _text: self.edited.emit())
        row.amount.value_changed.connect(lambda _value: self.edited.emit())
        row.unit.activated.connect(lambda _at: self.edited.emit())
        row.remove.clicked.connect(lambda: self._drop(row))
        self._rows.append(row)
        self._column.addWidget(row)
        return row

    def _drop(self, row: _Row, *, tell: bool = True) -> None:
        self._rows.remove(row)
        self._column.removeWidget(row)
        row.hide()
        row.deleteLater()
        if tell:
            self.edited.emit()


class _Row(QWidget):
    def __init__(self, one: Component | None) -> None:
        super().__init__()
        self.name = QLineEdit(one.name if one else "")
        self.name.setPlaceholderText(self.tr("e.g. Lidocaine"))
        self.name.setAccessibleName(self.tr("Component"))
        names = [QCoreApplication.translate("messages", text) for text in SUBSTANCES.values()]
        completer = QCompleter(names, self.name)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.name.setCompleter(completer)
        self.amount = NumberField(
            name=self.tr("Amount in each mL"),
            maximum=1_000_000.0,
            decimals=4,
            least_decimals=0,
            optional=True,
        )
        self.amount.setFixedWidth(130)
        if one is not None:
            self.amount.set_value(float(one.per_ml))
        self._kept = one
        self.unit = Choice()
        self.unit.setAccessibleName(self.tr("Unit"))
        self.unit.setFixedWidth(104)
        for unit in Unit:
            self.unit.addItem(self.tr("{unit}/mL").format(unit=unit.value), unit.value)
        self.unit.addItem("%", PERCENT)
        if one is not None:
            self.unit.setCurrentIndex(self.unit.findData(one.unit.value))
        self.remove = Button("", "delete", kind=Kind.BARE)
        self.remove.setToolTip(self.tr("Remove this component"))
        self.remove.setAccessibleName(self.tr("Remove this component"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self.name, 1)
        row.addWidget(self.amount)
        row.addWidget(self.unit)
        row.addWidget(self.remove)

    def component(self) -> Component | None:
        name = " ".join(self.name.text().split())
        if not name:
            return None
        amount = Decimal(str(self.amount.value() or 0.0)).normalize()
        chosen = self.unit.currentData()
        percent = chosen == PERCENT
        amount = amount * MG_PER_ML_A_PERCENT if percent else amount
        made = Component(
            name=name,
            per_ml=Decimal(f"{amount:f}"),
            unit=Unit.MG if percent else Unit(chosen),
            substance=substance_of(name),
        )
        kept = self._kept
        if kept is not None and kept.per_ml == made.per_ml and kept.name == made.name:
            return kept if kept.unit is made.unit else made
        return made
