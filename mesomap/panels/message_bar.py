"""One line over the page: what went wrong and what to do, or what was done.

It lies over the page and moves nothing: a chart that jumped under the hand would misplace a needle.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from mesomap.panels.buttons import Button, Kind
from mesomap.panels.look import IconLabel, text_label
from mesomap.panels.number_field import restyle

WIDEST = 680


class MessageBar(QFrame):
    """Stays until it is closed or another line takes its place."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("messageBar")
        self._top: int | None = 8
        self.taken: Callable[[], int] = lambda: 0
        """How many px of the edge it hangs on something else takes."""
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

    def hang(self, top: int | None) -> None:
        """Hang `top` px below the upper edge of the page; None: stand on its lower edge."""
        self._top = top
        self.place()

    def place(self) -> None:
        """In the middle of the page's width, as high as the text needs."""
        page = self.parentWidget()
        if page is None:
            return
        width = min(WIDEST, page.width() - 32)
        self.setFixedWidth(width)
        layout = self.layout()
        assert layout is not None
        self.setFixedHeight(max(44, layout.heightForWidth(width)))
        lowest = page.height() - self.height() - 12 - self.taken()
        top = lowest if self._top is None else self._top + self.taken()
        self.move((page.width() - width) // 2, top)

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
        self.place()
        self.show()
        self.raise_()
