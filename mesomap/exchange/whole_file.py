"""Files that are written whole or not at all."""

from __future__ import annotations

from pathlib import Path

from mesomap.model import KnownError
from mesomap.model.message import QT_TRANSLATE_NOOP
from mesomap.storage import files

NOT_WRITTEN = QT_TRANSLATE_NOOP("messages", "{path} cannot be written.")


def write_whole(path: Path, content: bytes) -> None:
    """Write through a temporary name beside `path`, so that no half file is ever left.

    Raises
    ------
    KnownError
        It cannot be written.
    """
    try:
        files.write_whole(path, content)
    except OSError as error:
        raise KnownError(NOT_WRITTEN, path=path) from error
