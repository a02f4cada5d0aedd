"""The few folders that other programs or the sample clinic need for a while: private, and cleared.

Nothing of a patient is written to a temporary folder but the scan that a person opens in another
program: that one cannot be handed over otherwise.
"""

from __future__ import annotations

import os
import re
import shutil
import tempfile
import time
from pathlib import Path
from typing import Final

from mesomap.storage.files import LEFT_AFTER_S, runs

_NAME: Final = re.compile(r"mesomap-[a-z]+-(\d+)-.+")
"""With the maker's process."""


def temporary_folder(what: str) -> tempfile.TemporaryDirectory[str]:
    """A fresh folder for `what`, of this user alone; what killed programs left of such is cleared.

    On systems that have one it lies in the user's runtime folder, which is memory and not a disk.
    """
    clear_left()
    return tempfile.TemporaryDirectory(prefix=f"mesomap-{what}-{os.getpid()}-", dir=_where())


def clear_left() -> None:
    """Remove such folders whose makers are gone."""
    for found in _where().glob("mesomap-*-*"):
        named = _NAME.fullmatch(found.name)
        if named is not None and _is_left(found, int(named[1])):
            shutil.rmtree(found, ignore_errors=True)


def _is_left(folder: Path, pid: int) -> bool:
    if pid == os.getpid():
        return False
    try:
        return not runs(pid) or time.time() - folder.stat().st_mtime > LEFT_AFTER_S
    except OSError:
        return False


def _where() -> Path:
    runtime = os.environ.get("XDG_RUNTIME_DIR", "")
    usable = bool(runtime) and os.access(runtime, os.W_OK)
    return Path(runtime if usable else tempfile.gettempdir())
