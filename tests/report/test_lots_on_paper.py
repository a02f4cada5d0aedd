"""What paper says of a syringe's products, lots and strengths, and of the devices in use."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID, uuid4

from sample_content import SESSION, SYRINGE, both_cheeks, content

from mesomap.document.record.contents import Contents
from mesomap.model import Component, DeviceUse, Draw, Lot, Product, Unit
from mesomap.report.layout import PAPERS, lay_out
from mesomap.report.layout.shapes import Text
from mesomap.report.layout.syringes import dose_notes, syringe_table
from mesomap.report.layout.treated import treated_notes
from mesomap.report.layout.voice import plain_voice

VOICE = plain_voice()
LIDOCAINE = Product(
    id=uuid4(),
    name="Lidocaine 2 %",
    components=(
        Component(name="Lidocaine", per_ml=Decimal(20)),
        Component(name="Epinephrine", per_ml=Decimal("12.5"), unit=Unit.MCG),
    ),
)
SALINE = Product(id=uuid4(), name="Saline")
LOT = Lot(id=uuid4(), product=LIDOCAINE.id, number="L 12", expiry=date(2026, 10, 31))


def a_draw(product: Product, minute: int, lot: UUID | None = None, reason: str = "") -> Draw:
    return Draw(
        id=uuid4(),
        session=SESSION.id,
        syringe=SYRINGE.id,
        product=product.id,
        volume_ul=1000,
        drawn=datetime(2026, 11, 22, 14, minute),
        lot=lot,
        reason=reason,
    )


def filled(*devices: DeviceUse) -> Contents:
    return Contents(
        draws=(a_draw(LIDOCAINE, 0, LOT.id, "No other lot left"), a_draw(SALINE, 1)),
        products={one.id: one for one in (LIDOCAINE, SALINE)},
        lots={LOT.id: LOT},
        devices=devices,
    )


def test_every_product_of_a_syringe_has_its_row_with_lot_and_expiry() -> None:
    made = replace(content(both_cheeks()[:4]), contents=filled())
    first, second, *others = syringe_table(VOICE, made).rows
    assert first == (
        *("A", "Lidocaine 2 %", "1.00", "", "L 12, No other lot left", "31 Oct 2026"),
        "papule",
    )
    assert second == (
        *("", "Saline", "1.00", "", "–", "–"),
        "drawn up 3.00, on the map 0.20, left 2.80",
    )
    assert len(others) == 0


def test_what_a_ml_holds_and_what_is_planned_in_all_is_said() -> None:
    """A mL of 20 mg/mL with as much saline holds 10 mg; four times 0.05 mL of it are 2 mg."""
    made = replace(content(both_cheeks()[:4]), contents=filled())
    assert dose_notes(VOICE, made) == [
        "A mL of A holds Epinephrine 6.25 mcg, Lidocaine 10 mg.",
        "Planned: Epinephrine 1.25 mcg, Lidocaine 2 mg.",
    ]


def test_a_mixture_that_is_only_named_has_one_row() -> None:
    (row,) = syringe_table(VOICE, content(both_cheeks()[:4])).rows
    assert row[:3] == ("A", "Hyaluronic acid 10 mg/mL, 10.0 mg/mL", "–")
    assert row[-1] == "papule; drawn up 3.00, on the map 0.20, left 2.80"


def test_the_line_stands_on_the_page_within_its_column() -> None:
    made = replace(content(both_cheeks()[:4]), contents=filled())
    layout = lay_out(made, voice=VOICE, paper=PAPERS["A4"])
    said = " ".join(
        shape.text for page in layout.pages for shape in page.shapes if isinstance(shape, Text)
    )
    assert "L 12" in said
    assert "6.25 mcg" in said


def test_devices_are_named_with_what_identifies_them() -> None:
    gun = DeviceUse(
        id=uuid4(),
        session=SESSION.id,
        device=uuid4(),
        name="Gun",
        lot="G1",
        serial="7",
        reprocessed=date(2026, 11, 20),
    )
    made = replace(content(both_cheeks()[:4]), contents=filled(gun))
    expected = "Devices: Gun, lot G1, serial 7, reprocessed 20 Nov 2026."
    assert treated_notes(VOICE, made) == [expected]
    assert treated_notes(VOICE, replace(made, contents=filled())) == []
