"""Two maps of one person, read from the clinic file and compared: sessions, a plan, two halves."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from uuid import UUID

from mesomap.analysis.difference import Difference, Snapshot, against_plan, differing, halves
from mesomap.analysis.doses import Dose, Strengths, doses_by_region
from mesomap.analysis.marks import in_skin
from mesomap.analysis.steps import Steps, finished
from mesomap.atlas import Atlas, Body
from mesomap.document.bodies import body_of_session
from mesomap.document.record.contents import contents_of
from mesomap.exchange.compare_notes import notes_of, off_halves, to_be_had
from mesomap.model import (
    AreaPass,
    Injection,
    KnownError,
    Lesion,
    Message,
    Patient,
    RegionKey,
    Session,
    Side,
    Status,
)
from mesomap.model.message import QT_TRANSLATE_NOOP
from mesomap.storage import Store

TWO_PATIENTS = QT_TRANSLATE_NOOP(
    "messages", "These sessions are of two patients: choose two sessions of one patient."
)
Doses = dict[RegionKey | None, tuple[Dose, ...]]


class Way(StrEnum):
    """What is compared with what."""

    SESSIONS = "sessions"
    PLAN = "plan"
    HALVES = "halves"


@dataclass(frozen=True, slots=True)
class Compared:
    """What is wanted: session `first` against `second`; one session has both ids the same."""

    first: UUID
    second: UUID
    way: Way = Way.SESSIONS


@dataclass(frozen=True, slots=True, kw_only=True)
class Half:
    """One of the two maps: what is drawn of it and what it holds."""

    session: Session
    map: Snapshot
    doses: Doses


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """A comparison with everything that its table, its paper and its JSON say.

    `notes` say what stands in the way of comparing: one line each.
    """

    way: Way
    body: Body
    patient: Patient
    first: Half
    second: Half
    difference: Difference
    lesions: tuple[Lesion, ...]
    notes: tuple[Message, ...]


def compared(store: Store, atlas: Atlas, wanted: Compared) -> Result:
    """Compare as `wanted`, on the later session's body and calibration.

    Raises
    ------
    KnownError
        There is no such session, they are of two patients, or a body is not in the atlas.
    """
    return finished(comparing(store, atlas, wanted))


def comparing(store: Store, atlas: Atlas, wanted: Compared) -> Steps[Result]:
    """As `compared`, in steps."""
    sessions = [store.session(id) for id in (wanted.first, wanted.second)]
    patient = store.person_of(sessions[0])
    if store.person_of(sessions[1]) != patient:
        raise KnownError(TWO_PATIENTS)
    later = max(sessions, key=_when)
    body = body_of_session(store, atlas, later)
    maps = []
    for one in sessions:
        maps.append(_snapshot(store, one.id))
        yield
    notes = notes_of(store, body, sessions, [one.injections for one in maps])
    maps = [replace(one, injections=to_be_had(body, one.injections)) for one in maps]
    if wanted.way is Way.PLAN:
        found = yield from against_plan(body, maps[0])
        maps = _plan_and_given(found, maps[0])
    elif wanted.way is Way.HALVES:
        left, right, neither = _halves(body, maps[0])
        maps = [left, right]
        found = yield from differing(body, left, right)
        notes += off_halves(neither)
    else:
        found = yield from differing(body, maps[0], maps[1])
    return Result(
        way=wanted.way,
        body=body,
        patient=patient,
        first=_half(store, sessions[0], maps[0]),
        second=_half(store, sessions[1], maps[1]),
        difference=found,
        lesions=tuple(one for one in store.of_patient(Lesion, patient.id) if one.sizes),
        notes=tuple(notes),
    )


def _snapshot(store: Store, id: UUID) -> Snapshot:
    return Snapshot(
        injections=store.injections(id),
        syringes={one.id: one for one in store.syringes(id)},
        areas=store.of_session(AreaPass, id),
    )


def _half(store: Store, session: Session, map: Snapshot) -> Half:
    strengths = contents_of(store, session.id).strengths(map.syringes.values())
    return Half(session=session, map=map, doses=_doses(map, strengths))


def _doses(map: Snapshot, strengths: Strengths) -> Doses:
    values: list[Injection | AreaPass] = [one for one in map.injections if in_skin(one)]
    values += [one for one in map.areas if one.status is not Status.SKIPPED]
    return doses_by_region(values, strengths)


def _plan_and_given(found: Difference, map: Snapshot) -> list[Snapshot]:
    """What was planned and what was given of one session, as they were compared."""
    changes = found.comparison.changes
    planned = [one.before for one in changes if one.before is not None]
    given = [one.after for one in changes if one.after is not None]
    passes = [replace(one, status=Status.PLANNED) for one in map.areas]
    done = [one for one in map.areas if one.status is Status.GIVEN]
    return [
        replace(map, injections=planned, areas=passes),
        replace(map, injections=given, areas=done),
    ]


def _halves(body: Body, map: Snapshot) -> tuple[Snapshot, Snapshot, int]:
    """The left half, the right half mirrored onto it, and how many are on neither."""
    left, right, neither = halves(body, map.injections)
    passes = [one for one in map.areas if one.status is not Status.SKIPPED]
    sided = _on_side(passes, Side.LEFT), _on_side(passes, Side.RIGHT)
    mirrored = [
        replace(one, side=Side.LEFT, outline=tuple(body.mirrored(site) for site in one.outline))
        for one in sided[1]
    ]
    missed = sum(not in_skin(one) for one in map.injections)
    neither += len(passes) - len(sided[0]) - len(sided[1]) - missed
    return (
        replace(map, injections=left, areas=sided[0]),
        replace(map, injections=right, areas=mirrored),
        neither,
    )


def _on_side(passes: Iterable[AreaPass], side: Side) -> Sequence[AreaPass]:
    return [one for one in passes if one.side is side]


def _when(session: Session) -> tuple[object, ...]:
    return session.date, session.started, session.id
