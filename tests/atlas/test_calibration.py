"""A calibrated body: lengths by f, areas by f squared, sites and regions as they were."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from known import CHEEK, NOSE, in_mouth, on_cylinder

from mesomap.atlas import Body
from mesomap.atlas.calibration import (
    calibrated,
    chart_factor,
    factors,
    girths,
    landmark,
    own_length,
    ratio,
)
from mesomap.model import (
    Girth,
    GirthLength,
    Height,
    KnownError,
    LandmarkKey,
    LandmarkLength,
    Side,
    SkinSite,
)

MENTUM = LandmarkKey("mentum", Side.MIDLINE)
LEFT, RIGHT = LandmarkKey("tragus", Side.LEFT), LandmarkKey("tragus", Side.RIGHT)

angles = st.floats(-60, 60)
heights = st.floats(5, 115)
some_factors = st.floats(0.6, 1.6)


@given(some_factors, angles, heights, angles, heights)
def test_lengths_follow_and_sites_do_not(
    synthetic_body: Body, f: float, a: float, ya: float, b: float, yb: float
) -> None:
    assume(not in_mouth(a, ya) and not in_mouth(b, yb))
    body = synthetic_body
    scaled = body.calibrated(dict.fromkeys(body.patches, f))
    here, there = on_cylinder(body, a, ya), on_cylinder(body, b, yb)
    plain, longer = body.distance_mm(here, there), scaled.distance_mm(here, there)
    assert (plain is None) == (longer is None)
    if plain is not None and longer is not None:
        assert longer.skin_mm == pytest.approx(f * plain.skin_mm)
        assert longer.length_error == plain.length_error
    assert scaled.region_of(here) == body.region_of(here)
    assert scaled.patches_holding(here) == body.patches_holding(here)
    for patch in body.patches_holding(here):
        uv = scaled.on_patch(patch, [here])
        assert uv == pytest.approx(f * body.on_patch(patch, [here]))
        assert scaled.patches[patch].place(here) == pytest.approx(tuple(uv[0].tolist()))
        (back,) = scaled.from_patch(patch, uv)
        assert back is not None
        assert body.xyz([back]) == pytest.approx(body.xyz([here]), abs=1e-6)


@given(some_factors)
def test_areas_follow_in_the_square(synthetic_body: Body, f: float) -> None:
    body = synthetic_body
    scaled = body.calibrated({"nose": f})
    for key, region in body.regions.items():
        by = f**2 if region.patch == "nose" else 1.0
        assert scaled.regions[key].area_mm2 == pytest.approx(by * region.area_mm2)
        polygon = scaled.patches[region.patch].polygon(key)
        assert polygon.area == pytest.approx(by * body.patches[region.patch].polygon(key).area)
    for id, patch in body.patches.items():
        by = f if id == "nose" else 1.0
        assert scaled.patches[id].area_mm2 == pytest.approx(by**2 * patch.area_mm2)
        assert scaled.patches[id].corners == pytest.approx(by * patch.corners)
        assert scaled.factor(id) == by


def test_charts_and_mesh_are_the_atlas_own(synthetic_body: Body) -> None:
    scaled = synthetic_body.calibrated({"nose": 1.2})
    assert scaled.charts is synthetic_body.charts
    assert scaled.mesh is synthetic_body.mesh
    assert scaled.patches["cheek-left"] is synthetic_body.patches["cheek-left"]
    assert scaled.original is synthetic_body
    assert synthetic_body.factor("nose") == 1.0


def test_calibrating_again_begins_with_the_atlas_body(synthetic_body: Body) -> None:
    twice = synthetic_body.calibrated({"nose": 1.2}).calibrated({"cheek-left": 1.5})
    assert (twice.factor("nose"), twice.factor("cheek-left")) == (1.0, 1.5)
    with pytest.raises(ValueError, match="vanish"):
        synthetic_body.calibrated({"nose": 0.0})


def test_height_counts_everywhere(synthetic_body: Body) -> None:
    found = factors(synthetic_body, [Height(1950.0)])
    assert found == pytest.approx(dict.fromkeys(synthetic_body.patches, 1.2))


def test_a_length_counts_where_it_crosses_and_several_by_their_mean(synthetic_body: Body) -> None:
    body = synthetic_body
    own = own_length(body, LandmarkLength(LEFT, RIGHT, 1.0))
    assert own is not None
    # From 60 to -60 degrees on a cylinder of 60 mm, around the front.
    assert own.mm == pytest.approx(math.radians(120) * 60, rel=1e-3)
    assert own.patches == {"cheek-left", "nose", "cheek-right"}
    across = LandmarkLength(LEFT, RIGHT, own.mm * 1.3)
    found = factors(body, [across])
    assert found == pytest.approx(dict.fromkeys(own.patches, 1.3))
    found = factors(body, [across, Height(1625 * 1.1)])
    assert found["nose"] == pytest.approx(1.2)
    assert all(f == pytest.approx(1.1) for id, f in found.items() if id not in own.patches)


def test_what_the_body_has_not_is_told_and_passed_over(synthetic_body: Body) -> None:
    unknown = LandmarkLength(LandmarkKey("navel", Side.MIDLINE), RIGHT, 100.0)
    waist = GirthLength(Girth.WAIST, Side.MIDLINE, 700.0)
    assert girths(synthetic_body) == []
    for one in (unknown, waist):
        assert own_length(synthetic_body, one) is None
        with pytest.raises(KnownError, match="no such length"):
            ratio(synthetic_body, one)
    assert factors(synthetic_body, [unknown, waist]) == {}
    assert calibrated(synthetic_body, (unknown,)) is synthetic_body
    with pytest.raises(KnownError, match="two different landmarks"):
        ratio(synthetic_body, LandmarkLength(LEFT, LEFT, 10.0))


@pytest.mark.parametrize("mm", [170.0, 974.0, 2601.0, 17000.0])
def test_what_cannot_be_is_refused(synthetic_body: Body, mm: float) -> None:
    with pytest.raises(KnownError, match=r"average adult's 1625 mm"):
        ratio(synthetic_body, Height(mm))


@pytest.mark.parametrize("mm", [975.0, 1700.0, 2600.0])
def test_what_can_be_is_taken(synthetic_body: Body, mm: float) -> None:
    assert ratio(synthetic_body, Height(mm)) == pytest.approx(mm / 1625)


def test_a_charts_factor_goes_by_the_skin_it_shows(synthetic_body: Body) -> None:
    body = synthetic_body.calibrated({"nose": 1.2})
    nose, cheek = body.regions[NOSE].area_mm2, body.regions[CHEEK].area_mm2
    wanted = (1.2 * nose + cheek) / (nose + cheek)
    assert chart_factor(body, [NOSE, CHEEK]) == pytest.approx(wanted)
    assert chart_factor(body, []) == 1.0
    assert chart_factor(synthetic_body, [NOSE, CHEEK]) == 1.0


# The shipped bodies.


@pytest.fixture(params=["female", "male"])
def shipped(request: pytest.FixtureRequest, atlas):  # type: ignore[no-untyped-def]
    if request.param not in atlas.body_ids:
        pytest.skip("not built yet")
    return atlas.body(request.param)


PLAUSIBLE_MM = {
    Girth.NECK: (280, 460),
    Girth.WAIST: (640, 960),
    Girth.HIP: (850, 1080),
    Girth.THIGH: (480, 640),
    Girth.ARM: (230, 370),
}
"""From the 5th percentile of women to the 95th of men, rounded outwards (ANSUR II, 2012)."""


def test_the_shipped_girths_are_a_persons(shipped: Body) -> None:
    found = girths(shipped)
    assert {girth for girth, _ in found} == set(Girth)
    for girth, side in found:
        own = own_length(shipped, GirthLength(girth, side, 1.0))
        assert own is not None
        low, high = PLAUSIBLE_MM[girth]
        assert low < own.mm < high, (girth, side, own.mm)
        assert own.patches
        other = Side.LEFT if side is Side.RIGHT else Side.RIGHT
        ends = {id.rsplit("-", 1)[-1] for id in own.patches}
        assert side is Side.MIDLINE or other.value not in ends


def test_both_sides_of_a_girth_are_alike(shipped: Body) -> None:
    for girth in (Girth.THIGH, Girth.ARM):
        left = own_length(shipped, GirthLength(girth, Side.LEFT, 1.0))
        right = own_length(shipped, GirthLength(girth, Side.RIGHT, 1.0))
        assert left is not None
        assert right is not None
        assert left.mm == pytest.approx(right.mm, rel=0.01)


def test_a_length_over_several_patches(shipped: Body) -> None:
    notch = LandmarkKey("suprasternal-notch", Side.MIDLINE)
    navel = LandmarkKey("umbilicus", Side.MIDLINE)
    own = own_length(shipped, LandmarkLength(notch, navel, 1.0))
    assert own is not None
    assert {"decollete", "abdomen"} <= own.patches
    a, b = landmark(shipped, notch), landmark(shipped, navel)
    assert a is not None
    assert b is not None
    straight = math.dist(a.xyz_mm, b.xyz_mm)
    assert straight <= own.mm < 1.15 * straight


def test_every_pair_of_landmarks_is_measured_sensibly_or_not_at_all(shipped: Body) -> None:
    marks = shipped.landmarks
    shuffled = np.random.default_rng(5).permutation(len(marks))
    for i, j in zip(shuffled[:-1].tolist(), shuffled[1:].tolist(), strict=True):
        a, b = marks[i], marks[j]
        keys = LandmarkKey(a.id, a.side), LandmarkKey(b.id, b.side)
        own = own_length(shipped, LandmarkLength(*keys, 1.0))
        if own is not None:
            straight = math.dist(a.xyz_mm, b.xyz_mm)
            assert 0.85 * straight < own.mm < 3 * straight, keys
            assert own.patches, keys


def test_the_calibrated_shipped_body_shares_its_geometry(shipped: Body) -> None:
    body = calibrated(shipped, (Height(shipped.stature_mm * 1.05),))
    assert calibrated(shipped, (Height(shipped.stature_mm * 1.05),)) is body
    site = shipped.landmarks[0].site
    assert isinstance(site, SkinSite)
    patch = body.home_patch(site)
    assert patch is not None
    assert patch.triangles is shipped.patches[patch.id].triangles


def test_a_large_waist_is_a_patient_and_a_slip_of_the_unit_is_none(shipped: Body) -> None:
    for mm in (600.0, 1250.0, 1650.0):
        assert ratio(shipped, GirthLength(Girth.WAIST, Side.MIDLINE, mm)) > 0
    for mm in (60.0, 6000.0):
        with pytest.raises(KnownError, match="average adult"):
            ratio(shipped, GirthLength(Girth.WAIST, Side.MIDLINE, mm))
