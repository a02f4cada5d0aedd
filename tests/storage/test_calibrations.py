"""Calibrations in the clinic file."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from uuid import uuid4

import pytest
from clinic_values import NOON, a_patient, a_session
from hypothesis import given
from hypothesis import strategies as st

from mesomap.model import (
    Added,
    Calibration,
    Girth,
    GirthLength,
    Height,
    LandmarkKey,
    LandmarkLength,
    Removed,
    Side,
)
from mesomap.storage import Store, measurements, readers, rows
from mesomap.storage.writing import UnexpectedRowError

lengths = st.floats(1, 5000)
landmarks = st.builds(LandmarkKey, st.text(min_size=1), st.sampled_from(Side))
measured = st.one_of(
    st.builds(Height, lengths),
    st.builds(LandmarkLength, landmarks, landmarks, lengths),
    st.builds(GirthLength, st.sampled_from(Girth), st.sampled_from(Side), lengths),
)
calibrations = st.builds(
    Calibration,
    id=st.uuids(),
    patient=st.uuids(),
    measured=st.dates(),
    measurements=st.lists(measured, max_size=5).map(tuple),
)


@given(calibrations)
def test_any_calibration_as_row_and_as_json(calibration: Calibration) -> None:
    assert readers.from_row(Calibration, rows.to_row(calibration)) == calibration
    through = json.loads(json.dumps(rows.to_json(calibration)))
    assert rows.from_json("calibration", through) == calibration


def test_an_unknown_measurement_is_refused() -> None:
    with pytest.raises(ValueError, match="weight"):
        measurements.from_text('[{"kind":"weight","mm":1}]')


def test_a_patients_calibrations_come_oldest_first(tmp_path: Path) -> None:
    anna, clara = a_patient("Sample, Anna"), a_patient("Muster, Clara")

    def one(patient: object, day: int) -> Calibration:
        return Calibration(
            id=uuid4(),
            patient=patient.id,  # type: ignore[attr-defined]
            measured=date(2026, 11, day),
            measurements=(Height(1600 + day),),
        )

    late, early, other = one(anna, 20), one(anna, 3), one(clara, 1)
    with Store.create(tmp_path / "clinic.mesomap") as store:
        session = a_session(anna)
        changes = tuple(Added(value) for value in (anna, clara, late, early, other, session))
        store.apply("Add", changes, actor="me", at=NOON)
        assert store.calibrations(anna.id) == [early, late]
        assert store.calibration(session) is None
        store.apply("Take away", (Removed(early),), actor="me", at=NOON)
        assert store.calibrations(anna.id) == [late]
        assert store.log_rows()[-1]["patient"] == anna.id.bytes
        assert store.verify().ok
        with pytest.raises(UnexpectedRowError):
            store.apply("Take away", (Removed(early),), actor="me", at=NOON)


def test_a_changed_measurement_is_found(tmp_path: Path) -> None:
    anna = a_patient()
    calibration = Calibration(
        id=uuid4(), patient=anna.id, measured=NOON.date(), measurements=(Height(1700),)
    )
    with Store.create(tmp_path / "clinic.mesomap") as store:
        store.apply("Add", (Added(anna), Added(calibration)), actor="me", at=NOON)
        store._db.execute("UPDATE calibrations SET measurements = replace(measurements, 17, 18)")
        store._db.conn.commit()
        (problem,) = store.verify().problems
    assert problem.values["type"] == "calibration"
