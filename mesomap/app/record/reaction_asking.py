"""One reaction is asked for: its dialog, and the way to the chart and back for its place."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget

from mesomap.canvas import ChartCanvas
from mesomap.canvas.tools.reaction import ReactionPlace
from mesomap.panels.record.reaction_dialog import ReactionDialog


class ReactionAsking(QObject):
    """Keeps the dialog while its place is marked: it hides, and comes back with the place."""

    def __init__(self, canvas: ChartCanvas, parent: QObject) -> None:
        super().__init__(parent)
        self._canvas = canvas
        self._dialog: ReactionDialog | None = None
        self._tool_before = "select"
        self._marking = False
        canvas.reaction_tool.events.placed.connect(self._placed)
        canvas.tool_changed.connect(self._tool_changed)

    @property
    def dialog(self) -> ReactionDialog | None:
        """The dialog, shown or waiting for its place."""
        return self._dialog

    def ask(self, dialog: ReactionDialog, taken: Callable[[ReactionDialog], object]) -> None:
        """Show the dialog; `taken` is called once it was answered."""
        self.abandon()
        self._dialog = dialog
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.mark_wanted.connect(self._mark)
        dialog.accepted.connect(lambda: taken(dialog))
        dialog.finished.connect(lambda _result: self._finished(dialog))
        dialog.open()

    def abandon(self) -> None:
        """The session closes: what was not saved is not wanted."""
        dialog, self._dialog = self._dialog, None
        self._marking = False
        if dialog is not None:
            dialog.reject()

    def _mark(self) -> None:
        if self._dialog is None:
            return
        self._marking = True
        self._tool_before = self._canvas.tool
        self._dialog.hide()
        self._canvas.set_tool("reaction")
        window = self._dialog.parentWidget()
        if isinstance(window, QWidget):
            window.activateWindow()
        self._canvas.setFocus()

    def _placed(self, place: ReactionPlace) -> None:
        if self._dialog is None or not self._marking:
            return
        self._dialog.place.show_place(place.site, place.outline, place.region)
        if place.long_mm is not None:
            self._dialog.place.show_size(place.long_mm, place.wide_mm)
        self._canvas.set_tool(self._tool_before)

    def _tool_changed(self, tool: str) -> None:
        """Another tool is in hand: placed, left with Esc, or by any other way."""
        if self._marking and tool != "reaction" and self._dialog is not None:
            self._marking = False
            self._dialog.open()
            self._dialog.place.mark.setFocus()

    def _finished(self, dialog: ReactionDialog) -> None:
        if self._dialog is dialog:
            self._dialog = None
        self._canvas.setFocus()
