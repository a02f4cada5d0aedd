"""The rest map on the chart: an overlay under the marks that is off until it is asked for."""

from __future__ import annotations

from PySide6.QtGui import QPainter, QPainterPath
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

from mesomap.analysis.rest import NEVER
from mesomap.analysis.rest_seen import RestSeen
from mesomap.canvas.overlay import Layer
from mesomap.paint.rest import band_paths, paint_bands


class RestItem(Layer):
    """Shows what it is given; what that is, is worked out elsewhere."""

    def __init__(self) -> None:
        super().__init__()
        self._seen: RestSeen | None = None
        self._paths: list[QPainterPath] = []
        self.setVisible(False)

    def show_rest(self, seen: RestSeen | None) -> None:
        """Show what a chart sees of the rest map; None shows nothing."""
        self._seen = seen
        self._paths = [] if seen is None else band_paths(seen.cells, seen.days)
        self.setVisible(seen is not None)
        self.update()

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
        paint_bands(painter, self._paths, px=self.mm_per_px)
