"""Filling the syringe in hand: recipe, draws, devices; by hand or from a scanned box."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from PySide6.QtCore import QObject, Qt

from mesomap.app.desk import Desk
from mesomap.app.record.products_flow import ProductsFlow
from mesomap.app.session_view import SessionView
from mesomap.model import (
    Added,
    AreaPass,
    Change,
    DeviceUse,
    Draw,
    Injection,
    KnownError,
    Mixture,
    MixturePart,
    Product,
    Removed,
    SessionStatus,
    Status,
    Syringe,
    Updated,
)
from mesomap.model.message import QT_TRANSLATE_NOOP
from mesomap.paint.sentences import say

if TYPE_CHECKING:
    from mesomap.analysis.doses import Dose
    from mesomap.document import Document
    from mesomap.document.record.products import Shelf
    from mesomap.exchange.gs1 import Reading
    from mesomap.panels.record.dose_table import DoseLine
    from mesomap.panels.record.drawing_dialog import DrawingDialog, Filling


class DrawingFlow(QObject):
    """Opens the syringe's content, and keeps it as one step."""

    def __init__(self, desk: Desk, view: SessionView, products: ProductsFlow) -> None:
        super().__init__(view)
        self._desk, self._view, self._products = desk, view, products
        self._dialog: DrawingDialog | None = None

    def ask(self) -> None:
        """Open the content of the syringe in hand."""
        self._open()

    def ask_scanned(self, reading: Reading) -> None:
        """Draw up what a box says: its product (made first, if it is not known), lot, serial."""
        if self._dialog is not None:
            self._take(self._dialog, reading)
            return
        from mesomap.document.record.products import shelf

        document = self._view.document
        if document is None:
            return
        product = shelf(document.store).by_gtin(reading.gtin) if reading.gtin else None
        if product is None:
            fresh = Product(id=uuid4(), name="", gtin=reading.gtin)
            self._products.ask(fresh=fresh, then=lambda: self._after(fresh.id, reading))
        else:
            self._open(lambda dialog: self._take(dialog, reading))

    def _after(self, product: UUID, reading: Reading) -> None:
        """The new product is there: draw it up."""
        document = self._view.document
        if document is None:
            return
        if any(one.id == product for one in document.store.of_clinic(Product)):
            self._open(lambda dialog: self._draw(dialog, product, reading))

    # The dialog.

    def _open(self, then: Callable[[DrawingDialog], object] | None = None) -> None:
        from mesomap.document.record.draws import why_not
        from mesomap.document.record.products import shelf
        from mesomap.panels.record.draw_card import CardShelf
        from mesomap.panels.record.drawing_dialog import DrawingDialog

        document, syringe = self._view.document, self._view.held()
        if document is None or document.session is None or syringe is None:
            return
        session, held = document.session, shelf(document.store)
        used = {one.product for one in document.of(Draw).values()}
        used |= {one.product for one in syringe.parts}
        offered = [one for one in held.products if not one.retired or one.id in used]
        in_use = {one.device for one in document.of(DeviceUse).values()}
        dialog = DrawingDialog(
            syringe,
            [one for one in document.of(Draw).values() if one.syringe == syringe.id],
            list(document.of(DeviceUse).values()),
            shelf=CardShelf(
                products=sorted(offered, key=lambda one: one.name.casefold()),
                lots=held.lots_of,
                why_not=lambda lot: why_not(lot, session.date),
            ),
            mixtures=[one for one in held.mixtures if not one.retired],
            devices=[
                (one, why_not(one, session.date))
                for one in held.devices
                if not one.retired or one.id in in_use
            ],
            doses=lambda parts, draws: self._doses(document, syringe, parts, draws),
            now=self._desk.clock,
            actor=document.actor,
            read_only=session.status is SessionStatus.SIGNED,
            parent=self._desk.window,
        )
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.saved_by = lambda: self._save(dialog, document, syringe, held)
        dialog.take_scan = lambda reading: self._take(dialog, reading)
        dialog.finished.connect(lambda _how: self._forget())
        self._dialog = dialog
        dialog.open()
        if then is not None and session.status is not SessionStatus.SIGNED:
            then(dialog)

    def _forget(self) -> None:
        self._dialog = None

    def _take(self, dialog: DrawingDialog, reading: Reading) -> bool:
        """Fill in what a box says, while the dialog is open; whether its product is known."""
        from mesomap.document.record.products import shelf

        document = self._view.document
        if document is None:
            return False
        product = shelf(document.store).by_gtin(reading.gtin) if reading.gtin else None
        if product is None:
            dialog.refuse(
                self.tr("No product has this number ({gtin}): add it first (Ctrl+F9).").format(
                    gtin=reading.gtin or "–"
                )
            )
            return False
        return self._draw(dialog, product.id, reading)

    def _draw(self, dialog: DrawingDialog, product: UUID, reading: Reading) -> bool:
        from mesomap.document.record.products import lot_of, shelf

        document = self._view.document
        if document is None:
            return False
        held = shelf(document.store)
        one = next((p for p in held.products if p.id == product), None)
        card = dialog.add_draw(product, one.vial_ul if one is not None else 0)
        if card is None:
            return False
        if reading.lot:
            lot = lot_of(held.lots, product, reading.lot)
            if lot.expiry is None and reading.expiry is not None:
                lot = replace(lot, expiry=reading.expiry)
            card.take(lot, reading.serial)
        card.volume.setFocus()
        return True

    def _save(
        self, dialog: DrawingDialog, document: Document, syringe: Syringe, held: Shelf
    ) -> bool:
        from mesomap.document.record.draws import check_draw, fill_changes, use_of

        assert document.session is not None
        filling, on = dialog.filling(), document.session.date
        products = {one.id: one for one in held.products}
        lots = {one.id: one for one in (*held.lots, *filling.new_lots)}
        try:
            for draw in filling.draws:
                lot = lots.get(draw.lot) if draw.lot is not None else None
                check_draw(draw, products[draw.product], lot, on=on)
            devices = {one.id: one for one in held.devices}
            uses = [use_of(devices[use.device], use, on=on) for use in filling.devices]
            self._keep_on_shelf(document, filling)
            kept = [one for one in document.of(Draw).values() if one.syringe == syringe.id]
            changes = [
                *fill_changes(
                    syringe, replace(syringe, parts=filling.parts), kept, filling.draws, products
                ),
                *_use_changes(list(document.of(DeviceUse).values()), uses),
            ]
            if changes:
                document.commit(QT_TRANSLATE_NOOP("labels", "Draw up"), tuple(changes))
        except KnownError as error:
            dialog.refuse(say(error.message))
            return False
        return True

    def _keep_on_shelf(self, document: Document, filling: Filling) -> None:
        """Lots that are new, and the mixture to be kept: the clinic's, so a step of their own."""
        store = document.store
        there = store.lots(one.id for one in filling.new_lots)
        changes: list[Change] = [Added(one) for one in filling.new_lots if one.id not in there]
        known = {(one.name, one.parts) for one in store.of_clinic(Mixture)}
        if filling.keep_as and filling.parts and (filling.keep_as, filling.parts) not in known:
            changes.append(Added(Mixture(id=uuid4(), name=filling.keep_as, parts=filling.parts)))
        if changes:
            document.commit(QT_TRANSLATE_NOOP("labels", "Add lots"), tuple(changes))

    # Doses.

    def _doses(
        self,
        document: Document,
        syringe: Syringe,
        parts: tuple[MixturePart, ...],
        draws: tuple[Draw, ...],
    ) -> list[DoseLine]:
        """The lines of the table for a recipe and draws that are being typed."""
        from mesomap.analysis.doses import dose_of, doses_of, strengths, strengths_of

        products = {one.id: one for one in document.store.of_clinic(Product)}
        typed = replace(syringe, parts=parts)
        others = [one for one in document.of(Draw).values() if one.syringe != syringe.id]
        strength = strengths(typed, draws, products)
        syringes = [one for one in document.syringes.values() if one.id != syringe.id]
        known = strengths_of(syringes, others, products) | {syringe.id: strength}
        values: list[Injection | AreaPass] = [
            *document.injections.values(),
            *document.areas.values(),
        ]
        kept = [one for one in values if one.status is not Status.SKIPPED]
        given = [one for one in values if one.status is Status.GIVEN]
        return _lines(
            strength,
            dose_of(syringe.volume_ul, strength),
            doses_of(kept, known),
            doses_of(given, known),
            self._before(document),
        )

    def _before(self, document: Document) -> Sequence[Dose]:
        """What earlier sessions of the course gave."""
        from mesomap.document.record.courses import given_over, standing_of_open

        found = standing_of_open(document)
        if found is None or document.session is None:
            return ()
        now = document.session.id
        earlier = [one.session for one in found.sessions if one.session.id != now]
        return given_over(document.store, earlier)[1]


def _lines(
    per_ml: Sequence[Dose],
    each: Sequence[Dose],
    planned: Sequence[Dose],
    given: Sequence[Dose],
    before: Sequence[Dose],
) -> list[DoseLine]:
    from mesomap.analysis.doses import total
    from mesomap.panels.record.dose_table import DoseLine
    from mesomap.panels.record.product_words import amount_words

    def words(doses: Sequence[Dose], like: Dose) -> str:
        key = (like.name, like.substance, like.unit)
        found = [one for one in doses if (one.name, one.substance, one.unit) == key]
        return amount_words(found[0].amount, like.unit) if found else "–"

    course = total([*before, *given])
    return [
        DoseLine(
            name=one.name,
            per_ml=amount_words(one.amount, one.unit),
            per_injection=words(each, one),
            planned=words(planned, one),
            given=words(given, one),
            course=words(course, one),
        )
        for one in per_ml
    ]


def _use_changes(kept: Sequence[DeviceUse], wanted: Sequence[DeviceUse]) -> list[Change]:
    known = {one.id: one for one in kept}
    left = {one.id for one in wanted}
    changes: list[Change] = [Removed(one) for one in kept if one.id not in left]
    for use in wanted:
        before = known.get(use.id)
        if before is None:
            changes.append(Added(use))
        elif before != use:
            changes.append(Updated(before, use))
    return changes
