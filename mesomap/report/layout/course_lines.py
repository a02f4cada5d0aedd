"""The lines of a course on paper: whole or dashed, with a mark a session and a label at the end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import hypot

from mesomap.analysis.course_chart import DASHES, MARKS, last_known, spread
from mesomap.model import Status
from mesomap.report.layout.shapes import Box, Ink, LegendMark, Rule, Shape, Text, Weight
from mesomap.report.layout.voice import Voice

LINE_MM = 0.28
MARK_MM = 1.15
LABEL_PT = 6.5
APART_MM = 2.75
"""Between two labels."""
UP_MM, DOWN_MM = 4.4, 1.8
"""Room over the highest and under the lowest value."""
Place = tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperLine:
    """One line: its values over the columns, in words where they are written at the points."""

    label: str
    values: Sequence[float | None]
    words: Sequence[str]


def line_shapes(
    voice: Voice,
    box: Box,
    lines: Sequence[PaperLine],
    middles: Sequence[float],
    planned: Sequence[bool],
    *,
    top: float,
    top_words: str,
    label_mm: float,
) -> list[Shape]:
    """A chart in `box`: its scale at the left, its labels in `label_mm` at the right.

    The value stands over each point where there is one line.
    """
    shapes: list[Shape] = []
    for value, words in ((0.0, "0"), (top, top_words)):
        y = _y(box, top, value)
        shapes.append(Rule(box.x, y, box.right, y, width=0.1, ink=Ink.RULE))
        shapes.append(Text(box.x - 1.0, y + 0.8, words, LABEL_PT, align="right", ink=Ink.SOFT))
    for number, line in enumerate(lines):
        places = [
            None if value is None else (x, _y(box, top, value))
            for x, value in zip(middles, line.values, strict=True)
        ]
        for a, b in pairwise(places):
            if a is not None and b is not None:
                shapes += dashed(a, b, DASHES[number])
        for at, place in enumerate(places):
            if place is None:
                continue
            status = Status.PLANNED if planned[at] else Status.GIVEN
            shapes.append(LegendMark(*place, MARK_MM, MARKS[number], status))
            if len(lines) == 1:
                shapes.append(
                    Text(place[0], place[1] - 1.7, line.words[at], LABEL_PT, align="centre")
                )
    if len(lines) > 1:
        shapes += _labels(voice, box, lines, top, label_mm)
    return shapes


def dashed(a: Place, b: Place, dash: Sequence[float]) -> list[Shape]:
    """A straight line in pieces; `dash` tells them and the spaces between in widths of a line."""
    if not dash:
        return [Rule(*a, *b, width=LINE_MM)]
    length = hypot(b[0] - a[0], b[1] - a[1])
    steps = [one * LINE_MM for one in dash]
    shapes: list[Shape] = []
    at, n = 0.0, 0
    while at < length:
        end = min(length, at + steps[n % len(steps)])
        if n % 2 == 0:
            shapes.append(
                Rule(*_between(a, b, at / length), *_between(a, b, end / length), LINE_MM)
            )
        at, n = end, n + 1
    return shapes


def _labels(
    voice: Voice, box: Box, lines: Sequence[PaperLine], top: float, label_mm: float
) -> list[Shape]:
    ends = []
    for number, line in enumerate(lines):
        at = last_known(line.values)
        if at is not None:
            ends.append((number, line.label, _y(box, top, line.values[at] or 0.0)))
    places = spread([y for *_, y in ends], apart=APART_MM, low=box.y + 1.4, high=box.bottom - 1.2)
    shapes: list[Shape] = []
    for (number, label, _), y in zip(ends, places, strict=True):
        x = box.right + 1.0
        shapes += dashed((x, y), (x + 7.0, y), DASHES[number])
        shapes.append(LegendMark(x + 3.5, y, MARK_MM, MARKS[number], Status.GIVEN))
        room = label_mm - 9.4
        shapes.append(Text(x + 8.4, y + 0.85, _cut(voice, label, room), LABEL_PT))
    return shapes


def _cut(voice: Voice, text: str, width_mm: float) -> str:
    """As much of `text` as there is room for."""
    if voice.width_mm(text, LABEL_PT, Weight.REGULAR) <= width_mm:
        return text
    while text and voice.width_mm(f"{text}…", LABEL_PT, Weight.REGULAR) > width_mm:
        text = text[:-1]
    return f"{text}…"


def _between(a: Place, b: Place, share: float) -> Place:
    return a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share


def _y(box: Box, top: float, value: float) -> float:
    low, high = box.bottom - DOWN_MM, box.y + UP_MM
    return low - (low - high) * min(1.0, value / top)
