import numpy as np
import pytest
import shapely
from shapely import Polygon

from mesomap.analysis.outlines import (
    SIMPLE_MM,
    outline_of,
    parts_by_region,
    patch_of,
    polygon_on,
)
from mesomap.model import RegionKey, Side

BUCCAL = RegionKey("cheek-buccal", Side.LEFT)


def ring(middle, radius, n=60):
    turns = np.linspace(0.0, 2 * np.pi, n, endpoint=False)
    return np.column_stack([np.cos(turns), np.sin(turns)]) * radius + middle


def middle_of(body, key, chart):
    point = body.chart(chart).polygons()[key].representative_point()
    return np.array([point.x, point.y])


def hausdorff(a, b):
    return shapely.hausdorff_distance(a.exterior, b.exterior, densify=0.05)


@pytest.mark.parametrize("which", ["synthetic_body", "body"])
def test_a_polygon_goes_to_the_skin_and_back(request, which):
    body = request.getfixturevalue(which)
    patch = body.patches[body.regions[BUCCAL].patch]
    middle = patch.polygon(BUCCAL).representative_point()
    drawn = Polygon(ring((middle.x, middle.y), 6.0))
    outline = outline_of(body, patch.id, drawn)
    again = polygon_on(body, patch.id, outline)
    assert hausdorff(drawn, again) < SIMPLE_MM + 0.01
    assert again.area == pytest.approx(drawn.area, rel=0.02)
    assert patch_of(body, outline) == patch.id


@pytest.mark.parametrize("which", ["synthetic_body", "body"])
def test_a_whole_region_s_outline_is_the_region(request, which):
    body = request.getfixturevalue(which)
    patch = body.patches[body.regions[BUCCAL].patch]
    whole = patch.polygon(BUCCAL)
    again = polygon_on(body, patch.id, outline_of(body, patch.id, whole))
    assert again.area == pytest.approx(whole.area, rel=0.01)
    assert again.symmetric_difference(whole).area < 0.01 * whole.area


def test_the_largest_part_is_the_outline(synthetic_body):
    two = shapely.MultiPolygon([shapely.box(0, 0, 1, 1), shapely.box(5, 0, 9, 4)])
    patch = synthetic_body.regions[BUCCAL].patch
    outline = outline_of(synthetic_body, patch, two)
    bounds = polygon_on(synthetic_body, patch, outline).bounds
    assert bounds == pytest.approx((5, 0, 9, 4), abs=1e-6)


def test_nothing_has_no_outline(synthetic_body):
    patch = synthetic_body.regions[BUCCAL].patch
    assert outline_of(synthetic_body, patch, Polygon()) == ()
    assert polygon_on(synthetic_body, patch, ()).is_empty
    assert patch_of(synthetic_body, ()) is None
    assert parts_by_region(synthetic_body, "face-front", [(1, 1), (2, 2)]) == ()
    assert parts_by_region(synthetic_body, "face-front", ring((-500, 0), 3)) == ()


def test_a_patch_that_does_not_hold_an_outline_is_empty(body):
    patch = body.regions[BUCCAL].patch
    outline = outline_of(body, patch, body.patches[patch].polygon(BUCCAL))
    far = next(id for id in body.patches if np.isnan(body.on_patch(id, outline)).all())
    assert polygon_on(body, far, outline).is_empty


def test_a_border_that_crosses_itself_encloses_both_loops(synthetic_body):
    patch = synthetic_body.regions[BUCCAL].patch
    bow = synthetic_body.from_patch(patch, [(0, 0), (4, 4), (4, 0), (0, 4)])
    assert polygon_on(synthetic_body, patch, bow).area == pytest.approx(8.0)


def test_a_shape_on_a_chart_is_measured_as_skin(synthetic_body):
    # A band of the cylinder from 30 to 60 degrees, 20 mm high: 31.4 mm of skin, 21.96 on the chart.
    at = 60.0 * np.sin(np.radians([30.0, 60.0])) + 70.0
    box = [(at[0], 85.0), (at[1], 85.0), (at[1], 105.0), (at[0], 105.0)]
    parts = parts_by_region(synthetic_body, "face-front", box)
    assert {part.key for part in parts} == {BUCCAL}
    expected = 60.0 * np.radians(30.0) * 20.0
    assert sum(part.polygon.area for part in parts) == pytest.approx(expected, rel=0.01)


def test_a_shape_over_a_border_is_cut_by_it(body):
    polygons = body.chart("face-left").polygons()
    neighbour = next(
        key
        for key, drawn in polygons.items()
        if key != BUCCAL and drawn.dwithin(polygons[BUCCAL], 0.3)
    )
    line = shapely.shortest_line(polygons[BUCCAL], polygons[neighbour])
    parts = parts_by_region(body, "face-left", ring(line.coords[0], 8.0))
    assert {BUCCAL, neighbour} <= {part.key for part in parts}
    for part in parts:
        assert part.patch == body.regions[part.key].patch
        inside = shapely.get_coordinates(part.polygon.buffer(-0.5))
        sites = [site for site in body.from_patch(part.patch, inside) if site is not None]
        assert set(body.regions_of(sites)) <= {part.key}


def test_what_a_chart_sees_within_a_shape_is_what_the_parts_hold(body):
    chart, circle = "face-front", Polygon(ring(middle_of(body, BUCCAL, "face-front"), 12.0))
    parts = parts_by_region(body, chart, np.asarray(circle.exterior.coords))
    x, y = np.meshgrid(
        *(np.arange(low, high, 0.7) for low, high in np.reshape(circle.bounds, (2, 2)).T)
    )
    places = np.column_stack([x.ravel(), y.ravel()])
    places = places[shapely.contains_xy(circle.buffer(-0.2), places)]
    sites = [site for site in body.sites_at(chart, places) if site is not None]
    held = 0
    for part in parts:
        uv = body.on_patch(part.patch, sites)
        known = ~np.isnan(uv).any(axis=1)
        held += int(shapely.contains_xy(part.polygon.buffer(0.05), uv[known]).sum())
    assert held == pytest.approx(len(sites), rel=0.01)
    # Its size by another way: every place stands for its share of chart, stretched by the tilt.
    tilt = np.radians(body.on_chart(chart, sites).tilt_deg)
    by_tilt = circle.area * np.mean(1.0 / np.cos(tilt))
    assert sum(part.polygon.area for part in parts) == pytest.approx(by_tilt, rel=0.05)


def test_hidden_skin_is_not_in_a_shape(body):
    """In profile the nose hides part of the far cheek: only the near side is taken."""
    chart = body.chart("face-left")
    whole = shapely.box(0, 0, chart.width_mm, chart.height_mm)
    parts = parts_by_region(body, chart.id, np.asarray(whole.exterior.coords))
    assert not any(part.key == RegionKey("cheek-buccal", Side.RIGHT) for part in parts)
    own = [part for part in parts if part.key == BUCCAL]
    assert sum(part.polygon.area for part in own) == pytest.approx(
        body.regions[BUCCAL].area_mm2, rel=0.03
    )
