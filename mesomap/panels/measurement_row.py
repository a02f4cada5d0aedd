"""One measurement of a calibration: what was measured, how long it is, what follows from it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from mesomap.atlas import Body
from mesomap.atlas.calibration import own_length, ratio
from mesomap.model import (
    GirthLength,
    Height,
    KnownError,
    LandmarkKey,
    LandmarkLength,
    Measurement,
    Message,
)
from mesomap.paint.locale import format_number, parse_decimal
from mesomap.paint.measures import format_measured, girth_place, landmark_name, measured_name
from mesomap.paint.tokens import BODY, CAPTION
from mesomap.panels.buttons import Button, Kind
from mesomap.panels.look import text_label, wrapping
from mesomap.panels.number_field import NumberField

MM_PER_CM = 10.0


class MeasurementRow(QWidget):
    """Height and girths in cm, as on a tape; lengths between landmarks in mm, as on a caliper."""

    changed = Signal()
    removed = Signal()

    def __init__(self, body: Body, measurement: Measurement, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._body = body
        self.start = measurement
        """What was measured here, whatever its length is now."""
        between = isinstance(measurement, LandmarkLength)
        self._scale = 1.0 if between else MM_PER_CM
        unit = self.tr("mm") if between else self.tr("cm")
        name = measured_name(body, measurement)
        self.field = NumberField(
            name=name[:1].upper() + name[1:] if not between else self.tr("Length"),
            unit=unit,
            minimum=1.0,
            maximum=3000.0,
            step=1.0,
            decimals=1,
            least_decimals=0,
            optional=True,
        )
        if measurement.mm > 0:
            self.field.set_value(measurement.mm / self._scale)
        self.field.value_changed.connect(lambda _value: self._show())
        self.field.edit.textEdited.connect(lambda _text: self._show())
        self.ends: tuple[QComboBox, QComboBox] | None = None
        self.remove_button = Button("", "close", kind=Kind.BARE, height=32)
        self.remove_button.setToolTip(self.tr("Take this measurement away"))
        self.remove_button.setAccessibleName(self.tr("Take away: {name}").format(name=name))
        self.remove_button.clicked.connect(self.removed)
        self._note = wrapping(text_label("", CAPTION, role="t3"))
        self._refusal = wrapping(text_label("", CAPTION, role="warn"))
        self._refusal.hide()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(0, 1)
        grid.addLayout(self._what(measurement, name), 0, 0)
        grid.addWidget(self.field, 0, 1)
        grid.addWidget(self.remove_button, 0, 2)
        grid.addWidget(self._note, 1, 0, 1, 3)
        grid.addWidget(self._refusal, 2, 0, 1, 3)
        self._show()

    def measurement(self) -> Measurement | None:
        """What is typed now; None while there is no number."""
        typed = parse_decimal(self.field.edit.text().strip())
        if typed is None or typed <= 0:
            return None
        mm = round(typed * self._scale, 3)
        match self.start:
            case Height():
                return Height(mm)
            case GirthLength(girth, side):
                return GirthLength(girth, side, mm)
            case LandmarkLength():
                start, end = self._landmarks()
                return LandmarkLength(start, end, mm)

    def checked(self) -> Measurement | None:
        """As `measurement`; None, and a line that says why, where it cannot be taken."""
        if not self.field.commit():
            return None
        found = self.measurement()
        if found is None:
            self._refuse(self.tr("Type the length, or take this measurement away."))
            return None
        try:
            ratio(self._body, found)
        except KnownError as error:
            self._refuse(_said(error.message))
            return None
        return found

    def refusal(self) -> str:
        """The line that says why it cannot be; "" without one."""
        return self._refusal.text() if not self._refusal.isHidden() else ""

    def note(self) -> str:
        """What it says of the average adult's length and the factor."""
        return self._note.text()

    def _what(self, measurement: Measurement, name: str) -> QHBoxLayout | QVBoxLayout:
        if isinstance(measurement, LandmarkLength):
            self.ends = (self._landmark_choice(), self._landmark_choice())
            row = QHBoxLayout()
            row.setSpacing(6)
            for choice, key, label in zip(
                self.ends,
                (measurement.start, measurement.end),
                (self.tr("From"), self.tr("To")),
                strict=True,
            ):
                choice.setAccessibleName(label)
                choice.setCurrentIndex(max(0, choice.findData(_address(key))))
                choice.currentIndexChanged.connect(lambda _index: self._show())
                row.addWidget(choice, 1)
            return row
        column = QVBoxLayout()
        column.addWidget(text_label(name[:1].upper() + name[1:], BODY, weight=500))
        return column

    def _landmark_choice(self) -> QComboBox:
        choice = QComboBox()
        choice.setMinimumHeight(32)
        choice.setMinimumContentsLength(12)
        policy = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        choice.setSizeAdjustPolicy(policy)
        keys = [LandmarkKey(one.id, one.side) for one in self._body.landmarks]
        for key in sorted(keys, key=lambda key: landmark_name(self._body, key)):
            choice.addItem(landmark_name(self._body, key), _address(key))
        return choice

    def _landmarks(self) -> tuple[LandmarkKey, LandmarkKey]:
        assert self.ends is not None
        keys = [LandmarkKey(one.id, one.side) for one in self._body.landmarks]
        known = {_address(key): key for key in keys}
        start, end = (known[choice.currentData()] for choice in self.ends)
        return start, end

    def _show(self) -> None:
        """Follow what is typed: the average adult's length, the factor, or why it cannot be."""
        self._refusal.hide()
        start, found = self.start, self.measurement()
        asked = found
        if asked is None and isinstance(start, LandmarkLength):
            asked = LandmarkLength(*self._landmarks(), 1.0)
        own = own_length(self._body, asked if asked is not None else start)
        words = []
        if isinstance(start, GirthLength):
            words.append(girth_place(start.girth))
        if isinstance(start, LandmarkLength):
            words.append(self.tr("along the skin"))
        if own is not None:
            length = format_measured(round(own.mm))
            words.append(self.tr("average adult {length}").format(length=length))
        try:
            if found is not None:
                times = format_number(ratio(self._body, found), 3)
                words.append(self.tr("factor {factor}").format(factor=times))
        except KnownError as error:
            self._refuse(_said(error.message))
        self._note.setText(" · ".join(words))
        self.changed.emit()

    def _refuse(self, words: str) -> None:
        self._refusal.setText(words)
        self._refusal.show()


def _address(key: LandmarkKey) -> str:
    """A landmark as the data of a choice, which Qt compares by value."""
    return f"{key.id}/{key.side.value}"


def _said(message: Message) -> str:
    return message.render(QCoreApplication.translate)
