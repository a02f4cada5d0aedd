"""Where the treat chart looks: at the whole region if its marks stay apart, else near the next."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QTransform

MARGIN_PX = 84.0
"""Free around what should be in sight: numbers, rings and what lies over the corners."""
APART_PX = 58.0
"""Neighbouring marks are at least so far apart, that their numbers do not touch."""
FAR_APART_PX = 104.0
"""Zooming in farther than this shows the hand too little around the site."""
ALONE_PX_PER_MM = 9.0
CALM = 0.75
"""The chart stays as it is while the next site is within this part of it."""


@dataclass(frozen=True, slots=True)
class Look:
    """The chart's place in the middle of the view, mm, and its scale."""

    x_mm: float
    y_mm: float
    px_per_mm: float

    def transform(self, width: float, height: float, *, turned: bool) -> QTransform:
        """From chart mm to a view of this size."""
        scale = -self.px_per_mm if turned else self.px_per_mm
        to_view = QTransform.fromTranslate(width / 2, height / 2)
        to_view.scale(scale, scale)
        to_view.translate(-self.x_mm, -self.y_mm)
        return to_view


def look_at(
    extent: QRectF,
    at: QPointF,
    *,
    spacing_mm: float | None,
    width: float,
    height: float,
    before: Look | None = None,
) -> Look:
    """Where to look, mm; as `before` where that still does.

    Parameters
    ----------
    extent
        What should be in sight.
    at
        The next site, which must be.
    spacing_mm
        Distance of neighbours on the chart.
    """
    room_x, room_y = max(width - 2 * MARGIN_PX, 80.0), max(height - 2 * MARGIN_PX, 80.0)
    scale = min(room_x / max(extent.width(), 1.0), room_y / max(extent.height(), 1.0))
    if spacing_mm is None:
        scale = min(scale, ALONE_PX_PER_MM)
    else:
        near = max(spacing_mm, 0.2)
        scale = min(max(scale, APART_PX / near), FAR_APART_PX / near)
    half_x, half_y = room_x / 2 / scale, room_y / 2 / scale
    if before is not None and abs(before.px_per_mm / scale - 1.0) < 0.02:
        calm_x, calm_y = abs(at.x() - before.x_mm), abs(at.y() - before.y_mm)
        if calm_x <= CALM * half_x and calm_y <= CALM * half_y:
            return before
    return Look(
        _middle(extent.left(), extent.right(), at.x(), half_x),
        _middle(extent.top(), extent.bottom(), at.y(), half_y),
        scale,
    )


def _middle(low: float, high: float, at: float, half: float) -> float:
    """The middle of the extent if all of it fits; else as near to `at` as the extent allows."""
    if high - low <= 2 * half:
        return (low + high) / 2
    return min(max(at, low + half), high - half)
