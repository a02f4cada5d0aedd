"""What was done in the clinic file: filters above, the change log below."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from mesomap.paint.tokens import SMALL, TITLE
from mesomap.panels.buttons import Button
from mesomap.panels.choice import Choice
from mesomap.panels.date_field import DateField
from mesomap.panels.look import caption, text_label
from mesomap.panels.message_bar import MessageBar
from mesomap.panels.record.done_table import DoneTable

USUAL = QSize(1100, 680)


class DoneDialog(QDialog):
    """Shows; what the filters mean is who asked for it's to read.

    Parameters
    ----------
    people
        Everybody whom the log names.
    kinds
        What each sort of row is called, with the value that stands for it.
    """

    filter_changed = Signal()
    patient_wanted = Signal()
    """A patient is to be chosen."""
    patient_dropped = Signal()
    table_wanted = Signal()
    session_wanted = Signal(object)

    def __init__(
        self,
        people: Sequence[str],
        kinds: Sequence[tuple[str, str]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        heading = self.tr("What was done")
        self.setWindowTitle(heading)
        room = parent.size() - QSize(60, 40) if parent is not None else USUAL
        self.resize(USUAL.boundedTo(room))
        self.message = MessageBar(self)
        self.message.hang(None)
        self.person = Choice()
        self.person.setAccessibleName(self.tr("Who"))
        self.person.addItem(self.tr("Anybody"), "")
        for name in people:
            self.person.addItem(name or self.tr("nobody named"), name)
        self.kind = Choice()
        self.kind.setAccessibleName(self.tr("What"))
        for said, value in kinds:
            self.kind.addItem(said, value)
        for choice in (self.person, self.kind):
            choice.currentIndexChanged.connect(lambda _row: self.filter_changed.emit())
        self.day = DateField(
            name=self.tr("Day"), refusal=self.tr("Nothing was done on that day yet.")
        )
        self.day.edited.connect(self._day_edited)
        self._day: date | None = None
        self.patient_button = Button("", "search", height=34)
        self.patient_button.clicked.connect(self.patient_wanted)
        self.everybody_button = Button("", "close", height=34)
        self.everybody_button.setToolTip(self.tr("All patients again"))
        self.everybody_button.setAccessibleName(self.everybody_button.toolTip())
        self.everybody_button.clicked.connect(self.patient_dropped)
        self.table = DoneTable(heading)
        self.table.activated.connect(lambda _index: self._open())
        self.table.selectionModel().currentChanged.connect(lambda _now, _was: self._follow())
        self.count = caption("")
        self._arrange(heading)
        self.show_patient("")
        self._follow()
        self.table.setFocus()

    def _arrange(self, heading: str) -> None:
        filters = QHBoxLayout()
        filters.setSpacing(16)
        for words, fields in (
            (self.tr("Patient"), (self.patient_button, self.everybody_button)),
            (self.tr("Who"), (self.person,)),
            (self.tr("What"), (self.kind,)),
            (self.tr("Day"), (self.day,)),
        ):
            filters.addLayout(_field(words, fields))
        filters.addStretch(1)
        self.open_button = Button(self.tr("Open session"), "folder-open", height=36)
        self.open_button.clicked.connect(self._open)
        self.table_button = Button(self.tr("Export table…"), "file", height=36)
        self.table_button.setToolTip(self.tr("All these rows as a CSV file"))
        self.table_button.clicked.connect(self.table_wanted)
        close = Button(self.tr("Close"), height=36)
        close.clicked.connect(self.reject)
        ends = QHBoxLayout()
        ends.setSpacing(8)
        ends.addWidget(self.open_button)
        ends.addWidget(self.table_button)
        ends.addWidget(self.count, 1)
        ends.addWidget(close)
        page = QVBoxLayout(self)
        page.setContentsMargins(24, 20, 24, 20)
        page.setSpacing(12)
        page.addWidget(text_label(heading, TITLE))
        page.addLayout(filters)
        page.addWidget(self.table, 1)
        page.addLayout(ends)

    def show_patient(self, name: str) -> None:
        """Whose rows are shown; "" for everybody's."""
        self.patient_button.setText(name or self.tr("Everybody"))
        self.everybody_button.setVisible(bool(name))

    def wanted_day(self) -> date | None:
        """The day whose rows are shown; None for all."""
        return self._day

    def _day_edited(self) -> None:
        """A day counts once it is whole."""
        try:
            day = self.day.value()
        except ValueError:
            return
        if day != self._day:
            self._day = day
            self.filter_changed.emit()

    def _follow(self) -> None:
        line = self.table.chosen()
        self.open_button.setEnabled(line is not None and line.session is not None)

    def _open(self) -> None:
        line = self.table.chosen()
        if line is not None and line.session is not None:
            self.session_wanted.emit(line.session)


def _field(words: str, fields: Sequence[QWidget]) -> QVBoxLayout:
    """Fields under a word."""
    label = text_label(words, SMALL, role="t2")
    label.setBuddy(fields[0])
    row = QHBoxLayout()
    row.setSpacing(4)
    for field in fields:
        field.setMinimumHeight(34)
        row.addWidget(field, alignment=Qt.AlignmentFlag.AlignLeft)
    column = QVBoxLayout()
    column.setSpacing(4)
    column.addWidget(label)
    column.addLayout(row)
    return column
