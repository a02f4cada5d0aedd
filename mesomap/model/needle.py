"""A needle of the clinic, or a multi-injector's plate of them."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class Needle:
    """What is on the syringe.

    Attributes
    ----------
    gauge
        In G (Birmingham gauge); None where it is not known.
    length_mm
        Of the part that enters the skin at most.
    plate
        Of a multi-injector: where its needles stand, (x, y) mm about its middle; empty for one.
    retired
        No longer offered; sessions that used it still know it.
    """

    id: UUID
    name: str
    length_mm: float
    gauge: int | None = None
    plate: tuple[tuple[float, float], ...] = ()
    retired: bool = False

    @property
    def count(self) -> int:
        """Number of needles that enter at once."""
        return max(len(self.plate), 1)
