"""Backups are whole or not there; a restore keeps what it replaces and forgets who was erased."""

from __future__ import annotations

import shutil
import sqlite3
import threading
from datetime import datetime
from pathlib import Path

import pytest
from clinic_values import NOON, a_patient, a_session, a_syringe, an_injection

from mesomap.model import Added, Change, KnownError, Patient, Session
from mesomap.storage import Store
from mesomap.storage.backup import back_up, preview, restore

VERSIONS = Path(__file__).parent / "versions"
LATER = datetime(2026, 11, 23, 9, 30)


def put(store: Store, *changes: Change) -> None:
    store.apply("label", changes, actor="Dr. B. Example", at=NOON)


def fill(store: Store, name: str, count: int = 12) -> tuple[Patient, Session]:
    patient = a_patient(name)
    session = a_session(patient)
    put(store, Added(patient), Added(session))
    syringe = a_syringe(session)
    put(store, Added(syringe))
    put(store, *(Added(an_injection(syringe, n)) for n in range(count)))
    return patient, session


@pytest.fixture
def clinic(tmp_path: Path) -> Path:
    path = tmp_path / "north.mesomap"
    with Store.create(path) as store:
        fill(store, "Sample, Anna")
    return path


def names(path: Path) -> list[str]:
    with Store.open(path, read_only=True) as store:
        assert store.verify().ok
        return [one.name for one in store.patients()]


def left_beside(path: Path) -> list[str]:
    return sorted(one.name for one in path.parent.iterdir() if one.name.startswith("."))


def test_a_backup_holds_all_and_is_one_plain_file(clinic: Path, tmp_path: Path) -> None:
    made = back_up(clinic, tmp_path / "copies.mesomap")
    assert (made.holds.patients, made.holds.sessions, made.holds.changes) == (1, 1, 3)
    assert made.size == made.path.stat().st_size
    assert names(made.path) == ["Sample, Anna"]
    assert {one.name for one in tmp_path.iterdir()} == {"north.mesomap", "copies.mesomap"}


def test_an_open_file_is_backed_up_while_somebody_writes(clinic: Path, tmp_path: Path) -> None:
    """Every backup is the file at some commit, whole, however many come in between."""
    stop = threading.Event()
    with Store.open(clinic) as store:

        def write() -> None:
            number = 0
            while not stop.is_set():
                fill(store, f"Sample, {number:03d}", count=3)
                number += 1

        writer = threading.Thread(target=write)
        writer.start()
        try:
            seen = [back_up(clinic, tmp_path / f"copy{n}.mesomap").holds.patients for n in range(4)]
        finally:
            stop.set()
            writer.join()
    assert seen == sorted(seen)
    for n in range(4):
        assert len(names(tmp_path / f"copy{n}.mesomap")) == seen[n]


def test_no_backup_takes_another_s_place(clinic: Path, tmp_path: Path) -> None:
    out = tmp_path / "copy.mesomap"
    back_up(clinic, out)
    before = out.read_bytes()
    with pytest.raises(KnownError, match="exists already"):
        back_up(clinic, out)
    with pytest.raises(KnownError, match="the clinic file itself"):
        back_up(clinic, clinic)
    assert out.read_bytes() == before


def test_what_was_changed_behind_the_product_s_back_is_not_backed_up(
    clinic: Path, tmp_path: Path
) -> None:
    with sqlite3.connect(clinic) as connection:
        connection.execute("UPDATE injections SET volume_ul = 999")
    connection.close()
    out = tmp_path / "copy.mesomap"
    with pytest.raises(KnownError, match="not whole"):
        back_up(clinic, out)
    assert not out.exists()
    assert left_beside(clinic) == []


@pytest.mark.parametrize("junk", [b"", b"not a clinic file", b"SQLite format 3\x00" + b"x" * 500])
def test_junk_is_neither_backed_up_nor_restored(clinic: Path, tmp_path: Path, junk: bytes) -> None:
    bad = tmp_path / "bad.mesomap"
    bad.write_bytes(junk)
    before = clinic.read_bytes()
    with pytest.raises(KnownError):
        back_up(bad, tmp_path / "copy.mesomap")
    with pytest.raises(KnownError):
        restore(bad, clinic, at=LATER, actor="test")
    assert clinic.read_bytes() == before
    assert {one.name for one in tmp_path.iterdir()} == {"north.mesomap", "bad.mesomap"}


def test_a_folder_that_is_not_there_is_said(clinic: Path, tmp_path: Path) -> None:
    with pytest.raises(KnownError, match="cannot be made"):
        back_up(clinic, tmp_path / "no" / "copy.mesomap")


def test_a_restore_keeps_what_it_replaces(clinic: Path, tmp_path: Path) -> None:
    out = tmp_path / "copy.mesomap"
    back_up(clinic, out)
    with Store.open(clinic) as store:
        fill(store, "Sample, Later")
    done = restore(out, clinic, at=LATER, actor="test")
    assert names(clinic) == ["Sample, Anna"]
    assert done.kept is not None
    assert done.kept.name == "north before restore 2026-11-23 09.30.00.mesomap"
    assert names(done.kept) == ["Sample, Anna", "Sample, Later"]
    again = restore(out, clinic, at=LATER, actor="test")
    assert again.kept is not None
    assert again.kept != done.kept
    assert done.kept.exists()


def test_a_restore_to_a_new_place_needs_nothing_there(clinic: Path, tmp_path: Path) -> None:
    out = tmp_path / "other.mesomap"
    done = restore(clinic, out, at=LATER, actor="test")
    assert done.kept is None
    assert names(out) == ["Sample, Anna"]


def test_an_open_file_is_not_replaced(clinic: Path, tmp_path: Path) -> None:
    out = tmp_path / "copy.mesomap"
    back_up(clinic, out)
    with Store.open(clinic) as store:
        with pytest.raises(KnownError, match="is open"):
            restore(out, clinic, at=LATER, actor="test")
        assert len(store.patients()) == 1
    assert left_beside(clinic) == []


def test_who_was_erased_since_the_backup_is_not_brought_back(clinic: Path, tmp_path: Path) -> None:
    out = tmp_path / "copy.mesomap"
    with Store.open(clinic) as store:
        other, _ = fill(store, "Zzyxwv, Gone")
    back_up(clinic, out)
    with Store.open(clinic) as store:
        store.erase({other.id}, reason="asked for", actor="Dr. B. Example", at=NOON)
    done = restore(out, clinic, at=LATER, actor="test")
    assert done.erased_again == 1
    assert names(clinic) == ["Sample, Anna"]
    assert b"Zzyxwv" not in clinic.read_bytes()
    with Store.open(clinic, read_only=True) as store:
        assert store.verify().erased > 0


@pytest.mark.parametrize("older", sorted(VERSIONS.glob("v*.mesomap")), ids=lambda p: p.stem)
def test_an_older_version_is_kept_as_it_is_and_restored_as_today_s(
    older: Path, tmp_path: Path
) -> None:
    source = tmp_path / "old.mesomap"
    shutil.copy(older, source)
    made = back_up(source, tmp_path / "copy.mesomap")
    with sqlite3.connect(made.path) as connection:
        (kept,) = connection.execute("PRAGMA user_version").fetchone()
    connection.close()
    with sqlite3.connect(source) as connection:
        (was,) = connection.execute("PRAGMA user_version").fetchone()
    connection.close()
    assert kept == was
    restore(made.path, tmp_path / "new.mesomap", at=LATER, actor="test")
    assert names(tmp_path / "new.mesomap") == names(source)


def test_a_preview_tells_what_is_in_it(clinic: Path) -> None:
    holds = preview(clinic)
    assert (holds.patients, holds.sessions) == (1, 1)
    assert holds.last_change is not None
