"""Values come back as they went in."""

from __future__ import annotations

import json
import zlib
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import uuid4

import pytest
from clinic_values import NOON, a_patient, a_session, a_syringe, an_injection
from hypothesis import given
from hypothesis import strategies as st

from mesomap.model import (
    Added,
    GivenHow,
    Injection,
    KnownError,
    PictureSite,
    Plan,
    Side,
    SkinSite,
    Status,
    Technique,
    Updated,
)
from mesomap.storage import Store, readers, rows

SYRINGE = a_syringe(a_session(a_patient()))

sites = st.one_of(
    st.builds(SkinSite, st.integers(0, 13377), st.floats(0, 1), st.floats(0, 1)),
    st.builds(PictureSite, st.text(min_size=1), st.floats(0, 999), st.floats(0, 999)),
)
plans = st.builds(
    Plan,
    site=sites,
    depth_mm=st.none() | st.floats(0, 20),
    volume_ul=st.integers(0, 9999),
    syringe=st.uuids(),
)
injections = st.builds(
    Injection,
    id=st.uuids(),
    session=st.uuids(),
    order=st.integers(1, 10**6),
    site=sites,
    region=st.none() | st.text(min_size=1),
    side=st.none() | st.sampled_from(Side),
    syringe=st.uuids(),
    technique=st.sampled_from(Technique),
    volume_ul=st.integers(0, 99999),
    depth_mm=st.none() | st.floats(0, 20),
    layer=st.text(),
    angle_deg=st.floats(0, 90),
    radius_mm=st.none() | st.floats(0.1, 9),
    status=st.sampled_from(Status),
    given_at=st.none() | st.datetimes(),
    given_by=st.text(),
    given_how=st.none() | st.sampled_from(GivenHow),
    plan=st.none() | plans,
)


@given(injections)
def test_any_injection_as_row_and_as_json(injection: Injection) -> None:
    assert readers.from_row(Injection, rows.to_row(injection)) == injection
    through = json.loads(json.dumps(rows.to_json(injection)))
    assert rows.from_json("injection", through) == injection


@pytest.fixture
def store(tmp_path: Path):  # type: ignore[no-untyped-def]
    with Store.create(tmp_path / "clinic.mesomap") as store:
        yield store


def put(store: Store, *values: object) -> None:
    changes = tuple(Added(value) for value in values)  # type: ignore[arg-type]
    store.apply("Add", changes, actor="me", at=NOON)


def test_everything_reopens_the_same(tmp_path: Path) -> None:
    patient = a_patient("Muestra, Lucía", allergies="Soya\nlatex", born=None)
    session = replace(a_session(patient), indication="Ñandú", note="«note»")
    syringe = a_syringe(session, mg_per_ml=2.5, radius_mm=3.5, depth_mm=None, layer="mid-fat")
    needles = [an_injection(syringe, order) for order in (3, 1, 2)]
    path = tmp_path / "clinic.mesomap"
    with Store.create(path) as store:
        put(store, patient, session, syringe, *needles)
    with Store.open(path) as store:
        assert store.patients() == [patient]
        assert store.patient(patient.id) == patient
        assert store.session(session.id) == session
        assert store.syringes(session.id) == [syringe]
        assert store.injections(session.id) == sorted(needles, key=lambda i: i.order)


def test_sessions_come_by_patient_and_date_with_their_counts(store: Store) -> None:
    anna, clara = a_patient("Sample, Anna"), a_patient("Muster, Clara")
    late, early = a_session(anna, date(2026, 11, 9)), a_session(anna, date(2026, 10, 1))
    other = a_session(clara, date(2026, 12, 1))
    syringe = a_syringe(late)
    needles = [
        an_injection(syringe, 1, volume_ul=100, status=Status.GIVEN),
        an_injection(syringe, 2, volume_ul=70),
        an_injection(syringe, 3, volume_ul=900, status=Status.SKIPPED),
    ]
    put(store, anna, clara, late, early, other, syringe, *needles)
    found = store.sessions()
    assert [s.session.id for s in found] == [other.id, early.id, late.id]
    assert [s.number for s in found] == [1, 1, 2]
    assert [s.patient_name for s in found] == ["Muster, Clara", "Sample, Anna", "Sample, Anna"]
    last = found[-1]
    assert (last.count, last.given, last.skipped, last.volume_ul) == (3, 1, 1, 170)
    assert [s.session.id for s in store.sessions(clara.id)] == [other.id]


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("", ["Muster, Clara", "Sample, Anna"]),
        ("clar", ["Muster, Clara"]),
        ("anna sam", ["Sample, Anna"]),
        ("00417", ["Sample, Anna"]),
        ("1974-09", ["Muster, Clara"]),
        ("02.09.1974", ["Muster, Clara"]),
        ("2.9.1974", ["Muster, Clara"]),
        ("2/9/1974", ["Muster, Clara"]),
        ("3.1974", []),
        ("CLARA must", ["Muster, Clara"]),
        ("á", ["Muster, Clara", "Sample, Anna"]),
        ("%", []),
        ("_", []),
        ("nobody", []),
    ],
)
def test_search(store: Store, typed: str, names: list[str]) -> None:
    put(store, a_patient("Sample, Anna", number="00417"))
    put(store, a_patient("Muster, Clara", number="00402", born=date(1974, 9, 2)))
    assert [patient.name for patient in store.find_patients(typed, limit=9).patients] == names


def test_names_are_found_and_sorted_without_case_and_accents(store: Store) -> None:
    names = ["Zeta, Ana", "Prøve, Maja", "ábaco, Eva", "Probe, Andrea", "Muestra, Lucía"]
    put(store, *(a_patient(name) for name in names))
    wanted = ["ábaco, Eva", "Muestra, Lucía", "Probe, Andrea", "Prøve, Maja", "Zeta, Ana"]
    assert [patient.name for patient in store.patients()] == wanted
    for typed in ("lucia", "LUCÍA", "muestra lucía", "Luci\u0301a"):
        assert [patient.name for patient in store.find_patients(typed, limit=9).patients] == [
            "Muestra, Lucía"
        ]
    assert [patient.name for patient in store.find_patients("prove", limit=9).patients] == [
        "Prøve, Maja"
    ]


def test_ids_that_are_not_there_get_a_sentence(store: Store) -> None:
    with pytest.raises(KnownError, match="No patient"):
        store.patient(uuid4())
    with pytest.raises(KnownError, match="No session"):
        store.session(uuid4())


def test_the_log_row_tells_who_when_what_before_and_after(store: Store) -> None:
    patient = a_patient()
    put(store, patient)
    renamed = replace(patient, name="Sample, Anne")
    at = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
    seq = store.apply("Rename", (Updated(patient, renamed),), actor="Dr. B. Example", at=at)
    row = store.log_rows()[-1]
    assert (row["seq"], row["actor"], row["label"]) == (seq, "Dr. B. Example", "Rename")
    assert (row["kind"], row["patient"]) == ("commit", patient.id.bytes)
    assert datetime.fromisoformat(str(row["at"])) == at
    (change,) = json.loads(zlib.decompress(row["payload"]))  # type: ignore[arg-type]
    assert change["before"]["name"] == "Sample, Anna"
    assert change["after"]["name"] == "Sample, Anne"


def test_a_refused_change_leaves_nothing(store: Store) -> None:
    patient = a_patient()
    session = a_session(patient)
    put(store, patient, session)
    before = store.log_rows()
    stray = an_injection(SYRINGE)
    with pytest.raises(Exception, match=r"FOREIGN KEY|rows"):
        put(store, a_syringe(session), stray)
    assert store.log_rows() == before
    assert store.syringes(session.id) == []
