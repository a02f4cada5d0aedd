"""Copies of a clinic file that are known to be whole, and the way back from one.

A backup is made through SQLite's own backup interface, while the file is in use, under a temporary
name; it gets its name only after it was opened, its pages checked, and its change log verified. A
restore is the same copy the other way; what lay there before is kept beside it, and erasures that
were made since the backup are made again.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Collection
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import UUID

import sqlite_utils

from mesomap.model import KnownError
from mesomap.model.message import QT_TRANSLATE_NOOP
from mesomap.storage import erasing, log, opening, schema, sentences
from mesomap.storage.connect import close_log, connect, copy_in_memory
from mesomap.storage.driver import sqlite
from mesomap.storage.files import BESIDE, clear, copy_pages, free_name, part_of, put_in_place, sync
from mesomap.storage.keys import Key
from mesomap.storage.lock import is_encrypted, leave, take_place
from mesomap.storage.rejoining import do_without, rejoin
from mesomap.storage.verify import verify
from mesomap.storage.watching import STEPS_WITH_ROWS, watched

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
    many persons were erased since the backup and were so once more; None where what lay there could
    not be read, so that nobody knows."""

    path: Path
    holds: Holds
    kept: Path | None
    erased_again: int | None


def back_up(path: Path, out: Path, *, key: Key | None = None) -> BackedUp:
    """Copy the clinic file at `path` to `out`, whoever uses it meanwhile.

    The copy of an encrypted file is encrypted with the same `key`.

    Raises
    ------
    KnownError
        `path` cannot be opened or is not whole, or `out` exists or cannot be written; no file is
        left at `out` then.
    """
    opening.judge(path, key)
    key = key if is_encrypted(path) else None
    _free(path, out)
    part = part_of(out)
    try:
        _copy(path, part, key)
        holds = verified(part, key, told_as=path, bring_up=False)
        sync(part)
        if out.exists():
            raise KnownError(BACKUP_EXISTS, path=out)
        put_in_place(part, out)
    except (OSError, sqlite.Error) as error:
        raise KnownError(CANNOT_COPY, path=out, reason=why(error)) from error
    finally:
        clear(part)
    return BackedUp(out, out.stat().st_size, holds)


def preview(path: Path, *, key: Key | None = None) -> Holds:
    """What the clinic file or backup at `path` holds; `KnownError` if it cannot be opened."""
    opening.judge(path, key, or_backup=True)
    db = connect(path, "look", key if is_encrypted(path) else None)
    try:
        return holds_of(db)
    except sqlite.Error as error:
        raise KnownError(sentences.DAMAGED, path=path) from error
    finally:
        db.close()


def restore(
    backup: Path,
    out: Path,
    *,
    at: datetime,
    actor: str,
    backup_key: Key | None = None,
    key: Key | None = None,
    without_missing: bool = False,
) -> Restored:
    """Make `out` the clinic file that `backup` holds, verified; an older schema is brought up.

    A file that lies at `out` is kept beside it under a name with the time. Persons who were erased
    there since the backup are erased in the restored file too. `backup_key` opens the backup, and
    the restored file from then on; `key` the file that lies at `out`, if it is another. A rotating
    backup's attachments are put in again; what is not beside it is taken from the file at `out`.
    With `without_missing` those that are nowhere are done without, which the change log notes.

    Raises
    ------
    MissingContentsError
        Attachments of a rotating backup are missing; `out` is as it was.
    KnownError
        `backup` is no whole clinic file, `out` is open somewhere or cannot be written; `out` is
        then as it was.
    """
    opening.judge(backup, backup_key, or_backup=True)
    backup_key = backup_key if is_encrypted(backup) else None
    if out.exists() and out.samefile(backup):
        raise KnownError(ITSELF, path=out)
    place = None
    if out.exists():
        try:
            place = take_place(out, read_only=False)
        except KnownError as error:
            raise KnownError(IN_USE, path=out) from error
    part = part_of(out)
    try:
        _copy(backup, part, backup_key)
        missing = rejoin(part, backup_key, backup.parent, present=(out, key or backup_key))
        holds = verified(part, backup_key, told_as=backup, bring_up=True, absent=missing)
        gone = _erased_in(out, key or backup_key) if place is not None else []
        again = None if gone is None else _erase_again(part, backup_key, gone, at, actor)
        do_without(part, backup_key, missing, allowed=without_missing, at=at, actor=actor)
        sync(part)
        _fold(out, key or backup_key)
        kept = _put_in_place(part, out, at)
    except (OSError, sqlite.Error) as error:
        raise KnownError(CANNOT_COPY, path=out, reason=why(error)) from error
    finally:
        clear(part)
        if place is not None:
            leave(place)
    return Restored(out, holds, kept, again)


def _fold(out: Path, key: Key | None) -> None:
    """Put what a crash left in a log beside `out` into it, if it can be read."""
    if not any(out.with_name(out.name + ending).exists() for ending in BESIDE[1:]):
        return
    with suppress(sqlite.Error):
        db = connect(out, "write", key if is_encrypted(out) else None)
        try:
            db.execute("PRAGMA journal_mode = DELETE").fetchone()
        finally:
            db.close()


def _put_in_place(part: Path, out: Path, at: datetime) -> Path | None:
    """`part` becomes `out`; what lay there, with its log, goes beside it.

    The name leads to one or the other at every moment, and what is kept is on the disk before.
    """
    kept = None
    if out.exists():
        kept = free_name(out, "before restore", at)
        beside = [end for end in BESIDE if end != "-shm" and out.with_name(out.name + end).exists()]
        for ending in beside:
            _link(out.with_name(out.name + ending), kept.with_name(kept.name + ending))
        sync(out.parent)
    put_in_place(part, out)
    return kept


def _link(old: Path, new: Path) -> None:
    """A second name for a file; where the file system has no such thing, a copy."""
    try:
        os.link(old, new)
    except OSError:
        try:
            shutil.copyfile(old, new)
            sync(new)
        except OSError:
            new.unlink(missing_ok=True)
            raise


def _copy(path: Path, part: Path, key: Key | None) -> None:
    source = connect(path, "look", key)
    try:
        copy_pages(source, part, key)
    finally:
        source.close()


def verified(
    part: Path,
    key: Key | None,
    *,
    told_as: Path,
    bring_up: bool,
    absent: Collection[str] = (),
    content: bool = True,
    ask: Callable[[], object] = lambda: None,
) -> Holds:
    """What the copy holds; `KnownError` unless its pages, its chain and its content are whole.

    One of an older schema is brought up to this one's, or only for the look at it. The attachments
    whose hash is in `absent` may be without their content. Without `content` only pages and chain
    are looked at; `ask` is called now and then, and may stop it by what it raises.
    """
    db = connect(part, "write", key)
    try:
        if not bring_up and schema.version_of(db) < schema.VERSION:
            older = copy_in_memory(db, key)
            close_log(db)
            db.close()
            db = older
        schema.migrate(db)
        with watched(db, ask, steps=STEPS_WITH_ROWS):
            report = verify(db, absent=absent, content=content)
        if report.problems:
            raise KnownError(NOT_WHOLE, path=told_as, problem=report.problems[0])
        return holds_of(db)
    finally:
        close_log(db)
        db.close()


def holds_of(db: sqlite_utils.Database) -> Holds:
    """What the open clinic file or backup holds."""

    def count(statement: str) -> int:
        return int(db.execute(statement).fetchone()[0])

    last = db.execute("SELECT at FROM log ORDER BY seq DESC LIMIT 1").fetchone()
    return Holds(
        patients=count("SELECT count(*) FROM patients"),
        sessions=count("SELECT count(*) FROM sessions"),
        changes=count("SELECT count(*) FROM log"),
        last_change=datetime.fromisoformat(last[0]) if last else None,
    )


def _erased_in(path: Path, key: Key | None) -> list[tuple[tuple[UUID, ...], str]] | None:
    """Who was erased in the file at `path`: the entries of each person, with the reason.

    None where it cannot be read: damaged, which is why it is being restored, or of another key.
    """
    try:
        db = connect(path, "look", key if is_encrypted(path) else None)
    except sqlite.Error:
        return None
    try:
        rows = list(db.query("SELECT * FROM log WHERE kind = 'erase' ORDER BY seq"))
        told = [json.loads(text) for row in rows if (text := log.read_payload(row)) is not None]
    except (sqlite.Error, ValueError):
        return None
    finally:
        db.close()
    return [(tuple(UUID(hex=one) for one in said["patients"]), said["reason"]) for said in told]


def _erase_again(
    part: Path,
    key: Key | None,
    erased: list[tuple[tuple[UUID, ...], str]],
    at: datetime,
    actor: str,
) -> int:
    if not erased:
        return 0
    db = connect(part, "write", key)
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
        close_log(db)
        db.close()


def _free(path: Path, out: Path) -> None:
    """Refuse early what would overwrite something, or could not be written."""
    if out.is_dir():
        raise KnownError(sentences.A_FOLDER, path=out)
    if out.exists():
        raise KnownError(ITSELF if out.samefile(path) else BACKUP_EXISTS, path=out)
    if not out.parent.is_dir():
        raise KnownError(sentences.CANNOT_MAKE, path=out)


def why(error: Exception) -> str:
    """The system's own words for what it refused."""
    told = getattr(error, "strerror", None)
    return str(told or error)
