"""Which chart treat mode shows: one for a region while it does, one that shows the site if any."""

from __future__ import annotations

import itertools
from uuid import UUID

import pytest

from mesomap.analysis.plan import plan_region
from mesomap.analysis.route import Leg, best_route
from mesomap.app.treat_charts import TreatCharts
from mesomap.model import (
    Injection,
    LatticeSettings,
    Pattern,
    RegionKey,
    Side,
    Technique,
)

SESSION = UUID(int=1)


def plan(body, key: RegionKey, spacing_mm: float = 12.0) -> list[Injection]:  # type: ignore[no-untyped-def]
    settings = LatticeSettings(pattern=Pattern.HEX, spacing_mm=spacing_mm)
    return [
        Injection(
            id=UUID(int=n), session=SESSION, order=n, site=point.site, region=point.region,
            side=point.side, syringe=SESSION, technique=Technique.PAPULE, volume_ul=50,
            depth_mm=1.0,
        )
        for n, point in enumerate(plan_region(body, [key], settings).points, start=1)
    ]  # fmt: skip


def legs_of(body, steps: list[Injection]) -> list[Leg]:  # type: ignore[no-untyped-def]
    return list(best_route(body, steps).legs)


def test_a_cheek_is_treated_on_one_chart(body) -> None:
    steps = plan(body, RegionKey("cheek-buccal", Side.LEFT))
    (leg,) = legs_of(body, steps)
    by_id = {step.id: step for step in steps}
    charts = TreatCharts(body)
    shown = {charts.chart_for(step, leg, by_id).id for step in steps}
    assert len(shown) == 1
    assert body.charts[shown.pop()].group == "face"


@pytest.mark.parametrize("region", ["upper-back", "shoulder-back", "axilla", "forearm-front"])
def test_the_chart_always_shows_the_site_and_seldom_changes(body, region: str) -> None:
    steps = plan(body, RegionKey(region, Side.LEFT), 18.0)
    by_id = {step.id: step for step in steps}
    charts = TreatCharts(body)
    shown = []
    for leg in legs_of(body, steps):
        for id in leg.ids:
            chart = charts.chart_for(by_id[id], leg, by_id)
            assert chart is not None
            if not body.on_chart(chart.id, [by_id[id].site]).visible[0]:
                assert not body.charts_seeing(by_id[id].site, 90.0)
            shown.append(chart.id)
    changes = sum(a != b for a, b in itertools.pairwise(shown))
    assert changes <= len(shown) / 2
