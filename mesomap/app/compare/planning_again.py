"""From a comparison to today's plan: each command is one step of undo, then selected."""

from __future__ import annotations

from PySide6.QtCore import QObject

from mesomap.app.copy_words import part_words
from mesomap.app.desk import Desk
from mesomap.app.session_view import SessionView
from mesomap.document.comparing import COMMANDS, Again, Source
from mesomap.document.copies import place_again
from mesomap.model.message import QT_TRANSLATE_NOOP
from mesomap.paint.locale import format_count, format_date

LABELS = {
    "repeat_kept": QT_TRANSLATE_NOOP("labels", "Repeat the kept"),
    "plan_missed": QT_TRANSLATE_NOOP("labels", "Only what was missed"),
    "shift_lattice": QT_TRANSLATE_NOOP("labels", "Shift the lattice"),
    "continue_plan": QT_TRANSLATE_NOOP("labels", "Continue where it stopped"),
}


class PlanningAgain(QObject):
    """Places what a command of `mesomap.document.comparing` chooses, or says why not."""

    def __init__(self, desk: Desk, view: SessionView) -> None:
        super().__init__(view)
        self._desk = desk
        self._view = view

    def place(self, name: str, source: Source | None = None) -> None:
        """Do the command `name`, of the last sessions or of the one that `source` names."""
        self._desk.attempt(lambda: self._place(name, source))

    def _place(self, name: str, source: Source | None) -> None:
        document, body = self._view.document, self._view.body
        if document is None or body is None:
            return
        again = COMMANDS[name](document, body, source)
        made = place_again(document, again.part)
        if not self._view.commit(LABELS[name], made.changes):
            return
        self._view.canvas.stage.select(made.ids)
        self._desk.message.done(self._said(again))

    def _said(self, again: Again) -> str:
        said = self.tr("From {date}: {what}.").format(
            date=format_date(again.day), what=part_words(again.part)
        )
        if again.there:
            count = format_count(again.there)
            said += " " + self.tr("There already: {count}.").format(count=count)
        if again.off:
            count = format_count(again.off)
            said += " " + self.tr("On a picture that is not here: {count}.").format(count=count)
        return said
