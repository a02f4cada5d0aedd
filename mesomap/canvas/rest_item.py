"""The rest map on the chart: an overlay under the marks that is off until it is asked for."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPainterPath
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

from mesomap.analysis.rest import NEVER
from mesomap.analysis.rest_seen import RestSeen
from mesomap.canvas.overlay import Layer
from mesomap.geometry.arrays import Indices
from mesomap.paint.rest import add_to_bands, no_bands, paint_bands


class RestItem(Layer):
    """Shows what it is given; what that is, is worked out elsewhere."""

    def __init__(self) -> None:
        super().__init__()
        self._seen: RestSeen | None = None
        self._paths: list[QPainterPath] = no_bands()
        self.setVisible(False)

    def show_rest(self, seen: RestSeen | None) -> None:
        """Show what a chart sees of the rest map; None shows nothing."""
        self._seen = seen
        self._paths = no_bands()
        if seen is not None:
            self.add(np.flatnonzero(seen.days != NEVER))
        self.setVisible(seen is not None)
        self.update()

    def add(self, places: Indices) -> None:
        """More of what it shows is worked out: these cells, which showed nothing before."""
        if self._seen is None or not len(places):
            return
        cells = self._seen.cells
        add_to_bands(self._paths, cells, places, self._seen.days.ravel()[places])
        rows, columns = np.divmod(places, cells.columns)
        u, v = cells.u_mm + columns * cells.mm, cells.v_mm + rows * cells.mm
        low, high = (float(u.min()), float(v.min())), (float(u.max()), float(v.max()))
        self.update_around(QRectF(*low, high[0] - low[0] + cells.mm, high[1] - low[1] + cells.mm))

    def at(self, x_mm: float, y_mm: float) -> tuple[int, int] | None:
        """Days since the skin at a place of the chart was treated, and how often it was."""
        seen = self._seen
        if seen is None:
            return None
        cells = seen.cells
        column, row = (int(value // cells.mm) for value in (x_mm - cells.u_mm, y_mm - cells.v_mm))
        if not (0 <= row < cells.rows and 0 <= column < cells.columns):
            return None
        days = int(seen.days[row, column])
        return None if days == NEVER else (days, int(seen.times[row, column]))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionGraphicsItem,
        widget: QWidget | None = None,
    ) -> None:
        """The bands."""
        paint_bands(painter, self._paths)
