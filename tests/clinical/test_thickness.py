"""The thickness table: the source's own figures, sexes kept apart, nothing borrowed."""

from __future__ import annotations

import pytest

from mesomap.atlas import Body
from mesomap.clinical.thickness import _BY_REGION, figures_sex, layers_of
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


def test_the_patients_sex_goes_before_the_bodys() -> None:
    assert layers_of("temple", "female", Sex.MALE) == layers_of("temple", "male")
    assert layers_of("temple", "female", Sex.UNKNOWN) == layers_of("temple", "female")
    assert figures_sex("female", Sex.MALE) is Sex.MALE
    assert figures_sex("male", Sex.OTHER) is Sex.MALE


def test_every_region_with_figures_is_one_of_the_atlas(body: Body) -> None:
    known = {key.id for key in body.regions}
    assert set(_BY_REGION) <= known


def test_two_sources_that_differ_make_a_range() -> None:
    skin, fat = layers_of("thigh-front-upper", "female")
    assert skin.to_mm == (1.55, 1.9)
    assert fat.to_mm == pytest.approx((11.95, 12.3))
    assert "Gibney" in skin.source
    assert "Laurent" in skin.source
