"""Measure: lengths along the skin, and the skin within a shape. Nothing is stored."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import Qt

from mesomap.analysis.measuring import PathReading, measure_area, measure_path
from mesomap.canvas.lasso import CLOSE_PX, Lasso
from mesomap.canvas.rows import Floats
from mesomap.canvas.sketch import SketchLine
from mesomap.canvas.stage import Stage
from mesomap.canvas.tools.base import DRAG_PX, KeyPress, Pointer, Tool
from mesomap.model import Message, Site
from mesomap.model.message import QT_TRANSLATE_NOOP
from mesomap.paint.locale import format_area_cm2, format_mm

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class MeasureTool(Tool):
    """Drag: a length. Clicks: a path, ended by Enter or a double click; back at its first corner
    it is an area. With `areas`, a lasso: an area at once. Esc clears.
    """

    name = "measure"
    cursor = Qt.CursorShape.CrossCursor

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self._areas = False
        self._lasso = Lasso(stage, self._on_area)
        self._sites: list[Site] = []
        self._ended = False
        self._start: Pointer | None = None
        self._area: Floats | None = None

    def set_areas(self, areas: bool) -> None:
        """Whether a drag draws a shape rather than a length."""
        if areas != self._areas:
            self.cancel()
            self._areas = areas

    def press(self, at: Pointer) -> None:
        if self._areas:
            self._clear()
            self._lasso.press(at)
            return
        if self._ended or self._area is not None:
            self._clear()
        self._start = at

    def move(self, at: Pointer, *, pressed: bool) -> None:
        if self._areas:
            self._lasso.move(at, pressed=pressed)
        elif self._start is not None and pressed:
            if at.far_from(self._start, px=DRAG_PX):
                begin: Sequence[Site | None] = self._sites or [self._site(self._start)]
                self._show([*begin, self._site(at)])
        elif self._sites and not self._ended:
            self._show([*self._sites, self._site(at)])

    def release(self, at: Pointer) -> None:
        if self._areas:
            self._lasso.release(at)
            return
        start, self._start = self._start, None
        if start is None:
            return
        if at.far_from(start, px=DRAG_PX):
            first = not self._sites
            if (not first or self._add(start)) and self._add(at):
                self._ended = first
        elif len(self._sites) >= 3 and self._on_first(at):
            self._close()
            return
        else:
            self._add(at)
        self._show(self._sites)

    def double_click(self, at: Pointer) -> None:
        """End the path, or close the shape: the first click has set its last corner."""
        if self._areas:
            self._lasso.double_click(at)
        else:
            self._end()

    def key(self, press: KeyPress) -> bool:
        if self._lasso.key(press):
            return True
        if not self.wants(press):
            return False
        if press.key == Qt.Key.Key_Backspace:
            self._sites.pop()
            self._show(self._sites)
        else:
            self._end()
        return True

    def wants(self, press: KeyPress) -> bool:
        if self._lasso.wants(press):
            return True
        under_way = bool(self._sites) and not self._ended
        return under_way and press.key in (*_ENTER, Qt.Key.Key_Backspace)

    def abandon(self) -> bool:
        going_on = self._start is not None or self._lasso.going_on
        self._start = None
        self._lasso.abandon()
        if going_on and self._sites:
            self._show(self._sites)
        return going_on

    def cancel(self) -> bool:
        """Clear what is measured."""
        going_on = bool(self._sites) or self._area is not None
        going_on = self.abandon() or going_on
        self._clear()
        return going_on

    def refresh(self) -> None:
        """Chart or calibration changed: the path is measured anew; a shape was this chart's."""
        if self._area is not None:
            self._clear()
        elif self._sites:
            self._show(self._sites)

    def deactivate(self) -> None:
        self.cancel()

    def _site(self, at: Pointer) -> Site | None:
        return self.stage.skin_at(at.x_mm, at.y_mm).site

    def _add(self, at: Pointer) -> bool:
        site = self._site(at)
        if site is None:
            self.stage.fail(
                Message(QT_TRANSLATE_NOOP("messages", "That place is not on the skin."))
            )
            return False
        self._sites.append(site)
        return True

    def _end(self) -> None:
        self._ended = len(self._sites) >= 2
        self._show(self._sites)

    def _on_first(self, at: Pointer) -> bool:
        body = self.stage.body
        if body is None:
            return False
        placed = body.on_chart(self.stage.chart_id, self._sites[:1])
        away = np.hypot(*(placed.xy_mm[0] - (at.x_mm, at.y_mm)))
        return bool(placed.visible[0]) and float(away) <= CLOSE_PX * self.stage.mm_per_px

    def _close(self) -> None:
        """The path came back to its beginning: what is within it."""
        body = self.stage.body
        if body is not None:
            placed = body.on_chart(self.stage.chart_id, self._sites)
            self._on_area(placed.xy_mm[placed.visible])

    def _clear(self) -> None:
        self._sites, self._area, self._ended = [], None, False
        self.stage.sketch.set_lines()
        self.stage.measured.emit(None)

    def _on_area(self, corners_mm: Floats) -> None:
        stage, body = self.stage, self.stage.body
        self._clear()
        if body is None or len(corners_mm) < 3:
            return
        reading = measure_area(body, stage.chart_id, corners_mm)
        if not reading.regions:
            stage.fail(Message(QT_TRANSLATE_NOOP("messages", "There is no skin in that shape.")))
            return
        self._area = corners_mm
        points = tuple((x, y) for x, y in corners_mm.tolist())
        x, y = corners_mm[:, 0].max(), corners_mm[:, 1].min()
        label = format_area_cm2(reading.skin_mm2)
        stage.sketch.set_lines(
            SketchLine(points, closed=True, label=label, label_at=(float(x), float(y)))
        )
        stage.measured.emit(reading)

    def _show(self, sites: Sequence[Site | None]) -> None:
        """Draw and say the path through `sites`; one that is off the skin is left out."""
        stage, body = self.stage, self.stage.body
        known = [site for site in sites if site is not None]
        if body is None or not known:
            stage.sketch.set_lines()
            stage.measured.emit(None)
            return
        reading = measure_path(body, stage.chart_id, known)
        placed = body.on_chart(stage.chart_id, known)
        corners = tuple((x, y) for x, y in placed.xy_mm[placed.visible].tolist())
        stage.sketch.set_lines(*_lines(reading, corners))
        stage.measured.emit(reading if reading.legs else None)


def _lines(reading: PathReading, corners: tuple[tuple[float, float], ...]) -> list[SketchLine]:
    total = reading.skin_mm
    label = "" if total is None or not reading.legs else format_mm(total)
    drawn = [SketchLine(leg.course) for leg in reading.legs if len(leg.course) >= 2]
    last = corners[-1] if corners else None
    return [*drawn, SketchLine((), corners=corners, label=label, label_at=last)]
