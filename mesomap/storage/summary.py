"""A session in a list."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from mesomap.model import Session


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionSummary:
    """A session with its counts; `number` is its place among the patient's sessions, from 1.

    `count`, `given` and `skipped` are injections. `volume_ul` is planned and given together, area
    passes too, skipped ones left out. `person` is whose session it is: the patient that the
    session's own was merged into, or that one itself. `in_error` ones count for nothing.
    """

    session: Session
    patient_name: str
    count: int
    given: int
    skipped: int
    volume_ul: int
    number: int
    person: UUID
    in_error: bool = False
