"""Select: injections, area passes, notes, regions; by click, band or lasso; moves, removes them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise
from typing import TypeVar
from uuid import UUID

from PySide6.QtCore import Qt

from mesomap.canvas import hits, moves
from mesomap.canvas.lasso import Lasso
from mesomap.canvas.pins import NoteAsked
from mesomap.canvas.rows import Floats
from mesomap.canvas.selecting import course_of, of_region, selected_values
from mesomap.canvas.stage import Stage
from mesomap.canvas.tools.base import DRAG_PX, KeyPress, Pointer, Tool
from mesomap.document.placed import Placed, move, remove, sites_of
from mesomap.model import AreaPass, Injection, Message, Site
from mesomap.model.message import QT_TRANSLATE_NOOP

_ARROWS = {
    Qt.Key.Key_Left: (-1.0, 0.0),
    Qt.Key.Key_Right: (1.0, 0.0),
    Qt.Key.Key_Up: (0.0, -1.0),
    Qt.Key.Key_Down: (0.0, 1.0),
}
_STEP_MM, _SHIFT_STEP_MM = 1.0, 5.0
WHOLE_REGION = QT_TRANSLATE_NOOP(
    "messages", "An area pass over a whole region cannot be moved: copy or delete it."
)

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _Grab:
    """What was pressed, the site by which it is held, and how far beside it was pressed, mm."""

    id: UUID
    site: Site
    dx_mm: float = 0.0
    dy_mm: float = 0.0


class SelectTool(Tool):
    """A press on a mark selects and drags it, a press beside marks draws a band or a lasso."""

    name = "select"

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self.lassoes = False
        """Whether a press beside marks draws a lasso rather than a band."""
        self._lasso = Lasso(stage, self._on_lasso)
        self._start: Pointer | None = None
        self._grab: _Grab | None = None
        self._dragging = False
        self._was_chosen = False
        self._adds = False

    def press(self, at: Pointer) -> None:
        stage = self.stage
        self._start, self._dragging, self._adds = at, False, _adds(at)
        if self.lassoes:
            self._lasso.press(at)
            return
        self._grab = self._grabbed(at)
        if self._grab is None:
            return
        id = self._grab.id
        self._was_chosen = id in stage.selection
        if not self._was_chosen:
            stage.select((stage.selection if self._adds else frozenset()) | {id})

    def move(self, at: Pointer, *, pressed: bool) -> None:
        if self.lassoes:
            self._lasso.move(at, pressed=pressed)
            self._show_cursor(at)
            return
        if self._start is None:
            self._show_cursor(at)
            return
        if not self._dragging and not at.far_from(self._start, px=DRAG_PX):
            return
        self._dragging = True
        if self._grab is None:
            self.stage.sketch.set_band(self._start, at)
        else:
            self._show_moved(at)

    def release(self, at: Pointer) -> None:
        start, grab = self._start, self._grab
        self._start = self._grab = None
        if start is None:
            return
        dragging, self._dragging = self._dragging, False
        if self.lassoes:
            self._release_lasso(start, at)
            return
        self.stage.sketch.clear()
        if grab is None:
            self._release_beside(start, at, dragging=dragging)
        elif dragging:
            values, sites = self._moved(at, grab)
            self._commit_moved(values, sites)
            self._show_cursor(at)
        elif self._was_chosen:
            chosen = self.stage.selection
            self.stage.select(chosen - {grab.id} if self._adds else frozenset({grab.id}))

    def double_click(self, at: Pointer) -> None:
        """Open a note or an area pass; close a lasso; else select everything of the region."""
        stage = self.stage
        if self._lasso.going_on:
            self._lasso.double_click(at)
            return
        hit = stage.hit(at.x_mm, at.y_mm)
        if hit.note is not None and stage.document is not None:
            note = stage.document.notes[hit.note]
            stage.note_asked.emit(NoteAsked(note.id, note.site, hit.region))
        elif hit.injection is None and (area := self._area_at(at)) is not None:
            stage.area_opened.emit(area)
        elif hit.region is not None:
            stage.select_region(hit.region)
            stage.select(of_region(stage, hit.region))

    def key(self, press: KeyPress) -> bool:
        if self._lasso.key(press):
            return True
        arrow = _ARROWS.get(Qt.Key(press.key))
        if arrow is not None:
            step = _SHIFT_STEP_MM if press.shift else _STEP_MM
            return self.nudge(arrow[0] * step, arrow[1] * step)
        if press.key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            return self.remove_selection()
        return False

    def wants(self, press: KeyPress) -> bool:
        return self._lasso.wants(press)

    def abandon(self) -> bool:
        going_on = self._start is not None or self._lasso.going_on
        self._lasso.abandon()
        self._start = self._grab = None
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
        """Move what is selected by a length of skin along the screen's axes."""
        stage, body = self.stage, self.stage.body
        values = selected_values(stage)
        if not values or body is None:
            return False
        sign = -1.0 if stage.turned else 1.0
        sites = [site for value in values for site in sites_of(value)]
        moved = moves.nudged(
            body,
            stage.chart_id,
            sites,
            body.regions_of(sites),
            dx_mm=dx_mm * sign,
            dy_mm=dy_mm * sign,
        )
        self._commit_moved(values, moved)
        return True

    def remove_selection(self) -> bool:
        """Remove what is selected."""
        values = selected_values(self.stage)
        if values:
            self.stage.commit(QT_TRANSLATE_NOOP("labels", "Remove injections"), remove(values))
        return bool(values)

    def _grabbed(self, at: Pointer) -> _Grab | None:
        """The mark under the cursor; an area pass only once it is selected."""
        stage, document = self.stage, self.stage.document
        if document is None:
            return None
        hit = stage.hit(at.x_mm, at.y_mm)
        if hit.note is not None:
            pin = next(pin for pin in stage.pins.shown if pin.note.id == hit.note)
            return _Grab(hit.note, pin.note.site, pin.x_mm - at.x_mm, pin.y_mm - at.y_mm)
        if hit.injection is not None:
            return _Grab(hit.injection, document.injections[hit.injection].site)
        area = self._area_at(at)
        if area is None or area not in stage.selection or hit.site is None:
            return None
        return _Grab(area, hit.site)

    def _area_at(self, at: Pointer) -> UUID | None:
        stage = self.stage
        if stage.document is None or stage.body is None:
            return None
        skin = stage.skin_at(at.x_mm, at.y_mm)
        return hits.area_at(stage.body, stage.document.areas.values(), skin)

    def _release_beside(self, start: Pointer, at: Pointer, *, dragging: bool) -> None:
        stage = self.stage
        kept = stage.selection if self._adds else frozenset()
        if dragging:
            stage.select(kept | stage.ids_within(start, at))
            return
        area = self._area_at(at)
        stage.select(kept if area is None else kept | {area})
        stage.select_region(stage.skin_at(at.x_mm, at.y_mm).region)

    def _release_lasso(self, start: Pointer, at: Pointer) -> None:
        """Close it, or set a corner; a click on a mark, with nothing begun, selects the mark."""
        grab = None if self._lasso.has_corners else self._grabbed(start)
        if grab is None or at.far_from(start, px=DRAG_PX):
            self._lasso.release(at)
            return
        self._lasso.abandon()
        chosen = self.stage.selection
        self.stage.select(chosen ^ {grab.id} if self._adds else frozenset({grab.id}))

    def _on_lasso(self, corners_mm: Floats) -> None:
        stage = self.stage
        rows = hits.rows_inside(stage.rows, corners_mm)
        kept = stage.selection if self._adds else frozenset()
        stage.select(kept | {stage.rows.ids[row] for row in rows.tolist()})

    def _moved(self, at: Pointer, grab: _Grab) -> tuple[list[Placed], list[Site | None]]:
        """The selected values, and where each of their sites would be."""
        stage, body = self.stage, self.stage.body
        values = selected_values(stage)
        if body is None:
            return [], []
        target = stage.skin_at(at.x_mm + grab.dx_mm, at.y_mm + grab.dy_mm).site
        sites = [site for value in values for site in sites_of(value)]
        if target is None:
            return values, [None] * len(sites)
        return values, moves.dragged(body, stage.chart_id, sites, grabbed=grab.site, to=target)

    def _show_moved(self, at: Pointer) -> None:
        assert self._grab is not None
        values, sites = self._moved(at, self._grab)
        marks, lines = [], []
        for value, there in zip(values, _grouped(values, sites), strict=True):
            known = [site for site in there if site is not None]
            if len(known) < len(there) or not known:
                continue
            if isinstance(value, Injection):
                marks.append(replace(value, site=known[0], path=tuple(known[1:])))
            line = course_of(self.stage, known, closed=isinstance(value, AreaPass))
            lines += [] if line is None else [line]
        self.stage.show_ghost(marks)
        self.stage.sketch.set_lines(*lines)
        all_land = None not in sites
        shape = Qt.CursorShape.ClosedHandCursor if all_land else Qt.CursorShape.ForbiddenCursor
        self.stage.set_cursor(shape)

    def _commit_moved(self, values: list[Placed], sites: Sequence[Site | None]) -> None:
        stage = self.stage
        landed = [site for site in sites if site is not None]
        if not sites and values:
            stage.fail(Message(WHOLE_REGION))
            return
        if stage.body is None or len(landed) < len(sites):
            stage.fail(
                Message(QT_TRANSLATE_NOOP("messages", "Moved so far, one would leave the skin."))
            )
            return
        changes = move(stage.body, values, _grouped(values, landed))
        if changes:
            stage.commit(QT_TRANSLATE_NOOP("labels", "Move injections"), changes)

    def _show_cursor(self, at: Pointer) -> None:
        hit = self.stage.hit(at.x_mm, at.y_mm)
        over = hit.injection is not None or hit.note is not None
        cursor = Qt.CursorShape.CrossCursor if self.lassoes else self.cursor
        self.stage.set_cursor(Qt.CursorShape.PointingHandCursor if over else cursor)


def _grouped(values: Sequence[Placed], sites: Sequence[T]) -> list[Sequence[T]]:
    """`sites`, one after the other as `sites_of` names them, by value."""
    ends = accumulate((len(sites_of(value)) for value in values), initial=0)
    return [sites[start:end] for start, end in pairwise(ends)]


def _adds(at: Pointer) -> bool:
    return at.shift or at.ctrl
