"""Writes whose end nobody heard of: was it written, or not?

An error at COMMIT leaves that open. In a write-ahead log the commit's last page may have reached
the disk before the sync failed; this connection does not see it, and one that is opened anew reads
it (sqlite.org/wal.html, recovery). With a rollback journal the commit is the journal's end, and a
network drive may have removed the journal though it answered with an error
(sqlite.org/atomiccommit.html). So nothing is written a second time before the change log was asked:
one opener changes a file, so rows after the last one that was confirmed can only be what was tried
since then, but for events, which others record too.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlite_utils

from mesomap.model import Change
from mesomap.storage import log

Head = tuple[int, str]
"""The last row of the change log: its number and its hash."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """What was to be written in one transaction; `steps` is None for an erasure."""

    label: str
    steps: tuple[tuple[Change, ...], ...] | None
    actor: str
    at: datetime
    kind: log.Kind


def head_of(db: sqlite_utils.Database) -> Head:
    """The last row of the change log; (0, "") while there is none."""
    found = db.execute("SELECT seq, hash FROM log ORDER BY seq DESC LIMIT 1").fetchone()
    return (0, "") if found is None else (int(found[0]), str(found[1]))


def stands(db: sqlite_utils.Database, head: Head) -> bool:
    """Whether the row that was last confirmed is there still, as it was."""
    if head[0] == 0:
        return True
    found = db.execute("SELECT hash FROM log WHERE seq = ?", [head[0]]).fetchone()
    return found is not None and found[0] == head[1]


def rows_after(db: sqlite_utils.Database, head: Head) -> list[dict[str, Any]]:
    """The rows of the change log after `head` that are no events, oldest first."""
    where = "seq > ? AND kind != 'event' ORDER BY seq"
    return list(db.query(f"SELECT * FROM log WHERE {where}", [head[0]]))


def is_of(attempt: Attempt, rows: Sequence[dict[str, Any]]) -> bool:
    """Whether `rows` (one or more) are exactly what `attempt` would have written."""
    said = (attempt.label, attempt.actor, log.moment_of(attempt.at), attempt.kind)
    first, *_ = rows
    if (first["label"], first["actor"], first["at"], first["kind"]) != said:
        return False
    if attempt.steps is None:
        return True
    wanted = [log.payload_of(changes) for changes in attempt.steps]
    return [log.read_payload(row) for row in rows] == wanted
