"""The shelf, filling a syringe, and lots that may not be drawn up without a reason."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from uuid import uuid4

import pytest
from clinic_values import NOON, TODAY, open_document

from mesomap.document import Document
from mesomap.document.edits_syringes import remove_syringe
from mesomap.document.record.draws import check_draw, fill_changes, use_of, why_not
from mesomap.document.record.products import (
    Shelf,
    is_gtin,
    lot_of,
    normal_gtin,
    shelf,
    shelf_changes,
)
from mesomap.document.validate import InvalidChangeError
from mesomap.model import (
    Added,
    Component,
    Device,
    DeviceKind,
    DeviceUse,
    Draw,
    KnownError,
    Lot,
    MixturePart,
    Product,
    Removed,
)
from mesomap.storage import Store

LIDOCAINE = Product(
    id=uuid4(),
    name="Lidocaine 2 %",
    components=(Component(name="Lidocaine", per_ml=Decimal(20), substance="lidocaine"),),
    gtin="04012345123456",
)
SALINE = Product(id=uuid4(), name="Saline")
LOT = Lot(id=uuid4(), product=LIDOCAINE.id, number="L-0 12o", expiry=TODAY)
SHELF = Shelf(products=(LIDOCAINE, SALINE), lots=(LOT,))


@pytest.fixture
def document(tmp_path: Path) -> Document:
    store = Store.create(tmp_path / "c.mesomap")
    document, _ = open_document(store)
    document.commit("Add products", shelf_changes(shelf(store), SHELF))
    return document


def a_draw(document: Document, product: Product, volume_ul: int, **more: object) -> Draw:
    (syringe,) = document.syringes.values()
    values = {"lot": None, "reason": "", "discarded_ul": 0} | more
    return Draw(
        id=uuid4(),
        session=syringe.session,
        syringe=syringe.id,
        product=product.id,
        volume_ul=volume_ul,
        drawn=NOON,
        **values,  # type: ignore[arg-type]
    )


def fill(document: Document, *draws: Draw, parts: tuple[MixturePart, ...] = ()) -> None:
    (before,) = document.syringes.values()
    kept = list(document.of(Draw).values())
    after = replace(before, parts=parts)
    known = {one.id: one for one in document.of(Product).values()}
    document.commit("Draw up", fill_changes(before, after, kept, draws, known))


def test_the_shelf_is_kept_and_only_what_changed_is_written(document: Document) -> None:
    held = shelf(document.store)
    assert {one.name for one in held.products} == {"Lidocaine 2 %", "Saline"}
    assert shelf_changes(held, held) == ()
    renamed = replace(held, products=(replace(SALINE, name="Saline 0.9 %"), LIDOCAINE))
    (change,) = shelf_changes(held, renamed)
    document.commit("Change products", (change,))
    assert {one.name for one in shelf(document.store).products} == {"Lidocaine 2 %", "Saline 0.9 %"}


@pytest.mark.parametrize(
    "wrong",
    [
        Shelf(products=(replace(SALINE, name=" "),)),
        Shelf(products=(replace(SALINE, gtin="4012345123457"),)),
        Shelf(products=(SALINE,), lots=(replace(LOT, number=""),)),
        Shelf(products=(LIDOCAINE,), lots=(LOT, replace(LOT, id=uuid4(), number="l-o12 0"))),
        Shelf(devices=(Device(id=uuid4(), kind=DeviceKind.GUN, name=""),)),
    ],
    ids=["no name", "no GTIN", "no lot number", "one lot twice", "no device name"],
)
def test_what_is_not_complete_is_refused_in_one_line(wrong: Shelf) -> None:
    with pytest.raises(KnownError):
        shelf_changes(Shelf(), wrong)


def test_a_gtin_checks_itself() -> None:
    assert is_gtin("4006381333931")
    assert is_gtin("04012345123456")
    assert not is_gtin("4006381333930")
    assert not is_gtin("40063813339")
    assert not is_gtin("４００６３８１３３３９３１")
    assert normal_gtin(" 4006381333931 ") == "04006381333931"
    assert SHELF.by_gtin("4012345123456") is LIDOCAINE


def test_a_typed_lot_is_found_for_all_its_spaces_case_and_letter_o() -> None:
    assert lot_of([LOT], LIDOCAINE.id, "l0120") is LOT
    fresh = lot_of([LOT], SALINE.id, " A  1 ")
    assert (fresh.number, fresh.product) == ("A 1", SALINE.id)


def test_volume_name_and_strength_follow_what_is_drawn_up(document: Document) -> None:
    fill(
        document,
        a_draw(document, LIDOCAINE, 1000, lot=LOT.id),
        a_draw(document, SALINE, 3000, discarded_ul=500),
    )
    (syringe,) = document.syringes.values()
    assert syringe.mixture == "Saline + Lidocaine 2 %"
    assert (syringe.drawn_ul, syringe.mg_per_ml) == (3500, 5.0)
    assert document.undo() == "Draw up"
    assert not document.of(Draw)
    (syringe,) = document.syringes.values()
    assert syringe.mixture == "HA 10 mg/mL"


def test_a_recipe_alone_names_the_mixture_and_leaves_what_is_drawn(document: Document) -> None:
    recipe = (
        MixturePart(product=LIDOCAINE.id, volume_ul=500),
        MixturePart(product=SALINE.id, volume_ul=500),
    )
    fill(document, parts=recipe)
    (syringe,) = document.syringes.values()
    assert (syringe.parts, syringe.mg_per_ml, syringe.drawn_ul) == (recipe, 10.0, 3000)


def test_a_draw_that_is_taken_back_leaves_an_empty_syringe(document: Document) -> None:
    fill(document, a_draw(document, SALINE, 2000))
    fill(document)
    (syringe,) = document.syringes.values()
    assert (syringe.drawn_ul, document.of(Draw)) == (0, {})


@pytest.mark.parametrize(
    ("lot", "why"),
    [
        (LOT, ""),
        (replace(LOT, expiry=TODAY - timedelta(days=1)), "expired"),
        (replace(LOT, expiry=None), ""),
        (replace(LOT, recalled=TODAY), "recalled"),
        (replace(LOT, recalled=TODAY + timedelta(days=1)), ""),
    ],
)
def test_a_lot_may_be_used_through_its_expiry_day_and_before_its_recall(
    document: Document, lot: Lot, why: str
) -> None:
    assert why_not(lot, TODAY) == why
    draw = a_draw(document, LIDOCAINE, 1000, lot=lot.id)
    if not why:
        check_draw(draw, LIDOCAINE, lot, on=TODAY)
        return
    with pytest.raises(KnownError, match=why):
        check_draw(draw, LIDOCAINE, lot, on=TODAY)
    check_draw(replace(draw, reason="no other in stock"), LIDOCAINE, lot, on=TODAY)


@pytest.mark.parametrize(("volume", "discarded"), [(0, 0), (100, 101)])
def test_nothing_drawn_up_is_refused(document: Document, volume: int, discarded: int) -> None:
    with pytest.raises(KnownError, match="mL"):
        check_draw(a_draw(document, SALINE, volume, discarded_ul=discarded), SALINE, None, on=TODAY)


def test_a_device_is_kept_as_it_is_on_the_day(document: Document) -> None:
    assert document.session is not None
    days = (TODAY - timedelta(days=30), TODAY - timedelta(days=2), TODAY + timedelta(days=1))
    gun = Device(id=uuid4(), kind=DeviceKind.GUN, name="Gun", serial="77", reprocessed=days)
    use = DeviceUse(id=uuid4(), session=document.session.id, device=gun.id, name="")
    kept = use_of(gun, use, on=TODAY)
    assert (kept.name, kept.serial, kept.reprocessed) == ("Gun", "77", days[1])
    with pytest.raises(KnownError, match="expired"):
        use_of(replace(gun, expiry=TODAY - timedelta(days=1)), use, on=TODAY)


def test_a_syringe_with_draws_stays(document: Document) -> None:
    (syringe,) = document.syringes.values()
    fill(document, a_draw(document, SALINE, 500))
    with pytest.raises(KnownError, match="take those lines away first"):
        document.commit("Remove syringe", remove_syringe(document, syringe.id))
    fill(document)
    document.commit("Remove syringe", remove_syringe(document, syringe.id))


@pytest.mark.parametrize("more", [{"volume_ul": -1}, {"discarded_ul": -1}, {"syringe": uuid4()}])
def test_a_draw_that_cannot_be_is_refused(document: Document, more: dict[str, object]) -> None:
    wrong = replace(a_draw(document, SALINE, 500), **more)  # type: ignore[arg-type]
    with pytest.raises(InvalidChangeError):
        document.commit("Draw up", (Added(wrong),))
    assert not document.of(Draw)


def test_names_and_numbers_are_asked_for_at_the_latest_when_written(document: Document) -> None:
    with pytest.raises(KnownError, match="A product needs a name"):
        document.commit("x", (Added(Product(id=uuid4(), name=" ")),))
    with pytest.raises(KnownError, match="A lot needs its number"):
        document.commit("x", (Added(Lot(id=uuid4(), product=SALINE.id, number="")),))
    with pytest.raises(InvalidChangeError, match="retire it"):
        document.commit("x", (Removed(SALINE),))
