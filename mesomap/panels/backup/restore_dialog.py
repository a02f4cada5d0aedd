"""A last look at a backup before it takes the clinic file's place."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QCheckBox, QDialog, QHBoxLayout, QVBoxLayout, QWidget

from mesomap.paint.tokens import BODY, TITLE
from mesomap.panels.buttons import Button, Kind
from mesomap.panels.look import caption, text_label, wrapping

WIDTH_PX = 560


class RestoreDialog(QDialog):
    """What it holds, what is put aside, what is missing; nothing is changed before the button.

    Parameters
    ----------
    what
        Which backup it is.
    holds
        What it holds, a line each.
    aside
        What becomes of the file that is there now.
    missing
        What is missing of it, "" for nothing: then it is restored only where that was ticked.
    note
        What else there is to know, "" for nothing.
    """

    def __init__(
        self,
        what: str,
        holds: Sequence[str],
        aside: str,
        missing: str = "",
        note: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        heading = self.tr("Restore a backup")
        self.setWindowTitle(heading)
        self.setMinimumWidth(WIDTH_PX)
        self.without = QCheckBox(self.tr("Restore &without what is missing"))
        self.without.toggled.connect(lambda _on: self._follow())
        self._is_missing = bool(missing)
        self.restore_button = Button(self.tr("Restore"), "undo", height=36)
        self.restore_button.clicked.connect(self.accept)
        self.cancel_button = Button(self.tr("Cancel"), kind=Kind.PRIMARY, height=36)
        self.cancel_button.clicked.connect(self.reject)
        ends = QHBoxLayout()
        ends.setSpacing(8)
        ends.addWidget(self.restore_button)
        ends.addStretch(1)
        ends.addWidget(self.cancel_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        column.addWidget(text_label(heading, TITLE))
        column.addWidget(wrapping(text_label(what, weight=600)))
        for line in holds:
            column.addWidget(wrapping(text_label(line)))
        column.addWidget(wrapping(text_label(aside, BODY, weight=500)))
        if note:
            column.addWidget(caption(note))
        if missing:
            column.addWidget(wrapping(text_label(missing, role="warn", weight=500)))
            column.addWidget(self.without)
        column.addSpacing(8)
        column.addLayout(ends)
        self.resize(WIDTH_PX, column.totalHeightForWidth(WIDTH_PX))
        self.cancel_button.setFocus()
        self._follow()

    def _follow(self) -> None:
        self.restore_button.setEnabled(not self._is_missing or self.without.isChecked())
