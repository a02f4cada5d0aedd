"""Work away from the window: a thread that reads, while the window stays awake and can leave it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import suppress

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QProgressDialog, QWidget

from mesomap.model import KnownError


class Background(QObject):
    """One piece of work, with a bar where it takes long; nothing in it may touch widgets.

    Cancelled, the work runs out by itself and its result is dropped; what must not be dropped is
    not `cancellable`.
    """

    done = Signal(object)
    """What the work returned."""
    failed = Signal(object)
    """A `Message`: what a person can act on."""
    _ended = Signal(object, object)

    def __init__(
        self,
        work: Callable[[], object],
        said: str,
        window: QWidget,
        *,
        title: str = "",
        cancellable: bool = True,
    ) -> None:
        super().__init__(window)
        self._work = work
        self._thread: threading.Thread | None = None
        self._ended.connect(self._end)
        self._bar: QProgressDialog | None = _Bar(said, self.tr("Cancel"), window, cancellable)
        self._bar.setWindowTitle(title or self.tr("Import"))
        self._bar.setWindowModality(Qt.WindowModality.WindowModal)
        self._bar.setMinimumDuration(400 if cancellable else 0)
        self._bar.setAutoReset(False)
        self._bar.canceled.connect(self.cancel)
        self._bar.setValue(0)
        self._wanted = True

    def start(self) -> None:
        """Begin."""
        self._thread = threading.Thread(target=self._run, name="background", daemon=True)
        self._thread.start()

    def wait(self) -> None:
        """Until the work has run out; for closing."""
        if self._thread is not None:
            self._thread.join()

    def cancel(self) -> None:
        """Whatever comes of it is not wanted any more."""
        self._wanted = False
        self._close()

    def _run(self) -> None:
        result: object = None
        fault: Exception | None = None
        try:
            result = self._work()
        except Exception as error:
            fault = error
        with suppress(RuntimeError):  # the window is gone
            self._ended.emit(result, fault)

    def _end(self, result: object, fault: Exception | None) -> None:
        wanted, self._wanted = self._wanted, False
        self._close()
        self.deleteLater()
        if not wanted:
            return
        if isinstance(fault, KnownError):
            self.failed.emit(fault.message)
        elif fault is not None:
            raise fault
        else:
            self.done.emit(result)

    def _close(self) -> None:
        bar, self._bar = self._bar, None
        if bar is not None:
            bar.canceled.disconnect(self.cancel)
            bar.close()
            bar.deleteLater()


class _Bar(QProgressDialog):
    """Says that it goes on; where it may not be cancelled, Escape does nothing either."""

    def __init__(self, said: str, cancel: str, window: QWidget, cancellable: bool) -> None:
        super().__init__(said, cancel, 0, 0, window)
        self._cancellable = cancellable
        if not cancellable:
            self.setCancelButton(None)

    def reject(self) -> None:
        """Escape."""
        if self._cancellable:
            super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        """The window's own cross; closed by the program it is gone all the same."""
        if self._cancellable or not event.spontaneous():
            super().closeEvent(event)
        else:
            event.ignore()
