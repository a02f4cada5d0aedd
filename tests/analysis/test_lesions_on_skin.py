"""Lesions on the shipped atlas's skin: sizes, what lies within, and what charts see of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import uuid4

import numpy as np
import pytest
import shapely
import shapely.affinity

from mesomap.analysis.lesions import (
    extent_of,
    extent_on,
    lesion_figures,
    rings_on,
    shape_on,
    shapes_on,
    size_on,
    within,
)
from mesomap.analysis.outlines import outline_of
from mesomap.model import (
    Injection,
    Lesion,
    LesionKind,
    LesionSize,
    RegionKey,
    Side,
    Status,
    Syringe,
    Technique,
)

CHEEK = RegionKey("cheek-medial", Side.LEFT)
DAY = date(2026, 11, 22)
SYRINGE = Syringe(
    id=uuid4(), session=uuid4(), name="A", mixture="HA", mg_per_ml=10.0, volume_ul=100
)


def patch_and_middle(body):
    patch = body.regions[CHEEK].patch
    point = body.patches[patch].polygon(CHEEK).representative_point()
    return patch, (point.x, point.y)


def ellipse(body, long_mm, wide_mm, angle_deg):
    patch, (u, v) = patch_and_middle(body)
    circle = shapely.Point(u, v).buffer(0.5, quad_segs=32)
    shape = shapely.affinity.rotate(
        shapely.affinity.scale(circle, long_mm, wide_mm), angle_deg, origin=(u, v)
    )
    return outline_of(body, patch, shape)


def lesion(body, *sizes, outline=None, **values):
    made = sizes or (LesionSize(measured=DAY, long_mm=10.0, wide_mm=6.0),)
    return Lesion(
        id=uuid4(),
        patient=uuid4(),
        kind=LesionKind.SCAR,
        outline=outline or ellipse(body, 12.0, 8.0, 30.0),
        region=CHEEK.id,
        side=CHEEK.side,
        sizes=tuple(made),
        seen=DAY,
        **values,
    )


def needles(body, places, **values):
    patch, _ = patch_and_middle(body)
    sites = body.from_patch(patch, np.array(places, float))
    return [
        Injection(
            id=uuid4(),
            session=SYRINGE.session,
            order=number,
            site=site,
            region=CHEEK.id,
            side=CHEEK.side,
            syringe=SYRINGE.id,
            technique=Technique.PAPULE,
            volume_ul=100,
            depth_mm=1.0,
            **values,
        )
        for number, site in enumerate(sites)
    ]


@pytest.mark.parametrize("angle", [0, 17, 90, 133])
def test_long_and_wide_are_those_of_the_skin_however_it_lies(body, angle):
    extent = extent_of(body, ellipse(body, 12.0, 8.0, angle))
    assert extent.long_mm == pytest.approx(12.0, abs=0.25)
    assert extent.wide_mm == pytest.approx(8.0, abs=0.25)
    assert extent.area_mm2 == pytest.approx(np.pi * 6 * 4, rel=0.03)


def test_on_longer_skin_it_is_larger(body):
    patch, _ = patch_and_middle(body)
    outline = ellipse(body, 12.0, 8.0, 0)
    longer = extent_of(body.calibrated({patch: 1.5}), outline)
    assert longer.long_mm == pytest.approx(18.0, abs=0.25)
    assert longer.area_mm2 == pytest.approx(2.25 * extent_of(body, outline).area_mm2, rel=1e-6)


def test_a_shape_is_measured_before_its_outline_is_simplified():
    circle = shapely.Point(0, 0).buffer(2.5, quad_segs=64)
    assert extent_on(circle).area_mm2 == pytest.approx(np.pi * 2.5**2, rel=1e-3)


def test_no_outline_has_no_size(body):
    assert extent_of(body, ()) is None


def test_doses_are_for_each_cm2_of_the_area_measured_last(body):
    _, (u, v) = patch_and_middle(body)
    inside = needles(body, [(u, v), (u + 2, v), (u - 2, v)])
    outside = needles(body, [(u + 20, v)])
    skipped = [replace(needles(body, [(u, v + 1)])[0], status=Status.SKIPPED)]
    given = [replace(needles(body, [(u, v - 1)])[0], status=Status.GIVEN)]
    everyone = inside + outside + skipped + given
    one = lesion(body, LesionSize(measured=DAY, long_mm=12.0, wide_mm=8.0, area_mm2=200.0))
    figures = lesion_figures(body, one, everyone, {SYRINGE.id: SYRINGE}, on=DAY)
    assert (figures.count, figures.given, figures.volume_ul) == (4, 1, 400)
    assert figures.ml_per_cm2 == pytest.approx(0.2)
    assert figures.mg_per_cm2 == pytest.approx(2.0)
    assert figures.density_per_cm2 == pytest.approx(2.0)
    assert [i.id for i in within(body, one, everyone)] == [i.id for i in inside + given]
    tape = replace(one, sizes=(LesionSize(measured=DAY, long_mm=12.0, wide_mm=8.0),))
    figures = lesion_figures(body, tape, everyone, {SYRINGE.id: SYRINGE}, on=DAY)
    assert figures.area_mm2 == pytest.approx(np.pi * 24, rel=0.03)
    unknown = {SYRINGE.id: replace(SYRINGE, mg_per_ml=None)}
    assert lesion_figures(body, one, everyone, unknown, on=DAY).mg_per_cm2 is None


def test_a_session_knows_the_size_of_its_day(body):
    early = LesionSize(measured=date(2026, 1, 1), long_mm=20.0, wide_mm=10.0)
    late = LesionSize(measured=date(2026, 6, 1), long_mm=12.0, wide_mm=8.0)
    one = lesion(body, early, late)
    assert size_on(one, date(2026, 3, 1)) == early
    assert size_on(one, date(2026, 6, 1)) == late
    assert size_on(one, date(2025, 1, 1)) == early


def test_charts_see_its_ring_and_the_far_side_does_not(body):
    one = lesion(body)
    (ring,) = rings_on(body, "face-front", one)
    drawn = shapely.Polygon(ring)
    assert drawn.area > 20
    shown = body.on_chart("face-front", [one.outline[0]]).xy_mm[0]
    assert drawn.boundary.distance(shapely.Point(shown)) < 0.5
    assert rings_on(body, "face-right", one) == []


def test_a_patch_that_holds_a_part_knows_that_part(body):
    one = lesion(body)
    patch, _ = patch_and_middle(body)
    whole = shape_on(body, patch, one)
    assert whole.area == pytest.approx(np.pi * 24, rel=0.03)
    other = next(id for id in body.patches if id not in body.patches_holding(one.outline[0]))
    assert shape_on(body, other, one).is_empty
    assert shapes_on(body, patch, [one, one]).area == pytest.approx(whole.area)
    assert shapes_on(body, patch, []).is_empty
