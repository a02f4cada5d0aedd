"""Comparing two maps: what is known to have happened is found, exactly."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import Any
from uuid import uuid4

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mesomap.analysis.compare import Comparison, Fate, Given, compare
from mesomap.atlas import default_atlas
from mesomap.cli.bench_sheet import CHART, sheet_body
from mesomap.model import Injection, RegionKey, Side, SkinSite, Status, Syringe, Technique

BODY = sheet_body()
SESSION = uuid4()
SYRINGE = Syringe(id=uuid4(), session=SESSION, name="A", mixture="HA")
OTHER = Syringe(id=uuid4(), session=SESSION, name="B", mixture="HA + vitamins")
SYRINGES = {one.id: one for one in (SYRINGE, OTHER)}
SPACING = 8.0
CHANGES: tuple[dict[str, Any], ...] = (
    {"volume_ul": 60},
    {"depth_mm": 2.0},
    {"depth_mm": None, "layer": "mid-fat"},
    {"syringe": OTHER.id},
)


def injection(x_mm: float, y_mm: float, **more: object) -> Injection:
    site = BODY.site_at(CHART, x_mm, y_mm)
    assert site is not None
    key = BODY.region_of(site)
    values: dict[str, object] = {
        "id": uuid4(),
        "session": SESSION,
        "order": 1,
        "site": site,
        "region": key.id if key else None,
        "side": key.side if key else None,
        "syringe": SYRINGE.id,
        "technique": Technique.PAPULE,
        "volume_ul": 50,
        "depth_mm": 1.0,
    }
    return Injection(**(values | more))  # type: ignore[arg-type]


def grid(side: int, *, at: float = 150.0) -> list[Injection]:
    return [
        injection(at + SPACING * column, at + SPACING * row)
        for row in range(side)
        for column in range(side)
    ]


def run(a: list[Injection], b: list[Injection]) -> Comparison:
    return compare(BODY, Given(a, SYRINGES), Given(b, SYRINGES))


def fates(found: Comparison) -> dict[tuple[object, object], Fate]:
    return {
        (c.before.id if c.before else None, c.after.id if c.after else None): c.fate
        for c in found.changes
    }


def shifted(one: Injection, dx: float, dy: float) -> Injection:
    (x, y) = BODY.on_chart(CHART, [one.site]).xy_mm[0]
    moved = injection(x + dx, y + dy)
    return replace(one, id=uuid4(), site=moved.site, region=moved.region, side=moved.side)


@settings(max_examples=40, deadline=None)
@given(seed=st.integers(0, 2**32 - 1), side=st.integers(3, 9))
def test_a_known_difference_is_found_exactly(seed: int, side: int) -> None:
    rng = np.random.default_rng(seed)
    before = grid(side)
    after: list[Injection] = []
    expected: dict[tuple[object, object], Fate] = {}
    # So few move that the median spacing stays: the limit is half of the smaller one.
    movers = set(rng.choice(len(before), max(1, len(before) // 20), replace=False).tolist())
    for number, one in enumerate(before):
        what = "move" if number in movers else str(rng.choice(["remove", "change", "keep", "keep"]))
        if what == "remove":
            expected[one.id, None] = Fate.REMOVED
            continue
        way = rng.uniform(2.1, 0.49 * SPACING) if what == "move" else rng.uniform(0.0, 0.05)
        angle = rng.uniform(0.0, 2 * np.pi)
        new = shifted(one, way * np.cos(angle), way * np.sin(angle))
        if what == "change":
            new = replace(new, **CHANGES[rng.integers(len(CHANGES))])
        after.append(new)
        expected[one.id, new.id] = {"move": Fate.MOVED, "change": Fate.CHANGED}.get(what, Fate.KEPT)
    for column in range(rng.integers(0, 4)):
        new = injection(150.0 - 2 * SPACING, 150.0 + SPACING * column)
        after.append(new)
        expected[None, new.id] = Fate.ADDED
    rng.shuffle(after)  # type: ignore[arg-type]
    found = run(before, after)
    assert fates(found) == expected
    mirrored = {
        Fate.ADDED: Fate.REMOVED,
        Fate.REMOVED: Fate.ADDED,
    }
    back = {(b, a): mirrored.get(fate, fate) for (a, b), fate in fates(found).items()}
    assert fates(run(after, before)) == back


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 2**32 - 1))
def test_any_two_maps_each_injection_counts_once_whatever_the_order(seed: int) -> None:
    rng = np.random.default_rng(seed)
    a, b = (
        [injection(*rng.uniform(120, 200, 2)) for _ in range(rng.integers(0, 25))] for _ in range(2)
    )
    found = run(a, b)
    counted = Counter(c.before.id for c in found.changes if c.before)
    assert counted == Counter(one.id for one in a)
    counted = Counter(c.after.id for c in found.changes if c.after)
    assert counted == Counter(one.id for one in b)
    for map in (a, b):
        rng.shuffle(map)  # type: ignore[arg-type]
    assert fates(run(a, b)) == fates(found)
    by_region = sum((Counter(one.counts) for one in found.by_region), Counter())
    assert by_region == Counter(c.fate for c in found.changes)


def test_a_map_against_itself_is_all_kept() -> None:
    a = grid(6)
    found = run(a, [replace(one, id=uuid4()) for one in a])
    assert found.count(Fate.KEPT) == len(found.changes) == 36
    assert all(one.coverage_a == one.coverage_b for one in found.by_region)


def test_the_matching_is_the_cheapest_of_all_that_match_as_many() -> None:
    """By brute force: every way to pair the few."""
    from itertools import permutations

    rng = np.random.default_rng(5)
    for _ in range(20):
        # A wide lattice around makes the median spacing large, so that all few are candidates.
        frame = [injection(60 + 30 * k, 125) for k in range(9)]
        a = [injection(*rng.uniform(150, 158, 2)) for _ in range(3)]
        b = [injection(*rng.uniform(150, 158, 2)) for _ in range(4)]
        found = run([*frame, *a], [*(replace(f, id=uuid4()) for f in frame), *b])
        cost = sum(c.moved_mm for c in found.changes if c.before in a)
        xy_a, xy_b = (BODY.on_chart(CHART, [i.site for i in m]).xy_mm for m in (a, b))
        lengths = np.hypot(*(xy_a[:, None] - xy_b[None]).transpose(2, 0, 1))
        best = min(sum(lengths[i, p[i]] for i in range(3)) for p in permutations(range(4), 3))
        assert cost == pytest.approx(best, abs=1e-3)


def test_skipped_injections_are_in_neither_map() -> None:
    a = grid(3)
    b = [replace(one, id=uuid4(), status=Status.SKIPPED) for one in a[:4]] + a[4:]
    found = run(a, b)
    assert (found.count(Fate.REMOVED), found.count(Fate.KEPT)) == (4, 5)


def test_a_move_counts_where_it_ends() -> None:
    def region(x: float) -> object:
        site = BODY.site_at(CHART, x, 150.0)
        assert site is not None
        return BODY.region_of(site)

    edge = next(x for x in np.arange(100.0, 300.0, 0.5) if region(x) != region(x + 0.5))
    lattice = [injection(edge - 20 - 8 * k, 150.0) for k in range(4)]
    a = [*lattice, injection(edge - 1.5, 150.0)]
    b = [*(replace(one, id=uuid4()) for one in lattice), injection(edge + 1.5, 150.0)]
    found = run(a, b)
    (moved,) = [c for c in found.changes if c.fate is Fate.MOVED]
    assert moved.after is not None
    assert moved.key is not None
    assert (moved.key.id, moved.key.side) == (moved.after.region, moved.after.side)
    assert moved.moved_mm == pytest.approx(3.0, abs=0.05)


def test_on_a_body_the_same_skin_is_the_same_injection_over_a_seam() -> None:
    """A pair on both sides of a border between two patches is measured on either."""
    body = default_atlas().body("female")
    syringe = SYRINGE

    def at(x: float, y: float) -> Injection:
        site = body.site_at("face-front", x, y)
        assert isinstance(site, SkinSite)
        key = body.region_of(site)
        assert key is not None
        return replace(injection(150, 150), id=uuid4(), site=site, region=key.id, side=key.side)

    fold, lip = (body.regions[RegionKey(id, Side.LEFT)] for id in ("nasolabial-fold", "lip-upper"))
    assert fold.patch != lip.patch
    polygons = body.charts["face-front"].polygons()
    seam = polygons[fold.key].buffer(0.2).intersection(polygons[lip.key])
    border = seam.representative_point()
    steps = (-2, -1, 0, 1)
    a = [at(border.x + 3 * k, border.y) for k in steps]
    b = [at(border.x + 3 * k + 0.6, border.y) for k in steps]
    assert {one.region for one in a} >= {"nasolabial-fold", "lip-upper"}
    found = compare(body, Given(a, {syringe.id: syringe}), Given(b, {syringe.id: syringe}))
    assert found.count(Fate.KEPT) == len(steps)
