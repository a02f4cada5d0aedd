"""The course view over the session page: what is followed, measured in small steps."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QAction, QPixmap
from PySide6.QtWidgets import QFileDialog, QMainWindow, QStackedWidget

from mesomap.analysis.course_figures import SessionMeasured
from mesomap.app import settings, words
from mesomap.app.compare import course_show as show
from mesomap.app.gallery import Gallery
from mesomap.app.pictures import session_picture
from mesomap.document.bodies import body_of_session
from mesomap.document.course_view import Followed, courses_of, followed, measuring_all
from mesomap.document.record import looking
from mesomap.document.record.photographs import consents_on, photographs_of
from mesomap.exchange.course_csv import course_csv
from mesomap.exchange.whole_file import write_whole
from mesomap.model import Consent, Course, KnownError, Photograph, RegionKey, Session
from mesomap.paint import own_picture
from mesomap.paint.locale import format_count
from mesomap.paint.theme import current
from mesomap.paint.tokens import BANNER_HEIGHT
from mesomap.panels.compare.course_page import CoursePage
from mesomap.panels.compare.course_paint import PICTURE, THUMB
from mesomap.panels.compare.course_values import CourseChoices, CourseShown
from mesomap.panels.compare.values import Option
from mesomap.panels.record.protocol_words import message

if TYPE_CHECKING:
    from mesomap.app.desk import Desk
    from mesomap.app.record.photograph_flow import PhotographFlow
    from mesomap.app.session_page import SessionPage
    from mesomap.app.session_view import SessionView

ALLOWED = ("keys", "emergency", "quit")
"""What keeps its key while the page shows."""
ALL = "all"
"""In the place of a course: all sessions of the patient."""


class CourseViewFlow(QObject):
    """Opens the page, follows its choices, goes back."""

    def __init__(
        self,
        desk: Desk,
        view: SessionView,
        session_page: SessionPage,
        photographs: PhotographFlow,
        *,
        compare: Callable[[UUID, UUID], None],
        open_session: Callable[[UUID], None],
    ) -> None:
        super().__init__(view)
        self._desk, self._view, self._session_page = desk, view, session_page
        self._photographs = photographs
        self._compare, self._open_session = compare, open_session
        self._page: CoursePage | None = None
        self.export_action = QAction(self.tr("Export the figures as a table"), self)
        self.export_action.setToolTip(self.tr("Every figure of every region as CSV"))
        self.export_action.triggered.connect(self.ask_export)
        self.print_action = QAction(self.tr("Print the course"), self)
        self.print_action.setToolTip(self.tr("Small maps, lines and figures on paper or as a PDF"))
        self.print_action.triggered.connect(self.ask_print)
        self._followed: Followed | None = None
        self._courses: list[Course] = []
        self._of: show.Of = show.Lines.TOGETHER
        self.measured: dict[UUID, SessionMeasured | None] = {}
        self._shown_photographs: list[Photograph] = []
        self._hidden = ""
        self._steps: Iterator[tuple[UUID, SessionMeasured | None] | None] = iter(())
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._step)
        self._pictures, self._thumbs = Gallery(self), Gallery(self)
        view.followed.connect(self._refresh)

    @property
    def page(self) -> CoursePage:
        """The page, built on first use."""
        if self._page is None:
            actions = self._desk.actions
            outputs = [
                (actions["course"], self.tr("Course"), "calendar"),
                (actions["photographs"], self.tr("Photographs"), "picture-plus"),
                (self.print_action, self.tr("Print"), "printer"),
                (self.export_action, self.tr("Export CSV"), "file"),
            ]
            page = CoursePage(outputs, [actions[name] for name in ALLOWED])
            stack = self._session_page.parentWidget()
            assert isinstance(stack, QStackedWidget)
            stack.addWidget(page)
            page.closed.connect(self.close)
            page.course_chosen.connect(self._choose_course)
            page.region_chosen.connect(self._choose_region)
            page.compare_wanted.connect(self._compare_chosen)
            page.board.open_wanted.connect(self._open)
            page.board.photographs_wanted.connect(self._show_photographs)
            self._page = page
        return self._page

    @property
    def open(self) -> bool:
        """Whether the page shows."""
        return self._followed is not None

    # In and out.

    def start(self) -> None:
        """The open session's course; all sessions where it is of none."""
        document = self._view.document
        if document is None or document.session is None or document.patient is None:
            return
        self._view.canvas.cancel()
        page = self.page
        details = words.banner_details(document.patient, self._desk.clock().date())
        page.patient.show_patient(document.patient.name, details, document.patient.allergies)
        self._desk.message.hide()
        self._desk.hang(BANNER_HEIGHT + 8, reading=True)
        self.measured.clear()
        self._of = show.Lines.TOGETHER
        window = self._desk.window
        if isinstance(window, QMainWindow):
            window.menuBar().hide()
        stack = page.parentWidget()
        assert isinstance(stack, QStackedWidget)
        stack.setCurrentWidget(page)
        self._follow(document.session.course)
        self._note(looking.SEE_COURSE)
        page.take_keys()

    def close(self) -> None:
        """Back to the map."""
        page = self._page
        if page is None or self._followed is None:
            return
        self._timer.stop()
        self._pictures.stop()
        self._thumbs.stop()
        self._steps, self._followed = iter(()), None
        self.measured.clear()
        page.board.clear()
        window = self._desk.window
        if isinstance(window, QMainWindow):
            window.menuBar().show()
        stack = page.parentWidget()
        assert isinstance(stack, QStackedWidget)
        stack.setCurrentWidget(self._session_page)
        self._desk.hang_over_map(self._view.canvas)
        self._view.canvas.setFocus()

    def _open(self, session: UUID) -> None:
        self.close()
        document = self._view.document
        if document is None or document.session is None or document.session.id != session:
            self._open_session(session)

    def _compare_chosen(self) -> None:
        chosen = self.page.board.chosen()
        if len(chosen) > 1:
            self.close()
            self._compare(*chosen)

    # Choosing.

    def _choose_course(self, chosen: object) -> None:
        self._follow(chosen if isinstance(chosen, UUID) else None)
        self._note(looking.SEE_COURSE)
        self.page.take_keys()

    def _note(self, label: str, **details: str) -> None:
        """Record what of which course was seen or went out."""
        document, found = self._view.document, self._followed
        if document is None or document.session is None or found is None:
            return
        course = found.course.id.hex if found.course is not None else "all"
        patient = document.store.person_of(document.session).id
        self._desk.note(looking.of_patient(label, patient, course=course, **details))

    def _choose_region(self, chosen: object) -> None:
        if isinstance(chosen, RegionKey):
            self._of = chosen
        elif isinstance(chosen, str):  # a choice keeps a way as its plain text
            self._of = show.Lines(chosen)
        self._show()
        self.page.take_keys()

    def _refresh(self) -> None:
        """The open session, its course or its photographs changed."""
        document = self._view.document
        if self._followed is None or document is None or document.session is None:
            return
        self.measured.pop(document.session.id, None)
        course = self._followed.course
        self._follow(course.id if course is not None else None)

    def _follow(self, course: UUID | None) -> None:
        """Read what is followed, show it, and measure what is not measured yet."""
        document, atlas = self._view.document, self._desk.atlas
        if document is None or document.session is None or atlas is None:
            return
        store = document.store
        person = store.person_of(document.session).id
        self._courses = courses_of(store, person)
        chosen = next((one for one in self._courses if one.id == course), None)
        self._followed = found = followed(store, person, chosen)
        consents = consents_on(document.of(Consent).values(), self._desk.clock().date())
        every = [one for _, one in photographs_of(document)]
        self._shown_photographs = [one for one in every if not consents.hides(one)]
        withdrawn = bool(every) and not self._shown_photographs
        self._hidden = self.tr("Consent withdrawn: hidden.") if withdrawn else ""
        self._show()
        waiting = [one.session for one in found.sessions if one.session.id not in self.measured]
        self._steps = measuring_all(store, atlas, waiting)
        self._pictures.draw([partial(self._draw, one.session) for one in found.sessions])
        self._thumbs.draw([partial(self._draw_thumb, one) for one in self._shown_photographs])
        self._timer.start()

    # In small steps.

    def _step(self) -> None:
        """One region of one session."""
        try:
            done = next(self._steps)
        except StopIteration:
            self._timer.stop()
            self._show_working()
            return
        except KnownError as error:
            self._timer.stop()
            self._desk.warn(error.message)
            return
        if done is not None:
            self.measured[done[0]] = done[1]
            self._show()

    def _draw(self, session: Session) -> None:
        document, atlas = self._view.document, self._desk.atlas
        if document is None or atlas is None:
            return
        try:
            body = body_of_session(document.store, atlas, session)
        except KnownError:
            return
        picture = session_picture(
            body,
            document.store.injections(session.id),
            {one.id: one for one in document.store.syringes(session.id)},
            size=PICTURE,
            palette=current(),
            ratio=self.page.devicePixelRatioF(),
        )
        self.page.board.show_pictures({session.id: picture})

    def _draw_thumb(self, photograph: Photograph) -> None:
        document = self._view.document
        kept = document.store.attachment(photograph.attachment) if document is not None else None
        image = own_picture.decoded(kept.content, kept.media) if kept is not None else None
        if image is None:
            return
        ratio = self.page.devicePixelRatioF()
        small = image.scaled(
            round(THUMB[0] * ratio),
            round(THUMB[1] * ratio),
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
        pixmap = QPixmap.fromImage(small)
        pixmap.setDevicePixelRatio(ratio)
        self.page.board.show_thumbs({photograph.id: pixmap})

    # Showing.

    def _show(self) -> None:
        document, body, found = self._view.document, self._view.body, self._followed
        if document is None or document.session is None or body is None or found is None:
            return
        measures = [self.measured.get(one.session.id) for one in found.sessions]
        regions = show.region_options(body, measures)
        if self._of not in [one.value for one in regions] and len(self.measured) >= len(measures):
            self._of = show.Lines.TOGETHER
        due, overdue = show.due_words(found, self._desk.clock().date())
        self.page.show_choices(
            CourseChoices(
                courses=self._course_options(),
                course=found.course.id if found.course is not None else ALL,
                regions=regions,
                region=self._of,
                due=due,
                overdue=overdue,
                more=show.more_words(measures, self._of),
            )
        )
        self.page.show_course(
            CourseShown(
                columns=show.columns_of(found, self.measured, document.session.id),
                charts=show.charts_of(body, measures, self._of),
                reactions=show.reacted_of(found),
                notes=tuple(one.session.response for one in found.sessions),
                photographs=show.photographs_by_view(body, found, self._shown_photographs),
                hidden=self._hidden,
            )
        )
        self._show_working()

    def _show_working(self) -> None:
        count = len(self._followed.sessions) if self._followed is not None else 0
        done = sum(
            one.session.id in self.measured
            for one in (self._followed.sessions if self._followed is not None else ())
        )
        text = self.tr("Measuring {done} of {count}…")
        words = text.format(done=format_count(done), count=format_count(count))
        self.page.show_working(words if done < count else "")
        self.export_action.setEnabled(done == count)

    def _course_options(self) -> tuple[Option, ...]:
        own = [Option(value=one.id, text=message(one.title)) for one in self._courses]
        return (*own, Option(value=ALL, text=self.tr("All sessions"), apart=bool(own)))

    # What else it opens.

    def _show_photographs(self) -> None:
        dialog = self._photographs.ask()
        if dialog is not None:
            dialog.finished.connect(lambda _result: self.page.take_keys())

    def ask_print(self) -> None:
        """Look at the summary's pages."""
        from mesomap.app.print_dialog import PrintDialog
        from mesomap.app.print_flow import course_paper

        document, atlas, found = self._view.document, self._desk.atlas, self._followed
        if document is None or document.session is None or atlas is None or found is None:
            return
        paper = course_paper(document.store, atlas, document.session.id, found)
        dialog = PrintDialog(paper, self._desk.window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.went_out.connect(
            lambda _options, to: self._note(looking.PRINT, template="course", to=to)
        )
        dialog.open()

    def ask_export(self) -> None:
        """Where the table is to go."""
        path = settings.documents_folder() / "course.csv"
        kind = self.tr("Table (*.csv)")
        where = QFileDialog(self._desk.window, self.tr("Save"), str(path), kind)
        where.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        where.setDefaultSuffix("csv")
        where.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        where.fileSelected.connect(lambda chosen: self._export(Path(chosen)))
        where.open()

    def _export(self, path: Path) -> None:
        found = self._followed
        if found is None:
            return
        table = course_csv(found, self.measured)
        if self._desk.attempt(lambda: write_whole(path, table)):
            self._note(looking.EXPORT, format="course-csv")
            self._desk.message.done(self.tr("Written: {path}").format(path=path))
