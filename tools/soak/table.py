"""The day's figures as one table, and as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from tools.soak.campaign import Hour

HEADS = (
    "hour", "edits", "median ms", "p95 ms", "work ms", "yard ms", "memory MB", "handles", "threads",
    "widgets", "objects", "Python's", "file MB",
)  # fmt: skip
WIDTH = 10


def head() -> str:
    """The line over the hours."""
    return " ".join(one.rjust(WIDTH) for one in HEADS)


def line(hour: Hour) -> str:
    """One hour."""
    held = hour.held
    cells = (
        str(hour.number),
        str(hour.edits),
        f"{hour.median_ms:.1f}",
        f"{hour.p95_ms:.1f}",
        f"{hour.work_ms:.1f}",
        f"{hour.yard_ms:.2f}",
        f"{held.rss_mb:.1f}",
        str(held.handles),
        str(held.threads),
        str(held.widgets),
        str(held.objects),
        str(held.python_objects),
        f"{hour.file_mb:.1f}",
    )
    return " ".join(one.rjust(WIDTH) for one in cells)


def as_json(hours: Sequence[Hour], found: Sequence[str], took_s: float) -> dict[str, Any]:
    """The same as values."""
    return {
        "seconds": round(took_s, 1),
        "edits": sum(one.edits for one in hours),
        "hours": [asdict(one) for one in hours],
        "problems": list(found),
    }
