"""A scanned consent's file, judged by its content. No Qt."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from mesomap.exchange.picture_files import EMPTY, UNREADABLE
from mesomap.model import KnownError
from mesomap.model.message import QT_TRANSLATE_NOOP

PDF = "application/pdf"
ENDINGS = ("pdf", "png", "jpg", "jpeg")
MOST_PDF_BYTES = 20_000_000
NOT_A_SCAN = QT_TRANSLATE_NOOP(
    "messages", "{file} is no PDF, PNG or JPEG: save the scan as one of these and attach that."
)
PDF_TOO_LONG = QT_TRANSLATE_NOOP(
    "messages", "{file} is larger than {most_mb} MB: scan it with fewer dots and attach that."
)
PDF_CUT_OFF = QT_TRANSLATE_NOOP(
    "messages", "{file} is damaged or cut off: copy or scan it once more."
)
_PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")
_TAIL = 2048


@dataclass(frozen=True, slots=True)
class ScanFile:
    """A PDF's content as it is; None for a picture, which is to be encoded anew."""

    name: str
    pdf: bytes | None


def read_scan_file(path: Path) -> ScanFile:
    """What sort of scan lies at `path`; a PDF is read whole, up to 20 MB.

    Raises
    ------
    KnownError
        It cannot be read, is empty, of another sort, too large or cut off.
    """
    try:
        if not path.is_file():
            raise KnownError(NOT_A_SCAN, file=path.name)
        with path.open("rb") as file:
            content = file.read(MOST_PDF_BYTES + 1)
    except OSError as error:
        raise KnownError(UNREADABLE, file=path.name, reason=error.strerror or error) from error
    if not content:
        raise KnownError(EMPTY, file=path.name)
    if content.startswith(_PICTURES):
        return ScanFile(path.name, None)
    if not content.startswith(b"%PDF-"):
        raise KnownError(NOT_A_SCAN, file=path.name)
    if len(content) > MOST_PDF_BYTES:
        raise KnownError(PDF_TOO_LONG, file=path.name, most_mb=MOST_PDF_BYTES // 1_000_000)
    if b"%%EOF" not in content[-_TAIL:]:
        raise KnownError(PDF_CUT_OFF, file=path.name)
    return ScanFile(path.name, content)
