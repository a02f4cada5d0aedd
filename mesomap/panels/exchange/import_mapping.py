"""Which column of a table is what, and how the table is written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from mesomap.panels.choice import Choice
from mesomap.panels.look import caption

_PAIRS_A_ROW = 3


@dataclass(frozen=True, slots=True)
class Mapped:
    """What is chosen: field to column, how dates are written, and how the file is read."""

    columns: Mapping[str, str]
    dates: str
    encoding: str
    separator: str


class ImportMapping(QWidget):
    """A choice of columns for each field, and of three more for the file as a whole."""

    changed = Signal()
    """Another column or way of writing dates: the rows are judged anew."""
    reread = Signal()
    """Another encoding or separator: the file is read anew."""

    def __init__(
        self,
        fields: Sequence[tuple[str, str]],
        dates: Sequence[str],
        encodings: Sequence[str],
        separators: Sequence[tuple[str, str]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(6)
        self._count = 0
        self.columns: dict[str, Choice] = {field: self._choice(said) for field, said in fields}
        self.dates = self._choice(self.tr("Dates are written"))
        for one in dates:
            self.dates.addItem(one, one)
        self.encoding = self._choice(self.tr("Encoding"))
        for one in encodings:
            self.encoding.addItem(one, one)
        self.separator = self._choice(self.tr("Separator"))
        for one, said in separators:
            self.separator.addItem(said, one)
        for choice in (*self.columns.values(), self.dates):
            choice.currentIndexChanged.connect(lambda _row: self.changed.emit())
        for choice in (self.encoding, self.separator):
            choice.currentIndexChanged.connect(lambda _row: self.reread.emit())
        for column in range(1, 2 * _PAIRS_A_ROW, 2):
            self._grid.setColumnStretch(column, 1)

    def _choice(self, said: str) -> Choice:
        choice = Choice()
        choice.setAccessibleName(said)
        choice.setMinimumWidth(60)
        label: QLabel = caption(said)
        label.setBuddy(choice)
        row, at = divmod(self._count, _PAIRS_A_ROW)
        self._grid.addWidget(label, row, 2 * at)
        self._grid.addWidget(choice, row, 2 * at + 1)
        self._count += 1
        return choice

    def show_table(
        self, head: Sequence[str], columns: Mapping[str, str], *, encoding: str, separator: str
    ) -> None:
        """The table's columns, those that are likely chosen; nothing is told of it."""
        for field, choice in self.columns.items():
            with QSignalBlocker(choice):
                choice.clear()
                choice.addItem("–", "")
                for column in filter(None, head):
                    choice.addItem(column, column)
                choice.setCurrentIndex(max(0, choice.row_of(columns.get(field, ""))))
        for choice, value in ((self.encoding, encoding), (self.separator, separator)):
            with QSignalBlocker(choice):
                choice.setCurrentIndex(max(0, choice.row_of(value)))

    def mapped(self) -> Mapped:
        """As chosen."""
        columns = {field: str(choice.currentData()) for field, choice in self.columns.items()}
        return Mapped(
            columns={field: column for field, column in columns.items() if column},
            dates=str(self.dates.currentData()),
            encoding=str(self.encoding.currentData()),
            separator=str(self.separator.currentData()),
        )
