"""What keeps the write-ahead log of an open clinic file from being taken away or misjudged."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from clinic_values import NOON, a_patient, open_document

from mesomap.document.edits import new_injections
from mesomap.model import Added, KnownError, SkinSite
from mesomap.storage import Store

LOOK = (
    "import sqlite3, sys; c = sqlite3.connect(sys.argv[1]);"
    "c.execute('SELECT * FROM patients').fetchall(); c.close()"
)


def add(store: Store, name: str) -> None:
    store.apply("Add patient", (Added(a_patient(name)),), actor="", at=NOON)


@pytest.mark.parametrize("again", ["same name", "another name", "to look"])
def test_opening_again_in_this_program_frees_no_lock(tmp_path: Path, again: str) -> None:
    path = tmp_path / "clinic.mesomap"
    other = tmp_path / "link.mesomap"
    with Store.create(path) as store:
        add(store, "Sample, Anna")
        if again == "to look":
            Store.open(path, read_only=True).close()
        else:
            if again == "another name":
                other.symlink_to(path)
            with pytest.raises(KnownError, match="already open"):
                Store.open(other if again == "another name" else path)
        # Another program looks and leaves. Were SQLite's locks gone by now, it would think that
        # nobody else is there and take the log away, with what comes after it.
        subprocess.run([sys.executable, "-c", LOOK, str(path)], check=True)
        add(store, "Muster, Clara")
        killed = tmp_path / "killed"
        killed.mkdir()
        for part in tmp_path.glob("clinic.mesomap*"):
            shutil.copy(part, killed)
    with Store.open(killed / "clinic.mesomap") as after:
        assert len(after.patients()) == 2


def test_writing_beside_ones_own_reader(tmp_path: Path) -> None:
    path = tmp_path / "clinic.mesomap"
    Store.create(path).close()
    with Store.open(path, read_only=True) as reader, Store.open(path) as store:
        add(store, "Sample, Anna")
        subprocess.run([sys.executable, "-c", LOOK, str(path)], check=True)
        add(store, "Muster, Clara")
        assert len(reader.patients()) == 2
        killed = tmp_path / "killed"
        killed.mkdir()
        for part in tmp_path.glob("clinic.mesomap*"):
            shutil.copy(part, killed)
    with Store.open(killed / "clinic.mesomap") as after:
        assert len(after.patients()) == 2


def test_closing_twice(tmp_path: Path) -> None:
    path = tmp_path / "clinic.mesomap"
    first = Store.create(path)
    first.close()
    with Store.open(path) as second:
        first.close()
        add(second, "Sample, Anna")
        with pytest.raises(KnownError, match="already open"):
            Store.open(path)
    assert [entry.name for entry in tmp_path.iterdir()] == [path.name]


def test_a_file_can_be_opened_again_after_closing(tmp_path: Path) -> None:
    path = tmp_path / "clinic.mesomap"
    Store.create(path).close()
    for name in ("Sample, Anna", "Muster, Clara"):
        with Store.open(path) as store:
            add(store, name)
    with Store.open(path) as store:
        assert len(store.patients()) == 2


def test_killed_while_the_log_was_folded_in(tmp_path: Path) -> None:
    """The first page says already how long the file will be; the rest is in the log still."""
    path, left = tmp_path / "clinic.mesomap", tmp_path / "left.mesomap"
    with Store.create(path) as store:
        document, syringe = open_document(store)
        sites = [SkinSite(face, 0.5, 0.5) for face in range(1000)]
        document.commit("Place grid", new_injections(document, sites, [None] * 1000, syringe))
        shutil.copy(path, left)
        shutil.copy(f"{path}-wal", f"{left}-wal")
    page_bytes = 4096
    first = bytearray(path.read_bytes()[:page_bytes])
    first[18:20] = b"\x02\x02"  # as long as there is a write-ahead log
    content = first + left.read_bytes()[page_bytes:]
    assert len(content) < path.stat().st_size
    left.write_bytes(content)
    with Store.open(left) as store:
        assert store.verify().ok
        assert store.sessions()[0].count == 1000


def test_closed_while_somebody_looks(tmp_path: Path) -> None:
    path = tmp_path / "clinic.mesomap"
    store = Store.create(path)
    add(store, "Sample, Anna")
    with Store.open(path, read_only=True) as reader:
        add(store, "Muster, Clara")
        store.close()
        alone = tmp_path / "alone"
        alone.mkdir()
        shutil.copy(path, alone)
        assert len(reader.patients()) == 2
    with Store.open(alone / path.name) as copy:
        assert len(copy.patients()) == 2
    Store.open(path).close()
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["alone", path.name]


@pytest.mark.skipif(os.name == "nt", reason="folders have no such mark there")
@pytest.mark.parametrize("marked", ["file", "folder"])
def test_marked_read_only(tmp_path: Path, marked: str) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    path = folder / "clinic.mesomap"
    with Store.create(path) as store:
        add(store, "Sample, Anna")
    place = path if marked == "file" else folder
    place.chmod(0o444 if marked == "file" else 0o555)
    before = path.read_bytes()
    try:
        with pytest.raises(KnownError, match="may not be written to"):
            Store.open(path)
        with Store.open(path, read_only=True) as store:
            assert [patient.name for patient in store.patients()] == ["Sample, Anna"]
        assert path.read_bytes() == before
        assert [entry.name for entry in folder.iterdir()] == ["clinic.mesomap"]
    finally:
        place.chmod(0o755)


def test_left_open_in_a_place_marked_read_only(tmp_path: Path) -> None:
    path, left = tmp_path / "clinic.mesomap", tmp_path / "left.mesomap"
    with Store.create(path) as store:
        add(store, "Sample, Anna")
        for end in ("", "-wal"):
            shutil.copy(f"{path}{end}", f"{left}{end}")
    left.chmod(0o444)
    before = left.read_bytes()
    with pytest.raises(KnownError, match="was not closed: copy it"):
        Store.open(left, read_only=True)
    assert left.read_bytes() == before
    left.chmod(0o644)
    with Store.open(left, read_only=True) as store:
        assert len(store.patients()) == 1


def test_a_full_disk_leaves_everything_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "clinic.mesomap"
    with Store.create(path) as store:
        document, syringe = open_document(store)
        sites = [SkinSite(face, 0.5, 0.5) for face in range(2000)]
        changes = new_injections(document, sites, [None] * 2000, syringe)
        document.commit("Add injection", changes[:1])
        pages = store._db.execute("PRAGMA page_count").fetchone()[0]
        store._db.execute(f"PRAGMA max_page_count = {pages + 4}")
        before = dict(document.injections)
        with pytest.raises(KnownError, match=r"could not be written .*full"):
            store.apply("Place grid", changes[1:], actor="", at=NOON)
        assert (dict(document.injections), document.can_undo) == (before, "Add injection")
        store._db.execute(f"PRAGMA max_page_count = {pages + 4000}")
        document.commit("Place grid", changes[1:])
        assert len(document.injections) == 2000
    with Store.open(path) as store:
        assert store.verify().problems == ()
        assert store.sessions()[0].count == 2000
