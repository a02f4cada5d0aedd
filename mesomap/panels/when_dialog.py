"""When it was given: a day and a time, for what is recorded afterwards."""

from __future__ import annotations

import re
from datetime import datetime, time

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFormLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from mesomap.paint.tokens import TITLE
from mesomap.panels.buttons import Button, Kind
from mesomap.panels.date_field import DateField
from mesomap.panels.look import text_label, wrapping
from mesomap.panels.reason import Reason

_TIME = re.compile(r"(\d{1,2})\s*[:.hH]\s*(\d{2})")


class WhenDialog(QDialog):
    """Day and time; `moment` holds them once it was accepted.

    Parameters
    ----------
    heading, words
        What it is for.
    start
        What the fields begin with.
    latest
        Nothing can have been given after this.
    """

    def __init__(
        self,
        heading: str,
        words: str,
        *,
        start: datetime,
        latest: datetime,
        accept: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(heading)
        self.setMinimumWidth(440)
        self.moment = start
        self._latest = latest
        self.day = DateField(
            name=self.tr("Day"),
            refusal=self.tr("That is still to come: type when it was given."),
        )
        self.day.set_value(start.date())
        self.time = QLineEdit(f"{start.hour}:{start.minute:02}")
        self.time.setFixedWidth(96)
        self.time.setPlaceholderText(self.tr("14:30"))
        self.time.setAccessibleName(self.tr("Time"))
        self._reason = Reason(self.time)
        self.time.textEdited.connect(self._reason.silence)
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(10)
        form.addRow(self.tr("Day"), self.day)
        form.addRow(self.tr("Time"), self.time)
        self.accept_button = Button(accept, kind=Kind.PRIMARY, height=36)
        self.accept_button.clicked.connect(self._check)
        self.cancel_button = Button(self.tr("Cancel"), height=36)
        self.cancel_button.clicked.connect(self.reject)
        ends = QHBoxLayout()
        ends.addStretch(1)
        ends.addWidget(self.cancel_button)
        ends.addWidget(self.accept_button)
        page = QVBoxLayout(self)
        page.setContentsMargins(24, 20, 24, 20)
        page.setSpacing(14)
        page.addWidget(text_label(heading, TITLE))
        page.addWidget(wrapping(text_label(words, role="t2")))
        page.addLayout(form)
        page.addLayout(ends)
        self.time.setFocus()
        self.time.selectAll()

    def keyPressEvent(self, event: object) -> None:
        """Enter accepts."""
        key = getattr(event, "key", lambda: 0)()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._check()
            return
        super().keyPressEvent(event)  # type: ignore[arg-type]

    def _check(self) -> None:
        if not self.day.checked():
            return
        day = self.day.value()
        found = _TIME.fullmatch(self.time.text().strip())
        hours, minutes = (int(part) for part in found.groups()) if found else (99, 99)
        if day is None or hours > 23 or minutes > 59:
            self._reason.say(self.tr("Type hours and minutes, e.g. 14:30."))
            return
        moment = datetime.combine(day, time(hours, minutes))
        if moment > self._latest:
            self._reason.say(self.tr("That is still to come: type when it was given."))
            return
        self.moment = moment
        self.accept()
