"""Doses, against cases worked out by hand in decimals."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from uuid import UUID, uuid4

from mesomap.analysis.doses import Dose, dose_of, doses_by_region, doses_of, strengths, total
from mesomap.model import (
    AreaPass,
    Component,
    Draw,
    Injection,
    MixturePart,
    Product,
    RegionKey,
    Side,
    SkinSite,
    Syringe,
    Technique,
    Unit,
)

NOON = datetime(2026, 11, 22, 12)
SESSION = uuid4()
LIDOCAINE = Component(name="Lidocaine", per_ml=Decimal(20), substance="lidocaine")
EPINEPHRINE = Component(
    name="Epinephrine", per_ml=Decimal(10), unit=Unit.MCG, substance="epinephrine"
)
BIOTIN = Component(name="Biotin", per_ml=Decimal("5"))
DEXPANTHENOL = Component(name="Dexpanthenol", per_ml=Decimal("250.5"))
HYALURONIDASE = Component(name="Hyaluronidase", per_ml=Decimal(150), unit=Unit.IU)
WITH_EPINEPHRINE, VITAMINS, ENZYME, SALINE = (
    Product(id=uuid4(), name=name, components=components)
    for name, components in (
        ("Lidocaine 2 % with epinephrine", (LIDOCAINE, EPINEPHRINE)),
        ("Vitamins", (BIOTIN, DEXPANTHENOL)),
        ("Enzyme", (HYALURONIDASE, replace(LIDOCAINE, per_ml=Decimal("0.1")))),
        ("Saline", ()),
    )
)
PRODUCTS = {one.id: one for one in (WITH_EPINEPHRINE, VITAMINS, ENZYME, SALINE)}
SYRINGE = Syringe(id=uuid4(), session=SESSION, name="A", mixture="Mixture")


def draw(product: Product, volume_ul: int, lot: UUID | None = None) -> Draw:
    return Draw(
        id=uuid4(),
        session=SESSION,
        syringe=SYRINGE.id,
        product=product.id,
        volume_ul=volume_ul,
        drawn=NOON,
        lot=lot,
    )


def injection(volume_ul: int, side: Side = Side.LEFT, **more: object) -> Injection:
    values = {"syringe": SYRINGE.id, "path": ()} | more
    return Injection(
        id=uuid4(),
        session=SESSION,
        order=1,
        site=SkinSite(1, 0.5, 0.5),
        region="cheek-buccal",
        side=side,
        technique=Technique.PAPULE,
        volume_ul=volume_ul,
        depth_mm=1.0,
        **values,  # type: ignore[arg-type]
    )


def amounts(doses: tuple[Dose, ...]) -> dict[str, tuple[Decimal, Unit]]:
    return {one.name: (one.amount, one.unit) for one in doses}


def test_a_mixture_of_three_by_its_recipe() -> None:
    # 1.0 mL lidocaine 20 mg/mL + 2.5 mL vitamins + 1.5 mL enzyme, in 5.0 mL:
    # lidocaine (20 x 1.0 + 0.1 x 1.5) / 5 = 20.15 / 5 = 4.03 mg/mL, and so on.
    parts = [(WITH_EPINEPHRINE, 1000), (VITAMINS, 2500), (ENZYME, 1500)]
    recipe = tuple(MixturePart(product=one.id, volume_ul=volume) for one, volume in parts)
    found = strengths(replace(SYRINGE, parts=recipe), (), PRODUCTS)
    assert amounts(found) == {
        "Lidocaine": (Decimal("4.03"), Unit.MG),
        "Epinephrine": (Decimal(2), Unit.MCG),
        "Biotin": (Decimal("2.5"), Unit.MG),
        "Dexpanthenol": (Decimal("125.25"), Unit.MG),
        "Hyaluronidase": (Decimal(45), Unit.IU),
    }
    assert [one.name for one in found] == sorted(one.name for one in found)


def test_what_was_drawn_up_goes_before_the_recipe() -> None:
    # Two lots of one product, 0.4 and 0.6 mL, in 4.0 mL with saline: 20 x 1.0 / 4.0 = 5 mg/mL.
    planned = (MixturePart(product=VITAMINS.id, volume_ul=1000),)
    draws = [
        draw(WITH_EPINEPHRINE, 400, uuid4()),
        draw(WITH_EPINEPHRINE, 600, uuid4()),
        draw(SALINE, 3000),
        replace(draw(VITAMINS, 9000), syringe=uuid4()),
    ]
    found = strengths(replace(SYRINGE, parts=planned), draws, PRODUCTS)
    assert amounts(found) == {
        "Lidocaine": (Decimal(5), Unit.MG),
        "Epinephrine": (Decimal("2.5"), Unit.MCG),
    }


def test_where_nothing_is_known_nothing_is_said() -> None:
    assert strengths(SYRINGE, (), PRODUCTS) == ()
    assert strengths(SYRINGE, [draw(SALINE, 1000)], PRODUCTS) == ()
    assert strengths(SYRINGE, [draw(WITH_EPINEPHRINE, 1000)], {}) == ()
    assert doses_of([injection(50)], {}) == ()


def test_an_injections_dose_is_exact() -> None:
    # 0.05 mL at 4.03 mg/mL = 0.2015 mg; binary fractions would not say so.
    strength = (Dose("Lidocaine", "lidocaine", Unit.MG, Decimal("4.03")),)
    assert amounts(dose_of(50, strength)) == {"Lidocaine": (Decimal("0.2015"), Unit.MG)}


def test_a_session_sums_injections_threads_and_area_passes_of_several_syringes() -> None:
    other = uuid4()
    area = AreaPass(
        id=uuid4(),
        session=SESSION,
        order=2,
        region="cheek-buccal",
        side=Side.RIGHT,
        outline=(),
        syringe=other,
        technique=Technique.NAPPAGE,
        volume_ul=1500,
    )
    thread = injection(120, path=(SkinSite(2, 0.5, 0.5),))
    by_syringe = {
        SYRINGE.id: (Dose("Biotin", "", Unit.MG, Decimal("2.5")),),
        other: (
            Dose("Biotin", "", Unit.MG, Decimal("0.3")),
            Dose("Biotin", "", Unit.MCG, Decimal(7)),
        ),
    }
    # 3 x 0.05 mL + 0.12 mL at 2.5 mg/mL = 0.675 mg; 1.5 mL at 0.3 mg/mL = 0.45 mg.
    values = [*(injection(50) for _ in range(3)), thread, area]
    found = doses_of(values, by_syringe)
    assert [(one.amount, one.unit) for one in found] == [
        (Decimal("10.5"), Unit.MCG),
        (Decimal("1.125"), Unit.MG),
    ]
    by_region = doses_by_region(values, by_syringe)
    left, right = (RegionKey("cheek-buccal", side) for side in (Side.LEFT, Side.RIGHT))
    assert amounts(by_region[left]) == {"Biotin": (Decimal("0.675"), Unit.MG)}
    assert total(dose for doses in by_region.values() for dose in doses) == found
    assert len(by_region[right]) == 2


def test_all_of_a_mixture_in_thirds_holds_exactly_what_went_into_it() -> None:
    """20 mg/mL, 2 mL of it in 3 mL: 40 mg, though a mL holds 13.33... mg; and 1 mL in 3 mL."""
    for part_ul in (1000, 2000):
        made = [draw(WITH_EPINEPHRINE, part_ul), draw(SALINE, 3000 - part_ul)]
        each = strengths(SYRINGE, made, PRODUCTS)
        whole = {one.name: one.amount for one in dose_of(3000, each)}
        assert whole["Lidocaine"] == Decimal(20) * part_ul / 1000
        assert whole["Epinephrine"] == Decimal(10) * part_ul / 1000


def test_millimoles_of_two_lots_of_one_product() -> None:
    """0.4 mmol/mL, lots of 1.5 mL and 0.5 mL, with 2 mL saline: 0.2 mmol/mL, 0.01 in 0.05 mL."""
    bicarbonate = Product(
        id=uuid4(),
        name="Bicarbonate",
        components=(Component(name="Bicarbonate", per_ml=Decimal("0.4"), unit=Unit.MMOL),),
    )
    made = [
        draw(bicarbonate, 1500, uuid4()),
        draw(bicarbonate, 500, uuid4()),
        draw(SALINE, 2000),
    ]
    each = strengths(SYRINGE, made, {**PRODUCTS, bicarbonate.id: bicarbonate})
    assert each == (Dose("Bicarbonate", "", Unit.MMOL, Decimal("0.2")),)
    assert dose_of(50, each)[0].amount == Decimal("0.01")
