"""The rest map of 20 sessions of 300 injections, on the shipped atlas."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from mesomap.cli.bench_tools import Result, timed

SESSIONS, EVERY_DAYS, A_SESSION = 20, 14, 300
REGIONS = ("forehead", "cheek-medial", "zygomatic", "cheek-buccal", "neck-front", "submental")


def measure() -> list[Result]:
    """`restmap_20x300`."""
    from uuid import uuid4

    from mesomap.analysis.plan import plan_region
    from mesomap.analysis.rest import Treated, rest_map
    from mesomap.atlas import default_atlas
    from mesomap.model import Injection, LatticeSettings, Side, Status, Technique

    body = default_atlas().body("female")
    keys = [key for key in body.regions if key.id in REGIONS]
    session, syringe = uuid4(), uuid4()
    one = Injection(
        id=uuid4(),
        session=session,
        order=1,
        site=body.landmarks[0].site,
        region=None,
        side=Side.MIDLINE,
        syringe=syringe,
        technique=Technique.PAPULE,
        volume_ul=50,
        depth_mm=1.0,
        status=Status.GIVEN,
    )
    points = [
        replace(one, id=uuid4(), site=point.site, region=key.id, side=key.side)
        for key in keys
        for point in plan_region(body, [key], LatticeSettings(spacing_mm=9.0)).points
        if point.site is not None
    ]
    today = date(2026, 11, 22)
    treated = [
        Treated(day=today - timedelta(days=EVERY_DAYS * n), injections=points[:A_SESSION])
        for n in range(SESSIONS)
    ]
    note = (
        f"{SESSIONS} sessions of {len(points[:A_SESSION])} injections, all patches that they touch"
    )
    return [
        timed("restmap_20x300", lambda: list(rest_map(body, treated, today)), runs=7, note=note)
    ]
