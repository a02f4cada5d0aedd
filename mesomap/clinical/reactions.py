"""Reactions: their kinds in words, the scales that grade them, and when to look for them.

Every figure is cited. A size grade and a pain band are computed from what was measured and shown as
such; the grade that a clinician gives (CTCAE) is theirs and never computed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from math import floor
from types import MappingProxyType

from mesomap.model import Cited, Confidence, FollowUpPoint, Outcome, ReactionKind
from mesomap.model.message import QT_TRANSLATE_NOOP

KIND_NAMES: Mapping[ReactionKind, str] = MappingProxyType(
    {
        ReactionKind.REDNESS: QT_TRANSLATE_NOOP("reactions", "Redness"),
        ReactionKind.SWELLING: QT_TRANSLATE_NOOP("reactions", "Swelling"),
        ReactionKind.BRUISING: QT_TRANSLATE_NOOP("reactions", "Bruising"),
        ReactionKind.PAIN: QT_TRANSLATE_NOOP("reactions", "Pain"),
        ReactionKind.NODULE: QT_TRANSLATE_NOOP("reactions", "Nodule"),
        ReactionKind.ULCER: QT_TRANSLATE_NOOP("reactions", "Ulcer or necrosis"),
        ReactionKind.INFECTION: QT_TRANSLATE_NOOP("reactions", "Infection signs"),
        ReactionKind.NUMBNESS: QT_TRANSLATE_NOOP("reactions", "Numbness"),
        ReactionKind.WEAKNESS: QT_TRANSLATE_NOOP("reactions", "Weakness"),
        ReactionKind.OTHER: QT_TRANSLATE_NOOP("reactions", "Other"),
    }
)
OUTCOME_NAMES: Mapping[Outcome, str] = MappingProxyType(
    {
        Outcome.UNKNOWN: QT_TRANSLATE_NOOP("reactions", "Unknown"),
        Outcome.RECOVERED: QT_TRANSLATE_NOOP("reactions", "Recovered"),
        Outcome.RECOVERING: QT_TRANSLATE_NOOP("reactions", "Recovering"),
        Outcome.NOT_RECOVERED: QT_TRANSLATE_NOOP("reactions", "Not recovered"),
        Outcome.SEQUELAE: QT_TRANSLATE_NOOP("reactions", "Recovered with sequelae"),
        Outcome.FATAL: QT_TRANSLATE_NOOP("reactions", "Fatal"),
    }
)
POINT_NAMES: Mapping[FollowUpPoint, str] = MappingProxyType(
    {
        FollowUpPoint.END: QT_TRANSLATE_NOOP("reactions", "End of the session"),
        FollowUpPoint.DAYS: QT_TRANSLATE_NOOP("reactions", "48–72 h"),
        FollowUpPoint.TWO_WEEKS: QT_TRANSLATE_NOOP("reactions", "2 weeks"),
        FollowUpPoint.NEXT_SESSION: QT_TRANSLATE_NOOP("reactions", "Next session"),
        FollowUpPoint.TWELVE_WEEKS: QT_TRANSLATE_NOOP("reactions", "12 weeks"),
        FollowUpPoint.OTHER: QT_TRANSLATE_NOOP("reactions", "Another time"),
    }
)

CTCAE: Cited[Mapping[int, str]] = Cited(
    MappingProxyType(
        {
            1: QT_TRANSLATE_NOOP("reactions", "Tenderness with or without warmth, erythema, itch"),
            2: QT_TRANSLATE_NOOP("reactions", "Pain, lipodystrophy, oedema, phlebitis"),
            3: QT_TRANSLATE_NOOP("reactions", "Ulceration or necrosis; operation indicated"),
            4: QT_TRANSLATE_NOOP("reactions", "Life-threatening"),
            5: QT_TRANSLATE_NOOP("reactions", "Death"),
        }
    ),
    "CTCAE v5.0, injection site reaction",
    Confidence.GENERAL,
)
"""Grade to what it means, shortened; the clinician chooses it."""

SIZE_STARTS_MM: Cited[Mapping[ReactionKind, tuple[int, int, int]]] = Cited(
    MappingProxyType(
        {
            ReactionKind.REDNESS: (1, 51, 101),
            ReactionKind.SWELLING: (1, 21, 51),
            ReactionKind.NODULE: (1, 16, 30),
            ReactionKind.ULCER: (1, 10, 20),
        }
    ),
    "PMC11462124, table 5",
    Confidence.PRIMARY,
)
"""From how many whole mm on the size grades 1, 2 and 3 begin; other kinds have none."""

VAS_STARTS: Cited[tuple[float, float]] = Cited((3.5, 7.5), "Boonstra 2014", Confidence.PRIMARY)
"""From where on pain is moderate, and severe: mild <= 3.4, moderate 3.5-7.4, severe >= 7.5."""
VAS_NAMES = (
    QT_TRANSLATE_NOOP("reactions", "mild"),
    QT_TRANSLATE_NOOP("reactions", "moderate"),
    QT_TRANSLATE_NOOP("reactions", "severe"),
)
GRADES = (1, 2, 3, 4, 5)
VAS_MOST = 10.0


def size_grade(kind: ReactionKind, long_mm: float | None) -> int | None:
    """1 to 3 by the longest extent; None for a kind without a scale, or where nothing is measured.

    The scale is in whole millimetres: the measure is rounded to them, a half upwards.
    """
    starts = SIZE_STARTS_MM.value.get(kind)
    if starts is None or long_mm is None:
        return None
    whole = floor(long_mm + 0.5)
    return sum(whole >= start for start in starts) or None


def size_range_mm(kind: ReactionKind, grade: int) -> tuple[int, int | None]:
    """The lowest and highest whole mm of a size grade; None: no upper end."""
    starts = SIZE_STARTS_MM.value[kind]
    return starts[grade - 1], starts[grade] - 1 if grade < len(starts) else None


def vas_band(vas: float | None) -> str | None:
    """Mild, moderate or severe (an English source text, context ``reactions``), by tenths."""
    if vas is None:
        return None
    tenths = round(vas, 1)
    return VAS_NAMES[sum(tenths >= start for start in VAS_STARTS.value)]


@dataclass(frozen=True, slots=True)
class Window:
    """When a follow-up point is due: days after the session, first and last."""

    first_day: int
    last_day: int

    def due(self, session: date, today: date) -> bool:
        """Whether the point has come."""
        return today >= session + timedelta(days=self.first_day)

    def overdue(self, session: date, today: date) -> bool:
        """Whether it is past."""
        return today > session + timedelta(days=self.last_day)


WINDOWS: Cited[Mapping[FollowUpPoint, Window]] = Cited(
    MappingProxyType(
        {
            FollowUpPoint.END: Window(0, 0),
            FollowUpPoint.DAYS: Window(2, 3),
            FollowUpPoint.TWO_WEEKS: Window(14, 14),
            FollowUpPoint.TWELVE_WEEKS: Window(84, 84),
        }
    ),
    "12 weeks because mycobacteria show at 1-12 weeks, PMID 17550571; the other points derived",
    Confidence.DERIVED,
)
"""The points that hang on the calendar; "next session" hangs on the patient's next visit."""
POINTS = (
    FollowUpPoint.END,
    FollowUpPoint.DAYS,
    FollowUpPoint.TWO_WEEKS,
    FollowUpPoint.NEXT_SESSION,
    FollowUpPoint.TWELVE_WEEKS,
)
"""The points in their order; `OTHER` is none of them."""


def point_on(session: date, day: date) -> FollowUpPoint:
    """The point that a day after a session is nearest to: the latest that has come."""
    found = FollowUpPoint.END
    for point, window in WINDOWS.value.items():
        if window.due(session, day):
            found = point
    return found
