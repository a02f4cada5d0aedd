"""Two who open one file: one works, the other looks; on a network drive too."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from clinic_values import NOON, a_patient, beside
from second_process import opened_elsewhere

from mesomap.model import Added, KnownError
from mesomap.storage import Store, sqlite
from mesomap.storage.keys import Key, new_key
from mesomap.storage.lock import AlreadyOpenError, ReadOnlyError

NETWORK = pytest.mark.parametrize("where", ["local", "network"])


@pytest.fixture(params=["plain", "encrypted"])
def clinic(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Path, Key | None]:
    path = tmp_path / "clinic.mesomap"
    key = new_key("four words of passphrase") if request.param == "encrypted" else None
    Store.create(path, key=key).close()
    return path, key


@pytest.fixture
def plain(tmp_path: Path) -> Path:
    path = tmp_path / "clinic.mesomap"
    Store.create(path).close()
    return path


def names(store: Store) -> list[str]:
    return [one.name for one in store.patients()]


def journal(store: Store) -> str:
    return str(store._db.execute("PRAGMA journal_mode").fetchone()[0])


@NETWORK
def test_the_second_one_looks_and_takes_over(plain: Path, where: str) -> None:
    network = where == "network"
    with opened_elsewhere(plain, where) as other:
        other.add("Sample, Anna")
        with pytest.raises(AlreadyOpenError, match="already open in another window"):
            Store.open(plain, on_network=network)
        with Store.open(plain, read_only=True) as look:
            assert names(look) == ["Sample, Anna"]
            with pytest.raises(ReadOnlyError, match="open to look only"):
                look.apply("Add patient", (Added(a_patient()),), actor="", at=NOON)
            assert look.record("Seen", actor="", at=NOON)  # beside the one who works
            other.add("Muster, Clara")
            assert len(names(look)) == 2
            other.leave()
            with Store.open(plain, on_network=network) as mine:
                mine.apply("Add patient", (Added(a_patient("Third")),), actor="", at=NOON)
                assert mine.verify().ok
            assert len(names(look)) == 3
    Store.open(plain).close()
    assert beside(plain) == [plain.name]


def test_a_killed_one_leaves_the_place_free(plain: Path) -> None:
    with opened_elsewhere(plain, "network") as other:
        other.add("Sample, Anna")
        other.kill()
        with Store.open(plain, on_network=True) as mine:
            assert names(mine) == ["Sample, Anna"]
            assert mine.verify().ok


def test_no_write_ahead_log_on_a_network_drive(
    clinic: tuple[Path, Key | None], tmp_path: Path
) -> None:
    path, key = clinic
    with Store.open(path, key=key, on_network=True) as store:
        assert (store.on_network, journal(store)) == (True, "delete")
        assert store._db.execute("PRAGMA synchronous").fetchone()[0] == 3
        store.apply("Add patient", (Added(a_patient()),), actor="", at=NOON)
        assert beside(path) == [path.name, f"{path.name}-lock"]
    with Store.open(path, key=key) as store:
        assert journal(store) == "wal"
    fresh = tmp_path / "fresh.mesomap"
    with Store.create(fresh, key=key, on_network=True) as store:
        assert journal(store) == "delete"


def test_a_log_that_only_its_own_computer_reads_is_not_touched_over_the_network(
    plain: Path,
) -> None:
    with opened_elsewhere(plain, "local") as other:
        other.add("Sample, Anna")
        with pytest.raises(KnownError, match="on another computer in a way"):
            Store.open(plain, read_only=True, on_network=True)
        other.add("Muster, Clara")


def half_written(path: Path, key: Key | None, left: Path) -> None:
    """`left` as a power cut leaves it: half of a commit in the file, the way back beside it."""
    with Store.open(path, key=key, on_network=True) as store:
        store.apply("Add patient", (Added(a_patient("Muster, Clara")),), actor="", at=NOON)
        db = store._db
        db.execute("PRAGMA cache_size = 1")
        db.execute("BEGIN IMMEDIATE")
        db.execute("UPDATE patients SET name = 'half'")
        for _ in range(40):
            db.execute("INSERT INTO meta VALUES (hex(randomblob(8)), hex(randomblob(2000)))")
        for ending in ("", "-journal"):
            shutil.copy(f"{path}{ending}", f"{left}{ending}")
        db.rollback()
    assert left.read_bytes() != path.read_bytes()


@pytest.mark.parametrize("looks", [False, True])
def test_half_a_commit_is_taken_back(
    clinic: tuple[Path, Key | None], tmp_path: Path, looks: bool
) -> None:
    path, key = clinic
    left = tmp_path / "left.mesomap"
    half_written(path, key, left)
    with Store.open(left, key=key, read_only=looks, on_network=True) as store:
        assert names(store) == ["Muster, Clara"]
        assert store.verify().ok
    assert not left.with_name(f"{left.name}-journal").exists()


def test_half_a_commit_where_nothing_may_be_written(plain: Path, tmp_path: Path) -> None:
    left = tmp_path / "left.mesomap"
    half_written(plain, None, left)
    left.chmod(0o444)
    before = left.read_bytes()
    with pytest.raises(KnownError, match="was not closed: copy it"):
        Store.open(left, read_only=True)
    assert left.read_bytes() == before


def test_a_file_of_another_program_is_not_rolled_back(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    db = sqlite.connect(path)
    db.execute("CREATE TABLE t (x)")
    db.close()
    journal = path.with_name(f"{path.name}-journal")
    journal.write_bytes(b"whatever")
    with pytest.raises(KnownError, match="not a clinic file"):
        Store.open(path)
    assert journal.read_bytes() == b"whatever"
