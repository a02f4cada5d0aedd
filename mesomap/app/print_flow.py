"""The open session on paper: which papers there are of it, and where their PDFs would go."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QCoreApplication

from mesomap.app import settings
from mesomap.app.naming import file_stem
from mesomap.app.print_dialog import Printable
from mesomap.atlas import Atlas, Body
from mesomap.document.course_view import Followed
from mesomap.report.course_report import course_layout
from mesomap.report.layout import Layout, paper_of
from mesomap.report.templates import TITLES, Options, Template, attachments_of, pages
from mesomap.storage import Store

ENDINGS = {
    Template.PATIENT_FILE: "",
    Template.PATIENT_COPY: "-patient-copy",
    Template.TREATMENT_SHEET: "-treatment-sheet",
    Template.COURSE: "-course",
    Template.ONE_TO_ONE: "-one-to-one",
}
"""Added to the names of the files, so that one paper does not take the other's place."""


def session_papers(store: Store, atlas: Atlas, session: UUID) -> Printable:
    """Everything that one session can be printed as."""

    def path(options: Options) -> Path:
        return _path(store, session, ENDINGS[options.template])

    return Printable(
        title=QCoreApplication.translate("PrintDialog", "Print the session"),
        make=lambda options: pages(store, atlas, session, options, clock=datetime.now),
        path=path,
        attachments=lambda options: attachments_of(
            store, atlas, session, options, clock=datetime.now
        ),
        templates=tuple(TITLES),
    )


def course_paper(store: Store, atlas: Atlas, session: UUID, followed: Followed) -> Printable:
    """The summary of a course, or of all of a patient's sessions; `session` frames it."""

    def make(options: Options) -> tuple[Layout, Body]:
        layout, content = course_layout(
            store,
            atlas,
            session,
            paper=paper_of(options.paper, landscape=options.landscape),
            of=followed,
        )
        return layout, content.body

    return Printable(
        title=QCoreApplication.translate("PrintDialog", "Print the course"),
        make=make,
        path=lambda _options: _path(store, session, ENDINGS[Template.COURSE]),
    )


def _path(store: Store, session: UUID, ending: str) -> Path:
    of = store.session(session)
    patient = store.person_of(of)
    return settings.documents_folder() / f"{file_stem(patient, of.date)}{ending}.pdf"
