"""The locator finds what trying every triangle finds."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mesomap.atlas.locator import Locator


def random_triangles(seed: int, count: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Triangles of very different sizes, lying over one another, as columns (3, count)."""
    rng = np.random.default_rng(seed)
    middle = rng.uniform(-50, 150, (2, count))
    size = 10 ** rng.uniform(-1, 1.7, count)
    x, y = middle[:, None] + rng.normal(size=(2, 3, count)) * size
    return x, y, rng.uniform(-30, 30, (3, count))


def brute_force(
    x: np.ndarray, y: np.ndarray, z: np.ndarray, px: float, py: float
) -> tuple[int, float]:
    """The highest triangle over a place, by solving for the weights of each."""
    best, best_height = -1, -np.inf
    for row in range(x.shape[1]):
        matrix = np.stack([x[:, row], y[:, row], np.ones(3)])
        weights = np.linalg.solve(matrix, [px, py, 1.0])
        if weights.min() >= 0 and weights @ z[:, row] > best_height:
            best, best_height = row, float(weights @ z[:, row])
    return best, best_height


@settings(deadline=None, max_examples=15)
@given(st.integers(0, 10_000), st.integers(1, 40))
def test_finds_the_highest(seed: int, count: int) -> None:
    x, y, z = random_triangles(seed, count)
    locator = Locator(x, y, z)
    places = np.random.default_rng(seed + 1).uniform(-80, 180, (25, 2))
    hits = locator.many(places)
    for number, (px, py) in enumerate(places.tolist()):
        row, height = brute_force(x, y, z, px, py)
        one = locator.at(px, py)
        assert hits.row[number] == row
        if row < 0:
            assert one is None
            assert hits.height[number] == -np.inf
            continue
        assert one is not None
        assert one == pytest.approx(
            (row, hits.second[number], hits.third[number], height), abs=1e-6
        )
        weights = np.array([1 - one[1] - one[2], one[1], one[2]])
        assert (weights @ x[:, row], weights @ y[:, row]) == pytest.approx((px, py), abs=1e-6)


def test_no_place_between_neighbours_is_lost() -> None:
    """Places exactly on the edges and corners of a tiled square are found."""
    x = np.array([[0, 0], [1, 1], [1, 0]], float)
    y = np.array([[0, 0], [0, 1], [1, 1]], float)
    locator = Locator(x, y, np.zeros((3, 2)))
    places = np.array([[0, 0], [1, 1], [0.3, 0.3], [1, 0.2], [0.7, 1], [0, 0.9], [0.5, 0]])
    assert (locator.many(places).row >= 0).all()
    assert all(locator.at(px, py) is not None for px, py in places.tolist())


def test_outside_and_not_a_number() -> None:
    x, y, z = random_triangles(3, 20)
    locator = Locator(x, y, z)
    places = np.array([[1e6, 0], [-1e6, 0], [0, 1e6], [np.nan, 0], [0, np.nan]])
    assert (locator.many(places).row == -1).all()
    assert locator.at(1e6, 0) is None
    assert locator.at(0, -1e6) is None
    assert len(locator.many(np.empty((0, 2))).row) == 0


def test_edge_on_triangles_cover_nothing_and_fronts_are_told() -> None:
    x = np.array([[0, 0, 0], [1, 1, 0], [2, 0, 1]], float)
    y = np.array([[0, 0, 0], [1, 0, 1], [2, 1, 0]], float)
    locator = Locator(x, y, np.array([[9, 0, 1]] * 3, float))
    assert locator.front.tolist() == [False, True, False]
    hit = locator.at(0.2, 0.2)
    assert hit is not None
    assert hit[0] == 2
