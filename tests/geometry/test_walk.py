"""Walks through places: every place once, rows there and back, never longer than needed."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mesomap.geometry.walk import (
    backwards,
    cut_rows,
    directions_of,
    flat,
    other_hand,
    polished,
    row_by_row,
    shortest_rows,
    walk_length,
)

places = st.lists(
    st.tuples(st.integers(0, 400), st.integers(0, 400)), min_size=1, max_size=40, unique=True
).map(lambda found: np.array(found, dtype=float))


def sheet(columns: int, rows: int, spacing: float = 10.0, angle_deg: float = 0.0) -> np.ndarray:
    x, y = np.meshgrid(np.arange(columns) * spacing, np.arange(rows) * spacing)
    turn = np.radians(angle_deg)
    matrix = np.array([[np.cos(turn), np.sin(turn)], [-np.sin(turn), np.cos(turn)]])
    return np.column_stack([x.ravel(), y.ravel()]) @ matrix


@given(places, st.floats(-180, 180))
def test_every_place_comes_once(points: np.ndarray, angle: float) -> None:
    rows = row_by_row(points, angle)
    assert sorted(flat(rows)) == list(range(len(points)))
    for way in (backwards(rows), other_hand(rows)):
        assert sorted(flat(way)) == list(range(len(points)))


@given(places)
def test_polishing_keeps_the_places_and_is_never_longer(points: np.ndarray) -> None:
    order = list(range(len(points)))
    after = polished(points, order)
    assert sorted(after) == order
    assert walk_length(points[list(after)]) <= walk_length(points) + 1e-6


@given(places)
def test_cutting_rows_keeps_the_order(points: np.ndarray) -> None:
    assert flat(cut_rows(points, range(len(points)))) == tuple(range(len(points)))


@pytest.mark.parametrize("angle", [0.0, 30.0, -75.0])
def test_a_lattice_is_walked_there_and_back(angle: float) -> None:
    points = sheet(5, 4, angle_deg=angle)
    rows = row_by_row(points, angle)
    assert [len(row) for row in rows] == [5, 5, 5, 5]
    assert walk_length(points[list(flat(rows))]) == pytest.approx(19 * 10.0)


def test_rows_are_found_without_being_told_their_direction() -> None:
    points = sheet(6, 3, angle_deg=25.0)
    rows = shortest_rows(points, directions_of(points))
    assert walk_length(points[list(flat(rows))]) == pytest.approx(17 * 10.0, rel=1e-6)


def test_a_lattice_moved_by_hand_keeps_its_rows() -> None:
    rng = np.random.default_rng(7)
    points = sheet(6, 5) + rng.uniform(-1.2, 1.2, (30, 2))
    assert [len(row) for row in row_by_row(points, 0.0)] == [6] * 5


def test_cut_rows_end_where_the_walk_turns() -> None:
    points = sheet(4, 3)
    order = flat(row_by_row(points, 0.0))
    assert [len(row) for row in cut_rows(points, order)] == [4, 4, 4]


def test_nothing_and_one_place() -> None:
    assert row_by_row(np.empty((0, 2)), 0.0) == ()
    assert row_by_row(np.array([[3.0, 4.0]]), 12.0) == ((0,),)
    assert walk_length(np.empty((0, 2))) == 0.0
