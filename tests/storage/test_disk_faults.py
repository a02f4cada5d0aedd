"""SQLite's own refusals, nothing put between: clear sentences, work kept, nothing half done."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest
from clinic_values import NOON, a_patient, an_injection, open_document, the_session
from faulty_disk import labels

from mesomap.document import Document
from mesomap.model import Added, Syringe
from mesomap.storage import RefusedError, Store, sqlite, store_writing

CHILD = Path(__file__).with_name("disk_of_little_room.py")
POSIX = pytest.mark.skipif(os.name == "nt", reason="limits and marks of POSIX")


def add(document: Document, syringe: Syringe, count: int) -> None:
    for _ in range(count):
        order = document.last_order + 1
        document.commit(f"add {order}", (Added(an_injection(syringe, order=order)),))


def added(path: Path) -> list[str]:
    return [one for one in labels(path) if one.startswith("add ")]


def in_order(count: int) -> list[str]:
    return [f"add {number}" for number in range(1, count + 1)]


@pytest.mark.parametrize("on_network", [False, True])
def test_a_file_that_may_not_grow(tmp_path: Path, on_network: bool) -> None:
    path = tmp_path / "clinic.mesomap"
    with Store.create(path, on_network=on_network) as store:
        document, syringe = open_document(store)
        pages = store._db.execute("PRAGMA page_count").fetchone()[0]
        store._db.execute(f"PRAGMA max_page_count = {pages}")
        while len(document.pending) < 4:
            add(document, syringe, 1)
        assert document.pending.why is not None
        assert document.pending.why.render() == "The disk is full: make room on it."
        with pytest.raises(RefusedError, match="make room or check the drive"):
            document.commit("Add patient", (Added(a_patient("Muster, Clara")),))
        store._db.execute(f"PRAGMA max_page_count = {pages + 4000}")
        add(document, syringe, 1)
        assert not document.pending
        count = len(document.injections)
        session = the_session(document)
        document.close_session()
    assert added(path) == in_order(count)
    with Store.open(path, read_only=True) as look:
        assert len(look.injections(session)) == count


@POSIX
@pytest.mark.parametrize("spare", [0, 3000, 20_000, 70_000])
def test_a_system_that_refuses_to_write_more(tmp_path: Path, spare: int) -> None:
    path = tmp_path / "clinic.mesomap"
    run = subprocess.run(
        [sys.executable, str(CHILD), str(path), str(spare)],
        env={**os.environ, "PYTHONPATH": str(CHILD.parents[1])},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    count, why = run.stdout.strip().split(" ", 1)
    assert why in (
        "The disk is full: make room on it.",
        "The disk or network drive does not answer: check its plug or connection.",
    )
    assert added(path) == in_order(int(count))
    assert [one.name for one in tmp_path.iterdir()] == [path.name]


def test_a_write_that_sqlite_refuses_as_read_only(tmp_path: Path) -> None:
    path = tmp_path / "clinic.mesomap"
    with Store.create(path) as store:
        document, syringe = open_document(store)
        store._db.execute("PRAGMA query_only = ON")
        add(document, syringe, 1)
        assert document.pending.why is not None
        assert document.pending.why.render() == "The disk may only be read at present."
        assert document.pending.steps[0].at == NOON
        add(document, syringe, 1)  # on a connection made anew
        assert not document.pending
    assert added(path) == in_order(2)


def test_somebody_else_holds_the_file(tmp_path: Path) -> None:
    path = tmp_path / "clinic.mesomap"
    with Store.create(path) as store:
        document, syringe = open_document(store)
        store._db.execute("PRAGMA busy_timeout = 10")
        other = sqlite.connect(path)
        other.execute("BEGIN IMMEDIATE")
        add(document, syringe, 2)
        assert document.pending.why is not None
        assert document.pending.why.render() == "Another program is holding the file."
        waits = store._db.execute("PRAGMA busy_timeout").fetchone()[0]
        assert waits == store_writing.RETRIES_WAIT_MS  # the window does not stand for 5 s each time
        other.rollback()
        other.close()
        add(document, syringe, 1)
        assert not document.pending
        assert store._db.execute("PRAGMA busy_timeout").fetchone()[0] == 5000
    assert added(path) == in_order(3)


def pull_out(folder: Path) -> None:
    """What this program has open in `folder` is of no more use, as on a drive that is gone."""
    read, write = os.pipe()
    for handle in Path("/proc/self/fd").iterdir():
        with suppress(OSError):
            if handle.readlink().parent == folder:
                os.dup2(read, int(handle.name))
    os.close(read)
    os.close(write)


@pytest.mark.skipif(sys.platform != "linux", reason="needs /proc")
@pytest.mark.parametrize("on_network", [False, True])
def test_a_drive_is_pulled_out_and_put_in_again(tmp_path: Path, on_network: bool) -> None:
    folder, pocket = tmp_path / "stick", tmp_path / "pocket"
    folder.mkdir()
    path = folder / "clinic.mesomap"
    store = Store.create(path, on_network=on_network)
    document, syringe = open_document(store)
    add(document, syringe, 1)
    store._db.execute("PRAGMA busy_timeout = 10")
    pull_out(folder)
    folder.rename(pocket)
    add(document, syringe, 2)
    assert len(document.pending) == 2
    with pytest.raises(RefusedError):
        document.close_session()
    shutil.copytree(pocket, folder)
    document.write_pending()
    assert [one.name for one in store.patients()] == ["Sample, Anna"]
    add(document, syringe, 1)
    store.close()
    assert added(path) == in_order(4)
    assert [one.name for one in folder.iterdir()] == [path.name]


@pytest.mark.skipif(sys.platform != "linux", reason="needs /proc")
def test_handles_fail_where_the_folder_is_well(tmp_path: Path) -> None:
    path = tmp_path / "clinic.mesomap"
    store = Store.create(path)
    document, syringe = open_document(store)
    store._db.execute("PRAGMA busy_timeout = 10")
    pull_out(tmp_path)
    add(document, syringe, 2)  # the locks that are gone are told as somebody else's
    assert len(document.pending) == 2
    add(document, syringe, 1)
    assert not document.pending
    store.close()
    assert added(path) == in_order(3)
