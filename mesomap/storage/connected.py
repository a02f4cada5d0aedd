"""A clinic file's connection: brought up to this version's schema, the older file kept beside."""

from __future__ import annotations

from pathlib import Path

import sqlite_utils

from mesomap.model import KnownError
from mesomap.storage import schema, sentences
from mesomap.storage.connect import connect, copy_in_memory
from mesomap.storage.driver import sqlite
from mesomap.storage.files import (
    clear,
    clear_left_in,
    copy_pages,
    free_name,
    part_of,
    put_in_place,
    sync,
)
from mesomap.storage.keys import Key


def connected(
    path: Path, key: Key | None, *, read_only: bool, on_network: bool
) -> sqlite_utils.Database:
    """Connect to the clinic file at `path`; an older one is brought up (to look at: in memory).

    Raises
    ------
    sqlite.Error, KnownError
        It cannot be opened.
    """
    db = connect(path, "look" if read_only else "write", key, on_network=on_network)
    try:
        if not read_only:
            clear_left_in(path.parent)  # what a killed conversion left may be in clear
            _keep_older(db, path, key)
            schema.migrate(db)
        elif schema.version_of(db) < schema.VERSION:
            older, db = db, copy_in_memory(db, key)
            older.close()
            schema.migrate(db)
            db.execute("PRAGMA query_only = ON")
        db.execute("SELECT count(*) FROM log").fetchone()
    except BaseException:
        db.close()
        raise
    return db


def _keep_older(db: sqlite_utils.Database, path: Path, key: Key | None) -> None:
    """Before a file of an older version is brought up, keep it as it is beside it."""
    older = schema.version_of(db)
    if not 0 < older < schema.VERSION:
        return
    part = part_of(path)
    try:
        copy_pages(db, part, key)
        sync(part)
        put_in_place(part, free_name(path, f"before version {schema.VERSION}"))
    except (sqlite.Error, OSError) as error:
        raise KnownError(sentences.CANNOT_WRITE, path=path, reason=error) from error
    finally:
        clear(part)
