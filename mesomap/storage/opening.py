"""What may be opened: judged from the file's own bytes, before SQLite touches it.

A refused file is refused with one sentence that says what to do, and is not changed by it.
"""

from __future__ import annotations

import os
import struct
from dataclasses import dataclass
from pathlib import Path

from mesomap.model import KnownError
from mesomap.storage.connect import connect
from mesomap.storage.driver import sqlite
from mesomap.storage.keys import LOCKED, PAGE_BYTES, WRONG_KEY, Key, LockedError, WrongKeyError
from mesomap.storage.lock import is_encrypted, is_open_here, leave, take_place
from mesomap.storage.schema import APPLICATION_ID, BACKUP_ID, VERSION
from mesomap.storage.sentences import (
    A_BACKUP,
    A_FOLDER,
    DAMAGED,
    MISSING,
    NOT_A_CLINIC_FILE,
    NOT_READABLE,
    TOO_NEW,
)

HEADER_BYTES = 100
MAGIC = b"SQLite format 3\x00"
NOT_DECRYPTED = "not a database"
"""SQLite's words where the first page makes no sense: another's key, or that page is gone."""
CHECK_WHOLE_BELOW_BYTES = 64 * 1024 * 1024
"""Plain files smaller than this are checked page by page on opening; others by `verify`."""


@dataclass(frozen=True, slots=True)
class Header:
    """What the first hundred bytes of a SQLite file tell."""

    pages: int
    page_bytes: int
    user_version: int
    application_id: int


def read_header(path: Path) -> Header:
    """Read `path`'s header without changing anything.

    Raises
    ------
    KnownError
        It is missing, a folder, unreadable, or no SQLite file.
    """
    _there(path)
    try:
        with path.open("rb") as file:
            head = file.read(HEADER_BYTES)
    except OSError as error:
        raise KnownError(NOT_READABLE, path=path) from error
    if len(head) < HEADER_BYTES or not head.startswith(MAGIC):
        raise KnownError(NOT_A_CLINIC_FILE, path=path)
    page_bytes = struct.unpack(">H", head[16:18])[0]
    return Header(
        pages=struct.unpack(">I", head[28:32])[0],
        page_bytes=65536 if page_bytes == 1 else page_bytes,
        user_version=struct.unpack(">I", head[60:64])[0],
        application_id=struct.unpack(">I", head[68:72])[0],
    )


def read_inside(path: Path, key: Key | None) -> Header:
    """The same of an encrypted file, whose header `key` opens.

    Nothing is changed. What a crash left in a log beside the file counts: the file's own first page
    may be half written then.

    Raises
    ------
    LockedError, WrongKeyError
        There is no key, or it does not open the file.
    """
    if key is None:
        raise LockedError(LOCKED, path=path)
    if path.stat().st_size < PAGE_BYTES:
        raise KnownError(DAMAGED, path=path)
    try:
        db = connect(path, "look" if has_write_ahead(path) else "judge", key)
    except sqlite.Error as error:
        raise WrongKeyError(WRONG_KEY, path=path) from error
    try:
        pages, page_bytes, version, application = (
            int(db.execute(f"PRAGMA {name}").fetchone()[0])
            for name in ("page_count", "page_size", "user_version", "application_id")
        )
    except sqlite.DatabaseError as error:
        if NOT_DECRYPTED in str(error):
            raise WrongKeyError(WRONG_KEY, path=path) from error
        raise KnownError(DAMAGED, path=path) from error
    finally:
        db.close()
    return Header(pages, page_bytes, version, application)


def _there(path: Path) -> None:
    if path.is_dir():
        raise KnownError(A_FOLDER, path=path)
    if not path.exists():
        raise KnownError(MISSING, path=path)


def judge(path: Path, key: Key | None = None, *, or_backup: bool = False) -> None:
    """Raise `KnownError` unless `path` looks like a clinic file that this version can open.

    With `or_backup` a rotating backup will do, too.

    Raises
    ------
    LockedError, WrongKeyError
        It is encrypted, and `key` is none or does not open it.
    """
    if is_open_here(path):
        return  # whole when this program opened it; reading it again here would free its locks
    _there(path)
    encrypted = is_encrypted(path)
    header = read_inside(path, key) if encrypted else read_header(path)
    if header.application_id == BACKUP_ID and not or_backup:
        raise KnownError(A_BACKUP, path=path)
    if header.application_id not in (APPLICATION_ID, BACKUP_ID):
        raise KnownError(NOT_A_CLINIC_FILE, path=path)
    if header.user_version > VERSION:
        raise KnownError(TOO_NEW, path=path)
    # After a crash the file may be shorter than it says, for the rest is in the log beside it.
    if path.stat().st_size < header.pages * header.page_bytes and not _has_log(path):
        raise KnownError(DAMAGED, path=path)
    # A page of an encrypted file proves itself whenever it is read: no need to read all at once.
    if not encrypted and path.stat().st_size < CHECK_WHOLE_BELOW_BYTES:
        _check_pages(path)


def _check_pages(path: Path) -> None:
    # A write-ahead log that a crash left is not looked at here; it is replayed on opening.
    if not _has_log(path) and not _pages_are_whole(path):
        raise KnownError(DAMAGED, path=path)


def _pages_are_whole(path: Path) -> bool:
    try:
        db = connect(path, "judge")
    except sqlite.DatabaseError:
        return False
    try:
        found = db.execute("PRAGMA quick_check(1)").fetchone()
    except sqlite.DatabaseError:
        return False
    finally:
        db.close()
    return found is not None and found[0] == "ok"


def has_write_ahead(path: Path) -> bool:
    """Whether a write-ahead log with something in it lies beside the file."""
    return _holds(path, "-wal")


def _has_log(path: Path) -> bool:
    return has_write_ahead(path) or _holds(path, "-journal")


def _holds(path: Path, ending: str) -> bool:
    log = path.with_name(path.name + ending)
    return log.exists() and log.stat().st_size > 0


def is_read_with_a_log(path: Path) -> bool:
    """Whether somebody keeps a write-ahead log for it, empty or not."""
    return path.with_name(path.name + "-wal").exists()


def roll_back_left(path: Path, key: Key | None) -> None:
    """Take back what a crash left half written with a rollback journal, before anything is read.

    Whoever only looks may not do that. Nothing is done while somebody has the file open.
    """
    if is_open_here(path) or not _holds(path, "-journal") or not may_write(path):
        return
    encrypted = is_encrypted(path)
    if key is None if encrypted else read_header(path).application_id != APPLICATION_ID:
        return
    try:
        place = take_place(path, read_only=False)
    except KnownError:
        return
    try:
        connect(path, "write", key if encrypted else None, on_network=True).close()
    except sqlite.Error:
        return  # what it is shows when it is judged
    finally:
        leave(place)


def left_open_where_nothing_may_be_written(path: Path) -> bool:
    """Whether a crash left a write-ahead log that cannot be replayed where the file lies."""
    return _has_log(path) and not may_write(path)


def may_write(path: Path) -> bool:
    """Whether the file and its folder (the write-ahead log lies there) may be written to."""
    if not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)):
        return False
    # An administrator may write anything; a file that is marked read-only stays as it is even so.
    marked = [path] if os.name == "nt" else [path, path.parent]
    return all(place.stat().st_mode & 0o222 for place in marked)
