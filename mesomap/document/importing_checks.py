"""What a well-formed file may still hold that cannot be: judged before anything is written."""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

import numpy as np

from mesomap.atlas import Atlas, Body
from mesomap.atlas.values import Sites
from mesomap.document.places import regions_of, sites_of
from mesomap.model import (
    AreaPass,
    Calibration,
    Course,
    Device,
    DeviceUse,
    Draw,
    Entity,
    Injection,
    Lot,
    Mixture,
    Patient,
    Person,
    PictureSite,
    Product,
    Reaction,
    Session,
    SessionStatus,
    SkinSite,
    Syringe,
)

MAY_BE_NEGATIVE = frozenset({"offset_mm", "plate", "line_px", "x_mm", "y_mm", "angle_deg"})
MOST = {"mm": 10_000.0, "ul": 10_000_000.0, "deg": 360.0, "px": 100_000.0, "kg": 1_000.0}
"""The most that a number may be, by the unit that its name ends in."""
MOST_ANY = 1_000_000_000.0
CHOICES: dict[tuple[type[Entity], str], tuple[float, float]] = {
    (Patient, "phototype"): (1, 6),
    (Reaction, "grade"): (1, 5),
    (Reaction, "vas"): (0, 10),
}
Get = Callable[[type[Any], UUID], Entity | None]


def impossible(value: Entity) -> str | None:
    """Which number of `value` cannot be one, None where all can."""
    for name, number in _numbers(value):
        low, high = CHOICES.get((type(value), name), (0.0, MOST.get(_unit(name), MOST_ANY)))
        if name in MAY_BE_NEGATIVE:
            low = -high
        if not (math.isfinite(number) and low <= number <= high):
            return f"{name} is {number:g}"
    return None


def unfit_session(session: Session) -> str | None:
    """Whether its status and its signature contradict each other."""
    if session.status is SessionStatus.SIGNED:
        if session.signed is None or not session.fingerprint or not session.signed_by:
            return "it is signed by nobody"
        return None if _is_identity(session.signed_for) else "it is signed for nobody"
    if session.signed or session.fingerprint or session.signed_by or session.signed_for:
        return "it is a draft with a signature"
    return None


def broken_line(value: Entity) -> str | None:
    """Which text of a patient, that is one line everywhere, is several."""
    if isinstance(value, Patient):
        for name in ("name", "number", "phone", "email"):
            if len(getattr(value, name).splitlines()) > 1:
                return f"{name} has several lines"
    return None


def _is_identity(text: str) -> bool:
    """Whether it is who a patient was when a session was signed: name, birth date, number."""
    lines = text.split("\n")
    if len(lines) != 3:
        return False
    try:
        return not lines[1] or date.fromisoformat(lines[1]) is not None
    except ValueError:
        return False


def astray(body: Body, value: Entity) -> str | None:
    """Which place of `value` is none of `body`, with its pictures; None where all are."""
    sites = sites_of(value)
    for site in sites:
        if isinstance(site, PictureSite):
            chart = body.charts.get(site.chart) if site.chart in body.pictures else None
            if chart is None:
                return "it lies on a picture that is not there"
            if not (0 <= site.x_mm <= chart.width_mm and 0 <= site.y_mm <= chart.height_mm):
                return "it lies off its picture"
    if not _on_mesh(body, [site for site in sites if isinstance(site, SkinSite)]):
        return "it lies off the skin"
    for key in regions_of(value):
        if key not in body.regions:
            return f"there is no region {key.id} ({key.side.value})"
    return None


def unknown_body(atlas: Atlas, value: Entity) -> str | None:
    """The body that a patient or session names and the atlas does not have."""
    if isinstance(value, Patient | Session) and value.body not in atlas.body_ids:
        return f"there is no body {value.body[:40]}"
    return None


def foreign(value: Entity, get: Get, of_session: Mapping[UUID, Collection[UUID]]) -> str | None:
    """Which id that `value` names is of nothing there, or of another sort.

    Parameters
    ----------
    get
        Finds a value by sort and id, in the file that is read or in the clinic file.
    of_session
        The syringes of each session that is read.
    """
    for name, kind, id in _references(value):
        if id is None:
            continue
        if kind is Syringe:
            if id not in of_session.get(getattr(value, "session", id), ()):
                return f"its {name} is not of its session"
        elif get(kind, id) is None:
            return f"its {name} is not there"
    return None


# Inside.


def _references(value: Entity) -> Iterator[tuple[str, type[Any], UUID | None]]:
    match value:
        case Session():
            yield "patient", Patient, value.patient
            yield "performer", Person, value.performer
            yield "prescriber", Person, value.prescriber
            yield "course", Course, value.course
            yield "calibration", Calibration, value.calibration
        case Injection():
            yield "syringe", Syringe, value.syringe
            if value.plan is not None:
                yield "planned syringe", Syringe, value.plan.syringe
        case AreaPass():
            yield "syringe", Syringe, value.syringe
        case Draw():
            yield "syringe", Syringe, value.syringe
            yield "product", Product, value.product
            yield "lot", Lot, value.lot
        case DeviceUse():
            yield "syringe", Syringe, value.syringe
            yield "device", Device, value.device
        case Syringe() | Mixture():
            for part in value.parts:
                yield "product", Product, part.product
        case Lot():
            yield "product", Product, value.product
        case _:
            return


def _on_mesh(body: Body, sites: list[SkinSite]) -> bool:
    faces = len(body.mesh.grid)
    if not all(0 <= one.face < faces and 0 <= one.s <= 1 and 0 <= one.t <= 1 for one in sites):
        return False
    return not sites or bool(np.all(body.mesh.is_skin(Sites.of(sites).split[0])))


def _numbers(value: Any, name: str = "") -> Iterator[tuple[str, float]]:
    if isinstance(value, bool | str):
        return
    if isinstance(value, int | float | Decimal):
        yield name, float(value)
    elif is_dataclass(value):
        for field in fields(value):
            held = getattr(value, field.name)
            # A cited figure counts as what it is the figure of.
            yield from _numbers(held, name if field.name == "value" else field.name)
    elif isinstance(value, tuple):
        for one in value:
            yield from _numbers(one, name)


def _unit(name: str) -> str:
    return name.rsplit("_", 1)[-1]


def orders_repeat(values: Iterable[Entity]) -> bool:
    """Whether two steps of one session have one place in its order."""
    orders = [(one.session, one.order) for one in values if isinstance(one, Injection | AreaPass)]
    return len(set(orders)) != len(orders)


def counted(values: Iterable[Entity]) -> dict[UUID, set[UUID]]:
    """The syringes of each session among `values`."""
    found: dict[UUID, set[UUID]] = {}
    for one in values:
        if isinstance(one, Syringe):
            found.setdefault(one.session, set()).add(one.id)
    return found
