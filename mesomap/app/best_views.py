"""Which charts see a region, and how well."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from mesomap.atlas import Body
from mesomap.model import RegionKey

LEAST_SHARE = 0.05
OTHER_GROUP, WHOLE_BODY = 0.85, 0.6
"""A chart of the region's own group is preferred; the whole body shows everything small."""


@dataclass(frozen=True, slots=True)
class View:
    """A chart that sees a region."""

    chart: str
    share: float
    """Of the region's skin, as the chart shows it: what is tilted or hidden counts less."""
    worth: float
    """The share, weighed by how near the chart comes."""


def views_of(body: Body, key: RegionKey) -> list[View]:
    """The charts that show the region `key`, the best first; none for a region not known."""
    region = body.regions.get(key)
    if region is None:
        return []
    views = []
    for id in region.charts:
        polygon = body.charts[id].polygons().get(key)
        share = 0.0 if polygon is None else polygon.area / region.area_mm2
        if share >= LEAST_SHARE:
            group = body.charts[id].group
            weight = WHOLE_BODY if group == "body" else OTHER_GROUP
            views.append(View(id, share, share * (1.0 if group == region.group else weight)))
    return sorted(views, key=lambda view: -view.worth)


def best_chart(body: Body, keys: Iterable[RegionKey]) -> str | None:
    """The chart that sees most of `keys`, each counted as often as it is named; None for none."""
    worth: dict[str, float] = {}
    views: dict[RegionKey, list[View]] = {}
    for key in keys:
        if key not in views:
            views[key] = views_of(body, key)
        for view in views[key]:
            worth[view.chart] = worth.get(view.chart, 0.0) + view.worth
    return max(worth, key=lambda chart: worth[chart]) if worth else None
