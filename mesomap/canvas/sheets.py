"""Marks and deposits painted once into sheets, from which a repaint only copies.

A mark keeps its size on the screen, so a sheet of marks serves every zoom. Deposits follow the
zoom; a repaint that painted thousands of ellipses would take 200 ms, so each distinct ellipse
(its shape rounded to what the eye can tell) is painted once for a zoom.
"""

from __future__ import annotations

from functools import lru_cache
from typing import cast

import numpy as np
import shiboken6
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter, QPixmap

from mesomap.canvas.rows import KINDS, TINTS, Floats, Ints
from mesomap.paint import marks
from mesomap.paint.chart import paint_deposit

MARK_CELL = 24
SELECTION_CELL = 36
_COLUMNS = 16
_LARGEST_CELL = 128
_FRAGMENT_FIELDS = 10
_LEAST_ROWS = 4096


class _Table:
    """Memory for fragments, and the binding's name for its first one: both stay for good.

    The binding (Shiboken) knows an object of Qt by its address. Memory that came and went with each
    repaint would leave its address to the next object there, for which it could be taken.
    """

    def __init__(self, size: int) -> None:
        self.rows: Floats = np.empty((size, _FRAGMENT_FIELDS))
        first = shiboken6.wrapInstance(self.rows.ctypes.data, QPainter.PixmapFragment)
        self.first = cast(QPainter.PixmapFragment, first)


_tables: list[_Table] = []
"""Each at least twice as large as the one before; none is ever let go."""


def _table_of(n: int) -> _Table:
    """One with room for `n` fragments."""
    if not _tables or len(_tables[-1].rows) < n:
        _tables.append(_Table(max(_LEAST_ROWS, 2 * n)))
    return _tables[-1]


def draw_fragments(
    painter: QPainter,
    pixmap: QPixmap,
    xy: Floats,
    left: Floats,
    top: Floats,
    size: float,
    *,
    scale: float,
    opacity: float = 1.0,
) -> None:
    """Copy n cells of `pixmap` to the places `xy` (n, 2), their middles there.

    The table has the memory layout of QPainter's fragments: x, y, source left, top, width,
    height, scale x, scale y, rotation, opacity, as doubles.
    """
    n = len(xy)
    if n == 0:
        return
    held = _table_of(n)
    table = held.rows[:n]
    table[:, 0:2] = xy
    table[:, 2] = left
    table[:, 3] = top
    table[:, 4:6] = size
    table[:, 6:8] = scale
    table[:, 8] = 0.0
    table[:, 9] = opacity
    painter.drawPixmapFragments(held.first, n, pixmap)


def _blank(width: int, height: int) -> QPixmap:
    pixmap = QPixmap(width, height)
    pixmap.fill(Qt.GlobalColor.transparent)
    return pixmap


@lru_cache(maxsize=4)
def mark_sheet(ratio: float) -> QPixmap:
    """Every kind of mark side by side, in a row for each of `TINTS`.

    Cells of `MARK_CELL` px at device pixel ratio `ratio`.
    """
    cell = round(MARK_CELL * ratio)
    pixmap = _blank(cell * len(KINDS), cell * len(TINTS))
    painter = QPainter(pixmap)
    for row, depth in enumerate(TINTS):
        for column, (mark, status) in enumerate(KINDS):
            middle = QPointF((column + 0.5) * cell, (row + 0.5) * cell)
            # On the chart a thread's own line leads from its mark.
            marks.paint_mark(painter, middle, mark, status, px=ratio, depth=depth, tail=False)
    painter.end()
    return pixmap


@lru_cache(maxsize=4)
def selection_sheet(ratio: float) -> QPixmap:
    """The sign of a selected mark, in one cell of `SELECTION_CELL` px."""
    cell = round(SELECTION_CELL * ratio)
    pixmap = _blank(cell, cell)
    painter = QPainter(pixmap)
    marks.paint_selection(painter, QPointF(cell / 2, cell / 2), px=ratio)
    painter.end()
    return pixmap


class DepositSheet:
    """The ellipses of one zoom, painted as they are first needed.

    Parameters
    ----------
    px_per_mm
        Device pixels per chart mm.
    largest_mm
        The largest radius that will be asked for.
    """

    def __init__(self, px_per_mm: float, largest_mm: float) -> None:
        self.px_per_mm = px_per_mm
        self.largest_mm = largest_mm
        fits = (_LARGEST_CELL - 2) / (2 * largest_mm)
        self._scale = min(px_per_mm, fits)
        self.cell = int(np.ceil(2 * largest_mm * self._scale)) + 2
        self.pixmap = _blank(self.cell * _COLUMNS, self.cell * 4)
        self._places: dict[int, int] = {}

    @property
    def stretch(self) -> float:
        """By how much a cell is enlarged when it is copied (1 unless zoomed in far)."""
        return self.px_per_mm / self._scale

    def places(self, radius_mm: Floats, squash: Floats, angle_deg: Floats) -> tuple[Floats, Floats]:
        """Left and top (n,) of the cells that hold n ellipses."""
        radius = np.rint(radius_mm * 20).astype(np.int64)
        flat = np.rint(squash * 16).astype(np.int64)
        angle = np.rint(angle_deg / 15).astype(np.int64) % 12
        angle[flat >= 15] = 0
        codes, inverse = np.unique((radius * 32 + flat) * 16 + angle, return_inverse=True)
        row, column = np.divmod(self._cells(codes)[inverse], _COLUMNS)
        size = np.float64(self.cell)
        return column * size, row * size

    def _cells(self, codes: Ints) -> Ints:
        missing = [code for code in codes.tolist() if code not in self._places]
        if missing:
            self._grow(len(self._places) + len(missing))
            painter = QPainter(self.pixmap)
            for code in missing:
                self._paint(painter, code)
            painter.end()
        return np.array([self._places[code] for code in codes.tolist()], np.int64)

    def _paint(self, painter: QPainter, code: int) -> None:
        index = self._places[code] = len(self._places)
        painter.save()
        painter.translate(
            (index % _COLUMNS + 0.5) * self.cell, (index // _COLUMNS + 0.5) * self.cell
        )
        painter.scale(self._scale, self._scale)
        radius, squash, angle = code // 512 / 20, code // 16 % 32 / 16, code % 16 * 15.0
        paint_deposit(painter, QPointF(0, 0), radius, squash, angle)
        painter.restore()

    def _grow(self, count: int) -> None:
        rows = -(-count // _COLUMNS)
        if rows * self.cell > self.pixmap.height():
            grown = _blank(self.pixmap.width(), 2 * rows * self.cell)
            painter = QPainter(grown)
            painter.drawPixmap(0, 0, self.pixmap)
            painter.end()
            self.pixmap = grown
