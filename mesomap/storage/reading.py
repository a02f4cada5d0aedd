"""Queries: rows of an open clinic file as values."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar, cast
from uuid import UUID

import sqlite_utils

from mesomap.model import (
    Added,
    AfterPart,
    Calibration,
    Change,
    ClinicPart,
    Entity,
    Injection,
    Patient,
    PatientPart,
    Removed,
    Session,
    SessionPart,
    Syringe,
)
from mesomap.storage.kinds import TABLES
from mesomap.storage.readers import from_row
from mesomap.storage.rows import key
from mesomap.storage.summary import SessionSummary

S = TypeVar("S", bound=SessionPart | AfterPart)
P = TypeVar("P", bound=PatientPart)
C = TypeVar("C", bound=ClinicPart)

_PERSON = "(SELECT coalesce(merged_into, id) FROM patients WHERE id = ?)"
FAMILY = f"SELECT id FROM patients WHERE id = {_PERSON} OR merged_into = {_PERSON}"
"""All entries of one person, by any of them: their own, and those merged into it."""

_SESSIONS = """
SELECT sessions.*, patients.id AS person, patients.name AS patient_name,
    EXISTS (
        SELECT 1 FROM addenda
        WHERE addenda.session = sessions.id AND addenda.kind = 'entered-in-error'
    ) AS in_error,
    (
        SELECT count(*) FROM sessions AS before
        WHERE before.patient IN (
            SELECT id FROM patients AS of_person
            WHERE of_person.id = patients.id OR of_person.merged_into = patients.id
        ) AND (before.date, before.started, before.id)
            <= (sessions.date, sessions.started, sessions.id)
    ) AS number,
    count(injections.id) AS n,
    coalesce(sum(injections.status = 'given'), 0) AS given,
    coalesce(sum(injections.status = 'skipped'), 0) AS skipped,
    coalesce(sum(CASE injections.status WHEN 'skipped' THEN 0 ELSE injections.volume_ul END), 0)
        + coalesce((
            SELECT sum(areas.volume_ul) FROM areas
            WHERE areas.session = sessions.id AND areas.status <> 'skipped'
        ), 0) AS volume_ul
FROM sessions
JOIN patients AS entries ON entries.id = sessions.patient
JOIN patients ON patients.id = coalesce(entries.merged_into, entries.id)
LEFT JOIN injections ON injections.session = sessions.id
{where}
GROUP BY sessions.id
ORDER BY patients.sort_name, patients.id, sessions.date, sessions.started, sessions.id
"""


def patients(db: sqlite_utils.Database) -> list[Patient]:
    """All persons by name, archived ones too."""
    rows = db["patients"].rows_where("merged_into IS NULL", order_by="sort_name, id")
    return [cast(Patient, from_row(Patient, row)) for row in rows]


def merged(db: sqlite_utils.Database, patient: UUID) -> list[Patient]:
    """The entries that were merged into a person's, by name."""
    where = "merged_into = ?"
    rows = db["patients"].rows_where(where, [patient.bytes], order_by="sort_name, id")
    return [cast(Patient, from_row(Patient, row)) for row in rows]


def stored(db: sqlite_utils.Database, value: Entity) -> Entity | None:
    """What the file holds under `value`'s address, None when there is nothing."""
    address = key(value)
    if isinstance(address, tuple):
        rows = db[TABLES[type(value)]].rows_where("session = ? AND id = ?", list(address))
        return next((from_row(type(value), row) for row in rows), None)
    return one(db, type(value), address)


def family(db: sqlite_utils.Database, patient: UUID) -> frozenset[UUID]:
    """The ids of all entries of the person that `patient` is an entry of."""
    found = db.execute(FAMILY, [patient.bytes] * 2).fetchall()
    return frozenset(UUID(bytes=id) for (id,) in found)


def one(db: sqlite_utils.Database, kind: type[Entity], key: bytes) -> Entity | None:
    """The patient or session of that id, None when there is none."""
    for row in db[TABLES[kind]].rows_where("id = ?", [key], limit=1):
        return from_row(kind, row)
    return None


def sessions(db: sqlite_utils.Database, patient: UUID | None) -> list[SessionSummary]:
    """Session summaries by patient and date."""
    if patient is None:
        return summaries(db)
    return summaries(db, f"sessions.patient IN ({FAMILY})", [patient.bytes] * 2)


def summaries(
    db: sqlite_utils.Database, where: str = "", arguments: Sequence[object] = ()
) -> list[SessionSummary]:
    """The sessions that `where` (SQL, over the table sessions) holds for, by patient and date."""
    statement = _SESSIONS.format(where=f"WHERE {where}" if where else "")
    return [
        SessionSummary(
            session=cast(Session, from_row(Session, row)),
            patient_name=row["patient_name"],
            count=row["n"],
            given=row["given"],
            skipped=row["skipped"],
            volume_ul=row["volume_ul"],
            number=row["number"],
            person=UUID(bytes=row["person"]),
            in_error=bool(row["in_error"]),
        )
        for row in db.query(statement, list(arguments))
    ]


def of_session(db: sqlite_utils.Database, kind: type[S], session: UUID) -> list[S]:
    """A session's values of one sort, by id."""
    rows = db[TABLES[kind]].rows_where("session = ?", [session.bytes], order_by="id")
    return [cast(S, from_row(kind, row)) for row in rows]


def of_patient(db: sqlite_utils.Database, kind: type[P], patient: UUID) -> list[P]:
    """A patient's values of one sort, by id."""
    rows = db[TABLES[kind]].rows_where(f"patient IN ({FAMILY})", [patient.bytes] * 2, order_by="id")
    return [cast(P, from_row(kind, row)) for row in rows]


def of_clinic(db: sqlite_utils.Database, kind: type[C]) -> list[C]:
    """The clinic's values of one sort, by id."""
    return [cast(C, from_row(kind, row)) for row in db[TABLES[kind]].rows_where(order_by="id")]


def calibrations(db: sqlite_utils.Database, patient: UUID) -> list[Calibration]:
    """A patient's calibrations, oldest first."""
    where = f"patient IN ({FAMILY})"
    rows = db["calibrations"].rows_where(where, [patient.bytes] * 2, order_by="measured, id")
    return [cast(Calibration, from_row(Calibration, row)) for row in rows]


def syringes(db: sqlite_utils.Database, session: UUID) -> list[Syringe]:
    """A session's syringes by their position."""
    order = "position, name, id"
    rows = db["syringes"].rows_where("session = ?", [session.bytes], order_by=order)
    return [cast(Syringe, from_row(Syringe, row)) for row in rows]


def injections(db: sqlite_utils.Database, session: UUID) -> list[Injection]:
    """A session's injections in needle order."""
    rows = db["injections"].rows_where("session = ?", [session.bytes], order_by="needle_order, id")
    return [cast(Injection, from_row(Injection, row)) for row in rows]


def patients_of(db: sqlite_utils.Database, changes: Sequence[Change]) -> dict[UUID, UUID]:
    """The patient of the session that `changes` belong to, for the change log's column."""
    for change in changes:
        value = change.value if isinstance(change, Added | Removed) else change.after
        if isinstance(value, SessionPart | AfterPart):
            session = one(db, Session, value.session.bytes)
            return {value.session: session.patient} if isinstance(session, Session) else {}
    return {}
