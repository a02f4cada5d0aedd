"""The tools: their actions, the canvas, and the grid's options follow one another."""

from __future__ import annotations

from PySide6.QtCore import QObject

from mesomap.app.actions import Actions
from mesomap.app.session_page import TOOLS, SessionPage
from mesomap.atlas import Body
from mesomap.canvas import ChartCanvas, GridPreview
from mesomap.analysis.lattices import UNDER_JAW
from mesomap.model import LatticeSettings, Pattern
from mesomap.paint.names import region_name
from mesomap.panels.grid_options import GridChoice, GridFigures


class ToolSwitch(QObject):
    """Keeps the toolbar, the grid's options and the canvas of one mind."""

    def __init__(self, actions: Actions, page: SessionPage, canvas: ChartCanvas) -> None:
        super().__init__(canvas)
        self._actions, self._page, self._canvas = actions, page, canvas
        self.body: Body | None = None
        canvas.tool_changed.connect(self._took)
        canvas.preview_changed.connect(self._previewed)
        canvas.grid_settings_changed.connect(self._turned)
        page.grid.choice_changed.connect(self._chose)
        page.grid.done.connect(canvas.setFocus)
        self._chose(page.grid.choice())
        self._took(canvas.tool)
        self._previewed(None)

    def take(self, tool: str) -> None:
        """Take a tool in hand."""
        self._canvas.set_tool(tool)
        self._took(self._canvas.tool)
        self._canvas.setFocus()

    def _took(self, tool: str) -> None:
        for name in TOOLS:
            self._actions[f"tool_{name}"].setChecked(name == tool)
        self._page.show_grid_options(tool == "grid")
        if tool != "grid":
            self._previewed(None)

    def _previewed(self, preview: GridPreview | None) -> None:
        self._actions["place_grid"].setEnabled(preview is not None and preview.count > 0)
        under_jaw = preview is not None and any(key.id in UNDER_JAW for key in preview.regions)
        self._page.grid.show_jaw(under_jaw)
        if preview is None or self.body is None:
            self._page.grid.show_preview(None)
            return
        self._page.grid.show_preview(
            GridFigures(
                region=", ".join(region_name(self.body, key) for key in preview.regions),
                count=preview.count,
                coverage=preview.coverage,
                spacing_mm=preview.spacing.median_mm,
                volume_ul=preview.volume_ul,
                area_mm2=preview.region_mm2,
                taken=preview.skipped,
            )
        )

    def _chose(self, choice: GridChoice) -> None:
        self._canvas.set_grid_settings(
            LatticeSettings(
                pattern=Pattern(choice.pattern),
                spacing_mm=choice.spacing_mm,
                angle_deg=choice.angle_deg,
                margin_mm=choice.margin_mm,
            ),
            below_mandible_mm=choice.below_jaw_mm,
        )

    def _turned(self, settings: LatticeSettings) -> None:
        self._page.grid.show_choice(
            GridChoice(
                pattern=settings.pattern.value,
                spacing_mm=settings.spacing_mm,
                angle_deg=settings.angle_deg,
                margin_mm=settings.margin_mm,
            )
        )
