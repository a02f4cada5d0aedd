"""Values to rows and back: the only place that knows both the model and the columns."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, datetime
from enum import Enum
from typing import Any
from uuid import UUID

from mesomap.model import (
    AfterPart,
    Attachment,
    Calibration,
    Entity,
    Injection,
    Patient,
    SessionPart,
    Syringe,
)
from mesomap.storage import codec, measurements
from mesomap.storage.cells import Row, parts_text, plan_json, site_columns, site_list
from mesomap.storage.kinds import (
    ADDRESS,
    COLUMNS,
    DERIVED,
    IDS,
    KEPT_WHOLE,
    KINDS,
)
from mesomap.storage.readers import from_row
from mesomap.storage.search import folded, searchable


def key(value: Entity) -> bytes | tuple[bytes, bytes]:
    """The primary key of `value`'s row."""
    if isinstance(value, SessionPart | AfterPart):
        return (value.session.bytes, value.id.bytes)
    return value.id.bytes


def to_row(value: Entity) -> Row:
    """`value` as a row of its table."""
    if isinstance(value, Injection):
        return _injection_row(value)
    row = {name: _plain(getattr(value, name)) for name in COLUMNS[type(value)]}
    if isinstance(value, Calibration):
        row["measurements"] = measurements.to_text(value.measurements)
    elif isinstance(value, Patient):
        row["sort_name"] = folded(value.name)
        row["searchable"] = searchable(value.name, value.number, row["born"])
    elif isinstance(value, Syringe):
        row["parts"] = parts_text(value.parts)
    elif type(value) in KEPT_WHOLE:
        row["content"] = codec.to_text(value, without=ADDRESS & row.keys())
    return row


def to_json(value: Entity) -> Row:
    """`value` as the change log keeps it: its row, with ids as text; of an attachment its hash."""
    row = to_row(value)
    if isinstance(value, Attachment):
        del row["content"]
    return as_json({name: cell for name, cell in row.items() if name not in DERIVED})


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
        **site_columns(one.site),
        "plan": json.dumps(plan_json(one.plan)) if one.plan else None,
        "path": json.dumps([site_list(site) for site in one.path]) if one.path else None,
    }
