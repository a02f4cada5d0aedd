"""Figures in a patient's millimetres: the same map on longer skin."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from uuid import uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mesomap.analysis.bodies import body_of
from mesomap.analysis.figures import session_figures
from mesomap.analysis.live import LiveFigures
from mesomap.analysis.plan import plan_region
from mesomap.atlas import Atlas, Body
from mesomap.model import (
    Added,
    Calibration,
    Height,
    Injection,
    LatticeSettings,
    Pattern,
    RegionKey,
    Removed,
    Session,
    Side,
    SkinSite,
    Syringe,
    Technique,
)

CHEEK = RegionKey("cheek-buccal", Side.LEFT)
SYRINGE = Syringe(id=uuid4(), session=uuid4(), name="A", mixture="HA")
factors = st.floats(0.6, 1.6)


def longer(body: Body, f: float) -> Body:
    return body.calibrated(dict.fromkeys(body.patches, f))


def settings_of(spacing_mm: float) -> LatticeSettings:
    return LatticeSettings(pattern=Pattern.SQUARE, spacing_mm=spacing_mm, angle_deg=7.0)


def injected(body: Body, sites: list[SkinSite], radius_mm: float) -> list[Injection]:
    return [
        Injection(
            id=uuid4(),
            session=SYRINGE.session,
            order=order,
            site=site,
            region=key.id if key else None,
            side=key.side if key else None,
            syringe=SYRINGE.id,
            technique=Technique.PAPULE,
            volume_ul=50,
            depth_mm=1.0,
            radius_mm=radius_mm,
        )
        for order, (site, key) in enumerate(zip(sites, body.regions_of(sites), strict=True), 1)
    ]


@settings(max_examples=20)
@given(factors, st.floats(5, 12), st.floats(2, 6))
def test_everything_longer_is_the_same_plan(
    synthetic_body: Body, f: float, spacing: float, radius: float
) -> None:
    body = synthetic_body
    plain = plan_region(body, [CHEEK], settings_of(spacing), radius_mm=radius)
    scaled = plan_region(longer(body, f), [CHEEK], settings_of(spacing * f), radius_mm=radius * f)
    assert scaled.count == plain.count
    assert scaled.region_mm2 == pytest.approx(plain.region_mm2 * f**2)
    assert scaled.coverage == pytest.approx(plain.coverage, rel=1e-6)
    here = body.xyz([point.site for point in plain.points if point.site])
    there = body.xyz([point.site for point in scaled.points if point.site])
    assert there == pytest.approx(here, abs=1e-6)


@settings(max_examples=20)
@given(factors, st.floats(2, 6))
def test_a_session_measured_on_longer_skin(synthetic_body: Body, f: float, radius: float) -> None:
    body = synthetic_body
    points = plan_region(body, [CHEEK], settings_of(9.0)).points
    sites = [point.site for point in points if point.site is not None]
    syringes = {SYRINGE.id: SYRINGE}
    plain = session_figures(body, injected(body, sites, radius), syringes)[CHEEK]
    scaled_body = longer(body, f)
    wider = injected(scaled_body, sites, radius * f)
    scaled = session_figures(scaled_body, wider, syringes)[CHEEK]
    assert scaled.spacing.median_mm == pytest.approx((plain.spacing.median_mm or 0) * f)
    assert scaled.coverage == pytest.approx(plain.coverage, rel=1e-6)
    assert scaled.density_per_cm2 == pytest.approx(plain.density_per_cm2 / f**2)
    live = LiveFigures(scaled_body, wider[:-1], syringes)
    live.apply((Added(wider[-1]),))
    live.apply((Removed(wider[0]),))
    live.apply((Added(wider[0]),))
    assert live.region(CHEEK).covered_mm2 == pytest.approx(scaled.covered_mm2)
    assert live.region(CHEEK).spacing.median_mm == pytest.approx(scaled.spacing.median_mm)


def test_the_same_deposits_cover_less_of_longer_skin(synthetic_body: Body) -> None:
    body = synthetic_body
    points = plan_region(body, [CHEEK], settings_of(9.0)).points
    needles = injected(body, [point.site for point in points if point.site], 4.0)
    plain = session_figures(body, needles, {SYRINGE.id: SYRINGE})[CHEEK]
    scaled = session_figures(longer(body, 1.2), needles, {SYRINGE.id: SYRINGE})[CHEEK]
    assert scaled.coverage < 0.8 * plain.coverage


def test_the_body_of_a_session(atlas: Atlas) -> None:
    patient = uuid4()
    session = Session(
        id=uuid4(),
        patient=patient,
        date=datetime(2026, 11, 22).date(),
        body="female",
        atlas=atlas.version,
        started=datetime(2026, 11, 22, 9),
    )
    bare = partial(body_of, atlas, session, pictures=(), read=lambda _: None)
    plain = bare(None)
    assert plain is atlas.body("female")
    calibration = Calibration(
        id=uuid4(),
        patient=patient,
        measured=session.date,
        measurements=(Height(plain.stature_mm * 1.1),),
    )
    scaled = bare(calibration)
    assert scaled.original is plain
    assert scaled.factors == pytest.approx(dict.fromkeys(plain.patches, 1.1))
    assert bare(calibration) is scaled
