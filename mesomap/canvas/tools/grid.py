"""Grid: a click fills a region with a lattice, shown before it is accepted."""

from __future__ import annotations

from dataclasses import replace

import shapely
from PySide6.QtCore import Qt

from mesomap.analysis.lattices import fillings_of
from mesomap.analysis.lesions import present
from mesomap.analysis.outlines import outline_of, parts_by_region
from mesomap.analysis.rest import Rested
from mesomap.canvas.gridding import (
    Area,
    Brush,
    Handle,
    PlannedGrid,
    areas_of,
    drafts,
    fit_best,
    handle_for,
    known_already,
    plan_grid,
)
from mesomap.canvas.info import FitReport, GridWishes
from mesomap.canvas.lasso import Lasso
from mesomap.canvas.rows import Floats
from mesomap.canvas.sketch import SketchLine
from mesomap.canvas.stage import Stage
from mesomap.canvas.tools.base import DRAG_PX, KeyPress, Pointer, Tool
from mesomap.document.edits import new_injections
from mesomap.model import Added, Change, Lattice, LatticeSettings, Lesion, Message, RegionKey
from mesomap.model.message import QT_TRANSLATE_NOOP

HANDLE_REACH_PX = 16.0
_SNAP_DEG = 5.0
_SPACING_STEP_MM = 0.5
_NO_PART = QT_TRANSLATE_NOOP("messages", "No region lies in that outline: draw it over one.")


class GridTool(Tool):
    """Click: the region to fill (shift adds one). Drag: only the part inside that outline.

    Enter, double-click: accept. Esc: leave it. The lever turns the lattice; so do the arrows left
    and right (shift: by one degree). Up and down change the spacing.
    """

    name = "grid"
    cursor = Qt.CursorShape.CrossCursor

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self.wishes = GridWishes(settings=LatticeSettings())
        self.corner_by_corner = False
        """Whether clicks set the corners of an outline instead of choosing regions."""
        self._lasso = Lasso(stage, self._take_part)
        self._areas: tuple[Area, ...] = ()
        self._fit: FitReport | None = None
        self._plan: PlannedGrid | None = None
        self._handle: Handle | None = None
        self._start: Pointer | None = None
        self._turning = False
        self._dragged = False
        """Whether the press has moved away; an outline may end where it began."""

    def activate(self) -> None:
        """Begin with the region that is chosen already, if one is."""
        chosen = self.stage.selected_region
        self._take_regions(() if chosen is None else (chosen,))

    def press(self, at: Pointer) -> None:
        self._start, self._dragged = at, False
        self._turning = self._on_handle(at)
        if not self._turning:
            self._lasso.press(at)

    def move(self, at: Pointer, *, pressed: bool) -> None:
        if self._turning and pressed:
            self._turn_towards(at)
            return
        self._lasso.move(at, pressed=pressed)
        if pressed and self._start is not None and at.far_from(self._start, px=DRAG_PX):
            self._dragged = True
        open_hand = self._on_handle(at) and not self._lasso.going_on
        self.stage.set_cursor(Qt.CursorShape.OpenHandCursor if open_hand else self.cursor)

    def release(self, at: Pointer) -> None:
        start, self._start = self._start, None
        turning, self._turning = self._turning, False
        if start is None or turning:
            return
        if self.corner_by_corner or self._dragged:
            self._lasso.release(at)
            return
        self._lasso.abandon()
        self.stage.sketch.set_lines(*self._outlines())
        region = self.stage.skin_at(at.x_mm, at.y_mm).region
        if region is None:
            return
        keys = self._keys()
        if not (at.shift or at.ctrl):
            keys = (region,)
        elif region in keys:
            keys = tuple(key for key in keys if key != region)
        else:
            keys = (*keys, region)
        self._take_regions(keys)
        self.stage.select_region(keys[0] if keys else None)

    def double_click(self, at: Pointer) -> None:
        if self.corner_by_corner and self._lasso.going_on:
            self._lasso.double_click(at)
        elif self.stage.skin_at(at.x_mm, at.y_mm).region in self._keys():
            self.accept()

    def key(self, press: KeyPress) -> bool:
        if self._lasso.key(press):
            return True
        if press.key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return self.accept()
        if not self._areas:
            return False
        settings = self.wishes.settings
        turn = {Qt.Key.Key_Left: 1.0, Qt.Key.Key_Right: -1.0}.get(Qt.Key(press.key))
        if turn is not None:
            step = 1.0 if press.shift else _SNAP_DEG
            self._change(replace(settings, angle_deg=settings.angle_deg + turn * step))
            return True
        grow = {Qt.Key.Key_Up: 1.0, Qt.Key.Key_Down: -1.0}.get(Qt.Key(press.key))
        if grow is not None:
            spacing = settings.spacing_mm + grow * _SPACING_STEP_MM
            self._change(replace(settings, spacing_mm=max(_SPACING_STEP_MM, spacing)))
            return True
        return False

    def wants(self, press: KeyPress) -> bool:
        """Enter and Backspace are the outline's while one is being drawn."""
        return self._lasso.wants(press)

    def abandon(self) -> bool:
        going_on = self._lasso.abandon() or self._turning
        self._turning, self._start = False, None
        return going_on

    def deactivate(self) -> None:
        self.abandon()
        self.cancel()

    def cancel(self) -> bool:
        """Leave an outline that is half drawn; without one, take the preview back."""
        if self.abandon():
            self.refresh()
            return True
        going_on = bool(self._areas)
        self._areas, self._plan, self._handle, self._fit = (), None, None, None
        if going_on:
            self.stage.sketch.clear()
            self.stage.light_regions(())
            self.stage.preview_changed.emit(None)
        return going_on

    def set_wishes(self, wishes: GridWishes) -> None:
        """Use these settings, and show what they give."""
        if wishes != self.wishes:
            self._fit = None
        self.wishes = wishes
        self.refresh()

    def accept(self) -> bool:
        """Add what is shown, in one step of undo; True if something was shown."""
        plan, stage = self._plan, self.stage
        syringe, document = stage.syringe_in_hand(), stage.document
        if plan is None or not plan.sites or syringe is None or document is None:
            return False
        plan = known_already(plan, document.lattices.values())
        added: list[Change] = [Added(one) for one in plan.lattices]
        added += new_injections(document, plan.sites, plan.regions, syringe, lattices=plan.owners)
        if stage.commit(QT_TRANSLATE_NOOP("labels", "Add grid"), added):
            self.cancel()
        return True

    def fit_best(self, *, wanted: float | None, turn: bool) -> bool:
        """Move the lattice to where it needs the fewest points; True if there was one to move."""
        lattices, brush, document = self._drafts(), self._brush(), self.stage.document
        if not lattices or brush is None or self.stage.body is None or document is None:
            return False
        settings, self._fit = fit_best(
            self.stage.body,
            lattices,
            self._lesions(),
            existing=document.injections.values(),
            brush=brush,
            wanted=wanted,
            turn=turn,
            shown=None if self._plan is None else self._plan.preview,
            rested=self._rested(),
        )
        self._use(settings)
        return True

    def refresh(self) -> None:
        """Plan anew, and show it."""
        stage = self.stage
        body, document, brush = stage.body, stage.document, self._brush()
        if body is None or document is None or brush is None:
            return
        known = [area for area in self._areas if all(key in body.regions for key in area.regions)]
        self._areas = tuple(known)
        lattices = self._drafts()
        if not lattices:
            self._plan = self._handle = None
            stage.sketch.clear()
            stage.light_regions(())
            stage.preview_changed.emit(None)
            return
        lesions = self._lesions()
        self._plan = plan_grid(
            body,
            lattices,
            lesions,
            existing=document.injections.values(),
            brush=brush,
            fit=self._fit,
            coverage=None if self._fit is None else self._fit.coverage,
            rested=self._rested(),
        )
        filling = fillings_of(body, lattices[0], lesions, self._rested())[0]
        self._handle = handle_for(body, stage.chart_id, filling)
        stage.show_ghost_of_syringe(list(self._plan.sites))
        stage.light_regions(self._keys())
        stage.sketch.set_handle(self._handle)
        if not self._lasso.going_on:
            stage.sketch.set_lines(*self._outlines())
        stage.preview_changed.emit(self._plan.preview)

    def _outlines(self) -> list[SketchLine]:
        """The parts that are to be filled, where the chart sees them."""
        stage, body = self.stage, self.stage.body
        lines = []
        for area in self._areas:
            if area.within and body is not None:
                placed = body.on_chart(stage.chart_id, area.within)
                seen = placed.xy_mm[placed.visible].tolist()
                lines.append(SketchLine(tuple((x, y) for x, y in seen), closed=True))
        return lines

    def _keys(self) -> tuple[RegionKey, ...]:
        return tuple(dict.fromkeys(key for area in self._areas for key in area.regions))

    def _take_regions(self, keys: tuple[RegionKey, ...]) -> None:
        self._fit = None
        self._areas = () if self.stage.body is None else areas_of(self.stage.body, keys)
        self.refresh()

    def _take_part(self, corners: Floats) -> None:
        """Fill what an outline holds: of the regions chosen, else of all under it."""
        stage, body = self.stage, self.stage.body
        if body is None:
            return
        found = parts_by_region(body, stage.chart_id, corners)
        parts = tuple(part for part in found if not body.regions[part.key].excluded)
        chosen = set(self._keys())
        parts = tuple(part for part in parts if part.key in chosen) or parts
        if not parts:
            stage.fail(Message(_NO_PART))
            return
        areas: list[Area] = []
        for patch in dict.fromkeys(part.patch for part in parts):
            here = [part for part in parts if part.patch == patch]
            whole = shapely.union_all([part.polygon for part in here]).buffer(0.01)
            for piece in shapely.get_parts(whole):
                keys = [part.key for part in here if part.polygon.intersects(piece)]
                if outline := outline_of(body, patch, piece):
                    areas.append(Area(tuple(dict.fromkeys(keys)), outline))
        self._fit, self._areas = None, tuple(areas)
        stage.select_region(parts[0].key)
        self.refresh()

    def _drafts(self) -> list[Lattice]:
        session = self.stage.document.session if self.stage.document is not None else None
        return [] if session is None else drafts(self._areas, self.wishes, session.id)

    def _lesions(self) -> list[Lesion]:
        document = self.stage.document
        if document is None or document.session is None:
            return []
        return present(document.lesions.values(), document.session.date)

    def _rested(self) -> Rested | None:
        return self.stage.live.rested if self.stage.live is not None else None

    def _brush(self) -> Brush | None:
        syringe = self.stage.syringe_in_hand()
        if syringe is None:
            return None
        return Brush(self.stage.deposit_radius_mm(), syringe.volume_ul, syringe.mg_per_ml)

    def _on_handle(self, at: Pointer) -> bool:
        if self._handle is None:
            return False
        x, y = self._handle.tip_xy
        reach = HANDLE_REACH_PX * self.stage.mm_per_px
        return (at.x_mm - x) ** 2 + (at.y_mm - y) ** 2 <= reach**2

    def _turn_towards(self, at: Pointer) -> None:
        body = self.stage.body
        site = self.stage.skin_at(at.x_mm, at.y_mm).site
        if body is None or self._handle is None or site is None:
            return
        angle = self._handle.angle_towards(body, site)
        if angle is not None:
            if not at.shift:
                angle = round(angle / _SNAP_DEG) * _SNAP_DEG
            self._change(replace(self.wishes.settings, angle_deg=angle))

    def _change(self, settings: LatticeSettings) -> None:
        """Another angle or spacing: an offset that fitted the one before means nothing now."""
        self._fit = None
        self._use(replace(settings, offset_mm=(0.0, 0.0)))

    def _use(self, settings: LatticeSettings) -> None:
        angle = (settings.angle_deg + 180) % 360 - 180
        self.wishes = replace(self.wishes, settings=replace(settings, angle_deg=angle))
        self.refresh()
        self.stage.grid_settings_changed.emit(self.wishes.settings)
