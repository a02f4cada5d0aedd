"""A thousand sessions as tables, on the shipped atlas."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from mesomap.cli.bench_tools import Result, timed

if TYPE_CHECKING:
    from mesomap.analysis.plan import PlannedPoint
    from mesomap.atlas import Atlas
    from mesomap.model import Change

SESSIONS, A_SESSION, A_PATIENT = 1000, 50, 10
"""So many sessions, injections of each, and sessions of each patient."""
REGIONS, SPACING_MM = ("forehead", "cheek-buccal"), 10.0


def measure(folder: Path, sessions: int = SESSIONS) -> list[Result]:
    """`export_1000`: every session of a clinic file into a folder, as the window does it."""
    from mesomap.atlas import default_atlas
    from mesomap.report.exporting import Format, export_sessions
    from mesomap.storage import Store

    atlas, out = default_atlas(), folder / "bench-export"
    with Store.create(folder / "bench-export.mesomap") as store:
        points = _points(atlas)
        for number in range(sessions // A_PATIENT):
            added = _patient(number, atlas, points)
            store.apply("Bench", added, actor="bench", at=datetime.now())
        ids = [summary.session.id for summary in store.sessions()]

        def export() -> None:
            for _ in export_sessions(store, atlas, ids, out, Format.CSV):
                pass

        note = (
            f"{len(ids)} sessions of {A_SESSION} injections to as many CSV files,"
            " one at each step of the bar"
        )
        found = timed("export_1000", export, runs=2, warm=0, note=note)
    shutil.rmtree(out)
    return [found]


def _points(atlas: Atlas) -> list[PlannedPoint]:
    """Where each session injects."""
    from mesomap.analysis.plan import plan_region
    from mesomap.model import LatticeSettings, RegionKey, Side

    body = atlas.body(atlas.body_ids[0])
    keys = [RegionKey(id, side) for id in REGIONS for side in (Side.LEFT, Side.RIGHT)]
    settings = LatticeSettings(spacing_mm=SPACING_MM)
    points = [one for key in keys for one in plan_region(body, [key], settings).points]
    return [one for one in points if one.site is not None][:A_SESSION]


def _patient(number: int, atlas: Atlas, points: Sequence[PlannedPoint]) -> tuple[Change, ...]:
    """A patient with sessions, a fortnight apart."""
    from uuid import uuid4

    from mesomap.document.edits import default_syringe, new_patient, new_session
    from mesomap.model import Added, Injection, Status, Technique

    patient = new_patient(f"Bench, Patient {number}", atlas.body_ids[0])
    made: list[Change] = [Added(patient)]
    for visit in range(A_PATIENT):
        at = datetime(2026, 1, 5, 10) + timedelta(days=14 * visit)
        session = new_session(patient, atlas=atlas.version, at=at)
        syringe = replace(default_syringe(session.id), drawn_ul=5_000)
        made += [Added(session), Added(syringe)]
        made += [
            Added(
                Injection(
                    id=uuid4(),
                    session=session.id,
                    order=order,
                    site=point.site,
                    region=point.region,
                    side=point.side,
                    syringe=syringe.id,
                    technique=Technique.PAPULE,
                    volume_ul=50,
                    depth_mm=1.0,
                    status=Status.GIVEN,
                )
            )
            for order, point in enumerate(points, start=1)
            if point.site is not None
        ]
    return tuple(made)
