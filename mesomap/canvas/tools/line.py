"""Line: linear retrograde threads, from the entry of the needle to where it went."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np

from mesomap.analysis.curve import Curve, curve_of
from mesomap.analysis.marks import deposit_radius_of
from mesomap.atlas import Body
from mesomap.canvas.drafts import ThreadDraft
from mesomap.canvas.rows import Floats
from mesomap.canvas.sketch import SketchLine
from mesomap.canvas.stage import Stage
from mesomap.canvas.threads import Thread, threads_of
from mesomap.canvas.tools.stroke_tool import OFF_SKIN, StrokeTool
from mesomap.canvas.traced import Traced, traced
from mesomap.clinical.needles import needles
from mesomap.document.edits import new_injections
from mesomap.document.wishes import ThreadWishes
from mesomap.model import Added, Injection, Message, Site, Syringe, Technique
from mesomap.model.message import QT_TRANSLATE_NOOP

_STEP_MM, _FINE_MM = 0.5, 0.1


class LineTool(StrokeTool[ThreadWishes]):
    """Drag: a straight thread from the entry to the exit. Clicks: corner by corner."""

    name = "line"

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage, ThreadWishes())
        self._threads: list[Thread] = []

    def step(self, by: float, *, fine: bool) -> ThreadWishes:
        """Up and down: how far apart; with one thread there is nothing to change."""
        apart = self.wishes.apart_mm + by * (_FINE_MM if fine else _STEP_MM)
        return replace(self.wishes, apart_mm=round(max(_STEP_MM, apart), 3))

    def clear(self) -> bool:
        self._threads = []
        return super().clear()

    def show(self) -> ThreadDraft | None:
        stage = self.stage
        body, syringe = stage.body, stage.syringe_in_hand()
        line = self._stroke.line()
        self._threads = []
        if body is None or syringe is None or not len(line):
            stage.sketch.clear()
            return None
        if self._stroke.freehand:
            line = line[[0, -1]]  # a needle goes straight
        way = traced(body, stage.chart_id, line, smooth_px=0.0, mm_per_px=stage.mm_per_px)
        if len(way.sites) > 1:
            corners = _corners(way, line)
            if len(curve_of(body, corners).legs) < len(corners) - 1:
                corners = list(way.sites)  # some leg is on no one patch: follow it step by step
            middle = way.sites[len(way.sites) // 2]
            self._threads = threads_of(body, corners, middle, self.wishes)
        self._sketch(syringe)
        if not self._threads:
            return None
        return self._draft(syringe, way)

    def _draft(self, syringe: Syringe, way: Traced) -> ThreadDraft:
        document, body = self.stage.document, self.stage.body
        assert document is not None
        assert body is not None
        threads = self._threads
        longest = max(thread.length_mm for thread in threads)
        known = needles(document.needles)
        needle = known.get(syringe.needle) if syringe.needle is not None else None
        short = needle is not None and longest > needle.length_mm + 0.05
        return ThreadDraft(
            wishes=self.wishes,
            count=len(threads),
            length_mm=sum(thread.length_mm for thread in threads),
            radius_mm=deposit_radius_of(self._injections(syringe)[0], body),
            volume_ul=sum(thread.volume_ul(syringe.ul_per_mm) for thread in threads),
            ul_per_mm=syringe.ul_per_mm,
            longer_than_mm=needle.length_mm if needle is not None and short else None,
            cut=way.cut,
        )

    def _injections(self, syringe: Syringe) -> list[Injection]:
        """The threads as they would be added."""
        document, body = self.stage.document, self.stage.body
        if document is None or body is None:
            return []
        middles = [
            thread.curve.sites_at(body, [0.5 * thread.length_mm])[0] or thread.corners[0]
            for thread in self._threads
        ]
        added = new_injections(
            document,
            [thread.corners[0] for thread in self._threads],
            body.regions_of(middles),
            replace(syringe, technique=Technique.LINEAR),
            paths=[thread.corners[1:] for thread in self._threads],
            volumes_ul=[thread.volume_ul(syringe.ul_per_mm) for thread in self._threads],
        )
        return [change.value for change in added if isinstance(change.value, Injection)]

    def _sketch(self, syringe: Syringe) -> None:
        stage = self.stage
        body = stage.body
        assert body is not None
        stage.show_ghost(self._injections(syringe))
        lines = []
        for thread in self._threads:
            xy = _drawn(body, stage.chart_id, thread.curve)
            if len(xy) > 1:
                lines.append(SketchLine(xy))
        if self._stroke.corners:
            lines.append(SketchLine((), corners=self._stroke.corners))
        stage.sketch.set_lines(*lines)

    def accept(self) -> bool:
        stage = self.stage
        document, body, syringe = stage.document, stage.body, stage.syringe_in_hand()
        if not self.going_on or document is None or body is None or syringe is None:
            return False
        if not self._threads:
            stage.fail(Message(OFF_SKIN))
            return True
        many = len(self._threads) > 1
        label = (
            QT_TRANSLATE_NOOP("labels", "Add threads")
            if many
            else QT_TRANSLATE_NOOP("labels", "Add thread")
        )
        if stage.commit(label, [Added(one) for one in self._injections(syringe)]):
            self.cancel()
        return True


def _corners(way: Traced, line: Floats) -> list[Site]:
    """The line's own corners on the skin."""
    near = [int(np.hypot(*(way.xy_mm - corner).T).argmin()) for corner in line]
    kept = list(dict.fromkeys([0, *near, len(way.sites) - 1]))
    return [way.sites[row] for row in sorted(kept)]


def _drawn(body: Body, chart: str, curve: Curve) -> tuple[tuple[float, float], ...]:
    """The thread's way as the chart shows it."""
    steps = max(2, math.ceil(curve.length_mm))
    found = curve.sites_at(body, np.linspace(0.0, curve.length_mm, steps + 1))
    shown = body.on_chart(chart, [site for site in found if site is not None])
    return tuple((x, y) for x, y in shown.xy_mm[shown.visible].tolist())
