"""The change log's chain, gone through row by row: what is missing, edited, cut or does not follow.

Nothing of it is kept in memory but numbers: a log may have millions of rows.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import sqlite_utils

from mesomap.model import Message
from mesomap.model.message import QT_TRANSLATE_NOOP
from mesomap.storage import log

MISSING_ROW = QT_TRANSLATE_NOOP("messages", "Change {seq} is missing from the change log.")
CHAIN = QT_TRANSLATE_NOOP("messages", "Change {seq} does not follow from the one before it.")
EDITED = QT_TRANSLATE_NOOP("messages", "Change {seq} in the change log was edited.")
PAYLOAD = QT_TRANSLATE_NOOP("messages", "What change {seq} recorded was edited.")
CUT = QT_TRANSLATE_NOOP("messages", "The change log was cut short after change {seq}.")
ERASED = QT_TRANSLATE_NOOP(
    "messages", "What change {seq} recorded is gone, and no erasure says so."
)
TOO_MUCH = QT_TRANSLATE_NOOP(
    "messages", "What change {seq} recorded was erased, as change {by} says, and is there again."
)
BACK = QT_TRANSLATE_NOOP(
    "messages", "Time goes back before change {seq}: {before}, then {after} (UTC)."
)

BACK_BY = timedelta(minutes=2)
"""Clocks are set right by a second or two all the time: only more than this is said."""


@dataclass(slots=True)
class Chain:
    """What going through the log found; `last` is its last row's number and hash."""

    rows: int = 0
    erased: int = 0
    last: tuple[int, str] | None = None
    problems: list[Message] = field(default_factory=list)
    remarks: list[Message] = field(default_factory=list)


def rows_of(db: sqlite_utils.Database) -> Iterator[dict[str, Any]]:
    """The log's rows in their order, one at a time."""
    yield from db.query("SELECT * FROM log ORDER BY seq")


def check_chain(db: sqlite_utils.Database) -> Chain:
    """Go through the log; problems in the order of its rows."""
    chain = Chain()
    erased = _erased(db)
    previous, expected, at = log.GENESIS, 1, ""
    for row in rows_of(db):
        seq = row["seq"]
        if seq != expected:
            chain.problems.append(Message(MISSING_ROW, {"seq": expected}))
        elif row["previous"] != previous:
            chain.problems.append(Message(CHAIN, {"seq": seq}))
        if log.hash_of(row) != row["hash"]:
            chain.problems.append(Message(EDITED, {"seq": seq}))
        chain.problems += _payload_problems(row, erased)
        chain.remarks += _goes_back(seq, at, row["at"])
        chain.rows += 1
        chain.erased += row["payload"] is None
        chain.last = (seq, row["hash"])
        previous, expected, at = row["hash"], seq + 1, row["at"]
    head = db.execute("SELECT value FROM meta WHERE key = ?", [log.HEAD]).fetchone()
    last = f"{chain.last[0]}:{chain.last[1]}" if chain.last else None
    if not chain.problems and (head[0] if head else None) != last:
        chain.problems.append(Message(CUT, {"seq": chain.last[0] if chain.last else 0}))
    return chain


def _erased(db: sqlite_utils.Database) -> dict[int, int]:
    """The changes that erasures say they took, and the number of the erasure."""
    rows = db.query("SELECT * FROM log WHERE kind = 'erase' ORDER BY seq")
    return {seq: row["seq"] for row in rows for seq in _told(row)}


def _told(row: dict[str, Any]) -> list[int]:
    """What an erasure says it took; of a row that is damaged nothing, which is found elsewhere."""
    try:
        payload = log.read_payload(row)
        return list(json.loads(payload)["changes"]) if payload is not None else []
    except (zlib.error, ValueError, KeyError, TypeError):
        return []


def _payload_problems(row: dict[str, Any], erased: dict[int, int]) -> list[Message]:
    seq = row["seq"]
    if not _payload_holds(row):
        return [Message(PAYLOAD, {"seq": seq})]
    if row["payload"] is None and seq not in erased:
        return [Message(ERASED, {"seq": seq})]
    if row["payload"] is not None and seq in erased:
        return [Message(TOO_MUCH, {"seq": seq, "by": erased[seq]})]
    return []


def _payload_holds(row: dict[str, Any]) -> bool:
    try:
        payload = log.read_payload(row)
    except (zlib.error, TypeError):
        return False
    if payload is None:
        return bool(row["salt"] is None)  # a salt that stayed would let the digest be guessed at
    return bool(log.digest_of(row["salt"] or b"", payload) == row["digest"])


def _goes_back(seq: int, before: str, after: str) -> list[Message]:
    try:
        if after >= before:
            return []
        was, came = datetime.fromisoformat(before), datetime.fromisoformat(after)
        if was - came <= BACK_BY:
            return []
    except (ValueError, TypeError):
        return []  # edited: the hash tells
    told = {"before": f"{was:%Y-%m-%d %H:%M}", "after": f"{came:%Y-%m-%d %H:%M}"}
    return [Message(BACK, {"seq": seq, **told})]
