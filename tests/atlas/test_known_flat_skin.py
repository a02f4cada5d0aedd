"""Regions, patches and distances of the tiny atlas, whose every answer is known."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pytest
import shapely
import synthetic_atlas as tiny
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from known import CHEEK, NOSE, TEMPLE, angles, front_xy, heights, in_mouth, on_cylinder

from mesomap.atlas import Body, load_atlas
from mesomap.model import RegionKey, Side, SkinSite


@pytest.fixture(scope="module")
def body(synthetic_body: Body) -> Body:
    return synthetic_body


@settings(deadline=None)
@given(angles, heights)
def test_region(body: Body, angle: float, y: float) -> None:
    assume(not in_mouth(angle, y))
    assume(min(abs(abs(angle) - tiny.NOSE_DEG), abs(y - tiny.TEMPLE_Y)) > 1e-3)
    key = tiny.region_at(angle, y)
    assert key is not None
    site = on_cylinder(body, angle, y)
    assert body.region_of(site) == RegionKey(key[0], Side(key[1]))
    assert body.regions_of([site]) == [body.region_of(site)]


def test_no_skin_has_no_region(body: Body) -> None:
    face = SkinSite(0, 0.5, 0.5)
    for column in (7, 8):  # the quads about the mouth
        face = SkinSite(column * 12 + 3, 0.5, 0.5)
        assert body.region_of(face) == NOSE
        held = [
            body.region_of(SkinSite(face.face, s, t))
            for s in (0.125, 0.375, 0.625, 0.875)
            for t in (0.125, 0.375, 0.625, 0.875)
        ]
        assert held.count(None) == 2


def test_no_skin_even_where_a_polygon_or_a_patch_reaches(synthetic_folder: Path) -> None:
    spoiled = load_atlas(synthetic_folder).body("female")
    nose = spoiled.patches["nose"]
    nose.geometries = shapely.buffer(nose.geometries, 20.0)
    around = [SkinSite(7 * 12 + 3, s, t) for s in (0.1, 0.9) for t in (0.1, 0.9)]
    found = [spoiled.region_of(site) for site in around]
    assert sorted(key is None for key in found) == [False, False, False, True]
    assert spoiled.regions_of(around) == found
    assert spoiled.from_patch("nose", [[0.0, 31.0 - 60.0], [0.0, 35.0 - 60.0]])[0] is None
    assert spoiled.from_patch("nose", [[0.0, 31.0 - 60.0], [0.0, 35.0 - 60.0]])[1] is not None


def test_hairlines_go_to_the_nearest(synthetic_folder: Path) -> None:
    spoiled = load_atlas(synthetic_folder).body("female")
    for patch in spoiled.patches.values():
        patch.geometries = shapely.buffer(patch.geometries, -0.1, join_style="mitre")
    just_below = on_cylinder(spoiled, 50.0, tiny.TEMPLE_Y - 0.05)
    just_above = on_cylinder(spoiled, 50.0, tiny.TEMPLE_Y + 0.05)
    over_the_seam = on_cylinder(spoiled, tiny.NOSE_DEG + 0.03, 80.0)
    expected = [CHEEK, TEMPLE, TEMPLE]
    sites = [just_below, just_above, over_the_seam]
    assert [spoiled.region_of(site) for site in sites] == expected
    assert spoiled.regions_of(sites) == expected
    for patch in spoiled.patches.values():
        patch.geometries = shapely.buffer(patch.geometries, -1.0, join_style="mitre")
    assert spoiled.regions_of(sites) == [None, None, None]
    assert spoiled.region_of(just_below) is None


@settings(deadline=None)
@given(angles, heights, st.sampled_from(["nose", "cheek-left", "cheek-right"]))
def test_flat_to_skin_to_flat(body: Body, angle: float, y: float, patch: str) -> None:
    low, high = tiny.patch_plans()[patch]["reach"]
    assume(min(abs(angle - low), abs(angle - high)) > 1e-3)
    uv = np.array([[tiny.flat_u(angle), y]]) - tiny.patch_plans()[patch]["origin"]
    site = body.from_patch(patch, uv)[0]
    if not low <= angle <= high or in_mouth(angle, y, reach=0.0):
        assert site is None
        return
    if in_mouth(angle, y):
        return
    assert site is not None
    assert body.on_patch(patch, [site])[0] == pytest.approx(uv[0], abs=1e-4)
    flat = tiny.unrolled(body.xyz([site]))[0] - tiny.patch_plans()[patch]["origin"]
    assert flat == pytest.approx(uv[0], abs=1e-3)


def test_a_patch_does_not_hold_all(body: Body) -> None:
    left, right = on_cylinder(body, 50, 60), on_cylinder(body, -50, 60)
    uv = body.on_patch("cheek-left", [left, right])
    assert np.isfinite(uv[0]).all()
    assert np.isnan(uv[1]).all()


def test_patches_holding_home_first(body: Body) -> None:
    assert body.patches_holding(on_cylinder(body, 30, 60.5)) == ["cheek-left", "nose"]
    assert body.patches_holding(on_cylinder(body, 10, 60)) == ["nose", "cheek-left"]
    assert body.patches_holding(on_cylinder(body, 60, 60.5)) == ["cheek-left"]


@settings(deadline=None)
@given(angles, heights, angles, heights)
def test_distance(body: Body, a: float, ya: float, b: float, yb: float) -> None:
    assume(not in_mouth(a, ya) and not in_mouth(b, yb))
    found = body.distance_mm(on_cylinder(body, a, ya), on_cylinder(body, b, yb))
    reaches = [(-40, 40), (0, 80), (-80, 0)]
    assume(min(abs(abs(angle) - seam) for angle in (a, b) for seam in (0, 40)) > 1e-3)
    if not any(low < a < high and low < b < high for low, high in reaches):
        assert found is None
        return
    assert found is not None
    flat = math.hypot(tiny.flat_u(a) - tiny.flat_u(b), ya - yb)
    assert found.skin_mm == pytest.approx(flat, abs=1e-3)
    assert found.length_error == 0.001


def test_distance_is_the_mean_where_neither_patch_is_home_to_both(synthetic_folder: Path) -> None:
    stretched = load_atlas(synthetic_folder).body("female")
    a, b, c = (on_cylinder(stretched, angle, 80.0) for angle in (10.0, 30.0, 50.0))
    true_mm = tiny.flat_u(30.0) - tiny.flat_u(10.0)
    nose = stretched.patches["nose"]
    nose.corners = nose.corners * 1.1
    nose.length_error_p95 = 0.2
    both = stretched.distance_mm(a, b)
    assert both is not None
    assert both.skin_mm == pytest.approx(1.05 * true_mm, abs=1e-3)
    assert both.length_error == 0.2
    home = stretched.distance_mm(b, c)  # both at home on the cheek
    assert home is not None
    assert home.skin_mm == pytest.approx(true_mm, abs=1e-3)
    assert home.length_error == 0.001


def test_no_distance_between_ear_and_cheek(body: Body) -> None:
    ear = body.site_at("face-front", *front_xy(40.0, 80.0))
    assert ear is not None
    assert body.distance_mm(ear, on_cylinder(body, 60, 80)) is None


def test_mirrored_region(body: Body) -> None:
    mirrored = body.region_of(body.mirrored(on_cylinder(body, 50, 20)))
    assert mirrored == RegionKey("cheek-buccal", Side.RIGHT)
    assert body.region_of(body.mirrored(on_cylinder(body, 5, 80))) == NOSE


def test_flat_millimetres_are_wrong(body: Body) -> None:
    """10 mm of picture are 10.05 mm of skin in front, and twice that where the skin turns."""

    def skin(x: float, chart_mm: float) -> float:
        a = body.site_at("face-front", *front_xy(x, 20))
        b = body.site_at("face-front", *front_xy(x + chart_mm, 20))
        assert a is not None
        assert b is not None
        found = body.distance_mm(a, b)
        assert found is not None
        return found.skin_mm

    assert skin(-5, 10) == pytest.approx(60 * 2 * math.asin(5 / 60), abs=0.02)
    expected = 60 * (math.asin(57 / 60) - math.asin(47 / 60))
    assert skin(47, 10) == pytest.approx(expected, abs=0.02)
    assert expected > 19
