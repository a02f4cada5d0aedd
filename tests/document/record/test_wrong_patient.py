"""A draft moves to the right patient; a signed session is kept in error and copied."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from clinic_values import NOON, a_patient, an_injection, open_document

from mesomap.document import Document
from mesomap.document.record import wrong_patient
from mesomap.model import (
    Added,
    Addendum,
    AddendumKind,
    Attachment,
    Calibration,
    Consent,
    ConsentKind,
    Draw,
    GivenHow,
    Height,
    Injection,
    KnownError,
    Lattice,
    LatticeSettings,
    Lot,
    Patient,
    PatientsLeft,
    Picture,
    PictureSite,
    Plan,
    Preparation,
    Product,
    RegionKey,
    Session,
    SessionStatus,
    Side,
    Status,
    Syringe,
    Updated,
)
from mesomap.storage import Store


@pytest.fixture
def store(tmp_path: Path):
    with Store.create(tmp_path / "clinic.mesomap") as made:
        yield made


def a_lattice(session: Session) -> Lattice:
    return Lattice(
        id=uuid4(),
        session=session.id,
        settings=LatticeSettings(),
        regions=(RegionKey("cheek-buccal", Side.LEFT),),
    )


def filled(store: Store) -> tuple[Document, Patient]:
    """An open draft of the wrong patient with everything that matters, and the right patient."""
    document, syringe = open_document(store)
    session, wrong = document.session, document.patient
    assert session is not None
    assert wrong is not None
    right = a_patient("Right, Rita")
    document.commit("Add", (Added(right),))
    calibration = Calibration(
        id=uuid4(), patient=wrong.id, measured=NOON.date(), measurements=(Height(1600.0),)
    )
    document.commit(
        "Calibrate",
        (Added(calibration), Updated(session, replace(session, calibration=calibration.id))),
    )
    lattice = a_lattice(session)
    product = Product(id=uuid4(), name="HA")
    lot = Lot(id=uuid4(), product=product.id, number="A1")
    draw = Draw(
        id=uuid4(),
        session=session.id,
        syringe=syringe.id,
        product=product.id,
        lot=lot.id,
        volume_ul=1000,
        drawn=NOON,
    )
    given = an_injection(
        syringe,
        1,
        lattice=lattice.id,
        status=Status.GIVEN,
        given_at=NOON + timedelta(minutes=2),
        given_by="Dr. B. Example",
        given_how=GivenHow.EACH,
    )
    given = replace(
        given, plan=Plan(site=given.site, depth_mm=1.0, volume_ul=40, syringe=syringe.id)
    )
    consent = Consent(
        id=uuid4(),
        patient=wrong.id,
        kind=ConsentKind.TREATMENT,
        given=NOON.date(),
        text_version="1",
        taken_by="B",
    )
    document.commit("Add", (Added(product), Added(lot)))
    document.commit("Add", (Added(consent),))
    preparation = Preparation(id=uuid4(), session=session.id, consent=consent.id, note="n")
    document.commit("Add", (Added(lattice), Added(draw), Added(given), Added(preparation)))
    return document, right


def commit(document: Document, steps: list[wrong_patient.Step]) -> None:
    for step in steps:
        document.commit(step.label, step.changes)


def test_a_draft_moves_with_its_map(store: Store) -> None:
    document, right = filled(store)
    before = dict(document.injections)
    lattices = dict(document.lattices)
    commit(document, wrong_patient.move(document, right, "wrong chart opened"))
    assert document.patient == right
    assert document.session is not None
    assert (document.session.patient, document.session.calibration) == (right.id, None)
    assert document.calibration is None
    assert (dict(document.injections), dict(document.lattices)) == (before, lattices)
    (preparation,) = document.of(Preparation).values()
    assert (preparation.consent, preparation.note) == (None, "n")
    (note,) = document.of(Addendum).values()
    assert (note.kind, note.text, note.by) == (
        AddendumKind.MOVED,
        "wrong chart opened",
        "Dr. B. Example",
    )
    assert document.can_undo is None
    assert len(store.sessions(right.id)) == 1
    assert store.verify().ok


def signed(store: Store) -> tuple[Document, Patient, Session]:
    document, right = filled(store)
    session = document.session
    assert session is not None
    sealed = replace(session, status=SessionStatus.SIGNED, signed=NOON, signed_by="B")
    document.commit("Sign", (Updated(session, sealed),))
    return document, right, sealed


def test_a_signed_session_is_kept_in_error_and_copied(store: Store) -> None:
    document, right, sealed = signed(store)
    steps, copy_id = wrong_patient.copy_of_signed(document, right, "names mixed up")
    commit(document, steps)
    assert store.session(sealed.id) == sealed
    (note,) = store.of_session(Addendum, sealed.id)
    assert (note.kind, note.other) == (AddendumKind.ENTERED_IN_ERROR, copy_id)
    (wrong_one,) = store.sessions(sealed.patient)
    assert wrong_one.in_error
    copy = store.session(copy_id)
    assert (copy.patient, copy.status, copy.signed, copy.signed_by) == (
        right.id,
        SessionStatus.DRAFT,
        None,
        "",
    )
    (old,), (new,) = store.injections(sealed.id), store.injections(copy_id)
    assert new.id != old.id
    assert (new.site, new.status, new.given_at, new.given_by, new.order) == (
        old.site,
        Status.GIVEN,
        old.given_at,
        old.given_by,
        old.order,
    )
    (syringe,), (lattice,) = store.syringes(copy_id), store.of_session(Lattice, copy_id)
    assert new.plan is not None
    assert (new.syringe, new.lattice, new.plan.syringe) == (syringe.id, lattice.id, syringe.id)
    (old_draw,), (draw,) = store.of_session(Draw, sealed.id), store.of_session(Draw, copy_id)
    assert (draw.lot, draw.syringe, draw.drawn) == (old_draw.lot, syringe.id, old_draw.drawn)
    ids = {one.id for kind in (Syringe, Injection) for one in store.of_session(kind, sealed.id)}
    assert not ids & {syringe.id, new.id}
    assert store.verify().ok
    document.open_session(copy_id)
    assert document.patient == right


def test_twice_in_error_is_refused(store: Store) -> None:
    document, right, _ = signed(store)
    steps, _ = wrong_patient.copy_of_signed(document, right, "names mixed up")
    commit(document, steps)
    with pytest.raises(KnownError, match="in error already"):
        wrong_patient.copy_of_signed(document, right, "again")


def test_no_reason_or_the_same_person_is_refused(store: Store) -> None:
    document, right = filled(store)
    assert document.patient is not None
    with pytest.raises(KnownError, match="reason is needed"):
        wrong_patient.move(document, right, "  ")
    with pytest.raises(KnownError, match="this patient's already"):
        wrong_patient.move(document, document.patient, "wrong")


def test_each_row_of_the_log_is_one_patients(store: Store) -> None:
    document, right, sealed = signed(store)
    steps, _ = wrong_patient.copy_of_signed(document, right, "names mixed up")
    commit(document, steps)
    owners = [row["patient"] for row in store.log_rows()[-2:]]
    assert owners == [right.id.bytes, sealed.patient.bytes]
    store.erase([sealed.patient], reason="asked", actor="B", at=NOON)
    assert len(store.sessions(right.id)) == 1
    assert store.verify().ok


def test_the_wrong_patients_own_picture_becomes_the_right_ones(store: Store) -> None:
    document, right = filled(store)
    assert document.patient is not None
    assert document.session is not None
    content = Attachment(id=uuid4(), sha256="ab", media="image/png", content=b"png")
    picture = Picture(
        id=uuid4(),
        title="Scar",
        attachment=content.id,
        width_px=100,
        height_px=100,
        line_px=(0.0, 0.0, 100.0, 0.0),
        line_mm=50.0,
        patients_left=next(iter(PatientsLeft)),
        patient=document.patient.id,
    )
    document.commit("Add", (Added(content), Added(picture)))
    (syringe,) = document.syringes.values()
    there = an_injection(
        syringe,
        2,
        site=PictureSite(str(picture.id), 5.0, 5.0),
        region=str(picture.id),
        side=Side.MIDLINE,
    )
    document.commit("Add", (Added(there),))
    commit(document, wrong_patient.move(document, right, "wrong chart"))
    (own,) = (one for one in document.pictures.values() if one.patient == right.id)
    moved = document.injections[there.id]
    assert moved.site == PictureSite(str(own.id), 5.0, 5.0)
    assert moved.region == str(own.id)
    assert own.attachment == content.id
