"""Values to rows and back: the only place that knows both the model and the columns."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import fields
from datetime import date, datetime
from enum import Enum
from typing import Any, cast
from uuid import UUID

from mesomap.model import (
    AreaPass,
    Attachment,
    Calibration,
    Entity,
    GivenHow,
    Injection,
    Lattice,
    Lesion,
    MarkShape,
    Needle,
    Note,
    Patient,
    Picture,
    PictureSite,
    Plan,
    Session,
    SessionMode,
    SessionPart,
    SessionStatus,
    Sex,
    Side,
    Site,
    SkinSite,
    Status,
    Syringe,
    Technique,
)
from mesomap.storage import codec, measurements

Row = dict[str, Any]

TABLES: dict[type[Any], str] = {
    Patient: "patients",
    Calibration: "calibrations",
    Session: "sessions",
    Syringe: "syringes",
    Injection: "injections",
    AreaPass: "areas",
    Lattice: "lattices",
    Note: "notes",
    Lesion: "lesions",
    Needle: "needles",
    Attachment: "attachments",
    Picture: "pictures",
}
NAMES: dict[type[Any], str] = {
    Patient: "patient",
    Calibration: "calibration",
    Session: "session",
    Syringe: "syringe",
    Injection: "injection",
    AreaPass: "area",
    Lattice: "lattice",
    Note: "note",
    Lesion: "lesion",
    Needle: "needle",
    Attachment: "attachment",
    Picture: "picture",
}
NOT_COLUMNS = ("order", "site", "path", "plan", "measurements")
"""The attributes that take another form in their row."""
KEPT_WHOLE: dict[type[Any], tuple[str, ...]] = {
    AreaPass: ("session", "id", "syringe", "region", "side", "volume_ul", "status"),
    Lattice: ("session", "id"),
    Note: ("session", "id"),
    Lesion: ("id", "patient"),
    Needle: ("id",),
    Picture: ("id", "attachment"),
}
"""What is kept as one text, `content`, and which of its attributes are columns besides.

A column is also a part of the content, but for the row's own address."""
ADDRESS = frozenset({"id", "session", "patient"})
COLUMNS: dict[type[Any], tuple[str, ...]] = {
    kind: tuple(f.name for f in fields(kind) if f.name not in NOT_COLUMNS) for kind in TABLES
} | KEPT_WHOLE
"""The attributes that are columns of the same name."""
KINDS: dict[str, type[Entity]] = {name: kind for kind, name in NAMES.items()}


def key(value: Entity) -> bytes | tuple[bytes, bytes]:
    """The primary key of `value`'s row."""
    if isinstance(value, SessionPart):
        return (value.session.bytes, value.id.bytes)
    return value.id.bytes


def to_row(value: Entity) -> Row:
    """`value` as a row of its table."""
    if isinstance(value, Injection):
        return _injection_row(value)
    row = {name: _plain(getattr(value, name)) for name in COLUMNS[type(value)]}
    if isinstance(value, Calibration):
        row["measurements"] = measurements.to_text(value.measurements)
    elif type(value) in KEPT_WHOLE:
        row["content"] = codec.to_text(value, without=ADDRESS & row.keys())
    return row


def from_row(kind: type[Any], row: Mapping[str, Any]) -> Entity:
    """The value of a row of `kind`'s table."""
    reader = _READERS.get(kind)
    return reader(row) if reader is not None else _whole(kind, row)


def to_json(value: Entity) -> Row:
    """`value` as the change log keeps it: its row, with ids as text; of an attachment its hash."""
    row = to_row(value)
    if isinstance(value, Attachment):
        del row["content"]
    return as_json(row)


def as_json(row: Mapping[str, Any]) -> Row:
    """A stored row with its ids as text."""
    plain = dict(row)
    for name in IDS & row.keys():
        if row[name] is not None:
            plain[name] = row[name].hex()
    return plain


def from_json(name: str, row: Mapping[str, Any]) -> Entity:
    """The value that `to_json` wrote for an entity of `name`."""
    cells = {k: bytes.fromhex(v) if k in IDS and v is not None else v for k, v in row.items()}
    return from_row(KINDS[name], cells)


IDS = frozenset(
    {"id", "patient", "session", "syringe", "calibration", "needle", "lattice", "attachment"}
)
"""The columns that hold an id."""
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


def _injection_row(one: Injection) -> Row:
    """Written out, column by column: hundreds of them change at once."""
    return {
        "id": one.id.bytes,
        "session": one.session.bytes,
        "region": one.region,
        "side": one.side.value if one.side else None,
        "syringe": one.syringe.bytes,
        "technique": one.technique.value,
        "volume_ul": one.volume_ul,
        "depth_mm": one.depth_mm,
        "layer": one.layer,
        "angle_deg": one.angle_deg,
        "radius_mm": one.radius_mm,
        "status": one.status.value,
        "given_at": one.given_at.isoformat() if one.given_at else None,
        "given_by": one.given_by,
        "given_how": one.given_how.value if one.given_how else None,
        "lattice": one.lattice.bytes if one.lattice else None,
        "reason": one.reason,
        "needle_order": one.order,
        **_site_columns(one.site),
        "plan": json.dumps(_plan_json(one.plan)) if one.plan else None,
        "path": json.dumps([_site_list(site) for site in one.path]) if one.path else None,
    }


def _site_columns(site: Site) -> Row:
    columns: Row = dict.fromkeys(("face", "s", "t", "chart", "x_mm", "y_mm"))
    if isinstance(site, SkinSite):
        columns["face"], columns["s"], columns["t"] = site.face, site.s, site.t
    else:
        columns["chart"], columns["x_mm"], columns["y_mm"] = site.chart, site.x_mm, site.y_mm
    return columns


def _site(row: Mapping[str, Any]) -> Site:
    if row["chart"] is not None:
        return PictureSite(row["chart"], row["x_mm"], row["y_mm"])
    return SkinSite(row["face"], row["s"], row["t"])


def _site_list(site: Site) -> list[Any]:
    if isinstance(site, SkinSite):
        return [site.face, site.s, site.t]
    return [site.chart, site.x_mm, site.y_mm]


def _path(text: str | None) -> tuple[Site, ...]:
    return tuple(
        PictureSite(first, a, b) if isinstance(first, str) else SkinSite(first, a, b)
        for first, a, b in (json.loads(text) if text else ())
    )


def _whole(kind: type[Any], row: Mapping[str, Any]) -> Entity:
    address = {name: UUID(bytes=row[name]) for name in KEPT_WHOLE[kind] if name in ADDRESS}
    return cast(Entity, codec.from_text(kind, row["content"], **address))


def _id(cell: bytes | None) -> UUID | None:
    return UUID(bytes=cell) if cell else None


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
        calibration=_id(row["calibration"]),
        mode=SessionMode(row["mode"]),
        treated_from=_time(row["treated_from"]),
        treated_until=_time(row["treated_until"]),
        stopped_because=row["stopped_because"],
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
        position=row["position"],
        needle=_id(row["needle"]),
        mark=MarkShape(row["mark"]) if row["mark"] else None,
        ul_per_mm=row["ul_per_mm"],
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
        path=_path(row["path"]),
        lattice=_id(row["lattice"]),
        reason=row["reason"],
    )


def _attachment(row: Mapping[str, Any]) -> Attachment:
    return Attachment(
        id=UUID(bytes=row["id"]),
        sha256=row["sha256"],
        media=row["media"],
        content=row["content"],
    )


_READERS: dict[type[Any], Callable[[Mapping[str, Any]], Entity]] = {
    Patient: _patient,
    Calibration: _calibration,
    Session: _session,
    Syringe: _syringe,
    Injection: _injection,
    Attachment: _attachment,
}
