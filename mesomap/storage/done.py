"""What was done, read back from the change log: newest first, a page at a time, filtered."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any, Literal
from uuid import UUID

import sqlite_utils

from mesomap.storage import log

Sort = Literal["changes", "seen", "out", "signed", "erased"]
"""Which sort of rows: those that changed content, what was seen, what left the file ..."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which rows; None and "" for any. `labels` are the source texts that are wanted."""

    patients: frozenset[UUID] = frozenset()
    actor: str = ""
    first: date | None = None
    last: date | None = None
    kinds: tuple[log.Kind, ...] = ()
    labels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Done:
    """One row of the change log: when, who, what, to whom.

    `at` is in UTC. `details` are an event's, with the ids and codes that it holds; `parts` counts
    the changes of a commit; both are empty where an erasure took them (`gone`).
    """

    seq: int
    at: datetime
    actor: str
    kind: log.Kind
    label: str
    patient: UUID | None
    session: UUID | None
    name: str = ""
    """The patient's, as it is now; "" where there is none, or they were erased."""
    day: date | None = None
    """The session's."""
    details: dict[str, str] = field(default_factory=dict)
    parts: int = 0
    gone: bool = False


def page(
    db: sqlite_utils.Database, wanted: Wanted, *, limit: int, before: int | None = None
) -> list[Done]:
    """At most `limit` rows, newest first; with `before` only those of a smaller number."""
    where, values = _where(wanted)
    if before is not None:
        where.append("log.seq < ?")
        values.append(before)
    clause = f"WHERE {' AND '.join(where)}" if where else ""
    rows = db.query(
        "SELECT log.*, patients.name AS name, sessions.date AS day FROM log"
        " LEFT JOIN patients ON patients.id = log.patient"
        f" LEFT JOIN sessions ON sessions.id = log.session {clause}"
        " ORDER BY log.seq DESC LIMIT ?",
        [*values, limit],
    )
    return [_done(row) for row in rows]


def actors(db: sqlite_utils.Database) -> list[str]:
    """Everybody whom the log names, found step by step in its index."""
    found: list[str] = []
    row = db.execute("SELECT min(actor) FROM log").fetchone()
    while row is not None and row[0] is not None:
        found.append(str(row[0]))
        row = db.execute("SELECT min(actor) FROM log WHERE actor > ?", [row[0]]).fetchone()
    return found


def _where(wanted: Wanted) -> tuple[list[str], list[Any]]:
    where: list[str] = []
    values: list[Any] = []

    def among(column: str, wants: Iterable[object]) -> None:
        listed = list(wants)
        if listed:
            where.append(f"{column} IN ({', '.join('?' * len(listed))})")
            values.extend(listed)

    among("log.patient", (one.bytes for one in sorted(wanted.patients)))
    among("log.actor", [wanted.actor] if wanted.actor else [])
    among("log.kind", wanted.kinds)
    among("log.label", wanted.labels)
    if wanted.first is not None:
        where.append("log.at >= ?")
        values.append(_moment(wanted.first))
    if wanted.last is not None:
        where.append("log.at < ?")
        values.append(_moment(wanted.last + timedelta(days=1)))
    return where, values


def _moment(day: date) -> str:
    """The day's beginning on this computer, as the log writes it."""
    return log.moment_of(datetime.combine(day, time()))


def _done(row: dict[str, Any]) -> Done:
    details, parts = _held(row)
    return Done(
        seq=row["seq"],
        at=datetime.fromisoformat(row["at"]),
        actor=row["actor"],
        kind=row["kind"],
        label=row["label"],
        patient=UUID(bytes=row["patient"]) if row["patient"] else None,
        session=UUID(bytes=row["session"]) if row["session"] else None,
        name=row["name"] or "",
        day=date.fromisoformat(row["day"]) if row["day"] else None,
        details=details,
        parts=parts,
        gone=row["payload"] is None,
    )


def _held(row: dict[str, Any]) -> tuple[dict[str, str], int]:
    """An event's details, an erasure's reason, or how many changes a commit made."""
    try:
        payload = log.read_payload(row)
        held = json.loads(payload) if payload is not None else None
    except (zlib.error, ValueError):
        return {}, 0  # damaged: verify says so
    if isinstance(held, list):
        return {}, len(held)
    if not isinstance(held, dict):
        return {}, 0
    if row["kind"] == "erase":
        told = {name: str(held[name]) for name in ("reason", "until") if name in held}
        return told, 0
    return {name: str(value) for name, value in held.get("details", {}).items()}, 0
