"""A person's erasure: their rows, and what the change log kept of them.

Of the log the rows stay, with their hashes; payload and salt of those that hold something of the
person go, so that the chain stays valid and nothing can be guessed from a digest. What of other
people or of the clinic stood in such a payload is recorded again as it is now. A row of the kind
``erase`` says what was done.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, cast, get_args
from uuid import UUID

import sqlite_utils

from mesomap.model import (
    AfterPart,
    Change,
    Consent,
    Entity,
    PatientPart,
    Picture,
    SessionPart,
    Updated,
)
from mesomap.model.message import QT_TRANSLATE_NOOP
from mesomap.storage import log, seals
from mesomap.storage.kinds import KINDS, NAMES, TABLES
from mesomap.storage.readers import from_row

ERASED = QT_TRANSLATE_NOOP("labels", "Erase a patient")
AGAIN = QT_TRANSLATE_NOOP("labels", "Record again after an erasure")

PARTS = tuple(TABLES[kind] for kind in TABLES if issubclass(kind, SessionPart | AfterPart))
OF_PATIENT = tuple(TABLES[kind] for kind in get_args(PatientPart))


@dataclass(frozen=True, slots=True)
class Erased:
    """What an erasure took: rows of the content, and payloads of the change log."""

    rows: int
    changes: int


def erase(
    db: sqlite_utils.Database,
    patients: Collection[UUID],
    *,
    reason: str,
    actor: str,
    at: datetime,
    until: date | None = None,
) -> Erased:
    """Erase the entries `patients`, inside the transaction that is open.

    `until` is the day up to which the record was to be kept, if it was.
    """
    db.execute("PRAGMA defer_foreign_keys = ON")
    ids = [one.bytes for one in patients]
    sessions = [id for (id,) in _in(db, "SELECT id FROM sessions WHERE patient IN", ids)]
    held = {one.hex() for one in (*ids, *sessions)}
    gone: dict[int, list[dict[str, Any]]] = {}
    for row in _log_rows(db, ids, sessions):
        payload = log.read_payload(row)
        if payload is not None and row["kind"] == "event":
            gone[row["seq"]] = []
        changes = json.loads(payload) if payload is not None and is_changes(row) else []
        if any(_is_theirs(change, held) for change in changes):
            gone[row["seq"]] = changes
    rows = _delete(db, ids, sessions)
    db.conn.executemany(
        "UPDATE log SET salt = NULL, payload = NULL WHERE seq = ?", [[seq] for seq in gone]
    )
    again = _still_there(db, gone.values())
    log.append_payload(
        db,
        payload={
            "patients": [id.hex() for id in ids],
            "rows": rows,
            "changes": sorted(gone),
            "reason": reason,
            **({"until": until.isoformat()} if until is not None else {}),
        },
        subject=log.Subject(next(iter(patients)), None),
        label=ERASED,
        actor=actor,
        at=at,
        kind="erase",
    )
    for subject, changes in again.items():
        log.append(
            db, changes=changes, subject=subject, label=AGAIN, actor=actor, at=at, kind="commit"
        )
    return Erased(rows, len(gone))


def sweep(db: sqlite_utils.Database, *, compact: bool) -> bool:
    """Overwrite what is left of erased rows in the file; False while somebody else reads it.

    With `compact` the whole file is written anew: also what was freed before rows were
    overwritten on their deletion.
    """
    if compact:
        db.execute("VACUUM")
    busy = db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
    return not busy


def persons_in(db: sqlite_utils.Database) -> set[bytes]:
    """The ids of the entries of all who were erased in an open clinic file."""
    rows = db.query("SELECT * FROM log WHERE kind = 'erase'")
    told = [text for row in rows if (text := log.read_payload(row)) is not None]
    return {bytes.fromhex(one) for text in told for one in json.loads(text)["patients"]}


def is_changes(row: dict[str, Any]) -> bool:
    """Whether a row of the log records changes of content."""
    return row["kind"] not in ("erase", "event")


def _is_theirs(change: dict[str, Any], held: Collection[str]) -> bool:
    """Whether a recorded change is of one of the patients or sessions `held`."""
    kind = change["type"]
    values = [value for value in (change["before"], change["after"]) if value is not None]
    if kind == "session":  # of its patient it holds no more than an id
        return any(value["id"] in held for value in values)
    named = {value.get(name) for value in values for name in ("id", "patient", "session")}
    if kind == "picture":
        named |= {json.loads(value["content"]).get("patient") for value in values}
    return not named.isdisjoint(held)


def _log_rows(
    db: sqlite_utils.Database, patients: Sequence[bytes], sessions: Sequence[bytes]
) -> Iterable[dict[str, Any]]:
    found: dict[int, dict[str, Any]] = {}
    for column, ids in (("patient", patients), ("session", sessions)):
        for id in ids:
            found |= {r["seq"]: r for r in db.query(f"SELECT * FROM log WHERE {column} = ?", [id])}
    return [found[seq] for seq in sorted(found)]


def _delete(db: sqlite_utils.Database, patients: Sequence[bytes], sessions: Sequence[bytes]) -> int:
    attachments = _attachments_of(db, patients, sessions)
    rows = 0
    for table in PARTS:
        rows += _remove(db, table, "session", sessions)
    rows += _remove(db, TABLES[Picture], "id", _pictures_of(db, patients))
    for table in OF_PATIENT:
        rows += _remove(db, table, "patient", patients)
    seals.remove(db, sessions)
    rows += _remove(db, "sessions", "id", sessions)
    rows += _remove(db, "patients", "id", patients)
    unused = [one for one in attachments if not _is_used(db, one)]
    return rows + _remove(db, "attachments", "id", unused)


def attachment_hashes(db: sqlite_utils.Database, patients: Collection[bytes]) -> set[str]:
    """The hashes of the attachments that are of these patients (their ids), shared or not."""
    ids = list(patients)
    sessions = [id for (id,) in _in(db, "SELECT id FROM sessions WHERE patient IN", ids)]
    found = _attachments_of(db, ids, sessions)
    return {str(sha) for (sha,) in _in(db, "SELECT sha256 FROM attachments WHERE id IN", found)}


def _pictures_of(db: sqlite_utils.Database, patients: Sequence[bytes]) -> list[bytes]:
    wanted = set(patients)
    rows = (cast(Picture, from_row(Picture, row)) for row in db["pictures"].rows)
    return [one.id.bytes for one in rows if one.patient and one.patient.bytes in wanted]


def _attachments_of(
    db: sqlite_utils.Database, patients: Sequence[bytes], sessions: Sequence[bytes]
) -> list[bytes]:
    found = _in(db, "SELECT attachment FROM photographs WHERE session IN", sessions)
    found += _in(db, "SELECT attachment FROM pictures WHERE id IN", _pictures_of(db, patients))
    for id in patients:
        for row in db["consents"].rows_where("patient = ?", [id]):
            scan = cast(Consent, from_row(Consent, row)).scan
            found += [(scan.bytes,)] if scan is not None else []
    return list(dict.fromkeys(id for (id,) in found))


def _is_used(db: sqlite_utils.Database, attachment: bytes) -> bool:
    text = f"%{attachment.hex()}%"
    return any(
        db.execute(f"SELECT 1 FROM {table} WHERE {where} LIMIT 1", [value]).fetchone()
        for table, where, value in (
            ("photographs", "attachment = ?", attachment),
            ("pictures", "attachment = ?", attachment),
            ("consents", "content LIKE ?", text),
            ("clinic", "content LIKE ?", text),
        )
    )


def _still_there(
    db: sqlite_utils.Database, payloads: Iterable[list[dict[str, Any]]]
) -> dict[log.Subject, list[Change]]:
    """What the erased payloads recorded and is still there, by whose it is, as it is now."""
    addresses: dict[tuple[str, str, str | None], None] = {}
    for changes in payloads:
        for change in changes:
            value = change["after"] or change["before"]
            addresses[change["type"], value["id"], value.get("session")] = None
    again: dict[log.Subject, list[Change]] = {}
    for name, id, session in addresses:
        value = _stored(db, KINDS[name], id, session)
        if value is not None:
            same = Updated(value, value)
            subject = log.subject_of([same], _patient_of(db, value))
            again.setdefault(subject, []).append(same)
    return again


def _stored(
    db: sqlite_utils.Database, kind: type[Entity], id: str, session: str | None
) -> Entity | None:
    where, arguments = "id = ?", [bytes.fromhex(id)]
    if NAMES[kind] != "session" and session is not None:
        where, arguments = "session = ? AND id = ?", [bytes.fromhex(session), *arguments]
    rows = db[TABLES[kind]].rows_where(where, arguments)
    return next((from_row(kind, row) for row in rows), None)


def _patient_of(db: sqlite_utils.Database, value: Entity) -> dict[UUID, UUID]:
    if not isinstance(value, SessionPart | AfterPart):
        return {}
    (patient,) = db.execute(
        "SELECT patient FROM sessions WHERE id = ?", [value.session.bytes]
    ).fetchone()
    return {value.session: UUID(bytes=patient)}


def _in(db: sqlite_utils.Database, statement: str, ids: Sequence[bytes]) -> list[tuple[bytes]]:
    """`statement` that ends in IN, over `ids`."""
    return [row for id in ids for row in db.execute(f"{statement} (?)", [id]).fetchall()]


def _remove(db: sqlite_utils.Database, table: str, column: str, ids: Iterable[bytes]) -> int:
    done = db.conn.executemany(f"DELETE FROM {table} WHERE {column} = ?", [[id] for id in ids])
    return max(0, int(done.rowcount))
