"""The seal of a signed session: a hash over its content and over its place in the change log.

It is SHA-256 over the session's fingerprint, the number of the log's row that signed it, and the
hash of the row before that, which stands for all rows before. It is printed where the fingerprint
stands: a log that was made anew, with seals of its own, no longer agrees with such a paper.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from uuid import UUID

import sqlite_utils

from mesomap.model import Added, Change, Removed, Session, SessionStatus

SEALED_FROM = "sealed_from"
"""The key in `meta` of the first row that may seal: sessions signed before have no seal."""


def seal_of(fingerprint: str, seq: int, previous: str) -> str:
    """SHA-256 over the canonical [fingerprint, seq, previous], as hex."""
    text = json.dumps([fingerprint, seq, previous], separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def signed_by(changes: Sequence[Change]) -> list[Session]:
    """The sessions that `changes` sign, as they are then."""
    found = []
    for change in changes:
        if isinstance(change, Removed):
            continue
        before = None if isinstance(change, Added) else change.before
        after = change.value if isinstance(change, Added) else change.after
        if isinstance(after, Session) and after.status is SessionStatus.SIGNED:
            was = before.status if isinstance(before, Session) else None
            if was is not SessionStatus.SIGNED:
                found.append(after)
    return found


def seal(db: sqlite_utils.Database, changes: Sequence[Change], seq: int) -> None:
    """Seal what the log's row `seq` signs, inside the transaction that is open."""
    for session in signed_by(changes):
        row = db.execute("SELECT previous FROM log WHERE seq = ?", [seq]).fetchone()
        told = seal_of(session.fingerprint, seq, row[0])
        db.execute(
            "INSERT OR REPLACE INTO seals (session, seq, previous, seal) VALUES (?, ?, ?, ?)",
            [session.id.bytes, seq, row[0], told],
        )


def seal_in(db: sqlite_utils.Database, session: UUID) -> str:
    """The seal of a session, "" where it has none."""
    row = db.execute("SELECT seal FROM seals WHERE session = ?", [session.bytes]).fetchone()
    return str(row[0]) if row else ""


def sealed_from(db: sqlite_utils.Database) -> int:
    """The number of the first row that may seal."""
    row = db.execute("SELECT value FROM meta WHERE key = ?", [SEALED_FROM]).fetchone()
    return int(row[0]) if row else 1


def remove(db: sqlite_utils.Database, sessions: Iterable[bytes]) -> None:
    """Take away the seals of sessions that are erased."""
    db.conn.executemany("DELETE FROM seals WHERE session = ?", [[id] for id in sessions])
