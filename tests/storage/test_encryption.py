"""An encrypted clinic file: nothing in clear, one key, and the ways from one key to another."""

from __future__ import annotations

from pathlib import Path

import pytest
from clinic_values import NOON, a_patient, beside, open_document

from mesomap.document.edits import new_injections
from mesomap.model import Added, KnownError, SkinSite
from mesomap.storage import Key, LockedError, Store, WrongKeyError, sqlite
from mesomap.storage.backup import back_up, preview, restore
from mesomap.storage.convert import convert
from mesomap.storage.keys import (
    derive,
    new_key,
    raw_of_recovery,
    recovery_text,
    salt_of,
)

PASSPHRASE = "four words make it long"


@pytest.fixture(scope="module")
def key() -> Key:
    return new_key(PASSPHRASE)


@pytest.fixture(scope="module")
def other_key() -> Key:
    return new_key("quite another passphrase")


def made(path: Path, key: Key | None) -> Path:
    with Store.create(path, key=key) as store:
        document, syringe = open_document(store)
        for face in range(3):
            site = SkinSite(face, 0.5, 0.5)
            document.commit("Add injection", new_injections(document, [site], [None], syringe))
    return path


def injections(path: Path, key: Key | None) -> int:
    with Store.open(path, read_only=True, key=key) as store:
        assert store.verify().ok
        return sum(one.count for one in store.sessions())


def test_nothing_stands_in_clear(tmp_path: Path, key: Key) -> None:
    path = made(tmp_path / "clinic.mesomap", key)
    content = path.read_bytes()
    assert content.startswith(b"meso")
    for clear in (b"Sample, Anna", b"CREATE TABLE", b"SQLite format"):
        assert clear not in content
    assert beside(path) == [path.name]


def test_what_is_written_while_open_is_encrypted_too(tmp_path: Path, key: Key) -> None:
    path = made(tmp_path / "clinic.mesomap", key)
    with Store.open(path, key=key) as store:
        patient = a_patient("Sample, Unmistakable")
        store.apply("Add patient", (Added(patient),), actor="me", at=NOON)
        files = [entry.read_bytes() for entry in tmp_path.iterdir() if entry != path]
        assert files
        assert not any(b"Unmistakable" in content for content in files)


def test_without_a_key_and_with_a_wrong_one_it_stays_as_it_is(
    tmp_path: Path, key: Key, other_key: Key
) -> None:
    path = made(tmp_path / "clinic.mesomap", key)
    before = path.read_bytes()
    with pytest.raises(LockedError, match="is locked with a passphrase"):
        Store.open(path)
    with pytest.raises(WrongKeyError, match="does not open"):
        Store.open(path, key=other_key)
    salt = salt_of(path)
    assert salt is not None
    with pytest.raises(WrongKeyError):
        Store.open(path, key=derive("four words make it lonG", salt))
    assert path.read_bytes() == before
    assert beside(path) == [path.name]
    assert injections(path, derive(PASSPHRASE, salt)) == 3


def test_any_sqlcipher_tool_opens_it_with_the_passphrase(tmp_path: Path, key: Key) -> None:
    path = made(tmp_path / "clinic.mesomap", key)
    connection = sqlite.connect(str(path))
    connection.execute(f"PRAGMA key = '{PASSPHRASE}'")
    assert connection.execute("SELECT count(*) FROM injections").fetchone() == (3,)
    connection.close()


def test_the_recovery_key_opens_it_however_it_is_typed(tmp_path: Path, key: Key) -> None:
    path = made(tmp_path / "clinic.mesomap", key)
    text = recovery_text(key)
    assert [len(group) for group in text.split()] == [5] * 11
    salt = salt_of(path)
    assert salt is not None
    for typed in (text, text.lower().replace(" ", ""), text.replace("0", "O").replace("1", "l")):
        assert injections(path, Key(raw_of_recovery(typed), salt)) == 3
    swapped = "0" if text[7] != "0" else "1"
    for wrong in ("", text[:-1] + "?", text[:30], text[:7] + swapped + text[8:], "ü" * 55):
        with pytest.raises(KnownError, match="not a whole recovery key"):
            raw_of_recovery(wrong)


def test_a_key_never_shows_itself(key: Key) -> None:
    assert key.raw.hex() not in repr(key).lower()
    assert repr(key.raw) not in repr(key)


def test_a_short_passphrase_is_refused() -> None:
    with pytest.raises(KnownError, match="at least 10"):
        new_key("123456789")


def test_a_plain_file_needs_no_key(tmp_path: Path, key: Key) -> None:
    path = made(tmp_path / "clinic.mesomap", None)
    with Store.open(path, key=key) as store:
        assert store.key is None


@pytest.mark.parametrize("ways", [("plain", "key"), ("key", "plain"), ("key", "other")])
def test_converting_keeps_everything(
    tmp_path: Path, key: Key, other_key: Key, ways: tuple[str, str]
) -> None:
    before, after = ({"plain": None, "key": key, "other": other_key}[way] for way in ways)
    path = made(tmp_path / "clinic.mesomap", before)
    with Store.open(path, key=before) as store:
        rows = store.log_rows()
    convert(path, key=before, new_key=after, at=NOON, actor="me")
    assert beside(path) == [path.name]
    assert injections(path, after) == 3
    with Store.open(path, key=after) as store:
        assert store.log_rows()[:-1] == rows
        assert store.log_rows()[-1]["kind"] == "event"
        store.apply("Add patient", (Added(a_patient("B, C")),), actor="me", at=NOON)
    if after is not None:
        assert b"Sample" not in path.read_bytes()
        with pytest.raises(LockedError):
            Store.open(path, key=before)


def test_converting_an_open_file_is_refused(tmp_path: Path, key: Key) -> None:
    path = made(tmp_path / "clinic.mesomap", key)
    with Store.open(path, key=key), pytest.raises(KnownError, match="already open"):
        convert(path, key=key, new_key=None, at=NOON, actor="me")
    assert injections(path, key) == 3
    with pytest.raises(WrongKeyError):
        convert(path, key=new_key("yet another passphrase"), new_key=None, at=NOON, actor="me")


def test_backups_are_encrypted_and_come_back(tmp_path: Path, key: Key, other_key: Key) -> None:
    path = made(tmp_path / "clinic.mesomap", key)
    out = tmp_path / "backup.mesomap"
    with Store.open(path, key=key):  # in use meanwhile
        assert back_up(path, out, key=key).holds.sessions == 1
    assert b"Sample" not in out.read_bytes()
    with pytest.raises(LockedError):
        preview(out)
    assert preview(out, key=key).sessions == 1
    with Store.open(path, key=key) as store:
        (patient,) = store.patients()
        store.erase([patient.id], reason="asked", actor="me", at=NOON)
    convert(path, key=key, new_key=other_key, at=NOON, actor="me")
    done = restore(out, path, at=NOON, actor="me", backup_key=key, key=other_key)
    assert done.erased_again == 1
    assert injections(path, key) == 0
    assert done.kept is not None
    assert injections(done.kept, other_key) == 0


def test_a_restore_over_a_file_of_an_unknown_key_says_so(
    tmp_path: Path, key: Key, other_key: Key
) -> None:
    path = made(tmp_path / "clinic.mesomap", key)
    back_up(path, tmp_path / "backup.mesomap", key=key)
    convert(path, key=key, new_key=other_key, at=NOON, actor="me")
    done = restore(tmp_path / "backup.mesomap", path, at=NOON, actor="me", backup_key=key)
    assert done.erased_again is None


def test_a_damaged_encrypted_file_is_refused(tmp_path: Path, key: Key) -> None:
    path = made(tmp_path / "clinic.mesomap", key)
    content = bytearray(path.read_bytes())
    content[-2000] ^= 1
    path.write_bytes(content)
    with Store.open(path, key=key) as store:  # a page proves itself when it is read
        assert not store.verify().ok
    with pytest.raises(KnownError, match="is not whole"):
        back_up(path, tmp_path / "backup.mesomap", key=key)
    path.write_bytes(content[:-4096])
    with pytest.raises(KnownError, match="is damaged"):
        Store.open(path, key=key)
    path.write_bytes(content[:100])
    with pytest.raises(KnownError, match="is damaged"):
        Store.open(path, key=key)
