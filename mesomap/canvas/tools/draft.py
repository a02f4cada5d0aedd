"""What the tools have in common that show a draft first and add it when it is accepted."""

from __future__ import annotations

from abc import abstractmethod
from typing import Generic, TypeVar

from PySide6.QtCore import Qt

from mesomap.canvas.drafts import Draft
from mesomap.canvas.stage import Stage
from mesomap.canvas.tools.base import KeyPress, Pointer, Tool
from mesomap.document.wishes import Wishes

W = TypeVar("W", bound=Wishes)

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
STEPS = {
    Qt.Key.Key_Up: 1.0,
    Qt.Key.Key_Right: 1.0,
    Qt.Key.Key_Down: -1.0,
    Qt.Key.Key_Left: -1.0,
}


class DraftTool(Tool, Generic[W]):
    """Enter adds what is shown, Esc leaves it, arrows change what it is made of."""

    cursor = Qt.CursorShape.CrossCursor

    def __init__(self, stage: Stage, wishes: W) -> None:
        super().__init__(stage)
        self.wishes = wishes

    @property
    @abstractmethod
    def going_on(self) -> bool:
        """Whether something is begun or shown."""

    @abstractmethod
    def show(self) -> Draft | None:
        """Work out and sketch what would be added; None where nothing would."""

    @abstractmethod
    def accept(self) -> bool:
        """Add what is shown, in one step of undo; True if something was shown."""

    @abstractmethod
    def step(self, by: float, *, fine: bool) -> W:
        """What the arrow keys make of the wishes; `by` is 1 or -1."""

    @abstractmethod
    def take_back(self) -> bool:
        """Take the last thing drawn away; True if there was one."""

    @abstractmethod
    def clear(self) -> bool:
        """Drop all that was drawn; True if there was something."""

    def set_wishes(self, wishes: W) -> None:
        """Use these from now on."""
        self.wishes = wishes
        if self.going_on:
            self.refresh()

    def double_click(self, at: Pointer) -> None:
        self.accept()

    def key(self, press: KeyPress) -> bool:
        if not self.going_on:
            return False
        if press.key in ENTER:
            return self.accept()
        if press.key == Qt.Key.Key_Backspace:
            taken = self.take_back()
            self.refresh()
            return taken
        by = STEPS.get(Qt.Key(press.key))
        if by is None:
            return False
        self.set_wishes(self.step(by, fine=press.shift))
        return True

    def wants(self, press: KeyPress) -> bool:
        return self.going_on and press.key in (*ENTER, Qt.Key.Key_Backspace)

    def abandon(self) -> bool:
        return False

    def cancel(self) -> bool:
        going_on = self.clear()
        if going_on:
            self.stage.sketch.clear()
        self.stage.draft_changed.emit(None)
        return going_on

    def deactivate(self) -> None:
        self.cancel()
        self.stage.sketch.clear()

    def leave(self) -> None:
        """What is drawn stays."""

    def refresh(self) -> None:
        stage = self.stage
        if stage.body is None or stage.document is None or stage.syringe_in_hand() is None:
            return
        stage.draft_changed.emit(self.show())
