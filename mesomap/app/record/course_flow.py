"""Courses: which one a session is of, how far it is, and the lines that say so."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject, Qt, QTimer

from mesomap.app.desk import Desk
from mesomap.app.record.course_words import due_words, number_words, words_of
from mesomap.app.session_view import SessionView
from mesomap.model import Course, Protocol, SessionStatus
from mesomap.model.message import QT_TRANSLATE_NOOP
from mesomap.paint.names import indication_name

if TYPE_CHECKING:
    from mesomap.panels.record.course_dialog import CourseDialog, CourseWords


class CourseFlow(QObject):
    """Joins the courses of a patient with the open session."""

    def __init__(self, desk: Desk, view: SessionView) -> None:
        super().__init__(view)
        self._desk, self._view = desk, view
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(0)
        self._later.timeout.connect(self._follow)
        self._shown: object = None
        view.followed.connect(self._later.start)
        view.page.record.line_chosen.connect(self._open_line)

    def _open_line(self, name: str) -> None:
        if name in ("protocol", "course"):
            self._desk.actions["protocols" if name == "protocol" else "course"].trigger()

    # What is shown.

    def _follow(self) -> None:
        """Show it anew, if an edit was about any of it: sessions are counted from the disk."""
        document = self._view.document
        if document is None:
            return
        now = (document.session, document.of(Course), document.of(Protocol))
        if now != self._shown:
            self.show()
            self._shown = now

    def open(self) -> None:
        """A session was opened."""
        self._shown = None
        self._follow()

    def show(self) -> None:
        """The record's lines, the banner's, and the offer to go on with an open course."""
        from mesomap.document.record.courses import open_course, standing_of_open
        from mesomap.document.record.protocol_edits import protocol_of
        from mesomap.panels.record.protocol_words import message

        document, page = self._view.document, self._view.page
        if document is None or document.session is None or document.patient is None:
            return
        protocol, session = protocol_of(document), document.session
        words = message(protocol.title) if protocol is not None else ""
        if not words and session.indication:
            words = indication_name(session.indication)
        page.record.show_line(
            "protocol", words or self.tr("none chosen"), "done" if protocol is not None else "none"
        )
        found = standing_of_open(document)
        signed = session.status is SessionStatus.SIGNED
        offered = None if signed or session.course is not None else open_course(document)
        if found is not None:
            words = f"{message(found.course.title)}, {number_words(found)}"
            if found.due is not None:
                words += f". {due_words(found)}"
            page.record.show_line("course", words, "done")
        elif offered is not None:
            words = self.tr("open: {title}").format(title=message(offered.title))
            page.record.show_line("course", words, "open")
        else:
            page.record.show_line("course", self.tr("none"), "none")
        page.banner.show_course(
            number_words(found) if found is not None else "",
            message(found.course.title) if found is not None else "",
        )
        offer = self.tr("{title} is an open course. Is this session part of it?")
        page.course_offer.offer(
            offer.format(title=message(offered.title)) if offered is not None else ""
        )
        self._desk.actions["continue_course"].setEnabled(offered is not None)

    # What a person does.

    def continue_open(self) -> None:
        """The open session becomes one of the patient's open course."""
        from mesomap.document.record.courses import continued, open_course

        document = self._view.document
        if document is None or document.session is None or document.session.course is not None:
            return
        course = open_course(document)
        if course is not None:
            changes = continued(document, course)
            self._view.commit(QT_TRANSLATE_NOOP("labels", "Continue course"), changes)

    def ask(self) -> None:
        """The patient's courses."""
        from mesomap.clinical.protocols import offered, protocols
        from mesomap.document.record.courses import new_course
        from mesomap.panels.record.course_dialog import CourseDialog

        document = self._view.document
        if document is None or document.session is None or document.patient is None:
            return
        session, own = document.session, document.of(Protocol)
        known = protocols(own)
        summaries = document.store.sessions(document.patient.id)

        def fresh(protocol: Protocol | None) -> Course:
            if protocol is None and session.protocol in known:
                protocol = known[session.protocol]
            return new_course(session.patient, begun=session.date, protocol=protocol)

        def describe(course: Course, of_session: UUID | None) -> CourseWords:
            return words_of(document.store, course, of_session, session, summaries, known)

        dialog = CourseDialog(
            list(document.of(Course).values()),
            of_session=session.course,
            fresh=fresh,
            describe=describe,
            protocols=_choices(offered(own), known, document.of(Course).values()),
            today=self._desk.clock().date(),
            response=session.response,
            read_only=session.status is SessionStatus.SIGNED,
            parent=self._desk.window,
        )
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: self._keep(dialog))
        dialog.finished.connect(lambda _result: self._view.canvas.setFocus())
        dialog.open()

    def _keep(self, dialog: CourseDialog) -> None:
        from mesomap.document.record.courses import course_changes

        document = self._view.document
        if document is None:
            return
        courses, of_session = dialog.courses(), dialog.of_session()
        response = dialog.response_text()

        def work() -> None:
            changes = course_changes(document, courses, of_session=of_session, response=response)
            if changes:
                self._view.commit(QT_TRANSLATE_NOOP("labels", "Change course"), changes)

        self._desk.attempt(work)


def _choices(
    shown: list[Protocol], known: Mapping[UUID, Protocol], courses: Iterable[Course]
) -> list[Protocol]:
    """The offered protocols, and retired ones that a course began from."""
    ids = {one.id for one in shown}
    used = {one.protocol for one in courses if one.protocol is not None} - ids
    return [*shown, *(one for id, one in known.items() if id in used)]
