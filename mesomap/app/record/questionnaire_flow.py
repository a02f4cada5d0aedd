"""The questionnaire: opened over the session, kept with it, and said on the record's line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt

from mesomap.app.desk import Desk
from mesomap.app.session_view import SessionView
from mesomap.document import Document
from mesomap.document.record.questionnaire import (
    ENTRIES,
    asked_again,
    last_questionnaire,
    questionnaire_of,
    regions_of,
    set_entry,
    set_questionnaire,
    unanswered,
    yes_count,
)
from mesomap.document.validate import SIGNED
from mesomap.model import Message, Questionnaire, SessionStatus
from mesomap.model.message import QT_TRANSLATE_NOOP
from mesomap.paint.locale import format_count, format_date, format_time
from mesomap.paint.sentences import say

if TYPE_CHECKING:
    from mesomap.panels.record.questionnaire_dialog import QuestionnaireDialog


class QuestionnaireFlow(QObject):
    """Asks, commits, and keeps the record's line true."""

    def __init__(self, desk: Desk, view: SessionView) -> None:
        super().__init__(view)
        self._desk, self._view = desk, view
        view.followed.connect(self.follow)
        view.page.record.line_chosen.connect(self._line_chosen)

    def follow(self) -> None:
        """Say on the record's line what was asked."""
        document = self._view.document
        if document is None or document.session is None:
            return
        found = questionnaire_of(document)
        show = self._view.page.record.show_line
        if found is None:
            signed = document.session.status is SessionStatus.SIGNED
            show("questionnaire", self.tr("not asked yet"), "none" if signed else "open")
            return
        words = self._asked_words(found)
        yes = yes_count(found.answers)
        if yes:
            words = self.tr("{asked}, {count} yes").format(asked=words, count=format_count(yes))
        left = len(unanswered(found.answers, regions_of(document)))
        if left:
            words = self.tr("{asked}, {count} open").format(asked=words, count=format_count(left))
        show("questionnaire", words, "open" if left else "warn" if yes else "done")

    def ask(self) -> None:
        """The page of questions."""
        from mesomap.clinical.questions import QUESTIONS
        from mesomap.document.record.questionnaire import asked_of
        from mesomap.panels.record.questionnaire_dialog import Asking, QuestionnaireDialog

        document = self._view.document
        if document is None or document.session is None or document.patient is None:
            return
        found, last = questionnaire_of(document), last_questionnaire(document)
        regions, patient = regions_of(document), document.patient
        signed = document.session.status is SessionStatus.SIGNED
        before = ""
        if last is not None:
            day = format_date(last[0].session.date)
            yes = format_count(yes_count(last[1].answers))
            before = self.tr("Last asked on {day}: {count} yes.").format(day=day, count=yes)
        dialog = QuestionnaireDialog(
            Asking(
                answers=found.answers if found is not None else (),
                entry={
                    "allergies": patient.allergies,
                    "conditions": patient.conditions,
                    "medicines": patient.medicines,
                },
                entries=ENTRIES,
                asked=frozenset(id for id, one in QUESTIONS.items() if asked_of(one, regions)),
                last=before,
                moment=self._moment_words(found),
                locked=say(Message(SIGNED)) if signed else "",
            ),
            self._desk.window,
        )
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if last is not None:
            again = last[1]
            dialog.unchanged_wanted.connect(lambda: self._keep_again(dialog, again))
        dialog.accepted.connect(lambda: self._desk.attempt(lambda: self._keep(dialog)))
        dialog.finished.connect(lambda _result: self._view.canvas.setFocus())
        dialog.open()

    # Inside.

    def _line_chosen(self, name: str) -> None:
        if name == "questionnaire":
            self.ask()

    def _keep(self, dialog: QuestionnaireDialog) -> None:
        document = self._view.document
        if document is None:
            return
        changes = set_questionnaire(document, dialog.answers())
        if changes:
            self._view.commit(QT_TRANSLATE_NOOP("labels", "Note the questionnaire"), changes)
        self._keep_entry(document, dialog)

    def _keep_again(self, dialog: QuestionnaireDialog, last: Questionnaire) -> None:
        """One click: the answers of last time, asked today."""
        document = self._view.document
        if document is None:
            return
        label = QT_TRANSLATE_NOOP("labels", "Asked again, unchanged")
        if self._view.commit(label, asked_again(document, last)):
            self._keep_entry(document, dialog)
            dialog.reject()

    def _keep_entry(self, document: Document, dialog: QuestionnaireDialog) -> None:
        """The patient's entry, apart: it is not the session's, and undo leaves it."""
        patient = document.patient
        if patient is None:
            return
        changes = set_entry(
            patient,
            allergies=dialog.entry_text("allergies"),
            conditions=dialog.entry_text("conditions"),
            medicines=dialog.entry_text("medicines"),
        )
        if changes:
            self._view.commit(QT_TRANSLATE_NOOP("labels", "Change patient"), changes)

    def _asked_words(self, found: Questionnaire) -> str:
        moment = format_time(found.asked)
        if found.unchanged_from is not None:
            return self.tr("asked {time}, unchanged").format(time=moment)
        return self.tr("asked {time}").format(time=moment)

    def _moment_words(self, found: Questionnaire | None) -> str:
        if found is None:
            return ""
        moment = f"{format_date(found.asked)}, {format_time(found.asked)}"
        if found.asked_by:
            return self.tr("Asked {moment} by {name}").format(moment=moment, name=found.asked_by)
        return self.tr("Asked {moment}").format(moment=moment)
