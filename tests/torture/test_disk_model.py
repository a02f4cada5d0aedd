"""The model of a disk that loses its power: it loses what was not synced, and only that."""

from __future__ import annotations

from pathlib import Path
from random import Random

from tools.torture.disk import Disk
from tools.torture.shim import Record

STATES = 300


def record(what: str, *, flag: str = "", fd: int = -1, at: int = 0, first: bytes = b"") -> Record:
    return Record(what, flag, fd, at, first, b"")


def renamed(folder: Path, old: str, new: str) -> Record:
    return Record("R", "", -1, 0, str(folder / old).encode(), str(folder / new).encode())


def opened(folder: Path, name: str, fd: int, flag: str = "o") -> Record:
    return record("O", flag=flag, fd=fd, first=str(folder / name).encode())


def states(disk: Disk, name: str) -> set[bytes | None]:
    """What a file may hold after a power cut; None where it is not there."""
    chance = Random(1)
    return {disk.crash(chance)[1].get(name) for _ in range(STATES)}


def test_what_was_synced_stays(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"old")
    disk = Disk(tmp_path)
    for one in (opened(tmp_path, "a", 3), record("W", fd=3, first=b"new"), record("F", fd=3)):
        disk.feed(one)
    assert states(disk, "a") == {b"new"}


def test_what_was_not_synced_may_be_lost_in_any_part_and_torn(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"o" * 1024)
    disk = Disk(tmp_path)
    disk.feed(opened(tmp_path, "a", 3))
    disk.feed(record("W", fd=3, at=256, first=b"n" * 512))
    found = states(disk, "a")
    assert {b"o" * 1024, b"o" * 256 + b"n" * 512 + b"o" * 256} <= found
    assert b"o" * 512 + b"n" * 256 + b"o" * 256 in found  # the second sector alone
    # Bytes outside the written range are never touched.
    assert all(one is not None and one[:256] + one[768:] == b"o" * 512 for one in found)


def test_a_file_may_have_grown_without_its_content(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"")
    disk = Disk(tmp_path)
    disk.feed(opened(tmp_path, "a", 3))
    disk.feed(record("W", fd=3, first=b"1" * 512))
    disk.feed(record("W", fd=3, at=512, first=b"2" * 512))
    found = states(disk, "a")
    assert b"\0" * 512 + b"2" * 512 in found
    assert b"1" * 512 in found


def test_a_name_is_sure_only_once_its_folder_was_synced(tmp_path: Path) -> None:
    (tmp_path / "part").write_bytes(b"new")
    (tmp_path / "clinic").write_bytes(b"old")
    disk = Disk(tmp_path)
    disk.feed(renamed(tmp_path, "part", "clinic"))
    assert states(disk, "clinic") == {b"old", b"new"}
    disk.feed(opened(tmp_path, "", 4, "d"))
    disk.feed(record("F", fd=4))
    assert states(disk, "clinic") == {b"new"}
    assert states(disk, "part") == {None}


def test_syncing_a_new_file_does_not_make_its_name_sure(tmp_path: Path) -> None:
    disk = Disk(tmp_path)
    disk.feed(opened(tmp_path, "a", 3, "c"))
    disk.feed(record("W", fd=3, first=b"all"))
    disk.feed(record("F", fd=3))
    assert states(disk, "a") == {None, b"all"}


def test_a_running_program_sees_all_of_it(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"0123456789")
    disk = Disk(tmp_path)
    disk.feed(opened(tmp_path, "a", 3))
    disk.feed(record("T", fd=3, at=4))
    disk.feed(record("W", fd=3, at=6, first=b"x"))
    assert disk.now() == {"a": b"0123\0\0x"}
