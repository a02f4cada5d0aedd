"""Everything of a patient, written in small steps: the window stays awake, and it can be left."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QProgressDialog

from mesomap.app.desk import Desk
from mesomap.exchange.record.person import Progress
from mesomap.model import KnownError, Patient
from mesomap.report.person_file import export_everything


class ExportFlow(QObject):
    """One export: a step for each session, with a bar and a way to cancel."""

    def __init__(self, desk: Desk, patient: Patient) -> None:
        super().__init__(desk)
        self._desk = desk
        self._patient = patient
        self._steps: Iterator[Progress] | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._step)
        self._path = Path()
        self._bar: QProgressDialog | None = None

    def start(self, path: Path) -> None:
        """Write to `path`."""
        store, atlas = self._desk.clinic.store, self._desk.atlas
        if store is None or atlas is None:
            return
        self._path = path
        self._bar = QProgressDialog(
            self.tr("Exporting everything of {name}…").format(name=self._patient.name),
            self.tr("Cancel"),
            0,
            1,
            self._desk.window,
        )
        self._bar.setWindowTitle(self.tr("Export"))
        self._bar.setWindowModality(Qt.WindowModality.WindowModal)
        self._bar.setMinimumDuration(400)
        self._bar.setAutoReset(False)
        self._bar.canceled.connect(self._cancel)
        self._steps = export_everything(store, atlas, self._patient.id, path, at=self._desk.clock())
        self._timer.start()

    def _step(self) -> None:
        assert self._steps is not None
        assert self._bar is not None
        try:
            progress = next(self._steps, None)
        except KnownError as error:
            self._end()
            self._desk.warn(error.message)
            return
        if progress is not None:
            self._bar.setMaximum(max(1, progress.total))
            self._bar.setValue(progress.done)
            return
        self._end()
        self._desk.message.done(self.tr("Written: {path}").format(path=self._path))

    def _cancel(self) -> None:
        if self._steps is not None:
            self._end()
            self._desk.message.done(self.tr("The export was cancelled; nothing was written."))

    def _end(self) -> None:
        self._timer.stop()
        close = getattr(self._steps, "close", None)
        self._steps = None
        if close is not None:
            close()
        if self._bar is not None:
            self._bar.canceled.disconnect(self._cancel)
            self._bar.close()
            self._bar.deleteLater()
        self.deleteLater()
