"""What changes no content is recorded: once a minute, beside a window, erased with its person."""

from __future__ import annotations

import os
from datetime import date, timedelta
from pathlib import Path

import pytest
from clinic_values import NOON, a_patient, a_session, beside, open_document, the_session

from mesomap.document import Document
from mesomap.document.record import looking
from mesomap.document.record.signing import sign
from mesomap.model import Added, Person
from mesomap.storage import Key, Store
from mesomap.storage.done import Wanted
from mesomap.storage.events import Happened, record_beside
from mesomap.storage.keys import new_key
from mesomap.storage.seals import seal_of

SEEN = Happened("Look at a session")
LATER = NOON + timedelta(hours=1)


@pytest.fixture
def clinic(tmp_path: Path) -> Path:
    path = tmp_path / "clinic.mesomap"
    with Store.create(path) as store:
        open_document(store)
    return path


def labels(path: Path, key: Key | None = None) -> list[str]:
    with Store.open(path, read_only=True, key=key) as store:
        assert store.verify().ok
        return [row.label for row in store.what_was_done(Wanted(), limit=99)]


def looks(document: Document) -> int:
    rows = document.store.what_was_done(Wanted(labels=looking.LOOKS), limit=99)
    return len(rows)


def test_the_same_seen_again_within_a_minute_is_one_event(tmp_path: Path) -> None:
    with Store.create(tmp_path / "clinic.mesomap") as store:
        document, _ = open_document(store)
        now = NOON
        document.clock = lambda: now
        session = document.session
        assert session is not None
        seen = looking.of_session(looking.SEE_SESSION, session)
        for seconds in (0, 30, 59):
            now = NOON + timedelta(seconds=seconds)
            assert looking.note(document, seen)
        assert looks(document) == 1
        now = NOON + timedelta(seconds=61)
        looking.note(document, seen)
        assert looks(document) == 2
        document.actor = "Somebody Else"
        looking.note(document, seen)
        looking.note(document, looking.of_session(looking.COMPARE, session, other="a"))
        looking.note(document, looking.of_session(looking.COMPARE, session, other="b"))
        assert looks(document) == 5


def test_what_left_the_file_is_recorded_each_time(tmp_path: Path) -> None:
    with Store.create(tmp_path / "clinic.mesomap") as store:
        document, _ = open_document(store)
        for _ in range(2):
            looking.note(document, looking.of_clinic(looking.PRINT, to="pdf"))
        assert len(store.what_was_done(Wanted(labels=looking.OUT), limit=9)) == 2


def test_an_event_is_recorded_beside_a_window_that_goes_on_writing(clinic: Path) -> None:
    with Store.open(clinic) as store:
        assert record_beside(clinic, SEEN, key=None, actor="cli", at=LATER)
        store.apply("Add patient", (Added(a_patient("Muestra, Eva")),), actor="me", at=LATER)
        assert record_beside(clinic, SEEN, key=None, actor="cli", at=LATER)
    assert labels(clinic)[:3] == ["Look at a session", "Add patient", "Look at a session"]
    assert beside(clinic) == [clinic.name]


def test_an_event_is_recorded_where_nobody_has_the_file_open(clinic: Path) -> None:
    assert record_beside(clinic, SEEN, key=None, actor="cli", at=LATER)
    assert labels(clinic)[0] == "Look at a session"
    assert beside(clinic) == [clinic.name]


def test_who_only_looks_is_recorded_too(clinic: Path) -> None:
    with Store.open(clinic, read_only=True) as store:
        assert store.record("Look at a session", actor="second window", at=LATER)
    assert labels(clinic)[0] == "Look at a session"


def test_an_event_of_an_encrypted_file_is_encrypted(tmp_path: Path) -> None:
    key = new_key("four words make it long")
    path = tmp_path / "clinic.mesomap"
    with Store.create(path, key=key) as store:
        assert record_beside(path, SEEN, key=key, actor="cli", at=NOON)
        assert not record_beside(path, SEEN, key=new_key("another passphrase"), actor="", at=NOON)
        store.record("Print", actor="me", at=NOON)
    assert labels(path, key) == ["Print", "Look at a session"]
    assert b"Look at" not in path.read_bytes()


@pytest.mark.skipif(os.name == "nt", reason="marks folders otherwise")
def test_where_nothing_may_be_written_nothing_is_recorded(clinic: Path) -> None:
    before = clinic.read_bytes()
    clinic.chmod(0o444)
    assert not record_beside(clinic, SEEN, key=None, actor="cli", at=NOON)
    assert clinic.read_bytes() == before


def test_a_file_of_an_older_version_is_left_as_it_is(tmp_path: Path) -> None:
    older = tmp_path / "clinic.mesomap"
    older.write_bytes((Path(__file__).parent / "versions" / "v4.mesomap").read_bytes())
    before = older.read_bytes()
    assert not record_beside(older, SEEN, key=None, actor="cli", at=NOON)
    assert older.read_bytes() == before


def test_a_seal_covers_the_content_and_its_place_and_goes_with_an_erasure(tmp_path: Path) -> None:
    doctor = Person(id=a_patient().id, name="B. Example")
    with Store.create(tmp_path / "clinic.mesomap") as store:
        document, _ = open_document(store)
        document.commit("Add person", (Added(doctor),))
        assert store.seal(the_session(document)) == ""
        document.commit("Sign", sign(document, doctor))
        session = document.session
        assert session is not None
        row = store.log_rows()[-1]
        previous = str(row["previous"])
        assert store.seal(session.id) == seal_of(session.fingerprint, 5, previous)
        assert (store.verify().sealed, store.verify().unsealed) == (1, 0)
        store.erase([session.patient], reason="asked", actor="me", at=LATER)
        assert store.seal(session.id) == ""
        assert store.verify().ok


def test_erasing_a_person_erases_what_was_seen_of_them(tmp_path: Path) -> None:
    with Store.create(tmp_path / "clinic.mesomap") as store:
        document, _ = open_document(store)
        session = document.session
        assert session is not None
        looking.note(document, looking.of_session(looking.PRINT, session, template="course"))
        looking.note(document, looking.of_patient(looking.EVERYTHING, session.patient, to="zip"))
        looking.note(document, looking.of_clinic(looking.LOT, lot="L1"))
        document.close_session()
        store.erase([session.patient], reason="asked", actor="me", at=LATER)
        events = store.what_was_done(Wanted(kinds=("event",)), limit=9)
        assert [(one.label, one.gone, one.details) for one in events] == [
            (looking.LOT, False, {"lot": "L1"}),
            (looking.EVERYTHING, True, {}),
            (looking.PRINT, True, {}),
        ]
        assert store.verify().ok


def test_what_was_done_is_read_in_pages_and_filtered(tmp_path: Path) -> None:
    with Store.create(tmp_path / "clinic.mesomap") as store:
        anna, clara = a_patient(), a_patient("Muster, Clara", number="2")
        visit = a_session(clara)
        for actor, day, change in (
            ("Dr. A", 0, Added(anna)),
            ("Dr. B", 1, Added(clara)),
            ("Dr. B", 2, Added(visit)),
        ):
            store.apply("Add", (change,), actor=actor, at=NOON + timedelta(days=day))
        store.record("Print", actor="Dr. A", at=NOON + timedelta(days=2), patient=anna.id)

        def seqs(wanted: Wanted, **more: int) -> list[int]:
            return [row.seq for row in store.what_was_done(wanted, **{"limit": 99, **more})]

        assert seqs(Wanted(), limit=2) == [4, 3]
        assert seqs(Wanted(), limit=2, before=3) == [2, 1]
        assert seqs(Wanted(actor="Dr. B")) == [3, 2]
        assert seqs(Wanted(patients=frozenset({anna.id}))) == [4, 1]
        assert seqs(Wanted(kinds=("event",))) == [4]
        day = date(2026, 11, 24)
        assert seqs(Wanted(first=day, last=day)) == [4, 3]
        assert seqs(Wanted(first=day, last=day, actor="Dr. A")) == [4]
        newest, visited = store.what_was_done(Wanted(), limit=2)
        assert (newest.name, newest.day) == ("Sample, Anna", None)
        assert (visited.name, visited.day, visited.parts) == ("Muster, Clara", visit.date, 1)
        assert store.actors() == ["Dr. A", "Dr. B"]
