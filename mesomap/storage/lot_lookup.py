"""Who was given a lot: across the whole clinic file, by indexes only.

Drafts and sessions entered in error are found too, and say so. A lot is one of a product that was
drawn up, of an autologous product's kit, of a device, or of a topical anaesthetic.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any, cast
from uuid import UUID

import sqlite_utils

from mesomap.model import (
    DeviceUse,
    Draw,
    Lot,
    Patient,
    Preparation,
    Product,
    Session,
    fold_lot,
)
from mesomap.storage import reading
from mesomap.storage.readers import from_row


class LotWay(StrEnum):
    """As what a lot was used. Exported: never rename one."""

    PRODUCT = "product"
    KIT = "kit"
    DEVICE = "device"
    TOPICAL = "topical"


@dataclass(frozen=True, slots=True, kw_only=True)
class LotUse:
    """One use of a lot in one session.

    Attributes
    ----------
    patient
        The person: the entry that the session's own was merged into, if it was.
    in_error
        The session was entered in error; it is listed all the same.
    name, lot
        The product or device, and the lot as it was written.
    syringe
        Which one it went into; "" for what was used on the whole session.
    drawn_ul, discarded_ul
        Of the product itself; None for what is not drawn up.
    given_ul, planned_ul, given, planned
        What the syringe (without one: the session) gave and still plans, of the mixture as a
        whole, and in how many injections and area passes.
    grams
        Of a topical anaesthetic, where noted.
    """

    session: Session
    patient: Patient
    in_error: bool
    way: LotWay
    name: str
    lot: str
    expiry: date | None = None
    serial: str = ""
    syringe: str = ""
    drawn_ul: int | None = None
    discarded_ul: int = 0
    given_ul: int = 0
    planned_ul: int = 0
    given: int = 0
    planned: int = 0
    grams: Decimal | None = None


FOUND: Mapping[LotWay, str] = {
    LotWay.PRODUCT: """
        SELECT draws.*, draws.syringe AS its_syringe FROM lots
        JOIN draws ON draws.lot = lots.id
        WHERE lots.folded = ?""",
    LotWay.KIT: """
        SELECT draws.*, draws.syringe AS its_syringe FROM draws
        WHERE draws.lots = ? AND draws.lots <> ''""",
    LotWay.DEVICE: """
        SELECT device_uses.*, NULL AS its_syringe FROM device_uses
        WHERE device_uses.lots = ? AND device_uses.lots <> ''""",
    LotWay.TOPICAL: """
        SELECT preparations.*, NULL AS its_syringe FROM preparations
        WHERE instr(preparations.lots, ' ' || ? || ' ') > 0 AND preparations.lots <> ''""",
}
"""The rows of each way of use. The last looks through the index of preparations that have lots."""

GIVEN = """
SELECT status, count(*) AS n, sum(volume_ul) AS volume_ul FROM {table}
WHERE session = :session AND (:syringe IS NULL OR syringe = :syringe)
GROUP BY status
"""
"""What one syringe of a session, or all of it, gave and plans; the session's own rows only."""
IN_ERROR = "SELECT 1 FROM addenda WHERE session = ? AND kind = 'entered-in-error' LIMIT 1"


def uses_of_lot(db: sqlite_utils.Database, number: str) -> list[LotUse]:
    """The uses of a lot, newest session first; spaces, hyphens, case and O for 0 do not count."""
    folded = fold_lot(number)
    if not folded:
        return []
    look = _Look(db)
    found = [
        use
        for way, sql in FOUND.items()
        for row in list(db.query(sql, [folded]))
        for use in look.uses(way, row, folded)
    ]
    found.sort(key=lambda use: (use.session.date, use.session.started), reverse=True)
    return found


class _Look:
    """Reads what stands around a use, each of it once."""

    def __init__(self, db: sqlite_utils.Database) -> None:
        self._db = db
        self._sessions: dict[bytes, tuple[Session, Patient, bool]] = {}
        self._kept: dict[tuple[type[Any], bytes], Any] = {}

    def uses(self, way: LotWay, row: Mapping[str, Any], folded: str) -> list[LotUse]:
        session, patient, in_error = self._session(row["session"])
        around: dict[str, Any] = {
            "session": session,
            "patient": patient,
            "in_error": in_error,
            "way": way,
        }
        if way is LotWay.TOPICAL:
            value = cast(Preparation, from_row(Preparation, row))
            return [
                LotUse(
                    **around,
                    name=one.product,
                    lot=one.lot_number,
                    expiry=one.expiry,
                    grams=one.grams,
                )
                for one in value.topicals
                if fold_lot(one.lot_number) == folded
            ]
        if way is LotWay.DEVICE:
            used = cast(DeviceUse, from_row(DeviceUse, row))
            amounts = self._amounts(row["session"], used.syringe.bytes if used.syringe else None)
            syringe = self._syringe(row["session"], used.syringe)
            return [
                LotUse(
                    **around,
                    **amounts,
                    name=used.name,
                    lot=used.lot,
                    serial=used.serial,
                    syringe=syringe,
                )
            ]
        draw = cast(Draw, from_row(Draw, row))
        lot = self._one(Lot, draw.lot) if draw.lot is not None else None
        product = self._one(Product, draw.product)
        kit = way is LotWay.KIT
        return [
            LotUse(
                **around,
                **self._amounts(row["session"], row["its_syringe"]),
                name=product.name if product else "",
                lot=draw.kit_lot if kit or lot is None else lot.number,
                expiry=None if kit or lot is None else lot.expiry,
                serial=draw.serial,
                syringe=self._syringe(row["session"], draw.syringe),
                drawn_ul=draw.volume_ul,
                discarded_ul=draw.discarded_ul,
            )
        ]

    def _session(self, id: bytes) -> tuple[Session, Patient, bool]:
        if id not in self._sessions:
            session = cast(Session, reading.one(self._db, Session, id))
            patient = self._one(Patient, session.patient)
            if patient.merged_into is not None:
                patient = self._one(Patient, patient.merged_into)
            in_error = self._db.execute(IN_ERROR, [id]).fetchone() is not None
            self._sessions[id] = session, patient, in_error
        return self._sessions[id]

    def _one(self, kind: type[Any], id: UUID) -> Any:
        key = kind, id.bytes
        if key not in self._kept:
            self._kept[key] = reading.one(self._db, kind, id.bytes)
        return self._kept[key]

    def _syringe(self, session: bytes, id: UUID | None) -> str:
        if id is None:
            return ""
        where = "SELECT name FROM syringes WHERE session = ? AND id = ?"
        found = self._db.execute(where, [session, id.bytes]).fetchone()
        return str(found[0]) if found else ""

    def _amounts(self, session: bytes, syringe: bytes | None) -> dict[str, Any]:
        totals: dict[str, Any] = {"given_ul": 0, "planned_ul": 0, "given": 0, "planned": 0}
        of = {"session": session, "syringe": syringe}
        for table in ("injections", "areas"):
            for row in self._db.query(GIVEN.format(table=table), of):
                if row["status"] in ("given", "planned"):
                    totals[row["status"]] += row["n"]
                    totals[f"{row['status']}_ul"] += row["volume_ul"]
        return totals
