"""A rotating backup made one whole clinic file again, with the contents that lie beside it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import cast
from uuid import UUID

import sqlite_utils

from mesomap.model import Consent, KnownError, Message, Picture
from mesomap.model.message import QT_TRANSLATE_NOOP
from mesomap.storage import apart, schema
from mesomap.storage.connect import close_log, connect
from mesomap.storage.driver import sqlite
from mesomap.storage.keys import Key
from mesomap.storage.lock import is_encrypted
from mesomap.storage.readers import from_row

ONE_MISSING = QT_TRANSLATE_NOOP(
    "messages",
    "An attachment of this backup is missing in the folder “{folder}”, {which}: connect the place"
    " where it lies, or restore without it.",
)
SOME_MISSING = QT_TRANSLATE_NOOP(
    "messages",
    "{count} attachments of this backup are missing in the folder “{folder}”, among them {which}:"
    " connect the place where they lie, or restore without them.",
)
PHOTOGRAPH = QT_TRANSLATE_NOOP("messages", "a photograph of {patient}, session of {date}")
PICTURE = QT_TRANSLATE_NOOP("messages", "the own picture {title}")
CONSENT = QT_TRANSLATE_NOOP("messages", "the scan of a consent of {patient}")
OTHER = QT_TRANSLATE_NOOP("messages", "a file of type {media}")


class MissingContentsError(KnownError):
    """Attachments of a backup are missing: it may be restored without them."""


def rejoin(
    part: Path, key: Key | None, folder: Path, *, present: tuple[Path, Key | None]
) -> list[str]:
    """Make the rotating backup at `part` a clinic file; one that is none is left as it is.

    Parameters
    ----------
    folder
        Where the backup lies, with its attachments.
    present
        The clinic file that is to be replaced, and its key: what the folder lacks may be in it.

    Returns
    -------
    list of str
        The hashes of the contents that are nowhere.
    """
    db = connect(part, "write", key)
    try:
        if not apart.is_apart(db):
            return []
        schema.migrate(db)
        missing = apart.join(db, folder, key)
        if missing:
            missing = _from_present(db, missing, *present)
        apart.set_apart(db, apart=False)
        return missing
    finally:
        close_log(db)
        db.close()


def _from_present(
    db: sqlite_utils.Database, missing: Iterable[str], path: Path, key: Key | None
) -> list[str]:
    if not path.exists():
        return sorted(missing)
    still = []
    try:
        source = connect(path, "look", key if is_encrypted(path) else None)
    except (sqlite.Error, KnownError):
        return sorted(missing)
    try:
        for sha in missing:
            content = _content_in(source, sha)
            if content is None:
                still.append(sha)
                continue
            with db.atomic():
                db.execute("UPDATE attachments SET content = ? WHERE sha256 = ?", [content, sha])
    finally:
        source.close()
    return still


def _content_in(source: sqlite_utils.Database, sha: str) -> bytes | None:
    try:
        row = source.execute("SELECT content FROM attachments WHERE sha256 = ?", [sha]).fetchone()
    except sqlite.Error:
        return None
    return row[0] if row is not None and apart.is_whole(row[0], sha) else None


def do_without(
    part: Path,
    key: Key | None,
    missing: Collection[str],
    *,
    allowed: bool,
    at: datetime,
    actor: str,
) -> None:
    """Note in the change log of the file at `part` that these contents are not in it.

    Those whose attachment is not in the file either, because its person was erased, are no matter.

    Raises
    ------
    MissingContentsError
        There are such, and it is not `allowed`.
    """
    if not missing:
        return
    db = connect(part, "write", key)
    try:
        lost = sorted(apart.hashes_of(db) & set(missing))
        if lost and not allowed:
            said = missing_said(db, lost)
            raise MissingContentsError(said.text, **said.values)
        if lost:
            apart.note_lost(db, lost, actor=actor, at=at)
    finally:
        close_log(db)
        db.close()


def missing_said(db: sqlite_utils.Database, missing: Sequence[str]) -> Message:
    """The sentence that says which contents of the open file are missing."""
    text = ONE_MISSING if len(missing) == 1 else SOME_MISSING
    which = described(db, missing[0])
    return Message(text, {"count": len(missing), "folder": apart.FOLDER, "which": which})


def described(db: sqlite_utils.Database, sha: str) -> Message:
    """What the attachment of this hash is, in words."""
    id, media = db.execute("SELECT id, media FROM attachments WHERE sha256 = ?", [sha]).fetchone()
    photograph = db.execute(
        "SELECT patients.name, sessions.date FROM photographs"
        " JOIN sessions ON sessions.id = photographs.session"
        " JOIN patients ON patients.id = sessions.patient WHERE photographs.attachment = ?",
        [id],
    ).fetchone()
    if photograph is not None:
        return Message(PHOTOGRAPH, {"patient": photograph[0], "date": photograph[1]})
    for row in db["pictures"].rows_where("attachment = ?", [id]):
        return Message(PICTURE, {"title": cast(Picture, from_row(Picture, row)).title})
    for row in db["consents"].rows:
        consent = cast(Consent, from_row(Consent, row))
        if consent.scan == UUID(bytes=id):
            (name,) = db.execute(
                "SELECT name FROM patients WHERE id = ?", [consent.patient.bytes]
            ).fetchone()
            return Message(CONSENT, {"patient": name})
    return Message(OTHER, {"media": media})
