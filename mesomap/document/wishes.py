"""What the row, line, stamp and nappage tools are set to: what they make their edits from."""

from __future__ import annotations

from dataclasses import dataclass

from mesomap.model import Technique


@dataclass(frozen=True, slots=True, kw_only=True)
class RowWishes:
    """Equally spaced along a line, both ends included: `count` of them, or (None) by spacing."""

    spacing_mm: float = 10.0
    count: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ThreadWishes:
    """How many threads a line makes.

    Attributes
    ----------
    count
        Threads in all; the drawn one is in their middle.
    apart_mm
        Between neighbours: side by side, or of a fan between their exits.
    fan
        Whether all begin at one entry.
    """

    count: int = 1
    apart_mm: float = 5.0
    fan: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class StampWishes:
    """A plate's turn against the skin's natural direction, and what the syringe's volume is of."""

    angle_deg: float = 0.0
    each: bool = False
    """Whether each needle gets the syringe's volume; else all of a stamp share it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PassWishes:
    """How an area is treated.

    Attributes
    ----------
    volume_ul
        In all that is painted.
    entries
        Counted; None: estimated from `spacing_mm`, one entry a square of it.
    """

    shape: str = "brush"
    """``brush``, ``lasso`` or ``region``."""
    width_mm: float = 15.0
    technique: Technique = Technique.NAPPAGE
    device: str = ""
    volume_ul: int = 1000
    entries: int | None = None
    spacing_mm: float | None = 3.0


Wishes = RowWishes | ThreadWishes | StampWishes | PassWishes
