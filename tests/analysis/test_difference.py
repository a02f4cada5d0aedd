"""The whole difference: by region, against the plan, left against right, and which way it moved."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from uuid import UUID, uuid4

import pytest

from mesomap.analysis.compare import Fate
from mesomap.analysis.difference import Snapshot, Way, against_plan, difference, halves
from mesomap.analysis.plan import plan_region
from mesomap.analysis.steps import finished
from mesomap.atlas import default_atlas
from mesomap.model import (
    AreaPass,
    GivenHow,
    Injection,
    LatticeSettings,
    Plan,
    RegionKey,
    Side,
    SkinSite,
    Status,
    Syringe,
    Technique,
)

BODY = default_atlas().body("female")
LEFT, RIGHT = (RegionKey("cheek-buccal", side) for side in (Side.LEFT, Side.RIGHT))
SYRINGE = Syringe(id=uuid4(), session=uuid4(), name="A", mixture="HA")
NOON = datetime(2026, 11, 22, 12)


def cheek(key: RegionKey) -> list[Injection]:
    points = plan_region(BODY, [key], LatticeSettings(spacing_mm=10.0)).points
    return [at(one.site, key, order) for order, one in enumerate(points, start=1)]


def at(site: SkinSite, key: RegionKey, order: int = 1) -> Injection:
    return Injection(
        id=uuid4(),
        session=SYRINGE.session,
        order=order,
        site=site,
        region=key.id,
        side=key.side,
        syringe=SYRINGE.id,
        technique=Technique.PAPULE,
        volume_ul=50,
        depth_mm=1.0,
    )


def shifted(one: Injection, du: float, dv: float) -> SkinSite:
    patch = BODY.regions[LEFT].patch
    ((u, v),) = BODY.on_patch(patch, [one.site]).tolist()
    (site,) = BODY.from_patch(patch, [(u + du, v + dv)])
    assert isinstance(site, SkinSite)
    return site


def snapshot(injections: list[Injection], *areas: AreaPass) -> Snapshot:
    return Snapshot(injections=injections, syringes={SYRINGE.id: SYRINGE}, areas=areas)


def given(one: Injection, **more: object) -> Injection:
    values = {"status": Status.GIVEN, "given_at": NOON, "given_how": GivenHow.EACH}
    return replace(one, **(values | more))  # type: ignore[arg-type]


def test_a_regions_figures_stand_before_and_after() -> None:
    before = cheek(LEFT)
    after = before[:-3]
    (row,) = difference(BODY, snapshot(before), snapshot(after)).rows
    assert row.before is not None
    assert row.after is not None
    assert (row.before.count, row.after.count) == (len(before), len(after))
    assert row.before.coverage > row.after.coverage
    assert (row.counts[Fate.REMOVED], row.counts[Fate.KEPT]) == (3, len(after))


def test_a_region_of_one_map_only_has_no_figures_in_the_other() -> None:
    rows = difference(BODY, snapshot(cheek(LEFT)), snapshot(cheek(RIGHT))).rows
    found = {row.key: (row.before is None, row.after is None) for row in rows}
    assert found == {LEFT: (False, True), RIGHT: (True, False)}


@pytest.mark.parametrize(("du", "dv"), [(3.0, 0.0), (-3.0, 0.0), (0.0, 3.0), (0.0, -3.0)], ids=str)
def test_which_way_it_moved_is_said_as_of_a_person_who_stands(du: float, dv: float) -> None:
    old = cheek(LEFT)
    middle = old[len(old) // 2]
    new = replace(middle, id=uuid4(), site=shifted(middle, du, dv))
    found = difference(BODY, snapshot([middle]), snapshot([new]))
    (change,) = found.comparison.changes
    assert change.fate is Fate.MOVED
    assert change.moved_mm == pytest.approx(3.0, abs=0.01)
    a, b = BODY.xyz([middle.site, new.site]).tolist()
    opposite = {Way.UP: Way.DOWN, Way.INWARD: Way.OUTWARD, Way.FORWARD: Way.BACK}
    ways = found.ways[new.id]
    assert ways
    for way in ways:
        assert opposite.get(way) not in ways
    if Way.UP in ways:
        assert b[1] > a[1]
    if Way.OUTWARD in ways:
        assert abs(b[0]) > abs(a[0])


def test_an_injection_is_compared_with_its_own_plan_however_far_away() -> None:
    planned = cheek(LEFT)
    first, second, third, fourth = planned[:4]
    far = planned[-1].site
    assert first.depth_mm is not None
    plan = Plan(
        site=first.site, depth_mm=first.depth_mm, volume_ul=first.volume_ul, syringe=SYRINGE.id
    )
    session = [
        given(first, site=far, plan=plan),
        given(second),
        given(third, volume_ul=80, plan=replace(plan, site=third.site)),
        replace(fourth, status=Status.SKIPPED, reason="hair"),
    ]
    found = finished(against_plan(BODY, snapshot(session)))
    fates: dict[UUID, Fate] = {}
    for change in found.comparison.changes:
        one = change.after or change.before
        assert one is not None
        fates[one.id] = change.fate
    assert fates == {
        first.id: Fate.MOVED,
        second.id: Fate.KEPT,
        third.id: Fate.CHANGED,
        fourth.id: Fate.REMOVED,
    }


def test_the_halves_of_a_mirrored_map_are_one_and_the_same() -> None:
    right = [
        replace(one, id=uuid4(), site=BODY.mirrored(one.site), side=Side.RIGHT)
        for one in cheek(LEFT)
    ]
    a, b, neither = halves(BODY, [*cheek(LEFT), *right])
    assert neither == 0
    found = difference(BODY, snapshot(a), snapshot(b)).comparison
    assert found.count(Fate.KEPT) == len(a) == len(b) == len(found.changes)


def test_area_passes_compare_by_the_skin_that_they_share() -> None:
    def area(outline: tuple[SkinSite, ...], volume_ul: int) -> AreaPass:
        return AreaPass(
            id=uuid4(),
            session=SYRINGE.session,
            order=1,
            region=LEFT.id,
            side=LEFT.side,
            outline=outline,
            syringe=SYRINGE.id,
            technique=Technique.NAPPAGE,
            volume_ul=volume_ul,
        )

    region = BODY.patches[BODY.regions[LEFT].patch].polygon(LEFT)
    corners = [one.site for one in cheek(LEFT)]
    part = area((corners[0], corners[len(corners) // 2], corners[-1]), 500)
    (row,) = difference(BODY, snapshot([], area((), 1000)), snapshot([], part)).rows
    assert row.areas is not None
    assert row.areas.before_mm2 == pytest.approx(region.area)
    assert row.areas.shared_mm2 == pytest.approx(row.areas.after_mm2)
    assert row.areas.ml_per_cm2_a == pytest.approx(1.0 / (region.area / 100.0))
