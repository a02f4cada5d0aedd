"""The clinic file's tables, and the way from each older version to the newest.

Ids are 16-byte blobs (a UUID), volumes integer microlitres, dates and times ISO 8601. Rows of a
session lie together on the disk (``WITHOUT ROWID``, the session first in the key), so that one
session loads fast out of millions of injections.
"""

from __future__ import annotations

from typing import Final

import sqlite_utils

from mesomap.storage.migrations import MIGRATIONS

APPLICATION_ID: Final = 0x6D65736F
"""``meso``: marks a file as a clinic file in SQLite's own header."""

BACKUP_ID: Final = 0x6D657362
"""``mesb``: the same of a rotating backup, whose attachments' contents lie beside it."""

VERSION: Final = len(MIGRATIONS)


def version_of(db: sqlite_utils.Database) -> int:
    """The schema version that an open file is at."""
    return int(db.execute("PRAGMA user_version").fetchone()[0])


def statements(script: str) -> list[str]:
    """The single statements of a migration script (none holds a semicolon inside)."""
    return [part.strip() for part in script.split(";") if part.strip()]


def migrate(db: sqlite_utils.Database) -> None:
    """Bring an open file to the newest version; each step wholly or not at all."""
    for number, script in enumerate(MIGRATIONS, start=1):
        if version_of(db) >= number:
            continue
        with db.atomic():
            for statement in statements(script):
                db.execute(statement)
            db.execute(f"PRAGMA user_version = {number}")
