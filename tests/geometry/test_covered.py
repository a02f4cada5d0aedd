"""Covered area against an independent count, analytic areas and the golden figures."""

from __future__ import annotations

import math

import numpy as np
import pytest
import shapely
from drawn import DISCS, polygons
from hypothesis import given, settings
from hypothesis import strategies as st
from scanlines import covered_by_scanlines

from mesomap.geometry.covered import covered_mm2, measure
from mesomap.geometry.lattice import jittered, lattice
from mesomap.model import LatticeSettings, Pattern

BOX = shapely.box(-50.0, -50.0, 50.0, 50.0)


def test_one_disc_inside_is_a_circle():
    assert covered_mm2(BOX, [(3.0, 4.0)], 7.0) == pytest.approx(math.pi * 49.0, rel=1e-12)


def test_two_discs_overlap_in_a_lens():
    r, d = 4.0, 5.0
    lens = 2 * r * r * math.acos(d / (2 * r)) - d / 2 * math.sqrt(4 * r * r - d * d)
    covered = covered_mm2(BOX, [(0.0, 0.0), (d, 0.0)], r)
    assert covered == pytest.approx(2 * math.pi * r * r - lens, rel=1e-12)


def test_a_disc_on_the_edge_is_cut_in_half_and_on_a_corner_in_quarters():
    centres = [(50.0, 0.0), (-50.0, -50.0)]
    assert covered_mm2(BOX, centres, 6.0) == pytest.approx(0.75 * math.pi * 36.0, rel=1e-12)


def test_identical_and_nested_discs_count_once():
    centres = [(0.0, 0.0), (0.0, 0.0), (1.0, 0.0), (3.0, 0.0)]
    covered = covered_mm2(BOX, centres, np.array([5.0, 5.0, 4.0, 2.0]))
    assert covered == pytest.approx(math.pi * 25.0, rel=1e-12)


def test_a_disc_around_the_polygon_covers_it_all():
    island = shapely.box(0.0, 0.0, 2.0, 3.0)
    assert covered_mm2(island, [(1.0, 1.0)], 40.0) == pytest.approx(6.0, rel=1e-12)


def test_a_disc_in_a_hole_covers_nothing():
    frame = BOX.difference(shapely.box(-10.0, -10.0, 10.0, 10.0))
    assert covered_mm2(frame, [(0.0, 0.0)], 9.0) == 0.0


def test_a_circle_that_touches_an_edge_from_within_stays_whole():
    for angle in np.linspace(0.0, 2 * math.pi, 41):
        turn = np.array([[math.cos(angle), -math.sin(angle)], [math.sin(angle), math.cos(angle)]])
        strip = shapely.transform(shapely.box(-4.0, -30.0, 9.0, 30.0), lambda xy, t=turn: xy @ t.T)
        assert covered_mm2(strip, [(0.0, 0.0)], 4.0) == pytest.approx(16 * math.pi, rel=1e-6)
        across = [(-8.0, 0.0)] @ turn.T
        assert covered_mm2(strip, across, 4.0) == pytest.approx(0.0, abs=1e-4)


def test_touching_discs_cut_by_the_edge_that_they_touch():
    region = shapely.box(26.0, -8.0, 32.0, 8.0)
    cap = 16.0 * math.acos(0.5) - 2.0 * math.sqrt(12.0)
    covered = covered_mm2(region, [(30.0, 0.0)], 4.0)
    assert covered == pytest.approx(16.0 * math.pi - cap, rel=1e-6)


def test_nothing_covers_nothing():
    assert covered_mm2(BOX, [], 4.0) == 0.0
    assert covered_mm2(BOX, [(0.0, 0.0)], 0.0) == 0.0
    assert covered_mm2(shapely.Polygon(), [(0.0, 0.0)], 4.0) == 0.0


@pytest.mark.parametrize("bad", [-1.0, math.nan, math.inf])
def test_a_radius_must_be_a_length(bad):
    with pytest.raises(ValueError, match="radii"):
        covered_mm2(BOX, [(0.0, 0.0)], bad)


@pytest.mark.parametrize(("spacing", "golden"), [(10.0, 0.50), (20.0, 0.13), (30.0, 0.06)])
def test_golden_coverage_of_a_large_flat_rectangle(spacing, golden):
    flat = shapely.box(-200.0, -200.0, 200.0, 200.0)
    places = lattice(flat, LatticeSettings(spacing_mm=spacing))
    assert covered_mm2(flat, places, 4.0) / flat.area == pytest.approx(golden, abs=0.01)


@pytest.mark.parametrize(
    ("pattern", "enough"), [(Pattern.SQUARE, math.sqrt(0.5)), (Pattern.HEX, math.sqrt(1 / 3))]
)
def test_away_from_the_edges_a_lattice_covers_fully_from_its_radius_on(pattern, enough):
    places = lattice(BOX, LatticeSettings(pattern=pattern, spacing_mm=10.0, angle_deg=17.0))
    middle = BOX.buffer(-15.0, join_style="mitre")
    assert covered_mm2(middle, places, 10.0 * enough + 1e-6) == pytest.approx(middle.area, rel=1e-9)
    assert covered_mm2(middle, places, 10.0 * enough * 0.99) < middle.area * (1 - 1e-4)


def test_a_large_jittered_lattice_agrees_with_a_fine_union_of_polygons():
    points = jittered(400, spacing_mm=5.0, seed=4)
    radii = np.random.default_rng(5).uniform(2.0, 6.0, 400)
    region = shapely.Point(50.0, 50.0).buffer(42.0, quad_segs=32)
    # As many sides as it takes, and the circle's own area.
    sides = 4 * 128
    grown = radii * math.sqrt(2 * math.pi / (sides * math.sin(2 * math.pi / sides)))
    discs = shapely.buffer(shapely.points(points), grown, quad_segs=sides // 4)
    reference = shapely.union_all(discs).intersection(region).area
    assert covered_mm2(region, points, radii) == pytest.approx(reference, rel=1e-4)


@settings(max_examples=40, deadline=None)
@given(polygons(), st.lists(DISCS, max_size=14))
def test_area_agrees_with_counting_along_lines(polygon, discs):
    centres = [at for at, _ in discs]
    radii = np.array([radius for _, radius in discs])
    reference = covered_by_scanlines(polygon, centres, radii, lines=1500)
    assert covered_mm2(polygon, centres, radii) == pytest.approx(reference, abs=3e-4 * polygon.area)


@settings(max_examples=60, deadline=None)
@given(polygons(), st.lists(DISCS, min_size=1, max_size=14), st.floats(-180.0, 180.0))
def test_area_does_not_depend_on_order_or_place(polygon, discs, angle):
    centres = np.array([at for at, _ in discs])
    radii = np.array([radius for _, radius in discs])
    area = covered_mm2(polygon, centres, radii)
    assert covered_mm2(polygon, centres[::-1], radii[::-1]) == pytest.approx(area, abs=1e-7)
    away = np.array([300.0, -170.0])
    far = shapely.transform(polygon, lambda xy: xy + away)
    assert covered_mm2(far, centres + away, radii) == pytest.approx(area, abs=1e-6)
    c, s = math.cos(math.radians(angle)), math.sin(math.radians(angle))
    turn = np.array([[c, -s], [s, c]])
    turned = shapely.transform(polygon, lambda xy: xy @ turn.T)
    assert covered_mm2(turned, centres @ turn.T, radii) == pytest.approx(area, abs=1e-5)


def test_bare_discs_are_those_that_border_on_uncovered_skin():
    places = lattice(BOX, LatticeSettings(spacing_mm=10.0))
    missing = int(np.hypot(*(places - (5.0, 5.0)).T).argmin())
    centre = places[missing]
    places = np.delete(places, missing, axis=0)
    bare = measure(BOX, places, 7.5).bare
    around = np.hypot(*(places - centre).T) < 10.5
    assert around.sum() == 4
    assert (bare == around).all()
