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
    """Who is treated.

    Attributes
    ----------
    body
        The figure whose charts are used.
    phototype
        Fitzpatrick's skin phototype, 1 to 6; None where not noted.
    allergies, conditions, medicines
        As the clinic writes them; only what matters before a session.
    weight_kg, weighed
        The last weight and its day.
    archived
        No longer in the list of patients; found by a search that asks for archived ones.
    merged_into
        The same person's other entry, under which this one's sessions are listed. Always the last
        of a chain: never an entry that is merged itself.
    """

    id: UUID
    name: str
    body: str
    born: date | None = None
    sex: Sex = Sex.UNKNOWN
    number: str = ""
    allergies: str = ""
    phototype: int | None = None
    phone: str = ""
    email: str = ""
    address: str = ""
    conditions: str = ""
    medicines: str = ""
    weight_kg: float | None = None
    weighed: date | None = None
    archived: bool = False
    merged_into: UUID | None = None
