"""What the window writes to its log: where something failed and of what sort, never what it held.

Whoever starts the window from a desktop has its log kept by the system, for all who administer the
computer. So a line has the words of our own that stand in the code, and numbers and ids; the text
of an exception, which may quote a patient's name, stays out, and so does what libraries say.
"""

from __future__ import annotations

import logging
import os
import sys
import threading
import traceback
from contextlib import suppress
from enum import Enum
from types import TracebackType
from typing import Final
from uuid import UUID

WHOLE: Final = "MESOMAP_LOG"
"""With the value "whole" in the environment everything is written; for made-up patients."""
OURS: Final = "mesomap"
_SAFE: Final = (int, float, UUID, Enum, type, type(None))
log = logging.getLogger(OURS)


def install() -> None:
    """From now on log privately, threads too, and leave no image of the memory after a crash."""
    _no_memory_images()
    if os.environ.get(WHOLE) == "whole":
        return
    if sys.stderr is not None:
        handler = logging.StreamHandler(sys.stderr)
        handler.setFormatter(PrivateFormatter())
        handler.setLevel(logging.WARNING)
        logging.getLogger().addHandler(handler)
    logging.captureWarnings(True)
    sys.excepthook = _report
    threading.excepthook = lambda left: _report(left.exc_type, left.exc_value, left.exc_traceback)
    sys.unraisablehook = lambda left: _report(left.exc_type, left.exc_value, left.exc_traceback)


class PrivateFormatter(logging.Formatter):
    """A line without values, and a traceback without the exceptions' texts."""

    def format(self, record: logging.LogRecord) -> str:
        """The record in one line, with the frames of what was raised."""
        said = f"{self.formatTime(record)} {record.levelname} {record.name}: {_words(record)}"
        if record.exc_info and record.exc_info[1] is not None:
            said += "\n" + private_traceback(record.exc_info[1])
        return said


def private_traceback(error: BaseException) -> str:
    """Where `error` and what led to it were raised, and of what sort they are."""
    before = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    led_here = [private_traceback(before), "which led to"] if before is not None else []
    frames = traceback.StackSummary.extract(traceback.walk_tb(error.__traceback__))
    return "\n".join([*led_here, "".join(frames.format()).rstrip(), _sort(error)])


def _sort(error: BaseException) -> str:
    from mesomap.model import KnownError

    kind = f"{type(error).__module__}.{type(error).__qualname__}"
    if isinstance(error, KnownError):
        return f"{kind}: {error.message.text}"  # the sentence without its values
    return kind


def _words(record: logging.LogRecord) -> str:
    if record.name.partition(".")[0] != OURS or not isinstance(record.msg, str):
        return f"{record.module}:{record.lineno}"
    if not isinstance(record.args, tuple):
        return record.msg
    shown = tuple(
        one if isinstance(one, _SAFE) else f"<{type(one).__name__}>" for one in record.args
    )
    with suppress(TypeError, ValueError):
        return record.msg % shown
    return record.msg


def _report(
    kind: type[BaseException], error: BaseException | None, trace: TracebackType | None
) -> None:
    if error is None:
        error = kind()
    log.error("a bug in mesomap", exc_info=(kind, error, trace))


def _no_memory_images() -> None:
    """No core file: it would hold whatever was open."""
    with suppress(ImportError, OSError, ValueError):
        import resource

        _soft, hard = resource.getrlimit(resource.RLIMIT_CORE)
        resource.setrlimit(resource.RLIMIT_CORE, (0, hard))
