"""Layers by depth: as fine as the figures are, ranges kept as ranges, nothing said without one."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mesomap.clinical.layers import Falls, falls, strata_of

REGIONS = ("forehead", "cheek-buccal", "abdomen-lower", "thigh-inner-upper", "neck-front")


@pytest.mark.parametrize(
    ("depth", "name"),
    [
        (0.0, "epidermis"),
        (0.25, "papillary dermis"),
        (0.5, "reticular dermis"),
        (1.06, "hypodermis"),
        (4, "hypodermis"),
    ],
)
def test_the_layer_at_a_depth(depth: float, name: str) -> None:
    assert falls("forehead", "female", depth) == Falls((name,))


def test_the_papillary_dermis_is_the_upper_fifth_and_says_that_it_is_a_convention() -> None:
    epidermis, papillary, reticular, _ = strata_of("forehead", "male")
    thick = reticular.to_mm[1] - epidermis.to_mm[1]  # type: ignore[index]
    assert papillary.to_mm is not None
    assert papillary.to_mm[0] == pytest.approx(0.22 + 0.2 * thick, abs=1e-3)
    assert [one.unverified for one in (epidermis, papillary, reticular)] == [False, True, False]


def test_within_a_range_of_borders_both_layers_are_named() -> None:
    assert falls("cheek-buccal", "female", 1.0) == Falls(("skin",))
    assert falls("cheek-buccal", "female", 1.4) == Falls(("skin", "hypodermis"), (1.23, 1.60))
    assert falls("cheek-buccal", "female", 1.6) == Falls(("hypodermis",))


def test_below_the_last_figure_it_says_so() -> None:
    assert falls("abdomen-lower", "female", 10.0) == Falls(("hypodermis",))
    deep = falls("abdomen-lower", "female", 20.0)
    assert deep.past
    assert deep.border_mm == pytest.approx((16.1, 16.1))


def test_without_a_figure_no_layer_is_named() -> None:
    assert strata_of("submental", "female") == ()
    assert falls("submental", "female", 6.0) == Falls(())


@given(st.sampled_from(REGIONS), st.sampled_from(("female", "male")), st.floats(0, 60))
def test_every_depth_of_a_region_with_figures_has_its_layer(
    region: str, body: str, depth: float
) -> None:
    found = falls(region, body, depth)
    strata = strata_of(region, body)
    assert found.layers
    assert set(found.layers) <= {one.name for one in strata}
    for above, below in pairwise(strata):
        assert above.to_mm == below.from_mm
