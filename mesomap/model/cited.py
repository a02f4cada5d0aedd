"""A figure with the source that it comes from, and how well that source was read."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

T = TypeVar("T")


class Confidence(StrEnum):
    """How a figure is known."""

    PRIMARY = "primary"  # read in an abstract, a label or the primary text
    SECONDARY = "secondary"  # read only in a secondary page
    DERIVED = "derived"  # worked out from other figures here
    GENERAL = "general"  # general knowledge

    @property
    def unverified(self) -> bool:
        """Whether it must be shown as "convention, unverified"."""
        return self in (Confidence.SECONDARY, Confidence.GENERAL)


@dataclass(frozen=True, slots=True)
class Cited(Generic[T]):
    """A value, its source, and the confidence in it. `low` and `high` give the cited range."""

    value: T
    source: str
    confidence: Confidence
    low: T | None = None
    high: T | None = None
