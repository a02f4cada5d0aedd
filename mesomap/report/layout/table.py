"""A table set in columns: rules between rows, cells that wrap, its head again on a new page."""

from __future__ import annotations

from dataclasses import dataclass

from mesomap.report.layout.flow import Flow
from mesomap.report.layout.shapes import Align, Ink, Rule, Text, Weight
from mesomap.report.layout.voice import Voice, wrap

HEAD_PT = 7.0
CELL_PT = 7.7
LINE_MM = 3.5
PADDING_MM = 1.75
AIR_MM = 2.0
"""Between the cells of two columns."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its head, its share of the width, where its cells stand, whether in bold."""

    head: str
    share: float
    align: Align = "left"
    bold: bool = False
    wraps: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Columns, rows of cells, and a last row set in bold under a stronger rule."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    total: tuple[str, ...] | None = None
    size: float = 1.0
    """Of its type and lines, against that of the site chart."""


def draw_table(flow: Flow, voice: Voice, table: Table) -> None:
    """Set `table` at the flow's place; rows never break across pages."""
    if not table.rows:
        return
    flow.need(_head_height(voice, table, flow) + 3 * table.size * (LINE_MM + PADDING_MM))
    flow.y += 2.4
    flow.bookmark(table.columns[0].head)
    _head(flow, voice, table)
    for row in table.rows:
        _row(flow, voice, table, row, bold=False)
    if table.total is not None:
        _row(flow, voice, table, table.total, bold=True)
    _rule(flow, 0.35)
    flow.y += 2.4


def _edges(flow: Flow, table: Table) -> list[tuple[float, float]]:
    """Left and right end of each column's cells; never do two cells touch."""
    total = sum(c.share for c in table.columns)
    x, edges = flow.paper.left_mm, []
    after = [c.align for c in table.columns[1:]] + [None]
    for column, follower in zip(table.columns, after, strict=True):
        width = flow.paper.content_mm * column.share / total
        low = x + (AIR_MM / 2 if column.align == "right" else 0.0)
        high = x + width - (AIR_MM if "left" in (column.align, follower) else 0.0)
        edges.append((low, high))
        x += width
    return edges


def _heads(voice: Voice, table: Table, flow: Flow) -> list[list[str]]:
    return [
        wrap(voice, c.head, width_mm=high - low, size_pt=HEAD_PT * table.size, weight=Weight.MEDIUM)
        for c, (low, high) in zip(table.columns, _edges(flow, table), strict=True)
    ]


def _head_height(voice: Voice, table: Table, flow: Flow) -> float:
    return max(len(lines) for lines in _heads(voice, table, flow)) * 3.2 * table.size + 2.2


def _head(flow: Flow, voice: Voice, table: Table) -> None:
    _rule(flow, 0.35)
    heads = _heads(voice, table, flow)
    height = _head_height(voice, table, flow)
    for column, (low, high), lines in zip(table.columns, _edges(flow, table), heads, strict=True):
        for n, line in enumerate(reversed(lines)):
            flow.add(
                Text(
                    _anchor(column, low, high),
                    flow.y + height - 1.4 - n * 3.2 * table.size,
                    line,
                    HEAD_PT * table.size,
                    Weight.MEDIUM,
                    column.align,
                )
            )
    flow.y += height
    _rule(flow, 0.25)


def _row(flow: Flow, voice: Voice, table: Table, row: tuple[str, ...], *, bold: bool) -> None:
    cells = []
    for column, (low, high), cell in zip(table.columns, _edges(flow, table), row, strict=True):
        weight = Weight.BOLD if bold or column.bold else Weight.REGULAR
        lines = (
            wrap(voice, cell, width_mm=high - low, size_pt=CELL_PT * table.size, weight=weight)
            if column.wraps
            else [cell]
        )
        cells.append((column, low, high, weight, lines))
    height = max(len(lines) for *_, lines in cells) * LINE_MM * table.size + PADDING_MM * table.size
    if flow.need(height):
        _head(flow, voice, table)
    for column, low, high, weight, lines in cells:
        for n, line in enumerate(lines):
            y = flow.y + (3.6 + n * LINE_MM) * table.size
            flow.add(
                Text(
                    _anchor(column, low, high), y, line, CELL_PT * table.size, weight, column.align
                )
            )
    flow.y += height
    _rule(flow, 0.12, Ink.RULE)


def _anchor(column: Column, low: float, high: float) -> float:
    if column.align == "left":
        return low
    return high if column.align == "right" else (low + high) / 2


def _rule(flow: Flow, width: float, ink: Ink = Ink.BLACK) -> None:
    left, right = flow.paper.left_mm, flow.paper.right_mm
    flow.add(Rule(left, flow.y, right, flow.y, width=width, ink=ink))
