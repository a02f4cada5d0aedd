"""The mixtures that the clinic keeps: a name and a recipe each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from uuid import uuid4

from PySide6.QtWidgets import QLineEdit

from mesomap.model import Mixture, Product
from mesomap.panels.record.recipe_rows import RecipeRows
from mesomap.panels.record.shelf_page import ShelfPage


class MixturePage(ShelfPage[Mixture]):
    """Name, and products in volumes."""

    def __init__(self, mixtures: Sequence[Mixture], products: Sequence[Product]) -> None:
        super().__init__(mixtures, none="")
        self._none.setText(
            self.tr("No mixture is kept yet: Add one, or name one while drawing up (F9).")
        )
        self.list.setAccessibleName(self.tr("Saved mixtures"))
        self.name = QLineEdit()
        used = {part.product for one in mixtures for part in one.parts}
        offered = [one for one in products if not one.retired or one.id in used]
        self.recipe = RecipeRows(sorted(offered, key=lambda one: one.name.casefold()))
        self.form.addRow(self.tr("&Name"), self.name)
        self.form.addRow(self.tr("Recipe"), self.recipe)
        self.lay_out()

    def mixtures(self) -> list[Mixture]:
        """The mixtures as they were left."""
        return self.values()

    def commit(self) -> bool:
        """Whether every volume was taken."""
        return self.current() is None or self.recipe.commit()

    def fresh(self) -> Mixture:
        """A new mixture."""
        return Mixture(id=uuid4(), name="", parts=())

    def with_retired(self, value: Mixture, retired: bool) -> Mixture:
        """Retired, or brought back."""
        return replace(value, retired=retired)

    def focus_first(self) -> None:
        """Its name."""
        self.name.setFocus()

    def show_value(self, value: Mixture) -> None:
        """Fill the form."""
        self.name.setText(value.name)
        self.recipe.show_parts(value.parts)

    def typed(self, value: Mixture) -> Mixture:
        """What the form says."""
        return replace(value, name=" ".join(self.name.text().split()), parts=self.recipe.parts())
