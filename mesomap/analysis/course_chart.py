"""How the lines of a course are drawn, on the screen and on paper alike: dashes, marks, scale."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import floor, log10

from mesomap.model import MarkShape

DASHES: tuple[tuple[float, ...], ...] = (
    (),
    (6, 3),
    (1.5, 2.5),
    (7, 2.5, 1.5, 2.5),
    (12, 3),
    (3, 2),
)
"""Of each line in widths of the line; the first is whole."""
MARKS = (
    MarkShape.CIRCLE,
    MarkShape.SQUARE,
    MarkShape.DIAMOND,
    MarkShape.TRIANGLE,
    MarkShape.TRIANGLE_DOWN,
    MarkShape.PLUS,
)
"""Of each line's sessions."""
MOST_LINES = len(MARKS)
"""No chart has more lines than can be told apart."""
GRADE_MARKS: dict[int | None, MarkShape] = {
    None: MarkShape.LINE,
    1: MarkShape.CIRCLE,
    2: MarkShape.SQUARE,
    3: MarkShape.DIAMOND,
    4: MarkShape.HEXAGON,
    5: MarkShape.TRIANGLE,
}
"""Of each CTCAE grade; None where nobody graded."""
_STEPS = (1.0, 1.5, 2.0, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0)


def top_of(values: Iterable[float | None]) -> float:
    """Where a scale from 0 ends: a round figure with a little room over the highest value."""
    highest = max((value for value in values if value is not None), default=0.0)
    if highest <= 0:
        return 1.0
    wanted = highest * 1.08
    power = 10.0 ** floor(log10(wanted))
    step = next((one for one in _STEPS if one * power >= wanted), 10.0)
    return float(f"{step * power:.6g}")


def last_known(values: Sequence[float | None]) -> int | None:
    """The place of the last known value; None where there is none."""
    known = [at for at, value in enumerate(values) if value is not None]
    return known[-1] if known else None


def spread(wanted: Sequence[float], *, apart: float, low: float, high: float) -> list[float]:
    """Places in `low` to `high` as near to those wanted as keeps them `apart`, in their order.

    Where they do not fit they stand as far apart as there is room.
    """
    if not wanted:
        return []
    if (len(wanted) - 1) * apart > high - low:
        apart = (high - low) / (len(wanted) - 1)
    order = sorted(range(len(wanted)), key=lambda n: (wanted[n], n))
    found = [0.0] * len(wanted)
    least = low
    for n in order:
        found[n] = max(wanted[n], least)
        least = found[n] + apart
    most = high
    for n in reversed(order):
        found[n] = min(found[n], most)
        most = found[n] - apart
    return found
