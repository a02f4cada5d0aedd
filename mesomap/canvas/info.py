"""The frozen values that the canvas's signals carry."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from mesomap.analysis.figures import SpacingFigures
from mesomap.model import LatticeSettings, RegionKey, Site


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
class GridPreview:
    """What accepting the grid would add.

    `coverage` is a fraction of `region_mm2`, with what the regions already hold; `spacing` is
    that of the lattice alone; `skipped` lattice places hold an injection already.
    """

    regions: tuple[RegionKey, ...]
    settings: LatticeSettings
    count: int
    skipped: int
    region_mm2: float
    coverage: float
    spacing: SpacingFigures
    volume_ul: int

    @property
    def region(self) -> RegionKey:
        """The region that was clicked first."""
        return self.regions[0]
