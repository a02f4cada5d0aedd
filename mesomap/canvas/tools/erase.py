"""Erase: a click removes one injection or area pass, a stroke every injection that it crosses."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import Qt

from mesomap.canvas.hits import REACH_PX, area_at
from mesomap.canvas.stage import Stage
from mesomap.canvas.tools.base import DRAG_PX, Pointer, Tool
from mesomap.document.placed import remove
from mesomap.model import Removed
from mesomap.model.message import QT_TRANSLATE_NOOP


class EraseTool(Tool):
    """Crosses out what would go, and removes it once, on release."""

    name = "erase"
    cursor = Qt.CursorShape.CrossCursor

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self._last: Pointer | None = None
        self._start: Pointer | None = None
        self._crossed: set[UUID] = set()

    def press(self, at: Pointer) -> None:
        self._crossed = set(self._under(at))
        self._last = self._start = at
        self.stage.sketch.cross_out(frozenset(self._crossed))

    def move(self, at: Pointer, *, pressed: bool) -> None:
        if self._last is None:
            self.stage.sketch.cross_out(frozenset(self._under(at)))
            return
        last, self._last = self._last, at
        reach = REACH_PX / 2
        length = ((at.x_px - last.x_px) ** 2 + (at.y_px - last.y_px) ** 2) ** 0.5
        steps = max(1, round(length / reach))
        for k in range(1, steps + 1):
            x = last.x_mm + (at.x_mm - last.x_mm) * k / steps
            y = last.y_mm + (at.y_mm - last.y_mm) * k / steps
            row = self.stage.nearest(x, y, reach_px=reach)
            if row is not None:
                self._crossed.add(row)
        self.stage.sketch.cross_out(frozenset(self._crossed))

    def release(self, at: Pointer) -> None:
        if self._last is None:
            return
        start, self._last, self._start = self._start, None, None
        crossed, self._crossed = self._crossed, set()
        self.stage.sketch.cross_out(frozenset())
        document = self.stage.document
        if document is None:
            return
        if not crossed and start is not None and not at.far_from(start, px=DRAG_PX):
            self._erase_area(at)
            return
        gone = [document.injections[i] for i in crossed if i in document.injections]
        if gone:
            gone.sort(key=lambda injection: injection.order)
            self.stage.commit(
                QT_TRANSLATE_NOOP("labels", "Erase injections"),
                remove(gone),
            )

    def _erase_area(self, at: Pointer) -> None:
        """A click on an area pass, beside every mark, removes it; a stroke never does."""
        stage = self.stage
        if stage.body is None or stage.document is None:
            return
        areas = stage.document.areas
        area = area_at(stage.body, areas.values(), stage.skin_at(at.x_mm, at.y_mm))
        if area is not None:
            stage.commit(QT_TRANSLATE_NOOP("labels", "Erase area pass"), [Removed(areas[area])])

    def double_click(self, at: Pointer) -> None:
        self.press(at)

    def leave(self) -> None:
        if self._last is None:
            self.stage.sketch.cross_out(frozenset())

    def abandon(self) -> bool:
        going_on, self._last = self._last is not None, None
        self._crossed = set()
        self.stage.sketch.cross_out(frozenset())
        return going_on

    def _under(self, at: Pointer) -> list[UUID]:
        found = self.stage.nearest(at.x_mm, at.y_mm, reach_px=REACH_PX)
        return [] if found is None else [found]
