"""The papers of one session: each a template, laid out through one entry for all who print.

The window's preview, the printer, the PDF and the command line take their pages from `pages`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from uuid import UUID

from mesomap.atlas import Atlas, Body
from mesomap.exchange.bundle import bundle_bytes, bundle_json
from mesomap.exchange.bundle_pdf import NAME as SESSION_IN_PDF
from mesomap.model import RegionKey
from mesomap.model.message import QT_TRANSLATE_NOOP
from mesomap.report.course_report import course_layout
from mesomap.report.layout import Layout, paper_of
from mesomap.report.layout.patient_copy import lay_out_patient_copy
from mesomap.report.layout.treatment_sheet import lay_out_treatment_sheet
from mesomap.report.one_to_one import one_to_one_layout
from mesomap.report.pdf import check_out, pdf_bytes, write_pdf
from mesomap.report.pdf_finish import JSON_MEDIA, PdfAttachment
from mesomap.report.printing import session_content, session_layout
from mesomap.report.speech import paper_voice
from mesomap.storage import Store


class Template(StrEnum):
    """What a paper is for. The values are the command line's words and are kept in settings."""

    PATIENT_FILE = "patient-file"
    PATIENT_COPY = "patient-copy"
    TREATMENT_SHEET = "treatment-sheet"
    COURSE = "course-summary"
    ONE_TO_ONE = "one-to-one"


TITLES = {
    Template.PATIENT_FILE: QT_TRANSLATE_NOOP("messages", "Site chart for the patient's file"),
    Template.PATIENT_COPY: QT_TRANSLATE_NOOP("messages", "Patient's copy"),
    Template.TREATMENT_SHEET: QT_TRANSLATE_NOOP("messages", "Treatment sheet for the tray"),
    Template.COURSE: QT_TRANSLATE_NOOP("messages", "Course summary"),
    Template.ONE_TO_ONE: QT_TRANSLATE_NOOP("messages", "One to one, to lay on the skin"),
}
"""In the order in which they are offered."""
ABOUT = {
    Template.PATIENT_FILE: QT_TRANSLATE_NOOP(
        "messages", "Every site, numbered and in tables, with what was recorded."
    ),
    Template.PATIENT_COPY: QT_TRANSLATE_NOOP(
        "messages",
        "Where and with what, in plain words. What to do afterwards is your own text: clinic"
        " settings, consent and care.",
    ),
    Template.TREATMENT_SHEET: QT_TRANSLATE_NOOP(
        "messages", "Allergies, syringes and sites in needle order, in large letters."
    ),
    Template.COURSE: QT_TRANSLATE_NOOP(
        "messages", "All sessions of the course: small maps, figures as lines, reactions, response."
    ),
    Template.ONE_TO_ONE: QT_TRANSLATE_NOOP(
        "messages", "Each region flat at its true size. Print at 100 %, on paper or film."
    ),
}


WITH_CHARTS = frozenset({Template.PATIENT_FILE})
"""Those on whose charts caution structures can be shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How a session is printed."""

    template: Template = Template.PATIENT_FILE
    paper: str = "A4"
    """``A4`` or ``Letter``."""
    landscape: bool = False
    caution: bool = False
    """The site chart: with caution structures."""
    regions: tuple[RegionKey, ...] = ()
    """One to one: only these; empty for every region with injections."""


@dataclass(frozen=True, slots=True)
class PrintResult:
    """What was printed."""

    path: Path
    pages: int


def pages(
    store: Store,
    atlas: Atlas,
    session_id: UUID,
    options: Options,
    *,
    clock: Callable[[], datetime] = datetime.now,
) -> tuple[Layout, Body]:
    """The pages of a session's paper, and the body that their charts show.

    Raises
    ------
    KnownError
        No such session, no such paper, or nothing that this template could show.
    """
    paper = paper_of(options.paper, landscape=options.landscape)
    match options.template:
        case Template.PATIENT_FILE:
            layout, content = session_layout(
                store, atlas, session_id, paper=paper, caution=options.caution, clock=clock
            )
        case Template.PATIENT_COPY:
            content = session_content(store, atlas, session_id, clock=clock)
            layout = lay_out_patient_copy(content, voice=paper_voice(), paper=paper)
        case Template.TREATMENT_SHEET:
            content = session_content(store, atlas, session_id, clock=clock)
            layout = lay_out_treatment_sheet(content, voice=paper_voice(), paper=paper)
        case Template.COURSE:
            layout, content = course_layout(store, atlas, session_id, paper=paper, clock=clock)
        case Template.ONE_TO_ONE:
            layout, content = one_to_one_layout(
                store, atlas, session_id, paper=paper, keys=options.regions, clock=clock
            )
    return layout, content.body


def attachments_of(
    store: Store,
    atlas: Atlas,
    session_id: UUID,
    options: Options,
    *,
    clock: Callable[[], datetime] = datetime.now,
) -> tuple[PdfAttachment, ...]:
    """What goes within the PDF: with the site chart the session itself, to be imported again."""
    if options.template is not Template.PATIENT_FILE:
        return ()
    bundle = bundle_json(store, atlas, [session_id], at=clock(), attachments=False)
    return (PdfAttachment(SESSION_IN_PDF, JSON_MEDIA, bundle_bytes(bundle)),)


def print_session(
    store: Store,
    atlas: Atlas,
    session_id: UUID,
    out: Path,
    options: Options | None = None,
    *,
    clock: Callable[[], datetime] = datetime.now,
) -> PrintResult:
    """Print a session to the PDF `out`: its site chart, unless `options` say otherwise.

    Raises
    ------
    KnownError
        As `pages`, or `out` cannot be written; `out` is then as before.
    """
    check_out(out)
    chosen = options or Options()
    layout, body = pages(store, atlas, session_id, chosen, clock=clock)
    attachments = attachments_of(store, atlas, session_id, chosen, clock=clock)
    write_pdf(layout, body, out, attachments=attachments)
    return PrintResult(out, len(layout.pages))


def session_pdf(
    store: Store, atlas: Atlas, session_id: UUID, options: Options, *, clock: Callable[[], datetime]
) -> bytes:
    """A session as the content of a PDF. `KnownError` as `pages`."""
    layout, body = pages(store, atlas, session_id, options, clock=clock)
    attachments = attachments_of(store, atlas, session_id, options, clock=clock)
    return pdf_bytes(layout, body, attachments=attachments)
