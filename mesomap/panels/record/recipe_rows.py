"""A mixture's recipe: products in volumes."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mesomap.model import MixturePart, Product
from mesomap.panels.buttons import Button, Kind
from mesomap.panels.choice import Choice
from mesomap.panels.number_field import NumberField


class RecipeRows(QWidget):
    """A row a product; one without a product or a volume is none."""

    edited = Signal()

    def __init__(self, products: Sequence[Product], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._products = list(products)
        self._rows: list[_Row] = []
        self._column = QVBoxLayout()
        self._column.setSpacing(6)
        self.add_button = Button(self.tr("Add product"), "plus", kind=Kind.BARE)
        self.add_button.clicked.connect(lambda: self._add(None).product.setFocus())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(self._column)
        column.addWidget(self.add_button)

    def show_parts(self, parts: Sequence[MixturePart]) -> None:
        """Show a recipe."""
        for row in tuple(self._rows):
            self._drop(row)
        for part in parts:
            self._add(part)

    def parts(self) -> tuple[MixturePart, ...]:
        """What is typed."""
        found = (row.part() for row in self._rows)
        return tuple(one for one in found if one is not None)

    def commit(self) -> bool:
        """Whether every volume was taken."""
        return all(row.volume.commit() for row in self._rows)

    def _add(self, part: MixturePart | None) -> _Row:
        row = _Row(self._products, part)
        row.product.activated.connect(lambda _at: self.edited.emit())
        row.volume.value_changed.connect(lambda _value: self.edited.emit())
        row.remove.clicked.connect(lambda: self._remove(row))
        self._rows.append(row)
        self._column.addWidget(row)
        return row

    def _remove(self, row: _Row) -> None:
        self._drop(row)
        self.edited.emit()

    def _drop(self, row: _Row) -> None:
        self._rows.remove(row)
        self._column.removeWidget(row)
        row.hide()
        row.deleteLater()


class _Row(QWidget):
    def __init__(self, products: Sequence[Product], part: MixturePart | None) -> None:
        super().__init__()
        self.product = Choice()
        self.product.setAccessibleName(self.tr("Product"))
        self.product.addItem(self.tr("choose a product"), None)
        for one in products:
            self.product.addItem(one.name, one.id)
        self.volume = NumberField(
            name=self.tr("Volume"),
            unit=self.tr("mL"),
            maximum=100.0,
            step=0.5,
            decimals=3,
            least_decimals=2,
        )
        self.volume.setFixedWidth(132)
        self.remove = Button("", "delete", kind=Kind.BARE)
        self.remove.setToolTip(self.tr("Remove this product"))
        self.remove.setAccessibleName(self.tr("Remove this product"))
        if part is not None:
            self.product.setCurrentIndex(max(self.product.row_of(part.product), 0))
            self.volume.set_value(part.volume_ul / 1000)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self.product, 1)
        row.addWidget(self.volume)
        row.addWidget(self.remove)

    def part(self) -> MixturePart | None:
        product = self.product.currentData()
        volume_ul = round((self.volume.value() or 0.0) * 1000)
        if product is None or volume_ul <= 0:
            return None
        return MixturePart(product=product, volume_ul=volume_ul)
