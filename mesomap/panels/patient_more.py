"""What else a clinic may note of a patient: health, contact, and the body of the charts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFormLayout, QLineEdit, QWidget

from mesomap.model import Patient
from mesomap.panels.choice import Choice
from mesomap.panels.date_field import DateField
from mesomap.panels.number_field import NumberField

MOST_KG = 400.0
PHOTOTYPES = ("I", "II", "III", "IV", "V", "VI")


@dataclass(frozen=True, slots=True)
class MoreEntry:
    """What was typed; `body` None means the one that follows from the sex."""

    body: str | None = None
    phototype: int | None = None
    phone: str = ""
    email: str = ""
    address: str = ""
    conditions: str = ""
    medicines: str = ""
    weight_kg: float | None = None
    weighed: date | None = None


class PatientMore(QWidget):
    """The fields; nothing of them is needed."""

    def __init__(
        self,
        bodies: Sequence[tuple[str, str]],
        today: date,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._today = today
        self.conditions = _line(self.tr("what matters before a session"))
        self.medicines = _line(self.tr("e.g. an anticoagulant"))
        self.phototype = Choice()
        self.phototype.addItem(self.tr("not noted"), None)
        for number, roman in enumerate(PHOTOTYPES, start=1):
            self.phototype.addItem(self.tr("{roman} (Fitzpatrick)").format(roman=roman), number)
        self.weight = NumberField(
            name=self.tr("Weight"),
            unit="kg",
            minimum=1.0,
            maximum=MOST_KG,
            step=1.0,
            decimals=1,
            least_decimals=0,
            optional=True,
        )
        self.weighed = DateField(
            name=self.tr("Weighed"), refusal=self.tr("This day cannot be one of weighing.")
        )
        self.weight.value_changed.connect(self._weighed_now)
        self.phone = _line("")
        self.email = _line("")
        self.address = _line(self.tr("street, postcode, town"))
        self.body = Choice()
        self.body.addItem(self.tr("as the sex says"), None)
        for id, name in bodies:
            self.body.addItem(name, id)
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(10)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for words, field in (
            (self.tr("&Conditions"), self.conditions),
            (self.tr("&Medicines"), self.medicines),
            (self.tr("Photot&ype"), self.phototype),
            (self.tr("&Weight"), self.weight),
            (self.tr("Weighe&d"), self.weighed),
            (self.tr("&Phone"), self.phone),
            (self.tr("&Email"), self.email),
            (self.tr("Add&ress"), self.address),
            (self.tr("B&ody on charts"), self.body),
        ):
            field.setMinimumHeight(34)
            form.addRow(words, field)

    def show_patient(self, patient: Patient) -> None:
        """What is known of a patient."""
        self.conditions.setText(patient.conditions)
        self.medicines.setText(patient.medicines)
        self.phototype.setCurrentIndex(patient.phototype or 0)
        self.weight.set_value(patient.weight_kg)
        self.weighed.set_value(patient.weighed)
        self.phone.setText(patient.phone)
        self.email.setText(patient.email)
        self.address.setText(patient.address)
        self.body.setCurrentIndex(max(0, self.body.findData(patient.body)))

    def says_something(self) -> bool:
        """Whether anything but the body is noted."""
        texts = (self.conditions, self.medicines, self.phone, self.email, self.address)
        return (
            any(line.text() for line in texts)
            or self.phototype.currentIndex() > 0
            or self.weight.value() is not None
        )

    def checked(self) -> bool:
        """Whether weight and its day are what they should be; if not, says why."""
        if not self.weight.commit():
            self.weight.setFocus()
            return False
        if not self.weighed.checked():
            self.weighed.setFocus()
            return False
        return True

    def entry(self) -> MoreEntry:
        """What was typed."""
        weight = self.weight.value()
        return MoreEntry(
            body=self.body.currentData(),
            phototype=self.phototype.currentData(),
            phone=_text(self.phone),
            email=_text(self.email),
            address=_text(self.address),
            conditions=_text(self.conditions),
            medicines=_text(self.medicines),
            weight_kg=weight,
            weighed=self.weighed.value() if weight is not None else None,
        )

    def _weighed_now(self, _weight: object) -> None:
        """A weight that is typed is today's, unless the day is typed too."""
        self.weighed.set_value(self._today)


def _line(hint: str) -> QLineEdit:
    line = QLineEdit()
    line.setPlaceholderText(hint)
    return line


def _text(line: QLineEdit) -> str:
    return " ".join(line.text().split())
