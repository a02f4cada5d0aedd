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

from mesomap.app import settings
from mesomap.app.actions import Actions
from mesomap.paint.tokens import RIGHT_COLUMN_WIDTH
from mesomap.panels.banner import Banner
from mesomap.panels.chart_strip import ChartStrip
from mesomap.panels.fill_options import FillOptions
from mesomap.panels.grid_options import GridOptions
from mesomap.panels.last_time_offer import LastTimeOffer
from mesomap.panels.lesion_options import LesionOptions
from mesomap.panels.line_options import LineOptions
from mesomap.panels.look import separator
from mesomap.panels.measure_options import MeasureOptions
from mesomap.panels.nappage_options import NappageOptions
from mesomap.panels.read_out import ReadOut
from mesomap.panels.record.course_offer import CourseOffer
from mesomap.panels.record.follow_up_offer import FollowUpOffer
from mesomap.panels.record.jump_bar import JumpBar
from mesomap.panels.record.reaction_options import ReactionOptions
from mesomap.panels.record.record_panel import RecordPanel
from mesomap.panels.record.remarks_panel import RemarksPanel
from mesomap.panels.region_panel import RegionPanel
from mesomap.panels.row_options import RowOptions
from mesomap.panels.select_options import SelectOptions
from mesomap.panels.stamp_options import StampOptions
from mesomap.panels.syringe_panel import SyringePanel
from mesomap.panels.timeline import Timeline
from mesomap.panels.tool_bar import ToolBar
from mesomap.panels.totals import TotalsBar

LOW_PX = 800
IN_MORE = (
    "copy_syringe",
    "syringe_up",
    "syringe_down",
    "remove_syringe",
    "mean_layer",
    "needles",
)
"""What the button with dots in the syringe's panel offers."""
TOOLS = (
    "select",
    "point",
    "grid",
    "row",
    "line",
    "nappage",
    "stamp",
    "lesion",
    "erase",
    "measure",
    "note",
)
WITH_SELECTION = (
    "select_in_region",
    "select_from_syringe",
    "invert_selection",
    None,
    "mirror",
    "mirror_region",
    "copy",
    "cut",
    "paste",
    None,
    "align_line",
    "distribute",
    "align_rows",
)
"""What the button with dots beside the select tool's band and lasso offers."""


class SessionPage(QWidget):
    """Banner; charts, chart, column; timeline."""

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        wanted = ("patients", "edit_patient", "treat", "sign", "addendum")
        back, edit, treat, sign, addendum = (actions[name] for name in wanted)
        self.banner = Banner(back, edit, treat, sign, addendum)
        self.tools = ToolBar(
            [(actions[f"tool_{name}"], name) for name in TOOLS],
            [(actions["undo"], "undo"), (actions["redo"], "redo")],
            [(actions["turned"], "turn"), (actions["print"], "printer")],
        )
        self.strip = ChartStrip(actions["find_region"], actions["add_picture"])
        self.read_out = ReadOut(
            actions["zoom_out"], actions["zoom_in"], actions["fit"], actions["best_chart"]
        )
        self.syringe = SyringePanel(
            actions["add_syringe"],
            actions["edit_syringe"],
            [actions[name] for name in IN_MORE],
        )
        self.grid = GridOptions(actions["place_grid"], actions["leave"], actions["best_fit"])
        self.fill = FillOptions(actions["place_grid"], actions["leave"])
        self.lesion = LesionOptions(actions["lesions"])
        draft = (actions["place_draft"], actions["leave"])
        self.row, self.line = RowOptions(*draft), LineOptions(*draft)
        self.nappage, self.stamp = NappageOptions(*draft), StampOptions(actions["leave"])
        self.select = SelectOptions(
            [None if name is None else actions[name] for name in WITH_SELECTION]
        )
        self.measure = MeasureOptions()
        self.offer = LastTimeOffer(actions["as_last_time"])
        self.course_offer = CourseOffer(actions["continue_course"])
        self.follow_up_offer = FollowUpOffer(actions["add_reaction"])
        self.reaction_options = ReactionOptions(actions["leave"])
        self.region = RegionPanel(actions["tool_fill"], actions["region_pass"])
        self.record = RecordPanel(folded=settings.record_folded())
        self.record.lines["course"].offer(actions["course_view"], "timeline")
        self.record.folded_changed.connect(settings.remember_record_folded)
        self.remarks = RemarksPanel(folded=settings.remarks_folded())
        self.remarks.folded_changed.connect(settings.remember_remarks_folded)
        self.jumps = JumpBar()
        self.record.counted.connect(self.jumps.show_record)
        self.remarks.counted.connect(self.jumps.show_remarks)
        self.jumps.record_wanted.connect(self.record.go)
        self.jumps.remarks_wanted.connect(self.remarks.go)
        self.totals = TotalsBar()
        self.timeline = Timeline(actions["new_session"], actions["course_view"])
        self._canvas_place = QVBoxLayout()
        self._canvas_place.setContentsMargins(0, 0, 0, 0)
        self._options_line = separator()
        self._options: dict[str, QWidget] = {
            "grid": self.grid,
            "fill": self.fill,
            "row": self.row,
            "line": self.line,
            "nappage": self.nappage,
            "stamp": self.stamp,
            "lesion": self.lesion,
            "reaction": self.reaction_options,
            "select": self.select,
            "measure": self.measure,
        }
        """The options of each tool that has some, by its name."""
        self.show_options("")
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
        for options in self._options.values():
            parts.addWidget(options)
        parts.addWidget(self._options_line)
        self._overlay_options = QVBoxLayout()
        parts.addLayout(self._overlay_options)
        parts.addWidget(self.offer)
        parts.addWidget(self.course_offer)
        parts.addWidget(self.follow_up_offer)
        parts.addWidget(self.syringe)
        parts.addWidget(separator())
        parts.addWidget(self.region)
        parts.addWidget(separator())
        parts.addWidget(self.record)
        parts.addWidget(separator())
        parts.addWidget(self.remarks)
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
        whole.addWidget(self.jumps)
        whole.addWidget(self.totals)
        return column

    def set_canvas(self, canvas: QWidget) -> None:
        """Put the chart into its place."""
        canvas.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._canvas_place.addWidget(canvas)

    def add_overlay_options(self, options: QWidget) -> None:
        """Options of what lies over the chart, under those of the tool in hand."""
        self._overlay_options.addWidget(options)

    def show_options(self, tool: str) -> None:
        """Show the options of the tool in hand."""
        for name, options in self._options.items():
            options.setVisible(name == tool)
        self._options_line.setVisible(tool in self._options)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A lower timeline where the window is low."""
        self.timeline.set_small(self.height() < LOW_PX)
        super().resizeEvent(event)
