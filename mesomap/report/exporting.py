"""Sessions as files for other systems: one, or many into a folder, whole or not at all."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from uuid import UUID

from mesomap.atlas import Atlas
from mesomap.exchange.exported import gather
from mesomap.exchange.whole_file import NOT_WRITTEN, write_whole
from mesomap.model import KnownError, Session
from mesomap.model.message import QT_TRANSLATE_NOOP
from mesomap.storage import Store, files


class Format(StrEnum):
    """As what. The values are the command line's words."""

    CSV = "csv"
    JSON = "json"
    FHIR = "fhir"
    DICOM = "dicom"


ENDINGS = {
    Format.CSV: ".csv",
    Format.JSON: ".json",
    Format.FHIR: ".fhir.json",
    Format.DICOM: ".dcm",
}
JOINED = "sessions.csv"
"""Beside the sessions' tables: all their rows in one."""
IS_FILE = QT_TRANSLATE_NOOP("messages", "{path} is a file: name a folder for the sessions.")
IS_FOLDER = QT_TRANSLATE_NOOP("messages", "{path} is a folder: name a file in it.")
NO_FOLDER = QT_TRANSLATE_NOOP(
    "messages", "There is no folder {path}: make it first, or choose another."
)
NOTHING = QT_TRANSLATE_NOOP("messages", "There is no session to export.")

Clock = Callable[[], datetime]


@dataclass(frozen=True, slots=True)
class Progress:
    """So many of the sessions are written."""

    done: int
    total: int


def file_name(session: Session, format: Format) -> str:
    """What a session's file is called among many: no patient's name in it."""
    return f"{session.date.isoformat()}-{session.id}{ENDINGS[format]}"


def session_bytes(
    store: Store, atlas: Atlas, id: UUID, format: Format, *, clock: Clock = datetime.now
) -> bytes:
    """One session as the content of a file.

    FHIR and DICOM carry its site chart as a PDF, which needs a Qt application.

    Raises
    ------
    KnownError
        There is no such session, or its body is not in the atlas.
    """
    match format:
        case Format.CSV:
            from mesomap.exchange.injections_csv import injections_csv

            return injections_csv([gather(store, atlas, id)])
        case Format.JSON:
            from mesomap.exchange.bundle import bundle_bytes, bundle_json

            return bundle_bytes(bundle_json(store, atlas, [id], at=clock(), attachments=True))
        case Format.FHIR:
            from mesomap.exchange.fhir import fhir_bytes

            exported = gather(store, atlas, id)
            return fhir_bytes(exported, pdf=site_chart(store, atlas, id, clock), at=clock())
        case Format.DICOM:
            from mesomap.exchange.dicom import encapsulated

            exported = gather(store, atlas, id)
            return encapsulated(exported, site_chart(store, atlas, id, clock), at=clock())


def site_chart(store: Store, atlas: Atlas, id: UUID, clock: Clock) -> bytes:
    """The session's site chart, as it is printed for the patient's file."""
    from mesomap.report.templates import Options, session_pdf

    return session_pdf(store, atlas, id, Options(), clock=clock)


def export_session(
    store: Store,
    atlas: Atlas,
    id: UUID,
    path: Path,
    format: Format,
    *,
    clock: Clock = datetime.now,
) -> None:
    """Write one session to `path`, whole or not at all.

    Raises
    ------
    KnownError
        It cannot be made (see `session_bytes`) or written.
    """
    if path.is_dir():
        raise KnownError(IS_FOLDER, path=path)
    if not path.parent.is_dir():
        raise KnownError(NO_FOLDER, path=path.parent)
    write_whole(path, session_bytes(store, atlas, id, format, clock=clock))


def export_sessions(
    store: Store,
    atlas: Atlas,
    ids: Sequence[UUID],
    folder: Path,
    format: Format,
    *,
    clock: Clock = datetime.now,
) -> Iterator[Progress]:
    """Write sessions into `folder`, a file each and one at each step; all of them or none.

    Of tables there is one more, with the rows of all. The files lie apart until the last one is
    made. Closing the iterator early cancels: what was in `folder` before is as it was. Files of
    the same names are replaced.

    Raises
    ------
    KnownError
        There are none, one cannot be made, or the folder cannot be written to.
    """
    if not ids:
        raise KnownError(NOTHING)
    if folder.exists() and not folder.is_dir():
        raise KnownError(IS_FILE, path=folder)
    if not folder.parent.is_dir():
        raise KnownError(NO_FOLDER, path=folder.parent)
    part = files.part_of(folder)
    try:
        part.mkdir()
        yield Progress(0, len(ids))
        for done, id in enumerate(ids, start=1):
            content = session_bytes(store, atlas, id, format, clock=clock)
            (part / file_name(store.session(id), format)).write_bytes(content)
            if format is Format.CSV:
                _join(part / JOINED, content)
            if done < len(ids):
                yield Progress(done, len(ids))
        _put(part, folder)
    except OSError as error:
        raise KnownError(NOT_WRITTEN, path=folder) from error
    finally:
        shutil.rmtree(part, ignore_errors=True)
    yield Progress(len(ids), len(ids))


def _join(table: Path, content: bytes) -> None:
    """Add the rows of a session's table to those of all; one head for both."""
    head, rows = content.split(b"\r\n", 1)
    with table.open("ab") as file:
        file.write(rows if file.tell() else head + b"\r\n" + rows)


def _put(part: Path, folder: Path) -> None:
    if not folder.exists():
        part.replace(folder)
        return
    for file in sorted(part.iterdir()):
        file.replace(folder / file.name)
