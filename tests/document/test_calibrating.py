"""Calibrating a session: one step, undone as one, and never of another patient."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from uuid import uuid4

import pytest
from clinic_values import NOON, TODAY, a_patient, a_session, open_document, the_session

from mesomap.document import Document
from mesomap.document.edits import calibrate, new_session
from mesomap.document.validate import InvalidChangeError
from mesomap.model import (
    Added,
    Calibration,
    Girth,
    GirthLength,
    Height,
    KnownError,
    Removed,
    SessionStatus,
    Side,
    Updated,
)
from mesomap.storage import Store

WAIST = GirthLength(Girth.WAIST, Side.MIDLINE, 820.0)


@pytest.fixture
def document(tmp_path: Path):  # type: ignore[no-untyped-def]
    with Store.create(tmp_path / "clinic.mesomap") as store:
        yield open_document(store)[0]


def a_calibration(document: Document, **more: object) -> Calibration:
    assert document.patient is not None
    values = {"patient": document.patient.id, "measurements": (Height(1700.0),)} | more
    return Calibration(id=uuid4(), measured=TODAY, **values)  # type: ignore[arg-type]


def test_a_session_is_calibrated_in_one_step(document: Document) -> None:
    assert document.calibration is None
    document.commit("Calibrate", calibrate(document, [Height(1700.0), WAIST], measured=TODAY))
    made = document.calibration
    assert made is not None
    assert made.measurements == (Height(1700.0), WAIST)
    assert document.store.session(the_session(document)).calibration == made.id
    assert document.store.calibrations(made.patient) == [made]
    assert document.undo() == "Calibrate"
    assert document.calibration is None
    assert document.store.session(the_session(document)).calibration is None
    assert document.store.calibrations(made.patient) == []
    document.redo()
    assert document.calibration == made
    assert document.store.verify().ok


def test_another_measurement_is_another_calibration(document: Document) -> None:
    document.commit("Calibrate", calibrate(document, [Height(1700.0)], measured=TODAY))
    first = document.calibration
    document.commit("Calibrate", calibrate(document, [WAIST], measured=date(2026, 11, 23)))
    second = document.calibration
    assert first is not None
    assert second is not None
    assert first.id != second.id
    assert document.store.calibrations(first.patient) == [first, second]
    document.undo()
    assert document.calibration == first
    document.commit("Average adult", calibrate(document, [], measured=TODAY))
    assert document.calibration is None


def test_the_same_again_is_no_change(document: Document) -> None:
    assert calibrate(document, [], measured=TODAY) == ()
    document.commit("Calibrate", calibrate(document, [WAIST], measured=TODAY))
    assert calibrate(document, [WAIST], measured=date(2027, 1, 1)) == ()


def test_it_is_there_when_the_session_is_opened_again(document: Document) -> None:
    document.commit("Calibrate", calibrate(document, [WAIST], measured=TODAY))
    made, session = document.calibration, the_session(document)
    document.close_session()
    assert document.calibration is None
    document.open_session(session)
    assert document.calibration == made
    assert made is not None
    assert document.patient is not None
    follow = new_session(document.patient, atlas="test", at=NOON, calibration=made.id)
    document.commit("New session", (Added(follow),))
    assert document.store.calibration(document.store.session(follow.id)) == made


def test_what_makes_no_sense_is_refused(document: Document) -> None:
    session = document.session
    assert session is not None
    stranger = a_patient("Muster, Clara")
    document.commit("New patient", (Added(stranger),))
    made = a_calibration(document)
    alien = a_calibration(document, patient=stranger.id)
    refused = [
        (Added(a_calibration(document, measurements=())),),
        (Added(a_calibration(document, measurements=(Height(0.0),))),),
        (Added(a_calibration(document, measurements=(Height(float("nan")),))),),
        (Updated(session, replace(session, calibration=uuid4())),),
        (Added(alien), Updated(session, replace(session, calibration=alien.id))),
        (Added(made), Updated(made, replace(made, measured=date(2020, 1, 1)))),
    ]
    for changes in refused:
        with pytest.raises(InvalidChangeError):
            document.commit("Calibrate", changes)
    assert document.calibration is None
    document.commit("Calibrate", calibrate(document, [WAIST], measured=TODAY))
    used = document.calibration
    assert used is not None
    with pytest.raises(InvalidChangeError):
        document.commit("Take away", (Removed(used),))
    assert document.patient is not None
    other = replace(a_session(document.patient), calibration=uuid4())
    with pytest.raises(InvalidChangeError):
        document.commit("New session", (Added(other),))


def test_a_signed_session_keeps_its_calibration(document: Document) -> None:
    session = document.session
    assert session is not None
    signed = replace(session, status=SessionStatus.SIGNED, signed=NOON)
    document.commit("Sign", (Updated(session, signed),))
    with pytest.raises(KnownError, match="signed"):
        document.commit("Calibrate", calibrate(document, [WAIST], measured=TODAY))
    assert document.calibration is None
