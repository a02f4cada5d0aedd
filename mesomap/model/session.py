"""One visit's map."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID


class SessionStatus(StrEnum):
    """A session is a draft until it is signed."""

    DRAFT = "draft"
    SIGNED = "signed"


class SessionMode(StrEnum):
    """Whether what is placed is planned, or given already. Stored: never rename one."""

    PLAN = "plan"
    RECORD = "record"


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """A visit: when, on which body, with which atlas version its sites were placed.

    `calibration` is that of the patient by which its millimetres are; None the average adult's.
    `treated_from` and `treated_until` are when treating began and last ended; `stopped_because`
    is the reason given when it ended early.

    `course` and `protocol` are what it was part of and began from. `performer` and `prescriber`
    are people of the clinic, apart from who types. `response` is what became of the sessions
    before. `signed_by` signed it, `signed_for` is who the patient was when it was signed (name,
    birth date and number, one a line), and `fingerprint` is the hash of its content then
    (`mesomap.storage.fingerprint`).
    """

    id: UUID
    patient: UUID
    date: date
    body: str
    atlas: str
    started: datetime
    status: SessionStatus = SessionStatus.DRAFT
    signed: datetime | None = None
    indication: str = ""
    note: str = ""
    calibration: UUID | None = None
    mode: SessionMode = SessionMode.PLAN
    treated_from: datetime | None = None
    treated_until: datetime | None = None
    stopped_because: str = ""
    course: UUID | None = None
    protocol: UUID | None = None
    performer: UUID | None = None
    prescriber: UUID | None = None
    response: str = ""
    signed_by: str = ""
    fingerprint: str = ""
    signed_for: str = ""
