"""What the remarks of a session look at, and the reasons that are kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from clinic_values import NOON, TODAY, a_patient, a_session, a_syringe, an_injection

from mesomap.analysis.remarks import RemarkKind, remarks
from mesomap.atlas import default_atlas
from mesomap.clinical.protocols import SUBMENTAL
from mesomap.document import Document
from mesomap.document.record.remarks import answer, answers, context_of, earlier_of, withdraw
from mesomap.model import (
    Added,
    Addendum,
    AddendumKind,
    Course,
    Draw,
    GivenHow,
    Lot,
    Product,
    RemarkAnswer,
    Status,
)
from mesomap.storage import Store

BODY = default_atlas().body("female")


@pytest.fixture
def document(tmp_path: Path) -> Document:
    """Today's session of a course by the submental protocol, the first one given ten days ago."""
    document = Document(Store.create(tmp_path / "c.mesomap"), actor="me", clock=lambda: NOON)
    patient = a_patient()
    course = Course(id=uuid4(), patient=patient.id, title="Chin", begun=TODAY)
    both = {"course": course.id, "protocol": SUBMENTAL.id}
    first = replace(a_session(patient, TODAY - timedelta(days=10)), **both)
    second = replace(a_session(patient, TODAY), **both)
    document.commit("Add", (Added(patient), Added(course), Added(first), Added(second)))
    for session in (first, second):
        document.open_session(session.id)
        syringe = a_syringe(session)
        held = an_injection(syringe, volume_ul=200)
        if session is first:
            done = {"status": Status.GIVEN, "given_at": NOON, "given_how": GivenHow.EACH}
            held = replace(held, **done)  # type: ignore[arg-type]
        document.commit("Place", (Added(syringe), Added(held)))
    return document


def found(document: Document) -> dict[RemarkKind, str]:
    context = context_of(document.store, document.state, BODY)
    return {one.kind: one.key for one in remarks(context)}


def test_an_earlier_session_of_the_same_region_is_held_against_the_protocols_interval(
    document: Document,
) -> None:
    context = context_of(document.store, document.state, BODY)
    assert context.number == 2
    assert RemarkKind.INTERVAL in found(document)


def test_an_earlier_session_entered_in_error_is_not(document: Document) -> None:
    assert document.session is not None
    (earlier,) = earlier_of(document.store, document.session)
    kind = AddendumKind.ENTERED_IN_ERROR
    mistaken = Addendum(id=uuid4(), session=earlier.session, kind=kind, text="x", written=NOON)
    document.commit("Mark", (Added(mistaken),))
    assert RemarkKind.INTERVAL not in found(document)


def test_a_lot_that_is_out_of_date_is_found_in_the_clinic_file(document: Document) -> None:
    (syringe,) = document.syringes.values()
    product = Product(id=uuid4(), name="Example")
    lot = Lot(id=uuid4(), product=product.id, number="X1", expiry=TODAY - timedelta(days=1))
    draw = Draw(
        id=uuid4(),
        session=syringe.session,
        syringe=syringe.id,
        product=product.id,
        volume_ul=1000,
        drawn=NOON,
        lot=lot.id,
        reason="nothing else there",
    )
    document.commit("Add product", (Added(product), Added(lot)))
    document.commit("Draw up", (Added(draw),))
    assert RemarkKind.LOT in found(document)


def test_an_answer_is_kept_changed_and_taken_back(document: Document) -> None:
    context = context_of(document.store, document.state, BODY)
    (remark,) = [one for one in remarks(context) if one.kind is RemarkKind.INTERVAL]
    said = remark.message.render()
    document.commit("Answer", answer(document, remark, said=said, reason="  the label  allows "))
    kept = answers(document.of(RemarkAnswer))[remark.key]
    assert (kept.reason, kept.by, kept.said) == ("the label allows", "me", said)
    assert answer(document, remark, said=said, reason="the label allows") == ()
    document.commit("Answer", answer(document, remark, said=said, reason="agreed with her"))
    assert [one.reason for one in document.of(RemarkAnswer).values()] == ["agreed with her"]
    document.undo()
    assert answers(document.of(RemarkAnswer))[remark.key].reason == "the label allows"
    document.commit("Withdraw", withdraw(document, remark))
    assert not document.of(RemarkAnswer)
