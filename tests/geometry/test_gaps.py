"""Gaps: what the lattice missed, and nothing else."""

from __future__ import annotations

import math

import numpy as np
import pytest
import shapely
from drawn import blobs
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from mesomap.geometry.gaps import find_gaps
from mesomap.geometry.lattice import lattice
from mesomap.model import LatticeSettings, Pattern

S = 10.0
BOX = shapely.box(-50.0, -40.0, 50.0, 40.0)
FULL = st.builds(
    LatticeSettings,
    pattern=st.sampled_from([Pattern.SQUARE, Pattern.HEX]),
    spacing_mm=st.just(S),
    angle_deg=st.floats(0.0, 90.0),
    offset_mm=st.tuples(st.floats(0.0, S), st.floats(0.0, S)),
)


def far_from(points, polygon, reach):
    """The definition, word for word, with polygons of many sides."""
    discs = shapely.buffer(shapely.points(points), reach, quad_segs=64)
    return shapely.difference(polygon, shapely.union_all(discs))


@settings(max_examples=60, deadline=None)
@given(blobs(spacing_mm=S), FULL, st.floats(0.5, 9.0))
def test_a_full_lattice_has_no_gaps(region, chosen, radius):
    assert find_gaps(region, lattice(region, chosen), radius, S) == []


@settings(max_examples=60, deadline=None)
@given(blobs(spacing_mm=S), FULL, st.data())
def test_one_missing_place_inside_leaves_one_gap_there(region, chosen, data):
    places = lattice(region, chosen)
    depth = shapely.distance(region.boundary, shapely.points(places))
    deep = np.nonzero(depth > 1.05 * S)[0].tolist()
    assume(deep)
    missing = data.draw(st.sampled_from(deep))
    gaps = find_gaps(region, np.delete(places, missing, axis=0), 4.0, S)
    assert len(gaps) == 1
    place = shapely.Point(places[missing])
    assert gaps[0].polygon.contains(place)
    assert math.dist(gaps[0].at, places[missing]) < 0.1 * S


def test_its_size_is_what_lies_farther_than_three_quarters_of_the_spacing():
    places = lattice(BOX, LatticeSettings(spacing_mm=S))
    missing = int(np.hypot(*(places - (5.0, 5.0)).T).argmin())
    rest = np.delete(places, missing, axis=0)
    (gap,) = find_gaps(BOX, rest, 4.0, S)
    literal = far_from(rest, shapely.Point(5.0, 5.0).buffer(9.0), 7.5)
    assert gap.area_mm2 == pytest.approx(literal.area, rel=5e-3)
    assert gap.area_mm2 == pytest.approx(gap.polygon.area)


def test_deposits_larger_than_three_quarters_of_the_spacing_count_instead():
    places = lattice(BOX, LatticeSettings(spacing_mm=S))
    rest = np.delete(places, int(np.hypot(*(places - (5.0, 5.0)).T).argmin()), axis=0)
    assert find_gaps(BOX, rest, 9.9, S) == []
    radii = np.full(len(rest), 4.0)
    (whole,) = find_gaps(BOX, rest, radii, S)
    radii[np.hypot(*(rest - (15.0, 5.0)).T).argmin()] = 7.9
    (less,) = find_gaps(BOX, rest, radii, S)
    assert less.area_mm2 < whole.area_mm2


def test_the_empty_half_of_a_region_is_a_gap():
    places = lattice(shapely.box(-50.0, -40.0, 0.0, 40.0), LatticeSettings(spacing_mm=S))
    (gap,) = find_gaps(BOX, places, 4.0, S)
    assert gap.area_mm2 == pytest.approx(far_from(places, BOX, 7.5).area, rel=2e-2)
    assert gap.at[0] > 10.0


def test_two_missing_places_apart_are_two_gaps_largest_first():
    places = lattice(BOX, LatticeSettings(spacing_mm=S))
    away = [(-25.0, 5.0), (15.0, -5.0), (25.0, -5.0)]
    keep = [all(math.dist(place, gone) > 1.0 for gone in away) for place in places.tolist()]
    first, second = find_gaps(BOX, places[keep], 4.0, S)
    assert first.area_mm2 > second.area_mm2
    assert first.at == pytest.approx((20.0, -5.0), abs=1.0)
    assert second.at == pytest.approx((-25.0, 5.0), abs=1.0)


def test_what_lies_outside_the_region_closes_gaps_too():
    near_the_edge = (45.0, 5.0)
    places = lattice(BOX, LatticeSettings(spacing_mm=S))
    rest = places[np.hypot(*(places - near_the_edge).T) > 1.0]
    assert len(find_gaps(BOX, rest, 4.0, S)) == 1
    neighbours = np.concatenate([rest, [(52.0, 5.0)]])
    assert find_gaps(BOX, neighbours, 4.0, S) == []


def test_a_margin_up_to_half_a_spacing_is_no_gap():
    for margin in (2.0, 4.0, 5.0):
        places = lattice(BOX, LatticeSettings(spacing_mm=S, margin_mm=margin))
        assert find_gaps(BOX, places, 2.0, S) == []


def test_a_region_without_injections_is_one_gap():
    (gap,) = find_gaps(BOX, [], 4.0, S)
    assert gap.area_mm2 == pytest.approx(BOX.area)


def test_a_hole_in_the_region_is_not_skin():
    frame = BOX.difference(shapely.box(-10.0, -10.0, 10.0, 10.0))
    places = lattice(frame, LatticeSettings(spacing_mm=S))
    assert find_gaps(frame, places, 4.0, S) == []
    assert len(find_gaps(BOX, places, 4.0, S)) == 1


def test_small_bare_corners_are_no_gaps():
    small = shapely.box(0.0, 0.0, 4.0, 4.0)
    assert find_gaps(small, [], 4.0, S) == []
    assert find_gaps(shapely.Polygon(), [], 4.0, S) == []


@pytest.mark.parametrize("spacing", [0.0, -1.0, math.nan])
def test_a_spacing_must_be_wanted(spacing):
    with pytest.raises(ValueError, match="spacing"):
        find_gaps(BOX, [], 4.0, spacing)
