"""A flat piece cut into windows of one size that overlap, each with its name. All in mm."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

OVERLAP_MM = 12.0
"""What two neighbouring sheets both show; they are joined along its middle."""


@dataclass(frozen=True, slots=True)
class Window:
    """What one sheet shows: x to the right and y up, as the piece lies."""

    column: int
    row: int
    """From the top."""
    columns: int
    rows: int
    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def name(self) -> str:
        """``A1``, ``B1``: columns have letters, rows numbers from the top."""
        return _name(self.column, self.row)

    @property
    def joins(self) -> dict[str, str]:
        """The names of the sheets that join it, by side: left, right, top, bottom."""
        around = {
            "left": (self.column - 1, self.row),
            "right": (self.column + 1, self.row),
            "top": (self.column, self.row - 1),
            "bottom": (self.column, self.row + 1),
        }
        return {
            side: _name(column, row)
            for side, (column, row) in around.items()
            if 0 <= column < self.columns and 0 <= row < self.rows
        }


def windows(
    bounds: tuple[float, float, float, float], *, width_mm: float, height_mm: float
) -> list[Window]:
    """The fewest windows of `width_mm` x `height_mm` that show `bounds`, row by row from the top.

    They lie about the middle of `bounds`, each but the last of a row or column overlapping the
    next by `OVERLAP_MM`.
    """
    x0, y0, x1, y1 = bounds
    columns, rows = _count(x1 - x0, width_mm), _count(y1 - y0, height_mm)
    step_x, step_y = width_mm - OVERLAP_MM, height_mm - OVERLAP_MM
    left = (x0 + x1) / 2 - (step_x * (columns - 1) + width_mm) / 2
    top = (y0 + y1) / 2 + (step_y * (rows - 1) + height_mm) / 2
    found = []
    for row in range(rows):
        for column in range(columns):
            x, y = left + step_x * column, top - step_y * row
            found.append(Window(column, row, columns, rows, x, y - height_mm, x + width_mm, y))
    return found


def _count(length_mm: float, window_mm: float) -> int:
    return max(1, ceil((length_mm - OVERLAP_MM - 1e-9) / (window_mm - OVERLAP_MM)))


def _name(column: int, row: int) -> str:
    return f"{chr(ord('A') + column % 26)}{row + 1}"
