"""The courses of a patient: which one this session is of, how far it is, what was planned."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from PySide6.QtCore import QSignalBlocker, QSize, Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from mesomap.model import Course, Indication, Protocol
from mesomap.paint.names import indication_name
from mesomap.paint.tokens import SMALL, TARGET, TITLE
from mesomap.panels.buttons import Button, Kind
from mesomap.panels.choice import Choice
from mesomap.panels.look import caption, text_label, wrapping
from mesomap.panels.number_field import NumberField
from mesomap.panels.reason import Reason
from mesomap.panels.record.protocol_words import message

_ID = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseWords:
    """How far a course is, in ready words: its line in the list, and the lines under its form."""

    line: str
    facts: tuple[str, ...]


class CourseDialog(QDialog):
    """The list on the left, the chosen course on the right; nothing is kept before Save."""

    def __init__(
        self,
        courses: Sequence[Course],
        *,
        of_session: UUID | None,
        fresh: Callable[[Protocol | None], Course],
        describe: Callable[[Course, UUID | None], CourseWords],
        protocols: Sequence[Protocol],
        today: date,
        response: str = "",
        read_only: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Courses"))
        self._courses = sorted(courses, key=lambda one: (one.closed is not None, one.begun))
        self._of_session, self._fresh, self._describe = of_session, fresh, describe
        self._protocols, self._today = list(protocols), today
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Courses"))
        self.list.setFixedWidth(270)
        self.list.setWordWrap(True)
        self.list.currentRowChanged.connect(self._show)
        self.title = QLineEdit()
        self.title.textEdited.connect(lambda text: self._change(title=text))
        self.indication = Choice()
        self.indication.setAccessibleName(self.tr("Indication"))
        self.indication.addItem(self.tr("another: its title says it"), None)
        for indication in Indication:
            self.indication.addItem(indication_name(indication.value), indication)
        self.indication.activated.connect(
            lambda _row: self._change(indication=self.indication.currentData())
        )
        self.protocol = Choice()
        self.protocol.setAccessibleName(self.tr("Protocol"))
        self.protocol.addItem(self.tr("none: by hand"), None)
        for one in self._protocols:
            self.protocol.addItem(message(one.title), one.id)
        self.protocol.activated.connect(lambda _row: self._take_protocol())
        self.count = NumberField(
            name=self.tr("Sessions planned"), minimum=1, maximum=99, decimals=0, optional=True
        )
        self.count.set_placeholder(self.tr("not planned"))
        self.count.value_changed.connect(
            lambda value: self._change(sessions=None if value is None else round(value))
        )
        self.days = NumberField(
            name=self.tr("Days between"),
            unit=self.tr("days"),
            minimum=1,
            maximum=999,
            decimals=0,
            optional=True,
        )
        self.days.set_placeholder(self.tr("not planned"))
        self.days.value_changed.connect(
            lambda value: self._change(days_between=None if value is None else round(value))
        )
        self.note = QLineEdit()
        self.note.textEdited.connect(lambda text: self._change(note=text))
        self.belongs = QCheckBox(self.tr("This session belongs to it"))
        self.belongs.clicked.connect(self._set_belongs)
        self.close_button = Button(self.tr("Close the course"), "check")
        self.close_button.clicked.connect(self._flip_closed)
        self._facts = wrapping(text_label("", SMALL, role="t2"))
        self._nothing = caption(
            self.tr("No course yet: a new one holds this session and those to come together.")
        )
        self.response = QPlainTextEdit(response)
        self.response.setAccessibleName(self.tr("Response so far"))
        self.response.setTabChangesFocus(True)
        self.response.setFixedHeight(62)
        self.add_button = Button(self.tr("New course"), "plus")
        self.add_button.clicked.connect(self._add)
        self.save_button = Button(self.tr("Save"), kind=Kind.PRIMARY, height=36)
        self.save_button.clicked.connect(self.accept)
        self._reason = Reason(self.title)
        for part in (self.belongs, self.response, self.add_button):
            part.setEnabled(not read_only)
        self._lay_out()
        self.resize(900, 600)
        self._fill(of_session)

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addWidget(self.list, 1)
        left.addWidget(self.add_button)
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(8)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        form.addRow(self.tr("&Protocol"), self.protocol)
        form.addRow(self.tr("&Title"), self.title)
        form.addRow(self.tr("&Indication"), self.indication)
        form.addRow(self.tr("&Sessions planned"), self.count)
        form.addRow(self.tr("&Days between"), self.days)
        form.addRow(self.tr("&Note"), self.note)
        self._form = QWidget()
        inside = QVBoxLayout(self._form)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(10)
        inside.addLayout(form)
        own = QHBoxLayout()
        own.addWidget(self.belongs)
        own.addStretch(1)
        own.addWidget(self.close_button)
        inside.addLayout(own)
        inside.addWidget(self._facts)
        right = QVBoxLayout()
        right.setSpacing(8)
        right.addWidget(self._nothing)
        right.addWidget(self._form)
        right.addStretch(1)
        right.addWidget(text_label(self.tr("Response so far, noted today"), SMALL, role="t2"))
        right.addWidget(self.response)
        parts = QHBoxLayout()
        parts.setSpacing(20)
        parts.addLayout(left)
        parts.addLayout(right, 1)
        cancel = Button(self.tr("Cancel"), height=36)
        cancel.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addStretch(1)
        buttons.addWidget(cancel)
        buttons.addWidget(self.save_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 18, 24, 18)
        column.setSpacing(10)
        column.addWidget(text_label(self.tr("Courses"), TITLE))
        column.addLayout(parts, 1)
        column.addLayout(buttons)

    def courses(self) -> list[Course]:
        """The courses as they were left."""
        return list(self._courses)

    def of_session(self) -> UUID | None:
        """Which of them this session is of."""
        return self._of_session

    def response_text(self) -> str:
        """What became of the sessions before."""
        return self.response.toPlainText()

    def facts(self) -> str:
        """What is shown of the chosen course."""
        return self._facts.text()

    def accept(self) -> None:
        """Close only when every course has a title, and every number was taken."""
        if not (self.count.commit() and self.days.commit()):
            return
        for row, course in enumerate(self._courses):
            if not course.title.strip():
                self.list.setCurrentRow(row)
                self._reason.say(self.tr("A course needs a title: what is treated?"))
                self.title.setFocus()
                return
        super().accept()

    # Inside.

    def _chosen(self) -> Course | None:
        row = self.list.currentRow()
        return self._courses[row] if 0 <= row < len(self._courses) else None

    def _fill(self, current: UUID | None) -> None:
        with QSignalBlocker(self.list):
            self.list.clear()
            for course in self._courses:
                item = QListWidgetItem(self._describe(course, self._of_session).line)
                item.setData(_ID, course.id)
                item.setSizeHint(QSize(0, TARGET + 16))
                self.list.addItem(item)
            ids = [one.id for one in self._courses]
            self.list.setCurrentRow(ids.index(current) if current in ids else 0)
        self._show(self.list.currentRow())

    def _show(self, _row: int) -> None:
        course = self._chosen()
        self._form.setVisible(course is not None)
        self._nothing.setVisible(course is None)
        if course is None:
            return
        self.title.setText(message(course.title))
        self.indication.setCurrentIndex(self.indication.row_of(course.indication))
        self.protocol.setCurrentIndex(max(self.protocol.row_of(course.protocol), 0))
        self.count.set_value(None if course.sessions is None else float(course.sessions))
        self.days.set_value(None if course.days_between is None else float(course.days_between))
        self.note.setText(course.note)
        self.belongs.setChecked(course.id == self._of_session)
        closed = course.closed is not None
        self.close_button.setText(
            self.tr("Reopen the course") if closed else self.tr("Close the course")
        )
        self.close_button.updateGeometry()
        self._facts.setText("\n".join(self._describe(course, self._of_session).facts))

    def _change(self, **values: object) -> None:
        course, row = self._chosen(), self.list.currentRow()
        if course is None:
            return
        self._courses[row] = after = replace(course, **values)  # type: ignore[arg-type]
        words = self._describe(after, self._of_session)
        item = self.list.item(row)
        if item is not None:
            item.setText(words.line)
        self._facts.setText("\n".join(words.facts))

    def _take_protocol(self) -> None:
        """What a protocol says of sessions and interval; a title of one's own stays."""
        course, id = self._chosen(), self.protocol.currentData()
        if course is None:
            return
        found = next((one for one in self._protocols if one.id == id), None)
        if found is None:
            self._change(protocol=None)
            return
        like = self._fresh(found)
        titles = {one.title for one in self._protocols}
        own = bool(course.title.strip()) and course.title not in titles
        self._change(
            protocol=like.protocol,
            indication=like.indication,
            sessions=like.sessions,
            days_between=like.days_between,
            title=course.title if own else like.title,
        )
        self._show(self.list.currentRow())

    def _set_belongs(self, on: bool) -> None:
        course = self._chosen()
        if course is not None:
            self._of_session = course.id if on else None
            self._fill(course.id)

    def _flip_closed(self) -> None:
        course = self._chosen()
        if course is not None:
            self._change(closed=self._today if course.closed is None else None)
            self._show(self.list.currentRow())

    def _add(self) -> None:
        used = self._of_session is None
        made = self._fresh(None)
        self._courses.insert(0, made)
        if used:
            self._of_session = made.id
        self._fill(made.id)
        self.protocol.setFocus()
