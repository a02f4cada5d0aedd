"""A session in a list."""

from __future__ import annotations

from dataclasses import dataclass

from mesomap.model import Session


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionSummary:
    """A session with its counts; `number` is its place among the patient's sessions, from 1.

    `count`, `given` and `skipped` are injections. `volume_ul` is planned and given together, area
    passes too, skipped ones left out.
    """

    session: Session
    patient_name: str
    count: int
    given: int
    skipped: int
    volume_ul: int
    number: int
