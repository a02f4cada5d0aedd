"""A date typed as day, month in words, year: 3/4 is two different days in two countries."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QLocale, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QWidget

from mesomap.panels.reason import Reason

OLDEST = 1900


class DateField(QWidget):
    """Day, month, year; all empty means that the date is not known."""

    edited = Signal()

    def __init__(
        self,
        *,
        name: str,
        refusal: str = "",
        to_come: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """`refusal` says why a day to come is not taken, unless it is (`to_come`)."""
        super().__init__(parent)
        self._to_come = to_come
        self._refusal = refusal or self.tr("This day cannot be a birth date.")
        locale = QLocale()
        self.day = QLineEdit()
        self.day.setFixedWidth(56)
        self.day.setPlaceholderText(self.tr("Day"))
        self.day.setAccessibleName(self.tr("{name}: day").format(name=name))
        self.month = QComboBox()
        self.month.addItem(self.tr("Month"))
        for number in range(1, 13):
            self.month.addItem(locale.standaloneMonthName(number))
        self.month.setAccessibleName(self.tr("{name}: month").format(name=name))
        self.month.setMaxVisibleItems(13)
        self.year = QLineEdit()
        self.year.setFixedWidth(72)
        self.year.setPlaceholderText(self.tr("Year"))
        self.year.setAccessibleName(self.tr("{name}: year").format(name=name))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.day)
        row.addWidget(self.month, 1)
        row.addWidget(self.year)
        self.setFocusProxy(self.day)
        self.day.textEdited.connect(self.edited)
        self.year.textEdited.connect(self.edited)
        self.month.currentIndexChanged.connect(self.edited)
        self._reason = Reason(self)
        self.edited.connect(self._reason.silence)

    def set_value(self, value: date | None) -> None:
        """Show `value`."""
        self.day.setText(str(value.day) if value else "")
        self.month.setCurrentIndex(value.month if value else 0)
        self.year.setText(str(value.year) if value else "")

    def value(self) -> date | None:
        """The date; None when every part is empty.

        Raises
        ------
        ValueError
            with the sentence to show, when the parts are no date.
        """
        day, month, year = (
            self.day.text().strip(),
            self.month.currentIndex(),
            self.year.text().strip(),
        )
        if not day and not month and not year:
            return None
        if not (day and month and year):
            raise ValueError(self.tr("Day, month and year, or none of them."))
        if len(year) != 4:
            raise ValueError(self.tr("The year needs four digits."))
        try:
            value = date(int(year), month, int(day))
        except ValueError:
            raise ValueError(self.tr("There is no such day.")) from None
        if (value > date.today() and not self._to_come) or value.year < OLDEST:
            raise ValueError(self._refusal)
        return value

    def checked(self) -> bool:
        """Whether it is a date or empty; if not, say why."""
        try:
            self.value()
        except ValueError as error:
            self._reason.say(str(error))
            return False
        return True
