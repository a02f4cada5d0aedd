"""Doses, draws and devices of a session in the documented JSON."""

from __future__ import annotations

import json
from datetime import date, datetime
from decimal import Decimal
from uuid import uuid4

from mesomap.document.record.contents import Contents
from mesomap.exchange.record.devices import devices_json
from mesomap.exchange.record.doses import amount_json, doses_json
from mesomap.exchange.syringes import syringes_json
from mesomap.model import (
    Component,
    DeviceUse,
    Draw,
    Injection,
    Lot,
    MixturePart,
    Product,
    Side,
    SkinSite,
    Status,
    Syringe,
    Technique,
)

SESSION = uuid4()
LIDOCAINE = Product(
    id=uuid4(),
    name="Lidocaine 2 %",
    components=(Component(name="Lidocaine", per_ml=Decimal(20), substance="lidocaine"),),
)
SALINE = Product(id=uuid4(), name="Saline")
LOT = Lot(id=uuid4(), product=LIDOCAINE.id, number="L 12", expiry=date(2027, 1, 31))
SYRINGE = Syringe(
    id=uuid4(),
    session=SESSION,
    name="A",
    mixture="Lidocaine",
    parts=(
        MixturePart(product=LIDOCAINE.id, volume_ul=1000),
        MixturePart(product=SALINE.id, volume_ul=1000),
    ),
)
DRAW = Draw(
    id=uuid4(),
    session=SESSION,
    syringe=SYRINGE.id,
    product=LIDOCAINE.id,
    lot=LOT.id,
    volume_ul=1500,
    discarded_ul=100,
    vials=1,
    drawn=datetime(2026, 11, 22, 9, 30),
    serial="S1",
)
CONTENTS = Contents(
    draws=(DRAW,),
    products={one.id: one for one in (LIDOCAINE, SALINE)},
    lots={LOT.id: LOT},
)


def injection(volume_ul: int, side: Side | None, status: Status) -> Injection:
    return Injection(
        id=uuid4(),
        session=SESSION,
        order=1,
        site=SkinSite(0, 0.5, 0.5),
        region="cheek" if side else None,
        side=side,
        syringe=SYRINGE.id,
        technique=Technique.PAPULE,
        volume_ul=volume_ul,
        depth_mm=1.0,
        status=status,
    )


def test_planned_and_given_apart_and_by_region() -> None:
    """10 mg/mL by the recipe: 0.05 mL is 0.5 mg."""
    values = [
        injection(50, Side.LEFT, Status.GIVEN),
        injection(50, Side.LEFT, Status.PLANNED),
        injection(100, Side.RIGHT, Status.PLANNED),
        injection(900, Side.RIGHT, Status.SKIPPED),
        injection(25, None, Status.GIVEN),
    ]
    recipe = Contents(products=CONTENTS.products)
    (told,) = doses_json(values, recipe.strengths([SYRINGE]))
    assert told == {
        "component": "Lidocaine",
        "substance": "lidocaine",
        "unit": "mg",
        "planned": "1.5",
        "given": "0.75",
        "regions": [
            {"region": "cheek", "side": "left", "planned": "0.5", "given": "0.5"},
            {"region": "cheek", "side": "right", "planned": "1", "given": "0"},
            {"region": None, "side": None, "planned": "0", "given": "0.25"},
        ],
    }


def test_a_syringe_says_its_recipe_its_draws_and_its_strengths() -> None:
    (told,) = syringes_json([SYRINGE], [], {}, CONTENTS)
    assert [(one["product"]["name"], one["volume_ml"]) for one in told["parts"]] == [
        ("Lidocaine 2 %", 1.0),
        ("Saline", 1.0),
    ]
    (drawn,) = told["draws"]
    assert (drawn["lot"], drawn["expiry"], drawn["recalled"]) == ("L 12", "2027-01-31", None)
    assert (drawn["volume_ml"], drawn["discarded_ml"], drawn["vials"]) == (1.5, 0.1, 1)
    assert (drawn["serial"], drawn["drawn"]) == ("S1", "2026-11-22T09:30:00")
    assert told["components"] == [
        {"component": "Lidocaine", "substance": "lidocaine", "unit": "mg", "per_ml": "20"}
    ]
    json.dumps(told, allow_nan=False)


def test_devices_are_told_as_they_were() -> None:
    use = DeviceUse(
        id=uuid4(),
        session=SESSION,
        device=uuid4(),
        name="Gun",
        serial="7",
        reprocessed=date(2026, 11, 20),
    )
    (told,) = devices_json([use])
    assert (told["name"], told["serial"], told["reprocessed"]) == ("Gun", "7", "2026-11-20")
    assert (told["lot"], told["syringe"], told["reason"]) == ("", None, "")


def test_amounts_are_digits_without_exponents() -> None:
    amounts = ("20.000", "2E+1", "0", "0.0100", "1E-7", "100")
    assert [amount_json(Decimal(one)) for one in amounts] == [
        "20", "20", "0", "0.01", "0.0000001", "100",
    ]  # fmt: skip
