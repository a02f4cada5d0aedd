"""The live coverage equals a full computation after any edits."""

from __future__ import annotations

import math

import numpy as np
import pytest
import shapely
from drawn import PLACES, RADII, polygons
from hypothesis import given, settings
from hypothesis import strategies as st

from mesomap.geometry.coverage import Coverage, Disc, covered_mm2
from mesomap.geometry.lattice import jittered, jittered_side_mm

BOX = shapely.box(0.0, 0.0, 100.0, 100.0)

EDITS = st.lists(
    st.tuples(st.sampled_from(["add", "add", "move", "remove", "many"]), PLACES, RADII),
    max_size=40,
)


def full(polygon, discs: dict) -> float:
    centres = [disc.at for disc in discs.values()]
    return covered_mm2(polygon, centres, np.array([disc.radius_mm for disc in discs.values()]))


@settings(max_examples=60, deadline=None)
@given(polygons(), EDITS, st.randoms(use_true_random=False))
def test_after_any_edits_it_equals_a_full_computation(polygon, edits, random):
    live = Coverage(polygon)
    discs: dict[int, Disc] = {}
    for number, (kind, at, radius) in enumerate(edits):
        if kind == "add" or not discs:
            live.add(number, at=at, radius_mm=radius)
            discs[number] = Disc(number, at, radius)
        elif kind == "remove":
            id = random.choice(list(discs))
            live.remove(id)
            del discs[id]
        elif kind == "move":
            id = random.choice(list(discs))
            live.move(id, at=at)
            discs[id] = discs[id]._replace(at=at)
        else:
            gone = random.sample(list(discs), len(discs) // 2)
            new = [
                discs[id]._replace(at=(discs[id].at[0] + 1.0, discs[id].at[1]), radius_mm=radius)
                for id in gone
            ]
            live.update(removed=gone, added=new)
            discs.update((disc.id, disc) for disc in new)
        assert live.covered_mm2 == pytest.approx(full(polygon, discs), abs=1e-6 * polygon.area)
    assert len(live) == len(discs)


@pytest.mark.parametrize("seed", range(3))
def test_two_hundred_random_edits_of_a_large_map(seed):
    rng = np.random.default_rng(seed)
    side = jittered_side_mm(900, spacing_mm=5.0)
    region = shapely.Point(side / 2, side / 2).buffer(side * 0.45)
    points = jittered(900, spacing_mm=5.0, seed=seed).tolist()
    discs = {id: Disc(id, tuple(at), float(rng.uniform(2, 6))) for id, at in enumerate(points)}
    live = Coverage(region, discs.values())
    assert live.covered_mm2 == pytest.approx(full(region, discs), rel=1e-9)
    for number in range(200):
        at = tuple(rng.uniform(0, side, 2).tolist())
        old = int(rng.choice(list(discs)))
        match number % 4:
            case 0:
                discs[1000 + number] = Disc(1000 + number, at, 4.0)
                live.add(1000 + number, at=at, radius_mm=4.0)
            case 1:
                del discs[old]
                live.remove(old)
            case 2:
                discs[old] = discs[old]._replace(at=at)
                live.move(old, at=at)
            case _:
                chosen = rng.choice(list(discs), size=int(rng.choice([3, 300])), replace=False)
                moved = [
                    discs[id]._replace(at=(discs[id].at[0] + 0.7, discs[id].at[1] - 0.4))
                    for id in chosen.tolist()
                ]
                live.update(removed=[disc.id for disc in moved], added=moved)
                discs.update((disc.id, disc) for disc in moved)
    assert live.covered_mm2 == pytest.approx(full(region, discs), rel=1e-9)
    assert live.coverage == live.covered_mm2 / live.area_mm2


def test_all_taken_away_leaves_exactly_nothing():
    live = Coverage(BOX, [Disc(id, (float(id), 3.3), 4.0) for id in range(90)])
    for id in range(90):
        live.remove(id)
    assert (len(live), live.covered_mm2, live.coverage) == (0, 0.0, 0.0)


def test_it_says_whether_an_edit_meets_the_polygon():
    live = Coverage(BOX)
    assert live.add("in", at=(50.0, 50.0), radius_mm=4.0)
    assert not live.add("out", at=(150.0, 50.0), radius_mm=4.0)
    assert not live.move("out", at=(-4.1, 50.0))
    assert live.move("out", at=(-3.9, 50.0))
    assert live.covered_mm2 > math.pi * 16.0
    assert live.remove("out")
    assert live.covered_mm2 == pytest.approx(math.pi * 16.0)
    assert not live.add("nil", at=(20.0, 20.0), radius_mm=0.0)
    assert "nil" in live


def test_a_larger_disc_than_any_before_still_finds_its_neighbours():
    live = Coverage(BOX, [Disc(0, (50.0, 50.0), 1.0)])
    live.add(1, at=(70.0, 50.0), radius_mm=25.0)
    assert live.covered_mm2 == pytest.approx(math.pi * 625.0)
    live.remove(1)
    live.add(2, at=(51.5, 50.0), radius_mm=1.0)
    assert live.covered_mm2 == pytest.approx(covered_mm2(BOX, [(50, 50), (51.5, 50)], 1.0))


def test_wrong_edits_are_refused():
    live = Coverage(BOX, [Disc(0, (50.0, 50.0), 1.0)])
    with pytest.raises(ValueError, match="already"):
        live.add(0, at=(1.0, 1.0), radius_mm=1.0)
    with pytest.raises(KeyError):
        live.remove(7)
    with pytest.raises(ValueError, match="negative"):
        live.add(1, at=(1.0, 1.0), radius_mm=-1.0)
