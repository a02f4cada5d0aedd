"""Giving what is planned, step by step: the changes to commit, and what follows from what is given.

A step is an injection, a thread or an area pass. Nothing here writes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import pairwise
from uuid import UUID

from mesomap.document.document import Document
from mesomap.document.recording import given, moment
from mesomap.model import (
    AreaPass,
    Change,
    GivenHow,
    Injection,
    Plan,
    Session,
    Status,
    Updated,
)

Step = Injection | AreaPass

PAUSE = timedelta(minutes=5)
"""Of two needles farther apart than this, nobody was treating all the time between them."""


def steps_of(document: Document) -> list[Step]:
    """All steps of the open session in needle order."""
    steps: list[Step] = [*document.injections.values(), *document.areas.values()]
    return sorted(steps, key=lambda step: (step.order, step.id.int))


def step_of(document: Document, id: UUID) -> Step | None:
    """The step with `id`, as it is now."""
    return document.injections.get(id) or document.areas.get(id)


def is_open(step: Step) -> bool:
    """Whether it is still to be given."""
    return step.status is Status.PLANNED


def next_open(steps: Sequence[Step], after: UUID | None) -> Step | None:
    """The first open step behind `after`, from the beginning again if there is none behind it."""
    ids = [step.id for step in steps]
    start = ids.index(after) + 1 if after in ids else 0
    around = [*steps[start:], *steps[:start]]
    return next((step for step in around if is_open(step)), None)


def last_done(steps: Iterable[Step]) -> Step | None:
    """The step given last; skipped ones have no time and count from the one before them."""
    done = [step for step in steps if step.status is Status.GIVEN and step.given_at is not None]
    return max(done, key=lambda step: (step.given_at, step.order)) if done else None


def treated_seconds(steps: Iterable[Step]) -> float:
    """How long it took to give what is given: from needle to needle, without longer pauses."""
    times = sorted(step.given_at for step in steps if step.given_at is not None)
    gaps = (later - earlier for earlier, later in pairwise(times))
    return sum((gap.total_seconds() for gap in gaps if gap <= PAUSE), 0.0)


def given_ul(document: Document, syringe: UUID) -> int:
    """What of a syringe is given, microlitres."""
    return sum(
        step.volume_ul
        for step in steps_of(document)
        if step.syringe == syringe and step.status is Status.GIVEN
    )


# The changes.


def give(
    document: Document, steps: Sequence[Step], *, how: GivenHow = GivenHow.EACH
) -> tuple[Change, ...]:
    """`steps` are given now."""
    at = moment(document)
    changes: list[Change] = [
        Updated(step, given(document, step, at=at, how=how)) for step in steps if is_open(step)
    ]
    return (*changes, *_session(document, changes, at)) if changes else ()


def skip(document: Document, step: Step, *, reason: str = "") -> tuple[Change, ...]:
    """`step` is not given."""
    at = moment(document)
    changes: list[Change] = [Updated(step, replace(step, status=Status.SKIPPED, reason=reason))]
    return (*changes, *_session(document, changes, at))


def set_reason(step: Step, reason: str) -> tuple[Change, ...]:
    """Why `step` was skipped."""
    return () if step.reason == reason else (Updated(step, replace(step, reason=reason)),)


def take_back(document: Document, steps: Sequence[Step]) -> tuple[Change, ...]:
    """`steps` are planned again, as if nothing had been pressed."""
    changes: list[Change] = [
        Updated(
            step,
            replace(
                step,
                status=Status.PLANNED,
                given_at=None,
                given_by="",
                given_how=None,
                reason="",
            ),
        )
        for step in steps
        if not is_open(step)
    ]
    return (*changes, *_session(document, changes, None)) if changes else ()


def end(document: Document, *, because: str = "") -> tuple[Change, ...]:
    """Treating ends now, before all is given."""
    session = document.session
    if session is None or session.treated_from is None:
        return ()
    after = replace(session, treated_until=moment(document), stopped_because=because.strip())
    return (Updated(session, after),)


def reorder(document: Document, ids: Sequence[UUID]) -> tuple[Change, ...]:
    """The steps `ids` are given in this sequence, in the places that they have among all steps."""
    steps = [step for id in ids if (step := step_of(document, id)) is not None]
    orders = sorted(step.order for step in steps)
    return tuple(
        Updated(step, replace(step, order=order))
        for step, order in zip(steps, orders, strict=True)
        if step.order != order
    )


def change_dose(
    steps: Iterable[Step], *, depth_mm: float | None = None, volume_ul: int | None = None
) -> tuple[Change, ...]:
    """`steps` at another depth or volume; what was planned is kept beside it.

    Parameters
    ----------
    depth_mm, volume_ul
        None leaves it as it is.
    """
    changes = []
    for step in steps:
        after = step
        if depth_mm is not None:
            after = replace(after, depth_mm=depth_mm, layer="")
        if volume_ul is not None:
            after = replace(after, volume_ul=volume_ul)
        if isinstance(step, Injection) and isinstance(after, Injection):
            after = _beside_plan(step, after)
        if after != step:
            changes.append(Updated(step, after))
    return tuple(changes)


def _beside_plan(before: Injection, after: Injection) -> Injection:
    plan = before.plan or Plan(
        site=before.site,
        depth_mm=before.depth_mm,
        volume_ul=before.volume_ul,
        syringe=before.syringe,
    )
    now = (after.site, after.depth_mm, after.volume_ul, after.syringe)
    as_planned = (plan.site, plan.depth_mm, plan.volume_ul, plan.syringe) == now
    return replace(after, plan=None if as_planned else plan)


def _session(
    document: Document, changes: Sequence[Change], at: datetime | None
) -> tuple[Change, ...]:
    """When treating began and ended, as it follows from `changes`; `at` is None to take back."""
    session = document.session
    assert session is not None
    after = {c.after.id: c.after for c in changes if isinstance(c, Updated)}
    steps = [after.get(step.id, step) for step in steps_of(document)]
    left = any(isinstance(step, Step) and is_open(step) for step in steps)
    begun = any(isinstance(step, Step) and not is_open(step) for step in steps)
    now = _times(session, at, left=left, begun=begun)
    return () if now == session else (Updated(session, now),)


def _times(session: Session, at: datetime | None, *, left: bool, begun: bool) -> Session:
    if not begun:
        return replace(session, treated_from=None, treated_until=None, stopped_because="")
    if at is None:
        return session
    return replace(
        session,
        treated_from=session.treated_from or at,
        treated_until=session.treated_until if left else at,
        stopped_because="",
    )
