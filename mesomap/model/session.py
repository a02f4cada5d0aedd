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


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """A visit: when, on which body, with which atlas version its sites were placed.

    `calibration` is that of the patient by which its millimetres are; None the average adult's.
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
