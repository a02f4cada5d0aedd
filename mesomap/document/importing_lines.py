"""What an import is said to do: one line for each value, or session, that a file brings."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from mesomap.model import Change, Entity, Message, Session
from mesomap.storage.kinds import NAMES


@dataclass(frozen=True, slots=True, kw_only=True)
class Bundle:
    """What the file `name` brings: whole values."""

    name: str
    values: tuple[Entity, ...]


class Fate(StrEnum):
    """What becomes of a value that a file brings. In JSON: never rename one."""

    NEW = "new"
    THERE = "there"
    """The same already."""
    MORE = "more"
    """A session that is there; reactions, addenda and the like of it are new."""
    KEPT = "kept"
    """The clinic has it otherwise, and keeps its own."""
    DIFFERS = "differs"
    """Must be the same and is not: nothing is imported."""
    REFUSED = "refused"
    """A row of a table that cannot be a patient."""
    MISSING = "missing"
    """A photograph or a scan whose content is not to be had."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One value, or a session with all its parts, and what becomes of it."""

    kind: str
    id: UUID
    name: str
    fate: Fate
    said: Message | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What an import would do; `problem` says why it would not be done."""

    file: str
    lines: tuple[Line, ...]
    steps: tuple[tuple[Change, ...], ...]
    problem: Message | None = None

    @property
    def changes(self) -> int:
        """How many values would be added or signed."""
        return sum(len(step) for step in self.steps)


def line_of(value: Entity, fate: Fate, said: Message | None = None) -> Line:
    """The line of a value."""
    return Line(kind=NAMES[type(value)], id=value.id, name=name_of(value), fate=fate, said=said)


def name_of(value: Entity) -> str:
    """What a person calls it: its name, title or number; of a session and the like its day."""
    if isinstance(value, Session):
        return value.date.isoformat()
    for name in ("name", "title", "number", "given", "measured", "taken"):
        found = getattr(value, name, None)
        if found:
            return str(found) if name != "taken" else found.date().isoformat()
    return ""
