"""Makes the sample clinic beside the window, so that the window stays alive."""

from __future__ import annotations

import threading
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from mesomap.model import KnownError

FILE = "Sample clinic.mesomap"


class SampleMaker(QObject):
    """One thread that writes the sample clinic into a folder of its own."""

    made = Signal(object, object)
    """The temporary folder and the clinic file in it."""
    failed = Signal(object)
    """A `Message` that says why there is none."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thread: threading.Thread | None = None

    def start(self) -> bool:
        """Begin; False if one is being made already."""
        if self._thread is not None and self._thread.is_alive():
            return False
        self._thread = threading.Thread(target=self._work, name="sample", daemon=True)
        self._thread.start()
        return True

    def wait(self) -> None:
        """Until it is done; for closing."""
        if self._thread is not None:
            self._thread.join()

    def _work(self) -> None:
        from mesomap.app.temporary import temporary_folder
        from mesomap.exchange.sample import make_sample_clinic

        folder = temporary_folder("sample")
        path = Path(folder.name) / FILE
        try:
            make_sample_clinic(path)
        except KnownError as error:
            folder.cleanup()
            self.failed.emit(error.message)
            return
        self.made.emit(folder, path)
