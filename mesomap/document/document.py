"""The one writer of an open clinic file.

`commit` validates, stores in one transaction, swaps the state, records the undo step, notifies.
If validation or storage fails, memory, history and disk are as before; but what the disk refuses of
work on the open session is kept in memory and written later (`document.pending`). Undo and redo
are changes through the same door; they belong to the open session and end when it is signed or
closes.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

from mesomap.document.event import Event
from mesomap.document.loading import load
from mesomap.document.pending import Pending, is_of_session, may_be_kept
from mesomap.document.state import E, State
from mesomap.document.validate import validate
from mesomap.model import (
    AreaPass,
    Calibration,
    Change,
    Injection,
    Lattice,
    Lesion,
    Lot,
    Needle,
    Note,
    Patient,
    Picture,
    Session,
    SessionStatus,
    Syringe,
    Updated,
    invert,
)
from mesomap.storage import RefusedError, Store, WrittenAfterAllError
from mesomap.storage.kept import Kept

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Step:
    label: str
    changes: tuple[Change, ...]


class Document:
    """The open clinic file and, of it, the open session.

    Parameters
    ----------
    store : Store
        The clinic file; it stays the caller's to close.
    actor : str
        Who works: goes into the change log.
    clock : callable
        Tells the time; a test brings its own.
    """

    def __init__(
        self, store: Store, *, actor: str = "", clock: Callable[[], datetime] = datetime.now
    ) -> None:
        self.store = store
        self.actor = actor
        self.clock = clock
        self.recorded_at: datetime | None = None
        """In record mode: when what is placed was given, if it is recorded afterwards."""
        self.pending = Pending()
        """Steps of the open session that the disk has not taken yet."""
        self._unsure = False
        """Whether a step that may not be kept was refused, and may be written nevertheless."""
        self._lots: dict[UUID, Lot] = {}
        self._state = State()
        self._undo: list[_Step] = []
        self._redo: list[_Step] = []
        self._subscribers: list[Callable[[Event], None]] = []

    @property
    def state(self) -> State:
        """The open session whole, as immutable values; empty without one."""
        return self._state

    @property
    def patient(self) -> Patient | None:
        """The open session's patient."""
        return self._state.patient

    @property
    def session(self) -> Session | None:
        """The open session."""
        return self._state.session

    @property
    def syringes(self) -> Mapping[UUID, Syringe]:
        """The open session's syringes by id."""
        return self._state.of(Syringe)

    @property
    def injections(self) -> Mapping[UUID, Injection]:
        """The open session's injections by id."""
        return self._state.of(Injection)

    @property
    def areas(self) -> Mapping[UUID, AreaPass]:
        """The open session's area passes by id."""
        return self._state.of(AreaPass)

    @property
    def lattices(self) -> Mapping[UUID, Lattice]:
        """The open session's lattices by id."""
        return self._state.of(Lattice)

    @property
    def notes(self) -> Mapping[UUID, Note]:
        """The open session's notes by id."""
        return self._state.of(Note)

    @property
    def lesions(self) -> Mapping[UUID, Lesion]:
        """The lesions of the open session's patient by id."""
        return self._state.of(Lesion)

    @property
    def needles(self) -> Mapping[UUID, Needle]:
        """The needles that the clinic made or changed, by id."""
        return self._state.of(Needle)

    @property
    def pictures(self) -> Mapping[UUID, Picture]:
        """The clinic's own charts for the open session's patient, by id."""
        return self._state.of(Picture)

    def of(self, kind: type[E]) -> Mapping[UUID, E]:
        """The values of one sort that the open session, its patient or the clinic holds, by id.

        Empty without an open session; lots and attachments stay in the clinic file.
        """
        return self._state.of(kind)

    def lots(self, ids: Iterable[UUID]) -> Mapping[UUID, Lot]:
        """Lots by id, from the clinic file; as they were last read while its drive is gone."""
        wanted = list(ids)
        with suppress(RefusedError):
            self._lots.update(self.store.lots(wanted))
        return {id: self._lots[id] for id in wanted if id in self._lots}

    @property
    def calibration(self) -> Calibration | None:
        """The calibration that the open session uses; None for the average adult's lengths."""
        session = self._state.session
        if session is None or session.calibration is None:
            return None
        return self._state.of(Calibration)[session.calibration]

    @property
    def last_order(self) -> int:
        """The highest needle order that anything of the open session had; 0 without."""
        return self._state.last_order

    @property
    def can_undo(self) -> str | None:
        """The label of what `undo` would take back, None when there is nothing."""
        return self._undo[-1].label if self._undo else None

    @property
    def can_redo(self) -> str | None:
        """The label of what `redo` would make again, None when there is nothing."""
        return self._redo[-1].label if self._redo else None

    def open_session(self, id: UUID) -> None:
        """Load a session; the one that was open is closed first."""
        self.write_pending()
        session = self.store.session(id)
        state = load(self.store, session)
        self.close_session()
        self._state = state
        self._notify(Event("opened", "", ()))

    def close_session(self) -> None:
        """Let the open session go, and its undo history with it.

        Raises
        ------
        RefusedError
            Steps of it are kept in memory, and the disk still refuses them: it stays open.
        """
        if self._state.session is None:
            return
        self.write_pending()
        self._state = State()
        self.recorded_at = None
        self._undo.clear()
        self._redo.clear()
        self._notify(Event("closed", "", ()))

    def write_pending(self) -> None:
        """Write what is kept in memory; nothing to do as a rule.

        Raises
        ------
        RefusedError
            The disk refuses still.
        """
        try:
            self.pending.write(self.store)
        except WrittenAfterAllError:
            self._read_anew()
            raise

    def forget_steps(self) -> None:
        """What was done so far is nothing that undo takes back."""
        self._undo.clear()
        self._redo.clear()

    def commit(
        self, label: str, changes: tuple[Change, ...], *, initiator: object | None = None
    ) -> None:
        """Make `changes`, durably, as one step named `label` (an English source text).

        Raises
        ------
        KnownError
            A person can mend it; nothing was changed anywhere.
        InvalidChangeError
            The changes contradict the state: a bug of ours; nothing was changed.
        """
        self._make("commit", label, changes, initiator)
        if self.session is not None and _is_of_other_people(changes):
            self._state = load(self.store, self.session)
            self.forget_steps()
        elif self.session is not None and self.session.status is SessionStatus.SIGNED:
            self.forget_steps()
        elif is_of_session(self._state, changes):
            self._undo.append(_Step(label, changes))
            self._redo.clear()
        self._notify(Event("commit", label, changes, initiator))

    def commit_together(self, label: str, steps: Sequence[tuple[Change, ...]]) -> None:
        """Make several steps at once, or none of them; each has a row of its own in the log.

        For what comes from outside: there is no way back, and the open session is read anew.

        Raises
        ------
        KnownError, InvalidChangeError
            As `commit`; nothing was changed anywhere.
        """
        for changes in steps:
            validate(self._state, changes, stored=self.store.stored)
        self.write_pending()
        self.store.apply_together(label, steps, actor=self.actor, at=self.clock())
        if self.session is not None:
            self._state = load(self.store, self.session)
            self.forget_steps()
        together = tuple(change for changes in steps for change in changes)
        self._notify(Event("commit", label, together))

    def record(
        self,
        label: str,
        *,
        patient: UUID | None = None,
        session: UUID | None = None,
        once_in_s: float = 0.0,
        **details: str,
    ) -> bool:
        """Record that something was done which changes no content: seen, printed, exported.

        The very same by the same person within `once_in_s` seconds is not recorded again. False
        where the file is open to look only. Raises `KnownError` when the disk refuses.
        """
        self.write_pending()
        return self.store.record(
            label,
            actor=self.actor,
            at=self.clock(),
            patient=patient,
            session=session,
            details=details,
            once_in_s=once_in_s,
        )

    def undo(self) -> str | None:
        """Take back the last step; return its label, None when there is nothing to take back."""
        return self._travel("undo", self._undo, self._redo)

    def redo(self) -> str | None:
        """Make the last undone step again; return its label, None when there is none."""
        return self._travel("redo", self._redo, self._undo)

    def subscribe(self, callback: Callable[[Event], None]) -> Callable[[], None]:
        """Call `callback` after each event, in the order of subscribing; returns the way out."""
        self._subscribers.append(callback)

        def unsubscribe() -> None:
            if callback in self._subscribers:
                self._subscribers.remove(callback)

        return unsubscribe

    def _travel(
        self, kind: Literal["undo", "redo"], source: list[_Step], target: list[_Step]
    ) -> str | None:
        if not source:
            return None
        step = source[-1]
        changes = invert(step.changes) if kind == "undo" else step.changes
        self._make(kind, step.label, changes, None)
        target.append(source.pop())
        self._notify(Event(kind, step.label, changes))
        return step.label

    def _make(
        self,
        kind: Literal["commit", "undo", "redo"],
        label: str,
        changes: tuple[Change, ...],
        initiator: object | None,
    ) -> None:
        validate(self._state, changes, stored=self.store.stored)
        state = self._state.after(changes)
        self._write(Kept(label, changes, self.actor, self.clock(), kind))
        self._state = state

    def _write(self, step: Kept) -> None:
        """Write `step` after what is kept; keep it too if the disk refuses and it may wait."""
        try:
            self.pending.write(self.store)
            step.write(self.store)
        except RefusedError as error:
            if self._unsure or not may_be_kept(self._state, step.changes):
                # What comes after a step of which nobody knows whether it was made cannot be kept.
                self._unsure = self._unsure or error.unsure
                raise
            self.pending.keep(step, error.why)
        except WrittenAfterAllError:
            self._read_anew()
            raise
        else:
            self._unsure = False

    def _read_anew(self) -> None:
        """The file holds something else than memory: the file counts."""
        self._unsure = False
        session = self._state.session
        if session is None:
            return
        self._state = load(self.store, self.store.session(session.id))
        self.forget_steps()
        self._notify(Event("opened", "", ()))

    def _notify(self, event: Event) -> None:
        for callback in tuple(self._subscribers):
            try:
                callback(event)
            except Exception:
                # The change is made and stored: a listener that fails must not undo that, nor
                # keep the others from hearing of it.
                log.exception("A subscriber failed on %s %r", event.kind, event.label)


def _is_of_other_people(changes: tuple[Change, ...]) -> bool:
    """Whether a session went to another patient, or entries were merged or separated."""
    for change in changes:
        if not isinstance(change, Updated):
            continue
        before, after = change.before, change.after
        match before, after:
            case Patient(), Patient() if before.merged_into != after.merged_into:
                return True
            case Session(), Session() if before.patient != after.patient:
                return True
    return False
