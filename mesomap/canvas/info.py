"""The frozen values that the canvas's signals carry."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from mesomap.analysis.figures import SpacingFigures
from mesomap.model import LatticeSettings, LesionUse, RegionKey, Site


@dataclass(frozen=True, slots=True, kw_only=True)
class HoverInfo:
    """The skin under the cursor, for the read-out."""

    chart: str
    x_mm: float
    y_mm: float
    site: Site
    region: RegionKey | None
    tilt_deg: float
    injection: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GridWishes:
    """What a grid is to be made of, and what it keeps free: see `mesomap.model.Lattice`."""

    settings: LatticeSettings
    below_mandible_mm: float = 0.0
    lesions: LesionUse = LesionUse.AVOID
    lesion_margin_mm: float = 0.0
    avoid_caution: bool = False
    rest_days: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FitReport:
    """What best fit found: so many points more (or, below 0, fewer), and the coverage.

    `wanted` is the coverage that was asked for; None: no less than it was.
    """

    change: int
    moved: bool
    coverage: float
    coverage_before: float
    wanted: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class GridPreview:
    """What accepting the grid would add.

    `region_mm2` is the skin that it is to fill, with what a margin or an exclusion keeps free;
    `coverage` is a fraction of that, with what the regions already hold; `spacing` is
    that of the lattice alone; `skipped` lattice places hold an injection already. `settings` is
    None where missing places are filled and no lattice is laid.
    """

    regions: tuple[RegionKey, ...]
    settings: LatticeSettings | None
    count: int
    skipped: int
    region_mm2: float
    coverage: float
    spacing: SpacingFigures
    volume_ul: int
    mg: float | None = None
    fit: FitReport | None = None
    no_lattice: tuple[RegionKey, ...] = ()
    """Regions whose gaps cannot be filled: no lattice is remembered or to be seen there."""

    @property
    def region(self) -> RegionKey:
        """The region that was clicked first."""
        return self.regions[0]
