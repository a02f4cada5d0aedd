"""What is added to a session without changing it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID


class AddendumKind(StrEnum):
    """Why it was added. Stored and exported: never rename one."""

    CORRECTION = "correction"
    LATE_ENTRY = "late-entry"
    ENTERED_IN_ERROR = "entered-in-error"
    """The whole session counts for nothing: it was another patient's."""
    MOVED = "moved"
    """A draft that was moved here from another patient."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Addendum:
    """Words added to a session, signed or not, and never taken away.

    `other` is the session that it was copied to, where it was entered in error.
    """

    id: UUID
    session: UUID
    kind: AddendumKind
    text: str
    written: datetime
    by: str = ""
    other: UUID | None = None
