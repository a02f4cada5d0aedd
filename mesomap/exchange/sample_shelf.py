"""The sample clinic itself: its people, settings, products, lots and devices, plainly made up."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from uuid import UUID

from mesomap.document.record.products import is_gtin
from mesomap.exchange.sample_people import sample_id
from mesomap.model import (
    SETTINGS,
    ClinicPart,
    ClinicSettings,
    Component,
    Device,
    DeviceKind,
    Lot,
    Person,
    Product,
    ProductKind,
    Role,
    Unit,
)

MAKER = "Example Labs"
TREATMENT_TEXT = "Treatment, version 3 (January 2026)"
PHOTOGRAPHS_TEXT = "Photographs, version 2 (January 2026)"
ANTISEPTIC = "Example skin antiseptic"
GENTLE_ANTISEPTIC = "Example skin antiseptic, free of alcohol"
CREAM, CREAM_LOT = "Example numbing cream", "NC-2604"
CREAM_EXPIRY = date(2027, 9, 30)

DOCTOR = Person(id=sample_id("person", "doctor"), name="B. Example", title="Dr.", license="EX-0001")
ASSISTANT = Person(
    id=sample_id("person", "assistant"),
    name="S. Specimen",
    role=Role.ASSISTANT,
    may_prescribe=False,
    may_sign=False,
)
PEOPLE = (DOCTOR, ASSISTANT)

CLINIC = ClinicSettings(
    id=SETTINGS,
    name="Example Clinic",
    address="1 Example Street\n00000 Sampletown",
    phone="01632 960000",
    emergency=(
        "This clinic is made up: write your own text here, under Clinic settings.\n"
        "Emergency number: …\n"
        "Emergency kit: treatment room 1, top drawer.\n"
        "Nearest hospital: …"
    ),
    consent_texts=(TREATMENT_TEXT, PHOTOGRAPHS_TEXT),
    antiseptics=(ANTISEPTIC, GENTLE_ANTISEPTIC),
    after_care=(
        "Keep the skin clean and dry today.\n"
        "Call us if redness, swelling or pain grows, or if a lump stays: 01632 960000."
    ),
)


def _gtin(number: int) -> str:
    """One of the numbers that GS1 gives to nobody: 0200…, for use within a shop."""
    start = f"02000000000{number:02d}"
    return next(f"{start}{check}" for check in range(10) if is_gtin(f"{start}{check}"))


def _component(name: str, per_ml: str, substance: str = "", unit: Unit = Unit.MG) -> Component:
    return Component(name=name, per_ml=Decimal(per_ml), unit=unit, substance=substance)


def _product(
    key: str, name: str, kind: ProductKind, number: int, vial_ul: int, *components: Component
) -> Product:
    return Product(
        id=sample_id("product", key),
        name=name,
        kind=kind,
        components=components,
        vial_ul=vial_ul,
        maker=MAKER,
        gtin=_gtin(number) if number else "",
        note="Made up: no such product exists.",
    )


HA = "hyaluronic-acid"
PRODUCTS: Mapping[str, Product] = MappingProxyType(
    {
        "ha-15": _product(
            "ha-15", "Example HA 15", ProductKind.HYALURONIC_ACID, 1, 3_000,
            _component("Hyaluronic acid", "15", HA),
        ),
        "ha-12": _product(
            "ha-12", "Example HA 12", ProductKind.HYALURONIC_ACID, 2, 1_000,
            _component("Hyaluronic acid", "12", HA),
        ),
        "vitamins": _product(
            "vitamins", "Example Multivitamin", ProductKind.VITAMIN, 3, 5_000,
            _component("Ascorbic acid", "10"), _component("Dexpanthenol", "5"),
            _component("Biotin", "50", unit=Unit.MCG),
        ),
        "minerals": _product(
            "minerals", "Example Trace Elements", ProductKind.MINERAL, 4, 2_000,
            _component("Zinc", "1"),
        ),
        "lidocaine": _product(
            "lidocaine", "Example Lidocaine 10", ProductKind.MEDICINE, 5, 5_000,
            _component("Lidocaine hydrochloride", "10", "lidocaine"),
        ),
        "dca": _product(
            "dca", "Example DCA 10", ProductKind.MEDICINE, 6, 2_000,
            _component("Deoxycholic acid", "10", "deoxycholic-acid"),
        ),
        "prp": _product("prp", "Platelet-rich plasma", ProductKind.AUTOLOGOUS, 0, 0),
    }
)  # fmt: skip
"""By the short name that recipes use."""


def _lot(key: str, number: str, expiry: str, *, recalled: str = "", note: str = "") -> Lot:
    return Lot(
        id=sample_id("lot", number),
        product=PRODUCTS[key].id,
        number=number,
        expiry=date.fromisoformat(expiry),
        recalled=date.fromisoformat(recalled) if recalled else None,
        recall_note=note,
    )


LOTS: Mapping[str, tuple[tuple[date, Lot], ...]] = MappingProxyType(
    {
        "ha-15": (
            (date(2026, 1, 1), _lot("ha-15", "H15-2602", "2027-02-28")),
            (date(2026, 10, 5), _lot("ha-15", "H15-2607", "2027-07-31")),
        ),
        "ha-12": (
            (
                date(2026, 1, 1),
                _lot("ha-12", "H12-2508", "2026-10-31", recalled="2026-11-12",
                     note="Made-up recall, to try Clinic > Who was given a lot?"),
            ),
            (date(2026, 10, 12), _lot("ha-12", "H12-2606", "2027-06-30")),
        ),
        "vitamins": (
            (date(2026, 1, 1), _lot("vitamins", "MV-2603", "2026-12-31")),
            (date(2026, 10, 20), _lot("vitamins", "MV-2609", "2027-09-30")),
        ),
        "minerals": ((date(2026, 1, 1), _lot("minerals", "TE-2605", "2027-05-31")),),
        "lidocaine": ((date(2026, 1, 1), _lot("lidocaine", "LI-2601", "2028-01-31")),),
        "dca": (
            (date(2026, 1, 1), _lot("dca", "DC-2604", "2027-04-30")),
            (date(2026, 11, 1), _lot("dca", "DC-2610", "2027-10-31")),
        ),
    }
)  # fmt: skip
"""Of each product, oldest first, with the day from which it was in use."""

NEEDLE = Device(
    id=sample_id("device", "needle"),
    kind=DeviceKind.NEEDLE,
    name="Example needle 30G x 13 mm",
    lot="ND-2604",
    identifier=_gtin(20),
    maker=MAKER,
    expiry=date(2029, 3, 31),
)
GUN = Device(
    id=sample_id("device", "gun"),
    kind=DeviceKind.GUN,
    name="Example mesogun",
    serial="MG-0001",
    identifier=_gtin(21),
    maker=MAKER,
    reprocessed=(date(2026, 7, 31), date(2026, 9, 4), date(2026, 10, 2), date(2026, 11, 6)),
)
KIT = Device(
    id=sample_id("device", "kit"),
    kind=DeviceKind.KIT,
    name="Example PRP kit",
    lot="PK-2606",
    identifier=_gtin(22),
    maker=MAKER,
    expiry=date(2027, 6, 30),
)
DEVICES = (NEEDLE, GUN, KIT)


def clinic_parts() -> tuple[ClinicPart, ...]:
    """All of it, products before their lots."""
    lots = [lot for held in LOTS.values() for _, lot in held]
    return (CLINIC, *PEOPLE, *PRODUCTS.values(), *lots, *DEVICES)


def lot_on(key: str, day: date) -> UUID | None:
    """The lot of a product that was in use on a day."""
    used = [lot.id for since, lot in LOTS.get(key, ()) if since <= day]
    return used[-1] if used else None
