"""Charts and skin of the tiny atlas, whose every answer is known."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pytest
import synthetic_atlas as tiny
from hypothesis import given, settings
from hypothesis import strategies as st
from known import CHEEK, EAR, NOSE, TEMPLE, front_xy, heights, in_mouth, on_cylinder

from mesomap.atlas import Body, Chart, load_atlas
from mesomap.atlas.arrays import Arrays
from mesomap.atlas.values import Sites
from mesomap.model import KnownError, RegionKey, Side, SkinSite


@pytest.fixture(scope="module")
def body(synthetic_body: Body) -> Body:
    return synthetic_body


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


def test_beyond_the_pictures_edge(synthetic_folder: Path) -> None:
    """A chart may crop the body: what lies beyond its edge is not on it."""
    cropped = load_atlas(synthetic_folder).body("female")
    cropped.charts["face-front"].width_mm = 100.0
    inside, outside = on_cylinder(cropped, 25.0, 20.0), on_cylinder(cropped, 40.0, 20.0)
    assert cropped.on_chart("face-front", [inside, outside]).visible.tolist() == [True, False]
    assert cropped.on_chart("face-front", [outside]).visible.tolist() == [False]
    assert cropped.site_at("face-front", *front_xy(29.9, 20)) is not None
    assert cropped.site_at("face-front", *front_xy(30.1, 20)) is None
    found = cropped.sites_at("face-front", [front_xy(29.9, 20), front_xy(30.1, 20)])
    assert [site is None for site in found] == [False, True]


def test_the_inside_of_the_body_is_not_skin(body: Body) -> None:
    """Seen from behind, the open cylinder shows its inside."""
    behind = Chart(
        id="behind",
        title="Behind",
        group="face",
        file="",
        width_mm=140.0,
        height_mm=130.0,
        view={
            axis: np.array(value, float)
            for axis, value in {
                "right": (-1, 0, 0),
                "up": (0, 1, 0),
                "forward": (0, 0, -1),
                "centre": (0, 60, 0),
            }.items()
        },
        regions=(),
        mesh=body.mesh,
        arrays=Arrays(
            "behind",
            {"tri": np.arange(body.mesh.triangle_count), "occ": np.empty(0, int)}.__getitem__,
        ),
        read_drawing=bytes,
    )
    assert behind.site_at(60.0, 40.0) is None
    assert behind.sites_at(np.array([[60.0, 40.0], [100.0, 100.0]])) == [None, None]
    sites = Sites.of([on_cylinder(body, angle, 50.0) for angle in (-60.0, 0.0, 20.0)])
    assert not behind.positions(sites).visible.any()


@settings(deadline=None)
@given(st.integers(0, 195), st.floats(0, 1), st.floats(0, 1))
def test_mirror(body: Body, face: int, s: float, t: float) -> None:
    site = SkinSite(face, s, t)
    mirrored = body.mirrored(site)
    there, here = body.xyz([mirrored])[0], body.xyz([site])[0]
    assert there == pytest.approx(here * (-1, 1, 1), abs=1e-4)
    back = body.mirrored(mirrored)
    assert (back.face, back.s, back.t) == pytest.approx((face, s, t), abs=1e-12)


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
