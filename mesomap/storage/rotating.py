"""Rotating backups of a clinic file: made and verified in a folder, the old ones taken away.

One is made in this order, so that a program killed at any moment leaves nothing wrong: first the
contents of new attachments, then the backup under a hidden name, verified, then its name, then
what it replaces goes, then the contents that no backup names any more.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

import sqlite_utils

from mesomap.model import KnownError
from mesomap.storage import apart, erasing, log, opening, schema
from mesomap.storage.backup import CANNOT_COPY, Holds, verified, why
from mesomap.storage.connect import connect, copy_in_memory
from mesomap.storage.driver import sqlite
from mesomap.storage.files import clear, clear_left_in, part_of, put_in_place, sync
from mesomap.storage.keys import Key, salt_of
from mesomap.storage.lock import is_encrypted
from mesomap.storage.rotation import (
    NO_FOLDER,
    Found,
    file_name,
    folder_name,
    found_in,
    next_name,
    staying,
)
from mesomap.storage.sentences import DAMAGED
from mesomap.storage.stripped import copy_stripped

ABOUT: Final = "about.txt"
ABOUT_WORDS: Final = (
    "Backups of a mesomap clinic file, with their attachments beside them.\n"
    "To restore one: mesomap, menu Clinic, Backups. Keep the folder as it is.\n"
    "clinic: {clinic}\n"
)


class Cancelled(Exception):  # noqa: N818 (nothing is wrong)
    """Whoever watched the work does not want it any more."""


@dataclass(frozen=True, slots=True)
class Made:
    """A backup that was made and verified.

    Attributes
    ----------
    head
        The number and hash of the last change that it holds.
    removed
        How many older backups went.
    """

    found: Found
    holds: Holds
    head: str
    removed: int


@dataclass(frozen=True, slots=True)
class State:
    """Which clinic file it is, the last change that it holds ("" without any), and its first."""

    clinic: str
    head: str
    begun: datetime | None = None


def state_of(db: sqlite_utils.Database) -> State:
    """Of an open clinic file: the hash of its first change is its own through its whole life."""
    first = db.execute("SELECT hash, at FROM log WHERE seq = 1").fetchone()
    head = db.execute("SELECT value FROM meta WHERE key = ?", [log.HEAD]).fetchone()
    begun = datetime.fromisoformat(first[1]) if first else None
    return State(first[0] if first else "", head[0] if head else "", begun)


def state_at(clinic: Path, key: Key | None) -> State:
    """Of the clinic file at `clinic`, whoever has it open.

    Raises
    ------
    KnownError
        It cannot be opened.
    """
    opening.judge(clinic, key)
    try:
        with opened(clinic, key if is_encrypted(clinic) else None) as db:
            return state_of(db)
    except sqlite.Error as error:
        raise KnownError(DAMAGED, path=clinic) from error


def backups_of(clinic: Path, place: Path, key: Key | None = None) -> list[Found]:
    """The backups of the clinic file at `clinic` in `place`, latest first.

    Of a file that cannot be opened those of every clinic file of its name: one of them is its.
    """
    try:
        folders = [folder_for(place, clinic.stem, state_at(clinic, key).clinic)]
    except KnownError:
        folders = _all_folders(place, clinic.stem)
    found = [one for folder in folders for one in found_in(folder, clinic.stem)]
    return sorted(found, key=lambda one: one.name, reverse=True)


def _all_folders(place: Path, stem: str) -> list[Path]:
    folders = []
    number = 1
    while (folder := _numbered(place, stem, number)).is_dir():
        folders.append(folder)
        number += 1
    return folders


def _numbered(place: Path, stem: str, number: int) -> Path:
    return place / (folder_name(stem) + (f" ({number})" if number > 1 else ""))


def folder_for(place: Path, stem: str, clinic: str) -> Path:
    """The folder in `place` with this clinic file's backups; another of its name has its own."""
    number = 1
    while True:
        folder = _numbered(place, stem, number)
        whose = _whose(folder)
        if whose is None or whose == clinic:
            return folder
        number += 1


def _whose(folder: Path) -> str | None:
    try:
        text = (folder / ABOUT).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return None
    found = re.search(r"^clinic: ([0-9a-f]{64})$", text, re.MULTILINE)
    return found[1] if found else None


@contextmanager
def opened(path: Path, key: Key | None) -> Iterator[sqlite_utils.Database]:
    """A clinic file or backup to look at; one of an older version is brought up in memory only."""
    db = connect(path, "look", key)
    try:
        if schema.version_of(db) < schema.VERSION:
            older, db = db, copy_in_memory(db, key)
            older.close()
            schema.migrate(db)
        yield db
    finally:
        db.close()


def make(
    clinic: Path,
    place: Path,
    *,
    at: datetime,
    key: Key | None = None,
    content: bool = True,
    watch: Callable[[float], None] = lambda _done: None,
) -> Made:
    """Make a backup of the clinic file at `clinic` in its folder within `place`, and rotate.

    Whoever uses the file meanwhile is not disturbed. One at a time for each folder.

    Parameters
    ----------
    content
        Whether the content is compared with the change log, which takes the most of the time of a
        large file; pages, references and the log's chain are always verified.
    watch
        Is told what fraction is done, on this thread; it may raise `Cancelled`, which is passed on:
        then nothing was made, and nothing older went.

    Raises
    ------
    KnownError
        The file cannot be opened or is not whole, or the place is not there or cannot be written.
    """
    opening.judge(clinic, key)
    key = key if is_encrypted(clinic) else None
    if not place.is_dir():
        raise KnownError(NO_FOLDER, path=place)
    folder = place / folder_name(clinic.stem)
    try:
        with opened(clinic, key) as db:
            folder = _prepared(place, clinic.stem, state_of(db).clinic)
        made = _make(clinic, folder, key, at, content, watch)
        with opened(clinic, key) as db:
            removed = _rotate(db, folder, clinic.stem, made.found, key)
    except (OSError, sqlite.Error) as error:
        raise KnownError(CANNOT_COPY, path=folder, reason=why(error)) from error
    return Made(made.found, made.holds, made.head, removed)


def _prepared(place: Path, stem: str, clinic: str) -> Path:
    folder = folder_for(place, stem, clinic)
    folder.mkdir(exist_ok=True)
    sync(place)  # a backup is safe once its folder's own name is
    clear_left_in(folder)
    if _whose(folder) is None:
        (folder / ABOUT).write_text(ABOUT_WORDS.format(clinic=clinic), encoding="utf-8")
        sync(folder / ABOUT)
    return folder


def _make(
    clinic: Path,
    folder: Path,
    key: Key | None,
    at: datetime,
    content: bool,
    watch: Callable[[float], None],
) -> Made:
    def part_done(start: float, end: float) -> Callable[[float], None]:
        return lambda done: watch(start + done * (end - start))

    def keep(db: sqlite_utils.Database, table: str) -> None:
        contents = part_done(0.0, 0.5)
        apart.keep(db, clinic, folder, key, at=at, done=contents, table=table)

    name = next_name(at, [one.name for one in found_in(folder, clinic.stem)])
    out = folder / file_name(clinic.stem, name)
    part = part_of(out)
    try:
        copy_stripped(clinic, part, key, keep, part_done(0.5, 0.75))
        watch(0.75)
        with opened(part, key) as copied:
            head, absent = state_of(copied).head, apart.hashes_of(copied)
        holds = verified(
            part,
            key,
            told_as=clinic,
            bring_up=False,
            absent=absent,
            content=content,
            ask=lambda: watch(0.75),
        )
        sync(part)
        watch(0.95)
        put_in_place(part, out)
    finally:
        clear(part)
    return Made(Found(out, name, out.stat().st_size), holds, head, 0)


def _rotate(
    db: sqlite_utils.Database, folder: Path, stem: str, made: Found, key: Key | None
) -> int:
    """Take away what the new backup replaces, and contents that nothing names any more."""
    there = found_in(folder, stem)
    stay = staying([one.name for one in there], made=made.name)
    removed = 0
    for one in there:
        if one.name not in stay:
            with suppress(OSError):  # somebody reads it: it goes the next time
                one.path.unlink()
                removed += 1
    _forget(db, folder, found_in(folder, stem), key)
    return removed


def _forget(
    db: sqlite_utils.Database, folder: Path, backups: Iterable[Found], key: Key | None
) -> None:
    by_salt: dict[bytes | None, list[Found]] = {}
    for one in backups:
        by_salt.setdefault(salt_of(one.path), []).append(one)
    gone = erasing.persons_in(db)
    present = apart.hashes_of(db)
    for salt in {None, key.salt if key is not None else None} & by_salt.keys():
        opener = key if salt is not None else None
        named: set[str] | None = set()
        erased: set[str] = set()
        for one in by_salt[salt]:
            try:
                hashes, theirs = _names(one.path, opener, gone)
            except (sqlite.Error, KnownError):
                named = None
                continue
            erased |= theirs - present
            named = named | hashes if named is not None else None
        apart.forget(folder, opener, named=named, erased=erased)
    apart.forget_keys(folder, by_salt.keys())


def _names(path: Path, key: Key | None, gone: set[bytes]) -> tuple[set[str], set[str]]:
    """The hashes that a backup names, and those of them that are of the persons `gone`."""
    with opened(path, key) as db:
        return apart.hashes_of(db), erasing.attachment_hashes(db, gone)
