"""Our own file of sessions: there and back whole, and strictly judged on its way in."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from clinic_values import NOON

from mesomap.atlas import default_atlas
from mesomap.document import Document
from mesomap.document.importing import import_bundle, plan_import
from mesomap.document.importing_lines import Fate
from mesomap.exchange import json_limits
from mesomap.exchange.bundle import bundle_bytes, bundle_json, hash_of
from mesomap.exchange.bundle_read import read_bundle, read_limited
from mesomap.exchange.json import session_json
from mesomap.exchange.sample import make_sample_clinic
from mesomap.model import KnownError, Reaction, ReactionKind, SessionStatus, Updated
from mesomap.storage import Store

Json = dict[str, Any]


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sample") / "sample.mesomap"
    make_sample_clinic(path)
    return path


@pytest.fixture(scope="module")
def one(sample: Path) -> bytes:
    """A signed session with injections, draws and reactions, as a file."""
    with Store.open(sample, read_only=True) as store:
        found = [
            summary.session.id
            for summary in store.sessions()
            if summary.session.status is SessionStatus.SIGNED
            and summary.count
            and store.of_session(Reaction, summary.session.id)
        ]
        return bundle_bytes(
            bundle_json(store, default_atlas(), found[:1], at=NOON, attachments=True)
        )


def altered(data: bytes, change: Callable[[Json], object], *, signed: bool = True) -> bytes:
    """The file with its record changed, and a hash that fits unless `signed` is False."""
    file = json.loads(data)
    change(file["record"])
    if signed:
        file["sha256"] = hash_of(file["record"])
    return bundle_bytes(file)


def plan_of(store: Store, data: bytes):
    return plan_import(store, default_atlas(), read_bundle(data, name="a.json"))


@pytest.fixture
def clinic(tmp_path: Path):
    with Store.create(tmp_path / "other.mesomap") as store:
        yield store


def unsealed(described: Json) -> Json:
    """A session without its seal: that covers the change log of its own clinic file."""
    assert bool(described["seal"]) == (described["status"] == "signed")
    return {key: value for key, value in described.items() if key != "seal"}


def test_all_sessions_come_back_as_they_were(sample: Path, clinic: Store) -> None:
    atlas = default_atlas()
    with Store.open(sample, read_only=True) as store:
        patients = [one.id for one in store.patients()[:3]]
        ids = [one.session.id for patient in patients for one in store.sessions(patient)]
        file = bundle_json(store, atlas, ids, at=NOON, attachments=True)
        before = [session_json(store, atlas, id) for id in ids]
    assert file["sessions"] == before
    plan = plan_of(clinic, bundle_bytes(file))
    assert {line.fate for line in plan.lines} == {Fate.NEW}
    import_bundle(Document(clinic, actor="B"), plan)
    after = [unsealed(session_json(clinic, atlas, id)) for id in ids]
    assert after == [unsealed(one) for one in before]
    assert clinic.verify().ok
    again = plan_of(clinic, bundle_bytes(file))
    assert {line.fate for line in again.lines} == {Fate.THERE}
    assert again.changes == 0
    assert bundle_json(clinic, atlas, ids, at=NOON, attachments=True)["record"] == file["record"]


def test_a_signed_session_stays_signed(one: bytes, clinic: Store) -> None:
    plan = plan_of(clinic, one)
    import_bundle(Document(clinic), plan)
    (summary,) = clinic.sessions()
    assert summary.session.status is SessionStatus.SIGNED
    assert clinic.fingerprint(summary.session.id) == summary.session.fingerprint
    assert clinic.verify().ok


def test_each_patient_can_be_erased_after_an_import(sample: Path, clinic: Store) -> None:
    with Store.open(sample, read_only=True) as store:
        ids = [one.session.id for one in store.sessions()]
        file = bundle_json(store, default_atlas(), ids, at=NOON, attachments=True)
    import_bundle(Document(clinic), plan_of(clinic, bundle_bytes(file)))
    patient = clinic.patients()[0]
    family = clinic.family(patient.id)
    clinic.erase(family, reason="asked", actor="B", at=NOON)
    assert clinic.verify().ok
    held = b"".join(
        str(row).encode() for row in clinic.log_rows() if row["patient"] == patient.id.bytes
    )
    assert patient.name.encode() not in held


def test_the_clinics_own_entries_stay(one: bytes, clinic: Store) -> None:
    document = Document(clinic)
    import_bundle(document, plan_of(clinic, one))
    patient = clinic.patients()[0]
    renamed = replace(patient, phone="0123")
    document.commit("Edit patient", (Updated(patient, renamed),))
    plan = plan_of(clinic, one)
    fates = {line.kind: line.fate for line in plan.lines}
    assert fates["patient"] is Fate.KEPT
    assert fates["session"] is Fate.THERE
    import_bundle(document, plan)
    assert clinic.patient(patient.id) == renamed


def test_what_came_later_is_added(one: bytes, clinic: Store) -> None:
    def without(record: Json) -> None:
        del record["reaction"]

    document = Document(clinic)
    import_bundle(document, plan_of(clinic, altered(one, without)))
    plan = plan_of(clinic, one)
    (line,) = [line for line in plan.lines if line.kind == "session"]
    assert line.fate is Fate.MORE
    import_bundle(document, plan)
    (summary,) = clinic.sessions()
    assert clinic.of_session(Reaction, summary.session.id)
    assert clinic.verify().ok


def test_a_session_with_other_content_is_refused(one: bytes, clinic: Store) -> None:
    def other(record: Json) -> None:
        record["reaction"][0]["kind"] = next(
            kind.value for kind in ReactionKind if kind.value != record["reaction"][0]["kind"]
        )

    document = Document(clinic)
    import_bundle(document, plan_of(clinic, one))
    rows = clinic.log_rows()
    plan = plan_of(clinic, altered(one, other))
    assert plan.problem is not None
    with pytest.raises(KnownError, match="other content"):
        import_bundle(document, plan)
    assert clinic.log_rows() == rows


def _set(kind: str, **values: object) -> Callable[[Json], object]:
    return lambda record: record[kind][0].update(values)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (_set("injection", volume_ul=-5), "volume_ul"),
        (_set("injection", volume_ul=10**11), "volume_ul"),
        (_set("injection", depth_mm=-1.0), "depth_mm"),
        (_set("injection", depth_mm=1e11), "depth_mm"),
        (_set("injection", site={"face": 10**9, "s": 0.5, "t": 0.5}), "off the skin"),
        (_set("injection", site={"face": 10, "s": 1.5, "t": 0.5}), "off the skin"),
        (_set("injection", site={"face": -1, "s": 0.5, "t": 0.5}), "-1"),
        (_set("injection", site={"chart": "x", "x_mm": 1.0, "y_mm": 1.0}), "not there"),
        (_set("injection", region="moon", side="left"), "moon"),
        (_set("injection", syringe="0" * 32), "syringe"),
        (_set("injection", session="0" * 32), "session"),
        (_set("session", patient="0" * 32), "patient"),
        (_set("session", performer="0" * 32), "performer"),
        (_set("session", note="something else"), "fingerprint"),
        (_set("session", fingerprint="0" * 64), "fingerprint"),
        (_set("session", fingerprint=""), "signed by nobody"),
        (_set("session", status="draft"), "draft with a signature"),
        (_set("session", signed_for="a\nb\nc"), "signed for nobody"),
        (_set("session", signed_for=""), "signed for nobody"),
        (_set("patient", name="a\nb"), "name has several lines"),
        (_set("session", body="bear"), "bear"),
        (_set("patient", body="bear"), "bear"),
        (_set("patient", name="  "), "name"),
        (_set("patient", phototype=9), "phototype"),
        (_set("patient", merged_into="0" * 32), "merged"),
        (_set("draw", product="0" * 32), "product"),
        (lambda record: record.pop("syringe"), "syringe"),
        (lambda record: record.pop("product"), "product"),
        (lambda record: record["injection"].pop(), "fingerprint"),
    ],
)
def test_what_cannot_be_is_refused(
    one: bytes, clinic: Store, change: Callable[[Json], object], says: str
) -> None:
    performer = json.loads(one)["record"]["session"][0]["performer"]
    assert performer
    with pytest.raises(KnownError, match=says) as error:
        plan_of(clinic, altered(one, change))
    assert "\n" not in str(error.value)
    assert clinic.log_rows() == []


def test_an_id_of_another_sort_is_refused(one: bytes, clinic: Store) -> None:
    def swap(record: Json) -> None:
        record["session"][0]["performer"] = record["patient"][0]["id"]

    with pytest.raises(KnownError, match="performer"):
        plan_of(clinic, altered(one, swap))


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (_set("injection", volume_ul="5"), "volume_ul is not a whole number"),
        (_set("injection", volume_ul=True), "volume_ul"),
        (_set("injection", volume_ul=5.5), "volume_ul"),
        (_set("injection", status="lost"), "status"),
        (_set("injection", id="no"), "id"),
        (_set("injection", path=7), "path is no list"),
        (_set("injection", site=[1, 2, 3]), "site"),
        (_set("injection", given_at="2026-11-22T12:00:00+02:00"), "given_at is not a time"),
        (_set("injection", surprise=1), "surprise is unknown"),
        (lambda record: record["injection"][0].pop("syringe"), "syringe is missing"),
        (lambda record: record["injection"].append(record["injection"][0]), "twice"),
        (_set("patient", name="a\0b"), "name is not a text"),
        (_set("patient", name="x" * 200_000), "name is not a text"),
        (lambda record: record.update(spell=[]), "spell"),
        (lambda record: record.update({"clinic-settings": []}), "clinic-settings"),
        (lambda record: record.update(injection=5), "no record"),
        (lambda record: record.clear(), "no session"),
    ],
)
def test_wrong_sorts_are_refused(one: bytes, change: Callable[[Json], object], says: str) -> None:
    with pytest.raises(KnownError, match=says):
        read_bundle(altered(one, change), name="a.json")


def test_a_changed_file_is_refused(one: bytes) -> None:
    with pytest.raises(KnownError, match="hash differs"):
        read_bundle(altered(one, _set("patient", name="Other"), signed=False), name="a.json")


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "line 1"),
        (b"not json", "line 1"),
        (b"\xff\xfe{\x00", "UTF-8"),
        (b"[]", "not written by mesomap"),
        (b'{"format": "mesomap"}', "version"),
        (b'{"format": "mesomap", "version": 2}', "newer version"),
        (b'{"format": "mesomap", "version": 1}', "no record"),
        (b'{"format": "mesomap", "version": 1, "x": 1}', "x is unknown"),
        (b"[" * 100_000, "nests deeper"),
        (b'{"a":' * 5_000 + b"1" + b"}" * 5_000, "nests deeper"),
        (b'{"a": 1, "a": 2}', "a twice"),
        (b'{"a": NaN}', "NaN"),
        (b'{"a": 1e999}', "1e999"),
        (b'{"a": -Infinity}', "Infinity"),
        (b'{"a": ' + b"9" * 6000 + b"}", "too long"),
        (b'{"format": "mesomap", "version": 1, "record": {"x": ["\\ud800"]}}', "hash"),
    ],
)
def test_no_such_file_is_one_sentence(data: bytes, says: str) -> None:
    with pytest.raises(KnownError, match=says) as error:
        read_bundle(data, name="a.json")
    assert "\n" not in str(error.value)


def test_brackets_within_texts_are_no_depth() -> None:
    data = b'{"a": "' + b"[" * 1000 + rb"\"" + b"{" * 1000 + b'"}'
    assert json_limits.read_json(data, name="a")["a"].startswith("[[")


def test_too_many_values_are_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_limits, "MOST_VALUES", 100)
    with pytest.raises(KnownError, match="more than 100 values"):
        json_limits.read_json(b"[" + b"0," * 100 + b"0]", name="a")


def test_a_file_that_is_too_large_is_not_even_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    junk = tmp_path / "junk.json"
    with junk.open("wb") as file:
        file.truncate(json_limits.MOST_BYTES + 1)
    monkeypatch.setattr(Path, "read_bytes", lambda _: pytest.fail("read whole"))
    with pytest.raises(KnownError, match="larger than 200 MB"):
        read_limited(junk)


def test_a_missing_file_and_a_folder_are_said(tmp_path: Path) -> None:
    with pytest.raises(KnownError, match="no such file"):
        read_limited(tmp_path / "none.json")
    with pytest.raises(KnownError, match="a folder"):
        read_limited(tmp_path)


@pytest.mark.parametrize(
    "data",
    [
        b'{"a": ' + rb'"\"' * 300_000,  # a text that never ends, over and over
        b'"' + b"\\" * 1_000_001,
        b'"' * 1_000_001,
        b"[]," * 300_000,
        b"\0" * 1_000_000,
    ],
)
def test_junk_is_judged_in_one_go(data: bytes) -> None:
    with pytest.raises(KnownError):
        read_bundle(data, name="a.json")


def test_entries_merged_into_each_other_are_refused(one: bytes, clinic: Store) -> None:
    def circle(record: Json) -> None:
        first = record["patient"][0]
        second = {**first, "id": "ab" * 16, "merged_into": first["id"]}
        first["merged_into"] = second["id"]
        record["patient"].append(second)

    with pytest.raises(KnownError, match="merged into each other"):
        plan_of(clinic, altered(one, circle))
