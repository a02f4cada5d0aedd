"""What happened afterwards: reactions and follow-ups, added at any time to any session."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from mesomap.model.region import Side
from mesomap.model.site import Site


class ReactionKind(StrEnum):
    """What it is. Stored and exported: never rename one."""

    REDNESS = "redness"
    SWELLING = "swelling"
    BRUISING = "bruising"
    PAIN = "pain"
    NODULE = "nodule"
    ULCER = "ulcer"
    INFECTION = "infection-signs"
    NUMBNESS = "numbness"
    WEAKNESS = "weakness"
    OTHER = "other"


class FollowUpPoint(StrEnum):
    """When it was looked for. Stored and exported: never rename one."""

    END = "end"
    """At the end of the session."""
    DAYS = "48-72-h"
    TWO_WEEKS = "2-weeks"
    NEXT_SESSION = "next-session"
    TWELVE_WEEKS = "12-weeks"
    OTHER = "other"


class Known(StrEnum):
    """How the clinic knows. Stored and exported: never rename one."""

    SEEN = "seen"
    TOLD = "told"
    """By phone or letter: nobody of the clinic saw it."""


class Outcome(StrEnum):
    """What became of it. Stored and exported: never rename one."""

    RECOVERED = "recovered"
    RECOVERING = "recovering"
    NOT_RECOVERED = "not-recovered"
    SEQUELAE = "recovered-with-sequelae"
    FATAL = "fatal"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reaction:
    """One reaction to one session.

    Attributes
    ----------
    site, outline
        A place on the skin, or a closed outline; neither where only the region is known.
    region, side
        None off every region, or where nothing is known of the place.
    long_mm, wide_mm
        Longest and widest, measured on the skin.
    grade
        CTCAE v5, 1 to 5, as the clinician graded it; None where not graded.
    vas
        Pain, 0 to 10.
    onset
        When it began, as far as known.
    noted, noted_by
        When and by whom it was written down.
    reporter
        Who told, where it was told.
    mistaken
        Entered by mistake: kept, shown nowhere but in its list, counts for nothing.
    """

    id: UUID
    session: UUID
    kind: ReactionKind
    noted: datetime
    noted_by: str = ""
    point: FollowUpPoint = FollowUpPoint.OTHER
    site: Site | None = None
    outline: tuple[Site, ...] = ()
    region: str | None = None
    side: Side | None = None
    long_mm: float | None = None
    wide_mm: float | None = None
    grade: int | None = None
    vas: float | None = None
    onset: datetime | None = None
    known: Known = Known.SEEN
    reporter: str = ""
    serious: bool = False
    action: str = ""
    outcome: Outcome = Outcome.UNKNOWN
    ended: date | None = None
    text: str = ""
    photographs: tuple[UUID, ...] = ()
    mistaken: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUp:
    """The patient was seen or asked at one of the points; with or without a reaction."""

    id: UUID
    session: UUID
    point: FollowUpPoint
    done: datetime
    known: Known = Known.SEEN
    by: str = ""
    text: str = ""
