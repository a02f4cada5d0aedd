"""Which depot an injection counts as."""

from __future__ import annotations

import pytest

from mesomap.clinical.depot import depot_of
from mesomap.geometry.deposit import Depot
from mesomap.model import Technique

DERMIS, HYPODERMIS = Depot.DERMIS, Depot.HYPODERMIS


@pytest.mark.parametrize(
    ("technique", "depth_mm", "layer", "depot"),
    [
        (Technique.PAPULE, 1.5, "", DERMIS),
        (Technique.MICRODEPOT, 3.9, "", DERMIS),
        (Technique.NAPPAGE, 4.0, "", HYPODERMIS),
        (Technique.PAPULE, 6.0, "dermis", HYPODERMIS),
        (Technique.DEEP, 3.0, "", HYPODERMIS),
        (Technique.DEEP, None, "", HYPODERMIS),
        (Technique.DEEP, None, "mid-fat", HYPODERMIS),
        (Technique.DEEP, None, "deep dermis", DERMIS),
        (Technique.LINEAR, None, "Subcutis", HYPODERMIS),
        (Technique.LINEAR, None, "hypodermis", HYPODERMIS),
        (Technique.MICROBOTOX, None, "", DERMIS),
    ],
)
def test_the_rule(technique, depth_mm, layer, depot):
    assert depot_of(technique, depth_mm=depth_mm, layer=layer) is depot
