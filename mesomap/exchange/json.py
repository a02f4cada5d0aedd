"""A clinic file's content as the documented JSON. The keys are a contract: docs/command-line.md.

Lengths in mm, areas in mm2, volumes in mL, angles in degrees, fractions 0 to 1, dates and times
ISO 8601. Parts of a session that nothing fills yet are there as empty lists.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

import numpy as np

from mesomap.analysis.figures import RegionFigures, session_figures
from mesomap.analysis.tally import session_totals
from mesomap.atlas import Atlas, Body
from mesomap.document.bodies import body_of_session
from mesomap.document.notes import numbered
from mesomap.document.record.contents import contents_of
from mesomap.document.record.remarks import spacing_of
from mesomap.document.remembered import lattices_of
from mesomap.exchange.areas import areas_json, thread_json
from mesomap.exchange.record.before import before_json
from mesomap.exchange.record.courses import session_course_json
from mesomap.exchange.record.devices import devices_json
from mesomap.exchange.record.doses import doses_json
from mesomap.exchange.record.photographs import photographs_json
from mesomap.exchange.record.protocols import session_protocol_json
from mesomap.exchange.record.reactions import follow_ups_json, reactions_json
from mesomap.exchange.record.remarks import remarks_json
from mesomap.exchange.record.signing import signing_json
from mesomap.exchange.sites import site_json
from mesomap.exchange.skin_parts import lattices_json, lesions_json
from mesomap.exchange.syringes import needle_of, needles_in, syringes_json
from mesomap.exchange.treated import outcome_json, treated_json
from mesomap.model import (
    AreaPass,
    Calibration,
    FollowUp,
    GirthLength,
    Height,
    Injection,
    LandmarkLength,
    Lattice,
    Lesion,
    Measurement,
    Needle,
    Note,
    Photograph,
    Reaction,
    Side,
    SkinSite,
    Status,
    Syringe,
)
from mesomap.storage import SessionSummary, Store

Json = dict[str, Any]


def sessions_json(store: Store, *, patient: UUID | None = None) -> list[Json]:
    """The sessions by patient and date, all or one patient's."""
    return [_summary(summary) for summary in store.sessions(patient)]


def session_json(store: Store, atlas: Atlas, id: UUID) -> Json:
    """One session, whole.

    Raises
    ------
    KnownError
        There is no such session, or its body is not in the atlas.
    """
    session = store.session(id)
    syringes = {syringe.id: syringe for syringe in store.syringes(id)}
    known = needles_in(store)
    contents = contents_of(store, id)
    injections = store.injections(id)
    calibration = store.calibration(session)
    body = body_of_session(store, atlas, session)
    lattices = lattices_of(store, body, session)
    areas = store.of_session(AreaPass, id)
    figures = session_figures(body, injections, syringes, areas=areas, lattices=lattices)
    used = [figure for figure in figures.values() if figure.count or figure.skipped]
    return {
        "id": str(session.id),
        "patient": str(session.patient),
        "body": session.body,
        "atlas": session.atlas,
        "status": session.status.value,
        "started": _iso(session.started),
        "signed": _iso(session.signed),
        "totals": {
            "count": len(injections),
            "given": sum(i.status is Status.GIVEN for i in injections),
            "volume_ml": _ml(session_totals([*injections, *areas]).volume_ul),
        },
        "injections": injections_json(body, injections, syringes, known),
        "areas": areas_json(body, areas, syringes),
        "coverage": [_coverage(body, figure) for figure in used],
        "reactions": reactions_json(body, store.of_session(Reaction, id)),
        "follow_ups": follow_ups_json(store.of_session(FollowUp, id)),
        "photographs": photographs_json(store.of_session(Photograph, id)),
        "calibration": calibration_json(body, calibration),
        "syringes": syringes_json(syringes.values(), [*injections, *areas], known, contents),
        "doses": doses_json([*injections, *areas], contents.strengths(syringes.values())),
        "devices": devices_json(contents.devices),
        "lattices": lattices_json(body, store.of_session(Lattice, id)),
        "notes": notes_json(body, store.of_session(Note, id)),
        "lesions": lesions_json(
            body, session, store.of_patient(Lesion, session.patient), injections, syringes
        ),
        "pictures": pictures_json(
            body, {one.region for one in injections} | {one.region for one in areas}
        ),
        **treated_json(session),
        "protocol": session_protocol_json(store, session),
        "course": session_course_json(store, session),
        "remarks": remarks_json(store, body, session, spacing_mm=spacing_of(figures)),
        **before_json(store, session),
        **signing_json(store, session),
    }


def calibration_json(body: Body, calibration: Calibration | None) -> Json | None:
    """What the session's millimetres were calibrated by; None for the average adult's."""
    if calibration is None:
        return None
    return {
        "id": str(calibration.id),
        "measured": _iso(calibration.measured),
        "measurements": [_measurement(one) for one in calibration.measurements],
        "factors": {patch: round(factor, 6) for patch, factor in body.factors.items()},
    }


def _measurement(one: Measurement) -> Json:
    match one:
        case Height(mm):
            return {"kind": "height", "mm": mm}
        case LandmarkLength(start, end, mm):
            ends = [{"id": key.id, "side": key.side.value} for key in (start, end)]
            return {"kind": "length", "from": ends[0], "to": ends[1], "mm": mm}
        case GirthLength(girth, side, mm):
            return {"kind": "girth", "girth": girth.value, "side": side.value, "mm": mm}


def injections_json(
    body: Body,
    injections: Sequence[Injection],
    syringes: Mapping[UUID, Syringe],
    known: Mapping[UUID, Needle],
) -> list[Json]:
    """Injections in their order, each with its place on its region's patch."""
    places = _places(body, injections)
    return [
        {
            "id": str(injection.id),
            "site": site_json(injection.site),
            **region_json(injection.region, injection.side, body),
            "patch": place[0],
            "u_mm": place[1],
            "v_mm": place[2],
            **thread_json(body, injection, place[0]),
            "depth_mm": injection.depth_mm,
            "layer": injection.layer,
            "volume_ml": _ml(injection.volume_ul),
            "angle_deg": injection.angle_deg,
            "technique": injection.technique.value,
            "mixture": syringes[injection.syringe].mixture,
            "syringe": str(injection.syringe),
            "needle": needle_of(syringes[injection.syringe], known),
            "status": injection.status.value,
            "given_at": _iso(injection.given_at),
            "given_by": injection.given_by,
            "given_how": injection.given_how.value if injection.given_how else None,
            "lattice": str(injection.lattice) if injection.lattice else None,
            **outcome_json(injection),
        }
        for injection, place in zip(injections, places, strict=True)
    ]


def region_json(region: str | None, side: Side | None, body: Body) -> Json:
    """A region and its side; null on a clinic's own picture, which is no region of the skin."""
    if region in body.pictures:
        return {"region": None, "side": None}
    return {"region": region, "side": side.value if side else None}


def notes_json(body: Body, notes: Iterable[Note]) -> list[Json]:
    """The notes by number."""
    return [
        {
            "id": str(note.id),
            "number": number,
            "site": site_json(note.site),
            **region_json(note.region, note.side, body),
            "text": note.text,
            "written": _iso(note.written),
        }
        for number, note in numbered(notes).items()
    ]


def pictures_json(body: Body, used: Collection[str | None]) -> list[Json]:
    """The clinic's own pictures among the regions `used`, and how they were measured."""
    charts = [chart for id, chart in body.pictures.items() if id in used]
    return [
        {
            "chart": chart.id,
            "title": chart.title,
            "width_mm": chart.width_mm,
            "height_mm": chart.height_mm,
            "line_px": list(chart.picture.line_px),
            "line_mm": chart.picture.line_mm,
            "patients_left": chart.picture.patients_left.value,
        }
        for chart in charts
    ]


def _places(
    body: Body, injections: Sequence[Injection]
) -> list[tuple[str | None, float | None, float | None]]:
    """Patch, u and v of each; the first patch that holds a site outside all regions."""
    places: list[tuple[str | None, float | None, float | None]] = [(None, None, None)] * len(
        injections
    )
    by_patch: dict[str, list[tuple[int, SkinSite]]] = {}
    homes = {(key.id, key.side): region.patch for key, region in body.regions.items()}
    for number, injection in enumerate(injections):
        if not isinstance(injection.site, SkinSite):
            continue
        patch = homes.get((injection.region, injection.side))  # type: ignore[arg-type]
        if patch is None:
            patch = next(iter(body.patches_holding(injection.site)), None)
        if patch is not None:
            by_patch.setdefault(patch, []).append((number, injection.site))
    for patch, members in by_patch.items():
        uv_mm = body.on_patch(patch, [site for _, site in members])
        for (number, _), (u, v) in zip(members, uv_mm, strict=True):
            if not np.isnan(u):
                places[number] = (patch, round(float(u), 4), round(float(v), 4))
    return places


def _coverage(body: Body, figures: RegionFigures) -> Json:
    key = figures.key
    return {
        **region_json(key.id, key.side, body),
        **({"chart": key.id} if key.id in body.pictures else {}),
        "coverage": figures.coverage,
        "density": figures.density_per_cm2,
        "spacing": {
            "min_mm": figures.spacing.min_mm,
            "median_mm": figures.spacing.median_mm,
            "max_mm": figures.spacing.max_mm,
        },
    }


def _summary(summary: SessionSummary) -> Json:
    session = summary.session
    return {
        "id": str(session.id),
        "patient": str(session.patient),
        "date": session.date.isoformat(),
        "status": session.status.value,
        "count": summary.count,
        "given": summary.given,
        "volume_ml": _ml(summary.volume_ul),
        "in_error": summary.in_error,
        "person": str(summary.person),
    }


def _iso(moment: date | datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def _ml(volume_ul: int) -> float:
    return volume_ul / 1000
