"""Grid: a click fills a region with a lattice, shown before it is accepted."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt

from mesomap.canvas.gridding import (
    Handle,
    PlannedGrid,
    free_under_jaw,
    handle_for,
    plan_grid,
)
from mesomap.canvas.stage import Stage
from mesomap.canvas.tools.base import DRAG_PX, KeyPress, Pointer, Tool
from mesomap.document.edits import new_injections
from mesomap.model import LatticeSettings, RegionKey
from mesomap.model.message import QT_TRANSLATE_NOOP

HANDLE_REACH_PX = 16.0
_SNAP_DEG = 5.0
_SPACING_STEP_MM = 0.5


class GridTool(Tool):
    """Click: the region to fill (shift adds one). Enter, double-click: accept. Esc: leave it.

    The lever turns the lattice; so do the arrows left and right (shift: by one degree). Up and
    down change the spacing.
    """

    name = "grid"
    cursor = Qt.CursorShape.CrossCursor

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self.settings = LatticeSettings()
        self.below_mandible_mm = 0.0
        self._keys: tuple[RegionKey, ...] = ()
        self._plan: PlannedGrid | None = None
        self._handle: Handle | None = None
        self._start: Pointer | None = None
        self._turning = False

    def activate(self) -> None:
        """Begin with the region that is chosen already, if one is."""
        chosen = self.stage.selected_region
        self._keys = () if chosen is None else (chosen,)
        self.refresh()

    def press(self, at: Pointer) -> None:
        self._start = at
        self._turning = self._on_handle(at)

    def move(self, at: Pointer, *, pressed: bool) -> None:
        if self._turning and pressed:
            self._turn_towards(at)
        elif self._on_handle(at):
            self.stage.set_cursor(Qt.CursorShape.OpenHandCursor)
        else:
            self.stage.set_cursor(self.cursor)

    def release(self, at: Pointer) -> None:
        start, self._start = self._start, None
        turning, self._turning = self._turning, False
        if start is None or turning or at.far_from(start, px=DRAG_PX):
            return
        region = self.stage.skin_at(at.x_mm, at.y_mm).region
        if region is None:
            return
        if at.shift or at.ctrl:
            rest = tuple(key for key in self._keys if key != region)
            self._keys = rest if region in self._keys else (*rest, region)
        else:
            self._keys = (region,)
        self.stage.select_region(self._keys[0] if self._keys else None)
        self.refresh()

    def double_click(self, at: Pointer) -> None:
        if self.stage.skin_at(at.x_mm, at.y_mm).region in self._keys:
            self.accept()

    def key(self, press: KeyPress) -> bool:
        if press.key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return self.accept()
        if not self._keys:
            return False
        turn = {Qt.Key.Key_Left: 1.0, Qt.Key.Key_Right: -1.0}.get(Qt.Key(press.key))
        if turn is not None:
            step = 1.0 if press.shift else _SNAP_DEG
            self._change(replace(self.settings, angle_deg=self.settings.angle_deg + turn * step))
            return True
        grow = {Qt.Key.Key_Up: 1.0, Qt.Key.Key_Down: -1.0}.get(Qt.Key(press.key))
        if grow is not None:
            spacing = self.settings.spacing_mm + grow * _SPACING_STEP_MM
            self._change(replace(self.settings, spacing_mm=max(_SPACING_STEP_MM, spacing)))
            return True
        return False

    def abandon(self) -> bool:
        going_on = self._turning
        self._turning, self._start = False, None
        return going_on

    def deactivate(self) -> None:
        self.cancel()

    def cancel(self) -> bool:
        """Take the preview back."""
        going_on = bool(self._keys)
        self._keys, self._plan, self._handle = (), None, None
        self.abandon()
        if going_on:
            self.stage.sketch.clear()
            self.stage.light_regions(())
            self.stage.preview_changed.emit(None)
        return going_on

    def set_settings(self, settings: LatticeSettings, *, below_mandible_mm: float = 0.0) -> None:
        """Use these settings, and show what they give."""
        self.settings = settings
        self.below_mandible_mm = below_mandible_mm
        self.refresh()

    def accept(self) -> bool:
        """Add what is shown, in one step of undo; True if something was shown."""
        plan, stage = self._plan, self.stage
        syringe = stage.syringe_in_hand()
        if plan is None or not plan.sites or syringe is None or stage.document is None:
            return False
        added = new_injections(stage.document, list(plan.sites), list(plan.regions), syringe)
        if stage.commit(QT_TRANSLATE_NOOP("labels", "Add grid"), added):
            self.cancel()
        return True

    def refresh(self) -> None:
        """Plan anew, and show it."""
        stage = self.stage
        body, document, syringe = stage.body, stage.document, stage.syringe_in_hand()
        if body is None or document is None or syringe is None:
            return
        self._keys = tuple(key for key in self._keys if key in body.regions)
        if not self._keys:
            self._plan = self._handle = None
            stage.sketch.clear()
            stage.light_regions(())
            stage.preview_changed.emit(None)
            return
        self._plan = plan_grid(
            body,
            self._keys,
            self.settings,
            existing=document.injections.values(),
            radius_mm=stage.deposit_radius_mm(),
            volume_ul=syringe.volume_ul,
            exclusions=free_under_jaw(body, self._keys, self.below_mandible_mm),
        )
        self._handle = handle_for(body, stage.chart_id, self._keys[0], self.settings.angle_deg)
        stage.show_ghost_of_syringe(list(self._plan.sites))
        stage.light_regions(self._keys)
        stage.sketch.set_handle(self._handle)
        stage.preview_changed.emit(self._plan.preview)

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
            self._change(replace(self.settings, angle_deg=angle))

    def _change(self, settings: LatticeSettings) -> None:
        self.settings = replace(settings, angle_deg=(settings.angle_deg + 180) % 360 - 180)
        self.refresh()
        self.stage.grid_settings_changed.emit(self.settings)
