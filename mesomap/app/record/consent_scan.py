"""A scan of a consent: taken into the clinic file, and looked at from a temporary copy."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from mesomap.app.record.photograph_reading import read_photograph
from mesomap.app.temporary import temporary_folder
from mesomap.document.edits_pictures import attachment_of
from mesomap.exchange.record.before_scans import PDF, read_scan_file
from mesomap.model import Attachment, KnownError
from mesomap.model.message import QT_TRANSLATE_NOOP

NOT_OPENED = QT_TRANSLATE_NOOP(
    "messages", "No program of this computer opens the scan: install one for PDFs and pictures."
)
_SUFFIX = {PDF: ".pdf", "image/jpeg": ".jpg", "image/png": ".png"}


def read_scan(path: Path) -> Attachment:
    """The scan in a file: a PDF as it is, a picture encoded anew without metadata.

    Raises
    ------
    KnownError
        One sentence on what is wrong with the file.
    """
    file = read_scan_file(path)
    if file.pdf is not None:
        return attachment_of(file.pdf, PDF)
    return read_photograph(path)[0]


class ScanViewer:
    """Copies for other programs to open, in a folder of their own, until `clear`."""

    def __init__(self) -> None:
        self._folder: TemporaryDirectory[str] | None = None

    def show(self, scan: Attachment) -> None:
        """Open a copy in the program that this computer has for it.

        Raises
        ------
        KnownError
            There is no such program.
        """
        if self._folder is None:
            self._folder = temporary_folder("scan")
        path = Path(self._folder.name) / f"consent{_SUFFIX.get(scan.media, '')}"
        path.write_bytes(scan.content)
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            raise KnownError(NOT_OPENED)

    def clear(self) -> None:
        """Remove the copies."""
        if self._folder is not None:
            self._folder.cleanup()
            self._folder = None
