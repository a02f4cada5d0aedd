"""The thickness table: the source's own figures, sexes kept apart, nothing borrowed."""

from __future__ import annotations

import pytest

from mesomap.clinical.thickness import layer_at, layers_of
from mesomap.model import Sex


@pytest.mark.parametrize(
    ("region", "body", "borders"),
    [
        ("forehead", "female", [0.20, 1.06]),
        ("forehead", "male", [0.22, 1.39]),
        ("zygomatic", "female", [0.20, 1.07]),
        ("neck-front", "male", [0.19, 1.17]),
    ],
)
def test_facial_layers_add_up(region: str, body: str, borders: list[float]) -> None:
    layers = layers_of(region, body)
    assert [layer.name for layer in layers] == ["epidermis", "dermis"]
    assert [layer.to_mm[0] for layer in layers] == pytest.approx(borders)
    assert layers[0].to_mm == layers[1].from_mm
    assert all("PMC9205051" in layer.source for layer in layers)


def test_a_range_stays_a_range() -> None:
    (skin,) = layers_of("cheek-buccal", "female")
    assert (skin.name, skin.from_mm, skin.to_mm) == ("skin", (0.0, 0.0), (1.23, 1.60))


def test_a_region_without_a_figure_borrows_none() -> None:
    assert layers_of("submental", "female") == ()
    assert layers_of("chin", "female") == ()
    assert layer_at("submental", "female", 6.0) is None


def test_the_patients_sex_goes_before_the_bodys() -> None:
    assert layers_of("temple", "female", Sex.MALE) == layers_of("temple", "male")
    assert layers_of("temple", "female", Sex.UNKNOWN) == layers_of("temple", "female")


@pytest.mark.parametrize(
    ("depth", "name"),
    [(0.1, "epidermis"), (0.6, "dermis"), (1.06, "hypodermis"), (4, "hypodermis")],
)
def test_the_layer_at_a_depth(depth: float, name: str) -> None:
    assert layer_at("forehead", "female", depth) == name


def test_no_layer_is_named_within_a_range_of_borders() -> None:
    assert layer_at("cheek-buccal", "female", 1.0) == "skin"
    assert layer_at("cheek-buccal", "female", 1.4) is None
    assert layer_at("cheek-buccal", "female", 4.0) == "hypodermis"
