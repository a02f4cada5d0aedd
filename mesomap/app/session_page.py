"""The page of one session: where each panel stands around the chart. It knows no document."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from mesomap.app.actions import Actions
from mesomap.paint.tokens import RIGHT_COLUMN_WIDTH
from mesomap.panels.banner import Banner
from mesomap.panels.chart_strip import ChartStrip
from mesomap.panels.grid_options import GridOptions
from mesomap.panels.look import separator
from mesomap.panels.read_out import ReadOut
from mesomap.panels.region_panel import RegionPanel
from mesomap.panels.syringe_panel import SyringePanel
from mesomap.panels.timeline import Timeline
from mesomap.panels.tool_bar import ToolBar
from mesomap.panels.totals import TotalsBar

LOW_PX = 800
TOOLS = ("select", "point", "grid", "erase")


class SessionPage(QWidget):
    """Banner; charts, chart, column; timeline."""

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.banner = Banner(actions["patients"], actions["edit_patient"])
        self.tools = ToolBar(
            [(actions[f"tool_{name}"], name) for name in TOOLS],
            [(actions["undo"], "undo"), (actions["redo"], "redo")],
            [(actions["turned"], "turn"), (actions["print"], "printer")],
        )
        self.strip = ChartStrip(actions["find_region"], actions["add_picture"])
        self.read_out = ReadOut(
            actions["zoom_out"], actions["zoom_in"], actions["fit"], actions["best_chart"]
        )
        self.syringe = SyringePanel(actions["add_syringe"], actions["edit_syringe"])
        self.grid = GridOptions(actions["place_grid"], actions["leave"])
        self.region = RegionPanel()
        self.totals = TotalsBar()
        self.timeline = Timeline(actions["new_session"])
        self._canvas_place = QVBoxLayout()
        self._canvas_place.setContentsMargins(0, 0, 0, 0)
        self._grid_line = separator()
        self.show_grid_options(False)
        self._lay_out()

    def _lay_out(self) -> None:
        middle = QVBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.tools)
        middle.addLayout(self._canvas_place, 1)
        middle.addWidget(self.read_out)
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self.strip)
        row.addLayout(middle, 1)
        row.addWidget(self._column())
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(0)
        page.addWidget(self.banner)
        page.addLayout(row, 1)
        page.addWidget(self.timeline)

    def _column(self) -> QWidget:
        inside = QWidget()
        parts = QVBoxLayout(inside)
        parts.setContentsMargins(0, 0, 0, 0)
        parts.setSpacing(0)
        parts.addWidget(self.grid)
        parts.addWidget(self._grid_line)
        parts.addWidget(self.syringe)
        parts.addWidget(separator())
        parts.addWidget(self.region)
        parts.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inside)
        column = QFrame()
        column.setObjectName("column")
        column.setFixedWidth(RIGHT_COLUMN_WIDTH)
        whole = QVBoxLayout(column)
        whole.setContentsMargins(1, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(area, 1)
        whole.addWidget(self.totals)
        return column

    def set_canvas(self, canvas: QWidget) -> None:
        """Put the chart into its place."""
        canvas.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._canvas_place.addWidget(canvas)

    def show_grid_options(self, shown: bool) -> None:
        """Show the grid's options while the grid tool is in hand."""
        self.grid.setVisible(shown)
        self._grid_line.setVisible(shown)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A lower timeline where the window is low."""
        self.timeline.set_small(self.height() < LOW_PX)
        super().resizeEvent(event)
