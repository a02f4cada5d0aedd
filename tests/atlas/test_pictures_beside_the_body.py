"""A clinic's own pictures answer the same questions as the body, each for itself."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID, uuid4

import numpy as np
import pytest

from mesomap.atlas import Body
from mesomap.atlas.pictured import PicturedBody, with_pictures
from mesomap.model import (
    Attachment,
    KnownError,
    PatientsLeft,
    Picture,
    PictureSite,
    RegionKey,
    Side,
    Site,
)


def picture(title: str = "Our knee", **changes: object) -> Picture:
    """400 x 300 px, a pixel 0.5 mm: 200 x 150 mm."""
    plain = Picture(
        id=uuid4(),
        title=title,
        attachment=uuid4(),
        width_px=400,
        height_px=300,
        line_px=(10.0, 10.0, 110.0, 10.0),
        line_mm=50.0,
        patients_left=PatientsLeft.ON_THE_RIGHT,
    )
    return replace(plain, **changes)  # type: ignore[arg-type]


def nothing(_: UUID) -> Attachment | None:
    return None


KNEE, ELBOW = picture(), picture("Our elbow", patients_left=PatientsLeft.ON_THE_LEFT)


@pytest.fixture(scope="module")
def both(body: Body) -> Body:
    return with_pictures(body, (KNEE, ELBOW), nothing)


def skin(body: Body, chart: str = "face-front") -> Site:
    one = body.charts[chart]
    found = body.site_at(chart, one.width_mm / 2, one.height_mm / 2)
    assert found is not None
    return found


def test_a_body_without_pictures_is_the_body_itself(body: Body) -> None:
    assert with_pictures(body, (), nothing) is body
    assert not body.pictures


def test_the_same_pictures_make_the_same_body(body: Body, both: Body) -> None:
    assert isinstance(both, PicturedBody)
    assert with_pictures(body, (KNEE, ELBOW), nothing) is both
    assert both.original is body


def test_a_place_on_a_picture_is_in_the_mm_of_its_measured_line(both: Body) -> None:
    chart = both.charts[str(KNEE.id)]
    assert (chart.width_mm, chart.height_mm) == (200.0, 150.0)
    assert both.site_at(chart.id, 40.0, 30.0) == PictureSite(chart.id, 40.0, 30.0)
    assert both.site_at(chart.id, 200.5, 30.0) is None
    assert both.sites_at(chart.id, [[1.0, 2.0], [-1.0, 2.0]]) == [
        PictureSite(chart.id, 1.0, 2.0),
        None,
    ]


def test_the_whole_picture_is_one_region_and_one_patch(both: Body) -> None:
    key = RegionKey(str(KNEE.id), Side.MIDLINE)
    site = PictureSite(str(KNEE.id), 40.0, 30.0)
    assert both.region_of(site) == key
    assert both.regions[key].name == "Our knee"
    patch = both.patches[both.regions[key].patch]
    assert patch.polygon(key).area == pytest.approx(200.0 * 150.0) == both.regions[key].area_mm2
    assert both.patches_holding(site) == [patch.id]
    assert both.home_patch(site) is patch
    (uv,) = both.on_patch(patch.id, [site]).tolist()
    assert uv == pytest.approx([-60.0, 45.0])  # v runs up
    assert patch.place(site) == pytest.approx((-60.0, 45.0))
    assert both.from_patch(patch.id, [uv, [-101.0, 0.0]]) == [site, None]


def test_both_sorts_of_sites_in_one_question(both: Body, body: Body) -> None:
    here, there = PictureSite(str(KNEE.id), 40.0, 30.0), PictureSite(str(ELBOW.id), 1.0, 2.0)
    on_skin = skin(body)
    lost = PictureSite(str(uuid4()), 1.0, 2.0)
    sites: list[Site] = [here, on_skin, there, lost]
    own = body.region_of(on_skin)
    assert both.regions_of(sites) == [both.region_of(here), own, both.region_of(there), None]
    assert own is not None
    places = both.on_patch(body.regions[own].patch, sites)
    assert np.isnan(places[[0, 2, 3]]).all()
    assert places[1] == pytest.approx(body.on_patch(body.regions[own].patch, [on_skin])[0])
    assert np.isnan(both.on_patch(here.chart, sites)[1:]).all()
    shown = both.on_chart("face-front", sites)
    assert shown.visible.tolist() == [False, True, False, False]
    assert np.isfinite(shown.xy_mm).all()
    flat = both.on_chart(here.chart, sites)
    assert flat.visible.tolist() == [True, False, False, False]
    assert flat.xy_mm[0] == pytest.approx([40.0, 30.0])
    normals = both.normals(sites)
    assert normals[0] == pytest.approx([0.0, 0.0, 1.0])
    assert normals[1] == pytest.approx(body.normals([on_skin])[0])


def test_a_picture_is_on_no_other_chart(both: Body) -> None:
    site = PictureSite(str(KNEE.id), 40.0, 30.0)
    assert [view.chart for view in both.charts_seeing(site)] == [site.chart]
    assert both.patches_holding(PictureSite(str(uuid4()), 1.0, 1.0)) == []


def test_lengths_on_a_picture_and_none_between_two(both: Body, body: Body) -> None:
    a = PictureSite(str(KNEE.id), 10.0, 10.0)
    b = PictureSite(str(KNEE.id), 40.0, 50.0)
    away = both.distance_mm(a, b)
    assert away is not None
    assert away.skin_mm == pytest.approx(50.0)
    assert both.distance_mm(a, PictureSite(str(ELBOW.id), 10.0, 10.0)) is None
    assert both.distance_mm(a, skin(body)) is None
    assert both.distance_mm(skin(body), skin(body)) == body.distance_mm(skin(body), skin(body))


def test_a_place_on_a_picture_has_no_other_side(both: Body, body: Body) -> None:
    with pytest.raises(KnownError, match="not an address on the skin"):
        both.mirrored(PictureSite(str(KNEE.id), 10.0, 10.0))
    assert both.mirrored(skin(body)) == body.mirrored(skin(body))


def test_left_and_right_are_as_stated(both: Body) -> None:
    left = np.array([1.0, 0.0, 0.0])
    for one, lean in ((KNEE, 1.0), (ELBOW, -1.0)):
        chart = both.charts[str(one.id)]
        assert chart.project(left)[0] - chart.project(np.zeros(3))[0] == lean


def test_a_calibration_leaves_pictures_as_they_were_measured(body: Body) -> None:
    longer = body.calibrated(dict.fromkeys(body.patches, 1.2))
    pictured = with_pictures(longer, (KNEE,), nothing)
    site = PictureSite(str(KNEE.id), 10.0, 20.0)
    assert pictured.on_patch(site.chart, [site])[0] == pytest.approx([-90.0, 55.0])
    assert pictured.factor(site.chart) == 1.0
    assert pictured.factors == longer.factors


def test_a_picture_lost_from_the_file_is_said(both: Body) -> None:
    with pytest.raises(KnownError, match="Our knee"):
        both.pictures[str(KNEE.id)].attachment()
