"""The small maps of a course on paper: the same part of one chart for every session."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from mesomap.atlas import Body
from mesomap.model import Injection, MarkShape, SkinSite
from mesomap.report.layout.content import SessionContent
from mesomap.report.layout.course_content import CourseContent
from mesomap.report.layout.cropping import wanted_crop, within
from mesomap.report.layout.numbering import region_key
from mesomap.report.layout.selection import choose_charts
from mesomap.report.layout.setcover import OVERVIEW_MM
from mesomap.report.layout.shapes import Box, ChartBox, Spot

DOT_MM = 0.45
LOOKED_AT = 4
"""So many charts are looked at besides: their geometry is slow to load."""
Places = Mapping[UUID, tuple[float, float]]


@dataclass(frozen=True, slots=True)
class MapPlan:
    """Which chart, which part of it, and where it sees each injection; no chart without any."""

    chart: str | None
    crop: Box
    at: Places

    @classmethod
    def of(cls, body: Body, course: CourseContent) -> MapPlan:
        """The one chart that shows the most of all sessions."""
        everyone = [one for held in course.maps.values() for one in held]
        chosen = choose_charts(body, everyone)
        found = _most_seen(body, everyone, [one.chart for one in chosen]) or max(
            ((one.chart, one.at) for one in chosen), key=lambda pair: len(pair[1]), default=None
        )
        if found is None:
            return cls(None, Box(0, 0, 1, 1), {})
        id, at = found
        chart = body.charts[id]
        crop = wanted_crop(at.values(), width_mm=chart.width_mm, height_mm=chart.height_mm)
        return cls(id, crop, at)


def _most_seen(
    body: Body, injections: Sequence[Injection], chosen: Sequence[str]
) -> tuple[str, Places] | None:
    """Of those `chosen` and the charts that hold the most of the regions, what sees the most."""
    on_skin = [one for one in injections if isinstance(one.site, SkinSite)]
    keys = [key for one in on_skin if (key := region_key(one)) is not None]
    if not keys:
        return None
    counted = Counter(keys)
    ranked = sorted(
        (-sum(counted[key] for key in set(chart.regions) & counted.keys()), chart.id)
        for chart in body.charts.values()
        if chart.id not in body.pictures and chart.height_mm <= OVERVIEW_MM
    )
    likely = [id for _, id in ranked[:LOOKED_AT]]
    best: tuple[tuple[int, float], str, Places] | None = None
    sites = [one.site for one in on_skin]
    for id in dict.fromkeys([*(one for one in chosen if one not in body.pictures), *likely]):
        seen = body.on_chart(id, sites)
        tilts = seen.tilt_deg[seen.visible]
        rank = (int(seen.visible.sum()), -float(tilts.mean()) if len(tilts) else 0.0)
        if best is None or rank > best[0]:
            where = zip(on_skin, seen.xy_mm.tolist(), seen.visible.tolist(), strict=True)
            best = (rank, id, {one.id: (x, y) for one, (x, y), visible in where if visible})
    return (best[1], best[2]) if best is not None and best[2] else None


def map_box(
    content: SessionContent, plan: MapPlan, shown: Sequence[Injection], box: Box
) -> ChartBox | None:
    """One session's map in `box`: a dot an injection; None where there is no chart."""
    if plan.chart is None:
        return None
    chart = content.body.charts[plan.chart]
    scale = min(box.width / plan.crop.width, box.height / plan.crop.height)
    wide, high = box.width / scale, box.height / scale
    wanted = Box(
        plan.crop.x + (plan.crop.width - wide) / 2,
        plan.crop.y + (plan.crop.height - high) / 2,
        wide,
        high,
    )
    crop = within(wanted, width_mm=chart.width_mm, height_mm=chart.height_mm)
    frame = ChartBox(plan.chart, "", "", box, crop, scale, (), (), 0.0, "", ())
    spots = []
    for one in shown:
        if one.id in plan.at:
            x, y = frame.on_page(*plan.at[one.id])
            if box.x < x < box.right and box.y < y < box.bottom:
                spots.append(Spot(one.id, x, y, DOT_MM, MarkShape.CIRCLE, one.status))
    return replace(frame, spots=tuple(spots))
