"""Products and their lots, as the clinic keeps them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from uuid import UUID, uuid4

from PySide6.QtWidgets import QLineEdit

from mesomap.model import Lot, Product, ProductKind
from mesomap.panels.choice import Choice
from mesomap.panels.number_field import NumberField
from mesomap.panels.record.component_rows import ComponentRows
from mesomap.panels.record.lot_rows import LotRows
from mesomap.panels.record.product_words import kind_words
from mesomap.panels.record.shelf_page import ShelfPage

GTIN_DIGITS = 14


class ProductPage(ShelfPage[Product]):
    """Name, kind, what a mL holds, vial, maker, GTIN, lots."""

    def __init__(
        self,
        products: Sequence[Product],
        lots: Sequence[Lot],
        *,
        today: date,
        chosen: UUID | None = None,
    ) -> None:
        super().__init__(products, none="", chosen=chosen)
        self._none.setText(self.tr("No product yet: Add, or scan a box."))
        self.list.setAccessibleName(self.tr("Products"))
        self._lots: dict[UUID, list[Lot]] = {}
        for one in lots:
            self._lots.setdefault(one.product, []).append(one)
        self.name = QLineEdit()
        self.kind = Choice()
        self.kind.setAccessibleName(self.tr("Kind"))
        for kind in ProductKind:
            self.kind.addItem(kind_words(kind), kind.value)
        self.holds = ComponentRows()
        self.vial = NumberField(
            name=self.tr("Content of a vial"),
            unit=self.tr("mL"),
            maximum=1000.0,
            step=1.0,
            decimals=3,
            least_decimals=1,
            optional=True,
        )
        self.vial.set_placeholder(self.tr("not noted"))
        self.maker = QLineEdit()
        self.gtin = QLineEdit()
        self.gtin.setPlaceholderText(self.tr("the number under the bar code"))
        self.note = QLineEdit()
        self.lot_rows = LotRows(today)
        self.form.addRow(self.tr("&Name"), self.name)
        self.form.addRow(self.tr("&Kind"), self.kind)
        self.form.addRow(self.tr("Each mL holds"), self.holds)
        self.form.addRow(self.tr("&Vial"), self.vial)
        self.form.addRow(self.tr("&Maker"), self.maker)
        self.form.addRow(self.tr("&GTIN"), self.gtin)
        self.form.addRow(self.tr("N&ote"), self.note)
        self.form.addRow(self.tr("Lots"), self.lot_rows)
        self.lay_out()

    def products(self) -> list[Product]:
        """The products as they were left."""
        return self.values()

    def lots(self) -> list[Lot]:
        """All lots as they were left."""
        self.take_over()
        return [lot for held in self._lots.values() for lot in held]

    def commit(self) -> bool:
        """Whether every number and day was taken."""
        return self.vial.commit() and self.holds.commit() and self.lot_rows.commit()

    def fresh(self) -> Product:
        """A new product."""
        return Product(id=uuid4(), name="")

    def with_retired(self, value: Product, retired: bool) -> Product:
        """Retired, or brought back."""
        return replace(value, retired=retired)

    def focus_first(self) -> None:
        """Its name."""
        self.name.setFocus()

    def show_value(self, value: Product) -> None:
        """Fill the form."""
        self.name.setText(value.name)
        self.kind.setCurrentIndex(self.kind.findData(value.kind.value))
        self.holds.show_components(value.components)
        self.vial.set_value(value.vial_ul / 1000 if value.vial_ul else None)
        self.maker.setText(value.maker)
        self.gtin.setText(value.gtin)
        self.note.setText(value.note)
        self.lot_rows.show_lots(value.id, self._lots.get(value.id, []))

    def typed(self, value: Product) -> Product:
        """What the form says; its lots are kept beside."""
        self._lots[value.id] = self.lot_rows.lots()
        gtin = "".join(self.gtin.text().split())
        return replace(
            value,
            name=" ".join(self.name.text().split()),
            kind=ProductKind(self.kind.currentData()),
            components=self.holds.components(),
            vial_ul=round((self.vial.value() or 0.0) * 1000),
            maker=" ".join(self.maker.text().split()),
            gtin=gtin.rjust(GTIN_DIGITS, "0") if gtin else "",
            note=" ".join(self.note.text().split()),
        )
