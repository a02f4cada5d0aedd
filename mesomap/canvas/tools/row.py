"""Row: equally spaced injections along a line that is drawn on the chart and follows the skin."""

from __future__ import annotations

from dataclasses import replace

from mesomap.canvas.drafts import RowDraft
from mesomap.canvas.sketch import SketchLine
from mesomap.canvas.stage import Stage
from mesomap.canvas.tools.stroke_tool import OFF_SKIN, StrokeTool
from mesomap.canvas.traced import TREMOR_PX, Traced, traced
from mesomap.document.edits import new_injections
from mesomap.document.wishes import RowWishes
from mesomap.geometry.curves import shares
from mesomap.model import Message, Site
from mesomap.model.message import QT_TRANSLATE_NOOP

_FINE_MM = 0.1
_LEAST_MM = 0.5


class RowTool(StrokeTool[RowWishes]):
    """Drag: a freehand line. Clicks: corner by corner. Enter or a double click adds the row."""

    name = "row"

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage, RowWishes())
        self._sites: list[Site] = []
        self._length_mm = 0.0

    def step(self, by: float, *, fine: bool) -> RowWishes:
        if self.wishes.count is not None:
            return replace(self.wishes, count=max(1, self.wishes.count + round(by)))
        spacing = self.wishes.spacing_mm + by * _FINE_MM
        if not fine:
            # Spacings come out even, so the next one is that of an injection more or fewer.
            gaps = max(1, len(self._sites) - 1 - round(by))
            spacing = self._length_mm / gaps
        return replace(self.wishes, spacing_mm=round(max(_LEAST_MM, spacing), 3))

    def clear(self) -> bool:
        self._sites = []
        return super().clear()

    def show(self) -> RowDraft | None:
        stage = self.stage
        body, syringe = stage.body, stage.syringe_in_hand()
        line = self._stroke.line()
        self._sites = []
        if body is None or syringe is None or not len(line):
            stage.sketch.clear()
            return None
        smooth = TREMOR_PX if self._stroke.freehand else 0.0
        way = traced(body, stage.chart_id, line, smooth_px=smooth, mm_per_px=stage.mm_per_px)
        draft = self._along(way)
        stage.show_ghost_of_syringe(self._sites)
        points = tuple((x, y) for x, y in way.xy_mm.tolist())
        if len(points) > 1:
            stage.sketch.set_lines(SketchLine(points, corners=self._stroke.corners))
        return draft

    def _along(self, way: Traced) -> RowDraft | None:
        body, syringe = self.stage.body, self.stage.syringe_in_hand()
        if body is None or syringe is None or not way.sites:
            return None
        length = self._length_mm = way.curve.length_mm
        if self.wishes.count is None:
            part = shares(length, spacing_mm=self.wishes.spacing_mm)
        else:
            part = shares(length, count=self.wishes.count)
        found = way.curve.sites_at(body, part * length) if length > 0 else [way.sites[0]]
        self._sites = [site for site in found if site is not None]
        count = len(self._sites)
        return RowDraft(
            wishes=self.wishes,
            count=count,
            spacing_mm=length / (len(part) - 1) if len(part) > 1 else 0.0,
            length_mm=length,
            volume_ul=count * syringe.volume_ul,
            cut=way.cut,
        )

    def accept(self) -> bool:
        stage = self.stage
        body, document, syringe = stage.body, stage.document, stage.syringe_in_hand()
        if not self.going_on or body is None or document is None or syringe is None:
            return False
        if not self._sites:
            stage.fail(Message(OFF_SKIN))
            return True
        added = new_injections(document, self._sites, body.regions_of(self._sites), syringe)
        if stage.commit(QT_TRANSLATE_NOOP("labels", "Add row"), added):
            self.cancel()
        return True
