"""Is the file still what the change log says? Finds what was changed behind the product's back.

What it proves without a key: the pages are whole, no row of the log was edited, taken out of the
middle or put in, the log was not cut short by hand alone, the content is what the log ends in, and
signed sessions are what was signed.
What it cannot prove: that somebody with this program's knowledge did not make the whole log anew.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from dataclasses import dataclass
from typing import Any, cast
from uuid import UUID

import sqlite_utils

from mesomap.model import Attachment, Entity, Message, Session
from mesomap.model.message import QT_TRANSLATE_NOOP
from mesomap.storage import log
from mesomap.storage.driver import sqlite
from mesomap.storage.fingerprint import stored_fingerprint
from mesomap.storage.kinds import KINDS, TABLES
from mesomap.storage.readers import from_row
from mesomap.storage.rows import as_json

PAGES = QT_TRANSLATE_NOOP("messages", "The file's pages are damaged: {detail}.")
FOREIGN = QT_TRANSLATE_NOOP("messages", "A row in {table} belongs to nothing that is there.")
MISSING_ROW = QT_TRANSLATE_NOOP("messages", "Change {seq} is missing from the change log.")
CHAIN = QT_TRANSLATE_NOOP("messages", "Change {seq} does not follow from the one before it.")
EDITED = QT_TRANSLATE_NOOP("messages", "Change {seq} in the change log was edited.")
PAYLOAD = QT_TRANSLATE_NOOP("messages", "What change {seq} recorded was edited.")
CUT = QT_TRANSLATE_NOOP("messages", "The change log was cut short after change {seq}.")
VANISHED = QT_TRANSLATE_NOOP("messages", "A {type} is missing: {id}, last recorded in {seq}.")
DIFFERS = QT_TRANSLATE_NOOP("messages", "A {type} was changed: {id}, last recorded in {seq}.")
SIGNED_DIFFERS = QT_TRANSLATE_NOOP(
    "messages", "Session {id} of {date} is not what was signed: its fingerprint differs."
)
ERASED = QT_TRANSLATE_NOOP(
    "messages", "What change {seq} recorded is gone, and no erasure says so."
)
UNKNOWN = QT_TRANSLATE_NOOP("messages", "A {type} was put in: {id}, the change log has none.")


@dataclass(frozen=True, slots=True)
class VerifyReport:
    """`rows` of the change log were checked; `problems` in the order they were found.

    Of `erased` rows what they recorded was erased on a person's request: only their place in the
    chain could be checked.
    """

    rows: int
    problems: tuple[Message, ...]
    erased: int = 0

    @property
    def ok(self) -> bool:
        """Whether nothing was found."""
        return not self.problems


def verify(db: sqlite_utils.Database) -> VerifyReport:
    """Check pages, references, the chain, the content against the log, and what was signed."""
    problems: list[Message] = []
    rows: list[dict[str, Any]] = []
    try:
        problems += _pages(db)
        rows = list(db.query("SELECT * FROM log ORDER BY seq"))
        problems += _chain(db, rows)
        if all(problem.text == FOREIGN for problem in problems):  # the log can be relied on
            problems += _content(db, rows)
        problems += _signed(db)
    except sqlite.DatabaseError as error:
        problems.append(Message(PAGES, {"detail": error}))
    erased = sum(row["payload"] is None for row in rows)
    return VerifyReport(len(rows), tuple(problems), erased)


def _pages(db: sqlite_utils.Database) -> list[Message]:
    found = [row[0] for row in db.execute("PRAGMA integrity_check(5)") if row[0] != "ok"]
    problems = [Message(PAGES, {"detail": detail}) for detail in found]
    strays = {row[0] for row in db.execute("PRAGMA foreign_key_check")}
    return problems + [Message(FOREIGN, {"table": table}) for table in sorted(strays)]


def _chain(db: sqlite_utils.Database, rows: list[dict[str, Any]]) -> list[Message]:
    problems: list[Message] = []
    erased = _erased(rows)
    previous, expected = log.GENESIS, 1
    for row in rows:
        seq = row["seq"]
        if seq != expected:
            problems.append(Message(MISSING_ROW, {"seq": expected}))
        elif row["previous"] != previous:
            problems.append(Message(CHAIN, {"seq": seq}))
        if log.hash_of(row) != row["hash"]:
            problems.append(Message(EDITED, {"seq": seq}))
        if not _payload_holds(row):
            problems.append(Message(PAYLOAD, {"seq": seq}))
        elif row["payload"] is None and seq not in erased:
            problems.append(Message(ERASED, {"seq": seq}))
        previous, expected = row["hash"], seq + 1
    head = db.execute("SELECT value FROM meta WHERE key = ?", [log.HEAD]).fetchone()
    last = f"{rows[-1]['seq']}:{rows[-1]['hash']}" if rows else None
    if not problems and (head[0] if head else None) != last:
        problems.append(Message(CUT, {"seq": rows[-1]["seq"] if rows else 0}))
    return problems


def _erased(rows: list[dict[str, Any]]) -> set[int]:
    """The changes that erasures say they took."""
    return {seq for row in rows if row["kind"] == "erase" for seq in _payload(row)["changes"]}


def _payload(row: dict[str, Any]) -> Any:
    """What a row recorded; of a row that is damaged nothing, which is found elsewhere."""
    try:
        payload = log.read_payload(row)
    except zlib.error:
        payload = None
    return json.loads(payload) if payload is not None else {"changes": ()}


def _payload_holds(row: dict[str, Any]) -> bool:
    try:
        payload = log.read_payload(row)
    except zlib.error:
        return False
    return payload is None or log.digest_of(row["salt"] or b"", payload) == row["digest"]


def _content(db: sqlite_utils.Database, rows: list[dict[str, Any]]) -> list[Message]:
    """Compare every table's rows with what the log says they came to be."""
    latest: dict[tuple[str, str], tuple[int, dict[str, Any] | None]] = {}
    for row in rows:
        payload = log.read_payload(row) if row["kind"] not in ("erase", "event") else None
        for change in json.loads(payload) if payload is not None else ():
            value = change["after"] or change["before"]
            latest[change["type"], value["id"]] = (row["seq"], change["after"])
    problems: list[Message] = []
    seen: set[tuple[str, str]] = set()
    for name, kind in KINDS.items():
        for stored in db[TABLES[kind]].rows:
            address = (name, stored["id"].hex())
            seen.add(address)
            seq, after = latest.get(address, (0, None))
            values = {"type": name, "id": address[1], "seq": seq}
            if after is None:
                problems.append(Message(UNKNOWN, values))
            elif _differs(stored, after) or not _content_holds(kind, stored):
                problems.append(Message(DIFFERS, values))
    for (name, id), (seq, after) in latest.items():
        if after is not None and (name, id) not in seen:
            problems.append(Message(VANISHED, {"type": name, "id": id, "seq": seq}))
    return problems


def _signed(db: sqlite_utils.Database) -> list[Message]:
    """Recompute the fingerprint of every signed session that has one."""
    problems: list[Message] = []
    for row in db["sessions"].rows_where("status = 'signed' AND fingerprint <> ''"):
        try:
            session = cast(Session, from_row(Session, row))
            holds = stored_fingerprint(db, session) == session.fingerprint
        except (ValueError, KeyError, TypeError):
            holds = False  # not even readable as what was written
        if not holds:
            values = {"id": UUID(bytes=row["id"]), "date": row["date"]}
            problems.append(Message(SIGNED_DIFFERS, values))
    return problems


def _content_holds(kind: type[Entity], stored: dict[str, Any]) -> bool:
    """Whether an attachment's content is the one that its recorded hash is of."""
    if kind is not Attachment:
        return True
    return bool(hashlib.sha256(stored["content"]).hexdigest() == stored["sha256"])


def _differs(stored: dict[str, Any], recorded: dict[str, Any]) -> bool:
    """Whether a stored row is not the recorded one; columns that came later are left aside."""
    plain = as_json(stored)
    return any(plain.get(name) != cell for name, cell in recorded.items())
