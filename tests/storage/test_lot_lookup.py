"""Who was given a lot: every way of use, drafts and errors, and never a scan of the injections."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from uuid import uuid4

import pytest
from clinic_values import NOON, a_patient, a_session, a_syringe, an_injection, open_document

from mesomap.document import Document
from mesomap.model import (
    Added,
    Addendum,
    AddendumKind,
    Device,
    DeviceKind,
    DeviceUse,
    Draw,
    Lot,
    Preparation,
    Product,
    Status,
    Topical,
    Updated,
)
from mesomap.storage import Store
from mesomap.storage.lot_lookup import FOUND, GIVEN, IN_ERROR, LotWay


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.create(tmp_path / "clinic.mesomap") as opened:
        yield opened


def drawn(document: Document, number: str = "LO-0 1a", **more: object) -> Draw:
    product = Product(id=uuid4(), name="Example HA")
    lot = Lot(id=uuid4(), product=product.id, number=number, expiry=date(2027, 5, 31))
    syringe = next(iter(document.syringes.values()))
    draw = Draw(
        id=uuid4(),
        session=syringe.session,
        syringe=syringe.id,
        product=product.id,
        lot=lot.id,
        volume_ul=2000,
        drawn=NOON,
        **more,  # type: ignore[arg-type]
    )
    document.commit("Draw up", (Added(product), Added(lot), Added(draw)))
    return draw


@pytest.mark.parametrize("typed", ["LO-0 1a", "lo01a", "L0 O1A", "l-0-0-1-a", " LO01A "])
def test_a_lot_is_found_however_it_is_typed(store: Store, typed: str) -> None:
    document, syringe = open_document(store)
    drawn(document, serial="S1", discarded_ul=100)
    given = an_injection(syringe, 1, status=Status.GIVEN, given_at=NOON)
    planned = [an_injection(syringe, n) for n in (2, 3)]
    skipped = an_injection(syringe, 4, status=Status.SKIPPED)
    document.commit("Place", tuple(Added(one) for one in (given, *planned, skipped)))
    (use,) = store.uses_of_lot(typed)
    assert (use.name, use.lot, use.expiry) == ("Example HA", "LO-0 1a", date(2027, 5, 31))
    assert (use.drawn_ul, use.discarded_ul, use.serial) == (2000, 100, "S1")
    assert (use.given, use.given_ul, use.planned, use.planned_ul) == (1, 50, 2, 100)
    assert use.patient.name == "Sample, Anna"
    assert use.syringe == "A"
    assert not use.in_error


def test_another_lot_finds_nobody(store: Store) -> None:
    document, _ = open_document(store)
    drawn(document)
    assert store.uses_of_lot("LO-0 1") == []
    assert store.uses_of_lot(" - ") == []


def test_kits_devices_and_topicals_too(store: Store) -> None:
    document, syringe = open_document(store)
    device = Device(id=uuid4(), kind=DeviceKind.NEEDLE, name="30G 4 mm", lot="N 7")
    use = DeviceUse(
        id=uuid4(), session=syringe.session, device=device.id, name=device.name, lot="N-7"
    )
    preparation = Preparation(
        id=uuid4(),
        session=syringe.session,
        topicals=(
            Topical(product="Cream", lot_number="T 1", grams=Decimal("2.5")),
            Topical(product="Other cream", lot_number="T 11"),
        ),
    )
    document.commit("Use", (Added(device), Added(use), Added(preparation)))
    drawn(document, "P1", kit_lot="KIT O2")
    found = {way: store.uses_of_lot(number) for way, number in (
        (LotWay.DEVICE, "n7"), (LotWay.TOPICAL, "t1"), (LotWay.KIT, "kit02"),
    )}  # fmt: skip
    assert [(one.way, one.name, one.lot) for group in found.values() for one in group] == [
        (LotWay.DEVICE, "30G 4 mm", "N-7"),
        (LotWay.TOPICAL, "Cream", "T 1"),
        (LotWay.KIT, "Example HA", "KIT O2"),
    ]
    assert found[LotWay.TOPICAL][0].grams == Decimal("2.5")


def test_sessions_in_error_are_marked_and_merged_patients_are_one_person(store: Store) -> None:
    document, syringe = open_document(store)
    drawn(document)
    kept = a_patient("Sample, Annemarie", phone="+49 30 1")
    assert document.patient is not None
    document.commit("New patient", (Added(kept),))
    document.commit(
        "Entered in error",
        (
            Added(
                Addendum(
                    id=uuid4(),
                    session=syringe.session,
                    kind=AddendumKind.ENTERED_IN_ERROR,
                    text="wrong patient",
                    written=NOON,
                )
            ),
        ),
    )
    person = document.patient
    document.commit("Merge", (Updated(person, replace(person, merged_into=kept.id)),))
    (use,) = store.uses_of_lot("lo01a")
    assert use.in_error
    assert (use.patient.name, use.patient.phone) == ("Sample, Annemarie", "+49 30 1")


def test_the_newest_session_stands_first(store: Store) -> None:
    document, _ = open_document(store)
    draw = drawn(document)
    assert document.patient is not None
    later = a_session(document.patient, NOON.date() + timedelta(days=30))
    document.commit("New session", (Added(later),))
    document.open_session(later.id)
    syringe = a_syringe(later)
    again = replace(draw, id=uuid4(), session=later.id, syringe=syringe.id)
    document.commit("Draw up", (Added(syringe), Added(again)))
    assert [one.session.id for one in store.uses_of_lot("lo01a")] == [later.id, draw.session]


def test_no_question_reads_through_injections_or_draws(store: Store) -> None:
    of = {"session": b"0" * 16, "syringe": None}
    asked: list[tuple[str, object]] = [(sql, ["X"]) for sql in FOUND.values()]
    asked += [(GIVEN.format(table=table), of) for table in ("injections", "areas")]
    asked.append((IN_ERROR, [b"0" * 16]))
    for sql, arguments in asked:
        plan = store._db.execute(f"EXPLAIN QUERY PLAN {sql}", arguments).fetchall()
        steps = [row[-1] for row in plan if row[-1].startswith("SCAN")]
        # Preparations only by the index of those few that name a lot.
        assert all("USING INDEX preparations_lots" in step for step in steps), (sql, steps)
