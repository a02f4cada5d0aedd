"""The one way to a clinic file's content: every connection is made here."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path, PurePath
from typing import Final, Literal
from urllib.parse import quote

import sqlite_utils

from mesomap.storage import search
from mesomap.storage.driver import sqlite
from mesomap.storage.keys import Key

Purpose = Literal["write", "look", "judge", "make"]
"""`judge` reads a file that nobody has open, takes no lock and leaves nothing beside it."""

OPTIONS: Final[dict[Purpose, str]] = {
    "write": "mode=rw",
    "look": "mode=ro",
    "judge": "mode=ro&immutable=1",
    "make": "mode=rwc",
}
WAITS_S: Final = 5.0
"""How long a statement waits for somebody else's lock."""


def connect(
    path: Path, purpose: Purpose, key: Key | None = None, *, on_network: bool = False
) -> sqlite_utils.Database:
    """Open `path` through sqlite-utils, with foreign keys; for writing durable at each commit.

    With `key` the file is SQLCipher's: a wrong one shows at the first reading. Written is with a
    write-ahead log; `on_network` with a rollback journal, for the other needs memory that all who
    open the file share (sqlite.org/wal.html), and its end on the disk too before a commit returns
    (sqlite.org/pragma.html#pragma_synchronous, EXTRA).

    Raises
    ------
    sqlite.Error
        SQLite cannot open it, or the key is not its.
    """
    connection = sqlite.connect(
        address(path.absolute(), OPTIONS[purpose]),
        uri=True,
        timeout=WAITS_S,
        check_same_thread=False,  # opened by a worker, used by one thread at a time
    )
    try:
        give(connection, key)
        db = sqlite_utils.Database(connection, execute_plugins=False)
        search.register(db)
        db.execute("PRAGMA foreign_keys = ON")
        if purpose == "write":
            db.execute(f"PRAGMA journal_mode = {'DELETE' if on_network else 'WAL'}")
            db.execute(f"PRAGMA synchronous = {'EXTRA' if on_network else 'FULL'}")
            # What is deleted is overwritten: an erased person's name is nowhere in the file.
            db.execute("PRAGMA secure_delete = ON")
        elif purpose != "make":
            db.execute("PRAGMA query_only = ON")
    except BaseException:
        connection.close()
        raise
    return db


def give(connection: sqlite.Connection, key: Key | None) -> None:
    """Give a fresh connection its key, before anything else is asked of it."""
    # What fails is told by an exception: SQLCipher would write it to the terminal, too.
    connection.execute("PRAGMA cipher_log_level = NONE")
    if key is not None:
        connection.execute(key.pragma())


@contextmanager
def immediate(db: sqlite_utils.Database) -> Iterator[None]:
    """One transaction that is the only writer's from its start: what it reads stays so.

    Two programs may append to the change log; one that had read first would be refused.
    """
    db.execute("BEGIN IMMEDIATE")
    try:
        yield
        db.execute("COMMIT")
    except BaseException:
        db.rollback()
        raise


def close_log(db: sqlite_utils.Database) -> None:
    """Back to one plain file with nothing beside it.

    Raises
    ------
    sqlite.OperationalError
        It could not be done: SQLite itself says so only by the mode that stays.
    """
    (mode,) = db.execute("PRAGMA journal_mode = DELETE").fetchone()
    if mode not in ("delete", "memory"):
        raise sqlite.OperationalError("the log beside the file could not be closed")


def leave_write_ahead(db: sqlite_utils.Database, *, waits_ms: int) -> None:
    """Fold the write-ahead log into the file, and leave none beside it unless others read."""
    for way in ("journal_mode = DELETE", "wal_checkpoint(TRUNCATE)"):
        with suppress(sqlite.Error):
            db.execute(f"PRAGMA busy_timeout = {waits_ms}")
            db.execute(f"PRAGMA {way}").fetchone()
            return


def copy_in_memory(db: sqlite_utils.Database, key: Key | None) -> sqlite_utils.Database:
    """A copy of an open file that lives in memory only: what is done to it stays there."""
    connection = sqlite.connect(":memory:", check_same_thread=False)
    try:
        give(connection, key)  # SQLite copies between files of the same key only
        db.conn.backup(connection)
        copy = sqlite_utils.Database(connection, execute_plugins=False)
        search.register(copy)
        copy.execute("PRAGMA foreign_keys = ON")
    except BaseException:
        connection.close()
        raise
    return copy


def address(path: PurePath, options: str) -> str:
    """The URI under which SQLite finds the absolute `path`, on a network share too.

    SQLite takes no host in a URI: a share stands in its path, after four slashes.
    """
    posix = path.as_posix()
    return f"file://{'' if posix.startswith('/') else '/'}{quote(posix, safe='/:')}?{options}"
