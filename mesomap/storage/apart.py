"""The attachments of rotating backups: each content once, by its hash, beside the backups.

A rotating backup holds every row of the clinic file but no attachment's content: photographs would
be copied whole each day. The contents lie in the folder `attachments` beside the backups, in one
SQLite file for each key that the clinic file has had: encrypted with that key and named by its
salt, or plain. A content is hashed when it is written and when it is read back.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import Final

import sqlite_utils

from mesomap.model import KnownError
from mesomap.model.message import QT_TRANSLATE_NOOP
from mesomap.storage import log, schema
from mesomap.storage.connect import connect
from mesomap.storage.driver import sqlite
from mesomap.storage.files import BESIDE, free_name
from mesomap.storage.keys import Key

FOLDER: Final = "attachments"
SUFFIX: Final = ".contents"
PLAIN: Final = "plain"
STEP_BYTES: Final = 16 * 1024 * 1024
"""About so much is written in one transaction."""

LOST = QT_TRANSLATE_NOOP("labels", "Restore without missing attachments")
"""The event in the change log that says which contents a restore did not find."""

NOT_ITSELF = QT_TRANSLATE_NOOP(
    "messages",
    "An attachment in {path} is not what was added (hash {sha256}): run verify, and take the latest"
    " backup.",
)


def contents_file(folder: Path, salt: bytes | None) -> Path:
    """Where the contents for the backups in `folder` lie that have this salt, None for plain."""
    return folder / FOLDER / f"{salt.hex() if salt is not None else PLAIN}{SUFFIX}"


def is_apart(db: sqlite_utils.Database) -> bool:
    """Whether the open file is a rotating backup, whose contents lie beside it."""
    return bool(db.execute("PRAGMA application_id").fetchone()[0] == schema.BACKUP_ID)


def set_apart(db: sqlite_utils.Database, *, apart: bool) -> None:
    """Say of the open file whether its contents lie beside it."""
    id = schema.BACKUP_ID if apart else schema.APPLICATION_ID
    db.execute(f"PRAGMA application_id = {id}")


def hashes_of(db: sqlite_utils.Database, table: str = "attachments") -> set[str]:
    """The hashes of all attachments of an open clinic file."""
    return {sha for (sha,) in db.execute(f"SELECT sha256 FROM {table}")}


def note_lost(
    db: sqlite_utils.Database, hashes: Iterable[str], *, actor: str, at: datetime
) -> None:
    """Say in the change log of the file open in `db` that these contents are not in it."""
    with db.atomic():
        log.append_payload(
            db,
            payload={"details": {"sha256": " ".join(sorted(hashes))}},
            subject=log.Subject(None, None),
            label=LOST,
            actor=actor,
            at=at,
            kind="event",
        )


def lost_in(db: sqlite_utils.Database) -> set[str]:
    """The hashes of the contents that a restore did not find, as the change log says."""
    rows = db.query("SELECT * FROM log WHERE kind = 'event' AND label = ?", [LOST])
    lost: set[str] = set()
    for row in rows:
        with suppress(zlib.error, ValueError, KeyError, TypeError):  # edited: the hash tells
            payload = log.read_payload(row)
            lost |= set(json.loads(payload or b"")["details"]["sha256"].split())
    return lost


def is_whole(content: bytes, sha256: str) -> bool:
    """Whether it is the content that the hash is of."""
    return hashlib.sha256(content).hexdigest() == sha256


def keep(
    db: sqlite_utils.Database,
    path: Path,
    folder: Path,
    key: Key | None,
    *,
    at: datetime,
    done: Callable[[float], None],
    table: str = "attachments",
) -> int:
    """Write the contents of the clinic file open in `db` that do not lie in `folder` yet.

    Parameters
    ----------
    table
        Where they stand in `db`.
    path
        The clinic file's, for what is said of it.
    at
        When: a damaged contents file is set aside under a name with it, and begun anew.
    done
        Is told what fraction is done; what it raises stops the work.

    Returns
    -------
    int
        How many contents were written.

    Raises
    ------
    KnownError
        A content is not what its hash says.
    sqlite.Error, OSError
        The folder cannot be written to.
    """
    wanted = hashes_of(db, table)
    if not wanted:
        return 0
    file = contents_file(folder, key.salt if key is not None else None)
    file.parent.mkdir(exist_ok=True)
    try:
        missing = wanted - _kept(file, key)
    except sqlite.OperationalError:
        raise
    except sqlite.DatabaseError:
        for ending in BESIDE:
            beside = file.with_name(file.name + ending)
            if beside.exists():
                beside.replace(free_name(beside, "damaged", at))
        missing = wanted
    if missing:
        _write(db, table, path, file, key, sorted(missing), done)
    return len(missing)


def kept_in(folder: Path, key: Key | None) -> set[str]:
    """The hashes of the contents that lie beside the backups in `folder` for this key."""
    try:
        return _kept(contents_file(folder, key.salt if key is not None else None), key)
    except sqlite.Error:
        return set()


def _kept(file: Path, key: Key | None) -> set[str]:
    if not file.exists():
        return set()
    with _contents(file, key) as kept:
        return _hashes_in(kept)


def _hashes_in(kept: sqlite_utils.Database) -> set[str]:
    """The contents of an open contents file; none in one that was killed at its birth."""
    if not kept["contents"].exists():
        return set()
    return {sha for (sha,) in kept.execute("SELECT sha256 FROM contents")}


def _write(
    db: sqlite_utils.Database,
    table: str,
    path: Path,
    file: Path,
    key: Key | None,
    missing: list[str],
    done: Callable[[float], None],
) -> None:
    with _contents(file, key, new=True) as kept:
        step = 0
        for number, sha in enumerate(missing):
            done(number / len(missing) / 2)
            (content,) = db.execute(
                f"SELECT content FROM {table} WHERE sha256 = ?", [sha]
            ).fetchone()
            if not content and not is_whole(content, sha):
                continue  # was missing when this file was restored
            if not is_whole(content, sha):
                raise KnownError(NOT_ITSELF, path=path, sha256=sha[:12])
            if not kept.conn.in_transaction:
                kept.execute("BEGIN IMMEDIATE")
            kept.execute("INSERT OR REPLACE INTO contents VALUES (?, ?)", [sha, content])
            step += len(content)
            if step >= STEP_BYTES:
                kept.conn.commit()
                step = 0
        kept.conn.commit()
    with _contents(file, key) as kept:  # anew, so that nothing comes from the writer's memory
        for number, sha in enumerate(missing):
            done(0.5 + number / len(missing) / 2)
            row = kept.execute("SELECT content FROM contents WHERE sha256 = ?", [sha]).fetchone()
            if row is not None and not is_whole(row[0], sha):
                raise OSError(5, "read back otherwise than written", str(file))


def join(db: sqlite_utils.Database, folder: Path, key: Key | None) -> list[str]:
    """Put the contents that lie in `folder` into the rotating backup open in `db` for writing.

    Returns
    -------
    list of str
        The hashes of those that are missing there, or are not themselves any more.
    """
    file = contents_file(folder, key.salt if key is not None else None)
    wanted = hashes_of(db)
    if not wanted:
        return []
    if not file.exists():
        return sorted(wanted)
    missing = []
    with _contents(file, key) as kept, db.atomic():
        for sha in sorted(wanted):
            content = _read(kept, sha)
            if content is None:
                missing.append(sha)
                continue
            db.execute("UPDATE attachments SET content = ? WHERE sha256 = ?", [content, sha])
    return missing


def _read(kept: sqlite_utils.Database, sha: str) -> bytes | None:
    try:
        row = kept.execute("SELECT content FROM contents WHERE sha256 = ?", [sha]).fetchone()
    except sqlite.DatabaseError:
        return None
    return row[0] if row is not None and is_whole(row[0], sha) else None


def forget(
    folder: Path, key: Key | None, *, named: Collection[str] | None, erased: Collection[str]
) -> int:
    """Remove the contents that no backup names any more, and those of erased persons.

    Parameters
    ----------
    named
        What the backups of this key name, None where one of them could not be read: then only
        what was `erased` goes.

    Returns
    -------
    int
        How many were removed.
    """
    file = contents_file(folder, key.salt if key is not None else None)
    if not file.exists():
        return 0
    with _contents(file, key) as kept:
        there = _hashes_in(kept)
        gone = there & set(erased) if named is None else there - (set(named) - set(erased))
        if gone:
            kept.execute("BEGIN IMMEDIATE")
            kept.conn.executemany(
                "DELETE FROM contents WHERE sha256 = ?", [[sha] for sha in sorted(gone)]
            )
            kept.conn.commit()
    if gone == there:
        _remove(file)
    return len(gone)


def forget_keys(folder: Path, salts: Collection[bytes | None]) -> None:
    """Remove the contents files of keys that no backup in `folder` has any more."""
    wanted = {contents_file(folder, salt).name for salt in salts}
    with suppress(OSError):
        for file in list((folder / FOLDER).glob(f"*{SUFFIX}")):
            if _is_ours(file.name) and file.name not in wanted:
                _remove(file)
        (folder / FOLDER).rmdir()  # only when nothing is left in it


def _is_ours(name: str) -> bool:
    stem = name.removesuffix(SUFFIX)
    return stem == PLAIN or (len(stem) == 32 and not set(stem) - set("0123456789abcdef"))


def _remove(file: Path) -> None:
    for ending in reversed(BESIDE):
        with suppress(OSError):
            file.with_name(file.name + ending).unlink(missing_ok=True)


@contextmanager
def _contents(file: Path, key: Key | None, *, new: bool = False) -> Iterator[sqlite_utils.Database]:
    """A contents file, open; `new` makes it where it is not there.

    What a killed program left half written is taken back by SQLite on opening.
    """
    if not new and not file.exists():
        raise FileNotFoundError(2, "No such file", str(file))
    kept = connect(file, "make", key)
    try:
        kept.execute("PRAGMA secure_delete = ON")
        kept.execute("PRAGMA synchronous = EXTRA")  # a journal that came back would undo it
        if new:
            kept.execute("PRAGMA auto_vacuum = FULL")  # what goes gives its room back
            kept.execute(
                "CREATE TABLE IF NOT EXISTS contents"
                " (sha256 TEXT PRIMARY KEY, content BLOB NOT NULL)"
            )
        yield kept
    finally:
        kept.close()
