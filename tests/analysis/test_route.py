"""The route: a permutation, side by side, region by region, and never a longer way than planned."""

from __future__ import annotations

import random
from dataclasses import replace
from itertools import groupby
from types import SimpleNamespace
from uuid import UUID

import numpy as np
import pytest
from flat_strip import A, B, C, FlatBody, injection
from hypothesis import given
from hypothesis import strategies as st

from mesomap.analysis.plan import plan_region
from mesomap.analysis.route import (
    best_route,
    is_comfortable,
    route_length,
    stored_route,
)
from mesomap.analysis.walked import key_of_step
from mesomap.geometry.lattice import lattice_over
from mesomap.model import (
    AreaPass,
    Injection,
    Lattice,
    LatticeSettings,
    Pattern,
    RegionKey,
    Side,
    Technique,
)

SESSION = UUID(int=1)


class Strip(FlatBody):
    """The flat strip in space: x to the left, y up."""

    def __init__(self) -> None:
        super().__init__()
        self.regions = {
            key: SimpleNamespace(patch=one.patch, group="face") for key, one in self.regions.items()
        }

    def xyz(self, sites):  # type: ignore[no-untyped-def]
        return np.array([(site.s, site.t, 0.0) for site in sites]).reshape(-1, 3)

    def normals(self, sites):  # type: ignore[no-untyped-def]
        return np.tile([0.0, 0.0, 1.0], (len(sites), 1))


STRIP = Strip()
steps_on_the_strip = st.lists(
    st.tuples(st.integers(0, 199), st.integers(0, 79)), min_size=1, max_size=30, unique=True
).map(lambda found: [injection(n, float(x), float(y)) for n, (x, y) in enumerate(found, start=1)])


def in_order(steps, ids):  # type: ignore[no-untyped-def]
    by_id = {step.id: step for step in steps}
    return [by_id[id] for id in ids]


@given(steps_on_the_strip)
def test_every_step_comes_once_and_the_same_each_time(steps: list[Injection]) -> None:
    route = best_route(STRIP, steps)
    assert sorted(route.ids) == sorted(step.id for step in steps)
    assert best_route(STRIP, list(reversed(steps))) == route


@given(steps_on_the_strip)
def test_a_region_and_a_side_are_completed_before_the_next(steps: list[Injection]) -> None:
    ordered = in_order(steps, best_route(STRIP, steps).ids)
    keys = [key for key, _ in groupby(key_of_step(step) for step in ordered)]
    assert len(keys) == len(set(keys))
    sides = [side for side, _ in groupby(step.side for step in ordered)]
    assert len(sides) == len(set(sides)), "no jump back to the side that was completed"


@given(steps_on_the_strip)
def test_within_a_region_the_way_is_little_longer_than_as_placed(steps: list[Injection]) -> None:
    route = best_route(STRIP, steps)
    for leg in route.legs:
        placed = [step for step in steps if key_of_step(step) == leg.key]
        walked = in_order(steps, leg.ids)
        assert route_length(STRIP, walked) <= 1.16 * route_length(STRIP, placed) + 1e-6


@given(steps_on_the_strip)
def test_the_whole_way_is_bounded_by_the_way_as_placed(steps: list[Injection]) -> None:
    route = best_route(STRIP, steps)
    places = STRIP.xyz([step.site for step in steps])
    across = float(np.linalg.norm(places.max(axis=0) - places.min(axis=0)))
    bound = len(route.legs) * (1.16 * route_length(STRIP, steps) + across)
    assert route_length(STRIP, in_order(steps, route.ids)) <= bound + 1e-6


def test_a_lattice_is_walked_row_by_row_whatever_the_order_it_was_placed_in() -> None:
    steps = [injection(5 * row + column, 5.0 + 10 * column, 5.0 + 10 * row)
             for row in range(6) for column in range(5)]  # fmt: skip
    random.Random(3).shuffle(steps)
    shuffled = [replace(step, order=n) for n, step in enumerate(steps, start=1)]
    route = best_route(STRIP, shuffled)
    assert [len(row) for leg in route.legs for row in leg.rows] in ([5] * 6, [6] * 5)
    assert route_length(STRIP, in_order(shuffled, route.ids)) == pytest.approx(29 * 10.0)


def test_the_lattices_direction_is_that_of_the_rows() -> None:
    lattice = Lattice(
        id=UUID(int=9),
        session=SESSION,
        settings=LatticeSettings(pattern=Pattern.HEX, spacing_mm=10.0, angle_deg=60.0),
        regions=(A,),
    )
    places = lattice_over([STRIP.patches["near"].polygon(A)], lattice.settings)[0]
    middle = np.array(STRIP.patches["near"].middle)
    steps = [
        injection(n, *(place + middle).tolist(), lattice=lattice.id)
        for n, place in enumerate(places, start=1)
    ]
    leg = best_route(STRIP, steps, {lattice.id: lattice}).legs[0]
    at = {step.id: np.array([step.site.s, step.site.t]) for step in steps}
    longest = max(leg.rows, key=len)
    along = at[longest[-1]] - at[longest[0]]
    assert abs(np.degrees(np.arctan2(along[1], along[0])) % 180.0 - 60.0) < 1.0


def test_the_middle_comes_between_the_sides() -> None:
    keys = [RegionKey("l", Side.LEFT), RegionKey("m", Side.MIDLINE), RegionKey("r", Side.RIGHT)]
    body = Strip()
    body.regions = {key: SimpleNamespace(patch="near", group="face") for key in keys}
    steps = [
        injection(n, 10.0 + 20.0 * n, 40.0, region=key.id, side=key.side)
        for n, key in enumerate([keys[0], keys[2], keys[1]], start=1)
    ]
    route = best_route(body, steps)
    assert [leg.key for leg in route.legs] == [keys[0], keys[1], keys[2]]


def test_what_is_behind_comes_after_what_is_in_front() -> None:
    keys = [RegionKey(name, side) for name in "fb" for side in (Side.LEFT, Side.RIGHT)]

    class Trunk(Strip):
        def normals(self, sites):  # type: ignore[no-untyped-def]
            return np.array([(0.0, 0.0, 1.0 if site.t < 40 else -1.0) for site in sites])

    body = Trunk()
    body.regions = {key: SimpleNamespace(patch="near", group="trunk") for key in keys}
    order = [keys[0], keys[2], keys[1], keys[3]]  # front left, back left, front right, back right
    steps = [
        injection(n, 30.0, 10.0 if key.id == "f" else 70.0, region=key.id, side=key.side)
        for n, key in enumerate(order, start=1)
    ]
    assert [leg.key.id for leg in best_route(body, steps).legs] == ["f", "f", "b", "b"]


def test_area_passes_come_last_in_their_region_and_alone_where_there_is_nothing_else() -> None:
    area = AreaPass(
        id=UUID(int=77), session=SESSION, order=1, region="a", side=A.side, outline=(),
        syringe=UUID(int=2), technique=Technique.NAPPAGE, volume_ul=500,
    )  # fmt: skip
    other = replace(area, id=UUID(int=78), region="c", side=C.side, order=9)
    steps = [area, injection(2, 10.0, 10.0), injection(3, 20.0, 10.0), other]
    route = best_route(STRIP, steps)
    legs = {leg.key: leg.ids for leg in route.legs}
    assert legs[A][-1] == area.id
    assert legs[C] == (other.id,)


def test_a_route_is_found_again_in_the_stored_order() -> None:
    steps = [injection(n, float(3 + (n * 37) % 190), float(5 + (n * 23) % 70)) for n in range(24)]
    route = best_route(STRIP, steps)
    ordered = [replace(step, order=n) for n, step in enumerate(in_order(steps, route.ids), start=1)]
    stored = stored_route(STRIP, ordered)
    assert stored.ids == route.ids
    assert [leg.key for leg in stored.legs] == [leg.key for leg in route.legs]
    assert is_comfortable(STRIP, ordered)


def test_there_and_back_over_the_middle_is_not_comfortable() -> None:
    steps = [injection(n, 30.0 if n % 2 else 90.0, 5.0 + 3 * n) for n in range(1, 9)]
    assert not is_comfortable(STRIP, steps)


def test_a_leg_is_turned_or_moved() -> None:
    steps = [injection(n, 10.0 + 10 * n, 10.0) for n in range(1, 14)]
    route = best_route(STRIP, steps)
    assert [leg.key for leg in route.legs] == [A, B, C]
    turned = route.with_leg_reversed(1)
    assert turned.legs[1].ids == tuple(reversed(route.legs[1].ids))
    assert [leg.key for leg in route.with_leg_moved(2, -1).legs] == [A, C, B]
    assert route.with_leg_moved(0, -1) == route
    first = route.legs[1].ids[0]
    assert route.leg_of(first) == 1
    assert route.row_of(first) == (0, 0)


@pytest.mark.parametrize("pattern", [Pattern.SQUARE, Pattern.HEX])
def test_on_the_face_one_side_is_completed_without_much_of_a_detour(body, pattern: Pattern) -> None:
    wanted = ("cheek-buccal", "cheek-medial", "forehead")
    keys = [key for key in body.regions if key.id in wanted]
    plan = plan_region(body, keys, LatticeSettings(pattern=pattern, spacing_mm=10.0))
    steps = [
        Injection(
            id=UUID(int=n), session=SESSION, order=n, site=point.site, region=point.region,
            side=point.side, syringe=SESSION, technique=Technique.PAPULE, volume_ul=50,
            depth_mm=1.0,
        )
        for n, point in enumerate(plan.points, start=1)
    ]  # fmt: skip
    route = best_route(body, steps)
    walked = in_order(steps, route.ids)
    # One side is completed before the other: that may cost a little way, never much.
    assert route_length(body, walked) <= 1.1 * route_length(body, steps)
    sides = [side for side, _ in groupby(step.side for step in walked)]
    assert len(sides) == 2
