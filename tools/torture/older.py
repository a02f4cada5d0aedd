"""A clinic file of an older version, made larger, so that bringing it up takes a while."""

from __future__ import annotations

import json
import shutil
from datetime import datetime
from pathlib import Path
from random import Random
from typing import Any
from uuid import uuid4

import sqlite_utils

from mesomap.storage import log
from mesomap.storage.connect import connect
from mesomap.storage.driver import sqlite
from mesomap.storage.keys import Key
from mesomap.storage.rows import as_json

VERSIONS = Path(__file__).parents[2] / "tests" / "storage" / "versions"
A_CHANGE = 100
"""Injections in one row of the change log."""


def make(path: Path, key: Key | None, injections: int, chance: Random) -> str:
    """Copy the file of a random older version to `path`, with so many injections more.

    Returns
    -------
    str
        Number and hash of the last change that it holds.
    """
    kept = chance.choice(sorted(VERSIONS.glob("v*.mesomap")))
    shutil.copyfile(kept, path)
    db = connect(path, "write")
    try:
        first = next(iter(db.query("SELECT * FROM injections ORDER BY needle_order LIMIT 1")))
        names = ", ".join(first)
        marks = ", ".join("?" * len(first))
        for start in range(0, injections, A_CHANGE):
            rows = [
                {**first, "id": uuid4().bytes, "needle_order": 100 + start + number}
                for number in range(min(A_CHANGE, injections - start))
            ]
            changes = [{"type": "injection", "before": None, "after": as_json(r)} for r in rows]
            with db.atomic():
                db.conn.executemany(
                    f"INSERT INTO injections ({names}) VALUES ({marks})",
                    [list(row.values()) for row in rows],
                )
                _append(db, changes)
        head = db.execute("SELECT value FROM meta WHERE key = ?", [log.HEAD]).fetchone()[0]
        db.execute("PRAGMA journal_mode = DELETE")
    finally:
        db.close()
    if key is not None:
        _encrypt(path, key)
    return str(head)


def _append(db: sqlite_utils.Database, changes: list[dict[str, Any]]) -> None:
    """A row of the change log as every version wrote it."""
    payload = json.dumps(changes, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    log._append(
        db,
        payload.encode(),
        subject=log.Subject(None, None),
        label="Place grid",
        actor="Dr. B. Example",
        at=datetime(2026, 11, 22, 12),
        kind="commit",
    )


def _encrypt(path: Path, key: Key) -> None:
    """As the file of that version would be if there had been encryption."""
    part = path.with_suffix(".encrypted")
    db = connect(path, "write")
    try:
        db.execute("PRAGMA journal_mode = DELETE")
        version = db.execute("PRAGMA user_version").fetchone()[0]
        application = db.execute("PRAGMA application_id").fetchone()[0]
        opener = f"x'{key.raw.hex()}{key.salt.hex()}'"
        db.execute("ATTACH DATABASE ? AS anew KEY ?", [str(part), opener])
        db.execute("SELECT sqlcipher_export('anew')").fetchone()
        db.execute(f"PRAGMA anew.user_version = {version}")
        db.execute(f"PRAGMA anew.application_id = {application}")
        db.execute("DETACH DATABASE anew")
    except sqlite.Error:
        part.unlink(missing_ok=True)
        raise
    finally:
        db.close()
    part.replace(path)
