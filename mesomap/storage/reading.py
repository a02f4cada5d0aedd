"""Queries: rows of an open clinic file as values."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import TypeVar, cast
from uuid import UUID

import sqlite_utils

from mesomap.model import (
    Added,
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
from mesomap.storage.rows import TABLES, from_row
from mesomap.storage.search import pattern
from mesomap.storage.summary import SessionSummary

S = TypeVar("S", bound=SessionPart)
P = TypeVar("P", bound=PatientPart)
C = TypeVar("C", bound=ClinicPart)

_SESSIONS = """
SELECT sessions.*, patients.name AS patient_name,
    count(injections.id) AS n,
    coalesce(sum(injections.status = 'given'), 0) AS given,
    coalesce(sum(injections.status = 'skipped'), 0) AS skipped,
    coalesce(sum(CASE injections.status WHEN 'skipped' THEN 0 ELSE injections.volume_ul END), 0)
        + coalesce((
            SELECT sum(areas.volume_ul) FROM areas
            WHERE areas.session = sessions.id AND areas.status <> 'skipped'
        ), 0) AS volume_ul
FROM sessions
JOIN patients ON patients.id = sessions.patient
LEFT JOIN injections ON injections.session = sessions.id
{where}
GROUP BY sessions.id
ORDER BY folded(patients.name), patients.id, sessions.date, sessions.started, sessions.id
"""


def patients(db: sqlite_utils.Database, search: str) -> list[Patient]:
    """Patients by name; every word of `search` must be in the name, number or birth date."""
    words = search.split()
    where = " AND ".join(["searchable(name, number, born) LIKE ? ESCAPE '!'"] * len(words)) or "1"
    arguments = [pattern(word) for word in words]
    rows = db["patients"].rows_where(where, arguments, order_by="folded(name), id")
    return [cast(Patient, from_row(Patient, row)) for row in rows]


def one(db: sqlite_utils.Database, kind: type[Entity], key: bytes) -> Entity | None:
    """The patient or session of that id, None when there is none."""
    for row in db[TABLES[kind]].rows_where("id = ?", [key], limit=1):
        return from_row(kind, row)
    return None


def sessions(db: sqlite_utils.Database, patient: UUID | None) -> list[SessionSummary]:
    """Session summaries by patient and date."""
    where, arguments = ("WHERE patients.id = ?", [patient.bytes]) if patient else ("", [])
    rows = list(db.query(_SESSIONS.format(where=where), arguments))
    return [
        SessionSummary(
            session=cast(Session, from_row(Session, row)),
            patient_name=row["patient_name"],
            count=row["n"],
            given=row["given"],
            skipped=row["skipped"],
            volume_ul=row["volume_ul"],
            number=number,
        )
        for _, group in groupby(rows, key=lambda row: row["patient"])
        for number, row in enumerate(group, start=1)
    ]


def of_session(db: sqlite_utils.Database, kind: type[S], session: UUID) -> list[S]:
    """A session's values of one sort, by id."""
    rows = db[TABLES[kind]].rows_where("session = ?", [session.bytes], order_by="id")
    return [cast(S, from_row(kind, row)) for row in rows]


def of_patient(db: sqlite_utils.Database, kind: type[P], patient: UUID) -> list[P]:
    """A patient's values of one sort, by id."""
    rows = db[TABLES[kind]].rows_where("patient = ?", [patient.bytes], order_by="id")
    return [cast(P, from_row(kind, row)) for row in rows]


def of_clinic(db: sqlite_utils.Database, kind: type[C]) -> list[C]:
    """The clinic's values of one sort, by id."""
    return [cast(C, from_row(kind, row)) for row in db[TABLES[kind]].rows_where(order_by="id")]


def calibrations(db: sqlite_utils.Database, patient: UUID) -> list[Calibration]:
    """A patient's calibrations, oldest first."""
    rows = db["calibrations"].rows_where("patient = ?", [patient.bytes], order_by="measured, id")
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
        if isinstance(value, SessionPart):
            session = one(db, Session, value.session.bytes)
            return {value.session: session.patient} if isinstance(session, Session) else {}
    return {}
