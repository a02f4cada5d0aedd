"""Whether every signed session's seal is the one that its content and its place in the log make."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

import sqlite_utils

from mesomap.model import Message
from mesomap.model.message import QT_TRANSLATE_NOOP
from mesomap.storage import log
from mesomap.storage.cells import told_id
from mesomap.storage.seals import seal_of, sealed_from

NO_SEAL = QT_TRANSLATE_NOOP(
    "messages", "Session {id} of {date} was signed in change {seq} and its seal is gone."
)
BROKEN = QT_TRANSLATE_NOOP(
    "messages",
    "The seal of session {id} of {date} is not the one of its content and its place in the log.",
)
STRAY = QT_TRANSLATE_NOOP("messages", "A seal was put in: session {id} was not signed.")
UNSEALED_ONE = QT_TRANSLATE_NOOP(
    "messages",
    "1 session was signed before there were seals: it has none, and its fingerprint was checked.",
)
UNSEALED = QT_TRANSLATE_NOOP(
    "messages",
    "{count} sessions were signed before there were seals: they have none, and their fingerprints"
    " were checked.",
)


@dataclass(slots=True)
class Seals:
    """How many signed sessions have a seal, how many have none by their age, and what is wrong."""

    sealed: int = 0
    unsealed: int = 0
    problems: list[Message] = field(default_factory=list)
    remarks: list[Message] = field(default_factory=list)


def check_seals(db: sqlite_utils.Database) -> Seals:
    """Recompute each seal from the session's fingerprint and the log."""
    found = Seals()
    first = sealed_from(db)
    seals = {row["session"]: row for row in db["seals"].rows}
    for row in db.query("SELECT id, date, fingerprint FROM sessions WHERE status = 'signed'"):
        seal = seals.pop(row["id"], None)
        told = {"id": told_id(row["id"]), "date": row["date"]}
        if seal is not None:
            found.sealed += 1
            if seal["seq"] < first or not _holds(db, seal, row):
                found.problems.append(Message(BROKEN, told))
            continue
        seq = _signed_in(db, row["id"])
        if seq is not None and seq >= first:
            found.problems.append(Message(NO_SEAL, {**told, "seq": seq}))
        else:
            found.unsealed += 1
    for id in seals:
        found.problems.append(Message(STRAY, {"id": told_id(id)}))
    if found.unsealed == 1:
        found.remarks.append(Message(UNSEALED_ONE))
    elif found.unsealed:
        found.remarks.append(Message(UNSEALED, {"count": found.unsealed}))
    return found


def _holds(db: sqlite_utils.Database, seal: dict[str, Any], session: dict[str, Any]) -> bool:
    """Whether the seal is of the session as it is, and of the row that signed it."""
    row = next(db.query("SELECT * FROM log WHERE seq = ?", [seal["seq"]]), None)
    if row is None or row["previous"] != seal["previous"]:
        return False
    if row["payload"] is not None and not _signs(row, session["id"]):
        return False
    return seal_of(session["fingerprint"], seal["seq"], seal["previous"]) == str(seal["seal"])


def _signed_in(db: sqlite_utils.Database, session: bytes) -> int | None:
    """The number of the log's row that signed a session, None if none is there any more."""
    rows = db.query("SELECT * FROM log WHERE session = ? ORDER BY seq DESC", [session])
    return next((int(row["seq"]) for row in rows if _signs(row, session)), None)


def _signs(row: dict[str, Any], session: bytes) -> bool:
    """Whether a row of the log records that `session` became signed."""
    if row["kind"] in ("erase", "event"):
        return False
    payload = log.read_payload(row)
    for change in json.loads(payload) if payload is not None else ():
        before, after = change["before"] or {}, change["after"] or {}
        if change["type"] != "session" or after.get("id") != session.hex():
            continue
        if after["status"] == "signed" and before.get("status") != "signed":
            return True
    return False
