"""From one key to another: encrypt a clinic file, take the encryption away, change the passphrase.

The file is written anew under a hidden name, verified there, and put in place in one step: at every
moment its name leads to the old file or to the new one, whole.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from mesomap.model import KnownError
from mesomap.model.message import QT_TRANSLATE_NOOP
from mesomap.storage import backup, log, opening, schema
from mesomap.storage.connect import address, close_log, connect
from mesomap.storage.driver import sqlite
from mesomap.storage.files import clear, part_of, put_in_place, sync
from mesomap.storage.keys import Key
from mesomap.storage.lock import is_encrypted, leave, take_place

ENCRYPTED = QT_TRANSLATE_NOOP("labels", "Encrypt the clinic file")
DECRYPTED = QT_TRANSLATE_NOOP("labels", "Remove the encryption")
ANOTHER_PASSPHRASE = QT_TRANSLATE_NOOP("labels", "Change the passphrase")
NOTHING_TO_DO = QT_TRANSLATE_NOOP(
    "messages", "{path} is not encrypted: there is nothing to remove."
)


def convert(
    path: Path, *, key: Key | None, new_key: Key | None, at: datetime, actor: str
) -> backup.Holds:
    """Write the clinic file at `path`, which `key` opens, anew for `new_key` (None: in clear).

    The change is noted in the change log. Needs as much room again as the file takes.

    Returns
    -------
    Holds
        What the new file holds, verified.

    Raises
    ------
    KnownError
        It is open somewhere, cannot be opened with `key`, is not whole, or the disk refused; the
        file is as it was then.
    """
    opening.judge(path, key)
    key = key if is_encrypted(path) else None
    if key is None and new_key is None:
        raise KnownError(NOTHING_TO_DO, path=path)
    place = take_place(path, read_only=False)
    part = part_of(path)
    try:
        _write_anew(path, part, key, new_key)
        _note(part, new_key, _label(key, new_key), at, actor)
        holds = backup.verified(part, new_key, told_as=path, bring_up=True)
        sync(part)
        put_in_place(part, path)
    except (OSError, sqlite.Error) as error:
        told = getattr(error, "strerror", None) or error
        raise KnownError(backup.CANNOT_COPY, path=path, reason=told) from error
    finally:
        clear(part)
        leave(place)
    return holds


def _write_anew(path: Path, part: Path, key: Key | None, new_key: Key | None) -> None:
    source = connect(path, "write", key)
    try:
        schema.migrate(source)
        # Nothing may stay in a log beside it: the new file takes the old one's name.
        close_log(source)
        numbers = {
            name: int(source.execute(f"PRAGMA {name}").fetchone()[0])
            for name in ("user_version", "application_id")
        }
        opener = f"x'{new_key.raw.hex()}{new_key.salt.hex()}'" if new_key is not None else ""
        source.execute(
            "ATTACH DATABASE ? AS anew KEY ?", [address(part.absolute(), "mode=rwc"), opener]
        )
        source.execute("SELECT sqlcipher_export('anew')").fetchone()
        for name, number in numbers.items():
            source.execute(f"PRAGMA anew.{name} = {number}")
        source.execute("DETACH DATABASE anew")
    finally:
        source.close()


def _note(part: Path, key: Key | None, label: str, at: datetime, actor: str) -> None:
    db = connect(part, "write", key)
    try:
        with db.atomic():
            log.append_payload(
                db,
                payload={"details": {"key": key.name if key is not None else ""}},
                subject=log.Subject(None, None),
                label=label,
                actor=actor,
                at=at,
                kind="event",
            )
    finally:
        close_log(db)
        db.close()


def _label(key: Key | None, new_key: Key | None) -> str:
    if new_key is None:
        return DECRYPTED
    return ENCRYPTED if key is None else ANOTHER_PASSPHRASE
