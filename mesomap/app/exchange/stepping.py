"""Files that are written step by step: the window stays awake, and it can be left."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QProgressDialog

from mesomap.app.desk import Desk
from mesomap.model import KnownError


class Step(Protocol):
    """So much of it is written."""

    @property
    def done(self) -> int: ...

    @property
    def total(self) -> int: ...


class Stepping(QObject):
    """One piece of work with a bar and a way to cancel; closing its iterator undoes it."""

    ended = Signal(bool)
    """Whether it was done; else it failed or was cancelled."""

    def __init__(self, desk: Desk, said: str) -> None:
        super().__init__(desk)
        self._desk = desk
        self._done_line = ""
        self._steps: Iterator[Step] | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._step)
        desk.clinic.closing.connect(self._leave)
        self._bar = QProgressDialog(said, self.tr("Cancel"), 0, 1, desk.window)
        self._bar.setWindowTitle(self.tr("Export"))
        self._bar.setWindowModality(Qt.WindowModality.WindowModal)
        self._bar.setMinimumDuration(400)
        self._bar.setAutoReset(False)
        self._bar.canceled.connect(self._cancel)

    def start(self, steps: Iterator[Step], *, done: str) -> None:
        """Take one of `steps` at a time; say `done` when they are through."""
        self._steps, self._done_line = steps, done
        self._timer.start()

    def _step(self) -> None:
        assert self._steps is not None
        try:
            step = next(self._steps, None)
        except KnownError as error:
            self._end(done=False)
            self._desk.warn(error.message)
            return
        if step is None:
            self._end(done=True)
            self._desk.message.done(self._done_line)
        elif self._steps is not None:
            self._bar.setMaximum(max(1, step.total))
            self._bar.setValue(step.done)

    def _cancel(self) -> None:
        if self._steps is not None:
            self._end(done=False)
            self._desk.message.done(self.tr("The export was cancelled; nothing was written."))

    def _leave(self) -> None:
        """The clinic file closes: undo what is half written."""
        if self._steps is not None:
            self._end(done=False)

    def _end(self, *, done: bool) -> None:
        self._timer.stop()
        close = getattr(self._steps, "close", None)
        self._steps = None
        if close is not None:
            close()
        self._bar.canceled.disconnect(self._cancel)
        self._bar.close()
        self._bar.deleteLater()
        self.ended.emit(done)
        self.deleteLater()
