"""Everything of one person in one file, and nobody else's; cancelled it leaves nothing."""

from __future__ import annotations

import json
import zipfile
from dataclasses import replace
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from clinic_values import NOON, a_patient, a_session

from mesomap.exchange.record.person import export_person
from mesomap.exchange.sample import make_sample_clinic
from mesomap.model import Added, Attachment, Consent, ConsentKind, KnownError, Patient, Updated
from mesomap.storage import Store


@pytest.fixture(scope="module")
def clinic(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("clinic") / "Sample.mesomap"
    make_sample_clinic(path)
    return path


def the_first(store: Store) -> Patient:
    return max(store.patients(), key=lambda one: len(store.sessions(one.id)))


def test_every_session_and_part_is_there(clinic: Path, tmp_path: Path) -> None:
    out = tmp_path / "person.zip"
    with Store.open(clinic, read_only=True) as store:
        patient = the_first(store)
        sessions = store.sessions(patient.id)
        steps = list(export_person(store, patient.id, out, at=NOON))
        counts = {str(s.session.id): s.count for s in sessions}
        others = [one.name for one in store.patients() if one.id != patient.id]
    assert [(one.done, one.total) for one in steps][-1] == (len(sessions), len(sessions))
    with zipfile.ZipFile(out) as archive:
        person = json.loads(archive.read("person.json"))
        assert person["entries"][0]["name"] == patient.name
        assert len(person["sessions"]) == len(sessions)
        for name in person["sessions"]:
            content = json.loads(archive.read(name))
            id = str(UUID(content["session"]["id"]))
            assert len(content["injection"]) == counts[id]
            assert content["syringe"]
        text = b"".join(archive.read(name) for name in archive.namelist()).decode(errors="ignore")
    assert not any(name in text for name in others)


def test_scans_come_along(tmp_path: Path) -> None:
    out = tmp_path / "person.zip"
    patient = a_patient("Sample, Anna")
    scan = Attachment(id=uuid4(), sha256="ab", media="application/pdf", content=b"%PDF-scan")
    consent = Consent(
        id=uuid4(),
        patient=patient.id,
        kind=ConsentKind.TREATMENT,
        given=NOON.date(),
        text_version="1",
        taken_by="B",
        scan=scan.id,
    )
    with Store.create(tmp_path / "clinic.mesomap") as store:
        changes = (Added(patient), Added(scan), Added(consent))
        store.apply("a", changes, actor="", at=NOON)
        list(export_person(store, patient.id, out, at=NOON))
    with zipfile.ZipFile(out) as archive:
        assert archive.read(f"attachments/{scan.id.hex}.pdf") == b"%PDF-scan"
        assert json.loads(archive.read("person.json"))["consent"][0]["text_version"] == "1"


def test_merged_entries_come_along(tmp_path: Path) -> None:
    out = tmp_path / "person.zip"
    with Store.create(tmp_path / "clinic.mesomap") as store:
        into, entry = a_patient("Sample, Anna"), a_patient("Sample, A.")
        for one in (into, entry):
            store.apply("a", (Added(one),), actor="", at=NOON)
            store.apply("a", (Added(a_session(one)),), actor="", at=NOON)
        merged = replace(entry, merged_into=into.id)
        store.apply("m", (Updated(entry, merged),), actor="", at=NOON)
        list(export_person(store, into.id, out, at=NOON))
    with zipfile.ZipFile(out) as archive:
        person = json.loads(archive.read("person.json"))
    assert [one["name"] for one in person["entries"]] == ["Sample, Anna", "Sample, A."]
    assert len(person["sessions"]) == 2


def test_cancelled_it_leaves_what_was_there(clinic: Path, tmp_path: Path) -> None:
    out = tmp_path / "person.zip"
    out.write_bytes(b"before")
    with Store.open(clinic, read_only=True) as store:
        steps = export_person(store, the_first(store).id, out, at=NOON)
        next(steps)
        steps.close()  # type: ignore[attr-defined]
    assert out.read_bytes() == b"before"
    assert [one.name for one in tmp_path.iterdir() if one.suffix in (".zip", ".part")] == [
        "person.zip"
    ]


def test_a_place_that_cannot_be_written_to_is_said(clinic: Path, tmp_path: Path) -> None:
    with (
        Store.open(clinic, read_only=True) as store,
        pytest.raises(KnownError, match="choose another place"),
    ):
        list(export_person(store, the_first(store).id, tmp_path / "no" / "x.zip", at=NOON))
