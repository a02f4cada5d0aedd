"""What may be opened: judged from the file's own bytes, before SQLite touches it.

A refused file is refused with one sentence that says what to do, and is not changed by it.
"""

from __future__ import annotations

import os
import sqlite3
import struct
from dataclasses import dataclass
from pathlib import Path

from mesomap.model import KnownError
from mesomap.storage.connect import connect
from mesomap.storage.lock import is_open_here
from mesomap.storage.schema import APPLICATION_ID, VERSION
from mesomap.storage.sentences import (
    A_FOLDER,
    DAMAGED,
    MISSING,
    NOT_A_CLINIC_FILE,
    NOT_READABLE,
    TOO_NEW,
)

HEADER_BYTES = 100
MAGIC = b"SQLite format 3\x00"
CHECK_WHOLE_BELOW_BYTES = 64 * 1024 * 1024
"""Files smaller than this are checked page by page on opening; larger ones by `verify`."""


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
    if path.is_dir():
        raise KnownError(A_FOLDER, path=path)
    try:
        with path.open("rb") as file:
            head = file.read(HEADER_BYTES)
    except FileNotFoundError as error:
        raise KnownError(MISSING, path=path) from error
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


def judge(path: Path) -> None:
    """Raise `KnownError` unless `path` looks like a clinic file that this version can open."""
    if is_open_here(path):
        return  # whole when this program opened it; reading it again here would free its locks
    header = read_header(path)
    if header.application_id != APPLICATION_ID:
        raise KnownError(NOT_A_CLINIC_FILE, path=path)
    if header.user_version > VERSION:
        raise KnownError(TOO_NEW, path=path)
    # After a crash the file may be shorter than it says, for the rest is in the log beside it.
    if path.stat().st_size < header.pages * header.page_bytes and not _has_log(path):
        raise KnownError(DAMAGED, path=path)
    if path.stat().st_size < CHECK_WHOLE_BELOW_BYTES:
        _check_pages(path)


def _check_pages(path: Path) -> None:
    # A write-ahead log that a crash left is not looked at here; it is replayed on opening.
    if not _has_log(path) and not _pages_are_whole(path):
        raise KnownError(DAMAGED, path=path)


def _pages_are_whole(path: Path) -> bool:
    try:
        db = connect(path, "judge")
    except sqlite3.DatabaseError:
        return False
    try:
        found = db.execute("PRAGMA quick_check(1)").fetchone()
    except sqlite3.DatabaseError:
        return False
    finally:
        db.close()
    return found is not None and found[0] == "ok"


def _has_log(path: Path) -> bool:
    log = path.with_name(path.name + "-wal")
    return log.exists() and log.stat().st_size > 0


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
