"""The maps of the tiny atlas, whose every answer is known by construction."""

from __future__ import annotations

import math

import numpy as np
import pytest
import shapely
import synthetic_atlas as tiny
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from mesomap.atlas import Body
from mesomap.model import KnownError, RegionKey, Side, SkinSite

CHEEK = RegionKey("cheek-buccal", Side.LEFT)
TEMPLE = RegionKey("temple", Side.LEFT)
NOSE = RegionKey("nose-dorsum", Side.MIDLINE)
EAR = RegionKey("ear", Side.LEFT)

heights = st.floats(1.0, 119.0)
angles = st.floats(-79.0, 79.0)


@pytest.fixture(scope="module")
def body(synthetic_body: Body) -> Body:
    return synthetic_body


def on_cylinder(body: Body, angle_deg: float, y_mm: float) -> SkinSite:
    """The site at an angle of the cylinder, through the patch that is flat there."""
    patch = "nose" if abs(angle_deg) < 30 else f"cheek-{'left' if angle_deg > 0 else 'right'}"
    origin = tiny._patches()[patch]["origin"]
    uv = np.array([[tiny.flat_u(angle_deg), y_mm]]) - origin
    site = body.from_patch(patch, uv)[0]
    assert site is not None
    return site


def front_xy(x: float, y: float) -> tuple[float, float]:
    """The place on the front chart of body coordinates."""
    return 70.0 + x, 125.0 - y


def in_mouth(angle_deg: float, y_mm: float, reach: float = 1.0) -> bool:
    low, high = tiny.MOUTH_Y
    return abs(angle_deg) < tiny.MOUTH_DEG + reach and low - reach < y_mm < high + reach


@settings(deadline=None)
@given(st.floats(-58.0, 58.0), heights)
def test_picture_to_skin(body: Body, x: float, y: float) -> None:
    site = body.site_at("face-front", *front_xy(x, y))
    if in_mouth(math.degrees(math.asin(x / 60)), y) or 9 < abs(x) < 21 or 34 < abs(x) < 46:
        return
    assert site is not None
    xyz = body.xyz([site])[0]
    assert xyz[:2] == pytest.approx((x, y), abs=1e-4)
    assert 60 * math.cos(math.radians(1.25)) - 1e-4 <= math.hypot(xyz[0], xyz[2]) <= 60 + 1e-4
    shown = body.on_chart("face-front", [site])
    assert shown.visible[0]
    assert shown.xy_mm[0] == pytest.approx(front_xy(x, y), abs=1e-6)
    assert shown.tilt_deg[0] == pytest.approx(abs(math.degrees(math.asin(x / 60))), abs=0.2)


@pytest.mark.parametrize("chart", ["face-front", "face-left", "face-right"])
def test_one_place_is_found_as_many_are(body: Body, chart: str) -> None:
    size = tiny.VIEWS[chart]["size"]
    places = np.random.default_rng(5).uniform(-0.1, 1.1, (400, 2)) * size
    many = body.sites_at(chart, places)
    for place, site in zip(places.tolist(), many, strict=True):
        one = body.site_at(chart, *place)
        assert (one is None) == (site is None)
        if one is not None and site is not None:
            assert body.xyz([one])[0] == pytest.approx(body.xyz([site])[0], abs=1e-6)


@pytest.mark.parametrize(
    ("x", "y"),
    [
        (0.0, 31.0),  # the mouth
        (15.0, 95.0),  # an eyeball
        (-15.0, 95.0),
        (60.0, 60.0),  # beside the figure
        (0.0, 122.0),  # above it
        (1e9, 60.0),  # far off the picture
        (math.nan, 60.0),
    ],
)
def test_off_the_skin(body: Body, x: float, y: float) -> None:
    assert body.site_at("face-front", *front_xy(x, y)) is None
    assert body.sites_at("face-front", [front_xy(x, y)]) == [None]


def test_what_is_in_front_wins(body: Body) -> None:
    site = body.site_at("face-front", *front_xy(40.0, 80.0))
    assert site is not None
    assert body.xyz([site])[0] == pytest.approx((40.0, 80.0, 70.0), abs=1e-4)
    assert body.region_of(site) == EAR


@settings(deadline=None)
@given(st.floats(36.0, 44.0), st.floats(71.0, 89.0), st.sampled_from([1, -1]))
def test_hidden_behind_the_ear(body: Body, x: float, y: float, sign: int) -> None:
    """Skin behind a plate is absent from the front chart, but on its side chart."""
    site = on_cylinder(body, sign * math.degrees(math.asin(x / 60)), y)
    front = body.on_chart("face-front", [site])
    assert not front.visible[0]
    assert front.xy_mm[0] == pytest.approx(front_xy(sign * x, y), abs=0.05)
    side = "face-left" if sign > 0 else "face-right"
    assert body.on_chart(side, [site]).visible[0]
    assert [view.chart for view in body.charts_seeing(site)] == [side]


def test_hidden_behind_an_eyeball_and_turned_away(body: Body) -> None:
    behind_eye = on_cylinder(body, math.degrees(math.asin(15 / 60)), 95.0)
    assert not body.on_chart("face-front", [behind_eye]).visible[0]
    far_side = on_cylinder(body, -30.0, 60.0)
    assert not body.on_chart("face-left", [far_side]).visible[0]
    assert body.on_chart("face-left", [far_side]).tilt_deg[0] == pytest.approx(120.0, abs=0.2)


def test_charts_seeing(body: Body) -> None:
    views = body.charts_seeing(on_cylinder(body, 62.5, 20.0))
    assert [view.chart for view in views] == ["face-left", "face-front"]
    assert [view.tilt_deg for view in views] == pytest.approx([27.5, 62.5], abs=0.2)
    assert (views[1].x_mm, views[1].y_mm) == pytest.approx(
        front_xy(tiny.edge_x(62.5), 20.0), abs=1e-4
    )
    steep = on_cylinder(body, 77.5, 20.0)
    assert [view.chart for view in body.charts_seeing(steep)] == ["face-left"]
    assert len(body.charts_seeing(steep, max_tilt_deg=80)) == 2


@settings(deadline=None)
@given(angles, heights)
def test_region(body: Body, angle: float, y: float) -> None:
    assume(not in_mouth(angle, y))
    assume(min(abs(abs(angle) - tiny.NOSE_DEG), abs(y - tiny.TEMPLE_Y)) > 1e-3)
    key = tiny._on_cylinder(angle, y)
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


def test_hairlines_go_to_the_nearest(synthetic_folder: object) -> None:
    from mesomap.atlas import load_atlas  # a body of its own, to spoil

    spoiled = load_atlas(synthetic_folder).body("female")  # type: ignore[arg-type]
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
    low, high = tiny._patches()[patch]["reach"]
    assume(min(abs(angle - low), abs(angle - high)) > 1e-3)
    uv = np.array([[tiny.flat_u(angle), y]]) - tiny._patches()[patch]["origin"]
    site = body.from_patch(patch, uv)[0]
    if not low <= angle <= high or in_mouth(angle, y, reach=0.0):
        assert site is None
        return
    if in_mouth(angle, y):
        return
    assert site is not None
    assert body.on_patch(patch, [site])[0] == pytest.approx(uv[0], abs=1e-4)
    flat = tiny.unrolled(body.xyz([site]))[0] - tiny._patches()[patch]["origin"]
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


def test_distance_is_the_mean_where_neither_patch_is_home_to_both(synthetic_folder: object) -> None:
    from mesomap.atlas import load_atlas

    stretched = load_atlas(synthetic_folder).body("female")  # type: ignore[arg-type]
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


@settings(deadline=None)
@given(st.integers(0, 195), st.floats(0, 1), st.floats(0, 1))
def test_mirror(body: Body, face: int, s: float, t: float) -> None:
    site = SkinSite(face, s, t)
    mirrored = body.mirrored(site)
    there, here = body.xyz([mirrored])[0], body.xyz([site])[0]
    assert there == pytest.approx(here * (-1, 1, 1), abs=1e-4)
    back = body.mirrored(mirrored)
    assert (back.face, back.s, back.t) == pytest.approx((face, s, t), abs=1e-12)


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


def test_landmarks(body: Body) -> None:
    for mark in body.landmarks:
        assert body.xyz([mark.site])[0] == pytest.approx(mark.xyz_mm, abs=1e-4)
    tragus = {mark.side: mark.site for mark in body.landmarks if mark.id == "tragus"}
    other = body.xyz([body.mirrored(tragus[Side.LEFT])])[0]
    assert other == pytest.approx(body.xyz([tragus[Side.RIGHT]])[0], abs=1e-4)


def test_normals_point_outwards(body: Body) -> None:
    site = on_cylinder(body, 30, 60)
    assert body.normals([site])[0] == pytest.approx((0.5, 0, math.sqrt(0.75)), abs=1e-3)


def test_metadata(body: Body) -> None:
    assert (body.id, body.stature_mm) == ("female", 1625)
    region = body.region(CHEEK)
    assert region.name == "Buccal cheek"
    assert set(region.charts) == {"face-front", "face-left"}
    polygon = body.patches[region.patch].polygon(CHEEK)
    assert region.area_mm2 == pytest.approx(polygon.area)
    assert polygon.area == pytest.approx(tiny.flat_u(60.0) * 60)
    assert body.patches["cheek-left"].regions == (CHEEK, TEMPLE)
    chart = body.charts["face-front"]
    assert chart.svg().startswith(b"<svg")
    assert set(chart.polygons()) == set(chart.regions)
    assert sum(len(line) for line in chart.borders()) > 20
    assert all(line.shape[1] == 2 for line in chart.borders())
    with pytest.raises(KeyError):
        body.patches["cheek-left"].polygon(NOSE)


def test_wrong_names_are_told(body: Body) -> None:
    with pytest.raises(KnownError, match=r"no chart knees\. The charts are: face-front"):
        body.site_at("knees", 1, 1)
    with pytest.raises(KnownError, match="no patch knee"):
        body.from_patch("knee", [[0, 0]])
    with pytest.raises(KnownError, match=r"no region knee \(left\)"):
        body.region(RegionKey("knee", Side.LEFT))


def test_no_sites_at_all(body: Body) -> None:
    assert body.sites_at("face-front", np.empty((0, 2))) == []
    assert body.on_chart("face-front", []).xy_mm.shape == (0, 2)
    assert body.xyz([]).shape == (0, 3)
    assert body.on_patch("nose", []).shape == (0, 2)
    assert body.from_patch("nose", []) == []
    assert body.regions_of([]) == []
