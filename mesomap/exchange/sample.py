"""The sample clinic: made by code through the one writer, the same on every machine.

Only what is random by design differs from run to run: the salts of the change log.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from uuid import NAMESPACE_URL, UUID, uuid5

import numpy as np

from mesomap.analysis.mandible import mandible_exclusion
from mesomap.analysis.plan import PlannedPoint, plan_region
from mesomap.atlas import Atlas, Body, default_atlas
from mesomap.atlas.calibration import calibrated
from mesomap.document import Document
from mesomap.document.edits import new_injections
from mesomap.document.record.courses import new_course
from mesomap.exchange.sample_extras import (
    add_lesion,
    add_passes,
    add_threads,
    nappage_syringe,
    smaller,
    thread_syringe,
    with_id,
)
from mesomap.exchange.sample_people import COURSES, Brush, Course
from mesomap.exchange.sample_picture import sample_picture
from mesomap.model import (
    Added,
    Calibration,
    GivenHow,
    Height,
    Injection,
    Lattice,
    LatticeSettings,
    LesionKind,
    LesionUse,
    Patient,
    RegionKey,
    Session,
    Sex,
    Side,
    SkinSite,
    Status,
    Syringe,
    Updated,
)
from mesomap.model import Course as PlannedCourse
from mesomap.storage import Store

TODAY = date(2026, 11, 22)
OPENED = datetime(2026, 8, 3, 8, 30)
"""The clinic file's first entry."""
"""The day on which the sample clinic stands still."""

PRACTITIONER = "Dr. B. Example"
OVER_DAYS = 40
"""A course whose last session was so long ago is closed."""
SECONDS_A_NEEDLE = 9
THREADS_A_REGION = 3
NUDGED_EVERY = 14
"""One injection in so many is moved by hand, up to `NUDGE_MM`."""
NUDGE_MM = 1.6


def make_sample_clinic(
    path: Path,
    *,
    atlas: Atlas | None = None,
    on_progress: Callable[[int, int], None] | None = None,
) -> None:
    """Make the sample clinic at `path`, closed when this returns.

    Parameters
    ----------
    path : Path
        Where; nothing may be there yet.
    atlas : Atlas, optional
        Whose bodies and regions to use; the shipped one without.
    on_progress : callable, optional
        Hears of (patients done, patients in all).

    Raises
    ------
    KnownError
        The file cannot be made.
    """
    atlas = atlas or default_atlas()
    courses = [course for course in COURSES if _regions(_body(atlas, course), course)]
    with Store.create(path) as store:
        document = Document(store, actor=PRACTITIONER, clock=lambda: OPENED)
        document.commit("Add picture", tuple(Added(value) for value in sample_picture()))
        for done, course in enumerate(courses, start=1):
            body = _body(atlas, course)
            assert body is not None
            _write_course(store, atlas, body, course)
            if on_progress is not None:
                on_progress(done, len(courses))


def _body(atlas: Atlas, course: Course) -> Body | None:
    wanted = "male" if course.sex is Sex.MALE else "female"
    return atlas.body(wanted) if wanted in atlas.body_ids else None


def _regions(body: Body | None, course: Course) -> list[RegionKey]:
    return [] if body is None else _keys(body, course.regions)


def _keys(body: Body, regions: Sequence[str]) -> list[RegionKey]:
    sides = (Side.LEFT, Side.RIGHT, Side.MIDLINE)
    wanted = [RegionKey(region, side) for region in regions for side in sides]
    return [key for key in wanted if key in body.regions]


def _id(*parts: object) -> UUID:
    return uuid5(NAMESPACE_URL, "mesomap sample clinic " + " ".join(map(str, parts)))


def _write_course(store: Store, atlas: Atlas, body: Body, course: Course) -> None:
    patient = Patient(
        id=_id(course.number),
        name=course.name,
        body=body.id,
        born=date.fromisoformat(course.born),
        sex=course.sex,
        number=course.number,
        allergies=course.allergies,
    )
    dates = _dates(course)
    clock = _Clock(datetime.combine(dates[0], time(8, 55)))
    document = Document(store, actor=PRACTITIONER, clock=clock)
    document.commit("Add patient", (Added(patient),))
    calibration = _calibration(course, patient, measured=dates[0])
    if calibration is not None:
        document.commit("Calibrate", (Added(calibration),))
        body = calibrated(body, calibration.measurements)
    planned = _planned(course, patient, dates)
    document.commit("Begin course", (Added(planned),))
    for number, day in enumerate(dates, start=1):
        clock.now = datetime.combine(day, time(9 + number % 7, 10 * (number % 5)))
        session = Session(
            id=_id(course.number, number),
            patient=patient.id,
            date=day,
            body=body.id,
            atlas=atlas.version,
            started=clock.now,
            indication=course.indication.value,
            course=planned.id,
            protocol=planned.protocol,
            calibration=calibration.id if calibration is not None else None,
        )
        document.commit("Add session", (Added(session),))
        document.open_session(session.id)
        _lesions(document, body, course, last=number == len(dates))
        _place(document, body, course, session, number)
        if number < len(dates) or not course.last_is_draft:
            _give(document, clock)
        document.close_session()


def _planned(course: Course, patient: Patient, dates: Sequence[date]) -> PlannedCourse:
    """The patient's course, as the protocol has it or by hand; one long over is closed."""
    id = _id(course.number, "course")
    if course.protocol is not None:
        made = new_course(patient.id, begun=dates[0], protocol=course.protocol)
        return replace(made, id=id)
    over = course.last_days_ago >= OVER_DAYS
    return PlannedCourse(
        id=id,
        patient=patient.id,
        title=course.title,
        begun=dates[0],
        indication=course.indication,
        sessions=len(dates) if over else len(dates) + 1,
        days_between=course.days[0],
        closed=dates[-1] if over else None,
    )


def _calibration(course: Course, patient: Patient, *, measured: date) -> Calibration | None:
    if course.height_mm is None:
        return None
    return Calibration(
        id=_id(course.number, "calibration"),
        patient=patient.id,
        measured=measured,
        measurements=(Height(course.height_mm),),
    )


def _dates(course: Course) -> list[date]:
    dates = [TODAY - timedelta(days=course.last_days_ago)]
    for days in reversed(course.days):
        dates.insert(0, dates[0] - timedelta(days=days))
    return dates


def _place(document: Document, body: Body, course: Course, session: Session, number: int) -> None:
    shuffle = random.Random(f"{course.number}-{number}")
    points, settings = _points(body, course, shuffle, number)
    lattice = Lattice(
        id=_id(session.id, "lattice"),
        session=session.id,
        settings=settings,
        regions=tuple(_regions(body, course)),
        below_mandible_mm=course.brush.below_mandible_mm or 0.0,
        lesions=LesionUse.IGNORE,
    )
    cut = len(points) == course.brush.most  # the lattice would go on beyond
    sites = [point.site for point in points if point.site is not None]
    syringe = _syringe(course.brush, session, needed_ul=len(sites) * course.brush.volume_ul)
    document.commit("Add syringe", (Added(syringe),))
    regions = body.regions_of(sites)
    added = tuple(
        Added(replace(change.value, id=_id(session.id, change.value.order)))
        for change in new_injections(
            document, sites, regions, syringe, lattices=[None if cut else lattice.id] * len(sites)
        )
        if isinstance(change.value, Injection)
    )
    document.commit("Add grid", added if cut else (Added(lattice), *added))
    _place_besides(document, body, course, session)


def _lesions(document: Document, body: Body, course: Course, *, last: bool) -> None:
    """Drawn at the first visit; what shrinks is measured again at the last."""
    for kind, region, radius, name in course.lesions:
        for key in _keys(body, (region,))[:1]:
            id = _id(course.number, "lesion", region)
            before = document.lesions.get(id)
            if before is None:
                made = add_lesion(
                    document, body, key, id=id, kind=kind, radius_mm=radius, name=name
                )
                document.commit("Draw lesion", (made,))
            elif last and kind is LesionKind.ALOPECIA:
                again = smaller(document, body, before, 0.8 * radius)
                document.commit("Draw lesion again", (again,))


def _place_besides(document: Document, body: Body, course: Course, session: Session) -> None:
    """Threads and area passes, where the course has some."""
    if threads := _keys(body, course.threads):
        syringe = thread_syringe(_id(session.id, "threads"), session)
        document.commit("Add syringe", (Added(syringe),))
        made = add_threads(document, body, threads, syringe, most=THREADS_A_REGION)
        named = [with_id(one, _id(session.id, "thread", one.order)) for one in made]
        document.commit("Add threads", tuple(named))
    if passes := _keys(body, course.passes):
        syringe = nappage_syringe(_id(session.id, "nappage"), session)
        document.commit("Add syringe", (Added(syringe),))
        areas = add_passes(document, body, passes, syringe)
        named = [with_id(one, _id(session.id, "area", one.order)) for one in areas]
        document.commit("Add area passes", tuple(named))


def _syringe(brush: Brush, session: Session, *, needed_ul: int) -> Syringe:
    """One with what the map needs in it, in whole millilitres."""
    return Syringe(
        id=_id(session.id, "syringe"),
        session=session.id,
        name="A",
        mixture=brush.mixture,
        drawn_ul=max(brush.drawn_ul, -(-needed_ul // 1000) * 1000),
        mg_per_ml=brush.mg_per_ml,
        technique=brush.technique,
        depth_mm=brush.depth_mm,
        layer=brush.layer,
        volume_ul=brush.volume_ul,
        angle_deg=brush.angle_deg,
    )


def _points(
    body: Body, course: Course, shuffle: random.Random, number: int
) -> tuple[list[PlannedPoint], LatticeSettings]:
    """The course's lattice on its regions, some places moved by hand.

    At every third visit it is shifted by half a step, to reach the skin between.
    """
    brush, keys = course.brush, _regions(body, course)
    exclusions = []
    if brush.below_mandible_mm is not None:
        patches = dict.fromkeys(body.regions[key].patch for key in keys)
        exclusions = [
            mandible_exclusion(body, patch, below_mm=brush.below_mandible_mm) for patch in patches
        ]
    shift, first = brush.spacing_mm / 3, random.Random(course.number)
    between = brush.spacing_mm / 2 if number % 3 == 0 else 0.0
    settings = LatticeSettings(
        pattern=brush.pattern,
        spacing_mm=brush.spacing_mm,
        margin_mm=brush.spacing_mm / 4,
        # No or half a step along u: left and right patches mirror each other, and so do these.
        offset_mm=(between, first.uniform(-shift, shift)),
    )
    points = list(plan_region(body, keys, settings, exclusions=exclusions).points)
    points = points[: brush.most] if brush.most is not None else points
    if brush.below_mandible_mm is not None:
        return points, settings  # nothing of the label's protocol is moved by hand
    return [
        _nudged(body, point, shuffle) if number % NUDGED_EVERY == NUDGED_EVERY - 1 else point
        for number, point in enumerate(points)
    ], settings


def _nudged(body: Body, point: PlannedPoint, shuffle: random.Random) -> PlannedPoint:
    assert point.patch is not None
    away = (shuffle.uniform(-NUDGE_MM, NUDGE_MM), shuffle.uniform(-NUDGE_MM, NUDGE_MM))
    (site,) = body.from_patch(point.patch, np.array([point.uv]) + away)
    return replace(point, site=site) if isinstance(site, SkinSite) else point


def _give(document: Document, clock: _Clock) -> None:
    """All that is planned as given, needle by needle; about one injection in forty was left out."""
    changes = []
    for number, area in enumerate(document.areas.values()):
        at = clock.now + timedelta(minutes=20 + 4 * number)
        how, who = GivenHow.EACH, PRACTITIONER
        treated = replace(area, status=Status.GIVEN, given_at=at, given_by=who, given_how=how)
        changes.append(Updated(area, treated))
    for number, injection in enumerate(document.injections.values()):
        at = clock.now + timedelta(seconds=SECONDS_A_NEEDLE * (number + 1))
        if number % 40 == 39:
            after = replace(injection, status=Status.SKIPPED)
        else:
            after = replace(
                injection,
                status=Status.GIVEN,
                given_at=at,
                given_by=PRACTITIONER,
                given_how=GivenHow.EACH,
            )
        changes.append(Updated(injection, after))
    document.commit("Give injections", tuple(changes))


class _Clock:
    """Tells the time that it was set to."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now
