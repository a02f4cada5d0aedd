"""The window: it shows itself, then makes its parts, then joins the pages with the clinic file.

What is imported here stands between a person and the first sight of the window: Qt and little else.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRect, QSize, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QWidget

from mesomap.app import settings
from mesomap.app.warm import Warmup
from mesomap.paint.theme import current
from mesomap.panels.style import panel_stylesheet

if TYPE_CHECKING:
    from uuid import UUID

    from mesomap.app.actions import Actions
    from mesomap.app.clinic_flow import ClinicFlow
    from mesomap.app.desk import Desk
    from mesomap.app.desk_session import SessionDesk
    from mesomap.app.parts import Parts
    from mesomap.app.patient_flow import PatientFlow
    from mesomap.app.record.patients_desk import PatientsDesk
    from mesomap.app.session_page import SessionPage
    from mesomap.atlas import Atlas
    from mesomap.model import Message
    from mesomap.panels.message_bar import MessageBar
    from mesomap.panels.start_page import StartPage

SMALLEST = QSize(1040, 620)


class MainWindow(QMainWindow):
    """Start page and session page, menus, and one line for what goes wrong."""

    shown = Signal()
    """It has painted itself for the first time."""
    ready = Signal()
    """Everything is loaded: a press would place an injection."""

    def __init__(
        self,
        clinic: Path | None = None,
        *,
        clock: Callable[[], datetime] = datetime.now,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("mesomap")
        self.setMinimumSize(SMALLEST)
        self._painted = False
        self._clinic_asked = clinic
        self._clock = clock
        self._parts: Parts | None = None
        self._page: SessionPage | None = None
        self._people: PatientsDesk | None = None
        self.session: SessionDesk | None = None
        self._warmup = Warmup(self)
        self._warmup.ready.connect(self._make_ready)
        self._warmup.failed.connect(self._cannot_load)
        self.setStyleSheet(panel_stylesheet(current()))
        screen = QGuiApplication.primaryScreen()
        room = screen.availableSize() if screen is not None else QSize(1366, 768)
        self.resize(QSize(1440, 900).boundedTo(room))
        kept = settings.geometry()
        if kept is not None:
            self.restoreGeometry(kept)

    # Its parts.

    @property
    def parts(self) -> Parts:
        """What stands in it, made on first use: the frame shows itself without."""
        if self._parts is None:
            from mesomap.app.parts import Parts

            self._parts = Parts(self, self._clock)
            self._connect()
            self.clinics.open_last(self._clinic_asked)
            self.dress()
            self.show_start()
        return self._parts

    @property
    def commands(self) -> Actions:
        """Every action, by name."""
        return self.parts.commands

    @property
    def desk(self) -> Desk:
        """What the controllers share."""
        return self.parts.desk

    @property
    def message(self) -> MessageBar:
        """The line over the page."""
        return self.parts.message

    @property
    def start(self) -> StartPage:
        """The start page."""
        return self.parts.start

    @property
    def clinics(self) -> ClinicFlow:
        """Opening and making clinic files."""
        return self.parts.clinics

    @property
    def patients(self) -> PatientFlow:
        """Making and changing patients."""
        return self.parts.patients

    @property
    def people(self) -> PatientsDesk:
        """Merging, archiving, telling apart, exporting and erasing, made on first use."""
        if self._people is None:
            from mesomap.app.record.patients_desk import PatientsDesk

            self._people = PatientsDesk(self.desk, self.start, self.patients)
            self._people.session_wanted.connect(self.open_session)
            self._people.start_wanted.connect(self.show_start)
        return self._people

    @property
    def pages(self) -> QStackedWidget:
        """The start page, and the session page once it was needed."""
        return self.parts.pages

    def _connect(self) -> None:
        from mesomap.app.record.actions_patients import ON_ROWS

        self.parts.log_watch.failed.connect(self._something_failed)
        self.clinics.leaving.connect(self.show_start)
        self.parts.backups.leaving.connect(self.show_start)
        self.desk.clinic.changed.connect(self.show_start)
        self.patients.session_made.connect(self._open_new)
        self.patients.changed.connect(self._patient_changed)
        self.start.patients.patient_opened.connect(self._tell_apart)
        self.start.patients.offer_on_rows([self.commands[name] for name in ON_ROWS])
        self.start.session_opened.connect(self.open_session)
        self.desk.keeping.session_wanted.connect(self.open_session)
        self.desk.keeping.dropped.connect(self.show_start)
        from mesomap.app.appearance import Appearance
        from mesomap.app.lock.lock import Lock
        from mesomap.app.naming import Naming
        from mesomap.app.window_slots import WindowSlots

        self._slots = WindowSlots(self)
        self.appearance = Appearance(self)
        self.lock = Lock(self.desk, self._treat_card)
        self.lock.changed.connect(self.parts.people.changed)
        self.parts.people.changed.connect(self.lock.follow_settings)
        self.parts.people.switch = self.lock.switch
        self.naming = Naming(self)
        self.start.to_do.chosen.connect(self._slots.open_to_do)
        self.commands.connect_all(
            {**self._slots.all(), **self.appearance.slots(), **self.naming.slots()}
        )
        self.appearance.show_chosen()
        self.naming.show_chosen()

    # Pages.

    @property
    def page(self) -> SessionPage:
        """The session page, built on first use: the window shows itself without it."""
        if self._page is None:
            from mesomap.app.session_page import SessionPage

            self._page = SessionPage(self.commands)
            self.pages.addWidget(self._page)
        return self._page

    def show_start(self) -> None:
        """The start page; an open session is closed, all of it is on the disk."""
        if self.session is not None:
            self.session.end_treating()
        self.desk.keeping.leave_then(self._show_start)

    def _show_start(self) -> None:
        if self.session is not None:
            self.session.close()
        self.pages.setCurrentWidget(self.start)
        self.desk.hang(None)
        self.commands.use_on(session=False)
        self.naming.entitle()
        if self.desk.atlas is None and self.clinics.will_open:
            self.start.patients.show_waiting(self.tr("Opening…"))
        else:
            self.parts.start_flow.show()
        target = self.start.patients.search
        (target if target.isEnabled() else self.start.patients.new_button).setFocus()

    def open_session(self, session: UUID) -> None:
        """The session page with `session`."""
        self.desk.when_ready(lambda: self._leave_for(session))

    def _leave_for(self, session: UUID) -> None:
        if self.session is not None:
            self.session.end_treating()
        self.desk.keeping.leave_then(lambda: self._open_session(session))

    def _open_session(self, session: UUID) -> None:
        assert self.session is not None
        self.parts.start_flow.stop()
        self.session.open(session)
        self.message.hide()
        self.pages.setCurrentWidget(self.page)
        self.desk.hang_over_map(self.session.canvas)
        self.commands.use_on(session=True)
        self.session.settle()

    def _open_new(self, session: UUID) -> None:
        self._open_session(session)
        if self.session is not None:
            self.session.tools.take("point")

    def _patient_changed(self) -> None:
        if self.pages.currentWidget() is self.start:
            self.show_start()

    def _tell_apart(self, patient: UUID) -> None:
        """Open the patient's last session, once it is sure which of one name it is."""
        self.desk.attempt(lambda: self.people.tell_apart(patient, self._open_patient))

    def _open_patient(self, patient: UUID) -> None:
        store = self.desk.clinic.store
        if store is None:
            return
        known = store.sessions(patient)
        sessions = [one for one in known if not one.in_error] or known
        if sessions:
            self.open_session(sessions[-1].session.id)
        else:
            self.desk.when_ready(lambda: self.patients.new_session(patient))

    # Starting and closing.

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The line over the page stays in its middle."""
        super().resizeEvent(event)
        if self._parts is not None:
            self.desk.keeping.bar.place()
            self.message.place()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Once the window has shown itself, make its parts and load the rest."""
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            self.shown.emit()
            QTimer.singleShot(0, self._begin)

    def _begin(self) -> None:
        self._warmup.start()
        self.parts  # noqa: B018 (made on first use)
        QTimer.singleShot(0, self._prepare)

    def _prepare(self) -> None:
        """Import and build, while the other thread reads the atlas, what it will be shown by."""
        import mesomap.app.desk_session  # noqa: F401

        self.page  # noqa: B018 (built on first use)

    def _make_ready(self, atlas: Atlas) -> None:
        from mesomap.app.desk_session import SessionDesk

        self.session = SessionDesk(self.desk, self.page, self.patients)
        self.session.session_chosen.connect(self.open_session)
        self.parts.keeper.defer_while(lambda: self.session is not None and self.session.is_treating)
        self.desk.make_ready(atlas)
        if self.desk.clinic.store is None:
            self.show_start()
        self.ready.emit()

    def _cannot_load(self, message: Message) -> None:
        self.clinics.will_open = False
        self.show_start()
        self.desk.warn(message)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Close the clinic file cleanly; nothing is asked as a rule, for everything is saved."""
        self._warmup.wait()
        if self._parts is not None:
            if self.session is not None:
                self.session.end_treating()
            if self.desk.keeping.holds():
                event.ignore()
                self.desk.keeping.leave_then(self.close)
                return
            self.parts.start_flow.stop()
            self.clinics.wait()
            if self.session is not None:
                self.session.close()
                self.session.copying.forget()
            self.desk.clinic.close()
            self.parts.log_watch.stop()
        settings.remember_geometry(self.saveGeometry())
        super().closeEvent(event)

    # Look and help.

    def dress(self) -> None:
        """Draw everything anew after another theme was chosen."""
        self.setStyleSheet(panel_stylesheet(current()))
        if self.session is not None and self.pages.currentWidget() is self._page:
            self.session.pictures.open()
        elif self.desk.clinic.store is not None:
            self.parts.start_flow.show()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the system's light and dark while that is the choice."""
        if event.type() == QEvent.Type.ThemeChange and settings.theme() == "system":
            QTimer.singleShot(0, self._follow_system)
        super().changeEvent(event)

    def _follow_system(self) -> None:
        if self._parts is not None:
            self.appearance.use_theme("system")

    def _treat_card(self) -> QRect | None:
        return self.session.treat_card() if self.session is not None else None

    def _something_failed(self) -> None:
        self.message.warn(
            self.tr("Something in the window failed; the map is saved. Details in the log.")
        )

    def show_bug(self, error: BaseException) -> None:
        """A bug of ours in one line; what was shown as saved is on the disk all the same."""
        self.message.warn(
            self.tr(
                "Something went wrong inside mesomap ({what}). What the map showed as saved is"
                " safe; please restart."
            ).format(what=type(error).__name__)
        )
