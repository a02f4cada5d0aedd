"""The last look before a session is signed: what it holds, what it lacks, and who signs."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from mesomap.paint.tokens import BODY, PATIENT, TITLE
from mesomap.panels.buttons import Button, Kind
from mesomap.panels.choice import Choice
from mesomap.panels.look import IconLabel, caption, text_label, wrapping
from mesomap.panels.reason import Reason

LACKS_PX = 150
"""The list of what is missing scrolls beyond this height."""


class SignDialog(QDialog):
    """Asks once; what is missing is listed and stops nobody.

    Parameters
    ----------
    patient, session
        Whose and which, in ready words.
    lines
        What it holds: a caption and its value each.
    lacks
        What is missing, in whole sentences.
    people
        Who may sign; empty while the clinic has nobody: then a name is typed.
    chosen
        Who is offered first.
    with_pin, prove
        Who signs with a PIN; and what is wrong with the one that was typed, "" for nothing.
    doubt
        What has to be confirmed before anybody signs, as a sentence; "" for nothing.
    """

    def __init__(
        self,
        patient: str,
        session: str,
        lines: Sequence[tuple[str, str]],
        lacks: Sequence[str],
        people: Sequence[tuple[UUID, str]],
        *,
        chosen: UUID | None = None,
        with_pin: Collection[UUID] = frozenset(),
        prove: Callable[[UUID, str], str] = lambda _id, _typed: "",
        doubt: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        heading = self.tr("Sign this session")
        self.setWindowTitle(heading)
        self.setMinimumWidth(520)
        self.person = Choice()
        for id, name in people:
            self.person.addItem(name, id)
            if id == chosen:
                self.person.setCurrentIndex(self.person.count() - 1)
        self.name = QLineEdit()
        self.name.setPlaceholderText(self.tr("First name, surname"))
        self.title = QLineEdit()
        self.title.setPlaceholderText(self.tr("e.g. Dr."))
        self._known = bool(people)
        self._with_pin, self._prove = with_pin, prove
        self.pin = QLineEdit()
        self.pin.setEchoMode(QLineEdit.EchoMode.Password)
        self.pin.setInputMethodHints(
            Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText
        )
        self.person.currentIndexChanged.connect(lambda _row: self._follow())
        who = QFormLayout()
        who.setHorizontalSpacing(16)
        who.setVerticalSpacing(10)
        who.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        fields: list[tuple[str, QWidget]] = (
            [(self.tr("&Signed by"), self.person)]
            if people
            else [(self.tr("&Signed by"), self.name), (self.tr("&Title"), self.title)]
        )
        for words, field in fields:
            field.setMinimumHeight(34)
            who.addRow(words, field)
        self.pin.setMinimumHeight(34)
        who.addRow(self.tr("&PIN"), self.pin)
        self._who = who
        self.sign_button = Button(self.tr("Sign"), "signature", kind=Kind.PRIMARY, height=36)
        self.sign_button.clicked.connect(self.accept)
        self.cancel_button = Button(self.tr("Cancel"), height=36)
        self.cancel_button.clicked.connect(self.reject)
        ends = QHBoxLayout()
        ends.setSpacing(8)
        ends.addStretch(1)
        ends.addWidget(self.cancel_button)
        ends.addWidget(self.sign_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        column.addWidget(text_label(heading, TITLE))
        column.addWidget(wrapping(text_label(patient, PATIENT)))
        column.addWidget(wrapping(text_label(session, BODY, role="t2")))
        column.addLayout(_pairs(lines))
        if lacks:
            column.addWidget(text_label(self.tr("Missing or open"), weight=600))
            column.addWidget(_list(lacks))
        column.addLayout(who)
        self.confirmed = QCheckBox(self.tr("Sign with this time all the same"), self)
        self.confirmed.setVisible(bool(doubt))
        if doubt:
            column.addWidget(wrapping(text_label(doubt, BODY, role="warn", weight=500)))
            column.addWidget(self.confirmed)
        column.addWidget(
            caption(
                self.tr(
                    "A signed session stays as it is. What is to be said later is an addendum;"
                    " reactions, follow-ups and photographs can be added at any time."
                )
            )
        )
        column.addLayout(ends)
        self.lacks = tuple(lacks)
        self._doubted = bool(doubt)
        self._not_confirmed = Reason(self.confirmed)
        self.confirmed.toggled.connect(lambda _on: self._not_confirmed.silence())
        self._reason = Reason(self.name)
        self.name.textEdited.connect(lambda _text: self._reason.silence())
        (self.person if people else self.name).setFocus()
        self._wrong = Reason(self.pin)
        self.pin.textEdited.connect(lambda _text: self._wrong.silence())
        self._follow()

    def chosen(self) -> UUID | None:
        """Who signs, None where a name was typed."""
        found = self.person.currentData()
        return found if isinstance(found, UUID) else None

    def typed(self) -> tuple[str, str]:
        """The name and the title that were typed."""
        return " ".join(self.name.text().split()), " ".join(self.title.text().split())

    def accept(self) -> None:
        """Close only if somebody signs."""
        if not self._known and not self.name.text().strip():
            self._reason.say(self.tr("A name is needed: who signs?"))
            self.name.setFocus()
            return
        if self._doubted and not self.confirmed.isChecked():
            self._not_confirmed.say(self.tr("Set the clock right, or tick this to sign."))
            self.confirmed.setFocus()
            return
        id = self.chosen()
        if id is not None and id in self._with_pin:
            wrong = self._prove(id, self.pin.text())
            if wrong:
                self.pin.clear()
                self.pin.setFocus()
                self._wrong.say(wrong)
                return
        super().accept()

    def _follow(self) -> None:
        """The PIN is asked of who has one."""
        self.pin.clear()
        self._who.setRowVisible(self.pin, self.chosen() in self._with_pin)

    def keyPressEvent(self, event: object) -> None:
        """Enter signs only from the button: not by a slip in a field."""
        key = getattr(event, "key", lambda: None)()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.sign_button.hasFocus():
                self.accept()
            elif self.cancel_button.hasFocus():
                self.reject()
            else:
                self.sign_button.setFocus()
            return
        super().keyPressEvent(event)  # type: ignore[arg-type]


def _pairs(lines: Sequence[tuple[str, str]]) -> QFormLayout:
    form = QFormLayout()
    form.setHorizontalSpacing(16)
    form.setVerticalSpacing(4)
    form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    for words, value in lines:
        form.addRow(text_label(words, role="t2"), wrapping(text_label(value, weight=500)))
    return form


def _list(sentences: Sequence[str]) -> QWidget:
    """Sentences below each other, each with a sign; long lists scroll."""
    inside = QWidget()
    rows = QVBoxLayout(inside)
    rows.setContentsMargins(0, 0, 0, 0)
    rows.setSpacing(4)
    for sentence in sentences:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(IconLabel("warning", "warn", 15), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(wrapping(text_label(sentence)), 1)
        rows.addLayout(row)
    if len(sentences) <= 6:
        return inside
    rows.addStretch(1)
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(inside)
    area.setFixedHeight(LACKS_PX)
    return area
