"""Sessions on the flat body, for layout and PDF tests."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any, cast
from uuid import UUID

from flat_body import CHIN, LEFT, RIGHT, FlatBody, site

from mesomap.model import (
    Injection,
    MarkShape,
    Patient,
    RegionKey,
    Session,
    Sex,
    SkinSite,
    Status,
    Syringe,
    Technique,
)
from mesomap.report.layout import SessionContent

PATIENT = Patient(
    id=UUID(int=1),
    name="Sample, Anna Élise",
    body="female",
    born=date(1981, 3, 14),
    sex=Sex.FEMALE,
    number="00417",
    allergies="Lidocaine, latex",
)
SESSION = Session(
    id=UUID(int=2),
    patient=PATIENT.id,
    date=date(2026, 11, 22),
    body="female",
    atlas="test",
    started=datetime(2026, 11, 22, 14, 0),
    indication="Facial rejuvenation",
)
SYRINGE = Syringe(
    id=UUID(int=3),
    session=SESSION.id,
    name="A",
    mixture="Hyaluronic acid 10 mg/mL",
    drawn_ul=3000,
    mg_per_ml=10.0,
)

MARKED = {
    mark: replace(SYRINGE, id=UUID(int=20 + n), name=mark.value, mark=mark, position=1 + n)
    for n, mark in enumerate(MarkShape)
}
"""A syringe of each mark."""


def injection(
    number: int,
    at: SkinSite,
    key: RegionKey | None,
    *,
    status: Status = Status.PLANNED,
    technique: Technique = Technique.PAPULE,
    volume_ul: int = 50,
    depth_mm: float | None = 1.0,
    layer: str = "",
    syringe: Syringe = SYRINGE,
) -> Injection:
    return Injection(
        id=UUID(int=1000 + number),
        session=SESSION.id,
        order=number,
        site=at,
        region=None if key is None else key.id,
        side=None if key is None else key.side,
        syringe=syringe.id,
        technique=technique,
        volume_ul=volume_ul,
        depth_mm=depth_mm,
        layer=layer,
        status=status,
    )


def lattice(
    x: float,
    y: float,
    *,
    columns: int,
    rows: int,
    step: float,
    key: RegionKey,
    first: int = 0,
    **kwargs: Any,
) -> list[Injection]:
    """A lattice worked through to and fro."""
    found: list[Injection] = []
    for row in range(rows):
        across = range(columns) if row % 2 == 0 else reversed(range(columns))
        for column in across:
            at = site(x + column * step, y + row * step)
            found.append(injection(first + len(found), at, key, **kwargs))
    return found


def both_cheeks(step: float = 10.0, columns: int = 5, rows: int = 4) -> list[Injection]:
    right = lattice(30, 100, columns=columns, rows=rows, step=step, key=RIGHT)
    left = lattice(130, 100, columns=columns, rows=rows, step=step, key=LEFT, first=len(right))
    return right + left


def dense_chin() -> list[Injection]:
    return lattice(
        70,
        190,
        columns=20,
        rows=10,
        step=2.5,
        key=CHIN,
        first=900,
        technique=Technique.NAPPAGE,
        syringe=MARKED[MarkShape.DIAMOND],
    )


def content(
    injections: Sequence[Injection],
    *,
    patient: Patient = PATIENT,
    session: Session = SESSION,
    clinic_name: str = "North Street Clinic",
    syringes: Sequence[Syringe] = (SYRINGE, *MARKED.values()),
) -> SessionContent:
    return SessionContent.of(
        clinic_name=clinic_name,
        clinic_file="north.mesomap",
        patient=patient,
        session=session,
        session_number=4,
        syringes=_used(syringes, injections),
        injections=tuple(injections),
        figures={},
        body=cast(Any, FlatBody()),
        printed=datetime(2026, 11, 22, 15, 8),
        version="0.1.0",
    )


def _used(syringes: Sequence[Syringe], injections: Sequence[Injection]) -> tuple[Syringe, ...]:
    """The first syringe, and those that something comes from."""
    used = {one.syringe for one in injections}
    return tuple(one for one in syringes if one is syringes[0] or one.id in used)
