"""Protocols: their figures are the cited ones, and each has its source."""

from __future__ import annotations

from dataclasses import fields

import pytest

from mesomap.clinical.protocols import CHEEK_PAPULES, PROTOCOLS, SUBMENTAL
from mesomap.model import Pattern, Technique
from mesomap.model.cited import Cited, Confidence


def test_the_submental_protocol_is_the_label_s():
    assert SUBMENTAL.regions == ("submental",)
    assert SUBMENTAL.lattice().pattern is Pattern.SQUARE
    assert SUBMENTAL.lattice().spacing_mm == 10.0
    assert SUBMENTAL.volume_ul.value == 200
    assert SUBMENTAL.most_injections.value == 50
    assert SUBMENTAL.most_volume_ul.value == 10_000
    assert SUBMENTAL.below_mandible_mm.value == 15.0
    assert SUBMENTAL.depth_mm is None
    assert SUBMENTAL.layer.value == "mid-fat"
    assert SUBMENTAL.technique is Technique.DEEP


def test_the_submental_dose_agrees_with_its_density():
    per_place = SUBMENTAL.volume_ul.value / 1000.0 * SUBMENTAL.mg_per_ml.value
    place_cm2 = (SUBMENTAL.spacing_mm.value / 10.0) ** 2
    assert per_place / place_cm2 == pytest.approx(SUBMENTAL.mg_per_cm2.value)
    all_ = SUBMENTAL.most_injections.value * SUBMENTAL.volume_ul.value
    assert all_ == SUBMENTAL.most_volume_ul.value


@pytest.mark.parametrize("protocol", PROTOCOLS.values(), ids=PROTOCOLS)
def test_every_figure_names_its_source(protocol):
    cited = [getattr(protocol, field.name) for field in fields(protocol)]
    cited = [figure for figure in cited if isinstance(figure, Cited)]
    assert len(cited) >= 4
    for figure in cited:
        assert figure.source.strip()
        if figure.low is not None:
            assert figure.low <= figure.value <= figure.high


def test_only_what_was_read_at_its_source_or_derived_counts_as_verified():
    assert Confidence.SECONDARY.unverified
    assert Confidence.GENERAL.unverified
    assert not Confidence.PRIMARY.unverified
    assert not Confidence.DERIVED.unverified
    assert CHEEK_PAPULES.spacing_mm.confidence.unverified
    assert not SUBMENTAL.spacing_mm.confidence.unverified
