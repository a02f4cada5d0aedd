"""Which charts a session's paper shows: the fewest on which every injection is seen well."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from mesomap.atlas import Body
from mesomap.model import Injection, PictureSite, RegionKey, SkinSite
from mesomap.report.layout.numbering import region_key

WELL_DEG = 50.0
"""Seen at this tilt, skin is drawn to two thirds of its length: the most that reads well."""
SLACK_DEG = 8.0
"""Where no chart sees it as well as that: this much worse than the best will do."""
OVERVIEW_MM = 900.0
"""A chart taller than this shows the whole body: used only for what no other chart sees."""


@dataclass(frozen=True, slots=True)
class Sighting:
    """A chosen chart: which injections are numbered on it, and where each one it sees lies."""

    chart: str
    numbered: tuple[UUID, ...]
    at: Mapping[UUID, tuple[float, float]]
    """Chart mm of every injection that the chart sees, numbered on it or not."""


@dataclass(frozen=True, slots=True)
class _Views:
    charts: tuple[str, ...]
    xy: NDArray[np.float64]  # (charts, n, 2)
    tilt: NDArray[np.float64]  # (charts, n), infinite where hidden


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
    chosen = _fewest(body, views)
    owner = _owners(views, chosen, [region_key(i) for i in injections])
    found = []
    for chart in chosen:
        seen = np.flatnonzero(np.isfinite(views.tilt[chart]))
        at = {
            injections[int(k)].id: (float(views.xy[chart, k, 0]), float(views.xy[chart, k, 1]))
            for k in seen
        }
        mine = tuple(injections[int(k)].id for k in np.flatnonzero(owner == chart))
        if mine:
            found.append(Sighting(views.charts[chart], mine, at))
    return found


def _views(body: Body, injections: Sequence[Injection]) -> _Views:
    keys = {region_key(i) for i in injections}
    charts = tuple(
        chart.id
        for chart in body.charts.values()
        if None in keys or not keys.isdisjoint(chart.regions)
    )
    sites = [i.site for i in injections if isinstance(i.site, SkinSite)]
    xy, tilt = [], []
    for chart in charts:
        seen = body.on_chart(chart, sites)
        xy.append(seen.xy_mm)
        tilt.append(np.where(seen.visible, seen.tilt_deg, np.inf))
    return _Views(
        charts,
        np.array(xy, dtype=float).reshape(len(charts), len(sites), 2),
        np.array(tilt, dtype=float).reshape(len(charts), len(sites)),
    )


def _fewest(body: Body, views: _Views) -> list[int]:
    """Indices of the fewest charts that together show every visible injection well."""
    best = views.tilt.min(axis=0, initial=np.inf)
    visible = np.isfinite(best)
    if not visible.any():
        return []
    well = views.tilt <= np.maximum(WELL_DEG, best + SLACK_DEG)
    well &= np.isfinite(views.tilt)
    whole = np.array([body.charts[c].height_mm > OVERVIEW_MM for c in views.charts])
    seen_closer = well[~whole].any(axis=0)
    well[whole] &= ~seen_closer
    need = visible & well.any(axis=0)
    useful = [int(c) for c in np.flatnonzero(well.any(axis=1))]
    for size in (1, 2, 3):
        full = [s for s in combinations(useful, size) if well[list(s)].any(axis=0)[need].all()]
        if full:
            return list(min(full, key=lambda s: _mean_tilt(views, list(s), need)))
    chosen: list[int] = []
    left = need.copy()
    while left.any():
        gain = [(int((well[c] & left).sum()), -_mean_tilt(views, (c,), left), c) for c in useful]
        chart = max(gain)[2]
        chosen.append(chart)
        left &= ~well[chart]
    return chosen


def _mean_tilt(views: _Views, charts: Sequence[int], need: NDArray[np.bool_]) -> float:
    tilt = views.tilt[list(charts)].min(axis=0)[need]
    return float(np.minimum(tilt, 90.0).mean())


def _owners(
    views: _Views, chosen: Sequence[int], keys: Sequence[RegionKey | None]
) -> NDArray[np.int64]:
    """The chart on which each injection is numbered, -1 for none."""
    owner = np.full(len(keys), -1)
    groups: dict[RegionKey | None, list[int]] = {}
    for place, key in enumerate(keys):
        groups.setdefault(key, []).append(place)
    for members in groups.values():
        tilt = views.tilt[np.ix_(list(chosen), members)]
        if not tilt.size:
            continue
        worst, mean = tilt.max(axis=1), tilt.mean(axis=1)
        whole = [c for c in range(len(chosen)) if worst[c] <= max(WELL_DEG, worst.min() + 1.0)]
        if np.isfinite(worst.min()) and worst.min() <= WELL_DEG + SLACK_DEG:
            owner[members] = chosen[min(whole, key=lambda c: mean[c])]
            continue
        best = tilt.argmin(axis=0)
        for column, place in enumerate(members):
            if np.isfinite(tilt[best[column], column]):
                owner[place] = chosen[int(best[column])]
    return owner
