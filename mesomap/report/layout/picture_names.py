"""The names of the regions on a chart's picture: where there is room, beside every mark.

Without the side: the picture's R and L tell it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import shapely

from mesomap.atlas.flat import FlatChart
from mesomap.report.layout.content import SessionContent
from mesomap.report.layout.lesions import label_box
from mesomap.report.layout.paper import NUMBER_PT
from mesomap.report.layout.shapes import Box, ChartBox, Ink, Text, Weight
from mesomap.report.layout.voice import MM_PER_PT, Voice, wrap

LINE_MM = NUMBER_PT * MM_PER_PT * 1.2
RISE_MM = NUMBER_PT * MM_PER_PT * 0.75
"""From the top of a line to its baseline."""
AIR_MM = 0.5
"""Left and right of a name, together."""
WITHIN = 0.97
"""So much of a name's box lies within its region."""
SMALLEST_MM2 = 12.0
"""A region that the picture shows smaller than this is not named."""
LINES = 3


def region_names(voice: Voice, content: SessionContent, chart: ChartBox) -> tuple[Text, ...]:
    """The names, the largest regions first; one that finds no room is left out."""
    drawn = content.body.charts[chart.chart]
    if isinstance(drawn, FlatChart):
        return ()
    taken = [label.box for label in chart.labels]
    taken += [Box(s.x - s.radius, s.y - s.radius, 2 * s.radius, 2 * s.radius) for s in chart.spots]
    taken += [Box(t.x - 2.5, t.y - 4.0, 5.0, 5.5) for t in chart.letters]
    bar_mm = chart.bar_mm * chart.scale + voice.width_mm(chart.bar_text, 7.0, Weight.REGULAR)
    taken.append(Box(chart.box.x, chart.box.bottom - 6.0, bar_mm + 7.0, 6.0))
    taken += [area.box for area in chart.areas if area.box is not None]
    for lesion in chart.lesions:
        taken.append(label_box(lesion))
        taken += [_around(ring) for ring in lesion.rings]
    taken += [_around(thread.points) for thread in chart.threads]
    shown = []
    for key, polygon in drawn.polygons().items():
        part = polygon.intersection(_crop(chart))
        if part.area * chart.scale**2 >= SMALLEST_MM2:
            largest = max(shapely.get_parts(part), key=lambda one: float(one.area))
            shown.append((largest, voice.translate("regions", content.body.regions[key].name)))
    names: list[Text] = []
    for polygon, name in sorted(shown, key=lambda one: -float(one[0].area)):
        found = _placed(voice, chart, polygon, name, taken)
        if found is not None:
            texts, box = found
            names += texts
            taken.append(box)
    return tuple(names)


def _crop(chart: ChartBox) -> Any:
    crop = chart.crop
    return shapely.box(crop.x, crop.y, crop.right, crop.bottom)


def _placed(
    voice: Voice, chart: ChartBox, polygon: Any, name: str, taken: list[Box]
) -> tuple[list[Text], Box] | None:
    """The name's lines about one of the region's middles; None where all are taken."""
    for middle in _middles(polygon):
        x, y = chart.on_page(middle.x, middle.y)
        room = _width_at(polygon, middle.y, middle.x) * chart.scale - AIR_MM
        lines = wrap(voice, name, width_mm=room, size_pt=NUMBER_PT, weight=Weight.REGULAR)
        if len(lines) > LINES or " ".join(lines) != name:  # a word was broken
            continue
        wide = max(voice.width_mm(line, NUMBER_PT, Weight.REGULAR) for line in lines) + AIR_MM
        high = LINE_MM * len(lines)
        box = Box(x - wide / 2, y - high / 2, wide, high)
        if _share_within(polygon, chart, box) < WITHIN or any(box.overlaps(t) for t in taken):
            continue
        return [
            Text(x, box.y + RISE_MM + n * LINE_MM, line, NUMBER_PT, align="centre", ink=Ink.SOFT)
            for n, line in enumerate(lines)
        ], box
    return None


def _share_within(polygon: Any, chart: ChartBox, box: Box) -> float:
    """How much of a box of the page lies on a part of the chart."""
    x, y = chart.crop.x - chart.box.x / chart.scale, chart.crop.y - chart.box.y / chart.scale
    held = shapely.box(
        x + box.x / chart.scale,
        y + box.y / chart.scale,
        x + box.right / chart.scale,
        y + box.bottom / chart.scale,
    )
    return float(polygon.intersection(held).area / held.area)


def _around(points: Sequence[tuple[float, float]]) -> Box:
    """The upright box around a line of the page."""
    xs, ys = zip(*points, strict=True)
    return Box(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))


def _middles(polygon: Any) -> list[Any]:
    """Places inside a region that a name may stand about, the roomiest first."""
    widest = shapely.maximum_inscribed_circle(polygon, tolerance=1.0)
    low, high = polygon.bounds[1], polygon.bounds[3]
    middles = [shapely.Point(widest.coords[0])]
    for share in (0.3, 0.7, 0.18, 0.82):
        across = polygon.intersection(_line(polygon, low + share * (high - low)))
        if across.length > 0:
            longest = max(shapely.get_parts(across), key=lambda one: float(one.length))
            middles.append(longest.interpolate(0.5, normalized=True))
    return middles


def _line(polygon: Any, y: float) -> Any:
    return shapely.LineString([(polygon.bounds[0] - 1.0, y), (polygon.bounds[2] + 1.0, y)])


def _width_at(polygon: Any, y: float, x: float) -> float:
    """How wide the region is at height `y`, where it holds `x`."""
    across = shapely.get_parts(polygon.intersection(_line(polygon, y)))
    held = [one.length for one in across if one.bounds[0] - 0.1 <= x <= one.bounds[2] + 0.1]
    return float(max(held, default=0.0))
