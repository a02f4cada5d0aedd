"""Which charts a session's paper shows: few, on which every injection is seen well."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

import numpy as np

from mesomap.atlas import Body
from mesomap.model import Injection, PictureSite, RegionKey, SkinSite
from mesomap.report.layout.numbering import region_key
from mesomap.report.layout.setcover import (
    OVERVIEW_MM,
    Bools,
    Floats,
    Ints,
    Unit,
    Views,
    best_set,
)

WELL_DEG = 60.0
"""Skin seen at this tilt is drawn at half its length: the most that reads well."""
STEEPEST_DEG = 75.0
"""A region of which some is tilted more than this on every chart is not kept together."""
GRAZING_DEG = 84.0
"""An injection tilted more than this is as good as hidden."""
PER_REGION = 3
"""So many charts are looked at for each region."""
OWN_GROUP = 0.2
"""The cosine that a chart of the region's own group is given ahead."""
FOREIGN = 3.0
"""A region on a chart of another group costs as much as so many crowded numbers."""


@dataclass(frozen=True, slots=True)
class Sighting:
    """A chosen chart: which injections are numbered on it, and where each one it sees lies."""

    chart: str
    numbered: tuple[UUID, ...]
    at: Mapping[UUID, tuple[float, float]]
    """Chart mm of every injection that the chart sees, numbered on it or not."""
    areas: tuple[UUID, ...] = ()
    """The area passes that it was chosen for."""


def choose_charts(body: Body, injections: Sequence[Injection]) -> list[Sighting]:
    """The charts in the order of the numbers they show; a hidden injection is on none.

    A region stays together on the chart that shows it best, so that its lattice reads as one.
    """
    on_skin = [i for i in injections if isinstance(i.site, SkinSite)]
    sightings = _choose_skin(body, on_skin) if on_skin else []
    pictures: dict[str, dict[UUID, tuple[float, float]]] = {}
    for injection in injections:
        if isinstance(injection.site, PictureSite):
            site = injection.site
            pictures.setdefault(site.chart, {})[injection.id] = (site.x_mm, site.y_mm)
    sightings += [Sighting(c, tuple(at), at) for c, at in pictures.items() if c in body.charts]
    place = {injection.id: n for n, injection in enumerate(injections)}
    return sorted(sightings, key=lambda s: min((place[i] for i in s.numbered), default=0))


def _choose_skin(body: Body, injections: Sequence[Injection]) -> list[Sighting]:
    views = _views(body, injections)
    units = _units(body, views, [region_key(i) for i in injections])
    found = []
    for chart, members in best_set(body, views, units).items():
        at = {
            injections[k].id: (float(views.xy[chart, k, 0]), float(views.xy[chart, k, 1]))
            for k in np.flatnonzero(np.isfinite(views.tilt[chart])).tolist()
        }
        mine = tuple(injections[k].id for k in members)
        found.append(Sighting(views.charts[chart], mine, at))
    return found


def _views(body: Body, injections: Sequence[Injection]) -> Views:
    """The injections on the few charts that come into question.

    A chart's geometry is slow to load, so the directions that the skin faces choose first. Only
    what none of those charts sees is looked for on all the others.
    """
    keys = [region_key(i) for i in injections]
    sites = [i.site for i in injections if isinstance(i.site, SkinSite)]
    charts = _likely(body, keys, body.normals(sites))
    views = _seen(body, charts, sites)
    least = views.tilt.min(axis=0, initial=np.inf).tolist()
    wanted = {key for key, tilt in zip(keys, least, strict=True) if tilt > GRAZING_DEG}
    if not wanted:
        return views
    more = [c for c in _listing(body, wanted) if c not in charts]
    return _seen(body, [*charts, *more], sites)


def _listing(body: Body, keys: Collection[RegionKey | None]) -> list[str]:
    """The charts that show any of these regions; all of them for skin outside the regions."""
    return [
        chart.id
        for chart in body.charts.values()
        if chart.id not in body.pictures
        and (None in keys or not set(keys).isdisjoint(chart.regions))
    ]


def _likely(body: Body, keys: Sequence[RegionKey | None], normals: Floats) -> list[str]:
    """For each region the few charts that it faces best, those of its own group first."""
    members: dict[RegionKey | None, list[int]] = {}
    for place, key in enumerate(keys):
        members.setdefault(key, []).append(place)
    likely: dict[str, None] = {}
    for key, places in members.items():
        group = _group(body, key)
        scores = []
        for name in _listing(body, {key}):
            chart = body.charts[name]
            facing = float((normals[places] @ chart.forward).mean())
            if chart.height_mm <= OVERVIEW_MM and facing > 0.3:
                scores.append((facing + (OWN_GROUP if chart.group == group else 0.0), name))
        likely.update(dict.fromkeys(name for _, name in sorted(scores)[-PER_REGION:]))
    return list(likely)


def _group(body: Body, key: RegionKey | None) -> str | None:
    region = body.regions.get(key) if key is not None else None
    return None if region is None else region.group


def _seen(body: Body, charts: Sequence[str], sites: Sequence[SkinSite]) -> Views:
    xy = np.zeros((len(charts), len(sites), 2))
    tilt = np.zeros((len(charts), len(sites)))
    for row, chart in enumerate(charts):
        seen = body.on_chart(chart, sites)
        xy[row] = seen.xy_mm
        tilt[row] = np.where(seen.visible, seen.tilt_deg, np.inf)
    return Views(tuple(charts), xy, tilt)


def _units(body: Body, views: Views, keys: Sequence[RegionKey | None]) -> list[Unit]:
    """The regions; where no chart shows a region as a whole, its injections one by one."""
    groups: dict[RegionKey | None, list[int]] = {}
    for place, key in enumerate(keys):
        groups.setdefault(key, []).append(place)
    units = []
    for key, places in groups.items():
        members = np.array(places)
        group = _group(body, key)
        own = np.array([body.charts[c].group == group for c in views.charts], dtype=bool)
        if (views.tilt[:, members].max(axis=1) <= STEEPEST_DEG).any():
            units.append(_unit(views, members, own))
        else:
            units += [_unit(views, members[k : k + 1], own) for k in range(len(members))]
    return [unit for unit in units if unit.well.any()]


def _unit(views: Views, members: Ints, own: Bools) -> Unit:
    tilt = views.tilt[:, members]
    most = STEEPEST_DEG if len(members) > 1 else GRAZING_DEG
    steep = (tilt > WELL_DEG).sum(axis=1) + 2 * (tilt > STEEPEST_DEG).sum(axis=1)
    return Unit(members, tilt.max(axis=1) <= most, tilt.mean(axis=1), steep + FOREIGN * ~own)
