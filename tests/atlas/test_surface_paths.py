"""The tests' own measures, against shapes whose answer is known."""

from __future__ import annotations

import math

import numpy as np
import pytest
from surface_paths import Rays, shortest_path_mm

from mesomap.atlas import Body


def test_shortest_path_round_a_cylinder(synthetic_body: Body) -> None:
    from mesomap.atlas.values import Sites

    mesh = synthetic_body.mesh
    triangles = synthetic_body.patches["cheek-left"].triangles
    corners, vertices = mesh.corners(triangles), mesh.vertices(triangles)
    sites = [
        site
        for site in synthetic_body.from_patch("cheek-left", [[-20.3, 3.1], [17.7, 24.2]])
        if site is not None
    ]
    ends = [
        (int(triangles.searchsorted(triangle)), place)
        for triangle, place in zip(Sites.of(sites).split[0], synthetic_body.xyz(sites), strict=True)
    ]
    found = shortest_path_mm(corners, vertices, *ends)
    true = math.dist((-20.3, 3.1), (17.7, 24.2))
    assert true - 1e-3 <= found <= true * 1.01
    straight = float(np.linalg.norm(ends[0][1] - ends[1][1]))
    assert found > straight * 1.01


def test_front_most() -> None:
    sheet = np.array([[0, 0], [4, 0], [0, 4]], float)
    low, high = (np.column_stack([sheet, np.full(3, z)]) for z in (1.0, 5.0))
    both = np.stack([low, high - (2.0, 2.0, 0.0)])
    rays = Rays(both)
    assert rays.front_most(0.5, 0.5) == pytest.approx(1.0)
    assert rays.front_most(-1.0, -1.0) == pytest.approx(5.0)
    assert rays.front_most(0.0, -0.1) == pytest.approx(5.0)
    assert rays.front_most(9, 9) == -np.inf
