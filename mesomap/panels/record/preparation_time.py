"""A time of day that may be unknown, with a button for now."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, time

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from mesomap.panels.buttons import Button
from mesomap.panels.reason import Reason

_TIME = re.compile(r"(\d{1,2})[:.h]?(\d{2})")


class TimeField(QWidget):
    """Hours and minutes as they are typed: 9:05, 9.05, 905 or 09h05; empty is not noted."""

    def __init__(self, *, name: str, clock: Callable[[], datetime]) -> None:
        super().__init__()
        self._clock = clock
        self.edit = QLineEdit()
        self.edit.setAccessibleName(name)
        self.edit.setPlaceholderText(self.tr("hh:mm"))
        self.edit.setFixedSize(72, 32)
        self.now_button = Button(self.tr("Now"), height=32)
        self.now_button.setAccessibleName(self.tr("{name}: now").format(name=name))
        self.now_button.clicked.connect(lambda: self.set_value(self._clock().time()))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self.edit)
        row.addWidget(self.now_button)
        row.addStretch(1)
        self.setFocusProxy(self.edit)
        self._reason = Reason(self)
        self.edit.textEdited.connect(lambda _text: self._reason.silence())

    def set_value(self, value: time | None) -> None:
        """Show `value`."""
        self.edit.setText(f"{value:%H:%M}" if value is not None else "")

    def value(self) -> time | None:
        """The time; None when it is empty.

        Raises
        ------
        ValueError
            with the sentence to show, when it is no time.
        """
        text = "".join(self.edit.text().split())
        if not text:
            return None
        found = _TIME.fullmatch(text)
        if found is None or int(found[1]) > 23 or int(found[2]) > 59:
            raise ValueError(self.tr("Hours and minutes, like 9:05."))
        return time(int(found[1]), int(found[2]))

    def checked(self) -> bool:
        """Whether it is a time or empty; if not, say why."""
        try:
            self.value()
        except ValueError as error:
            self._reason.say(str(error))
            self.edit.setFocus()
            return False
        return True
