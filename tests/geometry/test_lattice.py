"""Lattices: spacing, angle, margin, order, and that neighbours share one."""

from __future__ import annotations

import math

import numpy as np
import pytest
import shapely
from drawn import blobs, polygons
from hypothesis import given, settings
from hypothesis import strategies as st

from mesomap.geometry.lattice import jittered, jittered_side_mm, join, lattice, lattice_over
from mesomap.geometry.spacing import nearest_mm
from mesomap.model import LatticeSettings, Pattern

BOX = shapely.box(-50.0, -40.0, 50.0, 40.0)
SETTINGS = st.builds(
    LatticeSettings,
    pattern=st.sampled_from(Pattern),
    spacing_mm=st.floats(3.0, 12.0),
    angle_deg=st.floats(-180.0, 180.0),
    margin_mm=st.sampled_from([0.0, 2.0]),
    offset_mm=st.tuples(st.floats(0.0, 12.0), st.floats(0.0, 12.0)),
    row_spacing_mm=st.none() | st.floats(3.0, 12.0),
    stagger=st.booleans(),
)


def as_set(points) -> set[tuple[float, float]]:
    return {(round(x, 5) + 0.0, round(y, 5) + 0.0) for x, y in points.tolist()}


def test_a_square_lattice_of_a_rectangle_is_centred_on_the_origin():
    places = lattice(shapely.box(-20, -10, 20, 10), LatticeSettings(spacing_mm=10.0))
    expected = [(-15, 5), (-5, 5), (5, 5), (15, 5), (15, -5), (5, -5), (-5, -5), (-15, -5)]
    assert places == pytest.approx(np.array(expected, dtype=float))


def test_every_hexagonal_place_has_six_neighbours_at_the_spacing():
    places = lattice(BOX, LatticeSettings(pattern=Pattern.HEX, spacing_mm=8.0, angle_deg=33.0))
    inside = np.nonzero(shapely.contains_xy(BOX.buffer(-9.0), *places.T))[0]
    distance = np.hypot(*(places[inside, None] - places[None]).transpose(2, 0, 1))
    assert len(inside) > 20
    assert (np.sum(np.abs(distance - 8.0) < 1e-9, axis=1) == 6).all()
    assert (np.sum(distance < 8.0 - 1e-9, axis=1) == 1).all()


def test_rows_have_their_own_distance_and_may_be_staggered():
    plain = LatticeSettings(pattern=Pattern.ROWS, spacing_mm=4.0, row_spacing_mm=10.0)
    rows = lattice(BOX, plain)
    assert np.unique(rows[:, 1]) == pytest.approx(np.arange(-35.0, 36.0, 10.0))
    assert nearest_mm(rows) == pytest.approx(np.full(len(rows), 4.0))
    staggered = lattice(
        BOX,
        LatticeSettings(pattern=Pattern.ROWS, spacing_mm=4.0, row_spacing_mm=10.0, stagger=True),
    )
    first, second = (np.unique(staggered[staggered[:, 1] == y][:, 0]) for y in (0.0, -10.0))
    assert min(abs(x - y) for x in first for y in second) == pytest.approx(2.0)
    assert plain.wanted_mm == 10.0


def test_the_needle_goes_to_and_fro_from_the_top():
    places = lattice(BOX, LatticeSettings(spacing_mm=10.0, angle_deg=30.0))
    angle = math.radians(30.0)
    along = places @ (math.cos(angle), math.sin(angle))
    across = places @ (-math.sin(angle), math.cos(angle))
    row = np.round(across / 10.0 - 0.5).astype(int)
    assert (np.diff(row) <= 0).all()
    numbers = list(dict.fromkeys(row.tolist()))
    for number in numbers:
        steps = np.diff(along[row == number])
        forward = (numbers[0] - number) % 2 == 0
        assert (steps > 0).all() if forward else (steps < 0).all()


@settings(max_examples=60, deadline=None)
@given(polygons(), SETTINGS)
def test_it_holds_every_place_that_lies_inside_and_no_other(polygon, chosen):
    places = lattice(polygon, chosen)
    assert (places == lattice(polygon, chosen)).all()
    wide = LatticeSettings(
        pattern=chosen.pattern,
        spacing_mm=chosen.spacing_mm,
        angle_deg=chosen.angle_deg,
        offset_mm=chosen.offset_mm,
        row_spacing_mm=chosen.row_spacing_mm,
        stagger=chosen.stagger,
    )
    everywhere = lattice(polygon.envelope.buffer(20.0), wide)
    points = shapely.points(everywhere)
    depth = shapely.distance(polygon.boundary, points)
    inside = shapely.contains(polygon, points)
    sure = as_set(everywhere[inside & (depth > chosen.margin_mm + 1e-5)])
    may_be = as_set(everywhere[(inside | (depth < 1e-5)) & (depth > chosen.margin_mm - 1e-5)])
    assert sure <= as_set(places) <= may_be


@settings(max_examples=40, deadline=None)
@given(polygons(), st.sampled_from(Pattern), st.booleans(), st.floats(3.0, 12.0))
def test_left_and_right_mirror_one_another(polygon, pattern, stagger, spacing):
    chosen = LatticeSettings(pattern=pattern, spacing_mm=spacing, stagger=stagger)
    places = lattice(polygon, chosen)
    for mirror in ((1.0, -1.0), (-1.0, 1.0)):
        mirrored = shapely.transform(polygon, lambda xy, m=mirror: xy * m)
        assert as_set(lattice(mirrored, chosen)) == as_set(places * mirror)


@settings(max_examples=40, deadline=None)
@given(blobs(spacing_mm=8.0), SETTINGS, st.floats(0.2, 0.8))
def test_two_regions_of_a_patch_share_one_lattice(whole, chosen, cut):
    left, bottom, right, top = whole.bounds
    middle = left + cut * (right - left)
    parts = [
        whole.intersection(shapely.box(left, bottom, middle, top)),
        whole.intersection(shapely.box(middle, bottom, right, top)),
    ]
    places, owner = lattice_over(parts, chosen)
    assert as_set(places) == as_set(lattice(join(parts), chosen))
    for number, part in enumerate(parts):
        own = shapely.points(places[owner == number])
        assert (shapely.distance(part, own) < 1e-5).all()
    if chosen.margin_mm == 0.0:
        together = as_set(np.concatenate([lattice(part, chosen) for part in parts]))
        assert as_set(places) == together


def test_the_margin_follows_the_common_border_not_the_seam():
    halves = [shapely.box(-50, -20, 0, 20), shapely.box(0, -20, 50, 20)]
    chosen = LatticeSettings(spacing_mm=10.0, margin_mm=8.0)
    places, owner = lattice_over(halves, chosen)
    assert np.unique(places[:, 0]) == pytest.approx(np.arange(-35.0, 36.0, 10.0))
    assert np.unique(places[:, 1]) == pytest.approx([-5.0, 5.0])
    assert (owner == (places[:, 0] > 0)).all()


def test_an_exclusion_keeps_a_one_sided_margin_free():
    along_the_top = shapely.LineString([(-60, 40), (60, 40)]).buffer(15.0)
    places = lattice(BOX, LatticeSettings(spacing_mm=10.0), exclusion=along_the_top)
    everything = lattice(BOX, LatticeSettings(spacing_mm=10.0))
    assert places[:, 1].max() == pytest.approx(15.0)
    assert as_set(places) == as_set(everything[everything[:, 1] < 25.0])


def test_a_place_that_rounding_moves_over_the_border_is_kept():
    upright = lattice(shapely.box(-15, -5, 15, 5), LatticeSettings(spacing_mm=10.0))
    for angle in (90.0, 180.0, 270.0, 360.0):
        turned = lattice(
            shapely.box(-15, -5, 15, 5), LatticeSettings(spacing_mm=10.0, angle_deg=angle)
        )
        assert len(turned) == len(upright) == 8


def test_an_empty_region_has_no_places():
    assert lattice(shapely.Polygon(), LatticeSettings()).shape == (0, 2)
    assert lattice(shapely.box(1, 1, 2, 2), LatticeSettings(spacing_mm=50.0)).shape == (0, 2)


@pytest.mark.parametrize(
    "wrong",
    [
        {"spacing_mm": 0.0},
        {"spacing_mm": math.nan},
        {"spacing_mm": -3.0},
        {"margin_mm": -1.0},
        {"angle_deg": math.inf},
        {"pattern": Pattern.ROWS, "row_spacing_mm": 0.0},
    ],
)
def test_settings_that_make_no_lattice_are_refused(wrong):
    with pytest.raises(ValueError, match=r"spacing|margin|angle"):
        LatticeSettings(**wrong)


def test_a_pattern_may_be_given_by_its_name():
    assert LatticeSettings(pattern="hex").across_mm == pytest.approx(8.66, abs=0.01)
    with pytest.raises(ValueError, match="circle"):
        LatticeSettings(pattern="circle")


@pytest.mark.parametrize("count", [1, 50, 500])
def test_a_jittered_lattice_has_the_same_density_at_any_size(count):
    places = jittered(count, spacing_mm=5.0, seed=1)
    side = jittered_side_mm(count, spacing_mm=5.0)
    assert places.shape == (count, 2)
    assert (places > 0).all()
    assert (places < side).all()
    assert (places == jittered(count, spacing_mm=5.0, seed=1)).all()
    assert (places != jittered(count, spacing_mm=5.0, seed=2)).any()
    if count > 1:
        assert nearest_mm(places).min() > 3.0
