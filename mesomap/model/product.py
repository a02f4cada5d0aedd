"""What is injected: products, their lots, and mixtures of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from uuid import UUID


class ProductKind(StrEnum):
    """What sort of product it is. Stored and exported: never rename one."""

    MEDICINE = "medicine"
    VITAMIN = "vitamin"
    MINERAL = "mineral"
    ENZYME = "enzyme"
    AMINO_ACID = "amino-acid"
    HYALURONIC_ACID = "hyaluronic-acid"
    AUTOLOGOUS = "autologous"
    """Made from the patient's own blood or tissue."""
    OTHER = "other-active"


class Unit(StrEnum):
    """In what a component is counted. Stored and exported: never rename one."""

    MG = "mg"
    MCG = "mcg"
    IU = "IU"
    UNITS = "U"
    MMOL = "mmol"


@dataclass(frozen=True, slots=True, kw_only=True)
class Component:
    """So much of a substance in each mL of a product.

    `substance` is an id of `mesomap.clinical.substances`, "" for one that no figure is known of.
    `per_ml` is exact: doses are reckoned in decimals.
    """

    name: str
    per_ml: Decimal
    unit: Unit = Unit.MG
    substance: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Product:
    """A product that the clinic uses. `vial_ul` is the content of one vial, 0 where not noted.

    `gtin` has 14 digits, "" without one. `retired` ones are no longer offered.
    """

    id: UUID
    name: str
    kind: ProductKind = ProductKind.MEDICINE
    components: tuple[Component, ...] = ()
    vial_ul: int = 0
    maker: str = ""
    gtin: str = ""
    note: str = ""
    retired: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Lot:
    """A lot of a product. `expiry` is the last day on which it may be used.

    `recalled` is the day on which the clinic noted its recall, `recall_note` what was said.
    """

    id: UUID
    product: UUID
    number: str
    expiry: date | None = None
    recalled: date | None = None
    recall_note: str = ""

    @property
    def folded(self) -> str:
        """The number as it is searched by."""
        return fold_lot(self.number)


@dataclass(frozen=True, slots=True, kw_only=True)
class MixturePart:
    """So much of a product in a mixture; integer microlitres."""

    product: UUID
    volume_ul: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Mixture:
    """A mixture that the clinic uses again: products in volumes."""

    id: UUID
    name: str
    parts: tuple[MixturePart, ...]
    retired: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Draw:
    """A product drawn up into a syringe of one session.

    Attributes
    ----------
    lot
        None where none is noted.
    volume_ul, discarded_ul
        What went into the syringe, and what was thrown away of it; integer microlitres.
    vials
        How many were opened for it; None where not noted.
    opened
        The day a vial in use was first opened.
    serial
        Of the box, where it has one.
    reason
        Why a lot that was expired or recalled was drawn up all the same.
    collected, kit_lot
        Of an autologous product: when it was taken, and the lot of the kit.
    """

    id: UUID
    session: UUID
    syringe: UUID
    product: UUID
    volume_ul: int
    drawn: datetime
    lot: UUID | None = None
    vials: int | None = None
    opened: date | None = None
    discarded_ul: int = 0
    serial: str = ""
    reason: str = ""
    collected: datetime | None = None
    kit_lot: str = ""
    drawn_by: str = ""

    @property
    def lots(self) -> str:
        """The kit's lot as it is searched by, "" without one."""
        return fold_lot(self.kit_lot)


def fold_lot(number: str) -> str:
    """A lot's number without spaces, hyphens and case, the letter O as the digit 0."""
    return "".join(c for c in number.upper() if not (c.isspace() or c in "-‐‑–")).replace("O", "0")
