"""A person's rows and what the log kept of them go; the chain and everybody else stay."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from clinic_values import NOON, TODAY, a_patient, a_session, a_syringe, an_injection

from mesomap.model import (
    Added,
    Attachment,
    Change,
    Consent,
    ConsentKind,
    Draw,
    KnownError,
    Lot,
    Note,
    Patient,
    Product,
    Session,
    SkinSite,
    Updated,
)
from mesomap.storage import Store

SECRETS = ("Zzyxwv", "Qwertyname", "0171-555", "keloidtext", "notewords")


def put(store: Store, *changes: Change) -> None:
    store.apply("label", changes, actor="Dr. B. Example", at=NOON)


def fill(store: Store, name: str, **more: object) -> tuple[Patient, Session]:
    """A patient with a session, in one row of the log, and something in it in others."""
    patient = a_patient(name, **more)
    session = a_session(patient)
    put(store, Added(patient), Added(session))
    syringe = a_syringe(session)
    put(store, Added(syringe))
    put(store, *(Added(an_injection(syringe, n)) for n in range(1, 30)))
    return patient, session


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "clinic.mesomap"


def everything(path: Path) -> bytes:
    return b"".join(one.read_bytes() for one in path.parent.iterdir())


def test_nothing_of_the_person_is_left_in_the_file(path: Path) -> None:
    with Store.create(path) as store:
        other, kept = fill(store, "Sample, Anna")
        patient, session = fill(
            store, "Zzyxwv, Qwertyname", phone="0171-555", conditions="keloidtext"
        )
        note = Note(
            id=uuid4(),
            session=session.id,
            site=SkinSite(1, 0.2, 0.2),
            region=None,
            side=None,
            text="notewords",
            written=NOON,
        )
        put(store, Added(note))
        put(store, Updated(patient, again := a_copy(patient, name="Zzyxwv-Again, Qwertyname")))
        assert again.name
        assert b"Zzyxwv" in everything(path)
        done = store.erase([patient.id], reason="asked for", actor="B", at=NOON)
        assert done.rows == 1 + 1 + 1 + 29 + 1
        assert done.changes == 5
        for secret in SECRETS:
            assert secret.encode() not in everything(path)
        assert [one.id for one in store.patients()] == [other.id]
        report = store.verify()
        assert (report.ok, report.erased) == (True, 5)
        assert len(store.injections(kept.id)) == 29
    for secret in SECRETS:
        assert secret.encode() not in everything(path)


def a_copy(patient: Patient, **more: object) -> Patient:
    return replace(patient, **more)  # type: ignore[arg-type]


def test_the_log_says_that_and_not_whom(path: Path) -> None:
    with Store.create(path) as store:
        patient, _ = fill(store, "Zzyxwv, Qwertyname")
        store.erase([patient.id], reason="asked for in writing", actor="B", at=NOON)
        tomb = store.log_rows()[-1]
    assert (tomb["kind"], tomb["label"]) == ("erase", "Erase a patient")
    assert tomb["patient"] == patient.id.bytes


def test_entries_of_one_person_go_together(path: Path) -> None:
    with Store.create(path) as store:
        first, _ = fill(store, "Zzyxwv, Qwertyname")
        second, _ = fill(store, "Zzyxwv, Q.")
        put(store, Updated(second, a_copy(second, merged_into=first.id)))
        store.erase(store.family(first.id), reason="asked for", actor="B", at=NOON)
        assert store.patients() == []
        assert store.sessions() == []
        assert store.verify().ok


def test_what_stood_beside_it_in_the_log_is_recorded_again(path: Path) -> None:
    with Store.create(path) as store:
        patient, session = fill(store, "Zzyxwv, Qwertyname")
        syringe = store.syringes(session.id)[0]
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
        put(store, Added(product), Added(lot), Added(draw))
        store.erase([patient.id], reason="asked for", actor="B", at=NOON)
        assert store.of_clinic(Product) == [product]
        assert store.lots([lot.id]) == {lot.id: lot}
        assert store.verify().ok


def test_a_session_that_was_moved_away_stays(path: Path) -> None:
    with Store.create(path) as store:
        wrong, session = fill(store, "Zzyxwv, Qwertyname")
        right, _ = fill(store, "Sample, Anna")
        put(store, Updated(session, a_session_of(session, right.id)))
        store.erase([wrong.id], reason="asked for", actor="B", at=NOON)
        assert len(store.injections(session.id)) == 29
        assert len(store.sessions(right.id)) == 2
        report = store.verify()
        assert report.ok, report.problems
        assert report.erased == 1
        assert b"Zzyxwv" not in everything(path)


def a_session_of(session: Session, patient: UUID) -> Session:
    return replace(session, patient=patient)


def test_an_attachment_goes_with_its_last_use(path: Path) -> None:
    def consent(patient: Patient, scan: Attachment) -> Consent:
        return Consent(
            id=uuid4(),
            patient=patient.id,
            kind=ConsentKind.TREATMENT,
            given=TODAY,
            text_version="1",
            taken_by="B",
            scan=scan.id,
        )

    with Store.create(path) as store:
        patient, _ = fill(store, "Zzyxwv, Qwertyname")
        other, _ = fill(store, "Sample, Anna")
        own, shared = (an_attachment(content) for content in (b"scanned-bytes", b"both-have"))
        put(store, Added(own), Added(consent(patient, own)))
        put(store, Added(shared), Added(consent(patient, shared)))
        put(store, Added(consent(other, shared)))
        store.erase([patient.id], reason="asked for", actor="B", at=NOON)
        assert store.attachment(own.id) is None
        assert store.attachment(shared.id) == shared
        assert b"scanned-bytes" not in everything(path)
        assert store.verify().ok


def an_attachment(content: bytes) -> Attachment:
    content *= 400
    digest = hashlib.sha256(content).hexdigest()
    return Attachment(id=UUID(digest[:32]), sha256=digest, media="image/png", content=content)


def test_while_another_reads_it_is_said_that_traces_may_be_left(path: Path) -> None:
    with Store.create(path) as store:
        patient, _ = fill(store, "Zzyxwv, Qwertyname")
        with Store.open(path, read_only=True) as reader:
            reader._db.execute("BEGIN")
            reader._db.execute("SELECT count(*) FROM patients").fetchone()
            store._db.execute("PRAGMA busy_timeout = 10")
            with pytest.raises(KnownError, match="another program reads"):
                store.erase([patient.id], reason="asked for", actor="B", at=NOON)
        assert store.patients() == []
    assert b"Zzyxwv" not in everything(path)
