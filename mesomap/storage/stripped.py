"""A clinic file's copy without the contents of its attachments, as rotating backups keep it.

SQLite copies pages or rows. Pages would bring every photograph along each day, to be taken out
again; so it copies rows here, all as they are at one moment, while others write. That nothing was
left out is what the verification says that follows: the change log and the content agree.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import sqlite_utils

from mesomap.storage import apart
from mesomap.storage.connect import address, connect
from mesomap.storage.keys import Key
from mesomap.storage.watching import watched

Contents = Callable[[sqlite_utils.Database, str], None]
"""Keeps the attachments' contents: an open connection, and the name of the table there."""


def copy_stripped(
    clinic: Path,
    part: Path,
    key: Key | None,
    keep: Contents,
    done: Callable[[float], None],
) -> None:
    """Copy the clinic file at `clinic` to the new file `part`, of the same key.

    Parameters
    ----------
    keep
        Is called first, and sees the contents as they are at the moment of the copy.
    done
        Is told what fraction of the copy is done; what it raises stops the work.

    Raises
    ------
    sqlite.Error, OSError
        It cannot be read or written.
    """
    db = connect(part, "make", key)
    try:
        # The part counts only once it is whole and verified: it needs no way back of its own.
        db.execute("PRAGMA journal_mode = OFF")
        db.execute("PRAGMA synchronous = OFF")
        db.execute("PRAGMA foreign_keys = OFF")
        opened = address(clinic.absolute(), "mode=ro")
        words = f"x'{key.raw.hex()}{key.salt.hex()}'" if key is not None else ""
        db.execute("ATTACH DATABASE ? AS clinic KEY ?", [opened, words])
        at = 0.0

        def told(fraction: float) -> None:
            nonlocal at
            at = fraction
            done(at)

        with watched(db, lambda: done(at)):
            db.execute("BEGIN")
            # The first reading fixes the moment, for contents and rows alike.
            (there,) = db.execute(
                "SELECT count(*) FROM clinic.sqlite_master WHERE name = 'attachments'"
            ).fetchone()
            if there:
                keep(db, "clinic.attachments")
            _copy(db, told)
            db.conn.commit()
        db.execute("DETACH DATABASE clinic")
    finally:
        db.close()


def _copy(db: sqlite_utils.Database, told: Callable[[float], None]) -> None:
    made = db.execute(
        "SELECT type, name, sql FROM clinic.sqlite_master WHERE sql IS NOT NULL"
        " AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY type = 'table' DESC, rowid"
    ).fetchall()
    tables = [(name, sql) for kind, name, sql in made if kind == "table"]
    for number, (name, sql) in enumerate(tables):
        told(number / len(tables))
        db.execute(sql)
        if name == "attachments":
            db.execute(
                "INSERT INTO main.attachments (rowid, id, sha256, media, content)"
                " SELECT rowid, id, sha256, media, x'' FROM clinic.attachments"
            )
        else:
            db.execute(f'INSERT INTO main."{name}" SELECT * FROM clinic."{name}"')
        _need_all(db, name)
    for kind, _name, sql in made:
        if kind != "table":
            db.execute(sql)
    (version,) = db.execute("PRAGMA clinic.user_version").fetchone()
    db.execute(f"PRAGMA main.user_version = {version}")
    apart.set_apart(db, apart=True)


def _need_all(db: sqlite_utils.Database, table: str) -> None:
    """As many rows as there were, whatever SQLite made of the copying."""
    there, here = (
        db.execute(f'SELECT count(*) FROM {one}."{table}"').fetchone()[0]
        for one in ("clinic", "main")
    )
    if there != here:
        raise OSError(5, f"{here} of {there} rows copied", table)
