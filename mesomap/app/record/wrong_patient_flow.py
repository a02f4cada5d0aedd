"""A session under the wrong patient: a draft moves, a signed one is copied and kept in error."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import QObject, Qt, Signal

from mesomap.app.desk import Desk
from mesomap.app.record.patient_search import PatientSearch
from mesomap.document import Document
from mesomap.document.record import wrong_patient
from mesomap.model import Addendum, SessionStatus
from mesomap.panels.record.choose_patient import ChoosePatient


class WrongPatientFlow(QObject):
    """Asks for the right patient and the reason, then moves or copies."""

    session_wanted = Signal(object)
    """The id of the session to be opened: the moved one, or the copy."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk

    def ask(self) -> None:
        """Ask who is the right one, and why it was not."""
        document = self._desk.clinic.document
        if document is None or document.session is None or document.patient is None:
            return
        if wrong_patient.is_in_error(document.of(Addendum).values()):
            self._desk.message.warn(
                self.tr("This session is marked as entered in error already: open its copy.")
            )
            return
        draft = document.session.status is SessionStatus.DRAFT
        words = (
            self.tr(
                "This draft moves to the patient chosen here, with its map. What was measured on"
                " {name}, their course and their consents stay with them."
            )
            if draft
            else self.tr(
                "This session is signed: it stays with {name}, marked as entered in error. The"
                " patient chosen here gets a copy as a draft, to be signed; what was given stays"
                " given."
            )
        )
        dialog = ChoosePatient(
            self.tr("Wrong patient"),
            words.format(name=document.patient.name),
            accept=self.tr("Move") if draft else self.tr("Copy and mark as in error"),
            reason=self.tr("Reason"),
            parent=self._desk.window,
        )
        PatientSearch(self._desk, dialog, besides=document.store.family(document.patient.id))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(
            lambda: self._desk.attempt(
                lambda: self._go(document, dialog.chosen(), dialog.reason_text())
            )
        )
        dialog.open()

    def _go(self, document: Document, chosen: UUID | None, reason: str) -> None:
        session = document.session
        if chosen is None or session is None:
            return
        right = document.store.patient(chosen)
        if session.status is SessionStatus.DRAFT:
            steps, opened = wrong_patient.move(document, right, reason), session.id
            said = self.tr("The session is {name}'s now.")
        else:
            steps, opened = wrong_patient.copy_of_signed(document, right, reason)
            said = self.tr("{name} has a copy as a draft; the signed one is marked as in error.")
        for step in steps:
            document.commit(step.label, step.changes)
        self.session_wanted.emit(opened)
        self._desk.message.done(said.format(name=right.name))
