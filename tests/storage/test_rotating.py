"""Rotating backups: whole, the right ones kept; attachments once, gone when nothing names them."""

from __future__ import annotations

import hashlib
import os
import random
import shutil
import threading
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from clinic_values import NOON, a_patient, a_session

from mesomap.model import (
    Added,
    Attachment,
    Change,
    KnownError,
    Moment,
    Patient,
    Photograph,
    Removed,
)
from mesomap.storage import Key, Store, WrongKeyError, sqlite
from mesomap.storage.backup import back_up, restore
from mesomap.storage.connect import connect
from mesomap.storage.convert import convert
from mesomap.storage.files import part_of
from mesomap.storage.keys import MAGIC
from mesomap.storage.previewing import Newer, look
from mesomap.storage.rejoining import MissingContentsError
from mesomap.storage.rotating import Cancelled, Made, make
from mesomap.storage.rotation import found_in

AT = datetime(2026, 11, 23, 17, 5)
DAY = timedelta(days=1)


def a_key(seed: int) -> Key:
    """A key without the time that deriving one takes."""
    some = random.Random(seed)
    return Key(some.randbytes(32), MAGIC + some.randbytes(12))


@pytest.fixture(params=["plain", "encrypted"])
def key(request: pytest.FixtureRequest) -> Key | None:
    return a_key(1) if request.param == "encrypted" else None


def put(store: Store, *changes: Change) -> None:
    store.apply("label", changes, actor="Dr. B. Example", at=NOON)


def content(seed: int, size: int = 60_000) -> bytes:
    return b"IN-CLEAR-" + random.Random(seed).randbytes(size)


def sha(seed: int) -> str:
    return hashlib.sha256(content(seed)).hexdigest()


def photographed(store: Store, name: str, *seeds: int) -> Patient:
    """A patient with a photograph of each content."""
    patient = a_patient(name)
    session = a_session(patient)
    put(store, Added(patient), Added(session))
    for seed in seeds:
        kept = Attachment(id=uuid4(), sha256=sha(seed), media="image/png", content=content(seed))
        shown = Photograph(
            id=uuid4(),
            session=session.id,
            attachment=kept.id,
            width_px=10,
            height_px=10,
            taken=NOON,
            moment=Moment.BEFORE,
        )
        put(store, Added(kept), Added(shown))
    return patient


def unphotographed(store: Store, seed: int) -> None:
    """What adding it was, taken back."""
    (session,) = store.sessions()
    shown = store.of_session(Photograph, session.session.id)
    (gone,) = [one for one in shown if attachment(store, one.attachment).sha256 == sha(seed)]
    put(store, Removed(gone), Removed(attachment(store, gone.attachment)))


def attachment(store: Store, id: UUID) -> Attachment:
    found = store.attachment(id)
    assert found is not None
    return found


def contents_in(store: Store) -> set[bytes]:
    sessions = [one.session.id for one in store.sessions()]
    shown = [one for id in sessions for one in store.of_session(Photograph, id)]
    return {attachment(store, one.attachment).content for one in shown}


def kept(folder: Path, key: Key | None) -> set[str]:
    """The hashes that lie apart in a folder for one key."""
    name = key.salt.hex() if key is not None else "plain"
    file = folder / "attachments" / f"{name}.contents"
    if not file.exists():
        return set()
    db = connect(file, "look", key)
    try:
        return {one for (one,) in db.execute("SELECT sha256 FROM contents")}
    finally:
        db.close()


def files(folder: Path) -> set[str]:
    return {one.relative_to(folder).as_posix() for one in folder.rglob("*") if one.is_file()}


@pytest.fixture
def clinic(tmp_path: Path, key: Key | None) -> Path:
    path = tmp_path / "North.mesomap"
    with Store.create(path, key=key) as store:
        photographed(store, "Sample, Anna", 1, 2)
    return path


def test_attachments_lie_apart_and_once_and_come_back(
    clinic: Path, tmp_path: Path, key: Key | None
) -> None:
    first = make(clinic, tmp_path, at=AT, key=key)
    with Store.open(clinic, key=key) as store:
        photographed(store, "Sample, Ben", 3)
        second = make(clinic, tmp_path, at=AT + DAY, key=key)
    folder = tmp_path / "North backups"
    assert [one.path for one in found_in(folder, "North")] == [second.found.path, first.found.path]
    assert first.found.path.name == "North 2026-11-23 17.05.mesomap"
    assert kept(folder, key) == {sha(1), sha(2), sha(3)}
    for one in (first, second):
        assert one.found.size == one.found.path.stat().st_size
        assert content(1)[:40] not in one.found.path.read_bytes()
    assert second.holds.patients == 2
    out = tmp_path / "back.mesomap"
    restore(second.found.path, out, at=AT, actor="test", backup_key=key)
    with Store.open(out, key=key) as store:
        assert store.verify().ok
        assert contents_in(store) == {content(1), content(2), content(3)}
    assert not [name for name in files(tmp_path) if Path(name).name.startswith(".")]


def test_nothing_of_an_encrypted_clinic_is_in_clear(tmp_path: Path) -> None:
    key = a_key(1)
    clinic = tmp_path / "North.mesomap"
    with Store.create(clinic, key=key) as store:
        photographed(store, "Sample, Anna", 1)
    make(clinic, tmp_path, at=AT, key=key)
    for name in files(tmp_path):
        whole = (tmp_path / name).read_bytes()
        for clear in (b"IN-CLEAR-", b"Sample", b"SQLite format", sha(1).encode()):
            assert clear not in whole, name


def test_the_old_ones_go_and_what_is_not_ours_stays(
    clinic: Path, tmp_path: Path, key: Key | None
) -> None:
    folder = tmp_path / "North backups"
    folder.mkdir()
    for name in (
        "holiday.jpg",
        "North 2026-01-01 10.00 copy.mesomap",
        "West 2020-01-01 10.00.mesomap",
    ):
        (folder / name).write_bytes(b"not ours")
    there = files(folder)
    made = [make(clinic, tmp_path, at=AT + n * DAY, key=key) for n in range(10)]
    last = make(clinic, tmp_path, at=AT + 9 * DAY + timedelta(hours=1), key=key)
    left = {one.at for one in found_in(folder, "North")}
    assert last.found.at in left
    assert made[-1].found.at not in left
    assert len(left) == 7
    assert sum(one.removed for one in made) + last.removed == 4
    assert there <= files(folder)


def test_a_clock_set_back_does_not_cost_the_new_one(
    clinic: Path, tmp_path: Path, key: Key | None
) -> None:
    for n in range(9):
        make(clinic, tmp_path, at=AT + n * DAY, key=key)
    early = make(clinic, tmp_path, at=AT - 400 * DAY, key=key)
    assert early.found.path.exists()


def test_what_no_backup_names_any_more_goes(clinic: Path, tmp_path: Path, key: Key | None) -> None:
    folder = tmp_path / "North backups"
    make(clinic, tmp_path, at=AT, key=key)
    with Store.open(clinic, key=key) as store:
        unphotographed(store, 2)
    make(clinic, tmp_path, at=AT + DAY, key=key)
    assert kept(folder, key) == {sha(1), sha(2)}  # the backup of yesterday names it
    for n in range(2, 8):
        make(clinic, tmp_path, at=AT + n * DAY, key=key)
    assert not [one for one in found_in(folder, "North") if one.at == AT]
    assert kept(folder, key) == {sha(1)}


def test_an_erased_person_s_contents_go_at_the_next_backup(
    clinic: Path, tmp_path: Path, key: Key | None
) -> None:
    folder = tmp_path / "North backups"
    with Store.open(clinic, key=key) as store:
        gone = photographed(store, "Zzyxwv, Gone", 3)
        other = photographed(store, "Sample, Ben")
        shared = store.sessions(other.id)[0].session
        same = next(one for one in store.of_session(Photograph, store.sessions()[0].session.id))
        put(
            store,
            Added(
                Photograph(
                    id=uuid4(),
                    session=shared.id,
                    attachment=same.attachment,
                    width_px=1,
                    height_px=1,
                    taken=NOON,
                    moment=Moment.AFTER,
                )
            ),
        )
    old = make(clinic, tmp_path, at=AT, key=key)
    with Store.open(clinic, key=key) as store:
        store.erase({gone.id}, reason="asked for", actor="Dr. B. Example", at=NOON)
    assert sha(3) in kept(folder, key)
    make(clinic, tmp_path, at=AT + DAY, key=key)
    assert kept(folder, key) == {sha(1), sha(2)}
    if key is None:
        assert content(3)[:200] not in (folder / "attachments" / "plain.contents").read_bytes()
    # The older backup comes back without that person, and nothing is said to be missing.
    done = restore(old.found.path, clinic, at=AT, actor="test", backup_key=key, key=key)
    assert done.erased_again == 1
    with Store.open(clinic, key=key) as store:
        assert store.verify().ok
        assert contents_in(store) == {content(1), content(2)}


def test_a_missing_content_is_said_and_can_be_done_without(
    clinic: Path, tmp_path: Path, key: Key | None
) -> None:
    made = make(clinic, tmp_path, at=AT, key=key)
    folder = tmp_path / "North backups"
    (held,) = (folder / "attachments").iterdir()
    db = connect(held, "make", key)
    db.execute("DELETE FROM contents WHERE sha256 = ?", [sha(2)])
    db.conn.commit()
    db.close()
    out = tmp_path / "back.mesomap"
    assert look(made.found.path, key=key).missing == 1
    with pytest.raises(MissingContentsError, match=r"An attachment .* Sample, Anna"):
        restore(made.found.path, out, at=AT, actor="test", backup_key=key)
    assert not out.exists()
    restore(made.found.path, out, at=AT, actor="test", backup_key=key, without_missing=True)
    with Store.open(out, key=key) as store:
        assert store.verify().ok
        assert contents_in(store) == {content(1), b""}
    again = make(out, tmp_path, at=AT, key=key)
    assert again.holds.changes == made.holds.changes + 1
    back_up(out, tmp_path / "whole.mesomap", key=key)


def test_without_the_folder_all_are_missing(clinic: Path, tmp_path: Path, key: Key | None) -> None:
    made = make(clinic, tmp_path, at=AT, key=key)
    alone = tmp_path / "alone.mesomap"
    shutil.copy(made.found.path, alone)
    with pytest.raises(MissingContentsError, match="2 attachments"):
        restore(alone, tmp_path / "back.mesomap", at=AT, actor="test", backup_key=key)
    # The file that it replaces has them still.
    restore(alone, clinic, at=AT, actor="test", backup_key=key, key=key)
    with Store.open(clinic, key=key) as store:
        assert contents_in(store) == {content(1), content(2)}


def test_contents_changed_behind_our_back_are_missing_not_taken(tmp_path: Path) -> None:
    clinic = tmp_path / "North.mesomap"
    with Store.create(clinic) as store:
        photographed(store, "Sample, Anna", 1)
    made = make(clinic, tmp_path, at=AT)
    with sqlite.connect(made.found.path.parent / "attachments" / "plain.contents") as db:
        db.execute("UPDATE contents SET content = ?", [content(7)])
    db.close()
    with pytest.raises(MissingContentsError):
        restore(made.found.path, tmp_path / "back.mesomap", at=AT, actor="test")


def test_a_damaged_contents_file_is_put_aside_and_made_anew(
    clinic: Path, tmp_path: Path, key: Key | None
) -> None:
    made = make(clinic, tmp_path, at=AT, key=key)
    (held,) = (made.found.path.parent / "attachments").iterdir()
    whole = bytearray(held.read_bytes())
    whole[:4096] = os.urandom(4096)
    held.write_bytes(whole)
    later = make(clinic, tmp_path, at=AT + DAY, key=key)
    assert kept(made.found.path.parent, key) == {sha(1), sha(2)}
    assert [one for one in files(tmp_path) if "damaged" in one]
    restore(later.found.path, tmp_path / "back.mesomap", at=AT, actor="test", backup_key=key)


def test_a_tampered_file_is_not_backed_up_and_nothing_older_goes(tmp_path: Path) -> None:
    clinic = tmp_path / "North.mesomap"
    with Store.create(clinic) as store:
        photographed(store, "Sample, Anna", 1)
    make(clinic, tmp_path, at=AT)
    before = files(tmp_path)
    for statement in (
        "UPDATE patients SET name = 'Other, Name'",
        "UPDATE attachments SET content = x'00', sha256 = 'ab'",
    ):
        kept_as = clinic.read_bytes()
        with sqlite.connect(clinic) as db:
            db.execute(statement)
        db.close()
        with pytest.raises(KnownError):
            make(clinic, tmp_path, at=AT + timedelta(minutes=1))
        assert files(tmp_path) == before
        clinic.write_bytes(kept_as)


def test_a_quick_one_leaves_the_content_to_the_next_whole_one(tmp_path: Path) -> None:
    clinic = tmp_path / "North.mesomap"
    with Store.create(clinic) as store:
        photographed(store, "Sample, Anna", 1)
    with sqlite.connect(clinic) as db:
        db.execute("UPDATE patients SET name = 'Other, Name'")
    db.close()
    make(clinic, tmp_path, at=AT, content=False)
    with pytest.raises(KnownError, match="not whole"):
        make(clinic, tmp_path, at=AT + DAY)
    with sqlite.connect(clinic) as db:
        db.execute("UPDATE log SET actor = 'Nobody'")
    db.close()
    with pytest.raises(KnownError, match="not whole"):
        make(clinic, tmp_path, at=AT + DAY, content=False)


def test_a_place_that_is_not_there_is_said(clinic: Path, tmp_path: Path, key: Key | None) -> None:
    with pytest.raises(KnownError, match="is not there"):
        make(clinic, tmp_path / "stick", at=AT, key=key)
    blocked = tmp_path / "blocked"
    blocked.mkdir()
    (blocked / "North backups").write_text("a file")
    with pytest.raises(KnownError, match="could not be written"):
        make(clinic, blocked, at=AT, key=key)


def stopped_at(step: int) -> Callable[[float], None]:
    """Watches, and wants no more from the given call on."""
    calls = 0

    def watch(_done: float) -> None:
        nonlocal calls
        calls += 1
        if calls > step:
            raise Cancelled

    return watch


@pytest.mark.parametrize("step", [0, 1, 2, 5, 12, 25])
def test_a_cancelled_one_leaves_nothing(tmp_path: Path, step: int) -> None:
    clinic = tmp_path / "North.mesomap"
    with Store.create(clinic) as store:
        photographed(store, "Sample, Anna", 1, 2)
        older = make(clinic, tmp_path, at=AT)
        photographed(store, "Sample, Ben", 3)
        with pytest.raises(Cancelled):
            make(clinic, tmp_path, at=AT + timedelta(minutes=1), watch=stopped_at(step))
    folder = tmp_path / "North backups"
    assert [one.path for one in found_in(folder, "North")] == [older.found.path]
    assert files(folder) == {older.found.path.name, "about.txt", "attachments/plain.contents"}
    make(clinic, tmp_path, at=AT + timedelta(minutes=2))


def test_what_a_killed_program_left_is_no_backup_and_is_cleared(tmp_path: Path) -> None:
    clinic = tmp_path / "North.mesomap"
    with Store.create(clinic) as store:
        photographed(store, "Sample, Anna", 1)
    folder = tmp_path / "North backups"
    folder.mkdir()
    dead = 2**22 + 5  # no process has so high a number
    left = part_of(folder / "North 2026-11-20 17.05.mesomap").name
    left = left.replace(f".{os.getpid()}-", f".{dead}-")
    for ending in ("", "-journal", "-wal", "-shm"):
        (folder / (left + ending)).write_bytes(b"half")
    theirs = folder / ".North 2026-11-20 17.05.mesomap.part"
    theirs.write_bytes(b"")
    assert found_in(folder, "North") == []
    make(clinic, tmp_path, at=AT)
    assert not [name for name in files(folder) if name.startswith(left)]
    assert theirs.exists()


def test_two_clinics_of_one_name_do_not_mix_in_one_place(tmp_path: Path) -> None:
    place = tmp_path / "stick"
    place.mkdir()
    made: list[Made] = []
    for number in range(2):
        (tmp_path / str(number)).mkdir()
        clinic = tmp_path / str(number) / "North.mesomap"
        with Store.create(clinic) as store:
            photographed(store, f"Sample, {number}", number)
        made += [make(clinic, place, at=AT), make(clinic, place, at=AT + DAY)]
    folders = [one.found.path.parent.name for one in made]
    assert folders == ["North backups"] * 2 + ["North backups (2)"] * 2
    assert all(one.found.path.exists() for one in made)


def test_a_new_key_has_contents_of_its_own_until_the_old_backups_are_gone(tmp_path: Path) -> None:
    clinic = tmp_path / "North.mesomap"
    folder = tmp_path / "North backups"
    key = a_key(2)
    with Store.create(clinic) as store:
        photographed(store, "Sample, Anna", 1)
    old = make(clinic, tmp_path, at=AT)
    convert(clinic, key=None, new_key=key, at=NOON, actor="test")
    make(clinic, tmp_path, at=AT + DAY, key=key)
    assert kept(folder, None) == kept(folder, key) == {sha(1)}
    restore(old.found.path, tmp_path / "old.mesomap", at=AT, actor="test")
    with pytest.raises(WrongKeyError):
        look(found_in(folder, "North")[0].path, key=a_key(3))
    old.found.path.unlink()
    make(clinic, tmp_path, at=AT + 2 * DAY, key=key)
    assert not (folder / "attachments" / "plain.contents").exists()
    assert kept(folder, key) == {sha(1)}


def test_it_is_no_clinic_file_and_is_not_changed_by_being_opened(
    clinic: Path, tmp_path: Path, key: Key | None
) -> None:
    made = make(clinic, tmp_path, at=AT, key=key)
    before = made.found.path.read_bytes()
    for read_only in (True, False):
        with pytest.raises(KnownError, match="is a backup"):
            Store.open(made.found.path, read_only=read_only, key=key)
    with pytest.raises(KnownError, match="is a backup"):
        back_up(made.found.path, tmp_path / "copy.mesomap", key=key)
    assert made.found.path.read_bytes() == before


def test_a_preview_says_what_would_be_put_aside(
    clinic: Path, tmp_path: Path, key: Key | None
) -> None:
    made = make(clinic, tmp_path, at=AT, key=key)
    with Store.open(clinic, key=key) as store:
        photographed(store, "Sample, Ben", 3)
        told = look(made.found.path, key=key, present=clinic, present_key=key)
    assert told.newer == Newer(True, changes=2, sessions=1)
    assert (told.holds.patients, told.attachments, told.missing) == (1, 2, 0)
    other = tmp_path / "Other.mesomap"
    with Store.create(other, key=key) as store:
        photographed(store, "Sample, Else", 4)
    told = look(made.found.path, key=key, present=other, present_key=key)
    assert told.newer == Newer(same=False)


def test_backups_are_whole_while_somebody_writes(tmp_path: Path) -> None:
    clinic = tmp_path / "North.mesomap"
    stop = threading.Event()
    with Store.create(clinic) as store:
        photographed(store, "Sample, Anna", 1)

        def write() -> None:
            number = 10
            while not stop.is_set():
                photographed(store, f"Sample, {number:03d}", number)
                number += 1

        writer = threading.Thread(target=write)
        writer.start()
        try:
            made = [make(clinic, tmp_path, at=AT + n * DAY) for n in range(3)]
        finally:
            stop.set()
            writer.join()
    for number, one in enumerate(made):
        out = tmp_path / f"{number}.mesomap"
        done = restore(one.found.path, out, at=AT, actor="test")
        assert done.holds == one.holds
        with Store.open(out, read_only=True) as store:
            assert b"" not in contents_in(store)
