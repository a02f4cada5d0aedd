"""Site and triangle are exact inverses of one another."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mesomap.atlas.triangles import join, join_one, split_one, triangle_vertices
from mesomap.atlas.values import Sites
from mesomap.model import SkinSite

unit = st.floats(0.0, 1.0)
sites = st.builds(SkinSite, st.integers(0, 20_000), unit, unit)


def grid_place(site: SkinSite) -> tuple[float, float]:
    """Where the format says that a site lies on a grid of 5 x 5 vertices at (i, j)."""
    triangle, *weights = split_one(site)
    ids = triangle_vertices(np.arange(25).reshape(1, 5, 5), np.array([triangle % 32]))[0]
    return (
        sum(w * (v % 5) for w, v in zip(weights, ids, strict=True)) / 4,
        sum(w * (v // 5) for w, v in zip(weights, ids, strict=True)) / 4,
    )


@given(sites)
def test_a_site_lies_where_its_triangle_puts_it(site: SkinSite) -> None:
    assert grid_place(site) == pytest.approx((site.s, site.t), abs=1e-12)


@given(sites)
def test_weights_are_a_partition_of_one(site: SkinSite) -> None:
    _, *weights = split_one(site)
    assert sum(weights) == pytest.approx(1.0, abs=1e-12)
    assert min(weights) >= -1e-12


@given(sites)
def test_site_to_triangle_and_back(site: SkinSite) -> None:
    triangle, _, second, third = split_one(site)
    back = join_one(triangle, second, third)
    assert back.face == site.face
    assert (back.s, back.t) == pytest.approx((site.s, site.t), abs=1e-12)


@given(st.integers(0, 400_000), unit, unit)
def test_triangle_to_site_and_back(triangle: int, a: float, b: float) -> None:
    second, third = (a, b) if a + b <= 1 else (1 - a, 1 - b)
    site = join_one(triangle, second, third)
    found, *weights = split_one(site)
    if found == triangle:  # else the place is on an edge, which its neighbour holds as well
        assert weights[1:] == pytest.approx([second, third], abs=1e-9)
    else:
        assert min(1 - second - third, second, third) < 1e-9 or min(weights) < 1e-9


@given(st.lists(sites, min_size=1, max_size=8))
def test_many_are_as_one(many: list[SkinSite]) -> None:
    triangles, weights = Sites.of(many).split
    assert [(int(t), *w) for t, w in zip(triangles, weights.tolist(), strict=True)] == [
        pytest.approx(split_one(site), abs=1e-12) for site in many
    ]
    back = join(triangles, weights[:, 1], weights[:, 2])
    np.testing.assert_allclose(back.s, [site.s for site in many], atol=1e-12)
    np.testing.assert_allclose(back.t, [site.t for site in many], atol=1e-12)
    assert back.face.tolist() == [site.face for site in many]


@pytest.mark.parametrize(
    ("s", "t", "code"),
    [
        (0.0, 0.0, 0),
        (0.2, 0.1, 0),
        (0.1, 0.2, 1),
        (0.26, 0.0, 2),
        (0.0, 0.26, 9),
        (1.0, 0.0, 6),
        (1.0, 1.0, 30),
        (0.0, 1.0, 25),
    ],
)
def test_the_formats_numbering(s: float, t: float, code: int) -> None:
    assert split_one(SkinSite(7, s, t))[0] == 7 * 32 + code
