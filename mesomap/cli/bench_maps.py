"""Two maps compared."""

from __future__ import annotations

from functools import partial
from uuid import UUID, uuid4

from mesomap.cli.bench_tools import Result, timed


def measure() -> list[Result]:
    """`compare_1000` and `compare_5000`."""
    import numpy as np

    from mesomap.analysis.compare import Given, compare
    from mesomap.cli.bench_sheet import scattered, sheet_body, sites_at
    from mesomap.model import Injection, Syringe, Technique

    body = sheet_body()
    syringe = Syringe(id=uuid4(), session=uuid4(), name="1", mixture="bench", radius_mm=4.0)
    syringes: dict[UUID, Syringe] = {syringe.id: syringe}

    def given(xy_mm: np.ndarray) -> Given:
        sites = sites_at(xy_mm)
        injections = [
            Injection(
                id=uuid4(),
                session=syringe.session,
                order=order,
                site=site,
                region=key.id if key else None,
                side=key.side if key else None,
                syringe=syringe.id,
                technique=Technique.PAPULE,
                volume_ul=50,
                depth_mm=1.0,
                radius_mm=4.0,
            )
            for order, (site, key) in enumerate(zip(sites, body.regions_of(sites), strict=True))
        ]
        return Given(injections, syringes)

    results = []
    for count in (1000, 5000):
        rng = np.random.default_rng(3)
        before = scattered(count)
        after = (before + rng.normal(0.0, 0.8, before.shape))[rng.random(count) > 0.1]
        maps = given(before), given(after)
        note = f"{count} injections against the same, a tenth missing, the rest 0.8 mm off"
        results.append(timed(f"compare_{count}", partial(compare, body, *maps), runs=7, note=note))
    return results
