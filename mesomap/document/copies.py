"""Parts of a map placed again: mirrored, pasted, or as last time. Nothing here writes.

What is placed again is geometry and settings: never who got it, when, or what became of it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar
from uuid import UUID, uuid4

from mesomap.document.document import Document
from mesomap.document.edits import next_order
from mesomap.document.recording import as_placed
from mesomap.model import (
    Added,
    AreaPass,
    Change,
    Entity,
    Injection,
    Lattice,
    Status,
    Syringe,
    free_mark,
    mark_of_syringe,
)

Planned = TypeVar("Planned", Injection, AreaPass)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fragment:
    """Part of a map, with the syringes that it names; `lattices` only where they come along."""

    syringes: tuple[Syringe, ...]
    injections: tuple[Injection, ...] = ()
    areas: tuple[AreaPass, ...] = ()
    lattices: tuple[Lattice, ...] = ()

    def __len__(self) -> int:
        return len(self.injections) + len(self.areas)


@dataclass(frozen=True, slots=True)
class Copies:
    """The changes that place a fragment again, and the ids of what they place."""

    changes: tuple[Change, ...]
    ids: frozenset[UUID]


def fragment(
    syringes: Iterable[Syringe],
    injections: Iterable[Injection],
    areas: Iterable[AreaPass],
    lattices: Iterable[Lattice] = (),
) -> Fragment:
    """These injections and area passes in needle order, as planned, with their syringes."""
    chosen = tuple(sorted(map(_planned, injections), key=lambda one: one.order))
    passes = tuple(sorted(map(_planned, areas), key=lambda one: one.order))
    used = {one.syringe for one in chosen} | {one.syringe for one in passes}
    return Fragment(
        syringes=tuple(one for one in syringes if one.id in used),
        injections=chosen,
        areas=passes,
        lattices=tuple(lattices),
    )


def fragment_of(document: Document, ids: Collection[UUID]) -> Fragment:
    """Those of `ids` that are injections or area passes of the open session."""
    return fragment(
        document.syringes.values(),
        [document.injections[id] for id in ids if id in document.injections],
        [document.areas[id] for id in ids if id in document.areas],
    )


def place_again(document: Document, part: Fragment) -> Copies:
    """The changes that place `part` in the open session, after everything that is there.

    Each injection and area pass is planned (in record mode given) with a fresh id; its region
    stays as `part` says. A syringe of another session is the open one's of the same name and
    mixture, else it is added, with nothing drawn up.
    """
    session = document.session
    if session is None:
        raise ValueError("no session is open")
    added, syringes = _syringes(document, part.syringes, session.id)
    lattices = {one.id: replace(one, id=uuid4(), session=session.id) for one in part.lattices}
    first = next_order(document)
    orders = sorted(
        [(o.order, o.id) for o in part.injections] + [(o.order, o.id) for o in part.areas]
    )
    order = {id: first + number for number, (_, id) in enumerate(orders)}
    injections = as_placed(
        document,
        [
            replace(
                one,
                id=uuid4(),
                session=session.id,
                order=order[one.id],
                syringe=syringes[one.syringe],
                lattice=lattices[one.lattice].id if one.lattice in lattices else None,
            )
            for one in part.injections
        ],
    )
    areas = as_placed(
        document,
        [
            replace(
                one,
                id=uuid4(),
                session=session.id,
                order=order[one.id],
                syringe=syringes[one.syringe],
            )
            for one in part.areas
        ],
    )
    fresh: list[Entity] = [*added, *lattices.values(), *injections, *areas]
    ids = frozenset(one.id for one in injections) | frozenset(one.id for one in areas)
    return Copies(tuple(Added(one) for one in fresh), ids)


def _planned(value: Planned) -> Planned:
    bare = replace(
        value, status=Status.PLANNED, given_at=None, given_by="", given_how=None, reason=""
    )
    return replace(bare, plan=None) if isinstance(bare, Injection) else bare


def _syringes(
    document: Document, wanted: Sequence[Syringe], session: UUID
) -> tuple[list[Syringe], dict[UUID, UUID]]:
    """The syringes to add, and which of the session's stands for each of `wanted`."""
    known = list(document.syringes.values())
    ids: dict[UUID, UUID] = {}
    added: list[Syringe] = []
    for one in wanted:
        same = [
            other
            for other in (*known, *added)
            if other.id == one.id or (other.name, other.mixture) == (one.name, one.mixture)
        ]
        if not same:
            taken = [mark_of_syringe(other) for other in (*known, *added)]
            mark = free_mark(one.technique, taken) if mark_of_syringe(one) in taken else one.mark
            last = max((other.position for other in (*known, *added)), default=-1)
            same = [
                replace(one, id=uuid4(), session=session, drawn_ul=0, position=last + 1, mark=mark)
            ]
            added += same
        ids[one.id] = next((o.id for o in same if o.id == one.id), same[0].id)
    return added, ids
