"""Caution structures as one chart sees them: what the screen and paper draw alike."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import shapely

from mesomap.analysis.caution import PlacedStructure, shape_on
from mesomap.analysis.shown import rings_on
from mesomap.atlas import Body, Chart
from mesomap.clinical.caution import Structure
from mesomap.geometry.arrays import Floats


@dataclass(frozen=True, slots=True)
class SeenStructure:
    """A structure's borders, (n, 2) chart mm each, and where its sign stands."""

    structure: Structure
    rings: tuple[Floats, ...]
    sign: tuple[float, float] | None


def seen_on(body: Body, chart: Chart, structures: Iterable[PlacedStructure]) -> list[SeenStructure]:
    """Those of `structures` that `chart` shows any of."""
    found = [_seen(body, chart, one) for one in structures]
    return [one for one in found if one.rings]


def _seen(body: Body, chart: Chart, placed: PlacedStructure) -> SeenStructure:
    rings: list[Floats] = []
    for patch in dict.fromkeys(body.regions[key].patch for key in chart.regions):
        shape = shape_on(body, patch, placed)
        if shape.is_empty:
            continue
        sheet = body.patches[patch]
        part = shape.intersection(shapely.union_all([sheet.polygon(key) for key in sheet.regions]))
        for polygon in shapely.get_parts(part).tolist():
            if polygon.geom_type == "Polygon" and not polygon.is_empty:
                rings += rings_on(body, chart, patch, polygon)
    middle = placed.sites[len(placed.sites) // 2]
    position = body.on_chart(chart.id, [middle])
    x, y = position.xy_mm[0].tolist()
    return SeenStructure(placed.structure, tuple(rings), (x, y) if position.visible[0] else None)
