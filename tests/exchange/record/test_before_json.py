"""What was asked, prepared and consented to, as JSON; and scans judged by their content."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from uuid import uuid4

import pytest
from clinic_values import NOON, TODAY, a_patient

from mesomap.document import Document
from mesomap.document.record.patients import merge
from mesomap.exchange.record import before_scans
from mesomap.exchange.record.before import before_json
from mesomap.exchange.record.before_scans import read_scan_file
from mesomap.model import (
    Added,
    Answer,
    Consent,
    ConsentKind,
    KnownError,
    Preparation,
    Questionnaire,
    Reply,
    Session,
    Topical,
)
from mesomap.storage import Store


@pytest.fixture
def clinic(tmp_path):
    with Store.create(tmp_path / "clinic.mesomap") as store:
        document = Document(store, actor="Dr. B. Example", clock=lambda: NOON)
        patient = a_patient()
        session = Session(
            id=uuid4(), patient=patient.id, date=TODAY, body="female", atlas="test", started=NOON
        )
        document.commit("Add", (Added(patient), Added(session)))
        document.open_session(session.id)
        yield document, session


def a_consent(patient, day=TODAY, **more):
    values = {"kind": ConsentKind.TREATMENT, "text_version": "3", "taken_by": "Dr. B. Example"}
    return Consent(id=uuid4(), patient=patient, given=day, **(values | more))


def test_nothing_noted_is_null(clinic):
    document, session = clinic
    found = before_json(document.store, session)
    assert found == {"questionnaire": None, "preparation": None, "consents": []}


def test_everything_noted(clinic):
    document, session = clinic
    consent = a_consent(session.patient, withdrawn=date(2026, 11, 23))
    on = datetime(2026, 11, 22, 9, 5)
    cream = Topical(
        product="Cream",
        lot_number="T-1",
        grams=Decimal("2.5"),
        area_cm2=Decimal(40),
        on=on,
        mg_per_g=Decimal(25),
    )
    asked = Questionnaire(
        id=uuid4(),
        session=session.id,
        asked=NOON,
        asked_by="M. Example",
        answers=(Answer(question="allergy", reply=Reply.YES, detail="latex"),),
    )
    prepared = Preparation(
        id=uuid4(),
        session=session.id,
        antiseptic="Chlorhexidine",
        topicals=(cream, replace(cream, mg_per_g=None)),
        consent=consent.id,
    )
    document.commit("Note", (Added(consent), Added(asked), Added(prepared)))
    found = before_json(document.store, session)
    assert found["questionnaire"] == {
        "asked": NOON.isoformat(),
        "asked_by": "M. Example",
        "unchanged_from": None,
        "answers": [{"question": "allergy", "reply": "yes", "detail": "latex"}],
    }
    first, second = found["preparation"]["topicals"]
    assert (first["applied_mg"], first["grams"], first["on"]) == (62.5, 2.5, on.isoformat())
    assert (first["off"], first["expiry"], first["lot"]) == (None, None, "T-1")
    assert (second["applied_mg"], second["mg_per_g"]) == (None, None)
    assert found["preparation"]["consent"] == str(consent.id)
    (one,) = found["consents"]
    assert (one["withdrawn"], one["scan"], one["kind"]) == ("2026-11-23", False, "treatment")


def test_the_consents_are_those_of_the_whole_person(clinic):
    document, session = clinic
    other = replace(a_patient(), id=uuid4(), number="")
    mine, theirs = a_consent(session.patient), a_consent(other.id, date(2026, 1, 2))
    document.commit("Add", (Added(mine),))
    document.commit("Add", (Added(other), Added(theirs)))
    assert [one["id"] for one in before_json(document.store, session)["consents"]] == [str(mine.id)]
    entry = next(one for one in document.store.patients() if one.id == other.id)
    for step in merge(document.store, entry, document.patient):
        document.commit("Merge", step)
    found = before_json(document.store, session)["consents"]
    assert [one["id"] for one in found] == [str(theirs.id), str(mine.id)]


PDF = b"%PDF-1.7\n" + b"0" * 100 + b"\n%%EOF\n"


def test_a_pdf_is_kept_as_it_is_and_a_picture_is_left_to_others(tmp_path):
    path = tmp_path / "consent.jpg"  # the name says nothing
    path.write_bytes(PDF)
    assert read_scan_file(path).pdf == PDF
    path.write_bytes(b"\xff\xd8\xff\xe0" + b"0" * 50)
    assert read_scan_file(path).pdf is None


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "empty"),
        (b"PK\x03\x04 a document", "no PDF, PNG or JPEG"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "no PDF, PNG or JPEG"),
        (PDF[:60], "cut off"),
        (b"%PDF-1.7\n" + b"0" * 400 + b"%%EOF\n", "larger than"),
    ],
)
def test_what_is_no_scan_is_refused_in_one_line(tmp_path, monkeypatch, content, words):
    monkeypatch.setattr(before_scans, "MOST_PDF_BYTES", 300)
    path = tmp_path / "consent.pdf"
    path.write_bytes(content)
    with pytest.raises(KnownError, match=words):
        read_scan_file(path)


def test_a_file_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(KnownError):
        read_scan_file(tmp_path / "none.pdf")
