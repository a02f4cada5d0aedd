"""The same on the shipped atlas: the submental protocol, a cheek, and live figures."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

import numpy as np
import pytest
import shapely

from mesomap.analysis.figures import session_figures
from mesomap.analysis.live import LiveFigures
from mesomap.analysis.mandible import mandible_exclusion
from mesomap.analysis.plan import RegionPlan, plan_region
from mesomap.atlas import default_atlas
from mesomap.clinical.protocols import CHEEK_PAPULES, SUBMENTAL, lattice_of, most_of
from mesomap.model import (
    Injection,
    LatticeSettings,
    Protocol,
    RegionKey,
    Removed,
    Side,
    Syringe,
    Updated,
)

SESSION = UUID(int=1)


@pytest.fixture(scope="module")
def body():
    return default_atlas().body("female")


def injections_of(plan: RegionPlan, protocol: Protocol, syringe: Syringe) -> list[Injection]:
    return [
        Injection(
            id=UUID(int=1000 + number),
            session=SESSION,
            order=number,
            site=point.site,
            region=point.region,
            side=point.side,
            syringe=syringe.id,
            technique=protocol.technique,
            volume_ul=protocol.volume_ul.value,
            depth_mm=protocol.depth_mm.value if protocol.depth_mm else None,
            layer=protocol.layer.value if protocol.layer else "",
        )
        for number, point in enumerate(plan.points)
    ]


def syringe_of(protocol: Protocol) -> Syringe:
    strength = protocol.mg_per_ml.value if protocol.mg_per_ml else None
    return Syringe(
        id=UUID(int=2), session=SESSION, name="1", mixture=protocol.mixture, mg_per_ml=strength
    )


def test_the_submental_protocol_keeps_to_its_label(body):
    keys = [key for key in body.regions if key.id == "submental"]
    (patch,) = {body.regions[key].patch for key in keys}
    exclusion = mandible_exclusion(body, patch, below_mm=SUBMENTAL.below_mandible_mm.value)
    plan = plan_region(body, keys, lattice_of(SUBMENTAL), 3.6, (exclusion,))
    assert 10 <= plan.count <= most_of(SUBMENTAL, "injections")
    assert plan.count * SUBMENTAL.volume_ul.value <= 1000 * most_of(SUBMENTAL, "mL")
    assert plan.spacing.min_mm == pytest.approx(10.0)
    assert plan.gaps == ()
    assert {point.side for point in plan.points} == {Side.LEFT, Side.RIGHT}
    names = ("gonion", "mandible-1", "mandible-2", "mandible-3", "mandible-4")
    found = {(mark.id, mark.side): mark.site for mark in body.landmarks}
    menton = found["menton", Side.MIDLINE]
    for side in (Side.LEFT, Side.RIGHT):
        places = body.on_patch(patch, [*(found[name, side] for name in names), menton])
        border = shapely.LineString(places[~np.isnan(places[:, 0])])
        for point in plan.points:
            assert border.distance(shapely.Point(point.uv)) >= 15.0 - 1e-6
    figures = session_figures(
        body,
        injections_of(plan, SUBMENTAL, syringe_of(SUBMENTAL)),
        {UUID(int=2): syringe_of(SUBMENTAL)},
    )
    for one in figures.values():
        assert one.mg == pytest.approx(one.count * 2.0)
        assert one.mg_per_cm2 <= 2.0


@pytest.mark.parametrize("side", [Side.LEFT, Side.RIGHT])
def test_a_cheek_of_papules(body, side):
    key = RegionKey("cheek-buccal", side)
    plan = plan_region(body, [key], lattice_of(CHEEK_PAPULES))
    assert plan.region_mm2 == pytest.approx(body.regions[key].area_mm2, rel=0.01)
    assert plan.count == pytest.approx(plan.region_mm2 / 100.0, rel=0.25)
    assert plan.gaps == ()
    for point in plan.points:
        assert body.region_of(point.site) == key
        assert body.on_patch(point.patch, [point.site])[0] == pytest.approx(point.uv, abs=0.2)


def test_live_figures_on_the_atlas_equal_those_from_scratch(body):
    keys = [key for key in body.regions if body.regions[key].patch == "cheek-left"]
    plan = plan_region(body, keys[:4], LatticeSettings(spacing_mm=7.0, angle_deg=10.0))
    syringe = syringe_of(CHEEK_PAPULES)
    injections = injections_of(plan, CHEEK_PAPULES, syringe)
    live = LiveFigures(body, injections, {syringe.id: syringe})
    for one in injections[::5]:
        live.apply((Removed(one),))
    for one in injections[1::5]:
        live.apply((Updated(one, replace(one, volume_ul=30)),))
    now = {one.id: one for one in injections}
    for one in injections[::5]:
        del now[one.id]
    for one in injections[1::5]:
        now[one.id] = replace(one, volume_ul=30)
    scratch = session_figures(body, now.values(), {syringe.id: syringe})
    assert set(live.regions_used()) == set(scratch)
    for key, figures in scratch.items():
        found = live.region(key)
        assert found.count == figures.count
        assert found.covered_mm2 == pytest.approx(figures.covered_mm2, rel=1e-6)
        assert found.spacing.median_mm == pytest.approx(figures.spacing.median_mm)
        assert len(found.gaps) == len(figures.gaps)
