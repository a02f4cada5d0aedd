"""Leaving while steps are kept in memory: go on trying, save a copy, or discard them after all."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from mesomap.paint.locale import format_count
from mesomap.paint.tokens import TITLE
from mesomap.panels.buttons import Button, Kind
from mesomap.panels.look import text_label, wrapping


class KeptDialog(QDialog):
    """Esc keeps everything; discarding is asked twice. Accepted: they are discarded."""

    save_wanted = Signal()

    def __init__(self, count: int, why: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._count = count
        self.setWindowTitle(self.tr("Not saved yet"))
        self.setMinimumWidth(560)
        self.title = text_label("", TITLE)
        self.words = wrapping(text_label(why))
        self.copied = wrapping(text_label("", role="t2"))
        self.copied.hide()
        self.keep_button = Button(self.tr("Keep trying"), kind=Kind.PRIMARY, height=36)
        self.keep_button.clicked.connect(self.reject)
        self.save_button = Button(self.tr("Save a copy…"), height=36)
        self.save_button.clicked.connect(self.save_wanted)
        self.discard_button = Button(self.tr("Discard…"), "delete", height=36)
        self.discard_button.clicked.connect(self._ask_again)
        self.sure_button = Button("", "delete", height=36)
        self.sure_button.clicked.connect(self.accept)
        self.sure_button.hide()
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.discard_button)
        buttons.addWidget(self.sure_button)
        buttons.addStretch(1)
        buttons.addWidget(self.save_button)
        buttons.addWidget(self.keep_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        column.addWidget(self.title)
        column.addWidget(self.words)
        column.addWidget(self.copied)
        column.addLayout(buttons)
        self.title.setText(
            self.tr("1 step is not saved yet")
            if count == 1
            else self.tr("{count} steps are not saved yet").format(count=format_count(count))
        )
        self.keep_button.setFocus()

    def show_copied(self, path: str) -> None:
        """A copy with all of it lies at `path`."""
        self.copied.setText(self.tr("A copy with all of it lies at {path}.").format(path=path))
        self.copied.show()
        self.adjustSize()

    def _ask_again(self) -> None:
        """The second question."""
        one = self._count == 1
        count = format_count(self._count)
        self.title.setText(
            self.tr("Discard 1 step for good?")
            if one
            else self.tr("Discard {count} steps for good?").format(count=count)
        )
        self.words.setText(
            self.tr("What was done in it will be nowhere in the clinic file.")
            if one
            else self.tr("What was done in them will be nowhere in the clinic file.")
        )
        self.sure_button.setText(
            self.tr("Discard it") if one else self.tr("Discard {count} steps").format(count=count)
        )
        self.sure_button.updateGeometry()
        self.discard_button.hide()
        self.sure_button.show()
        self.keep_button.setFocus()
