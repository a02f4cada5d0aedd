"""The charts of a body under the headings of the strip; and those that a search finds."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection

from mesomap.app import words
from mesomap.app.best_views import View, views_of
from mesomap.atlas import Body, Chart
from mesomap.atlas.flat import FlatChart
from mesomap.model import RegionKey
from mesomap.paint.locale import format_percent
from mesomap.paint.names import chart_title, region_name
from mesomap.panels.chart_strip import ChartEntry, ChartGroup

MOST_REGIONS = 8
FEW_CHARTS = 3
"""So many charts of each region, where several regions have such a name."""


def offered(chart: Chart, used: Collection[str]) -> bool:
    """Whether a session that has something on the own pictures `used` is offered `chart`."""
    return not isinstance(chart, FlatChart) or not chart.picture.retired or chart.id in used


def chart_groups(body: Body, used: Collection[str] = ()) -> list[ChartGroup]:
    """All charts, in the atlas's order; own pictures last, retired ones only where `used`."""
    grouped: dict[str, list[ChartEntry]] = {}
    for chart in body.charts.values():
        if not offered(chart, used):
            continue
        grouped.setdefault(chart.group, []).append(_entry(chart))
    return [
        ChartGroup(group, words.group_title(group), tuple(entries))
        for group, entries in grouped.items()
    ]


def search(body: Body, typed: str, used: Collection[str] = ()) -> list[ChartGroup] | None:
    """The charts and regions whose names have all words of `typed`; None if it has none.

    Charts come first, then each region with the charts that show it, the best first.
    """
    wanted = _plain(typed).split()
    if not wanted:
        return None
    found = []
    charts = [
        chart
        for chart in body.charts.values()
        if offered(chart, used) and _rank(chart_title(chart.title), wanted) is not None
    ]
    if charts:
        found.append(ChartGroup("", words.charts_word(), tuple(map(_entry, charts))))
    ranked = sorted(
        (rank, place, key)
        for place, key in enumerate(body.regions)
        if key.id not in body.pictures  # found by its title, among the charts
        if (rank := _rank(region_name(body, key), wanted)) is not None
    )
    keys = [key for _, _, key in ranked[:MOST_REGIONS]]
    for key in keys:
        views = views_of(body, key)[: FEW_CHARTS if len(keys) > 1 else None]
        if views:
            entries = tuple(_found(body, key, view) for view in views)
            found.append(ChartGroup(f"{key.id}/{key.side.value}", region_name(body, key), entries))
    return found


def _entry(chart: Chart) -> ChartEntry:
    return ChartEntry(chart.id, chart_title(chart.title))


def _found(body: Body, key: RegionKey, view: View) -> ChartEntry:
    title = chart_title(body.charts[view.chart].title)
    note = words.in_view_words(format_percent(min(view.share, 1.0)))
    return ChartEntry(view.chart, title, note, key)


def _rank(name: str, wanted: list[str]) -> int | None:
    """How well `name` has the words `wanted` (0 best); None if it has not all of them."""
    plain = _plain(name)
    if not all(word in plain for word in wanted):
        return None
    starts = plain.replace("-", " ").split()
    return sum(not any(start.startswith(word) for start in starts) for word in wanted)


def _plain(text: str) -> str:
    """Small letters without accents, so that "decollete" finds the décolleté."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in apart if not unicodedata.combining(letter))
