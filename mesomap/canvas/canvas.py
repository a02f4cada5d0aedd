"""The canvas as the window uses it: the view with what stands over it, and its verbs."""

from __future__ import annotations

from uuid import UUID

import numpy as np
from PySide6.QtCore import QEvent, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mesomap.analysis.live import LiveFigures
from mesomap.atlas import Body
from mesomap.canvas.hits import HitTarget
from mesomap.canvas.info import GridPreview, HoverInfo
from mesomap.canvas.overlays import Callout, Hint, Legend, ScaleBar, SideLetter
from mesomap.canvas.rows import KINDS
from mesomap.canvas.scene import ChartScene
from mesomap.canvas.stage import Stage
from mesomap.canvas.tools.base import Pointer
from mesomap.canvas.tools.grid import GridTool
from mesomap.canvas.tools.select import SelectTool
from mesomap.canvas.view import ChartView
from mesomap.document import Document
from mesomap.geometry.lattice import LatticeSettings
from mesomap.model import RegionKey
from mesomap.paint.chart import patient_left
from mesomap.paint.furniture import side_letters
from mesomap.paint.locale import format_count, format_ml, format_mm, format_percent
from mesomap.paint.names import chart_title, region_name
from mesomap.paint.theme import current
from mesomap.paint.tokens import SPACE_M, SPACE_S, STEEP_TILT_DEG

_RING = 2
_SETTLE_MS = 40
"""Legend and hint follow this long after the last edit, out of its way."""


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
        self.view = ChartView(self.scene, self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(_RING, _RING, _RING, _RING)
        layout.addWidget(self.view)
        self.setFocusProxy(self.view)
        self._scale_bar = ScaleBar(self)
        self._legend = Legend(self)
        self._letters = (SideLetter(self), SideLetter(self))
        self._hint = Hint(self)
        self.callout = Callout(self)
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(_SETTLE_MS)
        self._settle.timeout.connect(self._on_rows)
        self._preview: GridPreview | None = None
        self._ring_shown = False
        self._connect()
        self.retranslate()
        self._dress()

    def _connect(self) -> None:
        stage = self.stage
        stage.selection_changed.connect(self.selection_changed)
        stage.region_selected.connect(self.region_selected)
        stage.preview_changed.connect(self._on_preview)
        stage.grid_settings_changed.connect(self.grid_settings_changed)
        stage.figures_changed.connect(self.figures_changed)
        stage.failed.connect(self.failed)
        stage.rows_changed.connect(self._settle.start)
        self.scene.moved.connect(self._on_moved)
        self.view.zoom_changed.connect(self.zoom_changed)
        self.view.view_changed.connect(self._on_view)
        self.view.installEventFilter(self)

    # What the window asks for.

    def set_document(
        self, document: Document | None, body: Body | None, live: LiveFigures | None
    ) -> None:
        """Follow `document`; its figures in `live` are kept up to date from here."""
        self.scene.tool.deactivate()
        self.stage.set_document(document, body, live)
        self.scene.set_chart(current())
        self._on_view()

    def show_chart(self, chart_id: str) -> None:
        """Show the chart `chart_id`, fitted; a selection that it shows too is kept."""
        self.scene.tool.abandon()
        self.stage.hover_region(None)
        self.callout.hide()
        self.stage.show_chart(chart_id)
        self.scene.set_chart(current())
        self.view.show_chart()
        self.view.setAccessibleName(chart_title(self.stage.chart.title if self.stage.chart else ""))
        self._on_rows()
        self.scene.tool.refresh()

    def set_tool(self, name: str) -> None:
        """Choose the tool ``"select"``, ``"point"``, ``"grid"`` or ``"erase"``."""
        if name != self.scene.tool.name:
            self.scene.set_tool(name)
            self.tool_changed.emit(name)
            self._show_hint()

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
        grid = self.scene.tools["grid"]
        assert isinstance(grid, GridTool)
        if self.scene.tool is grid:
            grid.set_settings(settings, below_mandible_mm=below_mandible_mm)
        else:
            grid.settings = settings
            grid.below_mandible_mm = below_mandible_mm

    def accept_grid(self) -> None:
        """Add the grid that is shown."""
        if isinstance(self.scene.tool, GridTool):
            self.scene.tool.accept()

    def cancel(self) -> None:
        """Leave whatever is going on; with nothing going on, go back to the select tool."""
        if not self.scene.tool.cancel() and self.scene.tool.name != "select":
            self.set_tool("select")

    def delete_selection(self) -> None:
        """Remove the selected injections."""
        self._select_tool().remove_selection()

    def select_all(self) -> None:
        """Select every injection that the chart shows."""
        self.stage.select(self.stage.visible_ids())

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
        self.callout.hide()
        self.stage.hover_region(None)
        self.view.set_turned(turned)

    def show_deposits(self, on: bool) -> None:
        """Show or hide the deposits."""
        self.scene.marks.show_deposits(on)
        self.scene.ghost.show_deposits(on)
        self._on_rows()

    def show_gaps(self, on: bool) -> None:
        """Show or hide the gaps."""
        self.scene.under.show_gaps(on)

    @property
    def selection(self) -> frozenset[UUID]:
        """The selected injections."""
        return self.stage.selection

    def _select_tool(self) -> SelectTool:
        tool = self.scene.tools["select"]
        assert isinstance(tool, SelectTool)
        return tool

    # What stands over the view.

    def _on_moved(self, at: Pointer | None) -> None:
        if at is None:
            self.stage.hover_region(None)
            self.callout.hide()
            self.hovered.emit(None)
            return
        hit = self.stage.hit(at.x_mm, at.y_mm)
        self.stage.hover_region(hit.region if self.scene.tool.lights_regions else None)
        self.callout.say(
            self._callout_text(hit.injection, hit),
            self.mapFromGlobal(QPoint(round(at.x_px), round(at.y_px))),
            self.rect(),
        )
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

    def _callout_text(self, injection: UUID | None, hit: HitTarget) -> str:
        body, document = self.stage.body, self.stage.document
        if body is None or hit.site is None:
            return ""
        if injection is not None and document is not None:
            found = document.injections[injection]
            number = 1 + sum(i.order < found.order for i in document.injections.values())
            depth = format_mm(found.depth_mm) if found.depth_mm is not None else found.layer
            return self.tr("No. {number} · {depth} · {volume}").format(
                number=format_count(number), depth=depth, volume=format_ml(found.volume_ul)
            )
        name = region_name(body, hit.region)
        if hit.tilt_deg is not None and hit.tilt_deg > STEEP_TILT_DEG:
            best = [v for v in body.charts_seeing(hit.site) if v.tilt_deg < STEEP_TILT_DEG]
            advice = self.tr("Place this on the side view")
            if best:
                title = chart_title(body.chart(best[0].chart).title)
                advice = self.tr("Place this on the side view: {chart}").format(chart=title)
            return f"{name}\n{advice}"
        return name

    def _on_rows(self) -> None:
        data = self.stage.rows.data
        seen = data[data["visible"]]
        kinds = [KINDS[kind] for kind in np.unique(seen["kind"]).tolist()]
        radius = None
        if len(seen) and self.scene.marks.shows_deposits:
            radius = (float(seen["radius"].min()), float(seen["radius"].max()))
        self._legend.show_kinds(kinds, radius)
        self._show_hint()

    def _show_hint(self) -> None:
        stage = self.stage
        text = ""
        if stage.document is None or stage.chart is None:
            pass
        elif self.scene.tool.name == "grid" and self._preview is not None:
            text = self._preview_text(self._preview)
        elif self.scene.tool.name == "grid":
            text = self.tr("Click a region to fill it with a grid.")
        elif len(stage.rows) == 0 and self.scene.tool.name == "point":
            text = self.tr("Click the skin to place an injection.")
        elif len(stage.rows) == 0:
            text = self.tr("No injections yet: {point} places one, {grid} fills a region.").format(
                point=QKeySequence("P").toString(QKeySequence.SequenceFormat.NativeText),
                grid=QKeySequence("G").toString(QKeySequence.SequenceFormat.NativeText),
            )
        if text != self._hint.text:
            self._hint.say(text)
            self._arrange()

    def _preview_text(self, preview: GridPreview) -> str:
        spacing = preview.spacing.median_mm
        return self.tr(
            "{count} injections · spacing {spacing} · coverage {coverage} · {volume}"
            " — Enter accepts, Esc leaves"
        ).format(
            count=format_count(preview.count),
            spacing="–" if spacing is None else format_mm(spacing),
            coverage=format_percent(preview.coverage),
            volume=format_ml(preview.volume_ul),
        )

    def _on_preview(self, preview: GridPreview | None) -> None:
        self._preview = preview
        self._show_hint()
        self.preview_changed.emit(preview)

    def _on_view(self) -> None:
        chart = self.stage.chart
        self._scale_bar.setVisible(chart is not None)
        letters = ("", "")
        if chart is not None:
            self._scale_bar.set_scale(self.view.px_per_mm)
            letters = side_letters(patient_left(chart), turned=self.stage.turned)
        for label, letter in zip(self._letters, letters, strict=True):
            label.say(letter)
        self._arrange()

    def _arrange(self) -> None:
        inside = self.rect().adjusted(SPACE_M, SPACE_M, -SPACE_M, -SPACE_M)
        bar, (left, right) = self._scale_bar, self._letters
        bar.move(inside.left(), inside.bottom() - bar.height())
        left.move(inside.left(), bar.y() - left.height() - 4)
        right.move(inside.right() - right.width(), left.y())
        self._legend.move(inside.topLeft() - QPoint(6, 4))
        hint = self._hint
        hint.move((self.width() - hint.width()) // 2, inside.bottom() - hint.height())
        if hint.x() < bar.geometry().right() + SPACE_S:
            hint.move(hint.x(), bar.y() - hint.height() - SPACE_S)

    # How it looks.

    def retranslate(self) -> None:
        """Say everything in the person's language."""
        self.view.setToolTip("")
        self.view.setAccessibleDescription(
            self.tr("Drag with space held to pan, turn the wheel to zoom, press 0 to fit.")
        )
        self._show_hint()

    def _dress(self) -> None:
        palette = current()
        self.view.set_palette(palette)
        self.scene.set_chart(palette)
        self.view.sharpen()
        self._on_view()
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

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep what stands over the view in its corners."""
        super().resizeEvent(event)
        self._arrange()

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
