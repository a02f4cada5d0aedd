"""Where the names of the layers stand beside the depth strip."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from mesomap.paint.depth import span_words
from mesomap.panels.depth_view import DepthView


@dataclass(frozen=True, slots=True)
class PlacedLabel:
    """A line beside the strip, its middle at `y` px; strong where the depth falls."""

    text: str
    y: float
    strong: bool


def placed_labels(
    view: DepthView, y_of: Callable[[float], float], height: float, line: float
) -> list[PlacedLabel]:
    """The labels of `view`, none over another; each as near its layer's middle as there is room.

    Parameters
    ----------
    y_of
        mm of depth to px.
    height, line
        Of the strip and of a line of text, px.
    """
    wanted: list[tuple[float, str, bool]] = []
    for band in view.bands:
        low = y_of(band.from_mm[1])
        high = height - line / 2 if band.to_mm is None else min(y_of(band.to_mm[0]), height)
        wanted.append(((low + high) / 2, band.label, _holds(view, band.name)))
        if (
            band.to_mm is not None
            and band.to_mm[0] < band.to_mm[1]
            and y_of(band.to_mm[0]) < height
        ):
            middle = (y_of(band.to_mm[0]) + min(y_of(band.to_mm[1]), height)) / 2
            wanted.append((middle, span_words(band.to_mm), False))
    placed = _apart([y for y, _, _ in wanted], line, height)
    return [
        PlacedLabel(text, y, strong) for y, (_, text, strong) in zip(placed, wanted, strict=True)
    ]


def _holds(view: DepthView, name: str) -> bool:
    if view.meant:
        return view.meant == name
    band = next(one for one in view.bands if one.name == name)
    depth = view.depth_mm
    if depth is None or depth < band.from_mm[0]:
        return False
    return band.to_mm is None or depth < band.to_mm[1]


def _apart(wanted: list[float], line: float, height: float) -> list[float]:
    """The heights `wanted`, in order, moved as little as keeps them a line apart and inside."""
    placed: list[float] = []
    for y in wanted:
        least = placed[-1] + line if placed else line / 2
        placed.append(max(y, least))
    most = height - line / 2
    for at in range(len(placed) - 1, -1, -1):
        placed[at] = min(placed[at], most)
        most = placed[at] - line
    return placed
