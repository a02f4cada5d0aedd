"""What may be opened: judged from the file's own bytes, before SQLite touches it.

A refused file is refused with one sentence that says what to do, and is not changed by it.
"""

from __future__ import annotations

import os
import sqlite3
import struct
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path, PurePath
from urllib.parse import quote

import sqlite_utils
from filelock import FileLock, Timeout

from mesomap.model.message import QT_TRANSLATE_NOOP, KnownError
from mesomap.storage import search
from mesomap.storage.schema import APPLICATION_ID, VERSION

HEADER_BYTES = 100
MAGIC = b"SQLite format 3\x00"
CHECK_WHOLE_BELOW_BYTES = 64 * 1024 * 1024
"""Files smaller than this are checked page by page on opening; larger ones by `verify`."""

MISSING = QT_TRANSLATE_NOOP(
    "messages", "{path} is not there: check the name, or make a new clinic file."
)
A_FOLDER = QT_TRANSLATE_NOOP("messages", "{path} is a folder: choose a file that ends in .mesomap.")
NOT_READABLE = QT_TRANSLATE_NOOP(
    "messages", "{path} cannot be read: ask whoever looks after this computer for the right to."
)
NOT_A_CLINIC_FILE = QT_TRANSLATE_NOOP(
    "messages", "{path} is not a clinic file: choose a file that mesomap made."
)
DAMAGED = QT_TRANSLATE_NOOP(
    "messages", "{path} is damaged: leave it as it is and open the latest backup instead."
)
TOO_NEW = QT_TRANSLATE_NOOP(
    "messages", "{path} was made by a newer mesomap: install the newest version to open it."
)
ALREADY_OPEN = QT_TRANSLATE_NOOP(
    "messages", "{path} is already open in another window: close it there, then open it here."
)
READ_ONLY = QT_TRANSLATE_NOOP(
    "messages",
    "{path} may not be written to: copy it to a folder of your own, and open the copy.",
)
LEFT_OPEN = QT_TRANSLATE_NOOP(
    "messages",
    "{path} was not closed: copy it and the files beside it to a folder of your own, and open "
    "the copy.",
)
EXISTS = QT_TRANSLATE_NOOP("messages", "{path} exists already: open it, or choose another name.")
CANNOT_MAKE = QT_TRANSLATE_NOOP(
    "messages", "{path} cannot be made: choose a folder that you may write to."
)
CANNOT_WRITE = QT_TRANSLATE_NOOP(
    "messages",
    "{path} could not be written ({reason}); nothing was changed: make room or check the drive, "
    "then try again.",
)


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
    if is_held(path):
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
    # Immutable: SQLite takes no lock and leaves no file beside it. A write-ahead log that a crash
    # left is not looked at here; it is replayed on opening.
    connection = sqlite3.connect(address(path.absolute(), "mode=ro&immutable=1"), uri=True)
    try:
        found = connection.execute("PRAGMA quick_check(1)").fetchone()
        whole = found is not None and found[0] == "ok"
    except sqlite3.DatabaseError:
        whole = False
    finally:
        connection.close()
    if not whole and not _has_log(path):
        raise KnownError(DAMAGED, path=path)


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


_held: dict[tuple[int, int], FileLock] = {}
"""The files that this program has open for writing, by device and inode.

Where locks belong to the process (POSIX), closing any handle of a file frees all the locks that the
process has on it, SQLite's too: so nothing here opens a held file again on its own.
"""


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino


def is_held(path: Path) -> bool:
    """Whether this very program has the file open for writing, under whatever name."""
    return _identity(path) in _held


def lock(path: Path) -> FileLock:
    """Take the one writer's place at `path`; a killed program's place is free at once.

    Raises
    ------
    KnownError
        Another window has the file open.
    """
    identity = _identity(path)
    if identity is None:
        raise KnownError(MISSING, path=path)
    if identity in _held:
        raise KnownError(ALREADY_OPEN, path=path)
    holder = FileLock(_lock_path(path), timeout=0, is_singleton=False, thread_local=False)
    try:
        holder.acquire()
    except Timeout as error:
        raise KnownError(ALREADY_OPEN, path=path) from error
    except OSError as error:
        raise KnownError(READ_ONLY, path=path) from error
    _held[identity] = holder
    return holder


def unlock(path: Path, holder: FileLock) -> None:
    """Give the writer's place back and leave nothing beside the clinic file."""
    for identity in [identity for identity, held in _held.items() if held is holder]:
        del _held[identity]
    with suppress(OSError):  # Windows removes it only after the release
        _lock_path(path).unlink()
    holder.release()
    with suppress(OSError):
        if os.name == "nt":
            _lock_path(path).unlink()


def _lock_path(path: Path) -> Path:
    return path.with_name(path.name + "-lock")


def address(path: PurePath, options: str) -> str:
    """The URI under which SQLite finds the absolute `path`, on a network share too.

    SQLite takes no host in a URI: a share stands in its path, after four slashes.
    """
    posix = path.as_posix()
    return f"file://{'' if posix.startswith('/') else '/'}{quote(posix, safe='/:')}?{options}"


def connect(path: Path, *, read_only: bool) -> sqlite_utils.Database:
    """Open `path` through sqlite-utils, durable (WAL, synchronous=FULL) and with foreign keys."""
    uri = address(path.absolute(), "mode=ro" if read_only else "mode=rw")
    connection = sqlite3.connect(uri, uri=True, timeout=5.0, check_same_thread=False)
    db = sqlite_utils.Database(connection, execute_plugins=False)
    search.register(db)
    db.execute("PRAGMA foreign_keys = ON")
    if read_only:
        db.execute("PRAGMA query_only = ON")
    else:
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("PRAGMA synchronous = FULL")
    return db
