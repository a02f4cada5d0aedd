"""What is done with patients as a whole: merged, archived, told apart, exported, erased."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal
from PySide6.QtWidgets import QDialog, QFileDialog

from mesomap.app import settings
from mesomap.app.desk import Desk
from mesomap.app.naming import file_stem
from mesomap.app.patient_flow import PatientFlow
from mesomap.app.record.patient_search import PatientSearch
from mesomap.app.record.wrong_patient_flow import WrongPatientFlow
from mesomap.app.start_view import patient_rows
from mesomap.app.words import list_details
from mesomap.document import Document
from mesomap.document.record import looking
from mesomap.document.record import patients as edits
from mesomap.document.record.personal_data import check_erasure, erase
from mesomap.document.record.retention import kept_until
from mesomap.document.record.rights import may_manage
from mesomap.model import KnownError, Message, Patient
from mesomap.model.message import QT_TRANSLATE_NOOP
from mesomap.paint.locale import format_date
from mesomap.paint.sentences import say
from mesomap.panels.record.choose_patient import ChoosePatient
from mesomap.panels.record.erase_dialog import EraseDialog
from mesomap.panels.start_page import StartPage
from mesomap.storage import Store


class PatientsDesk(QObject):
    """Works on the open session's patient, or on the one chosen in the start page's list."""

    session_wanted = Signal(object)
    """The id of a session to be opened, or opened anew."""
    start_wanted = Signal()
    """The start page is to be shown as the clinic file is now."""

    def __init__(self, desk: Desk, start: StartPage, patients: PatientFlow) -> None:
        super().__init__(desk)
        self._desk = desk
        self._start = start
        self._patients = patients
        self._wrong = WrongPatientFlow(desk)
        self._wrong.session_wanted.connect(self.session_wanted)
        patients.separated.connect(self._show_anew)

    def ask_details(self) -> None:
        """The patient's details."""
        patient = self._subject()
        if patient is not None:
            self._desk.note(looking.of_patient(looking.SEE_PATIENT, patient.id))
            self._patients.ask_edit(patient)

    def ask_wrong_patient(self) -> None:
        """The open session is another patient's."""
        self._wrong.ask()

    # Merging and archiving.

    def ask_merge(self) -> None:
        """Choose the entry under which the patient's sessions are to be listed."""
        entry = self._subject()
        if entry is None:
            return
        store = self._store()
        dialog = ChoosePatient(
            self.tr("Merge {name} with another entry").format(name=entry.name),
            self.tr(
                "All sessions of {who} will be listed under the patient chosen here, who gets what"
                " they lack. It can be undone: Patient's details, Separate again."
            ).format(who=_who(entry)),
            accept=self.tr("Merge"),
            parent=self._desk.window,
        )
        dialog.search.setText(entry.name.split(",")[0])

        def check() -> None:
            chosen = dialog.chosen()
            other = store.patient(chosen) if chosen is not None else None
            dialog.ask(self._births(entry, other) if other is not None else "")

        dialog.chosen_changed.connect(check)
        PatientSearch(self._desk, dialog, besides=store.family(entry.id))
        self._open(dialog, lambda: self._merge(entry.id, dialog.chosen()))

    def _births(self, entry: Patient, other: Patient) -> str:
        """What is to be ticked where the birth dates differ."""
        if not edits.births_differ(entry, other):
            return ""
        assert entry.born is not None
        assert other.born is not None
        return self.tr(
            "The birth dates differ ({one}, {other}): it is one person all the same"
        ).format(one=format_date(entry.born), other=format_date(other.born))

    def _merge(self, entry: UUID, chosen: UUID | None) -> None:
        store = self._store()
        if chosen is None:
            return
        one, into = store.patient(entry), store.patient(chosen)
        edits.commit_each(self._document(), edits.MERGE, edits.merge(store, one, into))
        self._show_anew()
        self._desk.message.done(
            self.tr("The sessions of {one} are now listed under {into}.").format(
                one=one.name, into=into.name
            )
        )

    def archive(self) -> None:
        """Take the patient out of the list, or bring them back."""
        patient = self._subject()
        if patient is None:
            return
        away = not patient.archived
        label = edits.ARCHIVE if away else edits.BRING_BACK
        self._desk.attempt(
            lambda: self._document().commit(label, edits.archive(patient, archived=away))
        )
        self._show_anew()
        words = (
            self.tr("{name} is archived: nothing is deleted. The same key brings them back.")
            if away
            else self.tr("{name} is in the list of patients again.")
        )
        self._desk.message.done(words.format(name=patient.name))

    # Same names.

    def tell_apart(self, patient: UUID, go_on: Callable[[UUID], None]) -> None:
        """Go on with `patient`, or ask which of those who have this name it is to be."""
        store = self._store()
        known = store.patient(patient)
        others = [] if known.archived else store.namesakes(known.name, besides=known.id)
        if not others:
            go_on(patient)
            return
        dialog = ChoosePatient(
            self.tr("{count} patients are called {name}").format(
                count=len(others) + 1, name=known.name
            ),
            self.tr("Birth date, number and last session tell them apart."),
            accept=self.tr("Open"),
            search=False,
            parent=self._desk.window,
        )
        today = self._desk.clock().date()
        dialog.show_rows(patient_rows(store, [known, *others], today))

        def opened() -> None:
            chosen = dialog.chosen()
            if chosen is not None:
                go_on(chosen)

        self._open(dialog, opened)

    # A person's own data.

    def ask_export(self) -> None:
        """Ask where everything of the patient is to be written."""
        patient = self._subject()
        if patient is None:
            return
        name = file_stem(patient, self._desk.clock().date())
        folder = settings.documents_folder()
        dialog = QFileDialog(self._desk.window, self.tr("Export everything of the patient"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("zip")
        dialog.setNameFilter(self.tr("Zip files (*.zip)"))
        dialog.setDirectory(str(folder))
        dialog.selectFile(f"{name}.zip")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda path: self._export(patient, Path(path)))
        dialog.open()

    def _export(self, patient: Patient, path: Path) -> None:
        from mesomap.app.exchange.stepping import Stepping
        from mesomap.report.person_file import export_everything

        def start() -> None:
            assert self._desk.atlas is not None
            steps = export_everything(
                self._store(), self._desk.atlas, patient.id, path, at=self._desk.clock()
            )
            said = self.tr("Exporting everything of {name}…").format(name=patient.name)
            done = self.tr("Written: {path}").format(path=path)
            stepping = Stepping(self._desk, said)
            what = looking.of_patient(looking.EVERYTHING, patient.id, to="zip")
            stepping.ended.connect(lambda whole: self._desk.note(what) if whole else None)
            stepping.start(steps, done=done)

        self._desk.when_ready(start)

    def ask_import(self) -> None:
        """Sessions or patients from a file, shown before anything is done."""

        def ask() -> None:
            from mesomap.app.exchange.import_flow import ImportFlow

            ImportFlow(self._desk, self._show_anew).ask()

        self._with_file(ask)

    def ask_export_all(self) -> None:
        """Everybody's sessions, or the patient's, as files in a folder."""

        def ask() -> None:
            from mesomap.app.exchange.export_all_flow import ExportAllFlow

            ExportAllFlow(self._desk, self._who_is_meant()).ask()

        self._with_file(ask)

    def _with_file(self, work: Callable[[], None]) -> None:
        """Do `work` once all is loaded; without a clinic file say what to do first."""
        if self._desk.clinic.store is None:
            text = QT_TRANSLATE_NOOP("messages", "Open or make a clinic file first.")
            self._desk.warn(Message(text))
            return
        self._desk.when_ready(work)

    def ask_erase(self) -> None:
        """Ask for the name and a reason, then once more."""
        patient = self._subject()
        if patient is None:
            return
        sessions = len(self._store().sessions(patient.id))
        what = (
            self.tr("One session with its map, pictures and all that is noted will be gone.")
            if sessions == 1
            else self.tr(
                "{count} sessions with their maps, pictures and all that is noted will be gone."
            ).format(count=sessions)
        )

        until = kept_until(self._store(), patient.id, today=self._desk.clock().date())
        manages = self._manages()
        if until is not None:
            what = f"{what} {self._kept_words(until, manages=manages)}"

        def check(typed: str, reason: str) -> str:
            try:
                check_erasure(patient, typed=typed, reason=reason, until=until, manages=manages)
            except KnownError as error:
                return say(error.message)
            return ""

        dialog = EraseDialog(_who(patient), what, patient.name, check, self._desk.window)
        self._open(dialog, lambda: self._erase(patient, *dialog.typed()))

    def _erase(self, patient: Patient, typed: str, reason: str) -> None:
        self.start_wanted.emit()
        try:
            manages = self._manages()
            erase(self._document(), patient, typed=typed, reason=reason, manages=manages)
        finally:
            self.start_wanted.emit()
        self._desk.message.done(self.tr("Erased. The change log says that and why, not who."))

    def _kept_words(self, until: date, *, manages: bool) -> str:
        """What is to be known of a record that the clinic is to keep."""
        words = (
            self.tr("It is to be kept until {until}: say why it goes before, in a sentence.")
            if manages
            else self.tr("It is to be kept until {until}: only a manager can erase it before.")
        )
        return words.format(until=format_date(until))

    def _manages(self) -> bool:
        store = self._store()
        return may_manage(store, self._desk.clinic.who())

    # Inside.

    def _store(self) -> Store:
        store = self._desk.clinic.store
        assert store is not None
        return store

    def _document(self) -> Document:
        document = self._desk.clinic.document
        assert document is not None
        return document

    def _subject(self) -> Patient | None:
        """As `_who_is_meant`; where that is nobody, it says so."""
        found = self._who_is_meant()
        if found is None:
            self._nobody()
        return found

    def _who_is_meant(self) -> Patient | None:
        """The open session's patient, else the one chosen in the list."""
        document, store = self._desk.clinic.document, self._desk.clinic.store
        if document is None or store is None:
            return None
        if document.patient is not None:
            return document.patient
        chosen = self._start.patients.chosen()
        return store.patient(chosen) if chosen is not None else None

    def _nobody(self) -> None:
        self._desk.message.warn(
            QCoreApplication.translate("PatientsDesk", "Choose a patient in the list first.")
        )

    def _show_anew(self) -> None:
        """The open session as it is listed now, or the start page."""
        session = self._document().session
        if session is not None:
            self.session_wanted.emit(session.id)
        else:
            self.start_wanted.emit()

    def _open(self, dialog: QDialog, work: Callable[[], None]) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: self._desk.attempt(work))
        dialog.open()


def _who(patient: Patient) -> str:
    return " · ".join(filter(None, (patient.name, list_details(patient))))
