"""Remarks of a session: what they look at, gathered; and the answers that are kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID, uuid4

from mesomap.analysis.figures import RegionFigures, session_figures
from mesomap.analysis.lesions import present
from mesomap.analysis.remarks import Context, Earlier, Remark, remarks
from mesomap.atlas import Body
from mesomap.clinical.needles import needles
from mesomap.clinical.protocols import protocols
from mesomap.document.document import Document
from mesomap.document.history import earlier_sessions, treated_in
from mesomap.document.loading import load
from mesomap.document.record.clinic import clinic_settings
from mesomap.document.record.courses import standing
from mesomap.document.state import State
from mesomap.model import (
    Added,
    AreaPass,
    Change,
    Course,
    Device,
    DeviceUse,
    Draw,
    Injection,
    Lesion,
    Needle,
    Preparation,
    Product,
    Protocol,
    Questionnaire,
    RegionKey,
    RemarkAnswer,
    Removed,
    Session,
    Status,
    Syringe,
    Updated,
)
from mesomap.storage import Store


def earlier_of(store: Store, session: Session) -> tuple[Earlier, ...]:
    """The person's sessions before `session` that gave something, oldest first."""
    found = []
    for summary in earlier_sessions(store, session):
        treated = treated_in(store, summary.session)
        values: list[Injection | AreaPass] = [*treated.injections, *treated.areas]
        regions = frozenset(
            RegionKey(one.region, one.side)
            for one in values
            if one.status is Status.GIVEN and one.region is not None and one.side is not None
        )
        if regions:
            day = summary.session.date
            found.append(Earlier(session=summary.session.id, day=day, regions=regions))
    return tuple(found)


def context_of(
    store: Store,
    state: State,
    body: Body,
    *,
    earlier: Sequence[Earlier] | None = None,
    number: int | None = None,
    spacing_mm: Mapping[RegionKey, float | None] | None = None,
) -> Context:
    """What the remarks of `state`'s session look at.

    Parameters
    ----------
    earlier, number
        Where they are known already: they do not change while a session is open.
    spacing_mm
        The median spacing of each region in use, where the live figures have it already.
    """
    session, patient = state.session, state.patient
    if session is None or patient is None:
        raise ValueError("no session is open")
    injections = list(state.of(Injection).values())
    areas = list(state.of(AreaPass).values())
    syringes = state.of(Syringe)
    draws = list(state.of(Draw).values())
    known = protocols(state.of(Protocol))
    if spacing_mm is None:
        spacing_mm = spacing_of(session_figures(body, injections, syringes))
    uses = list(state.of(DeviceUse).values())
    return Context(
        body=body,
        patient=patient,
        session=session,
        injections=injections,
        areas=areas,
        syringes=syringes,
        draws=draws,
        products=state.of(Product),
        lots=store.lots({one.lot for one in draws if one.lot is not None}),
        devices=uses,
        expired_devices=_expired(session, uses, state.of(Device)),
        needles=needles(state.of(Needle)),
        lesions=present(state.of(Lesion).values(), session.date),
        protocol=known.get(session.protocol) if session.protocol is not None else None,
        number=_number(store, state, known) if number is None else number,
        questionnaire=next(iter(state.of(Questionnaire).values()), None),
        preparation=next(iter(state.of(Preparation).values()), None),
        clinic=clinic_settings(store),
        earlier=earlier_of(store, session) if earlier is None else earlier,
        spacing_mm=spacing_mm,
    )


def spacing_of(figures: Mapping[RegionKey, RegionFigures]) -> dict[RegionKey, float | None]:
    """The median spacing of each region, as its figures have it."""
    return {key: one.spacing.median_mm for key, one in figures.items()}


def _number(store: Store, state: State, known: Mapping[UUID, Protocol]) -> int | None:
    """Which session of its course it is, from 1; None without a course."""
    session, patient = state.session, state.patient
    assert session is not None
    assert patient is not None
    course = state.of(Course).get(session.course) if session.course is not None else None
    if course is None:
        return None
    return standing(course, store.sessions(patient.id), known, session=session.id).number


def _expired(
    session: Session, uses: Sequence[DeviceUse], devices: Mapping[UUID, Device]
) -> dict[UUID, str]:
    found: dict[UUID, str] = {}
    for use in uses:
        device = devices.get(use.device)
        if device is None:
            continue
        if device.recalled is not None:
            found[device.id] = f"recalled {device.recalled}"
        elif device.expiry is not None and device.expiry < session.date:
            found[device.id] = f"expired {device.expiry}"
    return found


def answer(document: Document, remark: Remark, *, said: str, reason: str) -> tuple[Change, ...]:
    """Keep a reason for going on; another one for the same remark replaces the first."""
    session = document.session
    if session is None:
        return ()
    before = answers(document.of(RemarkAnswer)).get(remark.key)
    reason = " ".join(reason.split())
    if before is not None:
        after = replace(before, reason=reason, answered=document.clock(), by=document.actor)
        return (Updated(before, after),) if reason != before.reason else ()
    return (
        Added(
            RemarkAnswer(
                id=uuid4(),
                session=session.id,
                remark=remark.key,
                said=said,
                source=remark.source,
                reason=reason,
                answered=document.clock(),
                by=document.actor,
            )
        ),
    )


def withdraw(document: Document, remark: Remark) -> tuple[Change, ...]:
    """The answer taken back."""
    before = answers(document.of(RemarkAnswer)).get(remark.key)
    return () if before is None else (Removed(before),)


def answers(kept: Mapping[UUID, RemarkAnswer]) -> dict[str, RemarkAnswer]:
    """The answers by the remark's key."""
    return {one.remark: one for one in kept.values()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A remark with its answer. Without a remark: an answer whose cause is no more."""

    remark: Remark | None = None
    answer: RemarkAnswer | None = None


def told(
    store: Store,
    body: Body,
    session: Session,
    *,
    spacing_mm: Mapping[RegionKey, float | None] | None = None,
) -> tuple[Told, ...]:
    """What the checks that are on find in a stored session, each with its answer; then the answers
    to what is no longer found.
    """
    state = load(store, session)
    found = remarks(context_of(store, state, body, spacing_mm=spacing_mm))
    kept = answers(state.of(RemarkAnswer))
    standing = {one.key for one in found}
    left = [one for key, one in kept.items() if key not in standing]
    return (
        *(Told(remark=one, answer=kept.get(one.key)) for one in found),
        *(Told(answer=one) for one in sorted(left, key=lambda one: (one.answered, one.id))),
    )
