"""What a backup holds, and what of the present file would be put aside by restoring it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import sqlite_utils

from mesomap.model import KnownError, Message
from mesomap.storage import apart, opening, sentences
from mesomap.storage.backup import Holds, holds_of
from mesomap.storage.driver import sqlite
from mesomap.storage.keys import Key
from mesomap.storage.lock import is_encrypted
from mesomap.storage.rejoining import missing_said
from mesomap.storage.rotating import opened


@dataclass(frozen=True, slots=True)
class Newer:
    """What the present file has that the backup has not: changes, and the sessions they touch.

    `same` is False where the backup is of another clinic file, or went its own way since.
    """

    same: bool
    changes: int = 0
    sessions: int = 0


@dataclass(frozen=True, slots=True)
class Preview:
    """What a backup holds.

    Attributes
    ----------
    missing
        How many of its attachments lie neither beside it nor in the present file.
    said
        The sentence that says which; None where none is missing.
    newer
        None without a present file.
    """

    holds: Holds
    attachments: int
    missing: int
    said: Message | None
    newer: Newer | None


def look(
    backup: Path,
    *,
    key: Key | None = None,
    present: Path | None = None,
    present_key: Key | None = None,
) -> Preview:
    """Look into a backup (or any clinic file) that `key` opens, beside the `present` file.

    Raises
    ------
    LockedError, WrongKeyError
        It is encrypted, and `key` is none or not its.
    KnownError
        It is no clinic file, or is damaged.
    """
    opening.judge(backup, key, or_backup=True)
    key = key if is_encrypted(backup) else None
    try:
        with opened(backup, key) as db:
            holds, hashes = holds_of(db), apart.hashes_of(db)
            missing = hashes - apart.kept_in(backup.parent, key) if apart.is_apart(db) else set()
            newer = None
            if present is not None and present.exists():
                newer = _newer(db, present, present_key)
                missing -= _contents_in(present, present_key) if missing else set()
            said = missing_said(db, sorted(missing)) if missing else None
    except (sqlite.Error, OSError) as error:
        raise KnownError(sentences.DAMAGED, path=backup) from error
    return Preview(holds, len(hashes), len(missing), said, newer)


def _contents_in(present: Path, key: Key | None) -> set[str]:
    try:
        with opened(present, key if is_encrypted(present) else None) as db:
            rows = db.execute("SELECT sha256 FROM attachments WHERE length(content) > 0")
            return {sha for (sha,) in rows}
    except sqlite.Error:
        return set()


def _newer(backup: sqlite_utils.Database, present: Path, key: Key | None) -> Newer:
    last = backup.execute("SELECT seq, hash FROM log ORDER BY seq DESC LIMIT 1").fetchone()
    try:
        with opened(present, key if is_encrypted(present) else None) as db:
            if last is not None:
                there = db.execute("SELECT hash FROM log WHERE seq = ?", [last[0]]).fetchone()
                if there is None or there[0] != last[1]:
                    return Newer(same=False)
            changes, sessions = db.execute(
                "SELECT count(*), count(DISTINCT session) FROM log WHERE seq > ?",
                [last[0] if last is not None else 0],
            ).fetchone()
    except sqlite.Error:
        return Newer(same=False)
    return Newer(True, changes, sessions)
