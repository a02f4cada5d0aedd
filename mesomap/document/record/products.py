"""The changes that bring the clinic's shelf (products, lots, devices, mixtures) up to date."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID, uuid4

from mesomap.document.validate import NO_LOT_NUMBER, NO_PRODUCT_NAME
from mesomap.model import (
    Added,
    Change,
    Device,
    KnownError,
    Lot,
    Mixture,
    Product,
    Updated,
    fold_lot,
)
from mesomap.model.message import QT_TRANSLATE_NOOP
from mesomap.storage import Store

WRONG_GTIN = QT_TRANSLATE_NOOP(
    "messages", "{gtin} is no GTIN: it has 8, 12, 13 or 14 digits, the last of them for checking."
)
TWO_LOTS = QT_TRANSLATE_NOOP("messages", "{product} has the lot {lot} twice: keep one of them.")
NO_DEVICE = QT_TRANSLATE_NOOP("messages", "A device needs a name: type one.")
NO_MIXTURE = QT_TRANSLATE_NOOP("messages", "A mixture needs a name and a product: fill both in.")
GTIN_DIGITS = (8, 12, 13, 14)

Part = Product | Lot | Device | Mixture


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """What the clinic has: products, their lots, devices, mixtures; retired ones too."""

    products: tuple[Product, ...] = ()
    lots: tuple[Lot, ...] = ()
    devices: tuple[Device, ...] = ()
    mixtures: tuple[Mixture, ...] = ()

    def lots_of(self, product: UUID) -> list[Lot]:
        """A product's lots, those that last longest first."""
        held = [one for one in self.lots if one.product == product]
        return sorted(held, key=lambda one: (one.expiry is None, one.expiry, one.number))[::-1]

    def offered(self) -> list[Product]:
        """The products that may be chosen, by name."""
        return sorted((one for one in self.products if not one.retired), key=_by_name)

    def by_gtin(self, gtin: str) -> Product | None:
        """The product of that number, one that is still offered before a retired one."""
        held = [one for one in self.products if gtin and one.gtin == normal_gtin(gtin)]
        return min(held, key=lambda one: one.retired, default=None)


def shelf(store: Store) -> Shelf:
    """All of it, from the clinic file."""
    return Shelf(
        products=tuple(store.of_clinic(Product)),
        lots=tuple(store.of_clinic(Lot)),
        devices=tuple(store.of_clinic(Device)),
        mixtures=tuple(store.of_clinic(Mixture)),
    )


def shelf_changes(before: Shelf, after: Shelf) -> tuple[Change, ...]:
    """The changes from one to the other, products before their lots; nothing is ever removed.

    Raises
    ------
    KnownError
        A product, a lot or a device lacks its name or number, or a GTIN is none.
    """
    _check(after)
    changes: list[Change] = []
    for kind in ("products", "lots", "devices", "mixtures"):
        known = {one.id: one for one in getattr(before, kind)}
        for one in getattr(after, kind):
            if one.id not in known:
                changes.append(Added(one))
            elif known[one.id] != one:
                changes.append(Updated(known[one.id], one))
    return tuple(changes)


def _check(shelf: Shelf) -> None:
    names = {one.id: one.name for one in shelf.products}
    for product in shelf.products:
        if not product.name.strip():
            raise KnownError(NO_PRODUCT_NAME)
        if product.gtin and not is_gtin(product.gtin):
            raise KnownError(WRONG_GTIN, gtin=product.gtin)
    seen: set[tuple[UUID, str]] = set()
    for lot in shelf.lots:
        if not lot.number.strip():
            raise KnownError(NO_LOT_NUMBER)
        if (lot.product, lot.folded) in seen:
            raise KnownError(TWO_LOTS, product=names.get(lot.product, ""), lot=lot.number)
        seen.add((lot.product, lot.folded))
    if any(not device.name.strip() for device in shelf.devices):
        raise KnownError(NO_DEVICE)
    if any(not (one.name.strip() and one.parts) for one in shelf.mixtures):
        raise KnownError(NO_MIXTURE)


def lot_of(lots: Iterable[Lot], product: UUID, number: str) -> Lot:
    """The product's lot of that number, tolerant of spaces, case and O for 0; a new one else."""
    wanted = fold_lot(number)
    for one in lots:
        if one.product == product and one.folded == wanted:
            return one
    return Lot(id=uuid4(), product=product, number=" ".join(number.split()))


def is_gtin(text: str) -> bool:
    """Whether it is a GTIN: the digits of one length, the last one checking the others.

    The check digit is GS1's: weights 3 and 1 in turn from the right, to a multiple of ten (GS1
    General Specifications, 7.9).
    """
    if not (text.isascii() and text.isdigit() and len(text) in GTIN_DIGITS):
        return False
    return sum(int(digit) * (3 if n % 2 else 1) for n, digit in enumerate(text[::-1])) % 10 == 0


def normal_gtin(text: str) -> str:
    """A GTIN as it is kept: 14 digits, zeros before a shorter one."""
    digits = "".join(text.split())
    return digits.rjust(14, "0") if digits else ""


def _by_name(product: Product) -> tuple[str, str]:
    return product.name.casefold(), product.id.hex
