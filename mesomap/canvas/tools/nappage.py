"""Nappage: paints the skin that is treated without marking each entry; an area pass a region."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from mesomap.analysis.areas import estimated_entries
from mesomap.analysis.outlines import parts_by_region
from mesomap.canvas import painting
from mesomap.canvas.drafts import PassDraft
from mesomap.canvas.lasso import Lasso
from mesomap.canvas.rows import Floats
from mesomap.canvas.sketch import SketchLine
from mesomap.canvas.stage import Stage
from mesomap.canvas.tools.base import DRAG_PX, KeyPress, Pointer
from mesomap.canvas.tools.draft import DraftTool
from mesomap.document.edits_areas import Pass, new_areas
from mesomap.document.wishes import PassWishes
from mesomap.geometry.plate import shared
from mesomap.model import Message, Site
from mesomap.model.message import QT_TRANSLATE_NOOP

_STEP_MM, _FINE_MM = 2.0, 0.5
_LEAST_MM = 2.0
_STEP_PX = 3.0
NOTHING = QT_TRANSLATE_NOOP("messages", "Nothing is painted yet: paint the skin first.")
NO_VOLUME = QT_TRANSLATE_NOOP(
    "messages", "Too little volume for so many areas: type more, or paint fewer."
)


class NappageTool(DraftTool[PassWishes]):
    """Brush, lasso or click: strokes join until Enter makes them area passes.

    Arrows change the brush's width, Backspace takes the last stroke, Esc leaves all.
    """

    name = "nappage"

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage, PassWishes())
        self._strokes: list[painting.Painted] = []
        self._lasso = Lasso(stage, self._enclosed)
        self._line: list[tuple[float, float]] = []
        self._start: Pointer | None = None
        self._last: Pointer | None = None
        self._cursor: Site | None = None
        self._borders: list[SketchLine] = []

    @property
    def going_on(self) -> bool:
        return bool(self._strokes) or self._start is not None or self._lasso.going_on

    def press(self, at: Pointer) -> None:
        if self.wishes.shape == "lasso":
            self._lasso.press(at)
            return
        self._start = self._last = at
        self._line = [(at.x_mm, at.y_mm)]
        if self.wishes.shape == "brush":
            self.refresh()

    def move(self, at: Pointer, *, pressed: bool) -> None:
        if self.wishes.shape == "lasso":
            self._lasso.move(at, pressed=pressed)
            return
        if self.wishes.shape != "brush":
            return
        self._cursor = self.stage.skin_at(at.x_mm, at.y_mm).site
        if self._start is None or not pressed or self._last is None:
            self._sketch()
        elif at.far_from(self._last, px=_STEP_PX):
            self._line.append((at.x_mm, at.y_mm))
            self._last = at
            self.refresh()

    def release(self, at: Pointer) -> None:
        if self.wishes.shape == "lasso":
            self._lasso.release(at)
            return
        start, self._start = self._start, None
        if start is None:
            return
        if self.wishes.shape == "brush":
            self._add(self._stroke())
        elif not at.far_from(start, px=DRAG_PX):
            self._toggle(at)
        self._line = []
        self.refresh()

    def double_click(self, at: Pointer) -> None:
        """Close a lasso; else accept what the clicks before have painted."""
        if self._lasso.going_on:
            self._lasso.double_click(at)
        else:
            self.accept()

    def key(self, press: KeyPress) -> bool:
        return self._lasso.key(press) or super().key(press)

    def step(self, by: float, *, fine: bool) -> PassWishes:
        width = self.wishes.width_mm + by * (_FINE_MM if fine else _STEP_MM)
        return replace(self.wishes, width_mm=max(_LEAST_MM, width))

    def take_back(self) -> bool:
        return bool(self._strokes and self._strokes.pop())

    def clear(self) -> bool:
        going_on = self.going_on
        self._strokes.clear()
        self._line, self._borders = [], []
        self._start = self._last = self._cursor = None
        self._lasso.abandon()
        return going_on

    def leave(self) -> None:
        self._cursor = None
        self._sketch()

    def refresh(self) -> None:
        """A lasso that is being drawn draws itself."""
        if not self._lasso.going_on:
            super().refresh()

    def show(self) -> PassDraft | None:
        stage = self.stage
        body, chart = stage.body, stage.chart
        if body is None or chart is None:
            return None
        painted = self._painted()
        rings = painting.rings(body, chart, painted)
        self._borders = [SketchLine(ring, closed=True) for ring in rings]
        self._sketch()
        return self._draft(painted) if painted else None

    def _sketch(self) -> None:
        """What is painted, and the brush at the cursor."""
        body, chart = self.stage.body, self.stage.chart
        if body is None or chart is None or self._lasso.going_on:
            return
        lines = list(self._borders)
        if self._cursor is not None and self.wishes.shape == "brush":
            ring = painting.tip(body, chart, self._cursor, width_mm=self.wishes.width_mm)
            if len(ring) >= 3:
                lines.append(SketchLine((*ring, ring[0])))
        self.stage.sketch.set_lines(*lines)

    def accept(self) -> bool:
        stage = self.stage
        document, syringe = stage.document, stage.syringe_in_hand()
        if document is None or syringe is None or not self.going_on:
            return False
        passes = self._passes()
        if not passes:
            stage.fail(Message(NOTHING))
            return True
        if any(one.volume_ul < 1 for one in passes):
            stage.fail(Message(NO_VOLUME))
            return True
        label = (
            QT_TRANSLATE_NOOP("labels", "Add area passes")
            if len(passes) > 1
            else QT_TRANSLATE_NOOP("labels", "Add area pass")
        )
        wishes = self.wishes
        made = new_areas(
            document, passes, syringe, technique=wishes.technique, device=wishes.device
        )
        if stage.commit(label, made):
            self.cancel()
        return True

    def _draft(self, painted: painting.Painted) -> PassDraft:
        syringe = self.stage.syringe_in_hand()
        area = sum(float(shape.area) for shape in painted.values())
        strength = None if syringe is None else syringe.mg_per_ml
        volume = self.wishes.volume_ul
        return PassDraft(
            wishes=self.wishes,
            regions=tuple(painted),
            area_mm2=area,
            volume_ul=volume,
            entries=self._entries(area),
            mg=None if strength is None else strength * volume / 1000.0,
        )

    def _entries(self, area_mm2: float) -> int | None:
        if self.wishes.entries is not None:
            return self.wishes.entries
        spacing = self.wishes.spacing_mm
        return None if not spacing else estimated_entries(area_mm2, spacing_mm=spacing)

    def _passes(self) -> list[Pass]:
        """What accepting would make; volume and counted entries go by area."""
        body, wishes = self.stage.body, self.wishes
        found = painting.pieces(body, self._painted()) if body is not None else []
        areas = [area for _, _, area in found]
        volumes = shared(wishes.volume_ul, areas)
        entries: list[int | None]
        if wishes.entries is not None:
            entries = list(shared(wishes.entries, areas))
        else:
            entries = [self._entries(area) for area in areas]
        return [
            Pass(
                key=key,
                outline=outline,
                volume_ul=volume,
                entries=count,
                estimated=wishes.entries is None,
            )
            for (key, outline, _), volume, count in zip(found, volumes, entries, strict=True)
        ]

    def _painted(self) -> painting.Painted:
        painted: painting.Painted = {}
        for stroke in (*self._strokes, self._stroke()):
            painted = painting.added(painted, stroke)
        return painted

    def _stroke(self) -> painting.Painted:
        """What the brush paints that is on the skin."""
        stage = self.stage
        if self.wishes.shape != "brush" or not self._line:
            return {}
        if stage.body is None or stage.chart is None:
            return {}
        line = np.array(self._line)
        return painting.brushed(stage.body, stage.chart, line, width_mm=self.wishes.width_mm)

    def _add(self, painted: painting.Painted) -> None:
        if painted:
            self._strokes.append(painted)

    def _enclosed(self, corners: Floats) -> None:
        """A lasso was closed."""
        stage = self.stage
        if stage.body is None:
            return
        painted: painting.Painted = {}
        for part in parts_by_region(stage.body, stage.chart_id, corners):
            painted = painting.added(painted, {part.key: painting.filled(part.polygon)})
        self._add(painted)
        self.refresh()

    def _toggle(self, at: Pointer) -> None:
        """All of a region, or none of it."""
        body = self.stage.body
        key = self.stage.skin_at(at.x_mm, at.y_mm).region
        if body is None or key is None:
            return
        if any(key in stroke for stroke in self._strokes):
            left = [{k: s for k, s in one.items() if k != key} for one in self._strokes]
            self._strokes = [one for one in left if one]
        else:
            polygon = body.patches[body.regions[key].patch].polygon(key)
            self._strokes.append({key: polygon})
        self.stage.select_region(key)
