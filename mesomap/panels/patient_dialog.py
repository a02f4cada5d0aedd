"""Who a patient is: a name is enough, the rest is folded away until it is wanted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from mesomap.model import Patient, Sex
from mesomap.paint.tokens import TITLE
from mesomap.panels.buttons import Button, Kind
from mesomap.panels.choice import Choice
from mesomap.panels.date_field import DateField
from mesomap.panels.look import text_label, wrapping
from mesomap.panels.patient_more import MoreEntry, PatientMore
from mesomap.panels.reason import Reason


@dataclass(frozen=True, slots=True)
class PatientEntry:
    """What was typed about a patient."""

    name: str
    born: date | None
    sex: Sex
    number: str
    allergies: str
    more: MoreEntry


@dataclass(frozen=True, slots=True)
class MergedEntry:
    """An entry that was merged into the patient's, in ready words."""

    id: UUID
    words: str


class PatientDialog(QDialog):
    """Name, birth date, sex, number, allergies, and more beside them; Enter creates."""

    separate_wanted = Signal(object)
    """The id (UUID) of a merged entry that is to be a patient of its own again."""

    def __init__(
        self,
        parent: QWidget | None = None,
        *,
        patient: Patient | None = None,
        bodies: Sequence[tuple[str, str]] = (),
        today: date | None = None,
    ) -> None:
        """`bodies` are ids and names; `today` is the day of a weight that is typed."""
        super().__init__(parent)
        new = patient is None
        heading = self.tr("New patient") if new else self.tr("Patient")
        self.setWindowTitle(heading)
        self._fields()
        self.more = PatientMore(bodies, today or date.today())
        self._same = wrapping(text_label("", role="warn", weight=500))
        self._same.hide()
        self.more_button = Button(self.tr("More"), "chevron-right", height=36)
        self.more_button.setCheckable(True)
        self.more_button.setToolTip(self.tr("Skin, contact, conditions, medicines, weight, body"))
        self.more_button.toggled.connect(self._show_more)
        self.create_button = Button(
            self.tr("Create and open session") if new else self.tr("Save"),
            kind=Kind.PRIMARY,
            height=36,
        )
        self.create_button.clicked.connect(self.accept)
        cancel = Button(self.tr("Cancel"), height=36)
        cancel.clicked.connect(self.reject)
        self._merged = QVBoxLayout()
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.more_button)
        buttons.addStretch(1)
        buttons.addWidget(cancel)
        buttons.addWidget(self.create_button)
        left = QVBoxLayout()
        left.setSpacing(16)
        left.addLayout(self._form)
        left.addWidget(self._same)
        left.addLayout(self._merged)
        left.addStretch(1)
        both = QHBoxLayout()
        both.setSpacing(32)
        both.addLayout(left, 1)
        both.addWidget(self.more, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(16)
        column.addWidget(text_label(heading, TITLE))
        column.addLayout(both)
        column.addLayout(buttons)
        self._reason = Reason(self.name)
        self.name.textEdited.connect(lambda _text: self._reason.silence())
        if patient is not None:
            self._show(patient)
        self.more_button.setChecked(patient is not None and self.more.says_something())
        self._show_more(self.more_button.isChecked())
        self.name.setFocus()

    def _fields(self) -> None:
        self.name = QLineEdit()
        self.name.setObjectName("patientName")
        self.name.setPlaceholderText(self.tr("Surname, first name"))
        self.born = DateField(name=self.tr("Born"))
        self.sex = Choice()
        for sex, words in (
            (Sex.UNKNOWN, self.tr("not recorded")),
            (Sex.FEMALE, self.tr("female")),
            (Sex.MALE, self.tr("male")),
            (Sex.OTHER, self.tr("other")),
        ):
            self.sex.addItem(words, sex)
        self.number = QLineEdit()
        self.number.setPlaceholderText(self.tr("the clinic's own"))
        self.allergies = QLineEdit()
        self.allergies.setPlaceholderText(self.tr("e.g. lidocaine, latex"))
        self._form = QFormLayout()
        self._form.setHorizontalSpacing(16)
        self._form.setVerticalSpacing(10)
        self._form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for words, field in (
            (self.tr("&Name"), self.name),
            (self.tr("&Born"), self.born),
            (self.tr("Se&x"), self.sex),
            (self.tr("N&umber"), self.number),
            (self.tr("&Allergies"), self.allergies),
        ):
            field.setMinimumHeight(34)
            self._form.addRow(words, field)

    # Shown beside what is typed.

    def show_same(self, text: str) -> None:
        """Who else has this name; "" for nobody."""
        self._same.setText(text)
        self._same.setVisible(bool(text))

    def same_text(self) -> str:
        """What it says of others of this name."""
        return "" if self._same.isHidden() else self._same.text()

    def show_merged(self, entries: Sequence[MergedEntry]) -> None:
        """The entries that were merged into this one; each can be separated again."""
        while (item := self._merged.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for entry in entries:
            self._merged.addWidget(self._merged_row(entry))

    def _merged_row(self, entry: MergedEntry) -> QWidget:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        words = self.tr("Also entered as {who}").format(who=entry.words)
        line.addWidget(wrapping(text_label(words, role="t2")), 1)
        button = Button(self.tr("Separate again"), "split")
        button.setObjectName("separate")
        button.setToolTip(self.tr("Two patients again, each with the sessions of its own entry"))
        button.clicked.connect(lambda: self.separate_wanted.emit(entry.id))
        line.addWidget(button)
        return row

    # Read.

    def entry(self) -> PatientEntry:
        """What was typed; only after `accept`."""
        return PatientEntry(
            name=" ".join(self.name.text().split()),
            born=self.born.value(),
            sex=Sex(self.sex.currentData()),
            number=self.number.text().strip(),
            allergies=" ".join(self.allergies.text().split()),
            more=self.more.entry(),
        )

    def accept(self) -> None:
        """Close only with a name, and with dates and a weight that are some."""
        if not self.name.text().strip():
            self._reason.say(self.tr("A name is needed, nothing else."))
            self.name.setFocus()
            return
        if not self.born.checked():
            self.born.setFocus()
            return
        if not self.more.checked():
            self.more_button.setChecked(True)
            return
        super().accept()

    def keyPressEvent(self, event: object) -> None:
        """Enter in any field creates."""
        key = getattr(event, "key", lambda: None)()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.accept()
            return
        super().keyPressEvent(event)  # type: ignore[arg-type]

    def _show_more(self, on: bool) -> None:
        self.more.setVisible(on)
        self.more_button.setText(self.tr("Less") if on else self.tr("More"))
        self.more_button.icon_name = "chevron-left" if on else "chevron-right"
        self.setMinimumWidth(900 if on else 460)
        self.adjustSize()

    def _show(self, patient: Patient) -> None:
        self.name.setText(patient.name)
        self.born.set_value(patient.born)
        self.sex.setCurrentIndex(self.sex.findData(patient.sex))
        self.number.setText(patient.number)
        self.allergies.setText(patient.allergies)
        self.more.show_patient(patient)
