"""The sample clinic and the documented JSON that is made of it."""

from __future__ import annotations

import json
import math
from collections import Counter
from pathlib import Path
from uuid import UUID

import pytest
import shapely

from mesomap.analysis.mandible import mandible_exclusion
from mesomap.analysis.tally import tally
from mesomap.atlas import default_atlas
from mesomap.clinical.protocols import SUBMENTAL, most_of
from mesomap.exchange.json import session_json, sessions_json
from mesomap.exchange.record.patients import patients_json
from mesomap.exchange.sample import make_sample_clinic
from mesomap.model import AreaPass, Height, KnownError, RegionKey, Side, SkinSite, Status
from mesomap.storage import Store


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sample") / "sample.mesomap"
    make_sample_clinic(path)
    return path


def test_it_is_one_closed_and_whole_file(sample: Path) -> None:
    assert [entry.name for entry in sample.parent.iterdir()] == ["sample.mesomap"]
    with Store.open(sample, read_only=True) as store:
        assert store.verify().problems == ()


def test_about_a_dozen_made_up_patients_with_several_sessions(sample: Path) -> None:
    with Store.open(sample, read_only=True) as store:
        patients, sessions = store.patients(), store.sessions()
    assert 12 <= len(patients) <= 16
    assert {s.session.patient for s in sessions} == {patient.id for patient in patients}
    assert min(Counter(s.session.patient for s in sessions).values()) >= 2
    assert all(s.count > 0 for s in sessions)


def test_no_more_is_given_than_was_drawn_up(sample: Path) -> None:
    with Store.open(sample, read_only=True) as store:
        for summary in store.sessions():
            id = summary.session.id
            used = tally([*store.injections(id), *store.of_session(AreaPass, id)])
            for syringe in store.syringes(id):
                assert 0 < used[syringe.id].volume_ul <= syringe.drawn_ul
            assert summary.volume_ul == sum(part.volume_ul for part in used.values())


def test_some_courses_have_threads_and_some_have_area_passes(sample: Path) -> None:
    with Store.open(sample, read_only=True) as store:
        sessions = [session_json(store, default_atlas(), s.session.id) for s in store.sessions()]
    threads = [i for one in sessions for i in one["injections"] if i["path_uv"]]
    areas = [area for one in sessions for area in one["areas"]]
    assert threads
    assert areas
    for thread in threads:
        assert len(thread["path_uv"]) == 2
        (u1, v1), (u2, v2) = thread["path_uv"]
        assert thread["length_mm"] == pytest.approx(math.hypot(u2 - u1, v2 - v1), abs=1e-3)
        assert thread["volume_ml"] == pytest.approx(0.005 * thread["length_mm"], abs=1e-3)
    for area in areas:
        drawn = shapely.Polygon(area["outline_uv"]).area
        assert area["area_mm2"] == pytest.approx(drawn, rel=0.02)
        assert area["entries_estimated"]
        assert area["status"] == "given"


def test_the_first_two_sessions_are_one_patients_and_the_first_is_given(sample: Path) -> None:
    with Store.open(sample, read_only=True) as store:
        first, second = sessions_json(store)[:2]
        described = session_json(store, default_atlas(), UUID(first["id"]))
    assert first["patient"] == second["patient"]
    assert first["date"] < second["date"]
    assert first["given"] == first["count"] > 0
    assert first["status"] == described["status"] == "signed"
    assert described["syringes"][0]["draws"][0]["lot"]
    assert all(injection["mixture"] for injection in described["injections"])


def test_the_submental_sessions_keep_to_the_label(sample: Path) -> None:
    body = default_atlas().body("female")
    home = body.regions[RegionKey("submental", Side.LEFT)].patch
    free = mandible_exclusion(body, home).shape.buffer(-0.2)
    found = 0
    with Store.open(sample, read_only=True) as store:
        for summary in store.sessions():
            if summary.session.protocol != SUBMENTAL.id:
                continue
            found += 1
            injections = store.injections(summary.session.id)
            assert 5 < len(injections) <= most_of(SUBMENTAL, "injections")
            assert {i.volume_ul for i in injections} == {200}
            assert sum(i.volume_ul for i in injections) <= 10_000
            sites = [i.site for i in injections if isinstance(i.site, SkinSite)]
            assert not shapely.contains_xy(free, body.on_patch(home, sites)).any()
    assert found >= 2


def test_made_twice_it_is_the_same_but_for_the_salts(sample: Path, tmp_path: Path) -> None:
    again = tmp_path / "again.mesomap"
    heard: list[tuple[int, int]] = []
    make_sample_clinic(again, on_progress=lambda done, all_: heard.append((done, all_)))
    with Store.open(sample, read_only=True) as one, Store.open(again, read_only=True) as two:
        assert one.sessions() == two.sessions()
        for summary in one.sessions():
            assert one.injections(summary.session.id) == two.injections(summary.session.id)
        assert heard[-1] == (len(two.patients()), len(two.patients()))


def test_it_never_takes_the_place_of_a_file(sample: Path) -> None:
    with pytest.raises(KnownError, match="exists already"):
        make_sample_clinic(sample)


def test_the_json_has_the_documented_keys(sample: Path) -> None:
    with Store.open(sample, read_only=True) as store:
        patients, sessions = patients_json(store), sessions_json(store)
        one = session_json(store, default_atlas(), UUID(sessions[-1]["id"]))
        stored = store.injections(UUID(sessions[-1]["id"]))
    assert list(patients[0])[:6] == ["id", "name", "born", "sex", "number", "body"]
    first = ["id", "patient", "date", "status", "count", "given", "volume_ml"]
    assert list(sessions[0])[:7] == first
    assert list(one)[:12] == [
        "id", "patient", "body", "atlas", "status", "started", "signed", "totals", "injections",
        "areas", "coverage", "reactions",
    ]  # fmt: skip
    assert set(one) >= {
        "calibration", "syringes", "lattices", "lesions", "notes", "pictures", "mode",
        "treated_from", "treated_until", "stopped_because",
    }  # fmt: skip
    assert set(one["injections"][0]) >= {
        "id", "site", "region", "side", "patch", "u_mm", "v_mm", "depth_mm", "volume_ml",
        "angle_deg", "technique", "mixture", "status", "given_at", "given_by", "given_how",
    }  # fmt: skip
    assert list(one["coverage"][0]) == ["region", "side", "coverage", "density", "spacing"]
    json.dumps(one, allow_nan=False)
    counted = [i for i in stored if i.status is not Status.SKIPPED]
    assert one["totals"]["volume_ml"] == pytest.approx(sum(i.volume_ul for i in counted) / 1000)
    assert one["totals"]["count"] == len(stored)


def test_a_place_on_its_patch_leads_back_to_the_site(sample: Path) -> None:
    body = default_atlas().body("female")
    with Store.open(sample, read_only=True) as store:
        one = session_json(store, default_atlas(), UUID(sessions_json(store)[0]["id"]))
    for row in one["injections"]:
        (site,) = body.from_patch(row["patch"], [[row["u_mm"], row["v_mm"]]])
        assert site is not None
        wanted = SkinSite(row["site"]["face"], row["site"]["s"], row["site"]["t"])
        apart = body.xyz([site])[0] - body.xyz([wanted])[0]
        assert abs(apart).max() < 0.01


def test_one_patient_is_calibrated_by_height(sample: Path) -> None:
    with Store.open(sample, read_only=True) as store:
        clara = store.find_patients("clara", limit=9).patients[0]
        (calibration,) = store.calibrations(clara.id)
        assert calibration.measurements == (Height(1700.0),)
        described = {
            summary.patient_name: session_json(store, default_atlas(), summary.session.id)
            for summary in store.sessions()
        }
        assert all(s.session.calibration == calibration.id for s in store.sessions(clara.id))
    calibrated = described.pop(clara.name)
    assert all(one["calibration"] is None for one in described.values())
    body = default_atlas().body("female")
    said = calibrated["calibration"]
    assert said["measurements"] == [{"kind": "height", "mm": 1700.0}]
    assert set(said["factors"]) == set(body.patches)
    assert set(said["factors"].values()) == {round(1700.0 / body.stature_mm, 6)}
    first = calibrated["injections"][0]
    site = SkinSite(*(first["site"][key] for key in ("face", "s", "t")))
    flat = body.on_patch(first["patch"], [site])[0] * 1700.0 / body.stature_mm
    assert (first["u_mm"], first["v_mm"]) == pytest.approx(tuple(flat), abs=1e-3)


def test_its_grids_are_remembered_and_its_lesions_measured_again(sample: Path) -> None:
    with Store.open(sample, read_only=True) as store:
        sessions = [session_json(store, default_atlas(), s.session.id) for s in store.sessions()]
    named = [one for one in sessions if one["lattices"]]
    assert len(named) > len(sessions) / 2
    for one in named:
        ids = {lattice["id"] for lattice in one["lattices"]}
        assert ids == {i["lattice"] for i in one["injections"] if not i["path_uv"]}
    lesions = {lesion["id"]: lesion for one in sessions for lesion in one["lesions"]}
    assert {lesion["kind"] for lesion in lesions.values()} == {"alopecia", "mole"}
    (patch,) = [lesion for lesion in lesions.values() if lesion["kind"] == "alopecia"]
    first, last = patch["sizes"]
    assert last["area_mm2"] < first["area_mm2"]
    assert first["measured"] < last["measured"]
    assert patch["injected"]["count"] > 0


def test_every_session_is_one_of_its_patient_s_course(sample: Path) -> None:
    with Store.open(sample, read_only=True) as store:
        held = [s.session.id for s in store.sessions() if not s.in_error]
        sessions = [session_json(store, default_atlas(), id) for id in held]
    courses = {one["course"]["id"]: one["course"] for one in sessions}
    assert len({one["patient"] for one in sessions}) == len(courses)
    assert any(course["closed"] for course in courses.values())
    assert any(course["next_due"] for course in courses.values())
    assert {course["indication"] for course in courses.values()} >= {"hair-loss", "scars"}
    assert any(one["protocol"] for one in sessions)
    for one in sessions:
        assert 1 <= one["course"]["number"] <= one["course"]["done"]
