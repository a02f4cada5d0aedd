"""New patients, their details, new sessions: dialogs, then one commit each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QDialog, QFileDialog

from mesomap.app import settings
from mesomap.app.desk import Desk
from mesomap.model import Added, Change, Patient, Session, Sex, Updated
from mesomap.model.message import QT_TRANSLATE_NOOP
from mesomap.panels.patient_dialog import PatientDialog, PatientEntry


class PatientFlow(QObject):
    """What is asked about patients and sessions."""

    session_made = Signal(object)
    """The id of a session that was just made, to be opened."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self._place = settings.default_clinic()

    # Patients.

    def ask_new(self) -> None:
        """Ask who is new; a name is enough."""
        dialog = PatientDialog(self._desk.window)
        if self._desk.clinic.store is None:
            self._show_place(dialog)
            dialog.place_wanted.connect(lambda: self._ask_place(dialog))
        self._open(dialog, lambda: self._create(dialog.entry()))

    def ask_edit(self) -> None:
        """Ask for the open session's patient's details."""
        document = self._desk.clinic.document
        if document is None or document.patient is None:
            return
        patient = document.patient
        dialog = PatientDialog(self._desk.window, patient=patient)
        self._open(dialog, lambda: self._change(patient, dialog.entry()))

    def new_session(self, patient: UUID) -> None:
        """Another visit of `patient`, today, with a syringe like the last one's."""
        clinic = self._desk.clinic
        if clinic.store is None:
            return
        person = clinic.store.patient(patient)
        earlier = clinic.store.sessions(patient)
        session = self._session_of(person, earlier[-1].session if earlier else None)
        self._commit(QT_TRANSLATE_NOOP("labels", "New session"), (Added(session),))
        self.session_made.emit(session.id)

    # Inside.

    def _create(self, entry: PatientEntry) -> None:
        from mesomap.document.edits import new_patient

        if self._desk.clinic.store is None:
            self._desk.clinic.open_first(self._place)
        patient = new_patient(
            entry.name,
            self._body_for(entry.sex),
            born=entry.born,
            sex=entry.sex,
            number=entry.number,
            allergies=entry.allergies,
        )
        session = self._session_of(patient)
        self._commit(QT_TRANSLATE_NOOP("labels", "New patient"), (Added(patient), Added(session)))
        self.session_made.emit(session.id)

    def _change(self, patient: Patient, entry: PatientEntry) -> None:
        after = replace(
            patient,
            name=entry.name,
            born=entry.born,
            sex=entry.sex,
            number=entry.number,
            allergies=entry.allergies,
        )
        if after != patient:
            self._commit(QT_TRANSLATE_NOOP("labels", "Change patient"), (Updated(patient, after),))

    def _session_of(self, patient: Patient, before: Session | None = None) -> Session:
        """A session of today; what was measured on the patient before still holds."""
        from mesomap.document.edits import new_session

        assert self._desk.atlas is not None
        return new_session(
            patient,
            atlas=self._desk.atlas.version,
            at=self._desk.clock(),
            calibration=before.calibration if before is not None else None,
        )

    def _body_for(self, sex: Sex) -> str:
        assert self._desk.atlas is not None
        bodies = self._desk.atlas.body_ids
        return sex.value if sex.value in bodies else bodies[0]

    def _commit(self, label: str, changes: tuple[Change, ...]) -> None:
        document = self._desk.clinic.document
        assert document is not None
        document.commit(label, changes, initiator=self)

    def _open(self, dialog: QDialog, work: Callable[[], None]) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: self._desk.when_ready(work))
        dialog.open()

    def _show_place(self, dialog: PatientDialog) -> None:
        dialog.show_place(self.tr("Kept in {path}, your clinic file.").format(path=self._place))

    def _ask_place(self, parent: PatientDialog) -> None:
        dialog = QFileDialog(parent, self.tr("New clinic file"), str(self._place.parent))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("mesomap")
        dialog.setNameFilter(self.tr("Clinic files (*.mesomap)"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

        def take(name: str) -> None:
            self._place = Path(name)
            self._show_place(parent)

        dialog.fileSelected.connect(take)
        dialog.open()
