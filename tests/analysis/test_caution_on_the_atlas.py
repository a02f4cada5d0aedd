"""Where caution structures lie on the shipped bodies."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest
from shapely import Point

from mesomap.analysis.caution import (
    PlacedStructure,
    caution_exclusions,
    place_structures,
    shape_on,
)
from mesomap.analysis.plan import plan_region
from mesomap.atlas import Body, default_atlas
from mesomap.clinical.caution import STRUCTURES
from mesomap.model import LatticeSettings, RegionKey, Side

BODIES = tuple(default_atlas().body(id) for id in default_atlas().body_ids)
every_body = pytest.mark.parametrize("body", BODIES, ids=lambda body: body.id)
CHEEK = RegionKey("cheek-buccal", Side.LEFT)


@cache
def placed(body: Body) -> dict[tuple[str, Side], PlacedStructure]:
    return {(one.structure.id, one.side): one for one in place_structures(body)}


def structures_at(body: Body, patch: str, uv_mm: tuple[float, float]) -> list[PlacedStructure]:
    """Those whose band or disc holds a place of `patch`."""
    point = Point(uv_mm)
    return [one for one in placed(body).values() if shape_on(body, patch, one).intersects(point)]


def landmark(body: Body, id: str) -> np.ndarray:
    return np.array(next(m.xyz_mm for m in body.landmarks if m.id == id and m.side != Side.RIGHT))


@every_body
def test_each_is_placed_on_both_sides(body: Body) -> None:
    assert set(placed(body)) == {
        (one.id, side) for one in STRUCTURES for side in (Side.LEFT, Side.RIGHT)
    }


@every_body
@pytest.mark.parametrize(
    ("id", "from_midline", "below", "drop"),
    [
        ("supraorbital-notch", 23.9, "supraorbital-rim", 0.0),
        ("infraorbital-foramen", 27.8, "infraorbital-rim", 8.9),
        ("mental-foramen", 26.45, "mouth-corner", 20.4),
    ],
)
def test_foramina_lie_where_the_figures_say(
    body: Body, id: str, from_midline: float, below: str, drop: float
) -> None:
    for side, sign in ((Side.LEFT, 1.0), (Side.RIGHT, -1.0)):
        x, y, _ = body.xyz(placed(body)[id, side].sites)[0]
        assert x == pytest.approx(sign * from_midline, abs=0.2)
        assert y == pytest.approx(landmark(body, below)[1] - drop, abs=0.3)


@every_body
def test_the_facial_artery_crosses_the_mandible_before_its_angle(body: Body) -> None:
    start = body.xyz(placed(body)["facial-artery", Side.LEFT].sites[:1])[0]
    gonion = landmark(body, "gonion")
    assert 25.0 < np.linalg.norm(start - gonion) < 36.0
    assert start[2] > gonion[2]


@every_body
def test_a_course_has_no_jump(body: Body) -> None:
    for (id, side), one in placed(body).items():
        if len(one.sites) > 1 and one.structure.anchors:
            steps = np.linalg.norm(np.diff(body.xyz(one.sites), axis=0), axis=1)
            assert steps.max() < 9.0, (id, side)


def test_a_place_is_a_disc_and_a_course_a_band() -> None:
    body = BODIES[0]
    patch = body.regions[RegionKey("cheek-medial", Side.LEFT)].patch
    foramen = placed(body)["infraorbital-foramen", Side.LEFT]
    disc = shape_on(body, patch, foramen)
    assert disc.area == pytest.approx(np.pi * foramen.structure.spread_mm**2, rel=0.02)
    artery = shape_on(body, patch, placed(body)["facial-artery", Side.LEFT])
    assert artery.area > 10 * np.pi * 3.0**2 / 4
    far = body.regions[RegionKey("scalp-vertex", Side.LEFT)].patch
    assert shape_on(body, far, foramen).is_empty


def test_below_the_mandible_each_side_has_its_own_strip() -> None:
    body = BODIES[0]
    patch = body.regions[RegionKey("submental", Side.LEFT)].patch
    sheet = body.patches[patch]
    for side, other in ((Side.LEFT, Side.RIGHT), (Side.RIGHT, Side.LEFT)):
        strip = shape_on(body, patch, placed(body)["below-mandible", side])
        own, far = (sheet.polygon(RegionKey("submental", s)) for s in (side, other))
        assert strip.intersection(own).area > 100
        assert strip.intersection(far).area < 1


def test_what_lies_at_a_place_is_named() -> None:
    body = BODIES[0]
    foramen = placed(body)["infraorbital-foramen", Side.LEFT]
    patch = body.patches_holding(foramen.sites[0])[0]
    u, v = body.on_patch(patch, foramen.sites)[0].tolist()
    found = structures_at(body, patch, (u, v))
    assert foramen in found
    away = structures_at(body, patch, (u + 300.0, v))
    assert away == []


def test_a_lattice_keeps_them_free() -> None:
    body = BODIES[0]
    patch = body.regions[CHEEK].patch
    exclusions = caution_exclusions(body, patch)
    settings = LatticeSettings(spacing_mm=4.0)
    free = plan_region(body, [CHEEK], settings)
    kept = plan_region(body, [CHEEK], settings, exclusions=exclusions)
    assert 0 < kept.count < free.count
    for point in kept.points:
        assert structures_at(body, patch, point.uv) == []
