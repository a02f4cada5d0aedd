"""The change log: append-only, one row a commit, each chained to the one before.

A row's payload (the changes, before and after) is kept compressed. Its digest is SHA-256 over a
random salt and the payload; the row's hash covers the digest and the columns that are never
erased, and the hash of the row before. So a payload that the law has erased, with its salt,
leaves the chain valid.
"""

from __future__ import annotations

import hashlib
import json
import secrets
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal
from uuid import UUID

import sqlite_utils

from mesomap.model import (
    Added,
    AfterPart,
    Change,
    Entity,
    Patient,
    PatientPart,
    Picture,
    Removed,
    Session,
    SessionPart,
)
from mesomap.storage.kinds import NAMES
from mesomap.storage.rows import to_json

Kind = Literal["commit", "undo", "redo", "erase", "event"]

GENESIS = "0" * 64
"""What the first row names as the hash before it."""

HEAD = "log_head"
"""The key in `meta` of the last row's number and hash: shows a log that was cut short."""


@dataclass(frozen=True, slots=True)
class Subject:
    """Whose change it is: kept in columns, so that a person's rows can be found and erased."""

    patient: UUID | None
    session: UUID | None


def payload_of(changes: Sequence[Change]) -> bytes:
    """The changes as canonical JSON bytes: whole values, before and after."""
    return _canonical([_change_json(change) for change in changes])


def _change_json(change: Change) -> dict[str, Any]:
    before: Entity | None
    after: Entity | None
    match change:
        case Added(value):
            before, after = None, value
        case Removed(value):
            before, after = value, None
        case _:
            before, after = change.before, change.after
    kind = type(after if after is not None else before)
    return {
        "type": NAMES[kind],
        "before": to_json(before) if before is not None else None,
        "after": to_json(after) if after is not None else None,
    }


def _canonical(content: object) -> bytes:
    return json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()


def digest_of(salt: bytes, payload: bytes) -> str:
    """SHA-256 over the salt and the payload, as hex."""
    return hashlib.sha256(salt + payload).hexdigest()


def hash_of(row: dict[str, Any]) -> str:
    """A row's hash, as hex, over all its columns but salt, payload and the hash itself."""
    names = ("seq", "at", "actor", "kind", "label", "patient", "session", "digest", "previous")
    cells = [row[name] for name in names]
    plain = [cell.hex() if isinstance(cell, bytes) else cell for cell in cells]
    return hashlib.sha256(_canonical(plain)).hexdigest()


def subject_of(changes: Sequence[Change], session_patient: dict[UUID, UUID]) -> Subject:
    """The patient and session that `changes` are about (the first that says so)."""
    patient: UUID | None = None
    session: UUID | None = None
    for change in changes:
        value = change.after if not isinstance(change, Added | Removed) else change.value
        match value:
            case Patient():
                patient = patient or value.id
            case Session():
                session, patient = session or value.id, patient or value.patient
            case Picture():
                patient = patient or value.patient
            case _ if isinstance(value, PatientPart):
                patient = patient or value.patient
            case _ if isinstance(value, SessionPart | AfterPart):
                session = session or value.session
        if patient and session:
            break
    if session is not None and patient is None:
        patient = session_patient.get(session)
    return Subject(patient, session)


def append(
    db: sqlite_utils.Database,
    *,
    changes: Sequence[Change],
    subject: Subject,
    label: str,
    actor: str,
    at: datetime,
    kind: Kind,
) -> int:
    """Append the row of one commit inside the transaction that is open; return its number."""
    payload = payload_of(changes)
    return _append(db, payload, subject=subject, label=label, actor=actor, at=at, kind=kind)


def append_payload(
    db: sqlite_utils.Database,
    *,
    payload: dict[str, Any],
    subject: Subject,
    label: str,
    actor: str,
    at: datetime,
    kind: Kind,
) -> int:
    """Append a row that records something else than changes; return its number."""
    text = _canonical(payload)
    return _append(db, text, subject=subject, label=label, actor=actor, at=at, kind=kind)


def _append(
    db: sqlite_utils.Database,
    payload: bytes,
    *,
    subject: Subject,
    label: str,
    actor: str,
    at: datetime,
    kind: Kind,
) -> int:
    last = db.execute("SELECT seq, hash FROM log ORDER BY seq DESC LIMIT 1").fetchone()
    seq, previous = (last[0] + 1, last[1]) if last else (1, GENESIS)
    salt = secrets.token_bytes(16)
    row: dict[str, Any] = {
        "seq": seq,
        "at": moment_of(at),
        "actor": actor,
        "kind": kind,
        "label": label,
        "patient": subject.patient.bytes if subject.patient else None,
        "session": subject.session.bytes if subject.session else None,
        "salt": salt,
        "payload": zlib.compress(payload, 6),
        "digest": digest_of(salt, payload),
        "previous": previous,
    }
    row["hash"] = hash_of(row)
    names = ", ".join(row)
    marks = ", ".join("?" * len(row))
    db.execute(f"INSERT INTO log ({names}) VALUES ({marks})", list(row.values()))
    db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", [HEAD, f"{seq}:{row['hash']}"])
    return int(seq)


def moment_of(at: datetime) -> str:
    """A moment as a row of the change log has it."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def read_payload(row: dict[str, Any]) -> bytes | None:
    """A row's payload, None where it was erased.

    Raises
    ------
    zlib.error
        The stored bytes are not what was written.
    """
    return zlib.decompress(row["payload"]) if row["payload"] is not None else None
