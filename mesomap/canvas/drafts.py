"""What the row, line, nappage and stamp tools would add, as they show it."""

from __future__ import annotations

from dataclasses import dataclass

from mesomap.document.wishes import PassWishes, RowWishes, StampWishes, ThreadWishes
from mesomap.model import RegionKey


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
