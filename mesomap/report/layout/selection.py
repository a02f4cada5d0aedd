"""Which charts a session's paper shows: few, on which every injection is seen well."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

import numpy as np

from mesomap.atlas import Body
from mesomap.model import Injection, PictureSite, RegionKey, SkinSite
from mesomap.report.layout.numbering import region_key
from mesomap.report.layout.setcover import Ints, Unit, Views, best_set

WELL_DEG = 60.0
"""Skin seen at this tilt is drawn at half its length: the most that reads well."""
WORST_DEG = 72.0
"""A tenth of a region's injections may lie as askew as this on its chart."""
SLACK_DEG = 8.0
"""Where no chart shows an injection well, this much worse than the best will do."""


@dataclass(frozen=True, slots=True)
class Sighting:
    """A chosen chart: which injections are numbered on it, and where each one it sees lies."""

    chart: str
    numbered: tuple[UUID, ...]
    at: Mapping[UUID, tuple[float, float]]
    """Chart mm of every injection that the chart sees, numbered on it or not."""


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
    units = _units(views, [region_key(i) for i in injections])
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
    """The injections on every chart that faces some of them."""
    keys = {region_key(i) for i in injections}
    sites = [i.site for i in injections if isinstance(i.site, SkinSite)]
    normals = body.normals(sites)
    facing = float(np.cos(np.radians(75.0)))
    charts, xy, tilt = [], [], []
    for chart in body.charts.values():
        if None not in keys and keys.isdisjoint(chart.regions):
            continue
        if float((normals @ chart.forward).max()) < facing:
            continue
        seen = body.on_chart(chart.id, sites)
        charts.append(chart.id)
        xy.append(seen.xy_mm)
        tilt.append(np.where(seen.visible, seen.tilt_deg, np.inf))
    return Views(
        tuple(charts),
        np.array(xy, dtype=float).reshape(len(charts), len(sites), 2),
        np.array(tilt, dtype=float).reshape(len(charts), len(sites)),
    )


def _units(views: Views, keys: Sequence[RegionKey | None]) -> list[Unit]:
    """The regions; where no chart shows a region well as a whole, its injections one by one."""
    groups: dict[RegionKey | None, list[int]] = {}
    for place, key in enumerate(keys):
        groups.setdefault(key, []).append(place)
    units = []
    for places in groups.values():
        members = np.array(places)
        tilt = views.tilt[:, members]
        ninth = np.sort(tilt, axis=1)[:, int(0.9 * (len(places) - 1))]
        well = (ninth <= WELL_DEG) & (tilt.max(axis=1) <= WORST_DEG)
        if well.any():
            units.append(Unit(members, well, tilt.mean(axis=1)))
        else:
            units += _singles(views, members)
    return units


def _singles(views: Views, members: Ints) -> list[Unit]:
    """Each injection by itself; those that no chart sees are left out."""
    units = []
    for place in members.tolist():
        tilt = views.tilt[:, place]
        if np.isfinite(tilt).any():
            well = tilt <= max(WELL_DEG, float(tilt.min()) + SLACK_DEG)
            units.append(Unit(np.array([place]), well, tilt))
    return units
