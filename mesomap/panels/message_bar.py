"""One line over the page: what went wrong and what to do, or what was done."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from mesomap.panels.buttons import Button, Kind
from mesomap.panels.look import IconLabel, text_label
from mesomap.panels.number_field import restyle


class MessageBar(QFrame):
    """Stays until it is closed or another line takes its place."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("messageBar")
        self._icon = IconLabel("warning", "warn", 18)
        self._text = text_label("", weight=500)
        self._text.setWordWrap(True)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.close_button = Button("", "close", kind=Kind.BARE)
        self.close_button.setToolTip(self.tr("Close this line"))
        self.close_button.setAccessibleName(self.tr("Close this line"))
        self.close_button.clicked.connect(self.hide)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 4, 8, 4)
        row.setSpacing(10)
        row.addWidget(self._icon)
        row.addWidget(self._text, 1)
        row.addWidget(self.close_button)
        self.hide()

    def text(self) -> str:
        """The line that is shown; "" when there is none."""
        return self._text.text() if not self.isHidden() else ""

    def warn(self, text: str) -> None:
        """Something outside the program is wrong."""
        self._say(text, "warning", "warn", "warn")

    def done(self, text: str) -> None:
        """Something was done that cannot be seen otherwise."""
        self._say(text, "check", "ok", "done")

    def busy(self, text: str) -> None:
        """Something is going on."""
        self._say(text, "clock", "t2", "busy")

    def _say(self, text: str, icon: str, role: str, kind: str) -> None:
        self._icon.show_icon(icon, role)
        self._text.setText(text)
        self.setProperty("kind", kind)
        restyle(self)
        self.show()
