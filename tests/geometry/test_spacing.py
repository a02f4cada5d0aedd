"""Nearest neighbours and close pairs against comparing everyone with everyone."""

from __future__ import annotations

import math

import numpy as np
import pytest
from drawn import PLACES
from hypothesis import given, settings
from hypothesis import strategies as st

from mesomap.geometry.lattice import jittered
from mesomap.geometry.neighbours import Buckets, near_pairs
from mesomap.geometry.spacing import Spacing, close_pairs, nearest_mm

FAR = PLACES | st.tuples(st.floats(-900.0, 900.0), st.floats(-900.0, 900.0))


def all_distances(points) -> np.ndarray:
    points = np.asarray(points, dtype=float).reshape(-1, 2)
    return np.hypot(*(points[:, None] - points[None]).transpose(2, 0, 1))


def nearest_by_all(points) -> np.ndarray:
    distance = all_distances(points)
    np.fill_diagonal(distance, np.inf)
    return distance.min(axis=1, initial=np.inf)


@settings(max_examples=100, deadline=None)
@given(st.lists(FAR, max_size=30))
def test_nearest_is_the_least_of_all_distances(points):
    assert nearest_mm(points) == pytest.approx(nearest_by_all(points), abs=1e-9)


def test_nearest_of_many_clustered_points():
    rng = np.random.default_rng(3)
    points = np.concatenate([rng.normal(c, s, (300, 2)) for c, s in ((0, 1), (400, 30), (90, 0.1))])
    assert nearest_mm(points) == pytest.approx(nearest_by_all(points), abs=1e-9)


@settings(max_examples=60, deadline=None)
@given(st.lists(FAR, max_size=30), st.floats(0.5, 60.0))
def test_close_pairs_are_all_below_the_limit(points, below):
    pairs, distance = close_pairs(points, below_mm=below)
    table = all_distances(points)
    expected = [
        (i, j) for i in range(len(points)) for j in range(i + 1, len(points)) if table[i, j] < below
    ]
    assert [tuple(pair) for pair in pairs.tolist()] == expected
    assert distance == pytest.approx(np.array([table[i, j] for i, j in expected]), abs=1e-9)


@pytest.mark.parametrize("reach", [0.3, 4.0, 31.0])
def test_near_pairs_of_many_are_those_within_reach(reach):
    points, others = jittered(400, spacing_mm=5.0, seed=1), jittered(350, spacing_mm=5.0, seed=2)
    others[:50] = points[:50]
    i, j = near_pairs(points, others, reach_mm=reach)
    within = np.hypot(*(points[:, None] - others[None]).transpose(2, 0, 1)) <= reach
    found = np.zeros_like(within)
    found[i, j] = True
    assert len(i) == within.sum()
    assert (found == within).all()


def test_buckets_find_all_that_are_near():
    points = jittered(200, spacing_mm=5.0, seed=1)
    buckets = Buckets(6.0)
    for number, (x, y) in enumerate(points.tolist()):
        buckets.add(number, x, y)
    for number in range(0, 200, 2):
        buckets.remove(number, *points[number].tolist())
    for x, y, reach in [(30.0, 30.0, 9.0), (-5.0, 12.0, 20.0), (500.0, 0.0, 3.0)]:
        distance = np.hypot(points[:, 0] - x, points[:, 1] - y)
        near = {n for n in range(1, 200, 2) if distance[n] <= reach}
        assert near <= set(buckets.near(x, y, reach)) <= set(range(1, 200, 2))


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(st.lists(FAR, max_size=40), st.floats(0.0, 1.0)),
        max_size=8,
    ),
    st.randoms(use_true_random=False),
)
def test_live_spacing_equals_a_full_computation(edits, random):
    live: Spacing[int] = Spacing()
    points: dict[int, tuple[float, float]] = {}
    number = 0
    for new, part in edits:
        gone = random.sample(list(points), int(part * len(points)))
        added = list(enumerate(new, start=number))
        number += len(new)
        before = {id: live.of(id) for id in points}
        changed = live.update(removed=gone, added=added)
        for id in gone:
            del points[id]
        points.update(added)
        ids = list(points)
        assert [live.of(id) for id in ids] == pytest.approx(
            nearest_by_all([points[id] for id in ids]), abs=1e-9
        )
        for id in ids:
            assert id in changed or live.of(id) == before[id]
        assert changed <= set(ids)
    assert len(live) == len(points)


def test_one_by_one_on_a_lattice_then_away_again():
    points = jittered(150, spacing_mm=5.0, seed=6).tolist()
    live: Spacing[int] = Spacing()
    for id, at in enumerate(points):
        live.add(id, at=tuple(at))
    live.move(7, at=(1.0, 1.0))
    points[7] = [1.0, 1.0]
    for id in range(100):
        live.remove(id)
    assert [live.of(id) for id in range(100, 150)] == pytest.approx(nearest_by_all(points[100:]))
    assert live.at(149) == tuple(points[149])


def test_closer_than_names_those_with_a_close_neighbour():
    live = Spacing([("a", (0.0, 0.0)), ("b", (3.0, 0.0)), ("c", (13.0, 0.0)), ("d", (50.0, 0.0))])
    live.remove("d")
    assert set(live.closer_than(5.0)) == {"a", "b"}
    assert set(live.closer_than(10.5)) == {"a", "b", "c"}


def test_who_is_alone_has_no_spacing():
    live = Spacing([("a", (0.0, 0.0))])
    assert math.isinf(live.of("a"))
    assert live.add("b", at=(0.0, 0.0)) == {"a", "b"}
    assert live.of("a") == 0.0
    with pytest.raises(ValueError, match="already"):
        live.add("a", at=(0.0, 0.0))
    with pytest.raises(KeyError):
        live.remove("z")
