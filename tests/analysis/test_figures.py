"""Figures of a session on a flat body, against figures worked out by hand."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
import shapely
from flat_strip import MILD, STRONG, SYRINGES, UNKNOWN, A, B, C, FlatBody, injection

from mesomap.analysis.figures import (
    SpacingFigures,
    region_figures,
    session_figures,
)
from mesomap.analysis.marks import deposit_radius_of
from mesomap.analysis.tally import Tally, session_totals
from mesomap.geometry.covered import covered_mm2
from mesomap.geometry.lattice import lattice
from mesomap.model import LatticeSettings, PictureSite, Status, Technique

BODY = FlatBody()
DISC = 50.0  # 0.1 mL as a cylinder 2 mm thick: its area, mm2


def lattice_of(low: float, high: float, spacing: float = 10.0):
    places = lattice(shapely.box(low, 0.0, high, 80.0), LatticeSettings(spacing_mm=spacing))
    return [injection(number, x, y) for number, (x, y) in enumerate(places.tolist())]


def test_a_region_filled_with_a_lattice():
    figures = session_figures(BODY, lattice_of(0.0, 60.0), SYRINGES)
    assert set(figures) == {A}
    a = figures[A]
    assert (a.count, a.given, a.skipped) == (48, 0, 0)
    assert (a.volume_ul, a.given_ul, a.mg) == (4800, 0, pytest.approx(48.0))
    assert a.area_mm2 == pytest.approx(4800.0)
    assert a.density_per_cm2 == pytest.approx(1.0)
    assert a.ml_per_cm2 == pytest.approx(0.1)
    assert a.mg_per_cm2 == pytest.approx(1.0)
    assert a.spacing == SpacingFigures(*[pytest.approx(10.0)] * 3)
    assert a.wanted_spacing_mm == pytest.approx(10.0)
    assert a.coverage == pytest.approx(DISC / 100.0)
    assert a.uncovered_mm2 == pytest.approx(4800.0 - 48 * DISC)
    assert a.gaps == ()
    assert a.close_pairs == ()


def test_a_missing_place_is_a_gap_and_uncovered_skin_is_not():
    injections = [one for one in lattice_of(0.0, 60.0) if one.site.s != 25.0 or one.site.t != 35.0]
    a = session_figures(BODY, injections, SYRINGES)[A]
    (gap,) = a.gaps
    assert gap.at == pytest.approx((25.0 - 60.0, 35.0 - 40.0), abs=0.1)
    assert gap.area_mm2 < 0.02 * a.uncovered_mm2


def test_neighbouring_regions_count_in_the_margin():
    alone = [injection(1, 58.0, 40.0), injection(2, 30.0, 40.0)]
    over = injection(3, 62.0, 43.0)
    before = session_figures(BODY, alone, SYRINGES)[A]
    after = session_figures(BODY, [*alone, over], SYRINGES)[A]
    assert (before.count, after.count) == (2, 2)
    assert before.spacing == SpacingFigures(*[pytest.approx(28.0)] * 3)
    assert after.spacing == SpacingFigures(5.0, 16.5, 28.0)
    assert after.nearest_mm == (5.0, 28.0)
    radius = deposit_radius_of(over, BODY)
    cut = covered_mm2(shapely.box(0, 0, 60, 80), [(58, 40), (30, 40), (62, 43)], radius)
    assert after.covered_mm2 == pytest.approx(cut)
    assert after.covered_mm2 > before.covered_mm2
    # A pair across the seam is too close for both regions.
    assert after.close_pairs == ((alone[0].id, over.id, 5.0),)


def test_another_patch_measures_for_itself_and_sees_what_its_margin_holds():
    injections = [injection(1, 118.0, 40.0), injection(2, 121.0, 40.0), injection(3, 95.0, 40.0)]
    figures = session_figures(BODY, injections, SYRINGES)
    assert figures[C].spacing == SpacingFigures(3.0, 3.0, 3.0)
    # x = 95 is outside the far patch's margin, x = 121 within the near one's.
    assert figures[B].spacing == SpacingFigures(3.0, 13.0, 23.0)


def test_skipped_injections_leave_nothing_in_the_skin():
    kept = [injection(1, 20.0, 40.0), injection(2, 30.0, 40.0, status=Status.GIVEN)]
    skipped = injection(3, 21.0, 40.0, status=Status.SKIPPED)
    a = session_figures(BODY, [*kept, skipped], SYRINGES)[A]
    assert (a.count, a.given, a.skipped, a.volume_ul, a.given_ul) == (2, 1, 1, 200, 100)
    assert a.spacing.min_mm == pytest.approx(10.0)
    assert a.covered_mm2 == pytest.approx(2 * DISC)
    assert a.density_per_cm2 == pytest.approx(2 / 48.0)


def test_mg_is_stated_for_one_mixture_of_known_strength_only():
    def mg(*syringes):
        injections = [
            injection(n, 10.0 + 10 * n, 9.0, syringe=syringe.id)
            for n, syringe in enumerate(syringes)
        ]
        return session_figures(BODY, injections, SYRINGES)[A].mg

    assert mg(MILD, MILD) == pytest.approx(2.0)
    assert mg(STRONG) == pytest.approx(4.0)
    assert mg(MILD, STRONG) is None
    assert mg(MILD, UNKNOWN) is None
    assert mg(UNKNOWN) is None
    skipped = [injection(1, 5.0, 5.0), injection(2, 9.0, 9.0, status=Status.SKIPPED)]
    mixed = [skipped[0], replace(skipped[1], syringe=STRONG.id)]
    assert session_figures(BODY, mixed, SYRINGES)[A].mg == pytest.approx(1.0)
    assert session_figures(BODY, skipped, {})[A].mg is None


def test_close_pairs_are_below_three_quarters_of_the_median():
    xs = [5.0, 15.0, 25.0, 35.0, 42.4, 49.9]
    injections = [injection(number, x, 40.0) for number, x in enumerate(xs)]
    a = session_figures(BODY, injections, SYRINGES)[A]
    assert a.spacing.median_mm == pytest.approx(8.75)
    assert a.close_pairs == ()
    closer = [*injections, injection(9, 5.0, 46.0)]
    a = session_figures(BODY, closer, SYRINGES)[A]
    assert a.spacing.median_mm == pytest.approx(7.4)
    assert a.close_pairs == ()
    closest = [*injections, injection(9, 5.0, 45.0)]
    assert session_figures(BODY, closest, SYRINGES)[A].close_pairs == (
        (injections[0].id, closest[-1].id, 5.0),
    )


def test_one_injection_has_no_spacing_and_no_gaps():
    a = session_figures(BODY, [injection(1, 30.0, 40.0)], SYRINGES)[A]
    assert a.spacing == SpacingFigures(None, None, None)
    assert a.wanted_spacing_mm is None
    assert a.gaps == ()


def test_a_region_without_injections_can_be_asked_about():
    figures = region_figures(BODY, B, [injection(1, 59.0, 40.0)], SYRINGES)
    assert (figures.count, figures.mg, figures.spacing.min_mm) == (0, None, None)
    assert 0.0 < figures.covered_mm2 < DISC
    with pytest.raises(KeyError):
        region_figures(BODY, A._replace(id="no-such"), [], SYRINGES)


def test_what_is_in_no_region_of_this_body_counts_in_the_totals_only():
    outside = injection(1, -5.0, 40.0)
    picture = injection(2, 30.0, 40.0, site=PictureSite("hand", 3.0, 4.0), region=None, side=None)
    other = injection(3, 30.0, 40.0, region="of-another-atlas")
    assert session_figures(BODY, [outside, picture, other], SYRINGES) == {}
    assert session_totals([outside, picture, other]).count == 3


def test_totals_and_their_syringes():
    injections = [
        injection(1, 10.0, 10.0, status=Status.GIVEN, volume_ul=50),
        injection(2, 20.0, 10.0, syringe=STRONG.id, volume_ul=200),
        injection(3, 130.0, 10.0, status=Status.SKIPPED),
    ]
    totals = session_totals(injections)
    assert (totals.count, totals.given, totals.skipped) == (2, 1, 1)
    assert (totals.volume_ul, totals.given_ul) == (250, 50)
    assert totals.by_syringe == {
        MILD.id: Tally(1, 1, 1, 50, 50),
        STRONG.id: Tally(1, 0, 0, 200, 0),
    }


def test_the_deposit_radius_follows_volume_technique_and_depth():
    papule = injection(1, 0.0, 0.0)
    assert deposit_radius_of(papule, BODY) == pytest.approx(math.sqrt(100 / (2 * math.pi)))
    fat = replace(papule, technique=Technique.DEEP, depth_mm=None, layer="mid-fat", volume_ul=200)
    assert deposit_radius_of(fat, BODY) == pytest.approx(3.63, abs=0.01)
    assert deposit_radius_of(replace(fat, radius_mm=7.0), BODY) == 7.0


def test_radii_mix():
    injections = [injection(1, 20.0, 40.0), injection(2, 23.0, 40.0, radius_mm=9.0)]
    a = session_figures(BODY, injections, SYRINGES)[A]
    radii = np.array([deposit_radius_of(one, BODY) for one in injections])
    assert a.covered_mm2 == pytest.approx(
        covered_mm2(shapely.box(0, 0, 60, 80), [(20, 40), (23, 40)], radii)
    )
