"""The route: in which order a hand comfortably gives what is planned.

Region by region; within one, row by row, there and back; one side of the body before the other,
with what lies in the middle between them. The route is the needle order: nothing else is stored.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from uuid import UUID

import numpy as np

from mesomap.analysis.chain import Stretch, chain
from mesomap.analysis.walked import Block, Walked, block_of, key_of_step, on_flat_skin, places_of
from mesomap.geometry.arrays import Floats
from mesomap.geometry.walk import (
    MOST_TO_POLISH,
    Rows,
    backwards,
    cut_rows,
    directions_of,
    flat,
    other_hand,
    polished,
    shortest_rows,
    walk_length,
)
from mesomap.model import AreaPass, Injection, Lattice, Pattern, RegionKey, Side

Step = Injection | AreaPass
"""What is given at one go: an entry of the needle, a thread, or an area pass."""

SCATTERED = 1.15
"""Where the shortest walk beats the rows by so much, the places stand in no rows."""
AS_GOOD = 1.05
"""An order this much longer than the best is left as it is."""


@dataclass(frozen=True, slots=True)
class Leg:
    """The steps of one region, in rows; every row in its direction."""

    key: RegionKey | None
    rows: tuple[tuple[UUID, ...], ...]

    @property
    def ids(self) -> tuple[UUID, ...]:
        """Its steps in their order."""
        return tuple(id for row in self.rows for id in row)


@dataclass(frozen=True, slots=True)
class Route:
    """All steps of a session, leg after leg."""

    legs: tuple[Leg, ...]

    @property
    def ids(self) -> tuple[UUID, ...]:
        """All steps in their order."""
        return tuple(id for leg in self.legs for id in leg.ids)

    def leg_of(self, id: UUID) -> int:
        """The place in `legs` of the one with `id`; KeyError without one."""
        for number, leg in enumerate(self.legs):
            if id in leg.ids:
                return number
        raise KeyError(id)

    def row_of(self, id: UUID) -> tuple[int, int]:
        """Within its leg: the place of its row, and its place in that row."""
        for number, row in enumerate(self.legs[self.leg_of(id)].rows):
            if id in row:
                return number, row.index(id)
        raise KeyError(id)

    def with_leg_reversed(self, number: int) -> Route:
        """The leg `number` walked from its end."""
        legs = list(self.legs)
        rows = tuple(tuple(reversed(row)) for row in reversed(legs[number].rows))
        legs[number] = Leg(legs[number].key, rows)
        return Route(tuple(legs))

    def with_leg_moved(self, number: int, by: int) -> Route:
        """The leg `number` that many places later (or earlier); at the ends it stays."""
        legs = list(self.legs)
        leg = legs.pop(number)
        legs.insert(min(max(number + by, 0), len(legs)), leg)
        return Route(tuple(legs))


def best_route(
    body: Walked, steps: Iterable[Step], lattices: Mapping[UUID, Lattice] | None = None
) -> Route:
    """The shortest comfortable route; the same steps give the same route.

    Parameters
    ----------
    body
        On which they are.
    steps
        In any order; their needle order decides where nothing else does.
    lattices
        The session's, by id: their direction is that of the rows.
    """
    ordered = in_needle_order(steps)
    places = places_of(body, ordered)
    blocks: dict[Block, dict[tuple[RegionKey | None, Block], list[int]]] = {}
    for row, block in enumerate(block_of(body, ordered, places)):
        key = key_of_step(ordered[row])
        blocks.setdefault(block, {}).setdefault((key, block), []).append(row)
    legs: list[Leg] = []
    at: Floats | None = None
    for block in _comfortable(list(blocks)):
        groups = list(blocks[block].items())
        stretches = [
            Stretch(_ways(body, [ordered[row] for row in rows], lattices or {}), places[rows])
            for _, rows in groups
        ]
        for number, way in chain(stretches, at):
            (key, _), rows = groups[number]
            walked = tuple(tuple(ordered[rows[i]].id for i in row) for row in way)
            legs.append(Leg(key, walked))
            at = places[rows[flat(way)[-1]]]
    return Route(tuple(legs))


def stored_route(body: Walked, steps: Iterable[Step]) -> Route:
    """The needle order as it is, as a route: a leg ends where the region changes."""
    ordered = in_needle_order(steps)
    legs = []
    for key, group in groupby(ordered, key=key_of_step):
        members = list(group)
        rows = cut_rows(on_flat_skin(body, key, members), range(len(members)))
        legs.append(Leg(key, tuple(tuple(members[i].id for i in row) for row in rows)))
    return Route(tuple(legs))


def is_comfortable(
    body: Walked, steps: Iterable[Step], lattices: Mapping[UUID, Lattice] | None = None
) -> bool:
    """Whether the needle order is a good route already, so that none needs to be made."""
    ordered = in_needle_order(steps)
    if not region_by_region(ordered):
        return False
    places = places_of(body, ordered)
    blocks = [block for block, _ in groupby(block_of(body, ordered, places))]
    if len(set(blocks)) < len(blocks):
        return False
    best = best_route(body, ordered, lattices)
    at = {step.id: place for step, place in zip(ordered, places, strict=True)}
    of_leg = {leg.key: leg.ids for leg in best.legs}
    return all(
        walk_length(np.array([at[step.id] for step in ordered if key_of_step(step) == key]))
        <= AS_GOOD * walk_length(np.array([at[id] for id in ids])) + 1e-6
        for key, ids in of_leg.items()
    )


def region_by_region(steps: Sequence[Step]) -> bool:
    """Whether each region of `steps` is completed before the next."""
    keys = [key for key, _ in groupby(in_needle_order(steps), key=key_of_step)]
    return len(set(keys)) == len(keys)


def in_needle_order(steps: Iterable[Step]) -> list[Step]:
    """By their stored order; of equals (there should be none) by id."""
    return sorted(steps, key=lambda step: (step.order, step.id.int))


def route_length(body: Walked, steps: Sequence[Step]) -> float:
    """Length in mm, straight from place to place, of giving `steps` in their sequence."""
    return walk_length(places_of(body, steps))


def _ways(body: Walked, steps: Sequence[Step], lattices: Mapping[UUID, Lattice]) -> list[Rows]:
    """The ways to walk one region: from any of its corners; area passes come last."""
    points = [i for i, step in enumerate(steps) if isinstance(step, Injection)]
    passes = tuple((i,) for i, step in enumerate(steps) if not isinstance(step, Injection))
    if not points:
        return [passes]
    members = [steps[i] for i in points]
    uv = on_flat_skin(body, key_of_step(steps[0]), members)
    rows = shortest_rows(uv, _angles(members, lattices) or directions_of(uv))
    length = walk_length(uv[list(flat(rows))])
    found = [rows, backwards(rows), other_hand(rows), backwards(other_hand(rows))]
    as_placed = tuple(range(len(members)))
    tried = [as_placed]
    if len(members) <= MOST_TO_POLISH:
        tried.append(polished(uv, flat(rows)))
    for order in tried:
        if walk_length(uv[list(order)]) * SCATTERED < length:
            way = cut_rows(uv, order)
            found, length = [way, backwards(way)], walk_length(uv[list(order)])
    return [tuple(tuple(points[i] for i in row) for row in way) + passes for way in found]


def _angles(steps: Sequence[Step], lattices: Mapping[UUID, Lattice]) -> list[float]:
    """Along which the lattice of most of `steps` runs; none where most have no lattice."""
    count: dict[UUID, int] = {}
    for step in steps:
        lattice = step.lattice if isinstance(step, Injection) else None
        if lattice is not None and lattice in lattices:
            count[lattice] = count.get(lattice, 0) + 1
    if not count or 2 * sum(count.values()) <= len(steps):
        return []
    settings = lattices[max(count, key=lambda id: count[id])].settings
    across = [settings.angle_deg + 90.0] if settings.pattern is Pattern.SQUARE else []
    return [settings.angle_deg, *across]


def _comfortable(blocks: Sequence[Block]) -> list[Block]:
    """Parts of the body as they come; of each the side that comes first, the middle, the other."""
    parts = list(dict.fromkeys((block.part, block.back) for block in blocks))
    ordered: list[Block] = []
    for part in parts:
        mine = [block for block in blocks if (block.part, block.back) == part]
        sided = [block for block in mine if block.side is not Side.MIDLINE]
        middle = [block for block in mine if block.side is Side.MIDLINE]
        ordered += [*sided[:1], *middle, *sided[1:]]
    return ordered
