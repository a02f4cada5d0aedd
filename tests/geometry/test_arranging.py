import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mesomap.geometry.arranging import equally_spaced, in_line, in_rows


def turned(points, angle_deg):
    angle = np.radians(angle_deg)
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    return np.asarray(points, float) @ turn.T


@given(st.floats(-180, 180))
def test_points_beside_a_line_come_onto_it(angle):
    points = turned([(0, 0.4), (5, -0.5), (9, 0.5), (20, -0.4)], angle)
    moved = in_line(points)
    away = moved - moved.mean(axis=0)
    assert np.linalg.svd(away)[1][1] == pytest.approx(0, abs=1e-9)
    assert np.abs(moved - points).max() < 0.8


@given(st.floats(-180, 180))
def test_equal_spacing_keeps_the_ends_and_what_is_across(angle):
    points = turned([(0, 0), (1, 0.0), (14, 0.0), (30, 0)], angle)
    moved = equally_spaced(points)
    assert moved == pytest.approx(turned([(0, 0), (10, 0), (20, 0), (30, 0)], angle), abs=1e-9)


def test_equal_spacing_is_by_place_and_not_by_order():
    moved = equally_spaced(np.array([(30.0, 1.0), (0.0, -1.0), (1.0, 0.0)]))
    assert np.argsort(moved[:, 0]).tolist() == [1, 2, 0]


@pytest.mark.parametrize("angle", [0, 12, -20])
@pytest.mark.parametrize("hexagonal", [False, True])
def test_a_jittered_lattice_gets_straight_rows(angle, hexagonal):
    rng = np.random.default_rng(3)
    rise = 10.0 * (np.sqrt(0.75) if hexagonal else 1.0)
    rows = [
        [(10.0 * i + (5.0 if hexagonal and j % 2 else 0.0), rise * j) for i in range(6)]
        for j in range(4)
    ]
    clean = np.array(rows).reshape(-1, 2)
    points = turned(clean + rng.uniform(-0.8, 0.8, clean.shape), angle)
    moved = in_rows(points)
    assert np.abs(moved - points).max() < 3.0
    for row in turned(moved, -angle).reshape(4, 6, 2):
        line = np.polyfit(row[:, 0], row[:, 1], 1)
        assert np.abs(row[:, 1] - np.polyval(line, row[:, 0])).max() < 1e-6
        assert np.ptp(np.hypot(*np.diff(row, axis=0).T)) < 1e-6


def test_rows_of_a_perfect_square_stay():
    points = np.array([(x, y) for y in (0.0, 7.0) for x in (0.0, 7.0, 14.0)])
    assert in_rows(points) == pytest.approx(points, abs=1e-9)
