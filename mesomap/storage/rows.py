"""Values to rows and back: the only place that knows both the model and the columns."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import fields
from datetime import date, datetime
from enum import Enum
from typing import Any
from uuid import UUID

from mesomap.model import (
    Calibration,
    Entity,
    GivenHow,
    Injection,
    Patient,
    PictureSite,
    Plan,
    Session,
    SessionStatus,
    Sex,
    Side,
    Site,
    SkinSite,
    Status,
    Syringe,
    Technique,
)
from mesomap.storage import measurements

Row = dict[str, Any]

TABLES: dict[type[Entity], str] = {
    Patient: "patients",
    Calibration: "calibrations",
    Session: "sessions",
    Syringe: "syringes",
    Injection: "injections",
}
NAMES: dict[type[Entity], str] = {
    Patient: "patient",
    Calibration: "calibration",
    Session: "session",
    Syringe: "syringe",
    Injection: "injection",
}
NOT_COLUMNS = ("order", "site", "plan", "measurements")
"""The attributes that take another form in their row."""
COLUMNS: dict[type[Entity], tuple[str, ...]] = {
    kind: tuple(f.name for f in fields(kind) if f.name not in NOT_COLUMNS) for kind in TABLES
}
"""The attributes that are columns of the same name."""
KINDS: dict[str, type[Entity]] = {name: kind for kind, name in NAMES.items()}


def key(value: Entity) -> bytes | tuple[bytes, bytes]:
    """The primary key of `value`'s row."""
    if isinstance(value, Syringe | Injection):
        return (value.session.bytes, value.id.bytes)
    return value.id.bytes


def to_row(value: Entity) -> Row:
    """`value` as a row of its table."""
    row = {name: _plain(getattr(value, name)) for name in COLUMNS[type(value)]}
    if isinstance(value, Injection):
        row["needle_order"] = value.order
        row.update(_site_columns(value.site))
        row["plan"] = json.dumps(_plan_json(value.plan)) if value.plan else None
    elif isinstance(value, Calibration):
        row["measurements"] = measurements.to_text(value.measurements)
    return row


def from_row(kind: type[Entity], row: Mapping[str, Any]) -> Entity:
    """The value of a row of `kind`'s table."""
    return _READERS[kind](row)


def to_json(value: Entity) -> Row:
    """`value` as the change log keeps it: its row, with ids as text."""
    return as_json(to_row(value))


def as_json(row: Mapping[str, Any]) -> Row:
    """A stored row with its ids as text."""
    return {name: cell.hex() if isinstance(cell, bytes) else cell for name, cell in row.items()}


def from_json(name: str, row: Mapping[str, Any]) -> Entity:
    """The value that `to_json` wrote for an entity of `name`."""
    ids = ("id", "patient", "session", "syringe", "calibration")
    cells = {k: bytes.fromhex(v) if k in ids and v is not None else v for k, v in row.items()}
    return from_row(KINDS[name], cells)


_AS_THEY_ARE = frozenset({str, int, float, type(None)})


def _plain(value: object) -> Any:
    if type(value) in _AS_THEY_ARE:
        return value
    match value:
        case UUID():
            return value.bytes
        case Enum():
            return value.value
        case date() | datetime():
            return value.isoformat()
        case _:
            return value


def _site_columns(site: Site) -> Row:
    columns: Row = dict.fromkeys(("face", "s", "t", "chart", "x_mm", "y_mm"))
    if isinstance(site, SkinSite):
        columns.update(face=site.face, s=site.s, t=site.t)
    else:
        columns.update(chart=site.chart, x_mm=site.x_mm, y_mm=site.y_mm)
    return columns


def _site(row: Mapping[str, Any]) -> Site:
    if row["chart"] is not None:
        return PictureSite(row["chart"], row["x_mm"], row["y_mm"])
    return SkinSite(row["face"], row["s"], row["t"])


def _plan_json(plan: Plan) -> Row:
    return {
        **_site_columns(plan.site),
        "depth_mm": plan.depth_mm,
        "volume_ul": plan.volume_ul,
        "syringe": plan.syringe.hex,
    }


def _plan(text: str | None) -> Plan | None:
    if text is None:
        return None
    row = json.loads(text)
    return Plan(
        site=_site(row),
        depth_mm=row["depth_mm"],
        volume_ul=row["volume_ul"],
        syringe=UUID(row["syringe"]),
    )


def _time(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def _patient(row: Mapping[str, Any]) -> Patient:
    return Patient(
        id=UUID(bytes=row["id"]),
        name=row["name"],
        body=row["body"],
        born=date.fromisoformat(row["born"]) if row["born"] else None,
        sex=Sex(row["sex"]),
        number=row["number"],
        allergies=row["allergies"],
    )


def _session(row: Mapping[str, Any]) -> Session:
    return Session(
        id=UUID(bytes=row["id"]),
        patient=UUID(bytes=row["patient"]),
        date=date.fromisoformat(row["date"]),
        body=row["body"],
        atlas=row["atlas"],
        started=datetime.fromisoformat(row["started"]),
        status=SessionStatus(row["status"]),
        signed=_time(row["signed"]),
        indication=row["indication"],
        note=row["note"],
        calibration=UUID(bytes=row["calibration"]) if row.get("calibration") else None,
    )


def _calibration(row: Mapping[str, Any]) -> Calibration:
    return Calibration(
        id=UUID(bytes=row["id"]),
        patient=UUID(bytes=row["patient"]),
        measured=date.fromisoformat(row["measured"]),
        measurements=measurements.from_text(row["measurements"]),
    )


def _syringe(row: Mapping[str, Any]) -> Syringe:
    return Syringe(
        id=UUID(bytes=row["id"]),
        session=UUID(bytes=row["session"]),
        name=row["name"],
        mixture=row["mixture"],
        drawn_ul=row["drawn_ul"],
        mg_per_ml=row["mg_per_ml"],
        technique=Technique(row["technique"]),
        depth_mm=row["depth_mm"],
        layer=row["layer"],
        volume_ul=row["volume_ul"],
        angle_deg=row["angle_deg"],
        radius_mm=row["radius_mm"],
    )


def _injection(row: Mapping[str, Any]) -> Injection:
    return Injection(
        id=UUID(bytes=row["id"]),
        session=UUID(bytes=row["session"]),
        order=row["needle_order"],
        site=_site(row),
        region=row["region"],
        side=Side(row["side"]) if row["side"] else None,
        syringe=UUID(bytes=row["syringe"]),
        technique=Technique(row["technique"]),
        volume_ul=row["volume_ul"],
        depth_mm=row["depth_mm"],
        layer=row["layer"],
        angle_deg=row["angle_deg"],
        radius_mm=row["radius_mm"],
        status=Status(row["status"]),
        given_at=_time(row["given_at"]),
        given_by=row["given_by"],
        given_how=GivenHow(row["given_how"]) if row["given_how"] else None,
        plan=_plan(row["plan"]),
    )


_READERS: dict[type[Entity], Callable[[Mapping[str, Any]], Entity]] = {
    Patient: _patient,
    Calibration: _calibration,
    Session: _session,
    Syringe: _syringe,
    Injection: _injection,
}
