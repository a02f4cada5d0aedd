"""The quiet lines of treat mode: why something was skipped, notes, another dose, what was done."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject

from mesomap.analysis.walked import key_of_step, sites_of
from mesomap.app.treat_words import named, skip_reasons
from mesomap.document.notes import new_note
from mesomap.document.treating import Step
from mesomap.model import Status

if TYPE_CHECKING:
    from mesomap.app.treat_flow import TreatFlow


class TreatLines(QObject):
    """Knows what the line asks for; the flow does what was answered."""

    def __init__(self, flow: TreatFlow) -> None:
        super().__init__(flow)
        self._flow = flow
        self._asked: tuple[str, UUID | None] = ("", None)

    def ask_reason(self) -> None:
        """Write why the last one was skipped."""
        assert self._flow.sitting is not None
        kind, id = self._asked
        steps = {step.id: step for step in self._flow.sitting.course.steps()}
        skipped = [steps[id] for id in self._skipped_ids()]
        if kind == "reason" and id in steps and not self._flow.page.line.isHidden():
            self.ask_why(steps[id], focus=True)
        elif skipped:
            self.ask_why(skipped[-1], focus=True)

    def _skipped_ids(self) -> list[UUID]:
        assert self._flow.sitting is not None
        steps = {step.id: step for step in self._flow.sitting.course.steps()}
        flat = [id for ids in self._flow.sitting.done for id in ids]
        return [id for id in flat if steps[id].status is Status.SKIPPED]

    def ask_why(self, step: Step, *, focus: bool) -> None:
        """Offer reasons; the keys go there only on `focus`."""
        assert self._flow.sitting is not None
        question = self.tr("Why was {step} skipped? (R writes, or go on)").format(
            step=named(step, self._flow.sitting.course.numbers())
        )
        self._flow.page.dose.close_line()
        self._asked = ("reason", step.id)
        self._flow.page.line.ask(question, skip_reasons(), self.tr("In other words"), focus=focus)

    def ask_note(self) -> None:
        """A few words at the next site."""
        assert self._flow.sitting is not None
        step = self._flow.sitting.step()
        if step is None:
            return
        self._flow.page.dose.close_line()
        self._asked = ("note", step.id)
        question = self.tr("Note at {step}; Enter keeps it, Esc leaves").format(
            step=named(step, self._flow.sitting.course.numbers())
        )
        self._flow.page.line.ask(question, [], self.tr("A few words"), focus=True)

    def take(self, text: str) -> None:
        """What was chosen or typed, for what was asked."""
        sitting = self._flow.sitting
        kind, id = self._asked
        if sitting is None or id is None:
            return
        if kind == "reason":
            self._flow.attempt(lambda: sitting.give_reason(id, text))
        elif kind == "note":
            self._flow.attempt(lambda: self._pin(id, text))

    def _pin(self, id: UUID, text: str) -> None:
        sitting = self._flow.sitting
        assert sitting is not None
        step = next(step for step in sitting.course.steps() if step.id == id)
        sites = sites_of(sitting.body, step)
        if sites:
            sitting.pin(new_note(sitting.document, sites[0], key_of_step(step), text))
            self.say(self.tr("Noted."))

    def ask_dose(self) -> None:
        """Another depth or volume."""
        assert self._flow.sitting is not None
        step = self._flow.sitting.step()
        if step is not None:
            self._flow.page.line.close_line()
            rest = len(self._flow.sitting.alike(step))
            self._flow.page.dose.ask(step.depth_mm, step.volume_ul, rest)

    def take_dose(self, depth_mm: float | None, volume_ul: int | None, rest: bool) -> None:
        """Another dose was said, for this one or all the rest."""
        sitting = self._flow.sitting
        if sitting is not None:
            self._flow.attempt(lambda: sitting.change_dose(depth_mm, volume_ul, rest=rest))

    def say(self, text: str, *, undo: bool = False) -> None:
        """Say what was done; `undo` offers to take it back."""
        self._flow.page.dose.close_line()
        self._asked = ("said", None)
        self._flow.page.line.say(text, undo=undo)

    def close(self) -> None:
        """Nothing is asked or said."""
        self._flow.page.line.close_line()
        self._flow.page.dose.close_line()

    def close_said(self) -> None:
        """What was said is old: something else was done."""
        if self._asked[0] == "said":
            self._flow.page.line.close_line()
