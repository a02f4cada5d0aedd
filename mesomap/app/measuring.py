"""The measure tool's readings in words."""

from __future__ import annotations

import math

from PySide6.QtCore import QObject

from mesomap.analysis.measuring import AreaReading, PathReading
from mesomap.app.session_view import SessionView
from mesomap.app.tool_switch import ToolSwitch
from mesomap.canvas.tools.measure import MeasureTool
from mesomap.paint.locale import format_area_cm2, format_mm
from mesomap.paint.measures import body_words
from mesomap.paint.names import region_name

_SAID = 4
"""So many regions of an area are named."""
_SMALL_MM2 = 1000.0
"""Below this an area is said to a hundredth of a cm²."""


class Measuring(QObject):
    """Keeps the measure tool and its options of one mind."""

    def __init__(self, view: SessionView, tools: ToolSwitch) -> None:
        super().__init__(view)
        self._view = view
        self._tools = tools
        view.canvas.stage.measured.connect(self._say)
        view.page.measure.areas_wanted.connect(lambda areas: self.take(areas=areas))

    def take(self, *, areas: bool) -> None:
        """Take the tool in hand, for lengths or for areas."""
        self._tools.take("measure")
        tool = self._view.canvas.scene.tools["measure"]
        assert isinstance(tool, MeasureTool)
        tool.set_areas(areas)
        self._view.page.measure.show_areas(areas)

    def _say(self, reading: object) -> None:
        panel = self._view.page.measure
        match reading:
            case PathReading():
                panel.show_reading(*self._path_words(reading))
            case AreaReading():
                panel.show_reading(*self._area_words(reading))
            case _:
                panel.show_reading("", ())

    def _path_words(self, reading: PathReading) -> tuple[str, list[str]]:
        lines = []
        if reading.skin_mm is None:
            first = self.tr("No piece of skin laid flat holds this: it cannot be measured.")
        else:
            first = self.tr("{length} of skin").format(length=format_mm(reading.skin_mm))
            lines.append(self._good_to(reading.length_error))
        if len(reading.legs) > 1 and reading.skin_mm is not None:
            legs = [format_mm(leg.skin_mm) for leg in reading.legs if leg.skin_mm is not None]
            lines.append(" + ".join(legs))
        if reading.in_pieces and reading.skin_mm is not None:
            lines.append(
                self.tr("Summed in short steps along the chart's straight line: not the shortest.")
            )
        if reading.chart_mm is not None:
            lines.append(
                self.tr("{length} on the chart").format(length=format_mm(reading.chart_mm))
            )
        return first, [*lines, self._whose()]

    def _area_words(self, reading: AreaReading) -> tuple[str, list[str]]:
        first = self.tr("{area} of skin").format(area=_area(reading.skin_mm2))
        lines = [
            self._good_to(reading.area_error),
            self.tr("{area} on the chart").format(area=_area(reading.chart_mm2)),
        ]
        body = self._view.body
        if body is not None and len(reading.regions) > 1:
            named = [
                self.tr("{region} {area}").format(region=region_name(body, key), area=_area(area))
                for key, area in reading.regions[:_SAID]
            ]
            lines.append(", ".join(named))
        return first, [*lines, self._whose()]

    def _good_to(self, error: float) -> str:
        percent = max(1, math.ceil(error * 100 - 1e-9))
        return self.tr("Good to {percent} %").format(percent=percent)

    def _whose(self) -> str:
        document, body = self._view.document, self._view.body
        if document is None or body is None:
            return ""
        return body_words(body, document.calibration)


def _area(area_mm2: float) -> str:
    return format_area_cm2(area_mm2, 2 if area_mm2 < _SMALL_MM2 else 1)
