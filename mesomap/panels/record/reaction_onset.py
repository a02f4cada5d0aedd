"""When it began: a day, and the time where it is known."""

from __future__ import annotations

import re
from datetime import datetime, time

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from mesomap.panels.date_field import DateField
from mesomap.panels.reason import Reason

_TIME = re.compile(r"(\d{1,2})\s*[:.hH]\s*(\d{2})")


class OnsetField(QWidget):
    """A day and a time; without a time it is midnight, without a day not known."""

    def __init__(self) -> None:
        super().__init__()
        self.day = DateField(
            name=self.tr("Onset"), refusal=self.tr("That is still to come: type when it began.")
        )
        self.time = QLineEdit()
        self.time.setFixedWidth(76)
        self.time.setPlaceholderText(self.tr("14:30"))
        self.time.setAccessibleName(self.tr("Onset: time"))
        self._reason = Reason(self.time)
        self.time.textEdited.connect(self._reason.silence)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.day, 1)
        row.addWidget(self.time)
        self.setFocusProxy(self.day)

    def set_value(self, moment: datetime | None) -> None:
        """Show it; midnight is a day without a time."""
        self.day.set_value(None if moment is None else moment.date())
        timed = moment is not None and moment.time() != time()
        self.time.setText(f"{moment.hour}:{moment.minute:02}" if moment and timed else "")

    def checked(self) -> bool:
        """Whether it is a moment or empty; if not, say why."""
        if not self.day.checked():
            return False
        typed = bool(self.time.text().strip())
        if typed and (self._time() is None or self.day.value() is None):
            words = self.tr("Type the day, and the time as hours and minutes, e.g. 14:30.")
            self._reason.say(words)
            return False
        return True

    def value(self) -> datetime | None:
        """What was typed, once it was `checked`."""
        day = self.day.value()
        return None if day is None else datetime.combine(day, self._time() or time())

    def _time(self) -> time | None:
        found = _TIME.fullmatch(self.time.text().strip())
        hours, minutes = (int(part) for part in found.groups()) if found else (99, 99)
        return time(hours, minutes) if hours < 24 and minutes < 60 else None
