"""Select: injections and regions, by click or band; moves, nudges and removes them."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from PySide6.QtCore import Qt

from mesomap.canvas import moves
from mesomap.canvas.hits import HitTarget
from mesomap.canvas.stage import Stage
from mesomap.canvas.tools.base import DRAG_PX, KeyPress, Pointer, Tool
from mesomap.document.edits import move_injections, remove_injections
from mesomap.model import Injection, Message, Site
from mesomap.model.message import QT_TRANSLATE_NOOP

_ARROWS = {
    Qt.Key.Key_Left: (-1.0, 0.0),
    Qt.Key.Key_Right: (1.0, 0.0),
    Qt.Key.Key_Up: (0.0, -1.0),
    Qt.Key.Key_Down: (0.0, 1.0),
}
_STEP_MM, _SHIFT_STEP_MM = 1.0, 5.0


class SelectTool(Tool):
    """A press on a mark selects and drags it, a press beside marks draws a band."""

    name = "select"

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self._start: Pointer | None = None
        self._hit: HitTarget | None = None
        self._dragging = False
        self._was_chosen = False

    def press(self, at: Pointer) -> None:
        stage = self.stage
        self._start, self._dragging = at, False
        self._hit = stage.hit(at.x_mm, at.y_mm)
        injection = self._hit.injection
        if injection is None:
            return
        self._was_chosen = injection in stage.selection
        if not self._was_chosen:
            stage.select((stage.selection if _adds(at) else frozenset()) | {injection})

    def move(self, at: Pointer, *, pressed: bool) -> None:
        if self._start is None or self._hit is None:
            self._show_cursor(at)
            return
        if not self._dragging and not at.far_from(self._start, px=DRAG_PX):
            return
        self._dragging = True
        if self._hit.injection is None:
            self.stage.sketch.set_band(self._start, at)
        else:
            self._show_moved(at)

    def release(self, at: Pointer) -> None:
        start, hit = self._start, self._hit
        self._start = self._hit = None
        if start is None or hit is None:
            return
        dragging, self._dragging = self._dragging, False
        self.stage.sketch.clear()
        if hit.injection is None:
            self._release_beside(start, at, hit, dragging=dragging)
        elif dragging:
            self._drop(at, hit.injection)
        elif self._was_chosen:
            self._click_chosen(at, hit.injection)

    def double_click(self, at: Pointer) -> None:
        """All injections of the region under the cursor."""
        hit = self.stage.hit(at.x_mm, at.y_mm)
        document = self.stage.document
        if hit.region is None or document is None:
            return
        self.stage.select_region(hit.region)
        ids = frozenset(
            i.id for i in document.injections.values() if (i.region, i.side) == hit.region
        )
        self.stage.select(ids & self.stage.visible_ids())

    def key(self, press: KeyPress) -> bool:
        arrow = _ARROWS.get(Qt.Key(press.key))
        if arrow is not None:
            step = _SHIFT_STEP_MM if press.shift else _STEP_MM
            return self.nudge(arrow[0] * step, arrow[1] * step)
        if press.key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            return self.remove_selection()
        return False

    def abandon(self) -> bool:
        going_on = self._start is not None
        self._start = self._hit = None
        self._dragging = False
        self.stage.sketch.clear()
        return going_on

    def cancel(self) -> bool:
        """Drop a drag; without one, select nothing."""
        if self.abandon():
            return True
        if self.stage.selection:
            self.stage.select(frozenset())
            return True
        return False

    def nudge(self, dx_mm: float, dy_mm: float) -> bool:
        """Move the selected injections by a length of skin along the screen's axes."""
        stage = self.stage
        chosen = stage.selected_injections()
        if not chosen or stage.body is None:
            return False
        sign = -1.0 if stage.turned else 1.0
        sites = [i.site for i in chosen]
        moved = moves.nudged(
            stage.body,
            stage.chart_id,
            sites,
            stage.body.regions_of(sites),
            dx_mm=dx_mm * sign,
            dy_mm=dy_mm * sign,
        )
        self._commit_moved(chosen, moved)
        return True

    def remove_selection(self) -> bool:
        """Remove the selected injections."""
        chosen = self.stage.selected_injections()
        if chosen:
            self.stage.commit(
                QT_TRANSLATE_NOOP("labels", "Remove injections"),
                remove_injections(chosen),
            )
        return bool(chosen)

    def _release_beside(
        self, start: Pointer, at: Pointer, hit: HitTarget, *, dragging: bool
    ) -> None:
        stage = self.stage
        kept = stage.selection if _adds(at) else frozenset()
        if dragging:
            stage.select(kept | stage.ids_within(start, at))
            return
        stage.select(kept)
        stage.select_region(hit.region)

    def _click_chosen(self, at: Pointer, injection: UUID) -> None:
        if _adds(at):
            self.stage.select(self.stage.selection - {injection})
        else:
            self.stage.select(frozenset({injection}))

    def _moved(self, at: Pointer) -> tuple[list[Injection], list[Site | None]]:
        stage, hit = self.stage, self._hit
        chosen = stage.selected_injections()
        document, body = stage.document, stage.body
        target = stage.skin_at(at.x_mm, at.y_mm).site
        if document is None or body is None or hit is None or hit.injection is None:
            return [], []
        grabbed = document.injections[hit.injection].site
        if target is None:
            return chosen, [None] * len(chosen)
        sites = [i.site for i in chosen]
        return chosen, moves.dragged(body, stage.chart_id, sites, grabbed=grabbed, to=target)

    def _show_moved(self, at: Pointer) -> None:
        chosen, sites = self._moved(at)
        landed = [(i, s) for i, s in zip(chosen, sites, strict=True) if s is not None]
        self.stage.show_ghost([replace(i, site=s) for i, s in landed])
        all_land = len(landed) == len(chosen)
        shape = Qt.CursorShape.ClosedHandCursor if all_land else Qt.CursorShape.ForbiddenCursor
        self.stage.set_cursor(shape)

    def _drop(self, at: Pointer, injection: UUID) -> None:
        self._hit = self.stage.hit_of(injection)
        chosen, sites = self._moved(at)
        self._hit = None
        self._commit_moved(chosen, sites)
        self._show_cursor(at)

    def _commit_moved(self, chosen: list[Injection], sites: list[Site | None]) -> None:
        stage = self.stage
        landed = [s for s in sites if s is not None]
        if stage.body is None or len(landed) < len(chosen):
            stage.fail(
                Message(QT_TRANSLATE_NOOP("messages", "Moved so far, one would leave the skin."))
            )
            return
        moved = move_injections(stage.body, chosen, landed)
        changes = [change for change in moved if change.before != change.after]
        if changes:
            stage.commit(QT_TRANSLATE_NOOP("labels", "Move injections"), changes)

    def _show_cursor(self, at: Pointer) -> None:
        over = self.stage.nearest(at.x_mm, at.y_mm) is not None
        self.stage.set_cursor(Qt.CursorShape.PointingHandCursor if over else self.cursor)


def _adds(at: Pointer) -> bool:
    return at.shift or at.ctrl
