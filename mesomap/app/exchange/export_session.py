"""The open session as a file for another system."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication

from mesomap.app import settings
from mesomap.app.action_spec import Spec
from mesomap.app.naming import file_stem
from mesomap.model.message import QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from mesomap.app.desk import Desk
    from mesomap.app.session_view import SessionView
    from mesomap.app.slots import On, Slot
    from mesomap.model import Session
    from mesomap.report.exporting import Format

EXPORT_SESSION = (
    Spec(
        "export_session",
        "file",
        QT_TRANSLATE_NOOP("Actions", "&Export session…"),
        QT_TRANSLATE_NOOP("Actions", "For another system: a table, JSON, FHIR or DICOM"),
        ("Ctrl+Shift+X",),
    ),
)


def export_session_slots(on: On) -> dict[str, Slot]:
    """What it does."""
    return {"export_session": on(lambda desk: desk.export_out.ask())}


class ExportOut(QObject):
    """Asks as what and where to, then writes."""

    def __init__(self, desk: Desk, view: SessionView) -> None:
        super().__init__(view)
        self._desk = desk
        self._view = view

    def ask(self) -> None:
        """Choose the format."""
        from mesomap.app.exchange.export_dialog import ExportDialog
        from mesomap.model import SessionStatus

        session = self._session()
        if session is None:
            return
        draft = session.status is not SessionStatus.SIGNED
        words = self.tr("This session is a draft; the file says so.") if draft else ""
        dialog = ExportDialog(words, self._desk.window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: self._ask_where(session, dialog.formats.format()))
        dialog.open()

    def export_to(self, path: Path, format: Format) -> None:
        """Write the open session.

        Raises
        ------
        KnownError
            It cannot be made or written.
        """
        from mesomap.document.record import looking
        from mesomap.report.exporting import export_session

        store, atlas, session = self._desk.clinic.store, self._desk.atlas, self._session()
        if store is None or atlas is None or session is None:
            return
        QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        try:
            export_session(store, atlas, session.id, path, format, clock=self._desk.clock)
        finally:
            QGuiApplication.restoreOverrideCursor()
        self._desk.note(looking.of_session(looking.EXPORT, session, format=format.value))

    def _ask_where(self, session: Session, format: Format) -> None:
        from PySide6.QtWidgets import QFileDialog

        from mesomap.report.exporting import ENDINGS

        ending = ENDINGS[format]
        where = QFileDialog(self._desk.window, self.tr("Export the session"))
        where.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        where.setNameFilter(f"{format.value.upper()} (*{ending})")
        where.setDefaultSuffix(ending.lstrip("."))
        where.setDirectory(str(settings.documents_folder()))
        where.selectFile(self._name(session) + ending)
        where.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        where.fileSelected.connect(lambda chosen: self._write(Path(chosen), format))
        where.open()

    def _write(self, path: Path, format: Format) -> None:
        if self._desk.attempt(lambda: self.export_to(path, format)):
            self._desk.message.done(self.tr("Written: {path}").format(path=path))

    def _name(self, session: Session) -> str:
        """As a printed session's file is called."""
        document = self._view.document
        patient = document.patient if document is not None else None
        return file_stem(patient, session.date) if patient is not None else "session"

    def _session(self) -> Session | None:
        document = self._view.document
        return document.session if document is not None else None
