"""A quiet bar on the start page: the last good backup is old, and a button that makes one."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from mesomap.panels.buttons import Button, Kind
from mesomap.panels.look import IconLabel, text_label, wrapping

HEIGHT_PX = 44


class BackupBar(QFrame):
    """Hidden while there is nothing to say."""

    back_up_wanted = Signal()
    backups_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("quietBar")
        self._text = wrapping(text_label("", weight=500))
        self.back_up_button = Button(self.tr("Back up now"), height=32)
        self.back_up_button.clicked.connect(self.back_up_wanted)
        self.backups_button = Button(self.tr("Backups…"), kind=Kind.BARE, height=32)
        self.backups_button.clicked.connect(self.backups_wanted)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 5, 16, 5)
        row.setSpacing(10)
        row.addWidget(IconLabel("clock", "t2", 18))
        row.addWidget(self._text, 1)
        row.addWidget(self.back_up_button)
        row.addWidget(self.backups_button)
        self.setMinimumHeight(HEIGHT_PX)
        self.hide()

    def text(self) -> str:
        """The line that is shown, "" while the bar is hidden."""
        return "" if self.isHidden() else self._text.text()

    def show_text(self, text: str) -> None:
        """Say this, or nothing."""
        self._text.setText(text)
        self.setVisible(bool(text))

    def show_running(self, running: bool) -> None:
        """While a backup is being made no second one can be asked for."""
        self.back_up_button.setEnabled(not running)
