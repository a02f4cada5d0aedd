"""Sessions on the shipped atlas for the golden pages: few sites and many, short names and long."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

import numpy as np
from sample_content import MARKED, PATIENT, SESSION, SYRINGE
from sample_content import injection as one_injection
from shapely import Point

from mesomap.analysis.figures import session_figures
from mesomap.atlas import Body
from mesomap.model import (
    FollowUpPoint,
    Injection,
    MarkShape,
    Patient,
    Reaction,
    ReactionKind,
    RegionKey,
    Session,
    Side,
    SkinSite,
    Status,
    Syringe,
)
from mesomap.report.layout import SessionContent

LEFT_CHEEK = RegionKey("cheek-medial", Side.LEFT)
LONG = "Wolfeschlegelsteinhausenbergerdorff-Montgomery, Maximiliana Alexandrina Theodora von und zu"
ARABIC, HEBREW = "عبد الرحمن", "שרה כהן"
ACCENTED = "Nguyễn Thị Ánh, Đorđević-Åström"
TWELVE = tuple(
    RegionKey(name, side)
    for name in (
        "cheek-medial",
        "temple",
        "shin",
        "knee-front",
        "thigh-front-upper",
        "upper-back",
    )
    for side in (Side.LEFT, Side.RIGHT)
)


@dataclass(frozen=True, slots=True)
class Golden:
    """A golden session: how its content is made, and on which sheet it lies."""

    make: Callable[[Body], SessionContent]
    paper: str = "A4"
    landscape: bool = False


def spread(body: Body, key: RegionKey, count: int, step_mm: float) -> list[SkinSite]:
    """`count` sites of a square lattice in the middle of a region, row by row."""
    patch = body.patch(body.region(key).patch)
    area = patch.polygon(key).buffer(-1.5)
    middle = area.representative_point()
    low_u, low_v, high_u, high_v = area.bounds
    u = middle.x + step_mm * np.arange(-60, 61)
    v = middle.y + step_mm * np.arange(-60, 61)
    found = [
        (x, y)
        for y in v[(v > low_v) & (v < high_v)]
        for x in u[(u > low_u) & (u < high_u)]
        if area.contains(Point(x, y))
    ]
    near = sorted(found, key=lambda p: (p[0] - middle.x) ** 2 + (p[1] - middle.y) ** 2)[:count]
    places = body.from_patch(patch.id, np.array(sorted(near, key=lambda p: (p[1], p[0]))))
    sites = [one for one in places if isinstance(one, SkinSite)]
    assert len(sites) == count, f"{key} holds {len(sites)} of {count}"
    return sites


def placed(
    body: Body,
    wanted: Sequence[tuple[RegionKey, int, float]],
    *,
    syringes: Sequence[Syringe] = (SYRINGE,),
    statuses: Sequence[Status] = (Status.PLANNED,),
) -> list[Injection]:
    """Lattices region by region, (key, count, spacing mm), each from the next of `syringes`."""
    found: list[Injection] = []
    for turn, (key, count, step_mm) in enumerate(wanted):
        for site in spread(body, key, count, step_mm):
            number = len(found)
            found.append(
                one_injection(
                    number,
                    site,
                    key,
                    syringe=syringes[turn % len(syringes)],
                    status=statuses[number % len(statuses)],
                )
            )
    return found


def content_of(
    body: Body,
    injections: Sequence[Injection],
    *,
    patient: Patient = PATIENT,
    session: Session = SESSION,
    clinic_name: str = "North Street Clinic",
    syringes: Sequence[Syringe] = (SYRINGE,),
    reactions: Sequence[Reaction] = (),
    caution: bool = False,
) -> SessionContent:
    """What the paper of such a session says, with the figures that the product works out."""
    return SessionContent.of(
        clinic_name=clinic_name,
        clinic_line="12 North Street, Sampletown. Tel. 000 000 00",
        clinic_file="north.mesomap",
        patient=patient,
        session=session,
        session_number=4,
        syringes=tuple(syringes),
        injections=tuple(injections),
        figures=session_figures(body, injections, {one.id: one for one in syringes}),
        body=body,
        printed=datetime(2026, 11, 22, 15, 8),
        version="0.1.0",
        reactions=tuple(reactions),
        fingerprint="0123456789abcdef" * 4,
        caution=caution,
    )


def cheek(body: Body, **more: Any) -> SessionContent:
    """One region."""
    return content_of(body, placed(body, [(LEFT_CHEEK, 12, 5.0)]), **more)


def twelve(body: Body) -> SessionContent:
    """Twelve regions of six parts of the body, two syringes, all three statuses."""
    syringes = (SYRINGE, MARKED[MarkShape.SQUARE])
    wanted = [(key, 6, 6.0) for key in TWELVE]
    states = (Status.GIVEN, Status.GIVEN, Status.PLANNED, Status.GIVEN, Status.SKIPPED)
    injections = placed(body, wanted, syringes=syringes, statuses=states)
    return content_of(body, injections, syringes=syringes)


def hundreds(body: Body) -> SessionContent:
    """Four hundred injections, close together."""
    wanted = [(key, 100, 4.0) for key in TWELVE if key.id in ("thigh-front-upper", "upper-back")]
    return content_of(body, placed(body, wanted))


def named(body: Body, name: str) -> SessionContent:
    """Everything that a person writes is `name`."""
    return cheek(
        body,
        patient=replace(PATIENT, name=name, allergies=f"{name}, latex"),
        session=replace(SESSION, indication=name),
        clinic_name=name,
        syringes=(replace(SYRINGE, mixture=name),),
    )


def right_to_left(body: Body) -> SessionContent:
    """Arabic, Hebrew and accented names beside each other."""
    many = (SYRINGE, MARKED[MarkShape.SQUARE])
    wanted = [(key, 12, 5.0) for key in TWELVE[:2]] + [(key, 40, 8.0) for key in TWELVE[10:]]
    return content_of(
        body,
        placed(body, wanted, syringes=many),
        patient=replace(PATIENT, name=ARABIC, allergies=f"{HEBREW}, {ARABIC}"),
        session=replace(SESSION, indication=ACCENTED),
        clinic_name=HEBREW,
        syringes=(replace(SYRINGE, mixture=HEBREW), many[1]),
    )


def reacted(body: Body) -> SessionContent:
    """Every kind of reaction, twice."""
    kinds = list(ReactionKind) * 2
    reactions = [
        Reaction(
            id=UUID(int=9000 + n),
            session=SESSION.id,
            kind=kind,
            noted=datetime(2026, 11, 23, 9, n),
            point=list(FollowUpPoint)[n % len(FollowUpPoint)],
            region=LEFT_CHEEK.id if n % 3 else None,
            side=LEFT_CHEEK.side if n % 3 else None,
            long_mm=None if n % 4 == 0 else 3.0 + n,
            wide_mm=None if n % 2 else 2.0 + n,
            grade=None if n % 3 == 0 else 1 + n % 4,
            vas=None if n % 2 else float(n % 10),
            onset=datetime(2026, 11, 22, 16, n) if n % 2 else None,
        )
        for n, kind in enumerate(kinds)
    ]
    return cheek(body, patient=replace(PATIENT, born=date(1957, 1, 2)), reactions=reactions)


GOLDEN: Mapping[str, Golden] = {
    "one-region": Golden(cheek),
    "twelve-regions": Golden(twelve),
    "four-hundred": Golden(hundreds),
    "long-names": Golden(lambda body: named(body, LONG)),
    "right-to-left": Golden(right_to_left),
    "accented-names": Golden(lambda body: named(body, ACCENTED)),
    "many-reactions": Golden(reacted),
    "landscape-letter": Golden(twelve, "Letter", landscape=True),
    "caution-structures": Golden(lambda body: cheek(body, caution=True)),
}
"""One region is also the one without reactions."""
