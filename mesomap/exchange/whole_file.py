"""Files that are written whole or not at all."""

from __future__ import annotations

from pathlib import Path
from uuid import uuid4

from mesomap.model import KnownError
from mesomap.model.message import QT_TRANSLATE_NOOP

NOT_WRITTEN = QT_TRANSLATE_NOOP("messages", "{path} cannot be written.")


def write_whole(path: Path, content: bytes) -> None:
    """Write through a temporary name beside `path`, so that no half file is ever left.

    Raises
    ------
    KnownError
        It cannot be written.
    """
    part = path.with_name(f".{path.name}.{uuid4().hex[:8]}.part")
    try:
        part.write_bytes(content)
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise KnownError(NOT_WRITTEN, path=path) from error
