"""The row, line, nappage and stamp tools: canvas, options and the action Place of one mind."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject

from mesomap.app.actions import Actions
from mesomap.app.session_view import SessionView
from mesomap.canvas.draft_words import first_line, second_line
from mesomap.canvas.drafts import Draft
from mesomap.canvas.tools.draft import DraftTool
from mesomap.document.wishes import Wishes
from mesomap.panels.tool_options import ToolOptions


class Drafting(QObject):
    """What is typed goes to the tools, what they show goes to their options."""

    def __init__(self, actions: Actions, view: SessionView) -> None:
        super().__init__(view)
        self._actions, self._view = actions, view
        self._canvas = view.canvas
        page = view.page
        self._panels: dict[str, ToolOptions] = {
            "row": page.row,
            "line": page.line,
            "nappage": page.nappage,
            "stamp": page.stamp,
        }
        for name, panel in self._panels.items():
            panel.wishes_changed.connect(lambda wishes, tool=name: self._wish(tool, wishes))
            panel.done.connect(self._canvas.setFocus)
            panel.tell()
        page.line.volume_changed.connect(self._set_ul_per_mm)
        self._canvas.stage.draft_changed.connect(self._drafted)
        self._canvas.tool_changed.connect(lambda _name: self._drafted(None))
        view.settings_shown.connect(self._show_volume)
        self._drafted(None)

    def place(self) -> None:
        """Add what is shown."""
        tool = self._canvas.scene.tool
        if isinstance(tool, DraftTool):
            tool.accept()
        self._canvas.setFocus()

    def _wish(self, name: str, wishes: Wishes) -> None:
        tool = self._canvas.scene.tools[name]
        assert isinstance(tool, DraftTool)
        tool.set_wishes(wishes)

    def _drafted(self, draft: Draft | None) -> None:
        self._actions["place_draft"].setEnabled(draft is not None)
        panel = self._panels.get(self._canvas.tool)
        if panel is None:
            return
        if draft is None:
            panel.show_preview("", "")
            return
        panel.show_preview(first_line(draft), second_line(draft))
        tool = self._canvas.scene.tool
        if isinstance(tool, DraftTool) and draft.wishes == tool.wishes:
            panel.show_wishes(draft.wishes)

    def _set_ul_per_mm(self, ul_per_mm: float) -> None:
        self._view.edit_syringe(lambda held: replace(held, ul_per_mm=ul_per_mm))
        self._canvas.refresh()

    def _show_volume(self) -> None:
        held = self._view.held()
        if held is not None:
            self._view.page.line.show_volume(held.ul_per_mm)
