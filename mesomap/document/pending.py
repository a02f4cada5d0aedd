"""Work that is kept in memory while the disk refuses it, and written in its order once it does not.

Each step is one transaction, and none is written twice: after a refusal the store asks its change
log whether the step is there (`storage.unsure`). What is kept is part of the open session; a crash
loses it, so a person is told all the time.
"""

from __future__ import annotations

from mesomap.document.state import State
from mesomap.model import (
    Addendum,
    Change,
    ClinicPart,
    Message,
    Patient,
    PatientPart,
    Session,
    SessionStatus,
    Updated,
)
from mesomap.storage import RefusedError, Store
from mesomap.storage.kept import Kept


class Pending:
    """The steps that are kept, in their order, and why the disk refuses them."""

    def __init__(self) -> None:
        self.steps: list[Kept] = []
        self.why: Message | None = None

    def __len__(self) -> int:
        return len(self.steps)

    def keep(self, step: Kept, why: Message) -> None:
        """Keep `step` after those that are kept."""
        self.steps.append(step)
        self.why = why

    def write(self, store: Store) -> None:
        """Write them until none is left.

        Raises
        ------
        RefusedError
            The disk refuses still: what is left stays kept.
        """
        while self.steps:
            try:
                self.steps[0].write(store)
            except RefusedError as error:
                self.why = error.why
                raise
            del self.steps[0]
        self.why = None

    def drop(self) -> None:
        """Forget them for good."""
        self.steps.clear()
        self.why = None


def is_of_session(state: State, changes: tuple[Change, ...]) -> bool:
    """Whether all `changes` are about the open session or its patient: undo may take them back."""
    if state.session is None or state.patient is None:
        return False
    return all(_is_part(state, change) for change in changes)


def may_be_kept(state: State, changes: tuple[Change, ...]) -> bool:
    """Whether `changes` may wait in memory: work on the open session, all of which is in `state`.

    Neither a signature nor the patient's own data: these are on the disk, or they are not made.
    """
    if not is_of_session(state, changes):
        return False
    for change in changes:
        value = change.after if isinstance(change, Updated) else change.value
        if isinstance(value, Patient):
            return False
        if isinstance(value, Session) and isinstance(change, Updated):
            before = change.before
            assert isinstance(before, Session)
            if SessionStatus.SIGNED in (before.status, value.status):
                return False
    return True


def _is_part(state: State, change: Change) -> bool:
    value = change.after if isinstance(change, Updated) else change.value
    if isinstance(value, Patient | Session):
        return isinstance(change, Updated) and state.current(value) is not None
    if isinstance(value, PatientPart):
        return value.patient in state.family
    if isinstance(value, ClinicPart | Addendum):
        return False
    return state.session is not None and value.session == state.session.id
