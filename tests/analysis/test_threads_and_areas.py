"""Threads and area passes in the figures, from scratch and live."""

from __future__ import annotations

import math
from dataclasses import replace
from uuid import UUID

import numpy as np
import pytest
from flat_strip import MILD, SESSION, STRONG, SYRINGES, A, B, FlatBody, injection, region_at, site
from hypothesis import given, settings
from hypothesis import strategies as st

from mesomap.analysis.areas import area_figures, estimated_entries, shape_of
from mesomap.analysis.curve import curve_of
from mesomap.analysis.figures import region_figures, session_figures
from mesomap.analysis.live import LiveFigures
from mesomap.analysis.marks import deposit_radius_of, place_of, thread_length_mm
from mesomap.analysis.tally import session_totals
from mesomap.model import Added, AreaPass, Removed, Status, Technique, Updated

BODY = FlatBody()


def thread(number, *corners, **given):
    """A thread through (x, y) mm of the strip, in the region of its middle."""
    (x, y), *rest = corners
    middle = np.mean([corners[0], corners[-1]], axis=0)
    key = region_at(middle[0])
    return injection(
        number,
        x,
        y,
        path=tuple(site(*at) for at in rest),
        technique=Technique.LINEAR,
        region=key.id if key else None,
        side=key.side if key else None,
        **given,
    )


def area(number, key, *corners, **given):
    values = {
        "id": UUID(int=5000 + number),
        "session": SESSION,
        "order": number,
        "region": key.id,
        "side": key.side,
        "outline": tuple(site(*at) for at in corners),
        "syringe": MILD.id,
        "technique": Technique.NAPPAGE,
        "volume_ul": 600,
        "entries": 150,
    }
    return AreaPass(**{**values, **given})


def test_length_runs_from_corner_to_corner():
    bent = thread(1, (10, 20), (20, 20), (20, 40), volume_ul=300)
    assert thread_length_mm(BODY, bent) == pytest.approx(30.0)
    assert place_of(BODY, bent) == site(20.0, 25.0)
    assert deposit_radius_of(bent, BODY) == pytest.approx(math.sqrt(10.0 / math.pi))
    assert deposit_radius_of(replace(bent, radius_mm=1.5), BODY) == 1.5
    assert thread_length_mm(BODY, injection(2, 10, 10)) == 0.0


def test_a_line_over_two_patches_is_measured_leg_by_leg():
    sites = [site(90, 20), site(130, 20), site(175, 20)]
    assert curve_of(BODY, sites).length_mm == pytest.approx(85.0)
    halves = curve_of(BODY, sites).sites_at(BODY, [20.0, 60.0])
    assert [(one.s, one.t) for one in halves] == [(110.0, 20.0), (150.0, 20.0)]


def test_spacing_is_measured_from_the_middles():
    fan = [thread(k, (30, 40), (30 + 20 * math.cos(t), 40 + 20 * math.sin(t))) for k, t in
           enumerate((0.0, 0.5, 1.0))]  # fmt: skip
    spacing = session_figures(BODY, fan, SYRINGES)[A].spacing
    assert spacing.min_mm == pytest.approx(2 * 10 * math.sin(0.25))


def test_coverage_counts_the_capsule_in_every_region_it_reaches():
    across = thread(1, (50, 40), (72, 40), radius_mm=2.0)
    a = region_figures(BODY, A, [across], SYRINGES)
    b = region_figures(BODY, B, [across], SYRINGES)
    assert a.covered_mm2 == pytest.approx(10 * 4 + math.pi * 2)
    assert b.covered_mm2 == pytest.approx(12 * 4 + math.pi * 2)
    assert (a.count, b.count) == (0, 1)


def test_skin_along_a_thread_is_no_gap():
    lattice = [injection(k, x, y) for k, (x, y) in enumerate(
        (x, y) for x in range(5, 60, 10) for y in range(5, 80, 10))]  # fmt: skip
    missing = [one for one in lattice if not (20 < one.site.s < 40 and one.site.t == 45)]
    assert session_figures(BODY, missing, SYRINGES)[A].gaps
    bridged = [*missing, thread(900, (22, 45), (38, 45))]
    assert not session_figures(BODY, bridged, SYRINGES)[A].gaps


def test_area_passes_count_in_volume_and_amount_only():
    points = [injection(1, 30, 40), injection(2, 40, 40)]
    one = area(1, A, (0, 0), (20, 0), (20, 30), (0, 30))
    plain = session_figures(BODY, points, SYRINGES)[A]
    found = session_figures(BODY, points, SYRINGES, areas=[one])[A]
    assert (found.count, found.areas, found.entries, found.area_ul) == (2, 1, 150, 600)
    assert found.volume_ul == plain.volume_ul + 600
    assert found.mg == pytest.approx(plain.mg + 6.0)
    assert (found.spacing, found.coverage, found.gaps) == (
        plain.spacing,
        plain.coverage,
        plain.gaps,
    )
    assert found.density_per_cm2 == plain.density_per_cm2
    totals = session_totals([*points, one])
    assert (totals.count, totals.areas, totals.volume_ul) == (2, 1, 800)


def test_a_region_with_area_passes_alone_has_figures():
    found = session_figures(BODY, [], SYRINGES, areas=[area(1, A)])
    assert list(found) == [A]
    assert found[A].ml_per_cm2 == pytest.approx(0.6 / 48.0)
    assert found[A].mg_per_cm2 == pytest.approx(6.0 / 48.0)


def test_skipped_ones_leave_nothing():
    left = area(1, A, status=Status.SKIPPED)
    found = session_figures(BODY, [], SYRINGES, areas=[left])[A]
    assert (found.areas, found.volume_ul, found.mg) == (0, 0, None)
    assert session_totals([left]).areas_skipped == 1


def test_what_an_area_pass_has_on_each_cm2():
    part = area(1, A, (0, 0), (20, 0), (20, 30), (0, 30))
    figures = area_figures(BODY, part, SYRINGES)
    assert figures.area_mm2 == pytest.approx(600.0)
    assert figures.ml_per_cm2 == pytest.approx(0.1)
    assert figures.mg_per_cm2 == pytest.approx(1.0)
    assert area_figures(BODY, area(2, A), SYRINGES).area_mm2 == pytest.approx(4800.0)
    over = area(3, A, (50, 0), (70, 0), (70, 30), (50, 30))
    assert area_figures(BODY, over, SYRINGES).area_mm2 == pytest.approx(300.0)
    assert shape_of(BODY, replace(part, region=None, side=None)).is_empty
    assert estimated_entries(600.0, spacing_mm=2.0) == 150
    assert estimated_entries(1.0, spacing_mm=9.0) == 1


VALUES = st.lists(
    st.tuples(
        st.sampled_from(["point", "thread", "area", "move", "remove", "skip"]),
        st.floats(2, 118),
        st.floats(2, 78),
        st.floats(0, 6.28),
    ),
    max_size=25,
)


@settings(max_examples=60, deadline=None)
@given(VALUES, st.randoms())
def test_live_equals_from_scratch(edits, random):
    live = LiveFigures(BODY, [], SYRINGES)
    here: dict[UUID, object] = {}

    def make(sort, number, x, y, turn):
        end = (x + 15 * math.cos(turn), y + 15 * math.sin(turn))
        if sort == "thread":
            return thread(number, (x, y), (x + 7 * math.cos(turn), y), end, syringe=STRONG.id)
        if sort == "area":
            return area(number, region_at(x), (x, y), end, (x, y + 20))
        return injection(number, x, y)

    for number, (sort, x, y, turn) in enumerate(edits):
        if sort in ("point", "thread", "area") or not here:
            value = make(sort if sort in ("thread", "area") else "point", number, x, y, turn)
            changes = [Added(value)]
            here[value.id] = value
        else:
            old = here[random.choice(list(here))]
            if sort == "remove":
                changes = [Removed(old)]
                del here[old.id]
            else:
                if sort == "skip":
                    new = replace(old, status=Status.SKIPPED)
                elif isinstance(old, AreaPass):
                    new = replace(old, volume_ul=old.volume_ul + 10)
                else:
                    fresh = make("thread" if old.path else "point", 0, x, y, turn)
                    new = replace(
                        fresh, id=old.id, order=old.order, status=old.status, syringe=old.syringe
                    )
                changes = [Updated(old, new)]
                here[old.id] = new
        live.apply(changes)
    areas = [one for one in here.values() if isinstance(one, AreaPass)]
    injections = [one for one in here.values() if not isinstance(one, AreaPass)]
    scratch = session_figures(BODY, injections, SYRINGES, areas=areas)
    assert set(live.regions_used()) == set(scratch)
    for key, wanted in scratch.items():
        found = live.region(key)
        assert found.covered_mm2 == pytest.approx(wanted.covered_mm2, abs=1e-6 * wanted.area_mm2)
        assert (found.count, found.areas, found.volume_ul) == (
            wanted.count,
            wanted.areas,
            wanted.volume_ul,
        )
        assert found.nearest_mm == pytest.approx(wanted.nearest_mm)
        assert found.mg == (None if wanted.mg is None else pytest.approx(wanted.mg))
    assert live.totals() == session_totals([*injections, *areas])
