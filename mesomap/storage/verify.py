"""Is the file still what the change log says? Finds what was changed behind the product's back.

What it proves of a file by itself: the pages are whole (of an encrypted file each page's HMAC
under the file's key); no row of the log was edited, taken out of the middle or put in, and its end
was not cut off by hand alone; every table is what the log ends in; signed sessions are what was
signed, and stand in the log where they were signed; what was erased was erased by an erasure.

What it proves against a backup (`against`): all that the log held then, it holds now, unchanged.
That finds a log that was made anew or cut with its end mended, from the backup on.

What it cannot prove: that somebody with this program's knowledge, and of an encrypted file its key,
did not make the whole log anew, seals included, or cut its end together with the content, since the
last backup that is kept elsewhere, and the last signed session on paper. See docs/verifying.md.
"""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import sqlite_utils

from mesomap.model import Message, Session
from mesomap.model.message import QT_TRANSLATE_NOOP
from mesomap.storage import apart, log
from mesomap.storage.cells import told_id
from mesomap.storage.chain import check_chain, rows_of
from mesomap.storage.driver import sqlite
from mesomap.storage.erasing import is_changes
from mesomap.storage.fingerprint import stored_fingerprint
from mesomap.storage.kinds import KINDS, TABLES
from mesomap.storage.readers import from_row
from mesomap.storage.rows_check import defaults, is_recorded
from mesomap.storage.seals_check import check_seals

PAGES = QT_TRANSLATE_NOOP("messages", "The file's pages are damaged: {detail}.")
FOREIGN = QT_TRANSLATE_NOOP("messages", "A row in {table} belongs to nothing that is there.")
VANISHED = QT_TRANSLATE_NOOP("messages", "A {type} is missing: {id}, last recorded in {seq}.")
DIFFERS = QT_TRANSLATE_NOOP("messages", "A {type} was changed: {id}, last recorded in {seq}.")
SIGNED_DIFFERS = QT_TRANSLATE_NOOP(
    "messages", "Session {id} of {date} is not what was signed: its fingerprint differs."
)
UNKNOWN = QT_TRANSLATE_NOOP("messages", "A {type} was put in: {id}, the change log has none.")

TOLD_PAGES = 5
"""So many damaged pages are named."""


@dataclass(frozen=True, slots=True)
class VerifyReport:
    """`rows` of the change log were checked; `problems` in the order they were found.

    Of `erased` rows what they recorded was erased on a person's request: only their place in the
    chain could be checked. `sealed` of the signed sessions carry a seal; `unsealed` were signed
    before there were seals. `remarks` are worth a look and no problem. `last` is the log's last
    row's number and hash, "" for an empty one.
    """

    rows: int
    problems: tuple[Message, ...]
    erased: int = 0
    sealed: int = 0
    unsealed: int = 0
    remarks: tuple[Message, ...] = ()
    last: str = ""

    @property
    def ok(self) -> bool:
        """Whether nothing was found."""
        return not self.problems


def verify(
    db: sqlite_utils.Database, *, absent: Collection[str] = (), content: bool = True
) -> VerifyReport:
    """Check pages, references, the chain, the content against the log, and what was signed.

    Attachments whose hash is in `absent` may lack their content: it lies apart from the file.
    Without `content` only pages, references and chain are checked.
    """
    problems: list[Message] = []
    remarks: list[Message] = []
    rows = erased = sealed = unsealed = 0
    last = ""
    try:
        problems += _pages(db)
        chain = check_chain(db)
        rows, erased, remarks = chain.rows, chain.erased, chain.remarks
        last = chain.last[1] if chain.last else ""
        problems += chain.problems
        if content and all(one.text == FOREIGN for one in problems):  # the log can be relied on
            problems += _content(db, {*absent, *apart.lost_in(db)})
        if content:
            problems += _signed(db)
            seals = check_seals(db)
            problems, remarks = problems + seals.problems, remarks + seals.remarks
            sealed, unsealed = seals.sealed, seals.unsealed
    except sqlite.DatabaseError as error:
        problems.append(Message(PAGES, {"detail": error}))
    return VerifyReport(rows, tuple(problems), erased, sealed, unsealed, tuple(remarks), last)


def _pages(db: sqlite_utils.Database) -> list[Message]:
    """The pages' own hashes, of an encrypted file; then how they hang together."""
    found: list[str] = []
    if _lies_in_file(db):
        found = [row[0] for row in db.execute("PRAGMA cipher_integrity_check")][:TOLD_PAGES]
    if not found:
        found = [row[0] for row in db.execute("PRAGMA integrity_check(5)") if row[0] != "ok"]
    problems = [Message(PAGES, {"detail": detail}) for detail in found]
    strays = {row[0] for row in db.execute("PRAGMA foreign_key_check")}
    return problems + [Message(FOREIGN, {"table": table}) for table in sorted(strays)]


def _lies_in_file(db: sqlite_utils.Database) -> bool:
    """Whether all pages lie in the file itself, which is what their hashes are checked in.

    What lies in the log beside it goes before: the file's own page may be half written after a
    power cut. Reading through the log checks each page's hash as well. A copy in memory has none.
    """
    path = next((row[2] for row in db.execute("PRAGMA database_list") if row[1] == "main"), "")
    if not path:
        return False
    try:
        _, frames, folded = db.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()
    except sqlite.OperationalError:  # who may only look may not fold the log in
        beside = Path(f"{path}-wal")
        return not beside.exists() or beside.stat().st_size == 0
    return bool(frames == folded)


def _content(db: sqlite_utils.Database, absent: Collection[str]) -> list[Message]:
    """Compare every table's rows with what the log says they came to be."""
    latest: dict[tuple[str, str], tuple[int, dict[str, Any] | None]] = {}
    for row in rows_of(db):
        payload = log.read_payload(row) if is_changes(row) else None
        for change in json.loads(payload) if payload is not None else ():
            value = change["after"] or change["before"]
            latest[change["type"], value["id"]] = (row["seq"], change["after"])
    problems: list[Message] = []
    seen: set[tuple[str, str]] = set()
    for name, kind in KINDS.items():
        table = TABLES[kind]
        later = defaults(db, table)
        for stored in db[table].rows:
            id = stored["id"]
            address = (name, id.hex() if isinstance(id, bytes) else told_id(id))
            seen.add(address)
            seq, after = latest.get(address, (0, None))
            values = {"type": name, "id": address[1], "seq": seq}
            if after is None:
                problems.append(Message(UNKNOWN, values))
            elif not is_recorded(kind, stored, after, later, absent):
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
            values = {"id": told_id(row["id"]), "date": row["date"]}
            problems.append(Message(SIGNED_DIFFERS, values))
    return problems
