"""Who a new patient is: a name is enough."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
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
from mesomap.panels.date_field import DateField
from mesomap.panels.look import caption, text_label
from mesomap.panels.reason import Reason


@dataclass(frozen=True, slots=True)
class PatientEntry:
    """What was typed about a patient."""

    name: str
    born: date | None
    sex: Sex
    number: str
    allergies: str


class PatientDialog(QDialog):
    """Name, birth date, sex, number, allergies; Enter creates."""

    place_wanted = Signal()
    """Another place for the clinic file is wanted."""

    def __init__(self, parent: QWidget | None = None, *, patient: Patient | None = None) -> None:
        super().__init__(parent)
        new = patient is None
        heading = self.tr("New patient") if new else self.tr("Patient")
        self.setWindowTitle(heading)
        self.setMinimumWidth(460)
        self.name = QLineEdit()
        self.name.setObjectName("patientName")
        self.name.setPlaceholderText(self.tr("Surname, first name"))
        self.born = DateField(name=self.tr("Born"))
        self.sex = QComboBox()
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
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(10)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for words, field in (
            (self.tr("&Name"), self.name),
            (self.tr("&Born"), self.born),
            (self.tr("Se&x"), self.sex),
            (self.tr("N&umber"), self.number),
            (self.tr("&Allergies"), self.allergies),
        ):
            field.setMinimumHeight(34)
            form.addRow(words, field)
        self._place = caption("")
        self._place.hide()
        self.place_button = Button(self.tr("Change place"), kind=Kind.BARE)
        self.place_button.clicked.connect(self.place_wanted)
        self.place_button.hide()
        self.create_button = Button(
            self.tr("Create and open session") if new else self.tr("Save"),
            kind=Kind.PRIMARY,
            height=36,
        )
        self.create_button.clicked.connect(self.accept)
        cancel = Button(self.tr("Cancel"), height=36)
        cancel.clicked.connect(self.reject)
        place = QHBoxLayout()
        place.addWidget(self._place, 1)
        place.addWidget(self.place_button)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addStretch(1)
        buttons.addWidget(cancel)
        buttons.addWidget(self.create_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(16)
        column.addWidget(text_label(heading, TITLE))
        column.addLayout(form)
        column.addLayout(place)
        column.addLayout(buttons)
        self._reason = Reason(self.name)
        self.name.textEdited.connect(lambda _text: self._reason.silence())
        if patient is not None:
            self._show(patient)
        self.name.setFocus()

    def show_place(self, text: str) -> None:
        """Where the clinic file will be made with this first patient."""
        self._place.setText(text)
        self._place.setVisible(bool(text))
        self.place_button.setVisible(bool(text))

    def place_text(self) -> str:
        """What it says of the place."""
        return self._place.text()

    def entry(self) -> PatientEntry:
        """What was typed; only after `accept`."""
        return PatientEntry(
            name=" ".join(self.name.text().split()),
            born=self.born.value(),
            sex=Sex(self.sex.currentData()),
            number=self.number.text().strip(),
            allergies=" ".join(self.allergies.text().split()),
        )

    def accept(self) -> None:
        """Close only with a name, and with a birth date that is one."""
        if not self.name.text().strip():
            self._reason.say(self.tr("A name is needed, nothing else."))
            self.name.setFocus()
            return
        if not self.born.checked():
            self.born.setFocus()
            return
        super().accept()

    def keyPressEvent(self, event: object) -> None:
        """Enter in any field creates."""
        key = getattr(event, "key", lambda: None)()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.accept()
            return
        super().keyPressEvent(event)  # type: ignore[arg-type]

    def _show(self, patient: Patient) -> None:
        self.name.setText(patient.name)
        self.born.set_value(patient.born)
        self.sex.setCurrentIndex(self.sex.findData(patient.sex))
        self.number.setText(patient.number)
        self.allergies.setText(patient.allergies)
