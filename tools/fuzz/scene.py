"""What the targets stand on: a folder of their own, an empty clinic file, Qt without a screen."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from mesomap.storage import Store

NOW = datetime(2026, 11, 22, 12, 0)
_MEMORY = Path("/dev/shm")


@cache
def folder() -> Path:
    """A folder of this process, in memory where there is such a place; gone when it ends."""
    made = Path(tempfile.mkdtemp(prefix=_prefix(os.getpid()), dir=_place()))
    atexit.register(shutil.rmtree, made, ignore_errors=True)
    return made


def clear_left(pid: int) -> None:
    """Remove what a process left that libFuzzer ended: its own end never came."""
    for left in _place().glob(_prefix(pid) + "*"):
        shutil.rmtree(left, ignore_errors=True)


def _place() -> Path:
    return _MEMORY if os.access(_MEMORY, os.W_OK) else Path(tempfile.gettempdir())


def _prefix(pid: int) -> str:
    return f"mesomap-fuzz-{pid}-"


@cache
def clinic() -> Store:
    """An empty clinic file, open to look only: what is read is judged against it."""
    from mesomap.storage import Store

    path = folder() / "clinic.mesomap"
    Store.create(path).close()
    store = Store.open(path, read_only=True)
    atexit.register(store.close)
    return store


@cache
def qt() -> QApplication:
    """Qt, without a screen, a person's settings or a word on the terminal."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ.setdefault("QT_LOGGING_RULES", "*=false")
    from PySide6.QtCore import QSettings, QStandardPaths
    from PySide6.QtWidgets import QApplication

    QStandardPaths.setTestModeEnabled(True)
    existing = QApplication.instance()
    if isinstance(existing, QApplication):
        return existing
    QSettings.setDefaultFormat(QSettings.Format.IniFormat)
    return QApplication(["mesomap-fuzz"])


def as_file(data: bytes, name: str) -> Path:
    """`data` as a file of that name."""
    path = folder() / name
    path.write_bytes(data)
    return path
