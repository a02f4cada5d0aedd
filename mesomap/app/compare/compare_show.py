"""What the compare page shows of a comparison, made of values; nothing here writes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from mesomap.analysis.marks import thread_of
from mesomap.analysis.shown import area_on, runs_on
from mesomap.app.best_views import best_chart
from mesomap.app.compare.compare_words import area_words, change_words
from mesomap.atlas import Body, Chart
from mesomap.atlas.calibration import chart_factor
from mesomap.exchange.compare import Result
from mesomap.geometry.arrays import Floats
from mesomap.model import AreaPass, Injection, PictureSite, RegionKey, Status
from mesomap.paint.names import region_name
from mesomap.panels.compare.values import CompareMap, CompareMark, Point, RegionLine, Runs


def map_of(result: Result, chart: Chart) -> CompareMap:
    """Both maps as `chart` shows them."""
    changes = result.difference.comparison.changes
    olds = _places(result.body, chart, [one.before for one in changes])
    news = _places(result.body, chart, [one.after for one in changes])
    marks = [
        CompareMark(
            number=number,
            fate=change.fate,
            old=old,
            new=new,
            words=change_words(result, change),
            region=change.key,
            old_ways=_ways(result.body, chart, change.before),
            new_ways=_ways(result.body, chart, change.after),
        )
        for number, (change, old, new) in enumerate(zip(changes, olds, news, strict=True))
        if old is not None or new is not None
    ]
    return CompareMap(
        chart=chart,
        marks=tuple(marks),
        old_passes=_rings(result.body, chart, result.first.map.areas),
        new_passes=_rings(result.body, chart, result.second.map.areas),
        names={key: region_name(result.body, key) for key in chart.regions},
        skin_factor=chart_factor(result.body, chart.regions),
    )


def lines_of(result: Result) -> list[RegionLine]:
    """The table's rows."""
    coverage = {one.key: one for one in result.difference.comparison.by_region}
    lines = []
    for row in result.difference.rows:
        before, after, covered = row.before, row.after, coverage.get(row.key)
        lines.append(
            RegionLine(
                key=row.key,
                name=region_name(result.body, row.key),
                count_a=before.count if before is not None else 0,
                count_b=after.count if after is not None else 0,
                fates=row.counts,
                coverage_a=covered.coverage_a if covered is not None else None,
                coverage_b=covered.coverage_b if covered is not None else None,
                spacing_a_mm=before.spacing.median_mm if before is not None else None,
                spacing_b_mm=after.spacing.median_mm if after is not None else None,
                volume_a_ul=before.volume_ul if before is not None else 0,
                volume_b_ul=after.volume_ul if after is not None else 0,
                areas=area_words(row.areas),
            )
        )
    return lines


def first_chart(result: Result) -> str:
    """The chart that sees most of what both maps have; the body's first without any."""
    used = [
        one.site.chart
        for one in _all(result)
        if isinstance(one.site, PictureSite) and one.site.chart in result.body.pictures
    ]
    changes = result.difference.comparison.changes
    keys = [one.key for one in changes if one.key is not None]
    keys += [row.key for row in result.difference.rows if row.areas is not None]
    if len(used) * 2 > max(len(changes), 1):
        return max(set(used), key=used.count)
    skin = [key for key in keys if key.id not in result.body.pictures]
    return best_chart(result.body, skin) or next(iter(result.body.charts))


def charts_of(result: Result) -> list[Chart]:
    """The charts that show some region of both maps, in the atlas's order."""
    keys = {row.key for row in result.difference.rows}
    found = [
        chart
        for chart in result.body.charts.values()
        if chart.id in {key.id for key in keys} or _shows(chart, keys)
    ]
    return found or [next(iter(result.body.charts.values()))]


def _shows(chart: Chart, keys: Iterable[RegionKey]) -> bool:
    return any(key in chart.regions for key in keys)


def _all(result: Result) -> list[Injection]:
    return [*result.first.map.injections, *result.second.map.injections]


def _known(body: Body, one: Injection | None) -> bool:
    if one is None:
        return False
    sites = (one.site, *one.path)
    return all(not isinstance(s, PictureSite) or s.chart in body.pictures for s in sites)


def _places(body: Body, chart: Chart, injections: Sequence[Injection | None]) -> list[Point | None]:
    rows = [row for row, one in enumerate(injections) if _known(body, one)]
    found: list[Point | None] = [None] * len(injections)
    sites = [one.site for row in rows if (one := injections[row]) is not None]
    if not sites:
        return found
    placed = body.on_chart(chart.id, sites)
    for row, (x, y), seen in zip(rows, placed.xy_mm.tolist(), placed.visible.tolist(), strict=True):
        if seen:
            found[row] = (x, y)
    return found


def _ways(body: Body, chart: Chart, one: Injection | None) -> Runs:
    if one is None or not one.path or not _known(body, one):
        return ()
    return _runs(runs_on(body, chart, thread_of(body, one)))


def _rings(body: Body, chart: Chart, areas: Iterable[AreaPass]) -> Runs:
    found: list[Floats] = []
    for area in areas:
        known = all(
            not isinstance(site, PictureSite) or site.chart in body.pictures
            for site in area.outline
        )
        if known and area.status is not Status.SKIPPED:
            found += area_on(body, chart, area)
    return _runs(found)


def _runs(parts: Iterable[Floats]) -> Runs:
    return tuple(tuple((x, y) for x, y in np.asarray(part).tolist()) for part in parts)
