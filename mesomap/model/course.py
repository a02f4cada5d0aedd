"""A course: the sessions of one indication, together."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from mesomap.model.protocol import Indication


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """What a patient is treated for, and how often; sessions name their course.

    `sessions` and `days_between` are what was planned, None where nothing was. `indication` None
    for one outside the five, whose `title` says it.
    """

    id: UUID
    patient: UUID
    title: str
    begun: date
    indication: Indication | None = None
    protocol: UUID | None = None
    sessions: int | None = None
    days_between: int | None = None
    closed: date | None = None
    note: str = ""
