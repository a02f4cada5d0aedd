"""The fingerprint of a signed session: SHA-256 over its content in one canonical form.

The form (docs/adr/0015) is JSON with sorted keys and no spaces. Of each value it holds the fields
that differ from their defaults, so that a field that comes later, empty in all older sessions,
leaves their fingerprints as they are. Whole numbers are written without a point, whatever type
held them. Field names and the stored names of choices are part of the form: rename none.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any, cast
from uuid import UUID

import sqlite_utils

from mesomap.model import Calibration, Entity, Patient, Session, SessionPart
from mesomap.storage.kinds import NAMES, TABLES
from mesomap.storage.readers import from_row

FORMAT = 1
"""Of the canonical form; a fingerprint made by another would name it."""
OF_SIGNING = frozenset({"status", "signed", "signed_by", "fingerprint"})
"""What signing itself writes into the session."""
PARTS = tuple(kind for kind in NAMES if issubclass(kind, SessionPart))


def identity_of(patient: Patient) -> str:
    """Who a patient is, as a signature keeps it: name, birth date and number, one a line."""
    born = patient.born.isoformat() if patient.born else ""
    return f"{patient.name}\n{born}\n{patient.number}"


def canonical(session: Session, parts: Iterable[Entity], calibration: Calibration | None) -> bytes:
    """What a session's fingerprint is the hash of.

    Parameters
    ----------
    session
        With `signed_for` as it was signed.
    parts
        All session parts of it, in any order.
    calibration
        That of the session, None for the average adult's millimetres.
    """
    found: dict[str, list[Entity]] = {}
    for part in parts:
        found.setdefault(NAMES[type(part)], []).append(part)
    content: dict[str, Any] = {
        "format": FORMAT,
        "session": _object(session, without=OF_SIGNING),
        "parts": {
            name: [_object(one, without=frozenset({"session"})) for one in sorted(ones, key=_id)]
            for name, ones in found.items()
        },
    }
    if calibration is not None:
        content["calibration"] = _object(calibration)
    return json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()


def fingerprint(session: Session, parts: Iterable[Entity], calibration: Calibration | None) -> str:
    """SHA-256 of the canonical form, as hex."""
    return hashlib.sha256(canonical(session, parts, calibration)).hexdigest()


def stored_fingerprint(db: sqlite_utils.Database, session: Session) -> str:
    """The fingerprint of what the file holds of `session`."""
    parts = [
        from_row(kind, row)
        for kind in PARTS
        for row in db[TABLES[kind]].rows_where("session = ?", [session.id.bytes])
    ]
    calibration = None
    if session.calibration is not None:
        for row in db["calibrations"].rows_where("id = ?", [session.calibration.bytes]):
            calibration = cast(Calibration, from_row(Calibration, row))
    return fingerprint(session, parts, calibration)


def _id(value: Entity) -> str:
    return value.id.hex


def _object(value: object, *, without: frozenset[str] = frozenset()) -> dict[str, Any]:
    kept = {}
    for field in fields(cast(Any, value)):
        held = getattr(value, field.name)
        if field.name not in without and not _is_default(field, held):
            kept[field.name] = _plain(held)
    return kept


def _is_default(field: Field[Any], held: object) -> bool:
    if field.default_factory is not MISSING:
        return bool(held == field.default_factory())
    return field.default is not MISSING and bool(held == field.default)


def _plain(value: object) -> Any:
    match value:
        case Enum():
            return value.value
        case UUID():
            return value.hex
        case date() | datetime():
            return value.isoformat()
        case Decimal():
            return str(value)
        case float() if value.is_integer():
            return int(value)
        case tuple():
            return [_plain(part) for part in value]
        case _ if is_dataclass(value):
            return {"is": type(value).__name__, **_object(value)}
        case _:
            return value
