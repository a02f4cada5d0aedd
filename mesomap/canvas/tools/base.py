"""What every tool is: it previews what it would do, and commits once, on release."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt

if TYPE_CHECKING:
    from mesomap.canvas.stage import Stage


@dataclass(frozen=True, slots=True, kw_only=True)
class Pointer:
    """One event of the mouse, the pen or a finger.

    `x_px`, `y_px` are the view's pixels, for telling a click from a drag.
    """

    x_mm: float
    y_mm: float
    x_px: float
    y_px: float
    shift: bool = False
    ctrl: bool = False

    def far_from(self, other: Pointer, *, px: float) -> bool:
        """Whether the two are more than `px` pixels apart."""
        return bool((self.x_px - other.x_px) ** 2 + (self.y_px - other.y_px) ** 2 > px * px)


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyPress:
    """One key: a `Qt.Key`, and the modifiers that matter."""

    key: int
    shift: bool = False
    ctrl: bool = False


DRAG_PX = 4.0
"""A press that moves no farther than this is a click."""


class Tool(ABC):
    """A tool of the canvas. The scene hands it what happens; it draws only through the stage."""

    name: ClassVar[str]
    cursor: ClassVar[Qt.CursorShape] = Qt.CursorShape.ArrowCursor
    lights_regions: ClassVar[bool] = True

    def __init__(self, stage: Stage) -> None:
        self.stage = stage

    def activate(self) -> None:
        """The tool was chosen."""
        self.refresh()

    @abstractmethod
    def press(self, at: Pointer) -> None:
        """The left button went down (or a finger, or the pen)."""

    @abstractmethod
    def move(self, at: Pointer, *, pressed: bool) -> None:
        """The cursor moved, with or without the left button down."""

    @abstractmethod
    def release(self, at: Pointer) -> None:
        """The left button went up."""

    @abstractmethod
    def double_click(self, at: Pointer) -> None:
        """The left button went down a second time; a release follows."""

    def leave(self) -> None:
        """The cursor left the chart."""
        self.stage.sketch.clear_ghost()

    def key(self, press: KeyPress) -> bool:
        """A key; True if the tool used it."""
        return False

    def wants(self, press: KeyPress) -> bool:
        """Whether a key that is a shortcut of the window is the tool's now."""
        return False

    def wheel(self, turns: float) -> bool:
        """The wheel was turned with Ctrl held; True if the tool used it."""
        return False

    @abstractmethod
    def abandon(self) -> bool:
        """Drop a press or drag that is half done; True if there was one."""

    def cancel(self) -> bool:
        """Leave whatever is going on (Esc); True if something was."""
        return self.abandon()

    def refresh(self) -> None:
        """The syringe, the chart or the injections changed: bring the preview up to date."""
        self.stage.sketch.clear_ghost()

    def deactivate(self) -> None:
        """Another tool was chosen: take back every preview."""
        self.abandon()
        self.stage.sketch.clear()
