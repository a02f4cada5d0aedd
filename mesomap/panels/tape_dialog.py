"""A lesion measured on the skin: longest, widest, perhaps the area, and the day."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QDialog, QFormLayout, QHBoxLayout, QVBoxLayout, QWidget

from mesomap.model import LesionSize
from mesomap.paint.tokens import TITLE
from mesomap.panels.buttons import Button, Kind
from mesomap.panels.date_field import DateField
from mesomap.panels.look import caption, text_label, wrapping
from mesomap.panels.number_field import NumberField
from mesomap.panels.reason import Reason

_LONGEST_MM = 1000.0


class TapeDialog(QDialog):
    """What a tape says of one lesion; Enter saves."""

    def __init__(
        self, title: str, before: LesionSize, on: date, parent: QWidget | None = None
    ) -> None:
        """`before` is the measurement shown first, `on` the day."""
        super().__init__(parent)
        self.setWindowTitle(self.tr("Tape measure"))
        self.setMinimumWidth(420)
        self.long = self._field(self.tr("Longest"), before.long_mm)
        self.wide = self._field(self.tr("Widest across"), before.wide_mm)
        self.area = NumberField(
            name=self.tr("Area"),
            unit=self.tr("cm²"),
            maximum=10_000.0,
            step=0.1,
            decimals=2,
            optional=True,
        )
        self.area.set_placeholder(self.tr("not known"))
        self.day = DateField(
            name=self.tr("Measured"), refusal=self.tr("A measurement cannot lie ahead.")
        )
        self.day.set_value(on)
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(10)
        form.addRow(self.tr("&Longest"), self.long)
        form.addRow(self.tr("&Widest across"), self.wide)
        form.addRow(self.tr("&Area"), self.area)
        form.addRow(self.tr("&Measured on"), self.day)
        self.save_button = Button(self.tr("Save"), kind=Kind.PRIMARY, height=36)
        self.save_button.clicked.connect(self._save)
        cancel = Button(self.tr("Cancel"), height=36)
        cancel.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addStretch(1)
        buttons.addWidget(cancel)
        buttons.addWidget(self.save_button)
        for field in (self.long, self.wide, self.area):
            field.committed.connect(self._save)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        column.addWidget(wrapping(text_label(title, TITLE)))
        column.addLayout(form)
        column.addWidget(
            caption(self.tr("Without an area, doses per cm² use that of its outline on the map."))
        )
        column.addLayout(buttons)
        self._reason = Reason(self.wide)
        self.long.setFocus()

    def _field(self, name: str, value: float) -> NumberField:
        field = NumberField(
            name=name, unit=self.tr("mm"), minimum=0.1, maximum=_LONGEST_MM, step=0.5, decimals=1
        )
        field.set_value(round(value, 1))
        return field

    def measured(self) -> LesionSize:
        """What was typed."""
        day = self.day.value()
        assert day is not None
        area = self.area.value()
        return LesionSize(
            measured=day,
            long_mm=self.long.value() or 0.0,
            wide_mm=self.wide.value() or 0.0,
            area_mm2=None if area is None else area * 100.0,
        )

    def _save(self) -> None:
        if not all(field.commit() for field in (self.long, self.wide, self.area)):
            return
        if (self.wide.value() or 0.0) > (self.long.value() or 0.0):
            self._reason.say(self.tr("It cannot be wider across than it is long."))
            return
        if not self.day.checked():
            return
        if self.day.value() is None:
            self._reason.say(self.tr("A measurement needs its day."))
            return
        self.accept()
