"""How many of the session's injections each chart shows, kept up with every change.

Whether a chart sees a site needs the chart's geometry, which takes a while to read for the first
time: so each chart is counted when there is time for it, one by one, or when it is asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from mesomap.app.best_views import best_chart
from mesomap.atlas import Body
from mesomap.model import Change, Injection, RegionKey, Removed, Updated


class ChartCounts:
    """Which charts see which injection; an edit asks the atlas only about what it changed."""

    def __init__(self, body: Body, injections: Iterable[Injection]) -> None:
        self._body = body
        self._known: dict[UUID, Injection] = {}
        self._seen: dict[str, set[UUID]] = {chart: set() for chart in body.charts}
        self._waiting: dict[str, dict[UUID, Injection]] = {}
        """What is still to be asked of each chart."""
        self._put(injections)

    def apply(self, changes: Sequence[Change]) -> None:
        """Follow one commit."""
        now: dict[UUID, Injection] = {}
        for change in changes:
            value = change.after if isinstance(change, Updated) else change.value
            if not isinstance(value, Injection):
                continue
            if isinstance(change, Removed):
                self._forget(value)
                now.pop(value.id, None)
            else:
                now[value.id] = value
        self._put(now.values())

    @property
    def waiting(self) -> bool:
        """Whether some chart is still to be counted."""
        return bool(self._waiting)

    def count_one(self) -> None:
        """Count one of the charts that wait."""
        if self._waiting:
            self._count(next(iter(self._waiting)))

    def counts(self) -> Mapping[str, int]:
        """Injections visible on each chart that is counted."""
        return {c: len(ids) for c, ids in self._seen.items() if c not in self._waiting}

    def seen_on(self, chart: str) -> frozenset[UUID]:
        """The injections visible on `chart`; it is counted now if it waits."""
        self._count(chart)
        return frozenset(self._seen[chart])

    def group_counts(self) -> Mapping[str, int]:
        """Injections visible on any chart of each group, as far as its charts are counted."""
        groups: dict[str, set[UUID]] = {}
        for chart, ids in self._seen.items():
            groups.setdefault(self._body.charts[chart].group, set()).update(ids)
        return {group: len(ids) for group, ids in groups.items()}

    def fullest(self) -> str:
        """The chart that shows best what there is, judged by the regions; the first without."""
        keys = [key for one in self._known.values() if (key := _region_of(one)) is not None]
        return best_chart(self._body, keys) or next(iter(self._body.charts))

    def _put(self, injections: Iterable[Injection]) -> None:
        for one in injections:
            before = self._known.get(one.id)
            if before is not None and (before.site, _region_of(before)) == (
                one.site,
                _region_of(one),
            ):
                self._known[one.id] = one
                continue
            self._forget(one)
            self._known[one.id] = one
            for chart in self._charts_of(one):
                self._waiting.setdefault(chart, {})[one.id] = one

    def _forget(self, one: Injection) -> None:
        if self._known.pop(one.id, None) is None:
            return
        for chart, ids in self._seen.items():
            ids.discard(one.id)
            waiting = self._waiting.get(chart)
            if waiting is not None:
                waiting.pop(one.id, None)
                if not waiting:
                    del self._waiting[chart]

    def _count(self, chart: str) -> None:
        asked = self._waiting.pop(chart, {})
        placed = [(id, one.site) for id, one in asked.items()]
        if placed:
            visible = self._body.on_chart(chart, [site for _, site in placed]).visible.tolist()
            sees = (id for (id, _), seen in zip(placed, visible, strict=True) if seen)
            self._seen[chart].update(sees)

    def _charts_of(self, injection: Injection) -> Iterable[str]:
        """The charts that show anything of its region; all of them off every region."""
        key = _region_of(injection)
        region = self._body.regions.get(key) if key is not None else None
        return self._body.charts if region is None else region.charts


def _region_of(injection: Injection) -> RegionKey | None:
    if injection.region is None or injection.side is None:
        return None
    return RegionKey(injection.region, injection.side)
