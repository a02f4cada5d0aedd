"""The end of a treatment: planned against given."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from mesomap.paint.tokens import TypeSize
from mesomap.panels.look import separator, text_label, wrapping
from mesomap.panels.treat_buttons import GivenButton, TreatButton
from mesomap.panels.treat_values import Summary, SummaryRow

TITLE = TypeSize(52, 62, 600)
LINE = TypeSize(26, 34)
HEAD = TypeSize(18, 24, 500)
CELL = TypeSize(22, 30)
TOTAL = TypeSize(22, 30, 600)
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class TreatSummary(QWidget):
    """By region and by syringe, what was skipped and why, and what was given otherwise."""

    done = Signal()
    back = Signal()
    printed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("treatSummary")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.title = text_label("", TITLE)
        self.lines = wrapping(text_label("", LINE, role="t2"))
        self._place = QVBoxLayout()
        self._shown: QWidget | None = None
        self.done_button = GivenButton()
        self.done_button.say(self.tr("Back to the map"), self.tr("Enter or Esc"), "check")
        self.done_button.clicked.connect(self.done)
        self.back_button = TreatButton(
            self.tr("Take the last back"),
            "undo",
            self.tr("Go on treating (Backspace)"),
            height=100,
            px=20,
            row=True,
        )
        self.back_button.clicked.connect(self.back)
        self.print_button = TreatButton(
            self.tr("Print…"),
            "printer",
            self.tr("The session's site chart"),
            height=100,
            px=20,
            row=True,
        )
        self.print_button.clicked.connect(self.printed)
        ends = QHBoxLayout()
        ends.setSpacing(12)
        ends.addWidget(self.back_button)
        ends.addWidget(self.print_button)
        ends.addWidget(self.done_button, 1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside = QWidget()
        inside.setLayout(self._place)
        self._place.setContentsMargins(0, 0, 12, 0)
        area.setWidget(inside)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(40, 24, 40, 24)
        whole.setSpacing(10)
        whole.addWidget(self.title)
        whole.addWidget(self.lines)
        whole.addSpacing(6)
        whole.addWidget(area, 1)
        whole.addLayout(ends)

    def show_summary(self, summary: Summary, *, can_go_back: bool) -> None:
        """Show another one."""
        self.title.setText(summary.title)
        self.lines.setText("\n".join(summary.lines))
        self.back_button.setVisible(can_go_back)
        if self._shown is not None:
            self._place.removeWidget(self._shown)
            self._shown.deleteLater()
        self._shown = QWidget()
        row = QHBoxLayout(self._shown)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(48)
        lists = QVBoxLayout()
        lists.setSpacing(18)
        for title, lines in (
            (self.tr("Syringes"), summary.syringes),
            (self.tr("Skipped"), summary.skipped),
            (self.tr("Given otherwise than planned"), summary.changed),
        ):
            if lines:
                lists.addWidget(_list(title, lines))
        lists.addStretch(1)
        table = QVBoxLayout()
        table.addWidget(self._table(summary.regions, summary.total))
        table.addStretch(1)
        row.addLayout(table, 3)
        row.addLayout(lists, 2)
        self._place.addWidget(self._shown)

    def texts(self) -> list[str]:
        """Every word of the tables and lists."""
        return (
            []
            if self._shown is None
            else [label.text() for label in self._shown.findChildren(type(self.title))]
        )

    def _table(self, rows: Sequence[SummaryRow], total: SummaryRow) -> QWidget:
        table = QFrame()
        grid = QGridLayout(table)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(28)
        grid.setVerticalSpacing(6)
        heads = (
            self.tr("Region"),
            self.tr("Planned"),
            self.tr("mL"),
            self.tr("Given"),
            self.tr("mL"),
            self.tr("Skipped"),
        )
        for column, text in enumerate(heads):
            label = text_label(text, HEAD, role="t2")
            if column:
                label.setAlignment(RIGHT)
            grid.addWidget(label, 0, column)
        line = 1
        for row in rows:
            _fill(grid, line, row, CELL)
            line += 1
        grid.addWidget(separator(), line, 0, 1, len(heads))
        _fill(grid, line + 1, total, TOTAL)
        grid.setColumnStretch(0, 1)
        return table


def _fill(grid: QGridLayout, line: int, row: SummaryRow, size: TypeSize) -> None:
    cells = (row.name, row.planned, row.planned_ml, row.given, row.given_ml, row.skipped)
    for column, text in enumerate(cells):
        label = text_label(text, size)
        if column:
            label.setAlignment(RIGHT)
        grid.addWidget(label, line, column)


def _list(title: str, lines: Sequence[str]) -> QWidget:
    block = QWidget()
    column = QVBoxLayout(block)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(4)
    column.addWidget(text_label(title, HEAD, role="t2"))
    for line in lines:
        column.addWidget(wrapping(text_label(line, CELL)))
    return block
