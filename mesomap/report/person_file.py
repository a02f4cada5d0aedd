"""The patient's own file, asked for by law: one PDF of everything, the JSON, and the photographs.

It extends the export of a person (`mesomap.exchange.record.person`) by ``everything.pdf`` and by
``mesomap.json``, which `mesomap import` reads.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator
from contextlib import closing
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from mesomap import __version__
from mesomap.atlas import Atlas
from mesomap.document.record.clinic import clinic_settings
from mesomap.exchange.bundle import bundle_bytes, record_of, wrapped
from mesomap.exchange.bundle_parts import PATIENT_KINDS, completed, of_patient_of, parts_of
from mesomap.exchange.json import session_json
from mesomap.exchange.record.person import File, Progress, export_person
from mesomap.model import (
    Attachment,
    Consent,
    Course,
    Entity,
    Photograph,
    Reaction,
)
from mesomap.model.message import QT_TRANSLATE_NOOP
from mesomap.report.layout import paper_of
from mesomap.report.layout.person_pages import PersonContent, lay_out_person
from mesomap.report.pdf import pdf_bytes
from mesomap.report.printing import session_layout
from mesomap.report.speech import paper_voice
from mesomap.storage import SessionSummary, Store

if TYPE_CHECKING:
    from pypdf import PdfWriter

PDF = "everything.pdf"
JSON = "mesomap.json"
MOST_ATTACHED = 100 * 1024 * 1024
"""With more than so many bytes of pictures the JSON goes without: as files they are there."""


def export_everything(
    store: Store, atlas: Atlas, patient: UUID, path: Path, *, at: datetime
) -> Iterator[Progress]:
    """Write the patient's own file to `path`, in small steps.

    Closing the iterator early cancels: nothing is left at `path` then, and what lay there before
    stays.

    Raises
    ------
    KnownError
        The place cannot be written to.
    """
    steps = len(store.sessions(patient)) + 2
    with closing(_papers(store, atlas, patient, at)) as papers:
        yield from export_person(store, patient, path, at=at, papers=papers, paper_steps=steps)


def _papers(
    store: Store, atlas: Atlas, patient: UUID, at: datetime
) -> Generator[File | None, None, None]:
    """The PDF and the JSON; None after each step on the way there."""
    from pypdf import PdfWriter

    sessions = store.sessions(patient)
    merged = PdfWriter()
    readable = []
    content = _content(store, patient, sessions, at)
    layout = lay_out_person(content, voice=paper_voice(), paper=paper_of("A4"))
    part = BytesIO(pdf_bytes(layout, None))
    merged.append(part, outline_item=layout.title, import_outline=False)
    for one in sessions:
        session = one.session
        paper = paper_of("A4")
        chart, said = session_layout(store, atlas, session.id, paper=paper, clock=lambda: at)
        part = BytesIO(pdf_bytes(chart, said.body))
        merged.append(part, outline_item=_named(one), import_outline=True)
        readable.append(session_json(store, atlas, session.id))
        yield None
    yield File(PDF, _finished(merged, layout.title, content.clinic))
    record = record_of(_values(store, patient, sessions))
    yield File(JSON, bundle_bytes(wrapped(readable, record, at=at)))


def _values(store: Store, patient: UUID, sessions: list[SessionSummary]) -> list[Entity]:
    """All that is kept of the person, and what it names."""
    found: list[Entity] = [store.patient(patient)]
    for one in sessions:
        found += parts_of(store, one.session)
    for kind in PATIENT_KINDS:
        found += of_patient_of(store, kind, patient)
    whole = completed(store, found, attachments=True)
    held = sum(len(one.content) for one in whole if isinstance(one, Attachment))
    return whole if held <= MOST_ATTACHED else completed(store, found, attachments=False)


def _content(
    store: Store, patient: UUID, sessions: list[SessionSummary], at: datetime
) -> PersonContent:
    clinic = clinic_settings(store)
    days = [(one.session.date, one.session.id) for one in sessions]
    return PersonContent(
        clinic=clinic.name or store.clinic_name,
        file=store.path.name,
        patient=store.patient(patient),
        merged=tuple(store.merged(patient)),
        sessions=tuple(sessions),
        courses=tuple(store.of_patient(Course, patient)),
        consents=tuple(store.of_patient(Consent, patient)),
        reactions=tuple((day, one) for day, id in days for one in store.of_session(Reaction, id)),
        photographs=tuple(
            (day, one) for day, id in days for one in store.of_session(Photograph, id)
        ),
        printed=at,
        version=__version__,
    )


def _named(one: SessionSummary) -> str:
    voice = paper_voice()
    return voice.say(
        QT_TRANSLATE_NOOP("messages", "Session {number}, {date}"),
        number=one.number,
        date=voice.day(one.session.date),
    )


def _finished(merged: PdfWriter, title: str, clinic: str) -> bytes:
    merged.add_metadata({"/Title": title, "/Author": clinic, "/Creator": "mesomap"})
    merged.compress_identical_objects()
    out = BytesIO()
    merged.write(out)
    return out.getvalue()
