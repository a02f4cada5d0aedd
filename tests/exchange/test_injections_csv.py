"""Sessions as a table: what is in it, and that no spreadsheet computes a cell of it."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from pathlib import Path

import pytest
from clinic_values import NOON, a_patient, a_session, a_syringe, an_injection

from mesomap.atlas import Atlas
from mesomap.exchange.csv_table import cell, table_csv, text_of
from mesomap.exchange.exported import gather
from mesomap.exchange.injections_csv import HEAD, injections_csv
from mesomap.model import (
    Added,
    Addendum,
    AddendumKind,
    AreaPass,
    GivenHow,
    Plan,
    Side,
    Status,
    Technique,
)
from mesomap.storage import Store

NAME = "=cmd|' /C calc'!A0, Zoë"


def read(data: bytes) -> list[dict[str, str]]:
    rows = csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""))
    return [{name: text_of(value) for name, value in row.items()} for row in rows]


@pytest.fixture
def clinic(tmp_path: Path):
    with Store.create(tmp_path / "clinic.mesomap") as store:
        yield store


@pytest.fixture
def session(clinic: Store):
    patient = a_patient(NAME)
    made = replace(a_session(patient), body="female")
    syringe = a_syringe(made, mixture="+HA, 10 mg/mL")
    one = an_injection(
        syringe,
        2,
        status=Status.GIVEN,
        given_at=NOON.replace(microsecond=250_000),
        given_by="Dr. B",
        given_how=GivenHow.EACH,
        plan=Plan(site=an_injection(syringe).site, depth_mm=2.0, volume_ul=75, syringe=syringe.id),
    )
    area = AreaPass(
        id=one.session,
        session=made.id,
        order=1,
        region="forehead",
        side=Side.LEFT,
        outline=(),
        syringe=syringe.id,
        technique=Technique.NAPPAGE,
        volume_ul=1000,
        entries=120,
        status=Status.SKIPPED,
        reason="-tired\nof it",
    )
    for value in (patient, made, syringe, one, area):
        clinic.apply("add", (Added(value),), actor="B", at=NOON)
    return made


def test_a_row_an_injection_and_a_row_an_area_pass(clinic, session, atlas: Atlas) -> None:
    data = injections_csv([gather(clinic, atlas, session.id)])
    assert data.startswith(b"\xef\xbb\xbf" + ",".join(HEAD).encode() + b"\r\n")
    area, one = read(data)
    assert [area["kind"], one["kind"]] == ["area", "injection"]
    assert (area["order"], area["entries"], area["entries_estimated"]) == ("1", "120", "true")
    assert (area["reason"], area["volume_ml"], area["u_mm"]) == ("-tired\nof it", "1.0", "")
    assert float(area["area_mm2"]) > 500
    assert (one["name"], one["mixture"], one["number"]) == (NAME, "+HA, 10 mg/mL", "00417")
    assert (one["volume_ml"], one["planned_volume_ml"], one["depth_mm"]) == ("0.05", "0.075", "1.0")
    assert (one["given_at"], one["given_how"]) == ("2026-11-22 12:00:00.250", "each")
    assert (one["face"], one["s"], one["t"]) == ("2", "0.25", "0.75")
    assert (one["region_name"], one["session_status"]) == ("Left buccal cheek", "draft")
    assert (one["in_error"], one["area_mm2"]) == ("false", "")


def test_no_cell_of_it_computes(clinic, session, atlas: Atlas) -> None:
    text = injections_csv([gather(clinic, atlas, session.id)]).decode("utf-8-sig")
    for row in csv.reader(io.StringIO(text, newline="")):
        for written in row:
            if written.startswith(("=", "+", "-", "@", "\t", "\r")):
                float(written)


def test_a_session_entered_in_error_says_so(clinic, session, atlas: Atlas) -> None:
    wrong = Addendum(
        id=session.patient,
        session=session.id,
        kind=AddendumKind.ENTERED_IN_ERROR,
        text="x",
        written=NOON,
    )
    clinic.apply("add", (Added(wrong),), actor="B", at=NOON)
    rows = read(injections_csv([gather(clinic, atlas, session.id)]))
    assert {row["in_error"] for row in rows} == {"true"}


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+1", "-1", "@a", "\t=1", "\r=1", " =1", "'=1", "''-", "＝1", "\n=1", "'", "it's", ""],
)
def test_text_that_would_compute_is_made_harmless_and_read_back(text: str) -> None:
    (row,) = csv.reader(
        io.StringIO(table_csv(("a",), [{"a": text}]).decode("utf-8-sig").split("a\r\n", 1)[1], "")
    ) or [[""]]
    written = row[0] if row else ""
    assert written == cell(text)
    assert not written.lstrip().startswith(("=", "+", "-", "@"))
    assert not written.startswith(("\t", "\r"))
    assert text_of(written) == text


def test_numbers_stay_numbers() -> None:
    assert [cell(value) for value in (-1.5, -3, 0.05, None)] == ["-1.5", "-3", "0.05", ""]
