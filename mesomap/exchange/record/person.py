"""Everything that a clinic file holds of one person, as one zip file of JSON and attachments.

`person.json` has the person's entries and what belongs to the patient; each session is a file
under ``sessions/`` with all of its parts; attachments lie under ``attachments/`` by their hash.
Values have the names of the model's fields; volumes are integer microlitres (``_ul``).
"""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, get_args
from uuid import UUID

from mesomap.model import (
    AfterPart,
    Attachment,
    Calibration,
    Consent,
    Entity,
    Injection,
    KnownError,
    PatientPart,
    Person,
    Photograph,
    Picture,
    Product,
    Session,
    SessionPart,
    Syringe,
)
from mesomap.model.message import QT_TRANSLATE_NOOP
from mesomap.storage import Store, codec, files
from mesomap.storage.kinds import NAMES

CANNOT_WRITE = QT_TRANSLATE_NOOP(
    "messages", "{path} could not be written ({reason}): choose another place."
)
FORMAT = 1
ENDINGS = {
    "image/png": "png",
    "image/jpeg": "jpg",
    "image/svg+xml": "svg",
    "application/pdf": "pdf",
}
Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Progress:
    """So many steps are done: a session each, then the papers."""

    done: int
    total: int


@dataclass(frozen=True, slots=True)
class File:
    """A file in the zip file."""

    name: str
    content: bytes


def export_person(
    store: Store,
    patient: UUID,
    path: Path,
    *,
    at: datetime,
    papers: Iterable[File | None] = (),
    paper_steps: int = 0,
) -> Iterator[Progress]:
    """Write everything of a person to `path`, a session at each step.

    `papers` are files that go along; each of its `paper_steps`, also one that brings none, is a
    step here.

    Closing the iterator early cancels: nothing is left at `path` then, and what lay there before
    stays.

    Raises
    ------
    KnownError
        The place cannot be written to.
    """
    part = files.part_of(path)
    try:
        with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED) as archive:
            yield from _write(store, patient, archive, at, papers, paper_steps)
        files.sync(part)
        files.put_in_place(part, path)
    except OSError as error:
        raise KnownError(CANNOT_WRITE, path=path, reason=error.strerror or error) from error
    finally:
        files.clear(part)


def _write(
    store: Store,
    patient: UUID,
    archive: zipfile.ZipFile,
    at: datetime,
    papers: Iterable[File | None],
    paper_steps: int,
) -> Iterator[Progress]:
    sessions = [summary.session for summary in store.sessions(patient)]
    family = store.family(patient)
    of_patient = {NAMES[kind]: _of_patient(store, kind, patient) for kind in get_args(PatientPart)}
    pictures = [one for one in store.of_clinic(Picture) if one.patient in family]
    attachments = {one.attachment for one in pictures}
    attachments |= {one.scan for one in store.of_patient(Consent, patient) if one.scan}
    person: Json = {
        "format": FORMAT,
        "clinic_file": store.path.name,
        "exported": at.isoformat(timespec="seconds"),
        "entries": [
            plain(store.patient(id)) for id in sorted(family, key=lambda id: id != patient)
        ],
        **of_patient,
        "picture": [plain(one) for one in pictures],
        "sessions": [_name(session) for session in sessions],
    }
    _put(archive, "person.json", person)
    used: dict[str, Json] = {}
    total = len(sessions) + paper_steps
    yield Progress(0, total)
    for number, session in enumerate(sessions, start=1):
        parts = {NAMES[kind]: _of_session(store, kind, session.id) for kind in _SESSION_KINDS}
        _put(archive, _name(session), {"session": plain(session), **parts})
        attachments |= {one.attachment for one in store.of_session(Photograph, session.id)}
        used |= _used(store, parts)
        yield Progress(number, total)
    _put(archive, "products.json", {"products_and_lots": list(used.values()), **_people(store)})
    for number, file in enumerate(papers, start=len(sessions) + 1):
        if file is not None:
            archive.writestr(file.name, file.content)
        yield Progress(number, total)
    for id in sorted(attachments):
        found = store.attachment(id)
        if found is not None and found.content:  # a restore may have done without
            archive.writestr(attachment_name(found), found.content)


_SESSION_KINDS = tuple(kind for kind in NAMES if issubclass(kind, SessionPart | AfterPart))


def plain(value: Entity) -> Json:
    """A value by the names of its fields."""
    found: Json = json.loads(codec.to_text(value))
    return found


def attachment_name(attachment: Attachment) -> str:
    """Where an attachment lies in the zip file."""
    ending = ENDINGS.get(attachment.media, "bin")
    return f"attachments/{attachment.id.hex}.{ending}"


def _name(session: Session) -> str:
    return f"sessions/{session.date.isoformat()}-{session.id}.json"


def _put(archive: zipfile.ZipFile, name: str, content: Json) -> None:
    archive.writestr(name, json.dumps(content, ensure_ascii=False, indent=1))


def _of_patient(store: Store, kind: type[Any], patient: UUID) -> list[Json]:
    if kind is Calibration:
        return [plain(one) for one in store.calibrations(patient)]
    return [plain(one) for one in store.of_patient(kind, patient)]


def _of_session(store: Store, kind: type[Any], session: UUID) -> list[Json]:
    if kind is Syringe:
        return [plain(one) for one in store.syringes(session)]
    if kind is Injection:
        return [plain(one) for one in store.injections(session)]
    return [plain(one) for one in store.of_session(kind, session)]


def _used(store: Store, parts: dict[str, list[Json]]) -> dict[str, Json]:
    """The products and lots that a session's parts name, by id."""
    named = [*parts["draw"], *(one for s in parts["syringe"] for one in s["parts"])]
    products = {one["product"] for one in named}
    lots = store.lots(UUID(one["lot"]) for one in named if one.get("lot"))
    known = {one.id.hex: plain(one) for one in store.of_clinic(Product) if one.id.hex in products}
    return known | {id.hex: plain(lot) for id, lot in lots.items()}


def _people(store: Store) -> Json:
    """Who the ids of performers and prescribers are."""
    return {"people": [plain(one) for one in store.of_clinic(Person)]}
