"""Deposit radii against the cited figures."""

from __future__ import annotations

import math

import pytest

from mesomap.geometry.deposit import Depot, deposit_radius_mm


@pytest.mark.parametrize(
    ("volume_ul", "depot", "radius"),
    [
        (100, Depot.DERMIS, 3.99),
        (200, Depot.HYPODERMIS, 3.63),
        (500, Depot.HYPODERMIS, 4.92),
        (0, Depot.DERMIS, 0.0),
        (0, Depot.HYPODERMIS, 0.0),
    ],
)
def test_cited_radii(volume_ul, depot, radius):
    assert deposit_radius_mm(volume_ul, depot=depot) == pytest.approx(radius, abs=0.01)


@pytest.mark.parametrize("volume_ul", [1, 37, 400])
def test_the_deposit_holds_the_volume(volume_ul):
    flat = deposit_radius_mm(volume_ul, depot=Depot.DERMIS)
    ball = deposit_radius_mm(volume_ul, depot=Depot.HYPODERMIS)
    assert math.pi * flat**2 * 2.0 == pytest.approx(volume_ul)
    assert 4.0 / 3.0 * math.pi * ball**3 == pytest.approx(volume_ul)


def test_a_negative_volume_is_refused():
    with pytest.raises(ValueError, match="negative"):
        deposit_radius_mm(-1, depot=Depot.DERMIS)
