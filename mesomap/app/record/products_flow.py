"""The clinic's products, lots and devices, with or without a session open."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject, Qt

from mesomap.app.desk import Desk
from mesomap.model import KnownError, Product
from mesomap.model.message import QT_TRANSLATE_NOOP
from mesomap.paint.sentences import say

if TYPE_CHECKING:
    from mesomap.panels.record.products_dialog import ProductsDialog


class ProductsFlow(QObject):
    """Opens the shelf, and keeps what was changed there."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk

    def ask(
        self,
        *,
        chosen: UUID | None = None,
        fresh: Product | None = None,
        then: Callable[[], None] | None = None,
    ) -> None:
        """Open the shelf.

        Parameters
        ----------
        chosen
            The product to begin with.
        fresh
            A new product, filled in as far as a scan said.
        then
            Done once the shelf was saved.
        """
        from mesomap.document.record.products import shelf
        from mesomap.panels.record.products_dialog import ProductsDialog

        store = self._desk.clinic.store
        if store is None:
            return
        held = shelf(store)
        dialog = ProductsDialog(
            held.products,
            held.lots,
            held.devices,
            held.mixtures,
            today=self._desk.clock().date(),
            chosen=chosen,
            parent=self._desk.window,
        )
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if fresh is not None:
            dialog.products.put(fresh)
        dialog.saved = lambda: self._save(dialog, then)
        dialog.open()

    def _save(self, dialog: ProductsDialog, then: Callable[[], None] | None) -> bool:
        """Keep the shelf; whether it could be kept."""
        from mesomap.document.record.products import Shelf, shelf, shelf_changes

        document, store = self._desk.clinic.document, self._desk.clinic.store
        if document is None or store is None:
            return True
        before = shelf(store)
        products, lots, devices, mixtures = dialog.entries()
        kept = {one.id for one in before.products} | {one.id for one in before.mixtures}
        # One that was added and left empty is none.
        products = [one for one in products if one.name or one.id in kept]
        named = {one.id for one in products}
        after = Shelf(
            products=tuple(products),
            lots=tuple(one for one in lots if one.product in named),
            devices=tuple(devices),
            mixtures=tuple(one for one in mixtures if one.name or one.parts or one.id in kept),
        )
        try:
            changes = shelf_changes(before, after)
            if changes:
                document.commit(QT_TRANSLATE_NOOP("labels", "Change products"), changes)
        except KnownError as error:
            dialog.refuse(say(error.message))
            return False
        if then is not None:
            then()
        return True
