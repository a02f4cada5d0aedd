"""Reactions and follow-ups: the changes that note them, and which points are still to be done."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID, uuid4

from mesomap.clinical.reactions import POINTS, WINDOWS, point_on
from mesomap.model import (
    Added,
    Change,
    FollowUp,
    FollowUpPoint,
    Known,
    Reaction,
    ReactionKind,
    Session,
    Updated,
)


def begun(
    session: Session,
    *,
    at: datetime,
    by: str,
    point: FollowUpPoint | None = None,
    known: Known = Known.SEEN,
) -> Reaction:
    """A reaction to `session` with nothing said of it yet; not stored.

    Without a `point` it is the one that `at` is nearest to.
    """
    return Reaction(
        id=uuid4(),
        session=session.id,
        kind=ReactionKind.REDNESS,
        noted=at,
        noted_by=by,
        point=point_on(session.date, at.date()) if point is None else point,
        known=known,
    )


def noted(before: Reaction | None, after: Reaction) -> tuple[Change, ...]:
    """The change that brings `before` (None: it is new) to `after`; empty if nothing changes."""
    if before is None:
        return (Added(after),)
    return () if before == after else (Updated(before, after),)


def struck_out(reaction: Reaction, *, mistaken: bool = True) -> tuple[Change, ...]:
    """The reaction as entered by mistake, or not so after all; it is kept either way."""
    return noted(reaction, replace(reaction, mistaken=mistaken))


def looked(
    session: UUID,
    point: FollowUpPoint,
    *,
    at: datetime,
    by: str,
    known: Known = Known.SEEN,
    text: str = "",
) -> tuple[Change, ...]:
    """The follow-up at `point` is done, and nothing was seen."""
    follow_up = FollowUp(
        id=uuid4(), session=session, point=point, done=at, known=known, by=by, text=text
    )
    return (Added(follow_up),)


@dataclass(frozen=True, slots=True)
class PointState:
    """One follow-up point of a session.

    `done` are the follow-ups at it, oldest first; `reactions` those noted at it. `come` says
    whether its time has come; `due` whether it is the one to be done now, `overdue` whether that
    is past. Once a later point has come, or somebody looked, it is neither.
    """

    point: FollowUpPoint
    done: tuple[FollowUp, ...]
    reactions: tuple[Reaction, ...]
    come: bool
    due: bool
    overdue: bool

    @property
    def is_done(self) -> bool:
        """Whether somebody looked."""
        return bool(self.done or self.reactions)


def point_states(
    session: Session,
    follow_ups: Iterable[FollowUp],
    reactions: Iterable[Reaction],
    *,
    today: date,
    seen_again: date | None = None,
) -> list[PointState]:
    """Every point of `session` in order; `seen_again` is the day of the patient's next session."""
    mine = [one for one in follow_ups if one.session == session.id]
    found = [one for one in reactions if one.session == session.id and not one.mistaken]
    latest = point_on(session.date, today)
    done_points = {one.point for one in mine} | {one.point for one in found}
    order = [point for point in POINTS if point in WINDOWS.value]
    later_done = any(point in done_points for point in order[order.index(latest) :])
    states = []
    for point in POINTS:
        window = WINDOWS.value.get(point)
        if window is None:
            come = seen_again is not None and seen_again <= today
            due, past = come, seen_again is not None and seen_again < today
        else:
            come, past = window.due(session.date, today), window.overdue(session.date, today)
            due = point is latest and not later_done
            if point is FollowUpPoint.END:
                due = due and session.date == today
        due = due and point not in done_points
        states.append(
            PointState(
                point=point,
                done=tuple(
                    sorted((one for one in mine if one.point is point), key=lambda one: one.done)
                ),
                reactions=tuple(one for one in found if one.point is point),
                come=come,
                due=due,
                overdue=due and past,
            )
        )
    return states
