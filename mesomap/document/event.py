"""What subscribers of a document hear."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from mesomap.model import Change


@dataclass(frozen=True, slots=True)
class Event:
    """Something happened; `changes` are those that were made (for an undo: the inverse ones).

    `initiator` is whatever the committer named itself, so that it can leave out its own echo.
    """

    kind: Literal["commit", "undo", "redo", "opened", "closed"]
    label: str
    changes: tuple[Change, ...]
    initiator: object | None = None
