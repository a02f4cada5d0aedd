"""Live figures equal figures from scratch, whatever is edited."""

from __future__ import annotations

from dataclasses import replace
from random import Random
from uuid import UUID

import pytest
import shapely
from flat_strip import MILD, SESSION, STRONG, SYRINGES, UNKNOWN, A, B, C, FlatBody, injection, site
from hypothesis import given, settings
from hypothesis import strategies as st

from mesomap.analysis.figures import RegionFigures, region_figures, session_figures
from mesomap.analysis.live import LiveFigures
from mesomap.analysis.tally import session_totals
from mesomap.geometry.lattice import jittered, lattice
from mesomap.model import Added, LatticeSettings, Patient, Removed, Status, Updated, invert

BODY = FlatBody()
PLACES = st.tuples(st.integers(-30, 230), st.integers(0, 80)) | st.tuples(
    st.floats(55.0, 65.0), st.floats(30.0, 50.0)
)
EDITS = st.lists(
    st.tuples(
        st.sampled_from(["add", "add", "add", "move", "remove", "change", "many", "syringe"]),
        PLACES,
        st.integers(0, 1000),
    ),
    max_size=25,
)


def assert_same(live: RegionFigures, scratch: RegionFigures) -> None:
    for name in ("key", "count", "given", "skipped", "volume_ul", "given_ul"):
        assert getattr(live, name) == getattr(scratch, name), name
    assert live.mg == pytest.approx(scratch.mg)
    assert live.area_mm2 == pytest.approx(scratch.area_mm2)
    assert live.covered_mm2 == pytest.approx(scratch.covered_mm2, abs=1e-6 * scratch.area_mm2)
    for name in ("min_mm", "median_mm", "max_mm"):
        assert getattr(live.spacing, name) == pytest.approx(getattr(scratch.spacing, name))
    assert live.nearest_mm == pytest.approx(scratch.nearest_mm)
    assert [pair[:2] for pair in live.close_pairs] == [pair[:2] for pair in scratch.close_pairs]
    assert [gap.area_mm2 for gap in live.gaps] == pytest.approx(
        [gap.area_mm2 for gap in scratch.gaps], abs=1e-3
    )


def shown(figures: RegionFigures) -> tuple:
    """What a person would see."""
    spacing = figures.spacing
    return (
        *(figures.count, figures.given, figures.skipped, figures.volume_ul, figures.mg),
        round(figures.covered_mm2, 6),
        *(spacing.min_mm, spacing.median_mm, spacing.max_mm),
        figures.close_pairs,
    )


def edit(kind, place, number, injections, syringes):
    """The changes of one drawn edit, and what there is after it."""
    chosen = list(injections.values())[number % len(injections)] if injections else None
    if kind == "syringe":
        before = syringes[MILD.id]
        return (Updated(before, replace(before, mg_per_ml=float(number % 3 + 1))),)
    if kind == "add" or chosen is None:
        extra = {"status": list(Status)[number % 3], "volume_ul": 50 * (number % 4)}
        syringe = [MILD, MILD, STRONG, UNKNOWN][number % 4].id
        fresh = 1 + max([one.order for one in injections.values()], default=0)
        return (Added(injection(fresh, *map(float, place), syringe=syringe, **extra)),)
    if kind == "remove":
        return (Removed(chosen),)
    if kind == "move":
        moved = injection(chosen.order, *map(float, place))
        after = replace(chosen, site=moved.site, region=moved.region, side=moved.side)
        return (Updated(chosen, after),)
    if kind == "change":
        after = replace(
            chosen,
            status=list(Status)[number % 3],
            volume_ul=50 * (number % 5),
            radius_mm=[None, 3.0][number % 2],
            syringe=[MILD, STRONG][number % 2].id,
        )
        return (Updated(chosen, after),)
    group = list(injections.values())[:: 1 + number % 2]
    return tuple(
        Updated(one, replace(one, site=site(one.site.s + 0.5, one.site.t - 0.25))) for one in group
    )


def after_changes(changes, injections, syringes) -> None:
    for change in changes:
        value = change.after if isinstance(change, Updated) else change.value
        table = syringes if value.id in syringes else injections
        if isinstance(change, Removed):
            del table[value.id]
        else:
            table[value.id] = value


@pytest.mark.parametrize("seed", range(3))
def test_after_200_random_edits_they_equal_figures_from_scratch(seed):
    rng = Random(seed)
    kinds = ["add"] * 6 + ["move"] * 3 + ["remove", "change", "syringe", "group"]
    live = LiveFigures(BODY, [], SYRINGES)
    injections: dict = {}
    syringes = dict(SYRINGES)
    for _ in range(200):
        place = (rng.uniform(0.0, 199.0), rng.uniform(-39.0, 39.0))
        changes = edit(rng.choice(kinds), place, rng.randrange(1000), injections, syringes)
        live.apply(changes)
        after_changes(changes, injections, syringes)
    assert len(injections) > 20
    for key in (A, B, C):
        assert_same(live.region(key), region_figures(BODY, key, injections.values(), syringes))


@settings(max_examples=50, deadline=None)
@given(EDITS)
def test_after_any_edits_they_equal_figures_from_scratch(edits):
    live = LiveFigures(BODY, [], SYRINGES)
    injections: dict = {}
    syringes = dict(SYRINGES)
    for kind, place, number in edits:
        changes = edit(kind, place, number, injections, syringes)
        before = {key: shown(live.region(key)) for key in (A, B, C)}
        touched = live.apply(changes)
        after_changes(changes, injections, syringes)
        for key in {A, B, C} & set(live.regions_used()) - touched:
            assert shown(live.region(key)) == before[key]
    scratch = session_figures(BODY, injections.values(), syringes)
    assert set(live.regions_used()) == set(scratch)
    for key in (A, B, C):
        assert_same(live.region(key), region_figures(BODY, key, injections.values(), syringes))
    assert live.totals() == session_totals(injections.values())


@settings(max_examples=15, deadline=None)
@given(EDITS)
def test_undone_edits_leave_what_was_there(edits):
    places = jittered(60, spacing_mm=9.0, seed=3).tolist()
    placed = [injection(n, x + 20.0, y + 2.0) for n, (x, y) in enumerate(places)]
    injections = {one.id: one for one in placed}
    syringes = dict(SYRINGES)
    live = LiveFigures(BODY, injections.values(), SYRINGES)
    start = {key: live.region(key) for key in (A, B, C)}
    totals = live.totals()
    done = []
    for kind, place, number in edits:
        changes = edit(kind, place, number, injections, syringes)
        live.apply(changes)
        after_changes(changes, injections, syringes)
        done.append(changes)
    for changes in reversed(done):
        live.apply(invert(changes))
    for key in (A, B, C):
        assert_same(live.region(key), start[key])
    assert live.totals() == totals


def test_many_at_once_are_as_one_by_one():
    places = jittered(400, spacing_mm=6.0, seed=8).tolist()
    injections = [injection(n, x + 10.0, y - 20.0) for n, (x, y) in enumerate(places)]
    at_once = LiveFigures(BODY, injections, SYRINGES)
    one_by_one = LiveFigures(BODY, [], SYRINGES)
    for one in injections:
        one_by_one.apply((Added(one),))
    nudged = tuple(
        Updated(one, replace(one, site=site(one.site.s + 1.0, one.site.t))) for one in injections
    )
    at_once.apply(nudged)
    for change in nudged:
        one_by_one.apply((change,))
    for key in (A, B, C):
        assert_same(at_once.region(key), one_by_one.region(key))


def test_an_edit_and_its_correction_in_one_commit():
    live = LiveFigures(BODY, [], SYRINGES)
    first = injection(1, 30.0, 40.0)
    second = replace(first, volume_ul=200)
    live.apply((Added(first), Updated(first, second)))
    assert live.region(A).volume_ul == 200
    live.apply((Updated(second, first), Removed(first)))
    assert live.regions_used() == []
    assert live.totals() == session_totals([])


def test_what_is_no_part_of_the_figures_is_passed_over():
    live = LiveFigures(BODY, [injection(1, 30.0, 40.0)], SYRINGES)
    patient = Patient(id=UUID(int=9), name="Ada Example", body="flat")
    assert live.apply((Added(patient),)) == frozenset()


def test_a_new_strength_touches_the_regions_of_its_syringe():
    live = LiveFigures(BODY, [injection(1, 30.0, 40.0), injection(2, 130.0, 40.0)], SYRINGES)
    assert live.apply((Updated(STRONG, replace(STRONG, mg_per_ml=1.0)),)) == frozenset()
    assert live.apply((Updated(MILD, replace(MILD, mg_per_ml=5.0)),)) == {A, C}
    assert live.region(A).mg == pytest.approx(0.5)
    other = replace(MILD, id=UUID(int=77), session=SESSION)
    live.apply((Added(other), Added(injection(3, 90.0, 40.0, syringe=other.id))))
    assert live.region(B).mg == pytest.approx(1.0)


def test_gaps_are_looked_for_when_asked():
    places = lattice(shapely.box(0.0, 0.0, 60.0, 80.0), LatticeSettings(spacing_mm=10.0)).tolist()
    placed = [injection(n, *at) for n, at in enumerate(places) if n != 15]
    live = LiveFigures(BODY, placed, SYRINGES)
    assert live.region(A, gaps=False).gaps is None
    assert len(live.region(A).gaps) == 1
    assert len(live.region(A, gaps=False).gaps) == 1
