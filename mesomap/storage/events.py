"""Events: rows of the change log for what changes no content, as seeing, printing and exporting.

Their details hold no more of a person than ids and codes; whose they are stands in the columns, so
that an erasure finds them.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import sqlite_utils

from mesomap.storage import log, opening, schema
from mesomap.storage.connect import connect, immediate, leave_write_ahead
from mesomap.storage.driver import sqlite
from mesomap.storage.keys import Key

LOOKS_BACK_ROWS = 300
"""So many of the last rows are looked through for the same event: more than a minute's work."""


TRIES = 2
"""A window may start or close at the same moment, and keep its journal another way then."""


@dataclass(frozen=True, slots=True)
class Happened:
    """What happened, and to whom; `details` by name, as codes and ids."""

    label: str
    patient: UUID | None = None
    session: UUID | None = None
    details: Mapping[str, str] = field(default_factory=dict)


def append(db: sqlite_utils.Database, what: Happened, *, actor: str, at: datetime) -> int:
    """Append the row of an event inside the transaction that is open; return its number."""
    return log.append_payload(
        db,
        payload={"details": dict(what.details)},
        subject=log.Subject(what.patient, what.session),
        label=what.label,
        actor=actor,
        at=at,
        kind="event",
    )


def is_repeated(
    db: sqlite_utils.Database, what: Happened, *, actor: str, at: datetime, within_s: float
) -> bool:
    """Whether the very same by the same person was recorded within the last `within_s` seconds."""
    last = db.execute("SELECT max(seq) FROM log").fetchone()[0] or 0
    rows = db.query(
        "SELECT * FROM log WHERE seq > ? AND kind = 'event' AND label = ? AND actor = ?",
        [last - LOOKS_BACK_ROWS, what.label, actor],
    )
    span = timedelta(seconds=within_s)
    ids = [one.bytes if one is not None else None for one in (what.patient, what.session)]
    return any(
        [row["patient"], row["session"]] == ids
        and abs(at.astimezone() - datetime.fromisoformat(row["at"])) <= span
        and details_of(row) == dict(what.details)
        for row in rows
    )


def details_of(row: dict[str, Any]) -> dict[str, str] | None:
    """The details of an event's row; None where they were erased, or cannot be read."""
    try:
        payload = log.read_payload(row)
        details = json.loads(payload)["details"] if payload is not None else None
    except (zlib.error, ValueError, KeyError, TypeError):
        return None
    return details if isinstance(details, dict) else None


def record_beside(path: Path, what: Happened, *, key: Key | None, actor: str, at: datetime) -> bool:
    """Record an event in the clinic file at `path`, whoever has it open, within one transaction.

    The writer's place is not taken: a window that has it keeps it, and one that starts finds it
    free. `key` opens an encrypted file.

    Returns
    -------
    bool
        False where it could not be recorded: the file may not be written to, is of an older schema
        that only a window brings up, or the disk refused.
    """
    if not opening.may_write(path):
        return False
    for _ in range(TRIES):
        with suppress(sqlite.Error):
            return _record_beside(path, what, key, actor, at)
    return False


def _record_beside(path: Path, what: Happened, key: Key | None, actor: str, at: datetime) -> bool:
    db = connect(path, "look", key)
    try:
        if schema.version_of(db) != schema.VERSION:
            return False
        (mode,) = db.execute("PRAGMA journal_mode").fetchone()
    finally:
        db.close()
    # As who has it open keeps it: with a rollback journal on a network drive, and when nobody has.
    ahead = mode == "wal"
    db = connect(path, "write", key, on_network=not ahead)
    try:
        with immediate(db):
            append(db, what, actor=actor, at=at)
        if ahead:
            leave_write_ahead(db, waits_ms=0)
    finally:
        db.close()
    return True
