"""From a comparison to today's plan: parts of earlier sessions chosen to be placed again.

Of the last sessions with a map, unless a `Source` names others.

Nothing here writes. What comes back is a fragment for `mesomap.document.copies.place_again`; sites
carry over to whatever body the open session is on, except those on a picture that it has not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar
from uuid import UUID, uuid4

import numpy as np

from mesomap.analysis.compare import Fate, Given, compare
from mesomap.analysis.lattices import Place, fillings_of, places_of
from mesomap.analysis.lesions import present
from mesomap.analysis.marks import in_skin
from mesomap.analysis.missing import open_places
from mesomap.atlas import Body
from mesomap.document.copies import Fragment, fragment
from mesomap.document.document import Document
from mesomap.document.history import earlier_sessions, rested_of
from mesomap.document.mirroring import is_taken
from mesomap.document.placed import elsewhere, sites_of
from mesomap.model import (
    AreaPass,
    Injection,
    KnownError,
    Lattice,
    LatticeSettings,
    PictureSite,
    Session,
    Status,
    Syringe,
)
from mesomap.model.message import QT_TRANSLATE_NOOP
from mesomap.storage import Store

Entry = TypeVar("Entry", Injection, AreaPass)

NO_EARLIER = QT_TRANSLATE_NOOP(
    "messages", "This patient has no session before this one with a map."
)
ONE_EARLIER = QT_TRANSLATE_NOOP(
    "messages", "This patient has only one session with a map before this one: two are compared."
)
NONE_KEPT = QT_TRANSLATE_NOOP(
    "messages", "The maps of {before} and {day} have no injection in common."
)
NONE_MISSED = QT_TRANSLATE_NOOP("messages", "On {day} everything that was planned was given.")
NOT_BEGUN = QT_TRANSLATE_NOOP("messages", "On {day} nothing was given: there is no place to stop.")
NONE_LEFT = QT_TRANSLATE_NOOP(
    "messages", "On {day} nothing planned was left after what was given last."
)
NO_LATTICE = QT_TRANSLATE_NOOP("messages", "On {day} nothing was placed by a lattice.")
NO_MAP = QT_TRANSLATE_NOOP("messages", "The session of {day} has no map.")
NO_ROOM = QT_TRANSLATE_NOOP("messages", "Between the old sites no place is free.")
ALL_THERE = QT_TRANSLATE_NOOP("messages", "All of it is in this session already.")
NO_CHART = QT_TRANSLATE_NOOP("messages", "All of it lies on a picture that this session has not.")


@dataclass(frozen=True, slots=True)
class Source:
    """Which session is taken up again, and which one it is compared with.

    Without `before` that is the session with a map before it.
    """

    last: UUID
    before: UUID | None = None


@dataclass(frozen=True, slots=True)
class Again:
    """What is to be placed, of which day, and what of it is left out.

    `there` are in this session already, `off` lie on a picture that this session has not.
    """

    part: Fragment
    day: date
    there: int = 0
    off: int = 0


@dataclass(frozen=True, slots=True)
class _Earlier:
    """What is read of an earlier session."""

    session: Session
    syringes: Sequence[Syringe]
    injections: Sequence[Injection]
    areas: Sequence[AreaPass]


def repeat_kept(document: Document, body: Body, source: Source | None = None) -> Again:
    """What both sessions had, in place, depth, volume and mixture.

    Raises
    ------
    KnownError
        There are no two, or they have nothing in common; one line.
    """
    last, before = _last(document, 2, source)
    found = compare(
        body,
        *(
            Given(_on(body, one.injections), {s.id: s for s in one.syringes})
            for one in (before, last)
        ),
    )
    kept = [one.after for one in found.changes if one.fate is Fate.KEPT and one.after is not None]
    if not kept:
        raise KnownError(NONE_KEPT, before=before.session.date, day=last.session.date)
    return _again(document, body, last, kept, (), nothing=NO_MAP)


def plan_missed(document: Document, body: Body, source: Source | None = None) -> Again:
    """What was planned then and skipped, or not given.

    Raises
    ------
    KnownError
        There is no session before, or nothing was missed; one line.
    """
    (last,) = _last(document, 1, source)
    return _again(document, body, last, *_not_given(last), nothing=NONE_MISSED)


def continue_plan(document: Document, body: Body, source: Source | None = None) -> Again:
    """What was planned then after the one that was given last, and not given.

    Raises
    ------
    KnownError
        There is no session before, nothing was given, or nothing was left; one line.
    """
    (last,) = _last(document, 1, source)
    given = [one.order for one in last.injections if one.status is Status.GIVEN]
    given += [one.order for one in last.areas if one.status is Status.GIVEN]
    if not given:
        raise KnownError(NOT_BEGUN, day=last.session.date)
    end = max(given)
    injections, areas = _not_given(last)
    return _again(
        document,
        body,
        last,
        [one for one in injections if one.order > end],
        [one for one in areas if one.order > end],
        nothing=NONE_LEFT,
    )


def shift_lattice(document: Document, body: Body, source: Source | None = None) -> Again:
    """Last time's lattices, moved by half a pitch along and across their rows, filled again.

    Each place takes depth, volume and mixture from the nearest of its lattice's injections.

    Raises
    ------
    KnownError
        There is no session before, it has no lattice, or no place is free; one line.
    """
    (last,) = _last(document, 1, source)
    session = document.session
    assert session is not None
    held = [one for one in _on(body, last.injections) if in_skin(one)]
    lesions = present(document.lesions.values(), session.date)
    rested = rested_of(document.store, body, session)
    shifted: list[Lattice] = []
    fresh: list[Injection] = []
    taken = [one.site for one in document.injections.values()]
    planned = 0
    for lattice in document.store.of_session(Lattice, last.session.id):
        old = [one for one in held if one.lattice == lattice.id]
        if not old:
            continue
        moved = replace(lattice, id=uuid4(), settings=_half_a_pitch(lattice))
        shifted.append(moved)
        for filling in fillings_of(body, moved, lesions, rested):
            places = places_of(body, filling)
            planned += len(places)
            free = open_places(body, places, taken, nearest_mm=moved.settings.nearest_mm)
            taken += [place.site for place in free]
            fresh += _like_the_nearest(body, free, old, moved.id, first=len(fresh) + 1)
    if not shifted:
        raise KnownError(NO_LATTICE, day=last.session.date)
    if not fresh:
        raise KnownError(NO_ROOM)
    named = {one.lattice for one in fresh}
    part = fragment(last.syringes, fresh, (), [one for one in shifted if one.id in named])
    return Again(part, last.session.date, there=planned - len(fresh))


def _last(document: Document, count: int, source: Source | None) -> tuple[_Earlier, ...]:
    """The `count` latest sessions before the open one that have a map, the latest first.

    With a `source` its own, and what was before that.
    """
    session, store = document.session, document.store
    if session is None:
        raise KnownError(NO_EARLIER)
    found: list[_Earlier] = []
    if source is not None:
        named = [source.last] if source.before is None else [source.last, source.before]
        found = [_named(store, id) for id in named][:count]
        session = found[-1].session
    for one in reversed(earlier_sessions(store, session) if len(found) < count else ()):
        earlier = _read(store, one.session)
        if (earlier.injections or earlier.areas) and len(found) < count:
            found.append(earlier)
    if len(found) < count:
        raise KnownError(ONE_EARLIER if found else NO_EARLIER)
    return tuple(found)


def _named(store: Store, id: UUID) -> _Earlier:
    found = _read(store, store.session(id))
    if not (found.injections or found.areas):
        raise KnownError(NO_MAP, day=found.session.date)
    return found


def _read(store: Store, session: Session) -> _Earlier:
    id = session.id
    injections, areas = store.injections(id), store.of_session(AreaPass, id)
    return _Earlier(session, store.syringes(id), injections, areas)


def _not_given(last: _Earlier) -> tuple[list[Injection], list[AreaPass]]:
    return (
        [one for one in last.injections if one.status is not Status.GIVEN],
        [one for one in last.areas if one.status is not Status.GIVEN],
    )


def _again(
    document: Document,
    body: Body,
    last: _Earlier,
    injections: Sequence[Injection],
    areas: Sequence[AreaPass],
    *,
    nothing: str,
) -> Again:
    """Those of them that have a place here which is free."""
    if not injections and not areas:
        raise KnownError(nothing, day=last.session.date)
    found, passes = _on(body, injections), _on(body, areas)
    off = len(injections) + len(areas) - len(found) - len(passes)
    if not found and not passes:
        raise KnownError(NO_CHART)
    session = document.session
    assert session is not None
    if (session.body, session.atlas) != (last.session.body, last.session.atlas):
        found = elsewhere(body, found, [sites_of(one) for one in found])
    taken = [one.site for one in document.injections.values()]
    there = {(one.region, one.side, one.outline) for one in document.areas.values()}
    free = [one for one in found if not is_taken(body, one.site, taken)]
    free_areas = [one for one in passes if (one.region, one.side, one.outline) not in there]
    if not free and not free_areas:
        raise KnownError(ALL_THERE)
    named = {one.lattice for one in free}
    lattices = document.store.of_session(Lattice, last.session.id)
    part = fragment(last.syringes, free, free_areas, [one for one in lattices if one.id in named])
    left = len(found) + len(passes) - len(part)
    return Again(part, last.session.date, there=left, off=off)


def _on(body: Body, values: Iterable[Entry]) -> list[Entry]:
    """Those of `values` that are on this body or one of its pictures."""
    regions = {(key.id, key.side) for key in body.regions}

    def has_place(one: Entry) -> bool:
        sites = sites_of(one)
        charts = {site.chart for site in sites if isinstance(site, PictureSite)}
        return charts <= set(body.pictures) if sites else (one.region, one.side) in regions

    return [one for one in values if has_place(one)]


def _half_a_pitch(lattice: Lattice) -> LatticeSettings:
    settings = lattice.settings
    along, across = settings.offset_mm
    offset = (along + settings.spacing_mm / 2, across + settings.across_mm / 2)
    return replace(settings, offset_mm=offset)


def _like_the_nearest(
    body: Body, places: Sequence[Place], old: Sequence[Injection], lattice: UUID, *, first: int
) -> list[Injection]:
    """A planned injection at each place, with the settings of the nearest of `old`."""
    if not places:
        return []
    known = body.on_patch(places[0].patch, [one.site for one in old])
    known = np.where(np.isnan(known), np.inf, known)
    return [
        replace(
            old[int(np.argmin(np.hypot(*(known - place.uv).T)))],
            id=uuid4(),
            order=number,
            site=place.site,
            region=place.key.id,
            side=place.key.side,
            path=(),
            lattice=lattice,
        )
        for number, place in enumerate(places, start=first)
    ]


COMMANDS: dict[str, Callable[[Document, Body, Source | None], Again]] = {
    "repeat_kept": repeat_kept,
    "plan_missed": plan_missed,
    "shift_lattice": shift_lattice,
    "continue_plan": continue_plan,
}
"""By the name of their action."""
