"""Opening, making and trying out clinic files from the window."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QFileDialog

from mesomap.app import settings
from mesomap.app.crypt.converting import Converting
from mesomap.app.crypt.opening_flow import OpeningFlow
from mesomap.app.desk import Desk
from mesomap.app.sample import SampleMaker

if TYPE_CHECKING:
    from mesomap.model import Person
    from mesomap.storage import Key


class ClinicFlow(QObject):
    """What the file menu does with clinic files."""

    leaving = Signal()
    """Another clinic file is about to be opened: let go of the open session."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self.will_open = False
        """Whether a clinic file was asked for, though it may not be loaded yet."""
        self._opening = OpeningFlow(desk)
        self.converting = Converting(desk, self.leaving.emit)
        self._sample = SampleMaker(self)
        self._sample.made.connect(self._take_sample)
        self._sample.failed.connect(desk.warn)

    def ask_open(self) -> None:
        """Let the person choose a clinic file."""
        dialog = self._dialog(self.tr("Open clinic file"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda name: self.open(Path(name)))
        dialog.open()

    def ask_new(self, then: Callable[[], object] = lambda: None) -> None:
        """Ask for what a new clinic file needs, make it, and go on with `then`."""
        from mesomap.app.crypt.set_up_flow import SetUpFlow, free_place

        SetUpFlow(self._desk, self._create).ask(free_place(settings.default_clinic()), then)

    def begin(self, then: Callable[[], object]) -> None:
        """The clinic file of before, or the first one, made unless it is there; then go on."""
        last = settings.last_clinic()
        first = last if last is not None and last.exists() else settings.default_clinic()
        if first.exists():
            self._desk.when_ready(lambda: self._open(first, then))
        else:
            self.ask_new(then)

    def open(self, path: Path) -> None:
        """Open a clinic file as soon as everything for it is loaded."""
        self.will_open = True
        self._desk.when_ready(lambda: self._open(path))

    def open_last(self, path: Path | None) -> None:
        """At the start: the file that was asked for, else the one that was open last."""
        last = settings.last_clinic()
        if path is not None:
            self.open(path)
        elif last is not None and last.exists():
            self.open(last)
        elif last is not None:
            self._desk.message.warn(
                self.tr(
                    "The clinic file {path} is not there any more: open it from where it lies"
                    " now, or make a new one."
                ).format(path=last)
            )

    def ask_sample(self) -> None:
        """Make the sample clinic and open it."""
        if self._sample.start():
            self._desk.message.busy(self.tr("Making the sample clinic…"))

    def wait(self) -> None:
        """Until nothing is being made any more."""
        self._sample.wait()
        self.converting.wait()

    def _open(self, path: Path, then: Callable[[], object] = lambda: None) -> None:
        self._opening.key_for(path, partial(self._take, path, then))

    def _take(self, path: Path, then: Callable[[], object], key: Key | None) -> None:
        self.leaving.emit()
        self._desk.clinic.open(path, key)
        self._desk.message.hide()
        self._desk.keeping.warn_of_network()
        then()

    def _create(self, path: Path, key: Key | None, first: Person) -> None:
        self.leaving.emit()
        self._desk.clinic.create(path, key, first=first)
        self._desk.message.hide()
        self._desk.keeping.warn_of_network()

    def _take_sample(self, folder: tempfile.TemporaryDirectory[str], path: Path) -> None:
        def work() -> None:
            self.leaving.emit()
            self._desk.clinic.open_sample(folder, path)
            self._desk.message.hide()

        self._desk.when_ready(work)

    def _dialog(self, title: str) -> QFileDialog:
        store = self._desk.clinic.store
        kept = store is not None and not self._desk.clinic.is_sample
        folder = store.path.parent if store is not None and kept else settings.documents_folder()
        dialog = QFileDialog(self._desk.window, title, str(folder))
        dialog.setNameFilter(self.tr("Clinic files (*.mesomap)"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return dialog
