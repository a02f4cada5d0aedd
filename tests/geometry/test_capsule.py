"""Threads' deposits: exact in the covered area, from scratch and kept up to date."""

from __future__ import annotations

import math

import numpy as np
import pytest
import shapely
from drawn import PLACES, polygons
from hypothesis import given, settings
from hypothesis import strategies as st

from mesomap.geometry.coverage import Capsule, Coverage, Disc, covered_mm2

BOX = shapely.box(0.0, 0.0, 100.0, 100.0)
RADII = st.floats(0.3, 6.0)
PATHS = st.lists(PLACES, min_size=1, max_size=4).map(tuple)
ON_A_GRID = st.tuples(st.integers(-3, 3), st.integers(-3, 3)).map(
    lambda at: (4.0 * at[0], 4.0 * at[1])
)


def shape_of(deposit):
    """High resolution: 1024 corners a circle."""
    if isinstance(deposit, Disc):
        return shapely.Point(deposit.at).buffer(deposit.radius_mm, quad_segs=256)
    corners = deposit.corners
    line = shapely.LineString(corners) if len(corners) > 1 else shapely.Point(corners[0])
    return line.buffer(deposit.radius_mm, quad_segs=256)


def reference(polygon, deposits) -> float:
    return float(shapely.union_all([shape_of(one) for one in deposits]).intersection(polygon).area)


def full(polygon, deposits) -> float:
    discs = [one for one in deposits if isinstance(one, Disc)]
    capsules = [one for one in deposits if isinstance(one, Capsule)]
    radii = np.array([one.radius_mm for one in discs])
    return covered_mm2(polygon, [one.at for one in discs], radii, capsules)


def test_a_straight_thread_is_a_rectangle_with_two_half_discs():
    thread = Capsule("t", ((30.0, 40.0), (50.0, 40.0)), 2.0)
    wanted = 20.0 * 4.0 + math.pi * 4.0
    assert covered_mm2(BOX, [], 4.0, [thread]) == pytest.approx(wanted, rel=1e-12)


def test_corners_on_one_line_and_repeated_ones_change_nothing():
    path = ((30.0, 40.0), (30.0, 40.0), (37.0, 40.0), (50.0, 40.0), (50.0, 40.0))
    thread = Capsule("t", path, 2.0)
    assert covered_mm2(BOX, [], 4.0, [thread]) == pytest.approx(80.0 + math.pi * 4.0, rel=1e-9)


def test_a_thread_without_length_is_a_disc():
    thread = Capsule("t", ((30.0, 40.0), (30.0, 40.0)), 2.0)
    assert covered_mm2(BOX, [], 4.0, [thread]) == pytest.approx(math.pi * 4.0, rel=1e-12)


@pytest.mark.parametrize("back", [False, True])
def test_the_same_thread_twice_covers_as_much_as_once(back):
    path = ((30.0, 40.0), (50.0, 41.0), (60.0, 55.0))
    once = Capsule(0, path, 2.0)
    twice = Capsule(1, path[::-1] if back else path, 2.0)
    area = covered_mm2(BOX, [], 4.0, [once])
    assert covered_mm2(BOX, [], 4.0, [once, twice]) == pytest.approx(area, rel=1e-9)


def test_threads_side_by_side_leave_no_seam():
    threads = [Capsule(k, ((20.0, y), (60.0, y)), 2.0) for k, y in enumerate((20.0, 24.0, 28.0))]
    wanted = reference(BOX, threads)
    assert covered_mm2(BOX, [], 4.0, threads) == pytest.approx(wanted, rel=1e-5)


@pytest.mark.parametrize(("y", "share"), [(2.0, 1.0), (0.0, 0.5), (-2.0, 0.0)])
def test_a_thread_along_the_border_counts_what_lies_inside(y, share):
    thread = Capsule("t", ((20.0, y), (60.0, y)), 2.0)
    wanted = share * (160.0 + math.pi * 4.0)
    assert covered_mm2(BOX, [], 4.0, [thread]) == pytest.approx(wanted, abs=1e-4)


def test_a_thread_that_hides_a_whole_region_covers_all_of_it():
    island = shapely.box(49.0, 49.0, 51.0, 51.0)
    thread = Capsule("t", ((20.0, 50.0), (80.0, 50.0)), 5.0)
    assert covered_mm2(island, [], 4.0, [thread]) == pytest.approx(4.0, rel=1e-9)


def test_a_hole_that_a_thread_crosses_is_not_covered():
    frame = BOX.difference(shapely.box(40.0, 40.0, 60.0, 60.0))
    thread = Capsule("t", ((20.0, 50.0), (80.0, 50.0)), 2.0)
    assert covered_mm2(frame, [], 4.0, [thread]) == pytest.approx(160.0 + math.pi * 4.0, rel=1e-7)


DEPOSITS = st.lists(
    st.one_of(
        st.builds(lambda at, radius: Disc(None, at, radius), PLACES, RADII),
        st.builds(lambda path, radius: Capsule(None, path, radius), PATHS, RADII),
        st.builds(
            lambda path: Capsule(None, path, 2.0), st.lists(ON_A_GRID, min_size=1).map(tuple)
        ),
    ),
    max_size=9,
)


@settings(max_examples=80, deadline=None)
@given(polygons(), DEPOSITS)
def test_any_threads_and_points_agree_with_a_high_resolution_reference(polygon, deposits):
    wanted = reference(polygon, deposits)
    assert full(polygon, deposits) == pytest.approx(wanted, abs=1e-4 * polygon.area)


@settings(max_examples=60, deadline=None)
@given(polygons(), st.lists(st.tuples(st.booleans(), DEPOSITS), max_size=8), st.randoms())
def test_after_any_edits_the_live_area_equals_a_full_computation(polygon, edits, random):
    live = Coverage(polygon)
    here: dict[object, Disc | Capsule] = {}
    for number, (takes, deposits) in enumerate(edits):
        gone = random.sample(list(here), len(here) // 2) if takes else []
        new = [one._replace(id=(number, k)) for k, one in enumerate(deposits)]
        live.update(removed=gone, added=new)
        for id in gone:
            del here[id]
        here.update((one.id, one) for one in new)
        area = full(polygon, here.values())
        assert live.covered_mm2 == pytest.approx(area, abs=1e-7 * polygon.area)
        assert len(live) == len(here)
    live.update(removed=list(here))
    assert live.covered_mm2 == pytest.approx(0.0, abs=1e-9)


def test_it_says_whether_a_thread_meets_the_polygon():
    live = Coverage(BOX)
    assert not live.update(added=[Capsule(0, ((20.0, 120.0), (60.0, 120.0)), 2.0)])
    across = Capsule(1, ((-20.0, 50.0), (120.0, 50.0)), 2.0)
    assert live.update(added=[across])
    assert live.covered_mm2 == pytest.approx(400.0)
    aside = across._replace(path=((-20.0, 51.0), (120.0, 51.0)))
    assert live.update(removed=[1], added=[aside])
    assert 0 in live
    assert live.remove(1)
    assert live.covered_mm2 == 0.0
    with pytest.raises(ValueError, match="already"):
        live.update(added=[Capsule(0, ((1.0, 1.0),), 1.0)])
