"""Files of earlier versions: they open, become today's, and say the same as before."""

from __future__ import annotations

import shutil
import sqlite3
from dataclasses import replace
from pathlib import Path
from uuid import uuid4

import pytest
from clinic_values import NOON, a_patient

from mesomap.model import (
    Added,
    Addendum,
    AreaPass,
    Calibration,
    Consent,
    Course,
    Draw,
    GivenHow,
    Height,
    Injection,
    KnownError,
    Lattice,
    Lesion,
    Needle,
    Note,
    Person,
    Picture,
    PictureSite,
    Reaction,
    Session,
    SessionMode,
    SessionStatus,
    Side,
    SkinSite,
    Status,
    Updated,
)
from mesomap.storage import Store
from mesomap.storage.schema import VERSION

VERSIONS = Path(__file__).parent / "versions"
KEPT = sorted(VERSIONS.glob("v*.mesomap"))


def version_of(path: Path) -> int:
    db = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    try:
        return int(db.execute("PRAGMA user_version").fetchone()[0])
    finally:
        db.close()


def visits(store: Store) -> list[Session]:
    (anna,) = store.find_patients("anna", limit=9).patients
    return [summary.session for summary in store.sessions(anna.id)]


def needles(store: Store) -> list[Injection]:
    return store.injections(visits(store)[0].id)


def check_what_v1_holds(store: Store) -> None:
    assert [patient.name for patient in store.patients()] == ["Muestra, Lucía", "Sample, Anna"]
    first, second = visits(store)
    assert (first.note, first.calibration, second.calibration) == ("«ok»", None, None)
    (syringe,) = store.syringes(first.id)
    assert (syringe.drawn_ul, syringe.mg_per_ml) == (3000, 10.0)
    given, skipped, pictured = needles(store)
    assert (given.site, given.side) == (SkinSite(1001, 0.25, 0.75), Side.LEFT)
    assert (given.status, given.given_how) == (Status.GIVEN, GivenHow.EACH)
    assert given.plan is not None
    assert (given.volume_ul, given.plan.volume_ul) == (40, 50)
    assert (skipped.status, skipped.depth_mm, skipped.layer) == (Status.SKIPPED, None, "mid-fat")
    assert pictured.site == PictureSite("photo", 12.5, 7.25)
    assert store.calibrations(first.patient) == []


def test_every_older_version_is_kept() -> None:
    assert [version_of(path) for path in KEPT] == list(range(1, VERSION))


@pytest.mark.parametrize("kept", KEPT, ids=lambda path: path.stem)
def test_an_older_file_becomes_todays(tmp_path: Path, kept: Path) -> None:
    path = tmp_path / "clinic.mesomap"
    shutil.copyfile(kept, path)
    with Store.open(path) as store:
        check_what_v1_holds(store)
        report = store.verify()
        assert report.ok, report.problems
        session = visits(store)[1]
        calibration = Calibration(
            id=uuid4(), patient=session.patient, measured=NOON.date(), measurements=(Height(1700),)
        )
        after = replace(session, calibration=calibration.id)
        changes = (Added(calibration), Updated(session, after))
        store.apply("Calibrate", changes, actor="me", at=NOON)
    assert version_of(path) == VERSION
    with Store.open(path) as store:
        assert store.calibration(visits(store)[1]) == calibration
        assert store.verify().ok


def test_what_version_2_holds_besides() -> None:
    with Store.open(VERSIONS / "v2.mesomap", read_only=True) as store:
        (lucia,) = store.find_patients("lucía", limit=9).patients
        (visit,) = store.sessions(lucia.id)
        calibration = store.calibration(visit.session)
        assert calibration is not None
        assert [type(one).__name__ for one in calibration.measurements] == [
            "Height",
            "GirthLength",
            "LandmarkLength",
        ]
        syringes = store.syringes(visit.session.id)
        assert [(one.name, one.position) for one in syringes] == [("A", 0), ("B", 1)]


@pytest.mark.parametrize("kept", KEPT, ids=lambda path: path.stem)
def test_looking_at_an_older_file_leaves_it_as_it_is(tmp_path: Path, kept: Path) -> None:
    path = tmp_path / "clinic.mesomap"
    shutil.copyfile(kept, path)
    before = path.read_bytes()
    with Store.open(path, read_only=True) as store:
        check_what_v1_holds(store)
        assert store.verify().ok
    assert path.read_bytes() == before
    assert [entry.name for entry in tmp_path.iterdir()] == [path.name]


def test_what_version_3_holds_besides() -> None:
    with Store.open(VERSIONS / "v3.mesomap", read_only=True) as store:
        (lucia,) = store.find_patients("lucía", limit=9).patients
        assert (lucia.archived, lucia.merged_into, lucia.phone) == (False, None, "")
        (visit,) = store.sessions(lucia.id)
        session = visit.session
        assert (session.mode, session.stopped_because) == (SessionMode.RECORD, "dizzy")
        (lattice,) = store.of_session(Lattice, session.id)
        (thread,) = store.injections(session.id)
        assert (thread.lattice, thread.reason, len(thread.path)) == (lattice.id, "moved away", 1)
        assert [one.entries for one in store.of_session(AreaPass, session.id)] == [200]
        assert [one.text for one in store.of_session(Note, session.id)] == ["a mole"]
        assert [one.sizes[0].long_mm for one in store.of_patient(Lesion, lucia.id)] == [12.0]
        (needle,) = store.of_clinic(Needle)
        assert needle.id in {one.needle for one in store.syringes(session.id)}
        (picture,) = store.of_clinic(Picture)
        assert store.attachment(picture.attachment) is not None


def test_what_version_4_holds_besides() -> None:
    with Store.open(VERSIONS / "v4.mesomap", read_only=True) as store:
        (lucia,) = store.find_patients("lucía", limit=9).patients
        assert (lucia.phototype, lucia.allergies, lucia.weight_kg) == (3, "latex", 61.0)
        (visit,) = store.sessions(lucia.id)
        assert visit.session.status is SessionStatus.SIGNED
        assert store.fingerprint(visit.session.id) == visit.session.fingerprint
        (person,) = store.of_clinic(Person)
        assert (person.license, person.may_manage) == ("EX-0001", False)
        (draw,) = store.of_session(Draw, visit.session.id)
        assert [lot.number for lot in store.lots([draw.lot]).values()] == ["L-0042"]
        assert [one.long_mm for one in store.of_session(Reaction, visit.session.id)] == [4.0]
        assert [one.text for one in store.of_session(Addendum, visit.session.id)] == ["late entry"]
        assert [one.title for one in store.of_patient(Course, lucia.id)] == ["Face"]
        assert [one.text_version for one in store.of_patient(Consent, lucia.id)] == ["1"]


def test_events_are_recorded_and_hold(tmp_path: Path) -> None:
    with Store.create(tmp_path / "clinic.mesomap") as store:
        patient = a_patient()
        store.apply("Add patient", (Added(patient),), actor="me", at=NOON)
        assert store.record("Printed", actor="me", at=NOON, patient=patient.id, details={"a": "b"})
        assert [row["kind"] for row in store.log_rows()] == ["commit", "event"]
        assert store.verify().ok
        store.erase([patient.id], reason="asked", actor="me", at=NOON)
        assert [row["payload"] is None for row in store.log_rows()] == [True, True, False]
        assert store.verify().ok


@pytest.mark.parametrize("kept", KEPT, ids=lambda path: path.stem)
def test_an_older_file_is_kept_as_it_was_before_it_is_brought_up(
    tmp_path: Path, kept: Path
) -> None:
    path = tmp_path / "clinic.mesomap"
    shutil.copyfile(kept, path)
    Store.open(path).close()
    older = tmp_path / f"clinic before version {VERSION}.mesomap"
    assert sorted(entry.name for entry in tmp_path.iterdir()) == sorted([path.name, older.name])
    assert version_of(older) == version_of(kept)
    with Store.open(older, read_only=True) as store:
        check_what_v1_holds(store)
    Store.open(path).close()  # the second opening has nothing to bring up
    assert len(list(tmp_path.iterdir())) == 2


def test_a_file_that_cannot_be_kept_is_not_brought_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "clinic.mesomap"
    shutil.copyfile(KEPT[-1], path)

    def full(*_args: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("mesomap.storage.connected.sync", full)
    with pytest.raises(KnownError, match="No space left"):
        Store.open(path)
    assert version_of(path) == VERSION - 1
    assert not list(tmp_path.glob("*before version*"))
    assert not list(tmp_path.glob(".*"))
