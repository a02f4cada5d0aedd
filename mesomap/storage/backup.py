"""Copies of a clinic file that are known to be whole, and the way back from one.

A backup is made through SQLite's own backup interface, while the file is in use, under a temporary
name; it gets its name only after it was opened, its pages checked, and its change log verified. A
restore is the same copy the other way; what lay there before is kept beside it, and erasures that
were made since the backup are made again.
"""

from __future__ import annotations

import json
import os
import secrets
import sqlite3
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import UUID

import sqlite_utils

from mesomap.model import KnownError
from mesomap.model.message import QT_TRANSLATE_NOOP
from mesomap.storage import erasing, log, opening, schema, sentences
from mesomap.storage.connect import connect, copy_in_memory
from mesomap.storage.lock import leave, take_place
from mesomap.storage.verify import verify

PAGES_A_STEP = 2048
"""Pages copied at a time: writers get their turn in between."""

NOT_WHOLE = QT_TRANSLATE_NOOP(
    "messages",
    "{path} is not whole, so it was not copied: {problem} Run verify, and take the latest backup.",
)
BACKUP_EXISTS = QT_TRANSLATE_NOOP(
    "messages", "{path} exists already: choose another name, so that no backup is lost."
)
CANNOT_COPY = QT_TRANSLATE_NOOP(
    "messages",
    "{path} could not be written ({reason}): make room, or choose another folder. Nothing was"
    " changed.",
)
ITSELF = QT_TRANSLATE_NOOP("messages", "{path} is the clinic file itself: choose another name.")
IN_USE = QT_TRANSLATE_NOOP("messages", "{path} is open: close it in its window, then restore.")


@dataclass(frozen=True, slots=True)
class Holds:
    """What a clinic file holds, told before it is restored."""

    patients: int
    sessions: int
    changes: int
    last_change: datetime | None


@dataclass(frozen=True, slots=True)
class BackedUp:
    """A backup that was made and verified."""

    path: Path
    size: int
    holds: Holds


@dataclass(frozen=True, slots=True)
class Restored:
    """What was restored to `path`; `kept` is where the file before it lies, `erased_again` how
    many persons were erased since the backup and were so once more."""

    path: Path
    holds: Holds
    kept: Path | None
    erased_again: int


def back_up(path: Path, out: Path) -> BackedUp:
    """Copy the clinic file at `path` to `out`, whoever uses it meanwhile.

    Raises
    ------
    KnownError
        `path` cannot be opened or is not whole, or `out` exists or cannot be written; no file is
        left at `out` then.
    """
    opening.judge(path)
    _free(path, out)
    part = _part(out)
    try:
        _copy(path, part)
        holds = _verified(part, told_as=path, bring_up=False)
        _sync(part)
        if out.exists():
            raise KnownError(BACKUP_EXISTS, path=out)
        part.replace(out)
        _sync(out.parent)
    except (OSError, sqlite3.Error) as error:
        raise KnownError(CANNOT_COPY, path=out, reason=_reason(error)) from error
    finally:
        _clear(part)
    return BackedUp(out, out.stat().st_size, holds)


def preview(path: Path) -> Holds:
    """What the clinic file or backup at `path` holds; `KnownError` if it cannot be opened."""
    opening.judge(path)
    db = connect(path, "look")
    try:
        return _holds(db)
    except sqlite3.Error as error:
        raise KnownError(sentences.DAMAGED, path=path) from error
    finally:
        db.close()


def restore(backup: Path, out: Path, *, at: datetime, actor: str) -> Restored:
    """Make `out` the clinic file that `backup` holds, verified; an older schema is brought up.

    A file that lies at `out` is kept beside it under a name with the time. Persons who were erased
    there since the backup are erased in the restored file too.

    Raises
    ------
    KnownError
        `backup` is no whole clinic file, `out` is open somewhere or cannot be written; `out` is
        then as it was.
    """
    opening.judge(backup)
    if out.exists() and out.samefile(backup):
        raise KnownError(ITSELF, path=out)
    place = None
    if out.exists():
        try:
            place = take_place(out, read_only=False)
        except KnownError as error:
            raise KnownError(IN_USE, path=out) from error
    part = _part(out)
    try:
        _copy(backup, part)
        holds = _verified(part, told_as=backup, bring_up=True)
        again = _erase_again(part, _erased_in(out) if place is not None else [], at, actor)
        _sync(part)
        kept = _put_in_place(part, out, at)
    except (OSError, sqlite3.Error) as error:
        raise KnownError(CANNOT_COPY, path=out, reason=_reason(error)) from error
    finally:
        _clear(part)
        if place is not None:
            leave(place)
    return Restored(out, holds, kept, again)


def _put_in_place(part: Path, out: Path, at: datetime) -> Path | None:
    """`part` becomes `out`; what lay there, with its log, goes beside it."""
    kept = None
    if out.exists():
        kept = _free_name(out, at)
        for ending in ("", "-wal", "-shm"):
            beside = out.with_name(out.name + ending)
            if beside.exists():
                beside.replace(kept.with_name(kept.name + ending))
    try:
        part.replace(out)
    except OSError:
        if kept is not None:
            kept.replace(out)
        raise
    _sync(out.parent)
    return kept


def _free_name(out: Path, at: datetime) -> Path:
    stem = f"{out.stem} before restore {at:%Y-%m-%d %H.%M.%S}"
    found = out.with_name(f"{stem}{out.suffix}")
    number = 2
    while found.exists():
        found = out.with_name(f"{stem} ({number}){out.suffix}")
        number += 1
    return found


def _copy(path: Path, part: Path) -> None:
    source = connect(path, "look")
    try:
        target = sqlite3.connect(part)
        try:
            source.conn.backup(target, pages=PAGES_A_STEP)
            target.execute("PRAGMA journal_mode = DELETE")
        finally:
            target.close()
    finally:
        source.close()


def _verified(part: Path, *, told_as: Path, bring_up: bool) -> Holds:
    """What the copy holds; `KnownError` unless its pages, its chain and its content are whole.

    One of an older schema is brought up to this one's, or only for the look at it.
    """
    db = connect(part, "write")
    try:
        if not bring_up and schema.version_of(db) < schema.VERSION:
            older = copy_in_memory(db)
            db.execute("PRAGMA journal_mode = DELETE")
            db.close()
            db = older
        schema.migrate(db)
        report = verify(db)
        if report.problems:
            raise KnownError(NOT_WHOLE, path=told_as, problem=report.problems[0])
        return _holds(db)
    finally:
        db.execute("PRAGMA journal_mode = DELETE")
        db.close()


def _holds(db: sqlite_utils.Database) -> Holds:
    def count(statement: str) -> int:
        return int(db.execute(statement).fetchone()[0])

    last = db.execute("SELECT at FROM log ORDER BY seq DESC LIMIT 1").fetchone()
    return Holds(
        patients=count("SELECT count(*) FROM patients"),
        sessions=count("SELECT count(*) FROM sessions"),
        changes=count("SELECT count(*) FROM log"),
        last_change=datetime.fromisoformat(last[0]) if last else None,
    )


def _erased_in(path: Path) -> list[tuple[tuple[UUID, ...], str]]:
    """Who was erased in the file at `path`: the entries of each person, with the reason."""
    try:
        db = connect(path, "look")
    except sqlite3.Error:
        return []
    try:
        rows = list(db.query("SELECT * FROM log WHERE kind = 'erase' ORDER BY seq"))
        told = [json.loads(text) for row in rows if (text := log.read_payload(row)) is not None]
    except (sqlite3.Error, ValueError):
        return []  # damaged: that is why it is being restored
    finally:
        db.close()
    return [(tuple(UUID(hex=one) for one in said["patients"]), said["reason"]) for said in told]


def _erase_again(
    part: Path, erased: list[tuple[tuple[UUID, ...], str]], at: datetime, actor: str
) -> int:
    if not erased:
        return 0
    db = connect(part, "write")
    done = 0
    try:
        for patients, reason in erased:
            there = [
                one
                for one in patients
                if db.execute("SELECT 1 FROM patients WHERE id = ?", [one.bytes]).fetchone()
            ]
            if there:
                with db.atomic():
                    erasing.erase(db, there, reason=reason, actor=actor, at=at)
                done += 1
        if done:
            erasing.sweep(db, compact=True)
        return done
    finally:
        db.execute("PRAGMA journal_mode = DELETE")
        db.close()


def _free(path: Path, out: Path) -> None:
    """Refuse early what would overwrite something, or could not be written."""
    if out.is_dir():
        raise KnownError(sentences.A_FOLDER, path=out)
    if out.exists():
        raise KnownError(ITSELF if out.samefile(path) else BACKUP_EXISTS, path=out)
    if not out.parent.is_dir():
        raise KnownError(sentences.CANNOT_MAKE, path=out)


def _part(out: Path) -> Path:
    return out.with_name(f".{out.name}.{secrets.token_hex(4)}.part")


def _clear(part: Path) -> None:
    for ending in ("", "-wal", "-shm", "-journal"):
        with suppress(OSError):
            part.with_name(part.name + ending).unlink(missing_ok=True)


def _sync(path: Path) -> None:
    """On the disk, not only in its cache; folders where the system can do that."""
    if os.name == "nt" and path.is_dir():
        return
    handle = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _reason(error: Exception) -> str:
    told = getattr(error, "strerror", None)
    return str(told or error)
