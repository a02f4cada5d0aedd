import numpy as np
import pytest

from mesomap.analysis.measuring import measure_area, measure_path
from mesomap.model import RegionKey, Side

CHART = "face-front"


def site_at(body, angle_deg, y):
    """On the cylinder of radius 60 around the synthetic body's axis."""
    return body.site_at(CHART, 60.0 * np.sin(np.radians(angle_deg)) + 70.0, 125.0 - y)


def test_a_path_is_measured_along_the_skin(synthetic_body):
    sites = [site_at(synthetic_body, angle, 80.0) for angle in (30.0, 50.0, 60.0)]
    reading = measure_path(synthetic_body, CHART, sites)
    assert [leg.skin_mm for leg in reading.legs] == pytest.approx(
        [60 * np.radians(20), 60 * np.radians(10)], rel=2e-3
    )
    assert reading.skin_mm == pytest.approx(60 * np.radians(30), rel=2e-3)
    chart = 60.0 * (np.sin(np.radians(60)) - np.sin(np.radians(30)))
    assert reading.chart_mm == pytest.approx(chart, abs=1e-6)
    assert not reading.in_pieces
    assert reading.length_error == pytest.approx(0.001)
    assert reading.legs[0].course[0] == pytest.approx(
        (60 * np.sin(np.radians(30)) + 70, 45), abs=0.01
    )


def test_one_site_is_no_length(synthetic_body):
    reading = measure_path(synthetic_body, CHART, [site_at(synthetic_body, 30.0, 80.0)])
    assert reading.legs == ()


def test_a_leg_that_no_patch_holds_is_the_sum_of_steps(synthetic_body):
    sites = [site_at(synthetic_body, angle, 110.0) for angle in (-60.0, 60.0)]
    assert synthetic_body.distance_mm(*sites) is None
    reading = measure_path(synthetic_body, CHART, sites)
    assert reading.in_pieces
    assert reading.skin_mm == pytest.approx(60 * np.radians(120), rel=0.01)


def test_a_leg_over_what_is_no_skin_cannot_be_measured(synthetic_body):
    sites = [site_at(synthetic_body, angle, 31.2) for angle in (-60.0, 60.0)]
    assert synthetic_body.site_at(CHART, 70.0, 125.0 - 31.2) is None
    reading = measure_path(synthetic_body, CHART, sites)
    assert reading.skin_mm is None
    assert reading.legs[0].chart_mm == pytest.approx(120 * np.sin(np.radians(60)))


def test_an_area_is_skin_and_by_region(body):
    key = RegionKey("cheek-buccal", Side.LEFT)
    middle = body.chart(CHART).polygons()[key].representative_point()
    square = np.array([(-5, -5), (5, -5), (5, 5), (-5, 5)])
    square = square + np.array([middle.x, middle.y])
    reading = measure_area(body, CHART, square)
    assert reading.chart_mm2 == pytest.approx(100.0)
    assert reading.skin_mm2 > 100.0
    assert reading.skin_mm2 == pytest.approx(sum(area for _, area in reading.regions))
    assert key in dict(reading.regions)
    assert 0 < reading.area_error < 0.2
