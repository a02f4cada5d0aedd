"""Rows as values: each sort's way back from its columns."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any, cast
from uuid import UUID

from mesomap.model import (
    Attachment,
    Calibration,
    Entity,
    GivenHow,
    Injection,
    KnownError,
    MarkShape,
    Patient,
    Session,
    SessionMode,
    SessionStatus,
    Sex,
    Side,
    Status,
    Syringe,
    Technique,
)
from mesomap.model.message import QT_TRANSLATE_NOOP
from mesomap.storage import codec, measurements
from mesomap.storage.cells import id_of, parts_of, path_of, plan_of, site_of, time_of
from mesomap.storage.kinds import ADDRESS, KEPT_WHOLE, NAMES

NOT_AS_WRITTEN = QT_TRANSLATE_NOOP(
    "messages",
    "The clinic file holds what mesomap did not write (a row of the sort {kind}): keep the file as"
    " it is, and restore the latest backup beside it.",
)


_FAULTS = (
    ValueError,
    TypeError,
    LookupError,
    AttributeError,
    ArithmeticError,
    RecursionError,
    AssertionError,  # of `UUID`, of a text of sixteen characters
)


class UnreadableError(KnownError, ValueError):
    """A row is not what this program writes."""


def from_row(kind: type[Any], row: Mapping[str, Any]) -> Entity:
    """The value of a row of `kind`'s table.

    Raises
    ------
    UnreadableError
        The row is not what this program writes.
    """
    reader = _READERS.get(kind)
    try:
        return reader(row) if reader is not None else _whole(kind, row)
    except _FAULTS as error:
        raise UnreadableError(NOT_AS_WRITTEN, kind=NAMES[kind]) from error


def _whole(kind: type[Any], row: Mapping[str, Any]) -> Entity:
    address = {name: UUID(bytes=row[name]) for name in KEPT_WHOLE[kind] if name in ADDRESS}
    return cast(Entity, codec.from_text(kind, row["content"], **address))


def _patient(row: Mapping[str, Any]) -> Patient:
    return Patient(
        id=UUID(bytes=row["id"]),
        name=row["name"],
        body=row["body"],
        born=date.fromisoformat(row["born"]) if row["born"] else None,
        sex=Sex(row["sex"]),
        number=row["number"],
        allergies=row["allergies"],
        phototype=row["phototype"],
        phone=row["phone"],
        email=row["email"],
        address=row["address"],
        conditions=row["conditions"],
        medicines=row["medicines"],
        weight_kg=row["weight_kg"],
        weighed=date.fromisoformat(row["weighed"]) if row["weighed"] else None,
        archived=bool(row["archived"]),
        merged_into=id_of(row["merged_into"]),
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
        signed=time_of(row["signed"]),
        indication=row["indication"],
        note=row["note"],
        calibration=id_of(row["calibration"]),
        mode=SessionMode(row["mode"]),
        treated_from=time_of(row["treated_from"]),
        treated_until=time_of(row["treated_until"]),
        stopped_because=row["stopped_because"],
        course=id_of(row["course"]),
        protocol=id_of(row["protocol"]),
        performer=id_of(row["performer"]),
        prescriber=id_of(row["prescriber"]),
        response=row["response"],
        signed_by=row["signed_by"],
        fingerprint=row["fingerprint"],
        signed_for=row["signed_for"],
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
        needle=id_of(row["needle"]),
        mark=MarkShape(row["mark"]) if row["mark"] else None,
        ul_per_mm=row["ul_per_mm"],
        parts=parts_of(row["parts"]),
    )


def _injection(row: Mapping[str, Any]) -> Injection:
    return Injection(
        id=UUID(bytes=row["id"]),
        session=UUID(bytes=row["session"]),
        order=row["needle_order"],
        site=site_of(row),
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
        given_at=time_of(row["given_at"]),
        given_by=row["given_by"],
        given_how=GivenHow(row["given_how"]) if row["given_how"] else None,
        plan=plan_of(row["plan"]),
        path=path_of(row["path"]),
        lattice=id_of(row["lattice"]),
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
