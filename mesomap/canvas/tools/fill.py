"""Fill gaps: the lattice places of a region that hold no injection, shown before they are added."""

from __future__ import annotations

from PySide6.QtCore import Qt

from mesomap.analysis.lesions import present
from mesomap.analysis.missing import missing_in
from mesomap.canvas.gridding import Brush, PlannedGrid, plan_missing
from mesomap.canvas.stage import Stage
from mesomap.canvas.tools.base import DRAG_PX, KeyPress, Pointer, Tool
from mesomap.document.edits import new_injections
from mesomap.model import RegionKey
from mesomap.model.message import QT_TRANSLATE_NOOP


class FillTool(Tool):
    """Click: the region whose gaps to fill (shift adds one). Enter, double-click: accept.

    What is shown are places of the lattice that it remembers, or that its injections lie on; never
    all uncovered skin.
    """

    name = "fill"
    cursor = Qt.CursorShape.CrossCursor

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self._keys: tuple[RegionKey, ...] = ()
        self._plan: PlannedGrid | None = None
        self._start: Pointer | None = None

    def activate(self) -> None:
        """Begin with the region that is chosen already, if one is."""
        chosen = self.stage.selected_region
        self._keys = () if chosen is None else (chosen,)
        self.refresh()

    def press(self, at: Pointer) -> None:
        self._start = at

    def move(self, at: Pointer, *, pressed: bool) -> None:
        """Nothing: a click chooses."""

    def release(self, at: Pointer) -> None:
        start, self._start = self._start, None
        if start is None or at.far_from(start, px=DRAG_PX):
            return
        region = self.stage.skin_at(at.x_mm, at.y_mm).region
        if region is None:
            return
        if not (at.shift or at.ctrl):
            self._keys = (region,)
        elif region in self._keys:
            self._keys = tuple(key for key in self._keys if key != region)
        else:
            self._keys = (*self._keys, region)
        self.refresh()
        self.stage.select_region(self._keys[0] if self._keys else None)

    def double_click(self, at: Pointer) -> None:
        if self.stage.skin_at(at.x_mm, at.y_mm).region in self._keys:
            self.accept()

    def key(self, press: KeyPress) -> bool:
        if press.key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return self.accept()
        return False

    def abandon(self) -> bool:
        self._start = None
        return False

    def cancel(self) -> bool:
        """Take the preview back; the canvas then returns to the select tool."""
        self._keys, self._plan, self._start = (), None, None
        self.stage.sketch.clear()
        self.stage.light_regions(())
        self.stage.preview_changed.emit(None)
        return False

    def deactivate(self) -> None:
        self.cancel()

    def accept(self) -> bool:
        """Add what is shown, in one step of undo; True if something was shown."""
        plan, stage = self._plan, self.stage
        syringe, document = stage.syringe_in_hand(), stage.document
        if plan is None or not plan.sites or syringe is None or document is None:
            return False
        added = new_injections(document, plan.sites, plan.regions, syringe, lattices=plan.owners)
        if stage.commit(QT_TRANSLATE_NOOP("labels", "Fill gaps"), added):
            self.refresh()
        return True

    def refresh(self) -> None:
        """Look anew which places are missing, and show them."""
        stage = self.stage
        body, document, syringe = stage.body, stage.document, stage.syringe_in_hand()
        if body is None or document is None or document.session is None or syringe is None:
            return
        self._keys = tuple(key for key in self._keys if key in body.regions)
        self._plan = None
        if not self._keys:
            stage.sketch.clear()
            stage.light_regions(())
            stage.preview_changed.emit(None)
            return
        injections = list(document.injections.values())
        lesions = present(document.lesions.values(), document.session.date)
        lattices = list(document.lattices.values())
        rested = stage.live.rested if stage.live is not None else None
        missing = [
            missing_in(body, key, injections, lattices, lesions, rested) for key in self._keys
        ]
        self._plan = plan_missing(
            body,
            [place for one in missing for place in one.places],
            [owner for one in missing for owner in one.lattices],
            self._keys,
            existing=injections,
            brush=Brush(stage.deposit_radius_mm(), syringe.volume_ul, syringe.mg_per_ml),
            no_lattice=tuple(
                key for key, one in zip(self._keys, missing, strict=True) if not one.known
            ),
        )
        stage.show_ghost_of_syringe(list(self._plan.sites))
        stage.light_regions(self._keys)
        stage.preview_changed.emit(self._plan.preview)
