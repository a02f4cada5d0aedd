"""One question: its words, the answer, and what was said besides."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from mesomap.clinical.questions import Question
from mesomap.model import Answer, Reply
from mesomap.paint.theme import current
from mesomap.panels.buttons import Button, ring
from mesomap.panels.look import IconLabel, text_label, wrapping

LONGEST = 300


class QuestionRow(QWidget):
    """Yes, no or not known by a click; by its letters, arrows and digits while it has the keys."""

    answered = Signal()
    step_wanted = Signal(int)
    """To the next question (1) or the one before (-1)."""
    take_wanted = Signal()
    """What was said is to go into the patient's entry."""

    def __init__(self, question: Question, *, asked: bool, takes: str) -> None:
        """`asked`: it is of what this session treats; `takes` names the entry's line, or ""."""
        super().__init__()
        self.question, self.asked = question, asked
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        words = QCoreApplication.translate("messages", question.text)
        self.setAccessibleName(words)
        self._open = IconLabel("minus", "warn" if asked else "t3")
        self.buttons = {
            Reply.YES: Button(self.tr("Yes"), height=32),
            Reply.NO: Button(self.tr("No"), height=32),
            Reply.UNKNOWN: Button(self.tr("Does not know"), height=32),
        }
        for reply, button in self.buttons.items():
            button.setCheckable(True)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.setAccessibleName(f"{words} {button.text()}")
            button.clicked.connect(lambda _on=False, reply=reply: self.answer(reply))
        self.detail = QLineEdit()
        self.detail.setMaxLength(LONGEST)
        self.detail.setMinimumHeight(32)
        self.detail.setPlaceholderText(self.tr("What, and since when"))
        self.detail.setAccessibleName(self.tr("{question} In words").format(question=words))
        self.take_button = Button(takes, "plus", kind=self.buttons[Reply.YES].kind, height=32)
        self.take_button.clicked.connect(self.take_wanted)
        self._takes = bool(takes)
        line = QHBoxLayout()
        line.setSpacing(6)
        line.addWidget(self._open)
        line.addWidget(wrapping(text_label(words)), 1)
        for button in self.buttons.values():
            line.addWidget(button)
        self._more = QWidget()
        more = QHBoxLayout(self._more)
        more.setContentsMargins(20, 2, 0, 4)
        more.setSpacing(6)
        more.addWidget(self.detail, 1)
        more.addWidget(self.take_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 2, 6, 2)
        column.setSpacing(0)
        column.addLayout(line)
        column.addWidget(self._more)
        self.show_answer(None)

    def reply(self) -> Reply | None:
        """What was answered; None if nothing was yet."""
        return next((reply for reply, one in self.buttons.items() if one.isChecked()), None)

    def said(self) -> Answer | None:
        """The answer as it is kept."""
        reply = self.reply()
        if reply is None:
            return None
        detail = " ".join(self.detail.text().split()) if reply is Reply.YES else ""
        return Answer(question=self.question.id, reply=reply, detail=detail)

    def show_answer(self, answer: Answer | None) -> None:
        """Show what was answered."""
        self.detail.setText(answer.detail if answer is not None else "")
        self._choose(answer.reply if answer is not None else None)

    def answer(self, reply: Reply) -> None:
        """Answer it; a yes may be said more of."""
        self._choose(reply)
        self.answered.emit()

    def _choose(self, reply: Reply | None) -> None:
        for one, button in self.buttons.items():
            button.setChecked(one is reply)
        self._more.setVisible(reply is Reply.YES)
        self.take_button.setVisible(self._takes)
        if reply is None:
            self._open.show_icon("minus", "warn" if self.asked else "t3")
        else:
            self._open.show_icon("warning" if reply is Reply.YES else "check", "t2")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Letters and left and right answer; up, down and Enter go on."""
        key, order = event.key(), list(self.buttons)
        typed = event.text().casefold()
        letters: dict[str, Reply] = {}
        for one in order:  # where two begin alike (Non, Ne sait pas), the first has the letter
            letters.setdefault(self.buttons[one].text()[:1].casefold(), one)
        now = self.reply()
        if event.modifiers() & ~(Qt.KeyboardModifier.KeypadModifier):
            super().keyPressEvent(event)
        elif typed and typed in letters:
            self.answer(letters[typed])
            if letters[typed] is Reply.YES:
                self.detail.setFocus()
            else:
                self.step_wanted.emit(1)
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            by = 1 if key == Qt.Key.Key_Right else -1
            at = order.index(now) + by if now is not None else (0 if by > 0 else len(order) - 1)
            self.answer(order[max(0, min(at, len(order) - 1))])
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.step_wanted.emit(1 if key == Qt.Key.Key_Down else -1)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the keys are."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The keys are elsewhere."""
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """A ring while it has the keys."""
        if self.hasFocus():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            ring(painter, self.rect().toRectF(), current().focus)
            painter.end()
