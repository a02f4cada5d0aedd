"""The scene: a few items for the whole chart, and the active tool that gets every press."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from PySide6.QtCore import QObject, QRectF, Qt, QTimer, Signal
from PySide6.QtWidgets import QGraphicsScene, QGraphicsSceneMouseEvent

from mesomap.canvas.areas_item import AreasItem
from mesomap.canvas.caution_item import CautionItem
from mesomap.canvas.figure_item import FigureItem
from mesomap.canvas.gap_paths import gap_paths
from mesomap.canvas.ghosts import GhostsItem
from mesomap.canvas.lesions import LesionItem
from mesomap.canvas.line_item import LineItem
from mesomap.canvas.marks_item import MarksItem
from mesomap.canvas.overlay import Layer, OverItem, UnderItem
from mesomap.canvas.pins import PinItem
from mesomap.canvas.reactions import ReactionItem
from mesomap.canvas.rest_item import RestItem
from mesomap.canvas.stage import Stage
from mesomap.canvas.threads_item import ThreadsItem
from mesomap.canvas.tools.base import Pointer, Tool
from mesomap.canvas.tools.erase import EraseTool
from mesomap.canvas.tools.fill import FillTool
from mesomap.canvas.tools.grid import GridTool
from mesomap.canvas.tools.lesion import LesionTool
from mesomap.canvas.tools.line import LineTool
from mesomap.canvas.tools.measure import MeasureTool
from mesomap.canvas.tools.nappage import NappageTool
from mesomap.canvas.tools.note import NoteTool
from mesomap.canvas.tools.point import PointTool
from mesomap.canvas.tools.reaction import ReactionTool
from mesomap.canvas.tools.row import RowTool
from mesomap.canvas.tools.select import SelectTool
from mesomap.canvas.tools.stamp import StampTool
from mesomap.model import RegionKey
from mesomap.paint import tokens as tk
from mesomap.paint.chart import chart_rect, region_paths

TOOLS: tuple[type[Tool], ...] = (
    SelectTool,
    PointTool,
    GridTool,
    FillTool,
    RowTool,
    LineTool,
    NappageTool,
    StampTool,
    LesionTool,
    ReactionTool,
    EraseTool,
    MeasureTool,
    NoteTool,
)
_GHOST_OPACITY = 0.62
_FIGURES_DELAY_MS = 60
"""Gaps and close pairs are drawn again this long after the last edit, out of its way."""


class ChartScene(QGraphicsScene):
    """Items are made once and stay; what changes is what they show."""

    moved = Signal(object)
    """The `Pointer` after each move of the cursor; None when it left."""

    def __init__(self, stage: Stage, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.stage = stage
        self.setItemIndexMethod(QGraphicsScene.ItemIndexMethod.NoIndex)
        self.figure = FigureItem()
        self.areas = AreasItem()
        self.under = UnderItem()
        self.rest = RestItem()
        self.earlier = GhostsItem()
        self.caution = CautionItem()
        self.lesions = LesionItem(stage.lesions)
        self.reactions = ReactionItem(stage.reactions)
        self.threads = ThreadsItem(stage.threads)
        self.marks = MarksItem(stage.rows)
        self.ghost = MarksItem(stage.sketch.ghost, opacity=_GHOST_OPACITY)
        self.over = OverItem(stage.rows, stage.sketch)
        self.pins = PinItem(stage.pins)
        self.lines = LineItem(stage.sketch)
        above = (self.threads, self.marks, self.ghost, self.over, self.pins, self.lines)
        self._layers = (
            self.areas,
            self.under,
            self.rest,
            self.earlier,
            self.caution,
            self.lesions,
            self.reactions,
            *above,
        )
        for item in (self.figure, *self._layers):
            self.addItem(item)
        self.tools = {tool.name: tool(stage) for tool in TOOLS}
        self.tool = self.tools["select"]
        self._stale: set[RegionKey] = set()
        self._figures = QTimer(self)
        self._figures.setSingleShot(True)
        self._figures.setInterval(_FIGURES_DELAY_MS)
        self._figures.timeout.connect(self.draw_figures)
        stage.rows_leaving.connect(self.marks.mark_dirty)
        stage.rows_changed.connect(self._on_rows)
        stage.sketch.changed.connect(self._on_sketch)
        stage.happened.connect(self._on_pins)
        stage.happened.connect(stage.place_lesions)
        stage.happened.connect(self.follow_parts)
        stage.selection_changed.connect(self._on_pins)
        stage.selection_changed.connect(self.follow_parts)
        stage.region_lit.connect(self._on_region)
        stage.figures_changed.connect(self._on_figures)

    def set_chart(self, palette: tk.Palette) -> None:
        """Show the stage's chart from the beginning, in the colours of `palette`."""
        chart = self.stage.chart
        self.figure.set_chart(chart, palette)
        rect = QRectF() if chart is None else chart_rect(chart)
        for item in self._layers:
            item.set_bounds(rect)
        self.caution.set_chart(self.stage.body, chart)
        self.marks.rows_changed()
        self.under.clear_gaps()
        self.over.clear_pairs()
        self._on_region()
        self._on_pins()
        self.follow_parts()
        self.stage.place_lesions()
        if self.stage.live is not None:
            self._on_figures(self.stage.live.regions_used())
        self.update()

    def set_scale(self, mm_per_px: float) -> None:
        """How many chart mm one pixel of the view is."""
        self.stage.mm_per_px = mm_per_px
        for item in self._layers:
            if not isinstance(item, Layer):
                continue
            item.mm_per_px = mm_per_px
        self.marks.set_scale(mm_per_px)
        self.ghost.set_scale(mm_per_px)

    def set_tool(self, name: str) -> None:
        """Make the tool `name` the active one; KeyError if there is none."""
        chosen = self.tools[name]
        if chosen is not self.tool:
            self.tool.deactivate()
            self.tool = chosen
            chosen.activate()
        self.stage.set_cursor(chosen.cursor)

    def draw_figures(self) -> None:
        """Draw gaps and close pairs of the regions that have changed."""
        self._figures.stop()
        stale, self._stale = self._stale, set()
        stage = self.stage
        if stage.live is None or stage.body is None or stage.chart is None:
            return
        for key in stale:
            figures = stage.live.region(key)
            shown = key in stage.chart.regions
            gaps = gap_paths(stage.body, stage.chart, key, figures.gaps or ()) if shown else []
            self.under.set_gaps(key, gaps)
            self.over.set_pairs(key, [(a, b) for a, b, _ in figures.close_pairs])

    # What the person does.

    def mousePressEvent(self, event: QGraphicsSceneMouseEvent) -> None:
        """Hand the left button to the tool."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.tool.press(_pointer(event))
            event.accept()

    def mouseMoveEvent(self, event: QGraphicsSceneMouseEvent) -> None:
        """Hand every move to the tool."""
        pressed = bool(event.buttons() & Qt.MouseButton.LeftButton)
        at = _pointer(event)
        self.tool.move(at, pressed=pressed)
        self.moved.emit(at)
        event.accept()

    def mouseReleaseEvent(self, event: QGraphicsSceneMouseEvent) -> None:
        """Hand the left button to the tool."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.tool.release(_pointer(event))
            event.accept()

    def mouseDoubleClickEvent(self, event: QGraphicsSceneMouseEvent) -> None:
        """Hand the second press to the tool."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.tool.double_click(_pointer(event))
            event.accept()

    def cursor_left(self) -> None:
        """The cursor is no longer over the chart."""
        self.tool.leave()
        self.moved.emit(None)

    # What changed.

    def follow_parts(self, _what: object = None) -> None:
        """Draw threads and area passes as they are now."""
        stage = self.stage
        self.earlier.set_chart(stage.body, stage.chart)
        self.threads.refresh(stage.selection)
        if stage.document is None:
            self.areas.refresh(None, None, (), {}, frozenset())
            return
        areas, syringes = stage.document.areas.values(), stage.document.syringes
        self.areas.refresh(stage.body, stage.chart, areas, syringes, stage.selection)

    def _on_rows(self, ids: Iterable[UUID]) -> None:
        self.marks.rows_changed()
        self.marks.mark_dirty(ids)

    def _on_pins(self, _what: object = None) -> None:
        self.pins.refresh(self.stage.selection)

    def _on_sketch(self) -> None:
        self.ghost.rows_changed()
        self.ghost.update_changed()

    def _on_region(self) -> None:
        chart = self.stage.chart
        if chart is None:
            self.under.set_regions([], None)
            return
        paths = region_paths(chart)
        chosen = self.stage.selected_region
        keys = self.stage.lit_regions()
        lit = [paths[key] for key in keys if key in paths and key != chosen]
        self.under.set_regions(lit, paths.get(chosen) if chosen is not None else None)

    def _on_figures(self, keys: Iterable[Any]) -> None:
        self._stale.update(keys)
        self._figures.start()


def _pointer(event: QGraphicsSceneMouseEvent) -> Pointer:
    at, px = event.scenePos(), event.screenPos()
    held = event.modifiers()
    return Pointer(
        x_mm=at.x(),
        y_mm=at.y(),
        x_px=float(px.x()),
        y_px=float(px.y()),
        shift=bool(held & Qt.KeyboardModifier.ShiftModifier),
        ctrl=bool(held & Qt.KeyboardModifier.ControlModifier),
    )
