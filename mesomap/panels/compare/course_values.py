"""What the course view shows: ready words, values and small pictures."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from mesomap.panels.compare.values import Option


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseColumn:
    """One session; `planned` says that nothing of it was given yet."""

    id: UUID
    title: str
    date: str
    gap: str
    """How long after the one before, short; "" for the first."""
    state: str
    figures: str
    signed: bool
    planned: bool
    current: bool
    """It is the open session."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseLine:
    """One region, or all, over the sessions: None and "" where it is not known."""

    label: str
    values: tuple[float | None, ...]
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseChart:
    """One figure over the sessions; `top` is where its scale from 0 ends."""

    title: str
    caption: str
    top: float
    top_words: str
    lines: tuple[CourseLine, ...]
    dose: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class GradeCount:
    """So many reactions of one grade to a session; None where nobody graded."""

    grade: int | None
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Reacted:
    """The reactions to one session, by grade, and in words."""

    grades: tuple[GradeCount, ...] = ()
    serious: bool = False
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CoursePhotographs:
    """One view over the sessions: of each the photographs' ids, by time."""

    title: str
    photographs: tuple[tuple[UUID, ...], ...]
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseShown:
    """Everything of the sessions that are followed; one value a session, by date."""

    columns: tuple[CourseColumn, ...] = ()
    charts: tuple[CourseChart, ...] = ()
    reactions: tuple[Reacted, ...] = ()
    notes: tuple[str, ...] = ()
    photographs: tuple[CoursePhotographs, ...] = ()
    hidden: str = ""
    """Why no photographs are shown, "" where they are, or where there are none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseChoices:
    """What there is to choose: courses, and what the lines are of."""

    courses: tuple[Option, ...]
    course: object
    regions: tuple[Option, ...]
    region: object
    due: str = ""
    overdue: bool = False
    more: str = ""
    """What of the regions is not shown, "" for nothing."""
