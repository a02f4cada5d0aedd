"""Long work on a connection that somebody watches: it may be stopped, and made to pause.

Work in SQLite, and what Python does with its rows, both pass here each few milliseconds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

import sqlite_utils

STEPS_A_CALL: Final = 20_000
"""SQLite's own steps between two calls, where it works alone: a few ms."""
STEPS_WITH_ROWS: Final = 2_000
"""The same where Python looks at each row: a hundred rows or so."""


@contextmanager
def watched(
    db: sqlite_utils.Database, ask: Callable[[], object], *, steps: int = STEPS_A_CALL
) -> Iterator[None]:
    """Within it SQLite calls `ask` now and then; what that raises stops the work, and is raised."""
    stopped: list[Exception] = []

    def handler() -> int:
        try:
            ask()
        except Exception as error:
            stopped.append(error)
            return 1
        return 0

    db.conn.set_progress_handler(handler, steps)
    try:
        yield
    except Exception:
        if not stopped:
            raise
    finally:
        db.conn.set_progress_handler(None, 0)
    if stopped:
        raise stopped[0]
