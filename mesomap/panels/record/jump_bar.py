"""How much of the record is open and how many remarks stand: always in sight, over the totals."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from mesomap.panels.buttons import Button, Kind


class JumpBar(QFrame):
    """Two buttons that bring a section of the column into sight; without findings they say so."""

    record_wanted = Signal()
    remarks_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("totals")
        self.record = Button("", "file", kind=Kind.BARE)
        self.record.setToolTip(self.tr("Go to the record's lines"))
        self.record.clicked.connect(self.record_wanted)
        self.remarks = Button("", "info", kind=Kind.BARE)
        self.remarks.setToolTip(self.tr("Go to the remarks (Shift+F7)"))
        self.remarks.clicked.connect(self.remarks_wanted)
        row = QHBoxLayout(self)
        row.setContentsMargins(6, 2, 6, 2)
        row.setSpacing(4)
        row.addWidget(self.record)
        row.addStretch(1)
        row.addWidget(self.remarks)
        self.show_record(0)
        self.show_remarks(0)

    def show_record(self, open_lines: int) -> None:
        """How many lines of the record are open."""
        words = self.tr("Record: {count} open").format(count=open_lines)
        self._say(self.record, words if open_lines else self.tr("Record"))

    def show_remarks(self, waiting: int) -> None:
        """How many remarks nobody has answered yet."""
        if waiting == 1:
            words = self.tr("1 remark")
        elif waiting:
            words = self.tr("{count} remarks").format(count=waiting)
        else:
            words = self.tr("No remarks")
        self._say(self.remarks, words)

    def _say(self, button: Button, words: str) -> None:
        button.setText(words)
        button.setAccessibleName(words)
        button.updateGeometry()
        button.update()
