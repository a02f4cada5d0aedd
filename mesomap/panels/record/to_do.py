"""What is to be done in the clinic: follow-ups that are due, sessions to be signed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from mesomap.paint.tokens import BODY
from mesomap.panels.buttons import Button, Kind
from mesomap.panels.look import heading, text_label

MOST = 3
"""So many lines on the start page; the rest is in the list."""


@dataclass(frozen=True, slots=True)
class ToDoEntry:
    """One thing to do, in ready words; `follow_up` ones open the follow-ups of the session."""

    session: UUID
    patient: str
    what: str
    day: str
    follow_up: bool

    @property
    def icon(self) -> str:
        """What it is, as a sign."""
        return "clock" if self.follow_up else "signature"


class ToDoList(QFrame):
    """The first few; nothing at all where nothing is to be done."""

    chosen = Signal(object)
    """The `ToDoEntry` that was clicked."""

    def __init__(self, every: QAction, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._every = every
        self._count = text_label("", BODY, role="t3")
        self.every_button = Button(self.tr("All…"), kind=Kind.BARE).follow(every, hint=False)
        self.lines: list[Button] = []
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(heading(self.tr("To do")))
        top.addWidget(self._count)
        top.addStretch(1)
        top.addWidget(self.every_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 14)
        column.setSpacing(0)
        column.addLayout(top)
        column.addLayout(self._rows)
        self.show_entries(())

    def show_entries(self, entries: Sequence[ToDoEntry]) -> None:
        """These, the most pressing first."""
        for line in self.lines:
            self._rows.removeWidget(line)
            line.hide()
            line.deleteLater()
        self.lines = [self._line(entry) for entry in entries[:MOST]]
        for line in self.lines:
            self._rows.addWidget(line)
        self._count.setText(str(len(entries)) if entries else "")
        keys = self._every.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        self.every_button.setToolTip(f"{self._every.statusTip()} ({keys})")
        self.setVisible(bool(entries))

    def _line(self, entry: ToDoEntry) -> Button:
        line = Button(entry.patient, entry.icon, kind=Kind.BARE, hint=entry.what)
        line.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        line.setToolTip(f"{entry.patient}\n{entry.what}, {entry.day}")
        line.setAccessibleName(f"{entry.patient}: {entry.what}")
        line.clicked.connect(lambda: self.chosen.emit(entry))
        return line
