"""Adding, changing, copying, ordering, removing and taking syringes; the needles of the clinic."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QDialog

from mesomap.app.actions_syringes import NUMBERED
from mesomap.app.desk import Desk
from mesomap.app.session_view import SessionView
from mesomap.app.syringe_view import needle_choices
from mesomap.clinical.needles import needles
from mesomap.document import edits_syringes as edits
from mesomap.document.edits_needles import needle_changes
from mesomap.model import (
    OWN_MARKS,
    Added,
    Change,
    MarkShape,
    Syringe,
    Updated,
    in_order,
    mark_of_syringe,
)
from mesomap.model.message import QT_TRANSLATE_NOOP
from mesomap.panels.needle_dialog import NeedleDialog
from mesomap.panels.syringe_dialog import SyringeDialog, SyringeEntry


class SyringeDesk(QObject):
    """What the menu Syringe does to the open session."""

    def __init__(self, desk: Desk, view: SessionView) -> None:
        super().__init__(view)
        self._desk = desk
        self._view = view
        view.settings_shown.connect(self.settle)
        self.settle()

    # Taking.

    def take(self, number: int) -> None:
        """The syringe `number`, from 1, in hand."""
        ordered = self._ordered()
        if 1 <= number <= len(ordered):
            self._view.use_syringe(ordered[number - 1].id)

    def step(self, by: int) -> None:
        """The next one (the one before if `by` is below 0) in hand, round and round."""
        ordered = self._ordered()
        held = self._view.held()
        if held is not None and len(ordered) > 1:
            at = [one.id for one in ordered].index(held.id)
            self._view.use_syringe(ordered[(at + by) % len(ordered)].id)

    def mean_layer(self) -> None:
        """Open the list of layers."""
        self._view.page.syringe.focus_layer()

    # Changing.

    def ask_new(self) -> None:
        """Ask what another syringe holds; it begins with the settings of the one in hand."""
        held, document = self._view.held(), self._view.document
        if held is None or document is None:
            return
        fresh = edits.duplicate_syringe(document, held)
        dialog = self._dialog(replace(fresh, mixture="", drawn_ul=0, mg_per_ml=None), fresh=True)

        def work() -> None:
            self._add(_entered(fresh, dialog.entry()))

        self._open(dialog, work)

    def ask_change(self) -> None:
        """Ask what the syringe in hand holds."""
        held = self._view.held()
        if held is None:
            return
        dialog = self._dialog(held, fresh=False)

        def work() -> None:
            after = _entered(held, dialog.entry())
            if after != held:
                self._commit(QT_TRANSLATE_NOOP("labels", "Change syringe"), (Updated(held, after),))

        self._open(dialog, work)

    def duplicate(self) -> None:
        """A second one like the one in hand, which it takes."""
        held, document = self._view.held(), self._view.document
        if held is not None and document is not None:
            self._add(edits.duplicate_syringe(document, held))

    def move(self, by: int) -> None:
        """The one in hand earlier or later in the list."""
        held, document = self._view.held(), self._view.document
        if held is not None and document is not None:
            changes = edits.move_syringe(document, held.id, by)
            self._commit(QT_TRANSLATE_NOOP("labels", "Move syringe"), changes)

    def remove(self) -> None:
        """The one in hand, if nothing is from it; its neighbour is taken."""
        held, document = self._view.held(), self._view.document
        if held is None or document is None or len(document.syringes) < 2:
            return
        ordered = [one.id for one in self._ordered()]
        at = ordered.index(held.id)
        changes = edits.remove_syringe(document, held.id)
        if self._commit(QT_TRANSLATE_NOOP("labels", "Remove syringe"), changes):
            rest = [id_ for id_ in ordered if id_ != held.id]
            self._view.use_syringe(rest[min(at, len(rest) - 1)])

    def ask_needles(self) -> None:
        """The clinic's list of needles."""
        document = self._view.document
        if document is None:
            return
        dialog = NeedleDialog(list(needles(document.needles).values()), self._desk.window)

        def work() -> None:
            changes = needle_changes(document, dialog.entries())
            if self._commit(QT_TRANSLATE_NOOP("labels", "Change needles"), changes):
                self._view.settings_stale.emit()

        self._open(dialog, work)

    def settle(self) -> None:
        """Enable what has something to work on; the numbered actions say whom they take."""
        actions, ordered = self._desk.actions, self._ordered()
        held = self._view.held()
        for number, name in enumerate(NUMBERED, start=1):
            action = actions[name]
            there = number <= len(ordered)
            action.setVisible(there)
            action.setEnabled(there)
            if there:
                words = ordered[number - 1].name.replace("&", "&&")
                action.setText(f"&{number} {words}")
        several = len(ordered) > 1
        for name in ("next_syringe", "previous_syringe", "remove_syringe"):
            actions[name].setEnabled(several)
        at = [one.id for one in ordered].index(held.id) if held is not None else 0
        actions["syringe_up"].setEnabled(several and at > 0)
        actions["syringe_down"].setEnabled(several and at < len(ordered) - 1)

    # Inside.

    def _ordered(self) -> list[Syringe]:
        document = self._view.document
        return in_order(document.syringes.values()) if document is not None else []

    def _dialog(self, like: Syringe, *, fresh: bool) -> SyringeDialog:
        document = self._view.document
        assert document is not None
        taken: dict[MarkShape, int] = {}
        for number, one in enumerate(self._ordered(), start=1):
            if fresh or one.id != like.id:
                taken.setdefault(mark_of_syringe(one), number)
        return SyringeDialog(
            like,
            self._desk.window,
            fresh=fresh,
            needles=needle_choices(document),
            taken=taken,
            own=OWN_MARKS[like.technique],
        )

    def _add(self, made: Syringe) -> None:
        if self._commit(QT_TRANSLATE_NOOP("labels", "Add syringe"), (Added(made),)):
            self._view.canvas.stage.select(frozenset())
            self._view.use_syringe(made.id)

    def _commit(self, label: str, changes: Sequence[Change]) -> bool:
        return self._view.commit(label, tuple(changes))

    def _open(self, dialog: QDialog, work: Callable[[], None]) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: self._desk.when_ready(work))
        dialog.open()


def _entered(syringe: Syringe, entry: SyringeEntry) -> Syringe:
    return replace(
        syringe,
        name=entry.name,
        mixture=entry.mixture,
        drawn_ul=entry.drawn_ul,
        mg_per_ml=entry.mg_per_ml,
        needle=entry.needle,
        mark=entry.mark,
        ul_per_mm=entry.ul_per_mm,
    )
