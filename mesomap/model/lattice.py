"""A lattice: the pattern that fills regions, kept with its session."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from mesomap.model.region import RegionKey
from mesomap.model.site import Site


class Pattern(StrEnum):
    """How a lattice's places lie to one another."""

    SQUARE = "square"
    HEX = "hex"
    ROWS = "rows"


@dataclass(frozen=True, slots=True, kw_only=True)
class LatticeSettings:
    """What a lattice is made of.

    Attributes
    ----------
    spacing_mm
        Distance of neighbouring places; in rows, along the row.
    angle_deg
        Counter-clockwise from the skin's natural direction (+u).
    margin_mm
        Kept free all along the border of what is filled. One-sided margins are an exclusion.
    offset_mm
        Moves every place, along and across the rows. At (0, 0) the origin lies in the middle
        between places (of one row, if staggered), so that at angle 0 the lattices of mirrored
        regions mirror one another.
    row_spacing_mm
        Distance of the rows of `Pattern.ROWS`; None: as along the row. Other patterns have theirs.
    stagger
        In `Pattern.ROWS`: whether every other row is shifted by half a spacing.
    """

    pattern: Pattern = Pattern.SQUARE
    spacing_mm: float = 10.0
    angle_deg: float = 0.0
    margin_mm: float = 0.0
    offset_mm: tuple[float, float] = (0.0, 0.0)
    row_spacing_mm: float | None = None
    stagger: bool = False

    def __post_init__(self) -> None:
        object.__setattr__(self, "pattern", Pattern(self.pattern))
        for length in (self.spacing_mm, self.across_mm):
            if not 0.1 <= length <= 1000.0:
                raise ValueError("a spacing must be 0.1 to 1000 mm")
        if not 0.0 <= self.margin_mm < math.inf:
            raise ValueError("a margin cannot be negative")
        if not all(map(math.isfinite, (self.angle_deg, *self.offset_mm))):
            raise ValueError("angle and offset must be finite")

    @property
    def across_mm(self) -> float:
        """Distance of neighbouring rows."""
        if self.pattern is Pattern.HEX:
            return self.spacing_mm * math.sqrt(0.75)
        if self.pattern is Pattern.ROWS and self.row_spacing_mm is not None:
            return self.row_spacing_mm
        return self.spacing_mm

    @property
    def staggered(self) -> bool:
        """Whether every other row is shifted by half a spacing."""
        return self.pattern is Pattern.HEX or (self.pattern is Pattern.ROWS and self.stagger)

    @property
    def nearest_mm(self) -> float:
        """The distance of the two nearest places."""
        if self.staggered:
            return min(self.spacing_mm, math.hypot(0.5 * self.spacing_mm, self.across_mm))
        return min(self.spacing_mm, self.across_mm)

    @property
    def wanted_mm(self) -> float:
        """The spacing that a gap is judged by: the larger of along and across the rows."""
        return max(self.spacing_mm, self.across_mm)


class LesionUse(StrEnum):
    """What a lattice does with the patient's lesions. Stored: never rename one."""

    IGNORE = "ignore"
    AVOID = "avoid"
    FILL = "fill"


@dataclass(frozen=True, slots=True, kw_only=True)
class Lattice:
    """A lattice that was placed: its injections name it, so that missing places are known.

    Attributes
    ----------
    regions
        What it fills; with `within`, only the part of them inside that outline.
    within
        A closed outline on the skin (its last site joins its first); empty for whole regions.
    below_mandible_mm
        Kept free below the mandible's border.
    lesions
        Fill only the lesions in the regions, avoid them, or take no notice.
    lesion_margin_mm
        So far around an avoided lesion stays free too.
    avoid_caution
        Whether the bands of the caution structures were kept free.
    rest_days
        Skin treated within so many days before the session stayed free; None took no notice.
    """

    id: UUID
    session: UUID
    settings: LatticeSettings
    regions: tuple[RegionKey, ...]
    within: tuple[Site, ...] = ()
    below_mandible_mm: float = 0.0
    lesions: LesionUse = LesionUse.AVOID
    lesion_margin_mm: float = 0.0
    avoid_caution: bool = False
    rest_days: int | None = None
