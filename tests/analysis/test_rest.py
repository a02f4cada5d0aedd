"""The rest map equals one that asks of every cell and every injection alone."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import date, timedelta
from uuid import uuid4

import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from mesomap.analysis.areas import patch_of_area, shape_of
from mesomap.analysis.marks import marks_on
from mesomap.analysis.plan import plan_region
from mesomap.analysis.rest import NEVER, Treated, rest_map, treated_shape
from mesomap.analysis.rest_seen import rest_seen
from mesomap.atlas import default_atlas
from mesomap.cli.bench_sheet import CHART, sheet_body
from mesomap.model import AreaPass, Injection, LatticeSettings, RegionKey, Side, Status, Technique

BODY = sheet_body()
TODAY = date(2026, 11, 22)
SESSION, SYRINGE = uuid4(), uuid4()
(KEY,) = list(BODY.regions)[:1]


def an_injection(
    x_mm: float,
    y_mm: float,
    volume_ul: int = 50,
    status: Status = Status.GIVEN,
    end: tuple[float, float] | None = None,
) -> Injection:
    site = BODY.site_at(CHART, x_mm, y_mm)
    assert site is not None
    exit = BODY.site_at(CHART, *end) if end else None
    return Injection(
        id=uuid4(),
        session=SESSION,
        order=1,
        site=site,
        region=KEY.id,
        side=KEY.side,
        syringe=SYRINGE,
        technique=Technique.LINEAR if end else Technique.PAPULE,
        volume_ul=volume_ul,
        depth_mm=1.0,
        status=status,
        path=(exit,) if exit else (),
    )


def an_area(volume_ul: int = 2000) -> AreaPass:
    """A pass over half of the region: a triangle of the sheet."""
    corners = [BODY.site_at(CHART, *at) for at in ((150, 150), (185, 155), (160, 188))]
    return AreaPass(
        id=uuid4(),
        session=SESSION,
        order=1,
        region=KEY.id,
        side=KEY.side,
        outline=tuple(site for site in corners if site is not None),
        syringe=SYRINGE,
        technique=Technique.NAPPAGE,
        volume_ul=volume_ul,
        status=Status.GIVEN,
    )


def brute(
    patch: str, sessions: list[Treated], u: float, v: float, margin_mm: float
) -> tuple[int, int]:
    """Days and times at one place: every injection and area pass asked."""
    found: list[int] = []
    for session in sessions:
        near = any(
            patch_of_area(BODY, area) == patch and shapely.contains_xy(shape_of(BODY, area), u, v)
            for area in session.areas
        )
        for mark in marks_on(BODY, patch, session.injections):
            corners = mark.path or (mark.at,)
            line = shapely.LineString(corners) if len(corners) > 1 else shapely.Point(corners[0])
            near |= shapely.distance(line, shapely.Point(u, v)) <= mark.radius_mm + margin_mm
        if near:
            found.append((TODAY - session.day).days)
    return (min(found), len(found)) if found else (NEVER, 0)


places = st.tuples(st.floats(150, 190), st.floats(150, 190))
needles = st.builds(lambda at, volume: an_injection(*at, volume), places, st.integers(5, 400))
threads = st.builds(lambda at, end: an_injection(*at, 200, end=end), places, places)
visits = st.builds(
    lambda ago, given, areas: Treated(
        day=TODAY - timedelta(days=ago), injections=given, areas=areas
    ),
    st.integers(0, 90),
    st.lists(st.one_of(needles, threads), max_size=6),
    st.lists(st.builds(an_area), max_size=1),
)


@settings(max_examples=25, deadline=None)
@given(sessions=st.lists(visits, min_size=1, max_size=4), margin_mm=st.sampled_from([0.0, 2.5]))
def test_every_cell_says_what_asking_every_injection_says(
    sessions: list[Treated], margin_mm: float
) -> None:
    for found in rest_map(BODY, sessions, TODAY, cell_mm=4.0, margin_mm=margin_mm):
        u, v = found.cells.middles()
        for row in range(found.cells.rows):
            for column in range(found.cells.columns):
                if not (140 < u[column] < 200 and 140 < v[row] < 200):
                    continue
                expected = brute(found.patch, sessions, u[column], v[row], margin_mm)
                days = int(found.days[row, column]), int(found.times[row, column])
                assert days == expected


def test_what_a_chart_sees_is_what_the_site_at_each_place_was() -> None:
    """On the real body: each place asked alone, by its site and that site's cell of flat skin."""
    body = default_atlas().body("female")
    keys = [key for key in body.regions if key.id in ("cheek-buccal", "zygomatic", "chin")]
    given = [
        replace(an_injection(160, 160, 300), site=point.site, region=key.id, side=key.side)
        for key in keys
        for point in plan_region(body, [key], LatticeSettings(spacing_mm=12.0)).points
    ]
    visit = Treated(day=TODAY - timedelta(days=9), injections=given)
    patches = list(rest_map(body, [visit], TODAY, cell_mm=2.0))
    seen = rest_seen(body, "face-left-oblique", patches, step_mm=4.0)
    shown = body.chart("face-left-oblique").polygons()
    x, y = seen.cells.middles()
    treated = 0
    for row in range(seen.cells.rows):
        for column in range(seen.cells.columns):
            days, times = -1, 0
            site = body.site_at("face-left-oblique", x[column], y[row])
            for patch in patches if site is not None else ():
                own = [shown[key] for key in body.patches[patch.patch].polygons if key in shown]
                if not any(shapely.contains_xy(polygon, x[column], y[row]) for polygon in own):
                    continue
                u, v = body.on_patch(patch.patch, [site])[0].tolist()
                if u == u:
                    i = int((u - patch.cells.u_mm) // patch.cells.mm)
                    j = int((v - patch.cells.v_mm) // patch.cells.mm)
                    if 0 <= i < patch.cells.columns and 0 <= j < patch.cells.rows:
                        days, times = int(patch.days[j, i]), int(patch.times[j, i])
            assert (int(seen.days[row, column]), int(seen.times[row, column])) == (days, times)
            treated += times
    assert treated > 20


def test_what_was_planned_or_skipped_or_comes_later_treated_nothing() -> None:
    planned = [an_injection(160, 160, status=status) for status in (Status.PLANNED, Status.SKIPPED)]
    tomorrow = Treated(day=TODAY + timedelta(days=1), injections=[an_injection(160, 160)])
    assert list(rest_map(BODY, [Treated(day=TODAY, injections=planned), tomorrow], TODAY)) == []


def test_an_area_pass_treats_its_whole_region() -> None:
    area = AreaPass(
        id=uuid4(),
        session=SESSION,
        order=1,
        region=KEY.id,
        side=KEY.side,
        outline=(),
        syringe=SYRINGE,
        technique=Technique.NAPPAGE,
        volume_ul=2000,
        status=Status.GIVEN,
    )
    visit = Treated(day=TODAY - timedelta(days=5), injections=[], areas=[area])
    (found,) = rest_map(BODY, [visit], TODAY, cell_mm=5.0)
    region = BODY.patches[found.patch].polygon(RegionKey(KEY.id, Side(KEY.side)))
    treated = float((found.times > 0).sum()) * 25.0
    assert treated == pytest.approx(region.area, rel=0.02)
    assert set(found.days[found.times > 0].tolist()) == {5}


@pytest.mark.parametrize(("days", "within"), [(7, False), (8, True)])
def test_what_is_kept_free_is_what_was_treated_within_the_days(days: int, within: bool) -> None:
    one = an_injection(160, 160, 100)
    visit = Treated(day=TODAY - timedelta(days=7), injections=[one])
    (patch,) = BODY.patches_holding(one.site)
    shape = treated_shape(BODY, patch, [visit], TODAY, days=days, margin_mm=1.0)
    (mark,) = marks_on(BODY, patch, [one])
    whole = math.pi * (mark.radius_mm + 1.0) ** 2
    assert shape.area == pytest.approx(whole if within else 0.0, rel=0.01)
