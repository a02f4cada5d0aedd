"""What a mixture holds and what of it was planned and given: a small table of components."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from mesomap.paint.tokens import SMALL
from mesomap.panels.look import caption, text_label


@dataclass(frozen=True, slots=True, kw_only=True)
class DoseLine:
    """One component in ready words."""

    name: str
    per_ml: str
    per_injection: str
    planned: str
    given: str
    course: str


class DoseTable(QWidget):
    """A line a component."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._none = caption(self.tr("Nothing is known of the strengths of these products yet."))
        self._table = QWidget()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._none)
        column.addWidget(self._table)
        self._lines: tuple[DoseLine, ...] = ()

    def show_lines(self, lines: Sequence[DoseLine]) -> None:
        """Show the components."""
        self._lines = tuple(lines)
        fresh = QWidget()
        grid = QGridLayout(fresh)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(0, 1)
        heads = (
            "",
            self.tr("each mL"),
            self.tr("each injection"),
            self.tr("planned and given"),
            self.tr("given"),
            self.tr("given in the course"),
        )
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        for at, words in enumerate(heads):
            grid.addWidget(text_label(words, SMALL, role="t3"), 0, at, right)
        for row, line in enumerate(lines, start=1):
            cells = (line.per_ml, line.per_injection, line.planned, line.given, line.course)
            grid.addWidget(text_label(line.name, SMALL, weight=500), row, 0)
            for at, words in enumerate(cells, start=1):
                grid.addWidget(text_label(words, SMALL), row, at, right)
        layout = self.layout()
        assert layout is not None
        layout.replaceWidget(self._table, fresh)
        self._table.hide()
        self._table.deleteLater()
        self._table = fresh
        fresh.setVisible(bool(lines))
        self._none.setVisible(not lines)

    def lines(self) -> tuple[DoseLine, ...]:
        """What it shows."""
        return self._lines
