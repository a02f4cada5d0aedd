"""What is refused, with which sentence, and that a refused file is not changed by it."""

from __future__ import annotations

import hashlib
import os
import sqlite3
import struct
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path, PurePath, PurePosixPath, PureWindowsPath

import pytest
from clinic_values import NOON, a_patient, beside, open_document

from mesomap.model import Added, KnownError
from mesomap.storage import Store
from mesomap.storage.connect import address
from mesomap.storage.schema import VERSION


@pytest.fixture
def clinic(tmp_path: Path) -> Path:
    path = tmp_path / "clinic.mesomap"
    with Store.create(path) as store:
        document, _ = open_document(store)
        document.close_session()
    return path


def refused(path: Path, *, read_only: bool = False) -> str:
    """The sentence with which `path` is refused; its bytes and its folder stay as they are."""
    before = hashlib.sha256(path.read_bytes()).digest() if path.is_file() else b""
    folder = beside(path)
    with pytest.raises(KnownError) as caught:
        Store.open(path, read_only=read_only)
    assert beside(path) == folder
    if path.is_file():
        assert hashlib.sha256(path.read_bytes()).digest() == before
    sentence = str(caught.value)
    assert "\n" not in sentence
    assert str(path) in sentence
    return sentence


def test_a_closed_clinic_file_is_one_file(clinic: Path) -> None:
    assert beside(clinic) == ["clinic.mesomap"]
    with Store.open(clinic) as store:
        store.apply("Add patient", (Added(a_patient("Muster, Clara")),), actor="", at=NOON)
    assert beside(clinic) == ["clinic.mesomap"]


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        (PurePosixPath("/home/a b/50%?#.mesomap"), "file:///home/a%20b/50%25%3F%23.mesomap?o"),
        (PureWindowsPath(r"C:\Klinik\ä.mesomap"), "file:///C:/Klinik/%C3%A4.mesomap?o"),
        (PureWindowsPath(r"\\server\share\x.mesomap"), "file:////server/share/x.mesomap?o"),
    ],
)
def test_the_address_for_sqlite(path: PurePath, uri: str) -> None:
    assert address(path, "o") == uri


def test_any_name(tmp_path: Path) -> None:
    path = tmp_path / "50 % ? # ü.mesomap"
    with Store.create(path) as store:
        open_document(store)
    with Store.open(path, read_only=True) as store:
        assert len(store.patients()) == 1
    assert beside(path) == [path.name]


def test_missing(tmp_path: Path) -> None:
    assert "not there" in refused(tmp_path / "none.mesomap")


def test_a_folder(tmp_path: Path) -> None:
    folder = tmp_path / "folder.mesomap"
    folder.mkdir()
    assert "is a folder" in refused(folder)


@pytest.mark.parametrize("read_only", [False, True])
@pytest.mark.parametrize(
    "content", [b"", b"hello", b"PK\x03\x04" + bytes(5000), b"SQLite format 3\x00"]
)
def test_no_clinic_file(tmp_path: Path, content: bytes, read_only: bool) -> None:
    path = tmp_path / "other.mesomap"
    path.write_bytes(content)
    assert "not a clinic file" in refused(path, read_only=read_only)


def test_another_programs_database(tmp_path: Path) -> None:
    path = tmp_path / "other.mesomap"
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE t (x)")
    connection.commit()
    connection.close()
    assert "not a clinic file" in refused(path)


def test_from_a_newer_version(clinic: Path) -> None:
    content = bytearray(clinic.read_bytes())
    content[60:64] = struct.pack(">I", VERSION + 1)
    clinic.write_bytes(content)
    assert "newer mesomap" in refused(clinic)
    assert "newer mesomap" in refused(clinic, read_only=True)


def _cut(content: bytearray) -> bytearray:
    return content[: len(content) // 2]


def _garbage_page(content: bytearray) -> bytearray:
    content[4096:8192] = b"\xa5" * 4096
    return content


def _garbage_all(content: bytearray) -> bytearray:
    content[100:] = os.urandom(len(content) - 100)
    return content


@pytest.mark.parametrize("harm", [_cut, _garbage_page, _garbage_all])
def test_damaged(clinic: Path, harm: Callable[[bytearray], bytearray]) -> None:
    clinic.write_bytes(harm(bytearray(clinic.read_bytes())))
    assert "damaged" in refused(clinic)
    assert "damaged" in refused(clinic, read_only=True)


def test_open_twice(clinic: Path) -> None:
    with Store.open(clinic) as first:
        with pytest.raises(KnownError, match="already open in another window"):
            Store.open(clinic)
        first.apply("Add patient", (Added(a_patient("Muster, Clara")),), actor="", at=NOON)
    with Store.open(clinic) as again:
        assert len(again.patients()) == 2


def test_looking_beside_an_open_window(clinic: Path) -> None:
    with Store.open(clinic) as writer:
        writer.apply("Add patient", (Added(a_patient("Muster, Clara")),), actor="", at=NOON)
        with Store.open(clinic, read_only=True) as reader:
            assert [p.name for p in reader.patients()] == ["Muster, Clara", "Sample, Anna"]
            with pytest.raises(KnownError, match="open to look only"):
                reader.apply("Add patient", (Added(a_patient()),), actor="", at=NOON)


def test_looking_changes_no_byte(clinic: Path) -> None:
    before = clinic.read_bytes()
    with Store.open(clinic, read_only=True) as store:
        assert store.verify().ok
        assert store.patients()
    assert clinic.read_bytes() == before
    assert beside(clinic) == ["clinic.mesomap"]


def test_a_read_only_file(clinic: Path) -> None:
    clinic.chmod(0o444)  # said of root too, who could write all the same
    assert "may not be written to" in refused(clinic)


def test_a_new_file_never_takes_the_place_of_another(clinic: Path) -> None:
    before = clinic.read_bytes()
    with pytest.raises(KnownError, match="exists already"):
        Store.create(clinic)
    assert clinic.read_bytes() == before


def test_a_new_file_where_there_is_no_folder(tmp_path: Path) -> None:
    with pytest.raises(KnownError, match="cannot be made"):
        Store.create(tmp_path / "none" / "clinic.mesomap")
    assert list(tmp_path.iterdir()) == []


def test_the_lock_of_a_killed_program_blocks_nobody(clinic: Path) -> None:
    code = (
        "import os, sys, signal; from pathlib import Path; from mesomap.storage import Store\n"
        "Store.open(Path(sys.argv[1])); os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    subprocess.run([sys.executable, "-c", code, str(clinic)], check=False)
    with Store.open(clinic) as store:
        assert len(store.patients()) == 1
    assert beside(clinic) == ["clinic.mesomap"]
