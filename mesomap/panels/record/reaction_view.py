"""What the dialogs of reactions and follow-ups show, in ready words."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from mesomap.model import FollowUpPoint, RegionKey


@dataclass(frozen=True, slots=True)
class Named:
    """Something to choose, by its id."""

    id: UUID
    words: str


@dataclass(frozen=True, slots=True)
class SessionChoice:
    """A session that a reaction may be to: the point that today is nearest to, its photographs."""

    id: UUID
    words: str
    point: FollowUpPoint
    photographs: tuple[Named, ...] = ()


@dataclass(frozen=True, slots=True)
class RegionChoice:
    """A region by its name."""

    key: RegionKey
    words: str


@dataclass(frozen=True, slots=True)
class PointLine:
    """A follow-up point of one session: its name, how it stands, and whether it is to be done."""

    point: FollowUpPoint
    name: str
    state: str
    due: bool
    done: bool


@dataclass(frozen=True, slots=True)
class ReactionLine:
    """A reaction of one session in one line; `mistaken` ones are struck through."""

    id: UUID
    words: str
    more: str
    mistaken: bool = False
