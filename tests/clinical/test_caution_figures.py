"""The caution structures say what the sources say, and name them."""

from __future__ import annotations

import pytest

from mesomap.clinical.caution import STRUCTURES
from mesomap.model.cited import Confidence

BY_ID = {one.id: one for one in STRUCTURES}

DEPTHS = {
    "supraorbital-artery": (3.5, 0.8, "Cotofana 2020"),
    "supratrochlear-bundle": (3.3, 0.6, "Cotofana 2020"),
    "superior-labial-artery": (5.3, None, "Lee 2020, ca.23379"),
    "inferior-labial-artery": (4.2, None, "Lee 2020, ca.23379"),
}
RANGES = {
    "supraorbital-notch": (22.7, 25.1, 4.3),
    "supratrochlear-bundle": (17.0, 22.0, 0.0),
    "dorsal-nasal-artery": (4.4, 5.2, 0.0),
    "infraorbital-foramen": (27.2, 28.4, 2.3),
    "mental-foramen": (24.4, 28.5, 2.2),
}
"""Distance from the midline: smallest and largest mean, and the standard deviation."""


def test_ids_are_unique_and_every_source_is_named() -> None:
    assert len(BY_ID) == len(STRUCTURES) == 14
    for one in STRUCTURES:
        assert one.position.source
        assert one.spread_mm >= 2.5, one.id


@pytest.mark.parametrize("id", DEPTHS)
def test_depths(id: str) -> None:
    value, deviation, source = DEPTHS[id]
    depth = BY_ID[id].depth_mm
    assert depth is not None
    assert (depth.value, depth.source) == (value, source)
    if deviation is not None:
        assert depth.low == pytest.approx(value - deviation)
        assert depth.high == pytest.approx(value + deviation)


def test_no_other_depth_is_claimed() -> None:
    assert {one.id for one in STRUCTURES if one.depth_mm is not None} == set(DEPTHS)


@pytest.mark.parametrize("id", RANGES)
def test_distances_from_the_midline_stand_amid_their_range(id: str) -> None:
    low, high, deviation = RANGES[id]
    structure = BY_ID[id]
    for anchor in structure.anchors:
        assert anchor.from_midline_mm == pytest.approx((low + high) / 2)
    assert structure.spread_mm >= (high - low) / 2 + deviation - 1e-9


def test_what_is_known_at_second_hand_says_so() -> None:
    unverified = {one.id for one in STRUCTURES if one.position.confidence.unverified}
    assert unverified == {"supratrochlear-bundle", "below-mandible"}
    assert BY_ID["below-mandible"].position.confidence is Confidence.SECONDARY


def test_where_sources_disagree_it_is_said() -> None:
    assert "25 to 30 mm" in BY_ID["facial-artery"].note
    assert "in vivo" in BY_ID["marginal-mandibular-nerve"].note
