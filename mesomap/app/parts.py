"""What stands in the window, made when the window has shown itself."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtWidgets import QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from mesomap.app.actions import Actions
from mesomap.app.backup.backups_flow import BackupsFlow
from mesomap.app.backup.keeper import BackupKeeper
from mesomap.app.backup.nag_flow import NagFlow
from mesomap.app.clinic_flow import ClinicFlow
from mesomap.app.desk import Desk
from mesomap.app.log_watch import LogWatch
from mesomap.app.menus import fill_menus
from mesomap.app.patient_flow import PatientFlow
from mesomap.app.record.people_flow import PeopleFlow
from mesomap.app.start_flow import StartFlow
from mesomap.panels.message_bar import MessageBar
from mesomap.panels.start_page import StartActions, StartPage


class Parts:
    """The actions, the start page, and the controllers that need neither atlas nor clinic file."""

    def __init__(self, window: QMainWindow, clock: Callable[[], datetime]) -> None:
        self.commands = Actions(window)
        self.message = MessageBar()
        self.desk = Desk(window, self.commands, self.message, clock)
        self.start = StartPage(
            StartActions(
                new_patient=self.commands["new_patient"],
                search=self.commands["find_patient"],
                open_clinic=self.commands["open_clinic"],
                new_clinic=self.commands["new_clinic"],
                sample_clinic=self.commands["sample_clinic"],
                i_am=self.commands["i_am"],
                to_do=self.commands["to_do"],
            )
        )
        self.clinics = ClinicFlow(self.desk)
        self.patients = PatientFlow(self.desk, self.clinics)
        self.start_flow = StartFlow(self.desk, self.start)
        self.people = PeopleFlow(self.desk)
        self.people.changed.connect(self._show_who)
        self.desk.clinic.changed.connect(self._show_who)
        self.desk.clinic.changed.connect(self._check_clock)
        self._show_who()
        self.log_watch = LogWatch(window)
        self.pages = QStackedWidget()
        self.pages.addWidget(self.start)
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.pages, 1)
        window.setCentralWidget(whole)
        self.message.setParent(whole)
        bar = self.desk.keeping.bar
        bar.setParent(whole)
        whole.installEventFilter(bar)
        bar.moved.connect(lambda: self.start.make_room(bar.taken()))
        self.keeper = BackupKeeper(self.desk)
        self.nag = NagFlow(self.desk, self.keeper, self.start.backup_bar, whole)
        self.backups = BackupsFlow(self.desk, self.keeper)
        self.clinics.converting.closing = self.keeper.paused
        self.start.backup_bar.backups_wanted.connect(self.backups.ask)
        fill_menus(window.menuBar(), self.commands)

    def _check_clock(self) -> None:
        """Say where the computer's clock is behind what is recorded in the file."""
        store = self.desk.clinic.store
        if store is None:
            return
        from mesomap.document.record.clock import behind

        said = behind(store, self.desk.clock())
        if said is not None:
            self.desk.warn(said)

    def _show_who(self) -> None:
        clinic = self.desk.clinic
        if clinic.document is None or clinic.store is None:
            self.start.show_who("")
            return
        from mesomap.document.record.clinic import clinic_settings

        self.start.show_who(clinic.document.actor, clinic_settings(clinic.store).name)
