"""The tools: their actions, the canvas, and each tool's options follow one another."""

from __future__ import annotations

from PySide6.QtCore import QObject

from mesomap.analysis.lattices import UNDER_JAW
from mesomap.analysis.lesions import present
from mesomap.app.actions import Actions
from mesomap.app.session_page import TOOLS, SessionPage
from mesomap.atlas import Body
from mesomap.canvas import ChartCanvas, GridPreview
from mesomap.canvas.info import GridWishes
from mesomap.document.history import earlier_sessions, placed
from mesomap.model import LatticeSettings, LesionUse, Pattern
from mesomap.paint.names import region_name
from mesomap.panels.grid_choice import FitFigures, GridChoice, GridFigures


class ToolSwitch(QObject):
    """Keeps the toolbar, the tools' options and the canvas of one mind."""

    def __init__(self, actions: Actions, page: SessionPage, canvas: ChartCanvas) -> None:
        super().__init__(canvas)
        self._actions, self._page, self._canvas = actions, page, canvas
        self.body: Body | None = None
        canvas.tool_changed.connect(self._took)
        canvas.preview_changed.connect(self._previewed)
        canvas.grid_settings_changed.connect(self._turned)
        page.grid.choice_changed.connect(self._chose)
        page.grid.corners_wanted.connect(self._set_corners)
        page.grid.done.connect(canvas.setFocus)
        self._chose(page.grid.choice())
        self._took(canvas.tool)
        self._previewed(None)

    def take(self, tool: str) -> None:
        """Take a tool in hand."""
        self._canvas.set_tool(tool)
        self._took(self._canvas.tool)
        self._canvas.setFocus()

    def fit_grid(self) -> None:
        """Best fit: move the previewed grid to where it needs the fewest points."""
        grid = self._page.grid
        grid.wanted.commit()
        self._canvas.grid_tool.fit_best(wanted=grid.wanted_coverage(), turn=grid.turn.isChecked())
        self._canvas.setFocus()

    def _took(self, tool: str) -> None:
        for name in TOOLS:
            self._actions[f"tool_{name}"].setChecked(name == tool)
        self._page.show_options(tool)
        if tool == "grid":
            self._page.grid.show_history(self._has_history())
        if tool not in ("grid", "fill"):
            self._previewed(None)

    def _previewed(self, preview: GridPreview | None) -> None:
        self._actions["place_grid"].setEnabled(preview is not None and preview.count > 0)
        page, body = self._page, self.body
        laid = preview if preview is not None and preview.settings is not None else None
        self._actions["best_fit"].setEnabled(laid is not None)
        under_jaw = laid is not None and any(key.id in UNDER_JAW for key in laid.regions)
        page.grid.show_jaw(under_jaw)
        page.grid.show_lesions(self._has_lesions())
        if preview is None or body is None:
            page.grid.show_preview(None)
            page.fill.show_preview(None)
            return
        figures = _figures(body, preview)
        if laid is not None:
            page.grid.show_preview(figures)
        else:
            page.fill.show_preview(figures, [region_name(body, key) for key in preview.no_lattice])

    def _has_lesions(self) -> bool:
        document = self._canvas.stage.document
        if document is None or document.session is None:
            return False
        return bool(present(document.lesions.values(), document.session.date))

    def _has_history(self) -> bool:
        document = self._canvas.stage.document
        if document is None or document.session is None:
            return False
        return any(placed(one) for one in earlier_sessions(document.store, document.session))

    def _set_corners(self, on: bool) -> None:
        self._canvas.grid_tool.corner_by_corner = on
        self._canvas.setFocus()

    def _chose(self, choice: GridChoice) -> None:
        self._canvas.set_grid_wishes(
            GridWishes(
                settings=LatticeSettings(
                    pattern=Pattern(choice.pattern),
                    spacing_mm=choice.spacing_mm,
                    angle_deg=choice.angle_deg,
                    margin_mm=choice.margin_mm,
                    offset_mm=choice.offset_mm,
                    row_spacing_mm=choice.row_spacing_mm,
                    stagger=choice.stagger,
                ),
                below_mandible_mm=choice.below_jaw_mm,
                lesions=LesionUse(choice.lesions),
                lesion_margin_mm=choice.lesion_margin_mm,
                avoid_caution=choice.avoid_caution,
                rest_days=choice.rest_days,
            )
        )

    def _turned(self, settings: LatticeSettings) -> None:
        self._page.grid.show_choice(
            GridChoice(
                pattern=settings.pattern.value,
                spacing_mm=settings.spacing_mm,
                angle_deg=settings.angle_deg,
                margin_mm=settings.margin_mm,
                row_spacing_mm=settings.row_spacing_mm,
                stagger=settings.stagger,
                offset_mm=settings.offset_mm,
            )
        )


def _figures(body: Body, preview: GridPreview) -> GridFigures:
    fit = preview.fit
    return GridFigures(
        region=", ".join(region_name(body, key) for key in preview.regions),
        count=preview.count,
        coverage=preview.coverage,
        spacing_mm=preview.spacing.median_mm,
        volume_ul=preview.volume_ul,
        area_mm2=preview.region_mm2,
        taken=preview.skipped,
        mg=preview.mg,
        fit=None
        if fit is None
        else FitFigures(
            change=fit.change,
            moved=fit.moved,
            coverage=fit.coverage,
            coverage_before=fit.coverage_before,
            wanted=fit.wanted,
        ),
    )
