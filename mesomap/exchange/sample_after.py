"""What comes after the sample's sessions: follow-ups, reactions, words added later."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta

import numpy as np
import shapely
import shapely.affinity

from mesomap.analysis.outlines import outline_of
from mesomap.atlas import Body
from mesomap.clinical.reactions import WINDOWS
from mesomap.document.record.people import written
from mesomap.document.record.wrong_patient import IN_ERROR
from mesomap.exchange.sample_people import sample_id
from mesomap.exchange.sample_records import Happened, Record
from mesomap.exchange.sample_shelf import ASSISTANT, DOCTOR
from mesomap.model import (
    Added,
    Addendum,
    AddendumKind,
    Change,
    FollowUp,
    FollowUpPoint,
    Known,
    Reaction,
    RegionKey,
    Session,
    Site,
)

AFTERNOON = time(16, 30)
Step = tuple[datetime, str, str, tuple[Change, ...]]
"""When something was written down, by whom, its label, and what."""


def afterwards(
    sessions: Sequence[Session],
    record: Record,
    body: Body,
    keys: Sequence[RegionKey],
    *,
    until: date,
) -> Iterator[Step]:
    """What was noted after each of a course's given sessions, in time."""
    steps: list[Step] = []
    for number, session in enumerate(sessions, start=1):
        later = sessions[number].started if number < len(sessions) else None
        found = [one for one in record.reactions if one.session == number]
        if not (record.due and later is None):
            steps += _follow_ups(session, later, {one.point for one in found}, until=until)
        steps += [_reaction(session, one, body, keys) for one in found]
    if record.addendum:
        steps.append(_addendum(sessions[0], record.addendum))
    yield from sorted(steps, key=lambda step: step[0])


def in_error(wrong: Session, right: Session) -> Step:
    """The mark on a session that was another patient's."""
    at = right.started + timedelta(hours=2)
    made = Addendum(
        id=sample_id(wrong.id, "in error"),
        session=wrong.id,
        kind=AddendumKind.ENTERED_IN_ERROR,
        text="It was the other patient of this name.",
        written=at,
        by=written(DOCTOR),
        other=right.id,
    )
    return at, made.by, IN_ERROR, (Added(made),)


def _follow_ups(
    session: Session, later: datetime | None, told: set[FollowUpPoint], *, until: date
) -> Iterator[Step]:
    """One at each point that has come, but for those at which a reaction was noted."""
    times = {
        point: datetime.combine(session.date + timedelta(days=window.first_day), AFTERNOON)
        for point, window in WINDOWS.value.items()
    }
    times[FollowUpPoint.END] = session.started + timedelta(minutes=75)
    if later is not None:
        times[FollowUpPoint.NEXT_SESSION] = later
    for point, at in times.items():
        if at.date() > until or point in told:
            continue
        by_phone = point in (FollowUpPoint.DAYS, FollowUpPoint.TWELVE_WEEKS)
        made = FollowUp(
            id=sample_id(session.id, "follow-up", point),
            session=session.id,
            point=point,
            done=at,
            known=Known.TOLD if by_phone else Known.SEEN,
            by=written(ASSISTANT if by_phone else DOCTOR),
        )
        yield at, made.by, "Follow-up, nothing seen", (Added(made),)


def _reaction(session: Session, one: Happened, body: Body, keys: Sequence[RegionKey]) -> Step:
    at = datetime.combine(session.date + timedelta(days=one.days), AFTERNOON)
    if one.point is FollowUpPoint.END:
        at = session.started + timedelta(minutes=75)
    key = keys[0]
    patch = body.regions[key].patch
    middle = body.patches[patch].polygon(key).representative_point()
    outline: tuple[Site, ...] = ()
    site = None
    if one.drawn and one.long_mm is not None and one.wide_mm is not None:
        shape = shapely.affinity.scale(
            middle.buffer(one.long_mm / 2), yfact=one.wide_mm / one.long_mm
        )
        outline = outline_of(body, patch, shape)
    else:
        (site,) = body.from_patch(patch, np.array([[middle.x, middle.y]]))
    onset, ended = one.onset_days, one.ended_days
    made = Reaction(
        id=sample_id(session.id, "reaction", one.kind),
        session=session.id,
        kind=one.kind,
        noted=at,
        noted_by=written(ASSISTANT if one.known is Known.TOLD else DOCTOR),
        point=one.point,
        site=site,
        outline=outline,
        region=key.id,
        side=key.side,
        long_mm=one.long_mm,
        wide_mm=one.wide_mm,
        grade=one.grade,
        vas=one.vas,
        onset=_day(session, onset) if onset is not None else None,
        known=one.known,
        reporter=one.reporter,
        action=one.action,
        outcome=one.outcome,
        ended=session.date + timedelta(days=ended) if ended is not None else None,
        text=one.text,
    )
    return at, made.noted_by, "Add reaction", (Added(made),)


def _day(session: Session, days: int) -> datetime:
    """The evening of a day after the session; of its own day, an hour after it began."""
    if not days:
        return session.started + timedelta(hours=1)
    return datetime.combine(session.date + timedelta(days=days), time(19, 0))


def _addendum(session: Session, text: str) -> Step:
    at = datetime.combine(session.date + timedelta(days=1), AFTERNOON)
    made = Addendum(
        id=sample_id(session.id, "addendum"),
        session=session.id,
        kind=AddendumKind.LATE_ENTRY,
        text=text,
        written=at,
        by=written(DOCTOR),
    )
    return at, made.by, "Add addendum", (Added(made),)
