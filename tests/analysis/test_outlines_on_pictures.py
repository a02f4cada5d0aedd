"""Outlines and measuring beside a clinic's own picture."""

from uuid import uuid4

import pytest

from mesomap.analysis.measuring import measure_area, measure_path
from mesomap.analysis.outlines import parts_by_region, patch_of, polygon_on
from mesomap.atlas.pictured import with_pictures
from mesomap.model import PatientsLeft, Picture, PictureSite, RegionKey, Side

KNEE = Picture(
    id=uuid4(),
    title="Our knee",
    attachment=uuid4(),
    width_px=400,
    height_px=300,
    line_px=(10.0, 10.0, 110.0, 10.0),
    line_mm=50.0,
    patients_left=PatientsLeft.ON_THE_RIGHT,
)
CHART = str(KNEE.id)
SQUARE = [(20.0, 30.0), (60.0, 30.0), (60.0, 50.0), (20.0, 50.0)]


@pytest.fixture
def pictured(synthetic_body):
    return with_pictures(synthetic_body, (KNEE,), lambda _id: None)


def test_a_shape_on_a_picture_is_flat_and_one_region(pictured):
    (part,) = parts_by_region(pictured, CHART, SQUARE)
    assert part.key == RegionKey(CHART, Side.MIDLINE)
    assert part.polygon.area == pytest.approx(800.0)
    assert patch_of(pictured, part.outline) == CHART
    assert polygon_on(pictured, CHART, part.outline).area == pytest.approx(800.0)


def test_only_what_lies_on_the_picture_counts(pictured):
    (part,) = parts_by_region(pictured, CHART, [(-20, 30), (60, 30), (60, 50), (-20, 50)])
    assert part.polygon.area == pytest.approx(1200.0)


def test_lengths_and_areas_are_those_of_its_measured_line(pictured):
    reading = measure_path(
        pictured, CHART, [PictureSite(CHART, 20, 30), PictureSite(CHART, 50, 70)]
    )
    assert reading.skin_mm == reading.chart_mm == pytest.approx(50.0)
    area = measure_area(pictured, CHART, SQUARE)
    assert (area.skin_mm2, area.area_error) == (pytest.approx(800.0), 0.0)


def test_skin_and_picture_mix_without_harm(pictured):
    skin = pictured.site_at("face-front", 100.0, 60.0)
    mixed = [skin, PictureSite(CHART, 20, 30), PictureSite(CHART, 30, 30)]
    assert patch_of(pictured, mixed) is None
    assert polygon_on(pictured, CHART, mixed).is_empty
    assert measure_path(pictured, CHART, mixed[:2]).skin_mm is None
