"""Point: a click places one injection."""

from __future__ import annotations

from PySide6.QtCore import Qt

from mesomap.canvas.stage import Stage
from mesomap.canvas.tools.base import Pointer, Tool
from mesomap.document.edits import new_injections
from mesomap.model import Message
from mesomap.model.message import QT_TRANSLATE_NOOP
from mesomap.paint.tokens import STEEP_TILT_DEG


class PointTool(Tool):
    """Shows where the injection would stand; releases it on the skin, and only there."""

    name = "point"
    cursor = Qt.CursorShape.CrossCursor

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self._pressed = False

    def press(self, at: Pointer) -> None:
        self._pressed = True
        self._show(at)

    def move(self, at: Pointer, *, pressed: bool) -> None:
        self._show(at)

    def release(self, at: Pointer) -> None:
        if not self._pressed:
            return
        self._pressed = False
        stage = self.stage
        skin = stage.skin_at(at.x_mm, at.y_mm)
        if skin.site is None:
            stage.fail(Message(QT_TRANSLATE_NOOP("messages", "That place is not on the skin.")))
            return
        if skin.tilt_deg is not None and skin.tilt_deg > STEEP_TILT_DEG:
            stage.fail(
                Message(
                    QT_TRANSLATE_NOOP(
                        "messages",
                        "The skin is seen too much from the side here: place this on the"
                        " side view.",
                    )
                )
            )
            return
        syringe = stage.syringe_in_hand()
        if syringe is None or stage.document is None:
            return
        stage.commit(
            QT_TRANSLATE_NOOP("labels", "Add injection"),
            new_injections(stage.document, [skin.site], [skin.region], syringe),
        )
        stage.sketch.clear_ghost()

    def double_click(self, at: Pointer) -> None:
        self.press(at)

    def abandon(self) -> bool:
        was_pressed, self._pressed = self._pressed, False
        self.stage.sketch.clear_ghost()
        return was_pressed

    def _show(self, at: Pointer) -> None:
        stage = self.stage
        skin = stage.skin_at(at.x_mm, at.y_mm)
        steep = skin.tilt_deg is not None and skin.tilt_deg > STEEP_TILT_DEG
        if skin.site is None or steep:
            stage.sketch.clear_ghost()
            stage.set_cursor(Qt.CursorShape.ForbiddenCursor)
            return
        stage.set_cursor(self.cursor)
        stage.show_ghost_of_syringe([skin.site])
