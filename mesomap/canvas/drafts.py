"""What the row, line, nappage and stamp tools are set to, and what each would add."""

from __future__ import annotations

from dataclasses import dataclass

from mesomap.model import RegionKey, Technique


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
    width_mm: float = 20.0
    technique: Technique = Technique.NAPPAGE
    device: str = ""
    volume_ul: int = 1000
    entries: int | None = None
    spacing_mm: float | None = 3.0


Wishes = RowWishes | ThreadWishes | StampWishes | PassWishes


@dataclass(frozen=True, slots=True, kw_only=True)
class RowDraft:
    """A row that is shown. `cut`: the line left the skin, or skin that the chart shows well."""

    wishes: RowWishes
    count: int
    spacing_mm: float
    length_mm: float
    volume_ul: int
    cut: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ThreadDraft:
    """Threads that are shown; `longer_than_mm` is the needle's length where they are longer."""

    wishes: ThreadWishes
    count: int
    length_mm: float
    radius_mm: float
    volume_ul: int
    ul_per_mm: float
    longer_than_mm: float | None = None
    cut: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class StampDraft:
    """Stamps that are shown; `each_ul` are the least and the most that one needle gives."""

    wishes: StampWishes
    stamps: int
    count: int
    each_ul: tuple[int, int]
    volume_ul: int
    off_skin: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class PassDraft:
    """Area passes that are shown, one a region."""

    wishes: PassWishes
    regions: tuple[RegionKey, ...]
    area_mm2: float
    volume_ul: int
    entries: int | None
    mg: float | None

    @property
    def ml_per_cm2(self) -> float:
        """mL per cm2 of what is painted."""
        return self.volume_ul / 10.0 / self.area_mm2 if self.area_mm2 else 0.0

    @property
    def mg_per_cm2(self) -> float | None:
        """mg per cm2 where the strength is known."""
        return None if self.mg is None or not self.area_mm2 else 100.0 * self.mg / self.area_mm2


Draft = RowDraft | ThreadDraft | StampDraft | PassDraft
