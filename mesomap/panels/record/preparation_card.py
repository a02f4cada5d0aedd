"""One topical anaesthetic: what, how much on how much skin, from when to when."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time
from decimal import Decimal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from mesomap.model import Topical
from mesomap.paint.locale import format_mg
from mesomap.paint.tokens import SMALL
from mesomap.panels.buttons import Button, Kind
from mesomap.panels.date_field import DateField
from mesomap.panels.look import text_label
from mesomap.panels.number_field import NumberField
from mesomap.panels.reason import Reason
from mesomap.panels.record.preparation_time import TimeField


class TopicalCard(QFrame):
    """The fields of one; what is applied is said as applied."""

    remove_wanted = Signal()
    changed = Signal()

    def __init__(self, topical: Topical, *, day: date, clock: Callable[[], datetime]) -> None:
        super().__init__()
        self._start, self._day = topical, day
        self.product = QLineEdit(topical.product)
        self.product.setPlaceholderText(self.tr("as it stands on the tube"))
        self.lot = QLineEdit(topical.lot_number)
        self.expiry = DateField(name=self.tr("Use until"), to_come=True)
        self.expiry.set_value(topical.expiry)
        self.grams = self._number(self.tr("Amount"), self.tr("g"), 500.0, topical.grams)
        self.area = self._number(self.tr("On skin"), self.tr("cm²"), 5000.0, topical.area_cm2)
        self.strength = self._number(
            self.tr("Lidocaine in it"), self.tr("mg/g"), 1000.0, topical.mg_per_g
        )
        self.on = TimeField(name=self.tr("On"), clock=clock)
        self.off = TimeField(name=self.tr("Off"), clock=clock)
        self.on.set_value(_time(topical.on))
        self.off.set_value(_time(topical.off))
        self.remove_button = Button(self.tr("Remove"), "delete", kind=Kind.BARE, height=32)
        self.remove_button.clicked.connect(self.remove_wanted)
        self.applied = text_label("", SMALL, role="t2")
        self._reason = Reason(self.product)
        self._late = Reason(self.off)
        self._lay_out()
        self._follow()

    def _number(self, name: str, unit: str, most: float, value: Decimal | None) -> NumberField:
        field = NumberField(
            name=name, unit=unit, maximum=most, decimals=2, least_decimals=0, optional=True
        )
        field.set_placeholder("–")
        field.set_value(None if value is None else float(value))
        field.value_changed.connect(lambda _value: self._follow())
        return field

    def _lay_out(self) -> None:
        self.setProperty("surface", "field")
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(2)
        places: tuple[tuple[str, QWidget, int, int], ...] = (
            (self.tr("Product"), self.product, 0, 0),
            (self.tr("Lot"), self.lot, 0, 1),
            (self.tr("Use until"), self.expiry, 0, 2),
            (self.tr("Amount"), self.grams, 2, 0),
            (self.tr("On skin"), self.area, 2, 1),
            (self.tr("Lidocaine in it"), self.strength, 2, 2),
            (self.tr("On at"), self.on, 4, 0),
            (self.tr("Off at"), self.off, 4, 1),
        )
        for words, field, row, column in places:
            grid.addWidget(text_label(words, SMALL, role="t2"), row, column)
            grid.addWidget(field, row + 1, column)
            if isinstance(field, QLineEdit):
                field.setAccessibleName(words)
                field.setMinimumHeight(32)
        for column in range(3):
            grid.setColumnStretch(column, 1)
        foot = QHBoxLayout()
        foot.addWidget(self.applied)
        foot.addStretch(1)
        foot.addWidget(self.remove_button)
        column_ = QVBoxLayout(self)
        column_.setContentsMargins(12, 8, 12, 6)
        column_.setSpacing(6)
        column_.addLayout(grid)
        column_.addLayout(foot)

    def applied_mg(self) -> Decimal | None:
        """The lidocaine on the skin; None where amount or strength is not noted."""
        grams, strength = _decimal(self.grams), _decimal(self.strength)
        return None if grams is None or strength is None else grams * strength

    def checked(self) -> bool:
        """Whether all of it can be kept; if not, say why beside the field."""
        if not self.product.text().strip():
            self._reason.say(self.tr("Type what stands on the tube, or remove this."))
            self.product.setFocus()
            return False
        numbers = (self.grams, self.area, self.strength)
        fine = all(field.commit() for field in numbers)
        if not (fine and self.expiry.checked() and self.on.checked() and self.off.checked()):
            return False
        on, off = self._at(self.on, self._start.on), self._at(self.off, self._start.off)
        if on is not None and off is not None and off < on:
            self._late.say(self.tr("It cannot come off before it went on."))
            self.off.setFocus()
            return False
        return True

    def topical(self) -> Topical:
        """As it was left; call `checked` before."""
        return Topical(
            product=" ".join(self.product.text().split()),
            lot_number=" ".join(self.lot.text().split()),
            expiry=self.expiry.value(),
            grams=_decimal(self.grams),
            area_cm2=_decimal(self.area),
            on=self._at(self.on, self._start.on),
            off=self._at(self.off, self._start.off),
            mg_per_g=_decimal(self.strength),
        )

    def _at(self, field: TimeField, before: datetime | None) -> datetime | None:
        """On the session's day; what was not changed keeps its own day."""
        typed = field.value()
        if typed is None or (before is not None and _time(before) == typed):
            return before if typed is not None else None
        return datetime.combine(self._day, typed)

    def _follow(self) -> None:
        amount = self.applied_mg()
        said = self.tr("Lidocaine applied to the skin: {amount}")
        self.applied.setText(
            said.format(amount=format_mg(float(amount))) if amount is not None else ""
        )
        self.changed.emit()


def _time(moment: datetime | None) -> time | None:
    return None if moment is None else time(moment.hour, moment.minute)


def _decimal(field: NumberField) -> Decimal | None:
    value = field.value()
    return None if value is None else Decimal(str(value))
