"""Note: a click pins a note to the skin, or opens the one that is there."""

from __future__ import annotations

from PySide6.QtCore import Qt

from mesomap.canvas.pins import NoteAsked
from mesomap.canvas.sketch import SketchLine
from mesomap.canvas.stage import Stage
from mesomap.canvas.tools.base import DRAG_PX, Pointer, Tool
from mesomap.model import Message
from mesomap.model.message import QT_TRANSLATE_NOOP


class NoteTool(Tool):
    """Asks for the words of a note; writing them is the window's part."""

    name = "note"
    cursor = Qt.CursorShape.CrossCursor

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self._start: Pointer | None = None

    def press(self, at: Pointer) -> None:
        self._start = at

    def move(self, at: Pointer, *, pressed: bool) -> None:
        hit = self.stage.hit(at.x_mm, at.y_mm)
        over = hit.note is not None
        self.stage.set_cursor(Qt.CursorShape.PointingHandCursor if over else self.cursor)
        if over or hit.site is None:
            self.stage.sketch.set_lines()
        else:
            self.stage.sketch.set_lines(SketchLine((), corners=((at.x_mm, at.y_mm),)))

    def release(self, at: Pointer) -> None:
        start, self._start = self._start, None
        document = self.stage.document
        if start is None or document is None or at.far_from(start, px=DRAG_PX):
            return
        hit = self.stage.hit(at.x_mm, at.y_mm)
        if hit.note is not None:
            note = document.notes[hit.note]
            self.stage.note_asked.emit(NoteAsked(note.id, note.site, hit.region))
        elif hit.site is None:
            self.stage.fail(
                Message(QT_TRANSLATE_NOOP("messages", "That place is not on the skin."))
            )
        else:
            self.stage.note_asked.emit(NoteAsked(None, hit.site, hit.region))

    def double_click(self, at: Pointer) -> None:
        """The first click has asked already."""

    def leave(self) -> None:
        self.stage.sketch.clear()

    def abandon(self) -> bool:
        going_on, self._start = self._start is not None, None
        self.stage.sketch.clear()
        return going_on
