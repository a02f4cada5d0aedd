"""New patients, their details, new sessions: dialogs, then one commit each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any
from uuid import UUID

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QDialog

from mesomap.app.clinic_flow import ClinicFlow
from mesomap.app.desk import Desk
from mesomap.app.words import body_name, list_details
from mesomap.model import Added, Change, Patient, Session, Sex, Updated
from mesomap.model.message import QT_TRANSLATE_NOOP
from mesomap.panels.patient_dialog import MergedEntry, PatientDialog, PatientEntry


class PatientFlow(QObject):
    """What is asked about patients and sessions."""

    session_made = Signal(object)
    """The id of a session that was just made, to be opened."""
    changed = Signal()
    """Somebody's details are others."""
    separated = Signal()
    """A merged entry is a patient of its own again."""

    def __init__(self, desk: Desk, clinics: ClinicFlow) -> None:
        super().__init__(desk)
        self._desk = desk
        self._clinics = clinics

    # Patients.

    def ask_new(self) -> None:
        """Ask who is new; a name is enough. Without a clinic file that comes first."""
        if self._desk.clinic.store is None:
            self._clinics.begin(self.ask_new)
            return
        dialog = self._dialog(None)
        self._open(dialog, lambda: self._create(dialog.entry()))

    def ask_edit(self, patient: Patient) -> None:
        """Ask for a patient's details."""
        dialog = self._dialog(patient)
        self._show_merged(dialog, patient.id)
        dialog.separate_wanted.connect(lambda entry: self._separate(dialog, patient.id, entry))
        self._open(dialog, lambda: self._change(patient.id, dialog.entry()))

    def new_session(self, patient: UUID) -> None:
        """Another visit of `patient`, today, with a syringe like the last one's."""
        clinic = self._desk.clinic
        if clinic.store is None:
            return
        person = clinic.store.patient(patient)
        earlier = [one for one in clinic.store.sessions(patient) if not one.in_error]
        session = self._session_of(person, earlier[-1].session if earlier else None)
        self._commit(QT_TRANSLATE_NOOP("labels", "New session"), (Added(session),))
        self.session_made.emit(session.id)

    # Inside.

    def _create(self, entry: PatientEntry) -> None:
        from mesomap.document.edits import new_patient

        body = entry.more.body or self._body_for(entry.sex)
        patient = replace(new_patient(entry.name, body), **_details(entry))
        session = self._session_of(patient)
        self._commit(QT_TRANSLATE_NOOP("labels", "New patient"), (Added(patient), Added(session)))
        self.session_made.emit(session.id)

    def _change(self, id: UUID, entry: PatientEntry) -> None:
        store = self._desk.clinic.store
        assert store is not None
        patient = store.patient(id)
        body = entry.more.body or self._body_for(entry.sex)
        after = replace(patient, name=entry.name, body=body, **_details(entry))
        if after != patient:
            self._commit(QT_TRANSLATE_NOOP("labels", "Change patient"), (Updated(patient, after),))
            self.changed.emit()

    def _dialog(self, patient: Patient | None) -> PatientDialog:
        atlas, today = self._desk.atlas, self._desk.clock().date()
        bodies = [(id, body_name(id)) for id in atlas.body_ids] if atlas is not None else []
        dialog = PatientDialog(self._desk.window, patient=patient, bodies=bodies, today=today)
        besides = patient.id if patient is not None else None
        dialog.name.textEdited.connect(lambda name: self._show_same(dialog, name, besides))
        return dialog

    def _show_same(self, dialog: PatientDialog, name: str, besides: UUID | None) -> None:
        """Say who else has this name, while it is typed."""
        store = self._desk.clinic.store
        found = store.namesakes(name, besides=besides) if store is not None else []
        who = "; ".join(list_details(one) or self.tr("nothing noted") for one in found[:3])
        words = self.tr("Another patient has this name: {who}").format(who=who) if found else ""
        dialog.show_same(words)

    def _show_merged(self, dialog: PatientDialog, patient: UUID) -> None:
        store = self._desk.clinic.store
        assert store is not None
        dialog.show_merged(
            [
                MergedEntry(one.id, ", ".join(filter(None, (one.name, list_details(one)))))
                for one in store.merged(patient)
            ]
        )

    def _separate(self, dialog: PatientDialog, patient: UUID, entry: UUID) -> None:
        from mesomap.document.record.patients import SEPARATE, separate

        store = self._desk.clinic.store
        assert store is not None
        one = store.patient(entry)
        if self._desk.attempt(lambda: self._commit(SEPARATE, separate(one))):
            dialog.reject()
            self.separated.emit()
            self._desk.message.done(
                self.tr(
                    "{name} is a patient of its own again. What was taken over from it is still"
                    " in the other's details: look at the allergies."
                ).format(name=one.name)
            )

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


def _details(entry: PatientEntry) -> dict[str, Any]:
    """What was typed, but for name and body, by the patient's fields."""
    more = entry.more
    return {
        "born": entry.born,
        "sex": entry.sex,
        "number": entry.number,
        "allergies": entry.allergies,
        "phototype": more.phototype,
        "phone": more.phone,
        "email": more.email,
        "address": more.address,
        "conditions": more.conditions,
        "medicines": more.medicines,
        "weight_kg": more.weight_kg,
        "weighed": more.weighed,
    }
