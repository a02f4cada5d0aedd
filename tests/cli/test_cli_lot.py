"""`mesomap lot`: JSON, table, CSV that no spreadsheet computes, PDF."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from pathlib import Path
from uuid import uuid4

import pytest
from click.testing import CliRunner
from clinic_values import NOON, a_patient, a_session, a_syringe, an_injection
from pypdf import PdfReader

from mesomap.cli.root import main
from mesomap.document import Document
from mesomap.model import Added, Draw, Lot, Product, Status
from mesomap.storage import Store


@pytest.fixture
def clinic(tmp_path: Path) -> Path:
    path = tmp_path / "clinic.mesomap"
    with Store.create(path) as store:
        document = Document(store, clock=lambda: NOON)
        patient = a_patient("=HYPERLINK(1)", phone="+49 30 12345", address="Street 1\n10115 Berlin")
        session = a_session(patient)
        document.commit("Add", (Added(patient),))
        document.commit("Add", (Added(session),))
        document.open_session(session.id)
        syringe = a_syringe(session)
        product = Product(id=uuid4(), name="Example, HA")
        lot = Lot(id=uuid4(), product=product.id, number="LO 1", expiry=date(2027, 5, 31))
        draw = Draw(
            id=uuid4(),
            session=session.id,
            syringe=syringe.id,
            product=product.id,
            lot=lot.id,
            volume_ul=2000,
            drawn=NOON,
        )
        given = an_injection(syringe, status=Status.GIVEN, given_at=NOON)
        document.commit("Use", tuple(map(Added, (syringe, product, lot, draw, given))))
    return path


def run(*arguments: object):
    return CliRunner().invoke(main, [str(one) for one in arguments])


def test_json_says_who_what_and_how_much(clinic: Path) -> None:
    result = run("lot", "l0-1", "--clinic", clinic, "--json")
    assert result.exit_code == 0, result.output
    told = json.loads(result.output)
    assert (told["lot"], told["patients"], told["sessions"]) == ("l0-1", 1, 1)
    (use,) = told["uses"]
    assert use["patient"]["phone"] == "+49 30 12345"
    assert (use["lot"], use["expiry"], use["status"]) == ("LO 1", "2027-05-31", "draft")
    assert (use["given"], use["given_ml"], use["drawn_ml"]) == (1, 0.05, 2.0)
    assert use["in_error"] is False


def test_a_lot_that_nobody_had(clinic: Path) -> None:
    result = run("lot", "nothing", "--clinic", clinic)
    assert result.exit_code == 0
    assert result.output == "lot nothing: 0 patients, 0 sessions\n"


def test_the_table_computes_nothing(clinic: Path, tmp_path: Path) -> None:
    out = tmp_path / "lot.csv"
    assert run("lot", "LO1", "--clinic", clinic, "--csv", out).exit_code == 0
    assert out.read_bytes().startswith(b"\xef\xbb\xbf")
    (row,) = csv.DictReader(io.StringIO(out.read_text("utf-8-sig"), newline=""))
    assert row["patient"] == "'=HYPERLINK(1)"
    assert row["phone"] == "'+49 30 12345"
    assert row["name"] == "Example, HA"
    assert row["address"] == "Street 1 10115 Berlin"
    assert row["given_ml"] == "0.05"


def test_it_prints(clinic: Path, tmp_path: Path) -> None:
    out = tmp_path / "lot.pdf"
    result = run("lot", "LO1", "--clinic", clinic, "--out", out)
    assert result.exit_code == 0, result.output
    (page,) = PdfReader(out).pages
    text = " ".join(page.extract_text().split())
    assert "Who was given lot LO1" in text
    assert "+49 30 12345" in text
    assert "LO 1" in text


def test_a_table_that_cannot_be_written_is_one_line(clinic: Path, tmp_path: Path) -> None:
    result = run("lot", "LO1", "--clinic", clinic, "--csv", tmp_path / "no" / "lot.csv")
    assert result.exit_code == 1
    assert "cannot be written" in result.output
