"""A patient's own data through the command line, and what the lists say of patients."""

from __future__ import annotations

import json
import zipfile
from dataclasses import replace
from pathlib import Path
from uuid import uuid4

import pytest
from click.testing import CliRunner
from clinic_values import NOON, a_patient, a_session, a_syringe

from mesomap.cli.root import main
from mesomap.model import Added, Updated
from mesomap.storage import Store


@pytest.fixture
def clinic(tmp_path: Path) -> Path:
    path = tmp_path / "clinic.mesomap"
    with Store.create(path) as store:
        patient = a_patient("Sample, Anna", phototype=3, weight_kg=61.5, weighed=NOON.date())
        entry = a_patient("Sample, A.")
        session = a_session(entry)
        for one in (patient, entry, session, a_syringe(session)):
            store.apply("add", (Added(one),), actor="B", at=NOON)
        merged = replace(entry, merged_into=patient.id)
        store.apply("merge", (Updated(entry, merged),), actor="B", at=NOON)
    return path


def run(*arguments: str):
    return CliRunner().invoke(main, list(arguments))


def test_patients_say_what_is_noted_and_merged(clinic: Path) -> None:
    (found,) = json.loads(run("patients", "--clinic", str(clinic), "--json").output)
    assert (found["name"], found["phototype"], found["weight_kg"]) == ("Sample, Anna", 3, 61.5)
    assert (found["weighed"], found["archived"]) == ("2026-11-22", False)
    assert [one["name"] for one in found["merged"]] == ["Sample, A."]
    (session,) = json.loads(run("sessions", "--clinic", str(clinic), "--json").output)
    assert session["patient"] == found["merged"][0]["id"]
    assert session["person"] == found["id"]


def test_a_person_is_exported(clinic: Path, tmp_path: Path) -> None:
    (found,) = json.loads(run("patients", "--clinic", str(clinic), "--json").output)
    out = tmp_path / "anna.zip"
    result = run("person", found["id"], "--clinic", str(clinic), "--out", str(out))
    assert (result.exit_code, result.output) == (0, f"wrote {out} (1 session)\n")
    with zipfile.ZipFile(out) as archive:
        assert len(json.loads(archive.read("person.json"))["entries"]) == 2


def test_nobody_of_that_id_is_said(clinic: Path, tmp_path: Path) -> None:
    out = tmp_path / "x.zip"
    result = run("person", str(uuid4()), "--clinic", str(clinic), "--out", str(out))
    assert result.exit_code == 1
    assert "No patient" in result.output
    assert not out.exists()


def test_verify_says_what_was_erased(clinic: Path) -> None:
    with Store.open(clinic) as store:
        (patient,) = store.patients()
        store.erase(store.family(patient.id), reason="asked", actor="B", at=NOON)
    result = run("verify", "--clinic", str(clinic))
    assert result.exit_code == 0
    assert "of 5 of them the content was erased on request" in result.output
