"""How far a backup is, in a corner of the page; it lies over the page and moves nothing."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from mesomap.paint.locale import format_percent
from mesomap.paint.tokens import SMALL
from mesomap.panels.buttons import Button, Kind
from mesomap.panels.look import IconLabel, text_label

MARGIN_PX = 12


class ProgressLine(QFrame):
    """In the lower left corner of its parent while it is shown."""

    cancelled = Signal()

    def __init__(self, page: QWidget) -> None:
        super().__init__(page)
        self.setObjectName("messageBar")
        self.setProperty("kind", "busy")
        self._page = page
        self._text = text_label("", SMALL, role="t2")
        self.cancel_button = Button("", "close", kind=Kind.BARE, height=28)
        self.cancel_button.setToolTip(self.tr("Stop this backup; the next one is made in time"))
        self.cancel_button.setAccessibleName(self.tr("Stop this backup"))
        self.cancel_button.clicked.connect(self.cancelled)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 2, 4, 2)
        row.setSpacing(8)
        row.addWidget(IconLabel("drive", "t2", 16))
        row.addWidget(self._text)
        row.addWidget(self.cancel_button)
        page.installEventFilter(self)
        self.show_done(0.0)
        self.hide()

    def text(self) -> str:
        """The line that is shown; "" when there is none."""
        return "" if self.isHidden() else self._text.text()

    def show_done(self, done: float) -> None:
        """This fraction is done."""
        self._text.setText(self.tr("Backing up… {percent}").format(percent=format_percent(done)))
        self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay in the corner."""
        if watched is self._page and event.type() == QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        self.adjustSize()
        self.move(MARGIN_PX, self._page.height() - self.height() - MARGIN_PX)
