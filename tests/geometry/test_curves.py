"""Curves on a flat sheet, and plates of needles."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mesomap.geometry.curves import at_mm, resampled, shares, smoothed, walked_mm
from mesomap.geometry.deposit import thread_radius_mm
from mesomap.geometry.plate import laid, pitch_mm, shared, split, turned

PATHS = st.lists(st.tuples(st.floats(-50, 50), st.floats(-50, 50)), min_size=1, max_size=9)


@given(PATHS, st.floats(0.5, 20))
def test_resampling_keeps_the_ends_and_the_step(path, step):
    found = resampled(path, step_mm=step)
    assert found[0] == pytest.approx(path[0])
    if walked_mm(path)[-1] > 0:
        assert found[-1] == pytest.approx(path[-1])
        assert np.hypot(*np.diff(found, axis=0).T).max() <= step + 1e-6


@given(PATHS, st.floats(0.5, 20))
def test_smoothing_keeps_the_ends_and_stays_within_the_path(path, width):
    found = smoothed(path, width_mm=width)
    assert found[0] == pytest.approx(path[0], abs=1e-6)
    if walked_mm(path)[-1] > 0:
        assert found[-1] == pytest.approx(path[-1], abs=1e-6)


def test_a_straight_line_stays_straight():
    found = smoothed([(0, 0), (30, 40)], width_mm=6.0)
    assert walked_mm(found)[-1] == pytest.approx(50.0)


def test_places_along_a_path():
    path = [(0.0, 0.0), (10.0, 0.0), (10.0, 10.0)]
    assert at_mm(path, np.array([0.0, 5.0, 15.0, 99.0])).tolist() == [
        [0.0, 0.0], [5.0, 0.0], [10.0, 5.0], [10.0, 10.0],
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("length", "spacing", "count"), [(60, 10, 7), (64, 10, 7), (66, 10, 8), (3, 10, 2)]
)
def test_a_row_by_spacing_comes_out_even_with_both_ends(length, spacing, count):
    found = shares(length, spacing_mm=spacing)
    assert len(found) == count
    assert (found[0], found[-1]) == (0.0, 1.0)
    assert np.diff(found) == pytest.approx(1.0 / (count - 1))


def test_a_row_by_number():
    assert shares(60.0, count=3).tolist() == [0.0, 0.5, 1.0]
    assert shares(60.0, count=1).tolist() == [0.0]
    assert shares(0.0, count=5).tolist() == [0.0]
    for wrong in ({}, {"count": 3, "spacing_mm": 1.0}, {"count": 0}, {"spacing_mm": 0.0}):
        with pytest.raises(ValueError, match=r"say|one|positive"):
            shares(60.0, **wrong)


def test_a_threads_deposit_is_a_cylinder_of_its_volume():
    radius = thread_radius_mm(200.0, length_mm=20.0)
    assert math.pi * radius**2 * 20.0 == pytest.approx(200.0)
    with pytest.raises(ValueError, match="length"):
        thread_radius_mm(200.0, length_mm=0.0)


@given(st.integers(0, 5000), st.lists(st.floats(0.01, 100), min_size=1, max_size=20))
def test_shares_of_a_volume_add_up_exactly(whole, weights):
    parts = shared(whole, weights)
    assert sum(parts) == whole
    exact = [whole * weight / sum(weights) for weight in weights]
    assert all(abs(part - share) < 1 for part, share in zip(parts, exact, strict=True))
    assert sum(split(whole, len(weights))) == whole


PLATE = ((-5.0, 0.0), (0.0, 0.0), (5.0, 0.0))


def test_a_turned_plate_keeps_its_distances():
    assert turned(PLATE, angle_deg=90.0) == pytest.approx(np.array([[0, -5], [0, 0], [0, 5]]))


def test_plates_edge_to_edge_go_on_with_the_needles_pattern():
    assert pitch_mm(PLATE, towards=(1.0, 0.0)) == pytest.approx(15.0)
    assert pitch_mm(PLATE, towards=(0.0, 1.0)) == pytest.approx(5.0)
    assert laid([(0, 0), (31, 0)], plate=PLATE).tolist() == [[0, 0], [15, 0], [30, 0]]
    assert len(laid([(0, 0), (0, 14)], plate=PLATE)) == 3
    assert len(laid([(0, 0)], plate=PLATE)) == 1
