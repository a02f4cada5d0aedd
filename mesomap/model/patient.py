"""A patient."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID


class Sex(StrEnum):
    """As the clinic records it."""

    FEMALE = "female"
    MALE = "male"
    OTHER = "other"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Patient:
    """Who is treated. `body` is the figure whose charts are used; `born` may be unknown."""

    id: UUID
    name: str
    body: str
    born: date | None = None
    sex: Sex = Sex.UNKNOWN
    number: str = ""
    allergies: str = ""
