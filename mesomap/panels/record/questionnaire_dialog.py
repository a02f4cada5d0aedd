"""What is asked before a session, on one page, with what is known of the patient beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QPlainTextEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from mesomap.clinical.questions import CONFIDENCE, QUESTIONS, SOURCE, Question
from mesomap.model import Answer, Confidence
from mesomap.paint.tokens import TITLE
from mesomap.panels.buttons import Button, Kind
from mesomap.panels.look import caption, heading, text_label, wrapping
from mesomap.panels.record.questionnaire_row import QuestionRow

LINES = ("allergies", "conditions", "medicines")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """What the page starts from.

    `entry` holds the patient's allergies, conditions and medicines; `entries` says to which of
    them a question's yes may be taken over. `last` says when it was asked before, "" for never;
    `asked` names the questions that are of what the session treats.
    """

    answers: Sequence[Answer]
    entry: Mapping[str, str]
    entries: Mapping[str, str]
    asked: frozenset[str]
    last: str = ""
    moment: str = ""
    locked: str = ""


class QuestionnaireDialog(QDialog):
    """Nothing is answered unless it was asked: a question that nobody answered stays open."""

    unchanged_wanted = Signal()
    """The last session's answers still hold."""

    def __init__(self, asking: Asking, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._asking = asking
        self.setWindowTitle(self.tr("Questionnaire"))
        names = {
            "allergies": self.tr("To allergies"),
            "conditions": self.tr("To conditions"),
            "medicines": self.tr("To medicines"),
        }
        known = {one.question: one for one in asking.answers}
        self.rows: dict[str, QuestionRow] = {}
        for id, question in QUESTIONS.items():
            row = self._row(question, names.get(asking.entries.get(id, ""), ""))
            row.show_answer(known.get(id))
            self.rows[id] = row
        self._other = [one for one in asking.answers if one.question not in QUESTIONS]
        self.entry = {name: self._field(asking.entry[name]) for name in LINES}
        self.left = text_label("", role="t2")
        self.left.setAccessibleName(self.tr("Questions left"))
        self.unchanged_button = Button(self.tr("Asked again, unchanged"), "check", height=36)
        self.unchanged_button.setToolTip(asking.last)
        self.unchanged_button.setVisible(bool(asking.last) and not asking.locked)
        self.unchanged_button.clicked.connect(self.unchanged_wanted)
        self.save_button = Button(self.tr("Save"), kind=Kind.PRIMARY, height=36)
        self.save_button.clicked.connect(self.accept)
        self.save_button.setEnabled(not asking.locked)
        self._lay_out()
        self.resize(960, 640)
        self._count()
        first = next((one for one in self.rows.values() if one.reply() is None), None)
        (first or next(iter(self.rows.values()))).setFocus()

    def answers(self) -> list[Answer]:
        """The answers, in the order of the questions."""
        said = (row.said() for row in self.rows.values())
        return [*(one for one in said if one is not None), *self._other]

    def entry_text(self, name: str) -> str:
        """A line of the patient's entry, as it was left."""
        return self.entry[name].toPlainText().strip()

    def open_questions(self) -> int:
        """How many of this session's questions have no answer yet."""
        return sum(row.asked and row.reply() is None for row in self.rows.values())

    # Inside.

    def _row(self, question: Question, takes: str) -> QuestionRow:
        row = QuestionRow(question, asked=question.id in self._asking.asked, takes=takes)
        row.answered.connect(self._count)
        row.step_wanted.connect(lambda by: self._step(question.id, by))
        row.take_wanted.connect(lambda: self._take(question))
        row.setEnabled(not self._asking.locked)
        return row

    def _field(self, text: str) -> QPlainTextEdit:
        field = QPlainTextEdit(text)
        field.setTabChangesFocus(True)
        field.setFixedHeight(84)
        field.setReadOnly(bool(self._asking.locked))
        return field

    def _lay_out(self) -> None:
        inside = QWidget()
        rows = QVBoxLayout(inside)
        rows.setContentsMargins(0, 0, 6, 0)
        rows.setSpacing(0)
        for row in self.rows.values():
            rows.addWidget(row)
        rows.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inside)
        self._area = area
        beside = QVBoxLayout()
        beside.setSpacing(6)
        beside.addWidget(heading(self.tr("The patient's entry")))
        words = {
            "allergies": self.tr("Allergies"),
            "conditions": self.tr("Conditions"),
            "medicines": self.tr("Medicines"),
        }
        for name, field in self.entry.items():
            field.setAccessibleName(words[name])
            beside.addWidget(text_label(words[name], role="t2"))
            beside.addWidget(field)
        beside.addStretch(1)
        side = QWidget()
        side.setLayout(beside)
        side.setFixedWidth(260)
        parts = QHBoxLayout()
        parts.setSpacing(20)
        parts.addWidget(area, 1)
        parts.addWidget(side)
        cancel = Button(self.tr("Close") if self._asking.locked else self.tr("Cancel"), height=36)
        cancel.clicked.connect(self.reject)
        ends = QHBoxLayout()
        ends.setSpacing(8)
        ends.addWidget(self.unchanged_button)
        ends.addWidget(self.left)
        ends.addStretch(1)
        ends.addWidget(cancel)
        ends.addWidget(self.save_button)
        top = QHBoxLayout()
        top.addWidget(text_label(self.tr("Questionnaire"), TITLE))
        top.addStretch(1)
        top.addWidget(text_label(self._asking.moment, role="t2"))
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 18, 24, 18)
        column.setSpacing(10)
        column.addLayout(top)
        if self._asking.locked:
            column.addWidget(wrapping(text_label(self._asking.locked, role="warn")))
        elif self._asking.last:
            column.addWidget(caption(self._asking.last))
        column.addLayout(parts, 1)
        column.addWidget(caption(_source()))
        column.addLayout(ends)

    def _count(self) -> None:
        left = self.open_questions()
        if left == 0:
            self.left.setText(self.tr("Every question is answered."))
        elif left == 1:
            self.left.setText(self.tr("1 question is not answered yet."))
        else:
            self.left.setText(self.tr("{count} questions are not answered yet.").format(count=left))

    def _step(self, id: str, by: int) -> None:
        ids = list(self.rows)
        at = ids.index(id) + by
        if at >= len(ids):
            self.save_button.setFocus()
        elif at >= 0:
            self.rows[ids[at]].setFocus()
            self._area.ensureWidgetVisible(self.rows[ids[at]])

    def _take(self, question: Question) -> None:
        """Add what was said to the patient's entry, once; it is kept with Save."""
        row, field = self.rows[question.id], self.entry[self._asking.entries[question.id]]
        short = QCoreApplication.translate("messages", question.short)
        said = " ".join(row.detail.text().split()) or short
        kept = field.toPlainText().strip()
        if said.casefold() not in kept.casefold():
            field.setPlainText("\n".join(filter(None, (kept, said))))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in a question goes on; only the button saves, or Ctrl with Enter."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        focus = self.focusWidget()
        row = next((one for one in self.rows.values() if focus in (one, one.detail)), None)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.save_button.click()
        elif enter and row is not None:
            self._step(row.question.id, 1)
        elif not enter:
            super().keyPressEvent(event)


def _source() -> str:
    words = QCoreApplication.translate("messages", SOURCE)
    words = words[:1].upper() + words[1:]
    if CONFIDENCE is Confidence.GENERAL:
        unsure = QCoreApplication.translate("QuestionnaireDialog", "Convention, unverified.")
        return f"{words}. {unsure}"
    return f"{words}."
