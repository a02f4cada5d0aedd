"""Protocols and courses as JSON, from the command line as from the code."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from uuid import uuid4

from click.testing import CliRunner
from clinic_values import NOON, TODAY, a_patient, a_session

from mesomap.atlas import default_atlas
from mesomap.cli import main
from mesomap.clinical.protocols import BUILT_IN, SUBMENTAL
from mesomap.document import Document
from mesomap.document.record.courses import new_course
from mesomap.exchange.json import session_json
from mesomap.model import Added
from mesomap.report.layout import PAPERS
from mesomap.report.layout.shapes import Text
from mesomap.report.printing import session_layout
from mesomap.storage import Store


def test_every_protocol_is_listed_with_its_sources():
    done = CliRunner().invoke(main, ["protocols", "--json"])
    assert done.exit_code == 0
    rows = json.loads(done.stdout)
    assert [row["id"] for row in rows] == [str(id) for id in BUILT_IN]
    assert len({row["indication"] for row in rows}) == 5
    submental = next(row for row in rows if row["id"] == str(SUBMENTAL.id))
    assert submental["volume_ml"] == {
        "value": 0.2,
        "low": None,
        "high": None,
        "source": "FDA label of Kybella (deoxycholic acid), dosage section",
        "confidence": "primary",
    }
    assert submental["ceilings"][0]["most"]["value"] == 50.0
    assert [one["country"] for one in submental["law"]] == ["FR"]
    assert all(row["source"] for row in rows)
    plain = CliRunner().invoke(main, ["protocols"])
    assert "Cellulite, multi-injector" in plain.stdout


def test_a_clinic_s_own_and_retired_ones_and_a_session_s_protocol_and_course(tmp_path: Path):
    path = tmp_path / "clinic.mesomap"
    mine = replace(SUBMENTAL, id=uuid4(), title="Ours", built_on=SUBMENTAL.id)
    patient = a_patient()
    course = new_course(patient.id, begun=TODAY, protocol=mine)
    session = replace(
        a_session(patient), protocol=mine.id, course=course.id, response="softer", atlas="x"
    )
    with Store.create(path) as store:
        document = Document(store, clock=lambda: NOON)
        retired = replace(SUBMENTAL, retired=True)
        document.commit("Add", (Added(mine), Added(retired)))
        document.commit("Add", (Added(patient), Added(course), Added(session)))
    done = CliRunner().invoke(main, ["protocols", "--clinic", str(path), "--json"])
    rows = {row["id"]: row for row in json.loads(done.stdout)}
    assert str(SUBMENTAL.id) not in rows
    assert rows[str(mine.id)]["built_on"] == str(SUBMENTAL.id)
    assert rows[str(mine.id)]["built_in"] is False
    with Store.open(path, read_only=True) as store:
        found = session_json(store, default_atlas(), session.id)
    assert found["protocol"]["title"] == "Ours"
    assert found["course"]["number"] == 1
    assert found["course"]["sessions"] == 6
    assert found["course"]["next_due"] == "2026-12-22"
    assert found["course"]["response"] == "softer"
    assert found["course"]["given"] == []


def test_the_paper_names_the_protocol_and_the_session_of_the_course(tmp_path: Path, qapp):
    patient = a_patient()
    course = new_course(patient.id, begun=TODAY, protocol=SUBMENTAL)
    session = replace(
        a_session(patient),
        protocol=SUBMENTAL.id,
        course=course.id,
        indication="spot-fat-reduction",
    )
    with Store.create(tmp_path / "clinic.mesomap") as store:
        document = Document(store, clock=lambda: NOON)
        document.commit("Add", (Added(patient), Added(course), Added(session)))
        layout, _ = session_layout(store, default_atlas(), session.id, paper=PAPERS["A4"])
    words = {
        shape.text for page in layout.pages for shape in page.shapes if isinstance(shape, Text)
    }
    assert "Spot fat reduction" in words
    assert "1 of 6" in words
    assert any(text.startswith("Submental fat") for text in words)
