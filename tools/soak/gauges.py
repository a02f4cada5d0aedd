"""What the running program holds: memory, handles, threads, objects. Linux tells all of them."""

from __future__ import annotations

import ctypes
import gc
import os
import sys
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import Shiboken

YARD = 4000
PAGE_BYTES = os.sysconf("SC_PAGE_SIZE") if hasattr(os, "sysconf") else 4096


@dataclass(frozen=True, slots=True)
class Held:
    """At one moment, after everything that is over was let go.

    Attributes
    ----------
    rss_mb
        Resident memory in MB (10^6 bytes), after what malloc held back was given back; 0 where the
        system does not tell.
    handles, threads
        Open file handles and threads of the system; 0 where it does not tell.
    widgets, objects
        Widgets and QObjects alive that Python knows of. Qt's own inner ones are not asked for:
        asking makes Python know them, and nobody tells it when Qt deletes one.
    python_objects
        What Python's collector follows.
    """

    rss_mb: float
    handles: int
    threads: int
    widgets: int
    objects: int
    python_objects: int


def held() -> Held:
    """Let go of what is over, then count."""
    let_go()
    known = [one for one in Shiboken.getAllValidWrappers() if isinstance(one, QObject)]
    return Held(
        rss_mb=rss_mb(),
        handles=_entries("/proc/self/fd"),
        threads=_entries("/proc/self/task"),
        widgets=sum(isinstance(one, QWidget) for one in known),
        objects=len(known),
        python_objects=len(gc.get_objects()),
    )


def let_go() -> None:
    """Delete what waits for it, collect cycles, and hand free memory back to the system."""
    for _ in range(3):
        QApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    gc.collect()
    if sys.platform == "linux":
        with suppress(OSError, AttributeError):
            ctypes.CDLL(None).malloc_trim(0)


def rss_mb() -> float:
    """Resident memory now."""
    try:
        pages = int(Path("/proc/self/statm").read_text().split()[1])
    except OSError:
        return 0.0
    return pages * PAGE_BYTES / 1e6


def yardstick_ms() -> float:
    """The same piece of work each time, in ms of this thread: how fast the computer is just now."""
    began = time.thread_time()
    table = {number: str(number * number) for number in range(YARD)}
    sorted(table, key=table.__getitem__)
    return (time.thread_time() - began) * 1000.0


def _entries(folder: str) -> int:
    try:
        return sum(1 for _ in Path(folder).iterdir())
    except OSError:
        return 0
