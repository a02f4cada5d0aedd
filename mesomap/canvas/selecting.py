"""What is selected, and sets of what could be: by region, by syringe, all but these."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from mesomap.canvas.sketch import SketchLine
from mesomap.canvas.stage import Stage
from mesomap.document.placed import Placed
from mesomap.model import AreaPass, Injection, RegionKey, Site


def selected_values(stage: Stage) -> list[Placed]:
    """The selected injections in needle order, then area passes, then notes."""
    document = stage.document
    if document is None:
        return []
    ids = stage.selection
    areas = [document.areas[id] for id in ids if id in document.areas]
    notes = [document.notes[id] for id in ids if id in document.notes]
    return [
        *stage.selected_injections(),
        *sorted(areas, key=lambda area: area.order),
        *sorted(notes, key=lambda note: note.written),
    ]


def of_region(stage: Stage, key: RegionKey) -> frozenset[UUID]:
    """The injections and area passes of a region that the chart shows."""
    return frozenset(one.id for one in _shown(stage) if (one.region, one.side) == key)


def of_syringes(stage: Stage, syringes: frozenset[UUID]) -> frozenset[UUID]:
    """The injections and area passes from these syringes that the chart shows."""
    return frozenset(one.id for one in _shown(stage) if one.syringe in syringes)


def all_but(stage: Stage, ids: frozenset[UUID]) -> frozenset[UUID]:
    """The injections and area passes that the chart shows, without `ids`."""
    return frozenset(one.id for one in _shown(stage)) - ids


def course_of(stage: Stage, sites: Sequence[Site], *, closed: bool) -> SketchLine | None:
    """The line through `sites` as the chart shows it; None if it sees less than two of them."""
    if stage.body is None or len(sites) < 2:
        return None
    placed = stage.body.on_chart(stage.chart_id, sites)
    seen = [(x, y) for x, y in placed.xy_mm[placed.visible].tolist()]
    return SketchLine(tuple(seen), closed) if len(seen) >= 2 else None


def _shown(stage: Stage) -> list[Injection | AreaPass]:
    document, chart = stage.document, stage.chart
    if document is None or chart is None:
        return []
    seen = stage.visible_ids()
    areas = [one for one in document.areas.values() if (one.region, one.side) in chart.regions]
    return [*(document.injections[id] for id in seen), *areas]
