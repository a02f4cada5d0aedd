"""What is due: follow-ups that nobody has done, and all reactions of a person. One query each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, cast
from uuid import UUID

import sqlite_utils

from mesomap.clinical.reactions import WINDOWS
from mesomap.model import FollowUpPoint, Reaction
from mesomap.storage.readers import from_row

BACK_DAYS: Final = 120
"""Sessions longer ago are no longer asked about."""
MOST: Final = 200
"""So many are read at most, the newest sessions first."""

DUE = """
SELECT sessions.id, sessions.date, people.id AS person, people.name,
    CASE WHEN sessions.date <= :last THEN 3 WHEN sessions.date <= :second THEN 2 ELSE 1 END
        AS rank
FROM sessions
JOIN patients AS entries ON entries.id = sessions.patient
JOIN patients AS people ON people.id = coalesce(entries.merged_into, entries.id)
WHERE sessions.date BETWEEN :oldest AND :first
    AND NOT people.archived
    AND (
        EXISTS (
            SELECT 1 FROM injections
            WHERE injections.session = sessions.id AND injections.status = 'given'
        )
        OR EXISTS (
            SELECT 1 FROM areas WHERE areas.session = sessions.id AND areas.status = 'given'
        )
    )
    AND NOT EXISTS (
        SELECT 1 FROM addenda
        WHERE addenda.session = sessions.id AND addenda.kind = 'entered-in-error'
    )
    AND NOT EXISTS (
        SELECT 1 FROM follow_ups
        WHERE follow_ups.session = sessions.id AND rank <= CASE follow_ups.point
            WHEN '12-weeks' THEN 3 WHEN '2-weeks' THEN 2 WHEN '48-72-h' THEN 1 ELSE 0 END
    )
    AND NOT EXISTS (
        SELECT 1 FROM reactions
        WHERE reactions.session = sessions.id
            AND NOT coalesce(json_extract(reactions.content, '$.mistaken'), 0)
            AND rank <= CASE json_extract(reactions.content, '$.point')
            WHEN '12-weeks' THEN 3 WHEN '2-weeks' THEN 2 WHEN '48-72-h' THEN 1 ELSE 0 END
    )
ORDER BY sessions.date DESC, sessions.started DESC
LIMIT :most
"""
"""Given sessions whose latest point that has come is not done, nor a later one."""

REACTIONS = """
SELECT reactions.* FROM sessions
JOIN reactions ON reactions.session = sessions.id
WHERE sessions.patient IN (SELECT id FROM patients WHERE id = :person OR merged_into = :person)
    AND NOT EXISTS (
        SELECT 1 FROM addenda
        WHERE addenda.session = sessions.id AND addenda.kind = 'entered-in-error'
    )
ORDER BY sessions.date, sessions.started, reactions.id
"""

_POINTS = {1: FollowUpPoint.DAYS, 2: FollowUpPoint.TWO_WEEKS, 3: FollowUpPoint.TWELVE_WEEKS}


@dataclass(frozen=True, slots=True)
class DueFollowUp:
    """A session that is to be asked about; `patient` is the person, merged entries resolved."""

    session: UUID
    date: date
    patient: UUID
    patient_name: str
    point: FollowUpPoint


def due_arguments(today: date, *, most: int = MOST) -> dict[str, object]:
    """The values of `DUE` on a day."""

    def before(days: int) -> str:
        return (today - timedelta(days=days)).isoformat()

    first, second, last = (WINDOWS.value[_POINTS[rank]].first_day for rank in (1, 2, 3))
    return {
        "oldest": before(BACK_DAYS),
        "first": before(first),
        "second": before(second),
        "last": before(last),
        "most": most,
    }


def due_follow_ups(db: sqlite_utils.Database, today: date) -> list[DueFollowUp]:
    """The sessions that are to be asked about, the newest first."""
    return [
        DueFollowUp(
            session=UUID(bytes=row["id"]),
            date=date.fromisoformat(row["date"]),
            patient=UUID(bytes=row["person"]),
            patient_name=row["name"],
            point=_POINTS[row["rank"]],
        )
        for row in db.query(DUE, due_arguments(today))
    ]


def reactions_of(db: sqlite_utils.Database, person: UUID) -> list[Reaction]:
    """A person's reactions to all their sessions but those entered in error, oldest session
    first."""
    rows = db.query(REACTIONS, {"person": person.bytes})
    return [cast(Reaction, from_row(Reaction, row)) for row in rows]
