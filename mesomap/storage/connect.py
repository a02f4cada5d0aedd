"""The one way to a clinic file's content: every connection is made here."""

from __future__ import annotations

import sqlite3
from pathlib import Path, PurePath
from typing import Final, Literal
from urllib.parse import quote

import sqlite_utils

from mesomap.storage import search

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


def connect(path: Path, purpose: Purpose) -> sqlite_utils.Database:
    """Open `path` through sqlite-utils, with foreign keys; for writing durable at each commit.

    Raises
    ------
    sqlite3.Error
        SQLite cannot open it.
    """
    connection = sqlite3.connect(
        address(path.absolute(), OPTIONS[purpose]),
        uri=True,
        timeout=WAITS_S,
        check_same_thread=False,  # opened by a worker, used by one thread at a time
    )
    try:
        db = sqlite_utils.Database(connection, execute_plugins=False)
        search.register(db)
        db.execute("PRAGMA foreign_keys = ON")
        if purpose == "write":
            db.execute("PRAGMA journal_mode = WAL")
            db.execute("PRAGMA synchronous = FULL")
            # What is deleted is overwritten: an erased person's name is nowhere in the file.
            db.execute("PRAGMA secure_delete = ON")
        elif purpose != "make":
            db.execute("PRAGMA query_only = ON")
    except BaseException:
        connection.close()
        raise
    return db


def copy_in_memory(db: sqlite_utils.Database) -> sqlite_utils.Database:
    """A copy of an open file that lives in memory only: what is done to it stays there."""
    connection = sqlite3.connect(":memory:", check_same_thread=False)
    try:
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
