"""What the summary of a course is to say, before any place on paper."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from mesomap.analysis.course_chart import MOST_LINES
from mesomap.analysis.course_figures import (
    Component,
    Figure,
    SessionMeasured,
    Track,
    most_treated,
    tracks,
)
from mesomap.document.course_view import Followed
from mesomap.model import Injection, RegionKey
from mesomap.storage import SessionSummary

Subject = tuple[Figure, Component | None]
Lines = list[tuple[RegionKey | None, Track]]


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseContent:
    """The sessions that are followed, with their maps and figures.

    `maps` are the injections that are shown of each session: given, or planned where none was.
    """

    followed: Followed
    measured: Mapping[UUID, SessionMeasured | None]
    maps: Mapping[UUID, tuple[Injection, ...]]

    @property
    def sessions(self) -> tuple[SessionSummary, ...]:
        """By date."""
        return self.followed.sessions

    @property
    def measures(self) -> list[SessionMeasured | None]:
        """Of each session; None where its body is not to be had."""
        return [self.measured.get(one.session.id) for one in self.sessions]

    def planned(self) -> list[bool]:
        """Of which sessions nothing was given yet."""
        known = zip(self.sessions, self.measures, strict=True)
        return [found.planned if found else not one.given for one, found in known]

    def lines_of(self) -> list[RegionKey | None]:
        """What the lines are of: each region where they can be told apart, else all together."""
        keys = most_treated(self.measures)
        return [*keys] if 1 < len(keys) <= MOST_LINES else [None]

    def tracks(self) -> dict[Subject, Lines]:
        """The lines of each figure; a component's only where a region has it."""
        found: dict[Subject, Lines] = {}
        for key in self.lines_of():
            for track in tracks(self.measures, key):
                found.setdefault((track.figure, track.component), []).append((key, track))
        order = list(Figure)
        ranked = sorted(found, key=lambda one: (order.index(one[0]), one[1] or ("", "", "")))
        return {subject: found[subject] for subject in ranked}

    def reactions(self, session: UUID) -> list[tuple[int | None, int]]:
        """How many of each grade, those without a grade first."""
        counted = Counter(one.grade for one in self.followed.reactions if one.session == session)
        return sorted(counted.items(), key=lambda item: item[0] or 0)
