"""Backups on a thread of their own, one place after the other; the window stays awake."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from mesomap.app.backup.places import Last
from mesomap.model import KnownError, Message

if TYPE_CHECKING:
    from mesomap.storage import Key

TOLD_STEP = 0.01
"""Less progress is not worth waking the window for."""
WORK_S, PAUSE_S = 0.003, 0.006
"""Python runs one thread at a time: so long this one works, so long it leaves all to the window."""


@dataclass(frozen=True, slots=True)
class Job:
    """What is to be backed up, when and whereto.

    `known` are the last good backups of places that need no new one while nothing has changed.
    A `quick` one compares no content with the change log: whoever closes the file waits for it.
    Any other makes pauses, so that the window has the most of the time.
    """

    clinic: Path
    key: Key | None
    places: Sequence[Path]
    at: datetime
    known: Mapping[Path, Last] = field(default_factory=dict)
    quick: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one place: a backup, or why there is none; neither where nothing had changed."""

    place: Path
    made: Last | None = None
    failed: Message | None = None


class BackupWork(QObject):
    """One job; nothing in it touches widgets."""

    progressed = Signal(float)
    """What fraction is done."""
    ended = Signal(object)
    """The outcomes, a tuple; shorter than the places where it was cancelled."""
    _over = Signal(object, object)

    def __init__(self, job: Job, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.job = job
        self.is_over = False
        self._stop = threading.Event()
        self._told = 0.0
        self._pauses = not job.quick
        self._pause = 0.0
        self._over.connect(self._end)
        self._thread = threading.Thread(target=self._run, name="backup", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def cancel(self) -> None:
        """Stop soon: what is half made is taken back."""
        self._stop.set()

    def hurry(self) -> None:
        """Somebody waits for it now: make no more pauses."""
        self._pauses = False

    def _run(self) -> None:
        outcomes: list[Outcome] = []
        fault: Exception | None = None
        try:
            back_up_all(self.job, outcomes, self._watch)
        except Exception as error:
            fault = error
        with suppress(RuntimeError):  # the window is gone
            self._over.emit(tuple(outcomes), fault)

    def _watch(self, done: float) -> None:
        from mesomap.storage.rotating import Cancelled

        if self._stop.is_set():
            raise Cancelled
        now = time.monotonic()
        if self._pauses and now >= self._pause:
            time.sleep(PAUSE_S)
            self._pause = time.monotonic() + WORK_S
        if done - self._told >= TOLD_STEP:
            self._told = done
            self.progressed.emit(done)

    def _end(self, outcomes: tuple[Outcome, ...], fault: Exception | None) -> None:
        self.is_over = True
        self.ended.emit(outcomes)
        self.deleteLater()
        if fault is not None:
            raise fault


def back_up_all(job: Job, outcomes: list[Outcome], watch: Callable[[float], None]) -> None:
    """Do `job`; each place's outcome is added to `outcomes` as it comes, none after a cancel."""
    from mesomap.storage.rotating import Cancelled, make, state_at

    head = state_at(job.clinic, job.key).head
    for number, place in enumerate(job.places):
        known = job.known.get(place)
        if not head or (known is not None and known.head == head and known.path.exists()):
            outcomes.append(Outcome(place))
            continue

        def part_done(done: float, number: int = number) -> None:
            watch((number + done) / len(job.places))

        try:
            made = make(
                job.clinic,
                place,
                at=job.at,
                key=job.key,
                content=not job.quick,
                watch=part_done,
            )
        except KnownError as error:
            outcomes.append(Outcome(place, failed=error.message))
        except Cancelled:
            return
        else:
            last = Last(job.at, made.head, made.found.path, whole=not job.quick)
            outcomes.append(Outcome(place, made=last))
