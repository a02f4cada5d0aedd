"""The canvas as the window uses it: the view with what stands over it, and its verbs."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mesomap.analysis.live import LiveFigures
from mesomap.analysis.rest_seen import RestSeen
from mesomap.atlas import Body
from mesomap.canvas.depth_tints import DepthTints
from mesomap.canvas.ghosts import Ghost
from mesomap.canvas.info import GridWishes, HoverInfo
from mesomap.canvas.scene import ChartScene
from mesomap.canvas.selecting import all_but
from mesomap.canvas.stage import Stage
from mesomap.canvas.surround import Surround
from mesomap.canvas.tools.base import KeyPress, Pointer
from mesomap.canvas.tools.fill import FillTool
from mesomap.canvas.tools.grid import GridTool
from mesomap.canvas.tools.lesion import LesionTool
from mesomap.canvas.tools.reaction import ReactionTool
from mesomap.canvas.tools.select import SelectTool
from mesomap.canvas.view import ChartView
from mesomap.document import Document
from mesomap.geometry.arrays import Indices
from mesomap.model import LatticeSettings, RegionKey
from mesomap.paint.names import chart_title
from mesomap.paint.theme import current, current_scale
from mesomap.paint.tokens import Palette

_RING = 2


class ChartCanvas(QWidget):
    """One chart of the open session, with its tools."""

    hovered = Signal(object)
    selection_changed = Signal(object)
    region_selected = Signal(object)
    tool_changed = Signal(str)
    preview_changed = Signal(object)
    grid_settings_changed = Signal(object)
    figures_changed = Signal(object)
    zoom_changed = Signal(float)
    failed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.stage = Stage(self)
        self.scene = ChartScene(self.stage, self)
        self.tints = DepthTints(self.stage)
        self.view = ChartView(self.scene, self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(_RING, _RING, _RING, _RING)
        layout.addWidget(self.view)
        self.setFocusProxy(self.view)
        self.surround = Surround(self, self.scene, self.view)
        self._dressed: tuple[Palette, float] | None = None
        self._ring_shown = False
        self._connect()
        self.retranslate()
        self._dress()

    def _connect(self) -> None:
        stage = self.stage
        stage.selection_changed.connect(self.selection_changed)
        stage.region_selected.connect(self.region_selected)
        stage.preview_changed.connect(self.preview_changed)
        stage.grid_settings_changed.connect(self.grid_settings_changed)
        stage.figures_changed.connect(self.figures_changed)
        stage.failed.connect(self.failed)
        self.scene.moved.connect(self._on_moved)
        self.view.zoom_changed.connect(self.zoom_changed)
        self.view.installEventFilter(self)

    # What the window asks for.

    def set_document(
        self, document: Document | None, body: Body | None, live: LiveFigures | None
    ) -> None:
        """Follow `document`; its figures in `live` are kept up to date from here."""
        self.scene.tool.deactivate()
        self.stage.set_document(document, body, live)
        self.scene.set_chart(current())
        self.surround.update_view()

    def set_body(self, body: Body, live: LiveFigures) -> None:
        """The open session in other millimetres: deposits, scale bar and previews follow.

        Chart, view, selection and the tool in hand stay.
        """
        self.scene.tool.abandon()
        self.stage.set_body(body, live)
        self.scene.caution.set_chart(body, self.stage.chart)
        self.scene.follow_parts()
        self.surround.update_view()
        self.surround.update_legend()
        self.scene.tool.refresh()

    def show_chart(self, chart_id: str) -> None:
        """Show the chart `chart_id`, fitted; a selection that it shows too is kept."""
        self.scene.tool.abandon()
        self.stage.hover_region(None)
        self.surround.callout.hide()
        self.stage.show_chart(chart_id)
        self.tints.refresh()
        self.scene.set_chart(current())
        self.view.show_chart()
        self.view.setAccessibleName(chart_title(self.stage.chart.title if self.stage.chart else ""))
        self.surround.update_legend()
        self.scene.tool.refresh()

    def set_tool(self, name: str) -> None:
        """Choose the tool ``"select"``, ``"point"``, ``"grid"`` or ``"erase"``."""
        if name != self.scene.tool.name:
            self.scene.set_tool(name)
            self.tool_changed.emit(name)
            self.surround.update_hint()

    @property
    def tool(self) -> str:
        """The active tool's name."""
        return self.scene.tool.name

    def set_syringe(self, id: UUID | None) -> None:
        """The brush in hand."""
        self.stage.set_syringe(id)
        self.scene.tool.refresh()

    def refresh(self) -> None:
        """Bring previews up to date after the syringe in hand was edited."""
        self.scene.tool.refresh()

    def set_grid_settings(
        self, settings: LatticeSettings, *, below_mandible_mm: float = 0.0
    ) -> None:
        """What the grid tool's lattice is made of, and how much stays free under the jaw."""
        self.set_grid_wishes(GridWishes(settings=settings, below_mandible_mm=below_mandible_mm))

    def set_grid_wishes(self, wishes: GridWishes) -> None:
        """What the grid tool's lattice is made of, and what it keeps free."""
        grid = self.grid_tool
        if self.scene.tool is grid:
            grid.set_wishes(wishes)
        else:
            grid.wishes = wishes

    @property
    def grid_tool(self) -> GridTool:
        """The grid tool, in hand or not."""
        tool = self.scene.tools["grid"]
        assert isinstance(tool, GridTool)
        return tool

    @property
    def lesion_tool(self) -> LesionTool:
        """The lesion tool, in hand or not."""
        tool = self.scene.tools["lesion"]
        assert isinstance(tool, LesionTool)
        return tool

    @property
    def reaction_tool(self) -> ReactionTool:
        """The tool that asks for a reaction's place, in hand or not."""
        tool = self.scene.tools["reaction"]
        assert isinstance(tool, ReactionTool)
        return tool

    def accept_grid(self) -> None:
        """Add the grid, or the missing places, that are shown."""
        if isinstance(self.scene.tool, GridTool | FillTool):
            self.scene.tool.key(KeyPress(key=Qt.Key.Key_Return))

    def cancel(self) -> None:
        """Leave whatever is going on; with nothing going on, go back to the select tool."""
        pointer = self.view.key_pointer
        if pointer.drop() or self.scene.tool.cancel():
            return
        if pointer.shown:
            pointer.hide()
        elif self.scene.tool.name != "select":
            self.set_tool("select")

    def delete_selection(self) -> None:
        """Remove the selected injections."""
        self._select_tool().remove_selection()

    def select_all(self) -> None:
        """Select every injection and area pass that the chart shows."""
        self.stage.select(all_but(self.stage, frozenset()))

    def select_region(self, key: RegionKey | None) -> None:
        """Choose a region."""
        self.stage.select_region(key)

    def nudge(self, dx_mm: float, dy_mm: float) -> None:
        """Move the selected injections by a length of skin along the screen's axes."""
        self._select_tool().nudge(dx_mm, dy_mm)

    def fit(self) -> None:
        """Show the whole chart."""
        self.view.fit()

    def zoom_in(self) -> None:
        """Zoom in about the middle."""
        self.view.zoom_in()

    def zoom_out(self) -> None:
        """Zoom out about the middle."""
        self.view.zoom_out()

    def set_turned(self, turned: bool) -> None:
        """Turn the chart by 180 degrees, for one who stands at the patient's head."""
        self.surround.callout.hide()
        self.stage.hover_region(None)
        self.view.set_turned(turned)

    def show_deposits(self, on: bool) -> None:
        """Show or hide the deposits."""
        self.scene.marks.show_deposits(on)
        self.scene.ghost.show_deposits(on)
        self.scene.threads.show_deposits(on)
        self.surround.update_legend()

    def colour_by_depth(self, on: bool) -> None:
        """Colour the marks by the layer that they reach, or by their syringes."""
        self.tints.set_on(on)
        self.surround.update_legend()

    def show_gaps(self, on: bool) -> None:
        """Show or hide the gaps."""
        self.scene.under.show_gaps(on)

    def show_caution(self, on: bool) -> None:
        """Show or hide the caution structures."""
        self.scene.caution.setVisible(on)

    def show_reactions(self, on: bool) -> None:
        """Show or hide reactions."""
        self.stage.reactions.set_visible(on)

    def show_ghosts(self, ghosts: Iterable[Ghost]) -> None:
        """Show these earlier sessions under the map and no other, the newest first."""
        self.scene.earlier.show_ghosts(ghosts)
        self.surround.update_legend()

    def show_rest(self, seen: RestSeen | None, words: str = "") -> None:
        """Show what the chart sees of the rest map, and in `words` of what; None shows none."""
        self.scene.rest.show_rest(seen)
        self.surround.show_rest(seen is not None, words)

    def add_rest(self, places: Indices) -> None:
        """More of the rest map that is shown is worked out: these of its cells."""
        self.scene.rest.add(places)

    def show_old_reactions(self, on: bool) -> None:
        """Show or hide reactions to earlier sessions that are long ago."""
        self.stage.reactions.set_with_old(on)

    @property
    def selection(self) -> frozenset[UUID]:
        """The selected injections."""
        return self.stage.selection

    def _select_tool(self) -> SelectTool:
        tool = self.scene.tools["select"]
        assert isinstance(tool, SelectTool)
        return tool

    # What the cursor is over.

    def _on_moved(self, at: Pointer | None) -> None:
        if at is None:
            self.stage.hover_region(None)
            self.surround.callout.hide()
            self.hovered.emit(None)
            return
        hit = self.stage.hit(at.x_mm, at.y_mm)
        self.stage.hover_region(hit.region if self.scene.tool.lights_regions else None)
        self.surround.say_at(at, hit)
        if hit.site is None or hit.tilt_deg is None:
            self.hovered.emit(None)
            return
        self.hovered.emit(
            HoverInfo(
                chart=self.stage.chart_id,
                x_mm=at.x_mm,
                y_mm=at.y_mm,
                site=hit.site,
                region=hit.region,
                tilt_deg=hit.tilt_deg,
                injection=hit.injection,
            )
        )

    # How it looks.

    def retranslate(self) -> None:
        """Say everything in the person's language."""
        self.view.setAccessibleDescription(
            self.tr("Drag with space held to pan, turn the wheel to zoom, press 0 to fit.")
        )
        self.surround.legend.restyle()
        self.surround.update_hint()

    def _dress(self) -> None:
        palette, scale = current(), current_scale()
        if (palette, scale) == self._dressed:
            return
        self._dressed = (palette, scale)
        self.view.set_palette(palette)
        self.scene.set_chart(palette)
        self.view.sharpen()
        self.surround.legend.restyle()
        self.surround.update_view()
        self.update()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme and the language."""
        super().changeEvent(event)
        if not hasattr(self, "_ring_shown"):
            return
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.StyleChange):
            self._dress()
        elif event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def make_room(self, px: int) -> None:
        """Leave `px` of the upper edge to what lies over the page; the chart stays."""
        self.surround.taken_px = px
        self.surround.arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep what stands over the view in its corners."""
        super().resizeEvent(event)
        self.surround.arrange()

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        """Show the focus ring when the view was reached by the keyboard."""
        if isinstance(event, QFocusEvent):
            by_key = event.reason() in (
                Qt.FocusReason.TabFocusReason,
                Qt.FocusReason.BacktabFocusReason,
                Qt.FocusReason.ShortcutFocusReason,
            )
            self._ring_shown = event.gotFocus() and by_key
            self.update()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        """The ground, and the focus ring."""
        painter = QPainter(self)
        palette = current()
        painter.fillRect(self.rect(), QColor(palette.canvas))
        if self._ring_shown:
            painter.setPen(QPen(QColor(palette.focus), _RING))
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))
        painter.end()
