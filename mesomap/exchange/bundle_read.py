"""Reads our own file of sessions back: strictly, and with one sentence where it is not one."""

from __future__ import annotations

import base64
import binascii
import hashlib
from pathlib import Path
from typing import Any, cast
from uuid import UUID

from mesomap.document.importing_lines import Bundle
from mesomap.exchange.bundle import FORMAT, VERSION, hash_of
from mesomap.exchange.bundle_pdf import is_pdf, session_in_pdf
from mesomap.exchange.bundle_values import WrongValueError, value_of
from mesomap.exchange.json_limits import MOST_BYTES, TOO_LARGE, read_json
from mesomap.exchange.picture_files import JPEG, PNG, SVG, check_picture
from mesomap.model import Attachment, ClinicSettings, Credential, Entity, KnownError
from mesomap.model.message import QT_TRANSLATE_NOOP
from mesomap.storage.kinds import KINDS, NAMES

OTHER_SORT = QT_TRANSLATE_NOOP(
    "messages", "{file} was not written by mesomap: choose its JSON or a PDF of its."
)
NEWER = QT_TRANSLATE_NOOP(
    "messages", "{file} was written by a newer version of mesomap (format {version}): update this."
)
ALTERED = QT_TRANSLATE_NOOP(
    "messages", "{file} was changed after it was written (its hash differs): ask for it once more."
)
UNKNOWN = QT_TRANSLATE_NOOP(
    "messages", "{file} holds {kind}, which this version does not import: choose another file."
)
WRONG = QT_TRANSLATE_NOOP("messages", "{file} was not read: {detail}.")
NOTHING = QT_TRANSLATE_NOOP("messages", "{file} holds no session and no patient.")
UNREADABLE = QT_TRANSLATE_NOOP("messages", "{file} cannot be read: {reason}.")
KEYS = frozenset({"format", "version", "made", "mesomap", "sha256", "sessions", "record"})
PDF = "application/pdf"
OF_THIS_CLINIC = (ClinicSettings, Credential)
"""What no file brings: how a clinic works, and with which PIN its people sign in."""
MEDIA = frozenset({PNG, JPEG, SVG, PDF})


def read_limited(path: Path, *, most: int = MOST_BYTES) -> bytes:
    """The file at `path`, refused before it is read when it is too large.

    Raises
    ------
    KnownError
        It is missing, no file, too large, or cannot be read.
    """
    try:
        if not path.is_file():
            reason = "it is a folder" if path.is_dir() else "there is no such file"
            raise KnownError(UNREADABLE, file=path, reason=reason)
        with path.open("rb") as file:
            data = file.read(most + 1) if path.stat().st_size <= most else None
    except OSError as error:
        raise KnownError(UNREADABLE, file=path, reason=error.strerror or error) from error
    if data is None or len(data) > most:
        raise KnownError(TOO_LARGE, file=path.name, most_mb=most // 1024**2)
    return data


def read_bundle(data: bytes, *, name: str) -> Bundle:
    """What the file `name` brings: JSON of ours in `data`, or a PDF with it inside.

    Raises
    ------
    KnownError
        It is no such file, too large, of a newer version, changed, or holds a value that is none.
    """
    found = read_json(session_in_pdf(data, name=name) if is_pdf(data) else data, name=name)
    if not isinstance(found, dict) or found.get("format") != FORMAT:
        raise KnownError(OTHER_SORT, file=name)
    version = found.get("version")
    if type(version) is not int or version < 1:
        raise KnownError(WRONG, file=name, detail="its version is no number")
    if version > VERSION:
        raise KnownError(NEWER, file=name, version=version)
    for key in found:
        if key not in KEYS:
            raise KnownError(WRONG, file=name, detail=f"{key[:40]} is unknown")
    record = found.get("record")
    if not isinstance(record, dict) or not all(isinstance(one, list) for one in record.values()):
        raise KnownError(WRONG, file=name, detail="it has no record")
    try:
        whole = hash_of(record) == found.get("sha256")
    except UnicodeEncodeError as error:  # half a character: nothing can be the hash of that
        raise KnownError(ALTERED, file=name) from error
    if not whole:
        raise KnownError(ALTERED, file=name)
    return Bundle(name=name, values=_values(record, name))


def _values(record: dict[str, list[Any]], name: str) -> tuple[Entity, ...]:
    for kind in record:
        if kind not in KINDS or KINDS[kind] in OF_THIS_CLINIC:
            raise KnownError(UNKNOWN, file=name, kind=kind[:40])
    try:
        values = tuple(
            _value(kind, plain, f"{NAMES[kind]} {number}")
            for kind in NAMES
            for number, plain in enumerate(record.get(NAMES[kind], ()), start=1)
        )
    except WrongValueError as error:
        raise KnownError(WRONG, file=name, detail=str(error)) from error
    if not values:
        raise KnownError(NOTHING, file=name)
    if len({(type(one), one.id) for one in values}) != len(values):
        raise KnownError(WRONG, file=name, detail="one id stands twice")
    return values


def _value(kind: type[Any], plain: Any, where: str) -> Entity:
    if kind is Attachment:
        return _attachment(plain, where)
    return cast(Entity, value_of(kind, plain, where))


def _attachment(plain: Any, where: str) -> Attachment:
    names = {"id", "sha256", "media", "content"}
    if not isinstance(plain, dict) or plain.keys() != names:
        raise WrongValueError(f"{where} is no attachment")
    if not all(isinstance(cell, str) for cell in plain.values()) or plain["media"] not in MEDIA:
        raise WrongValueError(f"{where} is no picture and no PDF")
    try:
        content = base64.b64decode(plain["content"], validate=True)
    except (binascii.Error, ValueError) as error:
        raise WrongValueError(f"{where} is no base64") from error
    sha256 = hashlib.sha256(content).hexdigest()
    if plain["sha256"] != sha256 or plain["id"] != sha256[:32]:
        raise WrongValueError(f"{where}: its hash differs")
    _check_content(content, plain["media"], where)
    return Attachment(
        id=UUID(hex=plain["id"]), sha256=sha256, media=plain["media"], content=content
    )


def _check_content(content: bytes, media: str, where: str) -> None:
    """A picture is judged as one that the clinic adds itself; of a PDF how it begins."""
    if media == PDF:
        fits = content.startswith(b"%PDF-")
    else:
        try:
            fits = check_picture(content, where).media == media
        except KnownError as error:
            raise WrongValueError(str(error).rstrip(".")) from error
    if not fits:
        raise WrongValueError(f"{where} is not what it says it is ({media})")
