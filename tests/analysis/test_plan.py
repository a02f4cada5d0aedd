"""Plans: on flat sheets, on a flat body, over two halves of a patch."""

from __future__ import annotations

import math

import pytest
import shapely
from flat_strip import A, B, C, FlatBody

from mesomap.analysis.plan import Exclusion, plan_flat, plan_region
from mesomap.model import KnownError, LatticeSettings, Pattern, RegionKey, Side

BODY = FlatBody()


@pytest.mark.parametrize(
    ("spacing", "count", "golden"), [(10.0, 1600, 0.50), (20.0, 400, 0.13), (30.0, 196, 0.06)]
)
def test_golden_plans_of_a_flat_rectangle(spacing, count, golden):
    plan = plan_flat(400.0, 400.0, LatticeSettings(spacing_mm=spacing))
    assert plan.count == count
    assert plan.region_mm2 == pytest.approx(160_000.0)
    assert plan.coverage == pytest.approx(golden, abs=0.01)
    assert plan.covered_mm2 == pytest.approx(count * math.pi * 16.0, rel=1e-9)
    assert plan.gaps == ()
    assert (plan.spacing.min_mm, plan.spacing.max_mm) == pytest.approx((spacing, spacing))


@pytest.mark.parametrize("pattern", list(Pattern))
def test_a_full_plan_has_no_gaps_at_any_angle(pattern):
    for angle in range(0, 90, 7):
        chosen = LatticeSettings(pattern=pattern, spacing_mm=11.0, angle_deg=angle, margin_mm=4.0)
        plan = plan_flat(130.0, 90.0, chosen)
        assert plan.gaps == ()
        assert plan.coverage > 0.2


def test_a_flat_sheet_has_no_sites():
    point = plan_flat(20.0, 10.0, LatticeSettings(spacing_mm=10.0)).points[0]
    assert (point.region, point.side, point.patch, point.site) == (None, None, None, None)
    assert point.uv == pytest.approx((-5.0, 0.0)) or point.uv == pytest.approx((-5.0, 5.0))


@pytest.mark.parametrize(("width", "height"), [(0.0, 5.0), (5.0, -1.0), (math.nan, 5.0)])
def test_a_sheet_without_area_is_refused(width, height):
    with pytest.raises(ValueError, match="area"):
        plan_flat(width, height, LatticeSettings())


def test_one_region_is_planned_with_sites_that_lie_where_they_should():
    plan = plan_region(BODY, [A], LatticeSettings(spacing_mm=10.0))
    assert plan.count == 48
    assert plan.region_mm2 == pytest.approx(4800.0)
    assert plan.coverage == pytest.approx(math.pi * 16.0 / 100.0)
    for point in plan.points:
        assert (point.region, point.side, point.patch) == ("a", Side.RIGHT, "near")
        assert BODY.on_patch("near", [point.site])[0] == pytest.approx(point.uv)
        assert 0.0 < point.site.s < 60.0


def test_regions_of_one_patch_are_planned_as_one_lattice():
    chosen = LatticeSettings(spacing_mm=10.0, angle_deg=20.0, pattern=Pattern.HEX)
    both = plan_region(BODY, [A, B, A], chosen)
    assert both.spacing.min_mm == pytest.approx(10.0)
    assert both.spacing.max_mm == pytest.approx(10.0)
    assert {point.region for point in both.points} == {"a", "b"}
    for point in both.points:
        assert (point.site.s <= 60.0 + 1e-6) == (point.region == "a")
    apart = plan_region(BODY, [A], chosen).count + plan_region(BODY, [B], chosen).count
    assert both.count == apart
    assert both.region_mm2 == pytest.approx(9600.0)


def test_a_place_on_the_seam_belongs_to_one_region_only():
    # The origin of the near patch lies on the seam, and a hexagonal lattice has places there.
    chosen = LatticeSettings(spacing_mm=10.0, pattern=Pattern.HEX)
    left, right, both = (plan_region(BODY, keys, chosen) for keys in ([A], [B], [A, B]))
    seam = [point for point in both.points if abs(point.uv[0]) < 1e-9]
    assert len(seam) > 2
    assert {point.region for point in seam} == {"b"}
    assert all(abs(point.uv[0]) > 1.0 for point in left.points)
    assert left.count + right.count == both.count
    assert left.gaps == right.gaps == both.gaps == ()


def test_regions_of_two_patches_add_up():
    chosen = LatticeSettings(spacing_mm=8.0)
    both = plan_region(BODY, [B, C], chosen, radius_mm=3.0)
    one, other = (plan_region(BODY, [key], chosen, radius_mm=3.0) for key in (B, C))
    assert both.points == one.points + other.points
    assert both.covered_mm2 == pytest.approx(one.covered_mm2 + other.covered_mm2)
    assert both.region_mm2 == pytest.approx(one.region_mm2 + other.region_mm2)
    assert [point.patch for point in both.points] == ["near"] * one.count + ["far"] * other.count


def test_an_exclusion_stays_free_and_is_no_gap():
    top = Exclusion("near", shapely.box(-100.0, 20.0, 100.0, 100.0))
    elsewhere = Exclusion("far", shapely.box(-100.0, -100.0, 100.0, 100.0))
    plan = plan_region(BODY, [A], LatticeSettings(spacing_mm=10.0), 4.0, (top, elsewhere))
    assert max(point.site.t for point in plan.points) == pytest.approx(55.0)
    assert plan.count == 36
    assert plan.region_mm2 == pytest.approx(4800.0)
    assert plan.gaps == ()


def test_an_unknown_region_is_the_input_s_fault():
    with pytest.raises(KnownError, match="nose"):
        plan_region(BODY, [RegionKey("nose", Side.MIDLINE)], LatticeSettings())


def test_too_wide_a_lattice_plans_nothing():
    plan = plan_region(BODY, [A], LatticeSettings(spacing_mm=300.0))
    assert (plan.count, plan.coverage, plan.spacing.min_mm) == (0, 0.0, None)
