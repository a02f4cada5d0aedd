"""Queries for lists: as many rows as are shown, however large the clinic file is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast
from uuid import UUID

import sqlite_utils

from mesomap.model import Patient
from mesomap.storage.readers import from_row
from mesomap.storage.reading import summaries
from mesomap.storage.search import folded
from mesomap.storage.summary import SessionSummary

_LAST_SEEN = """
SELECT patient, max(date) FROM sessions GROUP BY patient
"""
_LAST_OF = """
SELECT sessions.id FROM sessions WHERE patient IN
    (SELECT id FROM patients WHERE id = ? OR merged_into = ?)
ORDER BY date DESC, started DESC, id DESC LIMIT 1
"""


@dataclass(frozen=True, slots=True)
class Found:
    """Some of the patients that a search found, in order, and how many it found in all."""

    patients: tuple[Patient, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Listed:
    """All persons as a search needs them: id, and the words of all of their entries.

    Who was seen last comes first, then by name.
    """

    in_use: tuple[tuple[bytes, str], ...]
    archived: tuple[tuple[bytes, str], ...]


def listed(db: sqlite_utils.Database) -> Listed:
    """All persons of the clinic file."""
    seen: dict[bytes, str] = {}
    words: dict[bytes, str] = {}
    entries = db.execute("SELECT id, merged_into, searchable FROM patients").fetchall()
    day_of = dict(db.execute(_LAST_SEEN).fetchall())
    for id, into, text in entries:
        person = into or id
        words[person] = f"{words[person]}\n{text}" if person in words else text
        seen[person] = max(seen.get(person, ""), day_of.get(id, ""))
    persons = db.execute(
        "SELECT id, archived FROM patients WHERE merged_into IS NULL ORDER BY sort_name, id"
    ).fetchall()
    persons.sort(key=lambda row: seen[row[0]], reverse=True)  # keeps names in order within a day
    return Listed(
        in_use=tuple((id, words[id]) for id, archived in persons if not archived),
        archived=tuple((id, words[id]) for id, archived in persons if archived),
    )


def find(
    db: sqlite_utils.Database,
    persons: Listed,
    search: str,
    *,
    archived: bool,
    limit: int,
    offset: int,
) -> Found:
    """Those of `persons` whose every word of `search` is in a name, number or birth date."""
    found: Sequence[tuple[bytes, str]] = persons.archived if archived else persons.in_use
    for typed in search.split():
        word = folded(typed)
        found = [one for one in found if word in one[1]]
    ids = [id for id, _ in found[offset : offset + limit]]
    return Found(tuple(_patients(db, ids)), len(found))


def latest(db: sqlite_utils.Database, persons: Sequence[UUID]) -> dict[UUID, SessionSummary]:
    """Each person's last session, for those that have one."""
    ids = [_only(db, _LAST_OF, [person.bytes] * 2) for person in persons]
    found = [one for id in ids if id is not None for one in summaries(db, "sessions.id = ?", [id])]
    return {one.person: one for one in found}


def last_sessions(db: sqlite_utils.Database, limit: int) -> list[SessionSummary]:
    """The last sessions of the persons seen last, one of each, newest first; none in error."""
    found: dict[bytes, bytes] = {}
    rows = db.execute(
        "SELECT coalesce(entries.merged_into, entries.id), sessions.id FROM sessions"
        " JOIN patients AS entries ON entries.id = sessions.patient"
        " WHERE NOT EXISTS (SELECT 1 FROM addenda WHERE addenda.session = sessions.id"
        " AND addenda.kind = 'entered-in-error')"
        " ORDER BY sessions.date DESC, sessions.started DESC"
    )
    for person, session in rows:
        found.setdefault(person, session)
        if len(found) == limit:
            break
    return [one for id in found.values() for one in summaries(db, "sessions.id = ?", [id])]


def namesakes(db: sqlite_utils.Database, name: str, besides: UUID | None) -> list[Patient]:
    """The persons in use, but for `besides`, of that name, but for case and accents."""
    rows = db["patients"].rows_where(
        "sort_name = ? AND id <> ? AND merged_into IS NULL AND archived = 0",
        [folded(" ".join(name.split())), besides.bytes if besides else b""],
        order_by="born, number, id",
    )
    return [cast(Patient, from_row(Patient, row)) for row in rows]


def _patients(db: sqlite_utils.Database, ids: Sequence[bytes]) -> list[Patient]:
    marks = ", ".join("?" * len(ids))
    rows = db["patients"].rows_where(f"id IN ({marks})", ids)
    by_id = {row["id"]: cast(Patient, from_row(Patient, row)) for row in rows}
    return [by_id[id] for id in ids]


def _only(db: sqlite_utils.Database, statement: str, arguments: list[bytes]) -> bytes | None:
    row = db.execute(statement, arguments).fetchone()
    return row[0] if row else None
