"""A line over the page that stays as long as it is true: not saved yet, or open to look only.

It lies over the page like the message bar, and moves nothing under the hand.
"""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from mesomap.panels.buttons import Button
from mesomap.panels.look import IconLabel, text_label
from mesomap.panels.number_field import restyle

WIDEST = 860
LOWEST_PX = 52


class State(Enum):
    """What the bar says."""

    KEPT = "kept"
    """Steps are kept in memory: the disk refuses them."""
    LOOKING = "looking"
    """The clinic file is open to look only."""


class StateBar(QFrame):
    """Says it, with what can be done about it; it cannot be closed."""

    moved = Signal()
    """Shown, hidden, or elsewhere: what stands beside it goes out of its way."""

    def __init__(self, again: QAction, save: QAction, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("stateBar")
        self._within: QWidget | None = None
        self._top: int | None = None
        self._state: State | None = None
        self._reading = False
        self._icon = IconLabel("warning", "warn", 20)
        self._text = text_label("", weight=600)
        self._text.setWordWrap(True)
        self._text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.again_button = Button("").follow(again, hint=False)
        self.save_button = Button(self.tr("Save a copy…")).follow(save, hint=False)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 6, 8, 6)
        row.setSpacing(10)
        row.addWidget(self._icon)
        row.addWidget(self._text, 1)
        for button in (self.again_button, self.save_button):
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the keys stay on the map
            row.addWidget(button)
        self.hide()

    def hang(
        self, top: int | None, within: QWidget | None = None, *, reading: bool = False
    ) -> None:
        """Hang `top` px below the page's upper edge, over `within`; None: on its lower edge.

        Where one is `reading` and there is nothing to change, it does not say that one may look.
        """
        if self._within is not None:
            self._within.removeEventFilter(self)
        self._top, self._within, self._reading = top, within, reading
        if within is not None:
            within.installEventFilter(self)
        self._appear()
        self.place()

    def _appear(self) -> None:
        quiet = self._reading and self._state is State.LOOKING
        self.setVisible(self._state is not None and not quiet)
        self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow what it lies over."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Move):
            self.place()
        return super().eventFilter(watched, event)

    def place(self) -> None:
        """In the middle of what it lies over, as high as its text needs."""
        page = self.parentWidget()
        if page is None:
            return
        over = self._within if self._within is not None and self._within.isVisible() else page
        left = over.mapTo(page, QPoint(0, 0)).x() if over is not page else 0
        width = min(WIDEST, over.width() - 24)
        self.setFixedWidth(width)
        layout = self.layout()
        assert layout is not None
        self.setFixedHeight(max(LOWEST_PX, layout.heightForWidth(width)))
        top = page.height() - self.height() - 12 if self._top is None else self._top
        self.move(left + (over.width() - width) // 2, top)
        self.moved.emit()

    def show_state(self, state: State, text: str) -> None:
        """Say `text`."""
        self._icon.show_icon(*_ICONS[state])
        self._text.setText(text)
        self.setAccessibleName(text)
        self.again_button.setText(
            self.tr("Try now") if state is State.KEPT else self.tr("Try again")
        )
        self.again_button.updateGeometry()
        self.save_button.setVisible(state is State.KEPT)
        self.setProperty("state", state.value)
        self._state = state
        restyle(self)
        self._appear()
        self.place()

    def leave(self) -> None:
        """It is not so any more."""
        if self._state is not None:
            self._state = None
            self._appear()
            self.moved.emit()

    def text(self) -> str:
        """What it says; "" when there is nothing."""
        return "" if self.isHidden() else self._text.text()

    def taken(self) -> int:
        """So much of the edge it hangs on is taken, with the room after it; 0 while hidden."""
        return 0 if self.isHidden() else self.height() + 8


_ICONS = {State.KEPT: ("warning", "warn"), State.LOOKING: ("eye", "t2")}
