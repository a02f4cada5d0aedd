"""When backups are made: on closing the clinic file, daily while it is open, and when asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEventLoop, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QProgressDialog

from mesomap.app.backup import places
from mesomap.app.backup.places import Last, last_good, last_whole, places_of
from mesomap.app.backup.work import BackupWork, Job, Outcome
from mesomap.app.desk import Desk

if TYPE_CHECKING:
    from mesomap.storage import Store

FIRST_LOOK_MS: Final = 60_000
LOOK_EACH_MS: Final = 15 * 60_000
DAILY: Final = timedelta(hours=24)
QUIET_MS: Final = 400
"""A backup on closing that takes no longer than this is not spoken of."""
STOPS_WITHIN_MS: Final = 3_000
"""Who leaves a backup on closing waits no longer than this until it has stopped."""
STEPS: Final = 100


class BackupKeeper(QObject):
    """Makes the backups of the open clinic file, one job at a time."""

    by_itself = True
    """Whether backups are made without being asked for."""

    changed = Signal()
    """A backup was made, or could not be."""
    started = Signal()
    progressed = Signal(float)
    """What fraction of the running job is done."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self._is_treating: Callable[[], bool] = lambda: False
        self._work: BackupWork | None = None
        self._paused = False
        self._said: set[Path] = set()
        """The places of which it was said that they could not be written to."""
        self._clock = QTimer(self)
        self._clock.timeout.connect(self._look)
        desk.clinic.changed.connect(self._begin)
        desk.clinic.closing.connect(self._close)

    def defer_while(self, is_treating: Callable[[], bool]) -> None:
        """The daily backup waits while this says so."""
        self._is_treating = is_treating

    @property
    def is_running(self) -> bool:
        """Whether a backup is being made."""
        return self._work is not None

    @property
    def can_back_up(self) -> bool:
        """Whether a clinic file is open that this window backs up."""
        return self._store() is not None

    def back_up(self) -> None:
        """Make one now in every place, whether or not anything changed."""
        from mesomap.document.record import looking

        store = self._store()
        if store is not None and not self.is_running:
            self._desk.note(looking.of_clinic(looking.BACK_UP))
            self._start(places_of(store.path), {})

    def cancel(self) -> None:
        """Stop the running job; what was made stays."""
        if self._work is not None:
            self._work.cancel()

    def wait(self) -> bool:
        """Until the running job is over; who closes the file is told, and may leave it: False."""
        work = self._work
        if work is None:
            return True
        over = QEventLoop()
        work.ended.connect(over.quit)
        QTimer.singleShot(QUIET_MS, over, over.quit)
        over.exec(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
        if work.is_over:
            return True
        bar = self._closing_bar(work)
        # A network drive may not even answer that the work is to stop: it runs out by itself then.
        bar.canceled.connect(lambda: QTimer.singleShot(STOPS_WITHIN_MS, over, over.quit))
        over.exec()
        bar.canceled.disconnect(self.cancel)
        left = bar.wasCanceled()
        bar.close()
        bar.deleteLater()
        return not left

    @contextmanager
    def paused(self) -> Iterator[None]:
        """Within it closing the clinic file makes no backup."""
        before, self._paused = self._paused, True
        try:
            yield
        finally:
            self._paused = before

    # When.

    def _begin(self) -> None:
        self._said.clear()
        self._clock.stop()
        if self._store() is not None:
            self._clock.start(FIRST_LOOK_MS)
        self.changed.emit()

    def _look(self) -> None:
        """Is one due? Not while somebody is being treated: it waits for the next look."""
        self._clock.setInterval(LOOK_EACH_MS)
        store = self._store()
        if store is None or not self.by_itself or self._is_treating():
            return
        now = self._desk.clock()
        due = [
            place
            for place in places_of(store.path)
            if (last := last_whole(store.path, place)) is None or not now - DAILY < last <= now
        ]
        if due:
            found = {one: last_good(store.path, one) for one in due}
            known = {one: last for one, last in found.items() if last is not None and last.whole}
            self._start(due, known)

    def _close(self) -> None:
        self._clock.stop()
        if self._work is not None:
            self._work.hurry()
        if not self.wait():
            return
        store = self._store()
        if self.by_itself and not self._paused and store is not None:
            found = {one: last_good(store.path, one) for one in places_of(store.path)}
            known = {one: last for one, last in found.items() if last is not None}
            self._start(list(found), known, quick=True)
            self.wait()

    # How.

    def _store(self) -> Store | None:
        """The open clinic file, if this window is the one that writes to it."""
        clinic = self._desk.clinic
        writes = clinic.store is not None and not clinic.store.read_only
        return clinic.store if writes and not clinic.is_sample else None

    def _start(self, where: list[Path], known: dict[Path, Last], *, quick: bool = False) -> None:
        store = self._store()
        if store is None or self._work is not None:
            return
        at = self._desk.clock()
        job = Job(store.path, store.key, where, at, known, quick)
        self._work = BackupWork(job, self)
        self._work.progressed.connect(self.progressed)
        self._work.ended.connect(self._end)
        self.started.emit()
        self._work.start()

    def _end(self, outcomes: tuple[Outcome, ...]) -> None:
        assert self._work is not None
        clinic, self._work = self._work.job.clinic, None
        for one in outcomes:
            if one.made is not None:
                places.remember_last(clinic, one.place, one.made)
                self._said.discard(one.place)
            elif one.failed is not None and one.place not in self._said:
                self._said.add(one.place)
                self._desk.warn(one.failed)
        self.changed.emit()

    def _closing_bar(self, work: BackupWork) -> QProgressDialog:
        words = self.tr(
            "Backing up before the clinic file is closed.\nEverything is saved already; this keeps"
            " a copy of it."
        )
        leave = self.tr("Close without it")
        bar = QProgressDialog(words, leave, 0, STEPS, self._desk.window)
        bar.setWindowTitle(self.tr("Backup"))
        bar.setWindowModality(Qt.WindowModality.ApplicationModal)
        bar.setAutoReset(False)
        bar.setAutoClose(False)
        bar.setMinimumDuration(0)
        bar.setMinimumWidth(420)
        bar.canceled.connect(self.cancel)
        work.progressed.connect(lambda done: bar.setValue(round(done * STEPS)))
        bar.show()
        return bar
