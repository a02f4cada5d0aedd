"""One sitting of treating: what is next, what was done, what must be pressed twice.

Knows the document and no widget. Everything that is given goes through `Document.commit`, one
commit a press, before anything shows it as given.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from uuid import UUID

from mesomap.analysis.route import (
    Route,
    best_route,
    is_comfortable,
    region_by_region,
    stored_route,
)
from mesomap.app.treat_show import Course
from mesomap.app.treat_words import side_gate, syringe_gate
from mesomap.atlas import Body
from mesomap.document import Document, treating
from mesomap.document.treating import Step, is_open
from mesomap.model import Added, AreaPass, Change, GivenHow, Injection, Side, Status, in_order
from mesomap.model.message import QT_TRANSLATE_NOOP

SIDES = (Side.LEFT, Side.RIGHT)


class Sitting:
    """From entering treat mode to leaving it."""

    def __init__(self, document: Document, body: Body) -> None:
        self.document = document
        self.body = body
        self._put_in_order()
        self.course = Course(document, body, stored_route(body, treating.steps_of(document)))
        steps = self.course.steps()
        last = treating.last_done(steps)
        self.last: UUID | None = last.id if last is not None else None
        following = treating.next_open(steps, self.last)
        self.current: UUID | None = following.id if following is not None else None
        self.done: list[tuple[UUID, ...]] = []
        """What was given or skipped in this sitting, press by press."""
        self.undoable = 0
        """So many commits of this sitting can be undone."""
        self._side: Side | None = None
        self._syringe: UUID | None = None
        self._many_asked: tuple[UUID, ...] = ()

    # What is next.

    def step(self) -> Step | None:
        """What is next; None when nothing is left."""
        return None if self.current is None else treating.step_of(self.document, self.current)

    def open_steps(self) -> list[Step]:
        """What is left, in needle order."""
        return [step for step in self.course.steps() if is_open(step)]

    def asks_for_side(self) -> Side | None:
        """The other side of the body, while a press must say that one went over to it."""
        step = self.step()
        if step is None or step.side not in SIDES or self._side in (None, step.side):
            return None
        return step.side

    def asks_for_syringe(self) -> UUID | None:
        """Another syringe, while a press must say that it is in hand."""
        step = self.step()
        if step is None or self._syringe in (None, step.syringe):
            return None
        return step.syringe

    def gate(self) -> str:
        """What must be pressed first, in words; "" if the next press gives."""
        side = self.asks_for_side()
        if side is not None:
            return side_gate(side)
        syringe = self.asks_for_syringe()
        if syringe is None:
            return ""
        ordered = [one.id for one in in_order(self.document.syringes.values())]
        return syringe_gate(ordered.index(syringe) + 1, self.document.syringes[syringe].name)

    def go_to(self, id: UUID) -> bool:
        """Go on from another open step."""
        step = treating.step_of(self.document, id)
        if step is None or not is_open(step):
            return False
        self.current = id
        return True

    def go_by(self, by: int) -> bool:
        """Go on from the next open step, or the one before."""
        left = [step.id for step in self.open_steps()]
        if self.current not in left or len(left) < 2:
            return False
        return self.go_to(left[(left.index(self.current) + by) % len(left)])

    # What is pressed.

    def press(self) -> Step | None:
        """Given: the step that this gave; None where the press answered a question."""
        step = self.step()
        if step is None:
            return None
        side = self.asks_for_side()
        if side is not None:
            self._side = side
            return None
        if self.asks_for_syringe() is not None:
            self._syringe = step.syringe
            return None
        label = QT_TRANSLATE_NOOP("labels", "Give injection")
        if isinstance(step, AreaPass):
            label = QT_TRANSLATE_NOOP("labels", "Give area pass")
        self._commit(label, treating.give(self.document, [step]))
        self._did((step,))
        self.last = step.id
        return step

    def press_many(self, ids: Sequence[UUID]) -> list[Step] | None:
        """All these are given, recorded as many at once; None where a second press is wanted,
        because they go over to the other side of the body."""
        steps = [step for id in ids if (step := treating.step_of(self.document, id)) is not None]
        steps = [step for step in steps if is_open(step)]
        sides = {step.side for step in steps if step.side in SIDES}
        here = self._side if self._side is not None else next(iter(sides), None)
        asked = tuple(step.id for step in steps)
        if (sides - {here} or len(sides) > 1) and self._many_asked != asked:
            self._many_asked = asked
            return None
        self._many_asked = ()
        if not steps:
            return []
        label = QT_TRANSLATE_NOOP("labels", "Give several at once")
        self._commit(label, treating.give(self.document, steps, how=GivenHow.BULK))
        self._did(steps)
        self.last = steps[-1].id
        return steps

    def skip(self) -> Step | None:
        """Not the next one; what was skipped."""
        step = self.step()
        if step is None:
            return None
        self._commit(QT_TRANSLATE_NOOP("labels", "Skip"), treating.skip(self.document, step))
        self._did((step,), placed=False)
        return step

    def give_reason(self, id: UUID, reason: str) -> None:
        """Why a step was skipped."""
        step = treating.step_of(self.document, id)
        if step is not None and step.status is Status.SKIPPED:
            label = QT_TRANSLATE_NOOP("labels", "Say why it was skipped")
            self._commit(label, treating.set_reason(step, reason))

    def back(self) -> list[Step]:
        """Take back what was done last, be it one or many; what was taken back."""
        steps = self._last_done()
        if not steps:
            return []
        label = QT_TRANSLATE_NOOP("labels", "Take back")
        self._commit(label, treating.take_back(self.document, steps))
        if self.done:
            self.done.pop()
        self._follow(steps[0].id)
        return steps

    def undo(self) -> bool:
        """Undo the last commit of this sitting, whatever it was."""
        if not self.undoable:
            return False
        before = {step.id: step for step in self.course.steps()}
        if self.document.undo() is None:
            return False
        self.undoable -= 1
        self._reroute()
        after = self.course.steps()
        reopened = [s.id for s in after if is_open(s) and not is_open(before.get(s.id, s))]
        closed = {step.id for step in after if not is_open(step)}
        self.done = [ids for ids in self.done if set(ids) <= closed]
        self._follow(reopened[0] if reopened else self.current)
        return True

    def change_dose(self, depth_mm: float | None, volume_ul: int | None, *, rest: bool) -> int:
        """Another dose for the next step, or for all that is left; how many changed."""
        step = self.step()
        if step is None:
            return 0
        steps = self.alike(step) if rest else [step]
        changes = treating.change_dose(steps, depth_mm=depth_mm, volume_ul=volume_ul)
        self._commit(QT_TRANSLATE_NOOP("labels", "Change what is given"), changes)
        return len(changes)

    def pin(self, note: Added) -> None:
        """A few words about a place."""
        self._commit(QT_TRANSLATE_NOOP("labels", "Add note"), (note,))

    def alike(self, step: Step) -> list[Step]:
        """What is left of the same sort and syringe: others have a dose of their own."""
        return [one for one in self.open_steps() if _alike(one, step)]

    def reorder(self, route: Route) -> bool:
        """Give what is left in another order; what is done keeps its place."""
        left = {step.id for step in self.open_steps()}
        changes = treating.reorder(self.document, [id for id in route.ids if id in left])
        if not self._commit(QT_TRANSLATE_NOOP("labels", "Put in needle order"), changes):
            return False
        self._reroute()
        return True

    def leave(self, because: str = "") -> None:
        """Treating ends before all is given."""
        changes = treating.end(self.document, because=because)
        self._commit(QT_TRANSLATE_NOOP("labels", "End treating"), changes)

    # Inside.

    def _commit(self, label: str, changes: tuple[Change, ...]) -> bool:
        if not changes:
            return False
        self.document.commit(label, changes, initiator=self)
        self.undoable += 1
        return True

    def _did(self, steps: Iterable[Step], *, placed: bool = True) -> None:
        ids = tuple(step.id for step in steps)
        self.done.append(ids)
        for step in steps:
            if placed:
                self._side = step.side if step.side in SIDES else self._side
                self._syringe = step.syringe
        following = treating.next_open(self.course.steps(), ids[-1])
        self.current = following.id if following is not None else None

    def _last_done(self) -> list[Step]:
        if self.done:
            ids: tuple[UUID, ...] = self.done[-1]
        else:
            last = treating.last_done(self.course.steps())
            ids = () if last is None else (last.id,)
        found = [treating.step_of(self.document, id) for id in ids]
        return [step for step in found if step is not None and not is_open(step)]

    def _follow(self, current: UUID | None) -> None:
        step = treating.step_of(self.document, current) if current is not None else None
        if step is None or not is_open(step):
            step = treating.next_open(self.course.steps(), self.last)
        self.current = step.id if step is not None else None
        last = treating.last_done(self.course.steps())
        self.last = last.id if last is not None else None

    def _reroute(self) -> None:
        steps = treating.steps_of(self.document)
        self.course = Course(self.document, self.body, stored_route(self.body, steps))

    def _put_in_order(self) -> None:
        """Before the first needle all, if they lie about in no good order; later only what is
        left of regions that something was added to: it goes on where it stopped."""
        steps = treating.steps_of(self.document)
        left = [step for step in steps if is_open(step)]
        if not left:
            return
        if len(left) < len(steps):
            if region_by_region(left):
                return
        elif is_comfortable(self.body, left, self.document.lattices):
            return
        route = best_route(self.body, left, self.document.lattices)
        changes = treating.reorder(self.document, route.ids)
        if changes:
            label = QT_TRANSLATE_NOOP("labels", "Put in needle order")
            self.document.commit(label, changes, initiator=self)


def _alike(step: Step, other: Step) -> bool:
    same = isinstance(step, Injection) == isinstance(other, Injection)
    return same and step.syringe == other.syringe
