"""Area passes on flat skin: what each treats, and how much of what on each cm2."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from shapely import Polygon

from mesomap.analysis.marks import key_of
from mesomap.analysis.outlines import polygon_on
from mesomap.analysis.skin import Skin
from mesomap.model import AreaPass, Syringe


@dataclass(frozen=True, slots=True)
class AreaFigures:
    """What is known of one area pass; `mg` where its mixture's strength is."""

    area_mm2: float
    volume_ul: int
    mg: float | None

    @property
    def ml_per_cm2(self) -> float:
        """mL on each cm2; 0 where the area is not known."""
        return self.volume_ul / 10.0 / self.area_mm2 if self.area_mm2 > 0 else 0.0

    @property
    def mg_per_cm2(self) -> float | None:
        """mg on each cm2, where the strength and the area are known."""
        return None if self.mg is None or self.area_mm2 <= 0 else 100.0 * self.mg / self.area_mm2


def patch_of_area(body: Skin, area: AreaPass) -> str | None:
    """The patch that measures it: its region's; None off every region."""
    key = key_of(area, body)
    return None if key is None else body.regions[key].patch


def shape_of(body: Skin, area: AreaPass) -> Any:
    """What it treats, a polygon of its region's patch in mm; empty off every region."""
    key = key_of(area, body)
    if key is None:
        return Polygon()
    patch = body.regions[key].patch
    region = body.patches[patch].polygon(key)
    return polygon_on(body, patch, area.outline).intersection(region) if area.outline else region


def area_figures(body: Skin, area: AreaPass, syringes: Mapping[UUID, Syringe]) -> AreaFigures:
    """Its skin, volume and amount."""
    syringe = syringes.get(area.syringe)
    strength = None if syringe is None else syringe.mg_per_ml
    mg = None if strength is None else strength * area.volume_ul / 1000.0
    return AreaFigures(float(shape_of(body, area).area), area.volume_ul, mg)


def estimated_entries(area_mm2: float, *, spacing_mm: float) -> int:
    """Entries of the needle, were they a square lattice of this spacing; at least one."""
    return max(1, round(area_mm2 / (spacing_mm * spacing_mm)))
