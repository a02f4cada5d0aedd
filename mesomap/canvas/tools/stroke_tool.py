"""What the tools have in common that draw along a stroke: dragged freehand, or clicked."""

from __future__ import annotations

from mesomap.canvas.stage import Stage
from mesomap.canvas.stroke import Stroke
from mesomap.canvas.tools.base import Pointer
from mesomap.canvas.tools.draft import DraftTool, W
from mesomap.model.message import QT_TRANSLATE_NOOP

OFF_SKIN = QT_TRANSLATE_NOOP(
    "messages",
    "The line begins off the skin, or where the chart sees it too steeply: begin it elsewhere.",
)


class StrokeTool(DraftTool[W]):
    """Drag: freehand, until the button is let go. Clicks: corner by corner."""

    def __init__(self, stage: Stage, wishes: W) -> None:
        super().__init__(stage, wishes)
        self._stroke = Stroke()

    @property
    def going_on(self) -> bool:
        return self._stroke.going_on

    def press(self, at: Pointer) -> None:
        self._stroke.press(at)

    def move(self, at: Pointer, *, pressed: bool) -> None:
        if self._stroke.move(at, pressed=pressed):
            self.refresh()

    def release(self, at: Pointer) -> None:
        if self._stroke.release(at):
            self.refresh()

    def double_click(self, at: Pointer) -> None:
        """The first click of the two has set the last corner."""
        if not self._stroke.freehand:
            self._stroke.end()
            self.refresh()
        self.accept()

    def take_back(self) -> bool:
        return self._stroke.take_back()

    def clear(self) -> bool:
        return self._stroke.clear()
