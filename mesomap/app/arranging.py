"""Sets of what is selected, and bringing it into line."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from mesomap.app.copying import NO_REGION
from mesomap.app.desk import Desk
from mesomap.app.session_view import SessionView
from mesomap.app.tool_switch import ToolSwitch
from mesomap.canvas import selecting
from mesomap.canvas.tools.select import SelectTool
from mesomap.document.arranging import arrange
from mesomap.geometry import arranging
from mesomap.geometry.arrays import Floats
from mesomap.model import AreaPass, Injection, Message
from mesomap.model.message import QT_TRANSLATE_NOOP


class Arranging(QObject):
    """What the menus do with a selection; the select tool's options follow."""

    def __init__(self, desk: Desk, view: SessionView, tools: ToolSwitch) -> None:
        super().__init__(view)
        self._desk = desk
        self._view = view
        self._tools = tools
        options = view.page.select
        options.lasso_wanted.connect(self._use_lasso)

    def select_in_region(self) -> None:
        """Everything of the chosen region."""
        stage = self._view.canvas.stage
        key = stage.selected_region or stage.hovered_region
        if key is None:
            self._desk.warn(Message(NO_REGION))
            return
        self._view.canvas.select_region(key)
        stage.select(selecting.of_region(stage, key))

    def select_from_syringe(self) -> None:
        """Everything from the syringe of what is selected, else from the one in hand."""
        stage = self._view.canvas.stage
        chosen = selecting.selected_values(stage)
        syringes = {one.syringe for one in chosen if isinstance(one, Injection | AreaPass)}
        held = self._view.held()
        if not syringes and held is not None:
            syringes = {held.id}
        stage.select(selecting.of_syringes(stage, frozenset(syringes)))

    def invert(self) -> None:
        """All but what is selected."""
        stage = self._view.canvas.stage
        stage.select(selecting.all_but(stage, stage.selection))

    def align_line(self) -> None:
        """Onto one straight line."""
        self._arrange(QT_TRANSLATE_NOOP("labels", "Align in a line"), arranging.in_line)

    def distribute(self) -> None:
        """At equal distances."""
        self._arrange(QT_TRANSLATE_NOOP("labels", "Space equally"), arranging.equally_spaced)

    def align_rows(self) -> None:
        """Into rows."""
        self._arrange(QT_TRANSLATE_NOOP("labels", "Align in rows"), arranging.in_rows)

    def take_band(self) -> None:
        """The select tool, drawing bands."""
        self._tools.take("select")
        self._use_lasso(False)

    def take_lasso(self) -> None:
        """The select tool, drawing lassos; the same again goes back to the band."""
        tool = self._select_tool()
        in_hand = self._view.canvas.tool == "select"
        self._tools.take("select")
        self._use_lasso(not (in_hand and tool.lassoes))

    def toggle_key_pointer(self) -> None:
        """Give the pointer to the keyboard, or back."""
        self._view.canvas.view.toggle_key_pointer()
        self._view.canvas.setFocus()

    def _use_lasso(self, on: bool) -> None:
        tool = self._select_tool()
        tool.abandon()
        tool.lassoes = on
        self._view.page.select.show_lasso(on)
        self._view.canvas.setFocus()

    def _select_tool(self) -> SelectTool:
        tool = self._view.canvas.scene.tools["select"]
        assert isinstance(tool, SelectTool)
        return tool

    def _arrange(self, label: str, way: Callable[[Floats], Floats]) -> None:
        body, chosen = self._view.body, self._view.canvas.stage.selected_injections()
        if body is None:
            return

        def work() -> None:
            self._view.commit(label, arrange(body, chosen, way))

        self._desk.attempt(work)
