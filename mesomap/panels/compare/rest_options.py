"""The rest map's options: which sessions count, for which day, and how far around."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QVBoxLayout, QWidget

from mesomap.paint.tokens import BODY, DOCK_PADDING, SMALL
from mesomap.panels.choice import Choice
from mesomap.panels.date_field import DateField
from mesomap.panels.look import heading, separator, text_label, wrapping
from mesomap.panels.number_field import NumberField

_FIELD_PX, _DAY_PX = 150, 205
ALL, LAST, SINCE = "all", "last", "since"
SESSION_DAY, TODAY = "session", "today"
FIRST_LAST = 3.0


@dataclass(frozen=True, slots=True, kw_only=True)
class RestChoice:
    """What the rest map is to show.

    Attributes
    ----------
    last, since
        Only so many sessions, or those from this day on; None: all of them.
    today
        For today rather than for the open session's day.
    margin_mm
        So far around what was treated counts as treated too.
    """

    last: int | None = None
    since: date | None = None
    today: bool = False
    margin_mm: float = 0.0


class RestOptions(QFrame):
    """Shown beside the chart while the rest map is."""

    choice_changed = Signal(object)
    """A `RestChoice`."""
    done = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._choice = RestChoice()
        self.sessions = Choice()
        self.sessions.setAccessibleName(self.tr("Which sessions count"))
        self.sessions.addItem(self.tr("all"), ALL)
        self.sessions.addItem(self.tr("the last"), LAST)
        self.sessions.addItem(self.tr("since"), SINCE)
        self.count = NumberField(
            name=self.tr("How many sessions"), minimum=1.0, maximum=999.0, decimals=0
        )
        self.count.set_value(FIRST_LAST)
        self.since = DateField(
            name=self.tr("Since"), refusal=self.tr("This day is not within the sessions.")
        )
        self.day = Choice()
        self.day.setAccessibleName(self.tr("For which day"))
        self.day.addItem("", SESSION_DAY)
        self.day.addItem("", TODAY)
        self.margin = NumberField(
            name=self.tr("Around it"), unit=self.tr("mm"), maximum=60.0, step=0.5, decimals=1
        )
        self.margin.setToolTip(self.tr("So far around what was treated counts as treated too"))
        self.free = NumberField(
            name=self.tr("Grids leave free"),
            unit=self.tr("days"),
            minimum=1.0,
            maximum=3650.0,
            decimals=0,
            optional=True,
        )
        self.free.set_placeholder(self.tr("off"))
        self.free.setToolTip(
            self.tr("Keep the skin free that earlier sessions treated within so many days")
        )
        self._counted = wrapping(text_label("", SMALL, role="t2"))
        self._labels: dict[QWidget, QLabel] = {}
        self._lay_out()
        self._connect()
        self._show_range()

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(0, 1)
        rows = (
            (self.tr("Sessions"), self.sessions),
            (self.tr("How many"), self.count),
            ("", self.since),
            (self.tr("For"), self.day),
            (self.tr("Around it"), self.margin),
            (self.tr("Grids: free if within"), self.free),
        )
        for row, (words, field) in enumerate(rows):
            if not words:
                grid.addWidget(field, row, 0, 1, 2)
                continue
            label = self._labels[field] = text_label(words, BODY)
            label.setBuddy(field)
            field.setFixedWidth(_DAY_PX if field is self.day else _FIELD_PX)
            grid.addWidget(label, row, 0)
            grid.addWidget(field, row, 0, 1, 2, Qt.AlignmentFlag.AlignRight)
        inside = QVBoxLayout()
        inside.setContentsMargins(DOCK_PADDING, 12, DOCK_PADDING, 14)
        inside.setSpacing(8)
        inside.addWidget(heading(self.tr("Rest map")))
        inside.addLayout(grid)
        inside.addWidget(self._counted)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(inside)
        column.addWidget(separator())

    def _connect(self) -> None:
        self.sessions.activated.connect(lambda _row: self._changed())
        self.day.activated.connect(lambda _row: self._changed())
        for field in (self.count, self.margin):
            field.value_changed.connect(lambda _value: self._changed())
            field.committed.connect(self.done)
        self.free.committed.connect(self.done)
        self.since.edited.connect(self._changed)

    def choice(self) -> RestChoice:
        """What the fields say; a day that is no date yet is as it was."""
        chosen = self.sessions.currentData()
        since = None
        if chosen == SINCE:
            try:
                since = self.since.value()
            except ValueError:
                since = self._choice.since
        return RestChoice(
            last=round(self.count.value() or 1.0) if chosen == LAST else None,
            since=since,
            today=self.day.currentData() == TODAY,
            margin_mm=self.margin.value() or 0.0,
        )

    def show_days(self, session: str, today: str) -> None:
        """The days that there are to choose, in words."""
        self.day.setItemText(0, session)
        self.day.setItemText(1, today)

    def show_counted(self, words: str) -> None:
        """Which sessions count."""
        self._counted.setText(words)

    def counted(self) -> str:
        """What it says of them."""
        return self._counted.text()

    def take_keyboard(self) -> None:
        """Begin with the first field."""
        self.sessions.setFocus()

    def _changed(self) -> None:
        self._show_range()
        found = self.choice()
        if found != self._choice:
            self._choice = found
            self.choice_changed.emit(found)

    def _show_range(self) -> None:
        chosen = self.sessions.currentData()
        self.count.setVisible(chosen == LAST)
        self._labels[self.count].setVisible(chosen == LAST)
        self.since.setVisible(chosen == SINCE)
