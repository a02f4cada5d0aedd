"""The emergency page over whatever is going on; Esc goes back to exactly that."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication, QFileDialog

from mesomap.app import settings
from mesomap.app.desk import Desk
from mesomap.app.session_view import SessionView
from mesomap.document.record import looking
from mesomap.panels.record.emergency_page import EmergencyPage, EmergencyView


class EmergencyFlow(QObject):
    """Shows the page of the open session."""

    def __init__(self, desk: Desk, view: SessionView) -> None:
        super().__init__(view)
        self._desk, self._view = desk, view
        self._page: EmergencyPage | None = None

    def show(self) -> None:
        """One key from anywhere; a second press changes nothing."""
        document, body = self._view.document, self._view.body
        if document is None or document.patient is None or body is None or self._page is not None:
            return
        from mesomap.app.record.emergency_words import emergency_view

        before = QApplication.focusWidget()
        said = emergency_view(document, body, self._desk.clock())
        page = EmergencyPage(said, self._desk.window)
        page.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        page.print_wanted.connect(lambda: self._ask_where(page))
        page.finished.connect(lambda _result: self._closed(before))
        self._page = page
        page.open()

    def _closed(self, before: object) -> None:
        """The keys go back to where they were: treat mode goes on there."""
        from shiboken6 import isValid

        self._page = None
        if before is not None and isValid(before):
            before.setFocus()  # type: ignore[attr-defined]

    def save(self, view: EmergencyView, path: Path) -> None:
        """Write the page to a PDF."""
        from mesomap.report.emergency_report import print_emergency

        parts = [(one.title, one.lines) for one in (*view.patient, *view.session)]
        clock = self._desk.clock
        head = ", ".join(filter(None, (view.name, view.details)))
        document = self._view.document
        written = self._desk.attempt(
            lambda: print_emergency(head, parts, path, paper=settings.paper(), clock=clock)
        )
        if written and document is not None and document.session is not None:
            of = document.session
            self._desk.note(looking.of_session(looking.PRINT, of, template="emergency", to="pdf"))

    def _ask_where(self, page: EmergencyPage) -> None:
        path = settings.documents_folder() / f"emergency-{self._desk.clock():%Y-%m-%d-%H%M}.pdf"
        where = QFileDialog(page, self.tr("Save"), str(path), self.tr("PDF (*.pdf)"))
        where.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        where.setDefaultSuffix("pdf")
        where.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        where.fileSelected.connect(lambda chosen: self.save(page.view, Path(chosen)))
        where.open()
