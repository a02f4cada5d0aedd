"""How much of a chart is shown, and at what scale: the injections' area with air about it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from mesomap.report.layout.paper import GUTTER_MM
from mesomap.report.layout.shapes import Box

MARGIN_MM = 16.0
"""Chart mm of skin shown beyond the outermost injections."""
CONTEXT = 0.52
"""At least this much of the chart's width is shown, so that one knows where one is."""
MAX_SCALE = 1.6
MIN_HEIGHT_MM = 78.0


def wanted_crop(points: Iterable[tuple[float, float]], *, width_mm: float, height_mm: float) -> Box:
    """The part of a chart (its size given) that the points at (x, y) mm ask for."""
    xs, ys = zip(*points, strict=True)
    least = CONTEXT * width_mm
    width = min(max(max(xs) - min(xs) + 2 * MARGIN_MM, least), width_mm)
    height = min(max(max(ys) - min(ys) + 2 * MARGIN_MM, least), height_mm)
    x, y = (min(xs) + max(xs) - width) / 2, (min(ys) + max(ys) - height) / 2
    return within(Box(x, y, width, height), width_mm=width_mm, height_mm=height_mm)


def within(crop: Box, *, width_mm: float, height_mm: float) -> Box:
    """`crop` moved onto the chart as far as it fits, in the middle where it is larger."""

    def moved(low: float, length: float, whole: float) -> float:
        return (whole - length) / 2 if length >= whole else min(max(low, 0.0), whole - length)

    return Box(
        moved(crop.x, crop.width, width_mm),
        moved(crop.y, crop.height, height_mm),
        crop.width,
        crop.height,
    )


def row_scale(crops: Sequence[Box], *, width_mm: float, height_mm: float) -> float:
    """The one scale at which these crops stand side by side in a row of this size."""
    across = (width_mm - GUTTER_MM * (len(crops) - 1)) / sum(c.width for c in crops)
    return min(across, height_mm / max(c.height for c in crops), MAX_SCALE)


def row_boxes(
    crops: Sequence[Box],
    charts: Sequence[tuple[float, float]],
    *,
    x: float,
    y: float,
    width_mm: float,
    height_mm: float,
) -> list[tuple[Box, Box, float]]:
    """(box on the page, crop of the chart, scale) for each; the row's width is filled.

    `charts` holds each chart's (width, height) in mm; `height_mm` is the most the row may take.
    """
    scale = row_scale(crops, width_mm=width_mm, height_mm=height_mm)
    height = min(height_mm, max(max(c.height for c in crops) * scale, MIN_HEIGHT_MM))
    inner = width_mm - GUTTER_MM * (len(crops) - 1)
    total = sum(c.width for c in crops)
    row = []
    for crop, (chart_width, chart_height) in zip(crops, charts, strict=True):
        box = Box(x, y, inner * crop.width / total, height)
        shown = Box(
            crop.x + (crop.width - box.width / scale) / 2,
            crop.y + (crop.height - box.height / scale) / 2,
            box.width / scale,
            box.height / scale,
        )
        shown = within(shown, width_mm=chart_width, height_mm=chart_height)
        row.append((box, shown, scale))
        x += box.width + GUTTER_MM
    return row
