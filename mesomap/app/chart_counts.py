"""How many of the session's injections each chart shows, kept up with every change."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from mesomap.atlas import Body
from mesomap.model import Change, Injection, RegionKey, Removed, SkinSite, Updated


class ChartCounts:
    """Which charts see which injection; an edit asks the atlas only about what it changed."""

    def __init__(self, body: Body, injections: Iterable[Injection]) -> None:
        self._body = body
        self._seen: dict[UUID, tuple[str, ...]] = {}
        self._put(list(injections))

    def apply(self, changes: Sequence[Change]) -> None:
        """Follow one commit."""
        now: dict[UUID, Injection] = {}
        for change in changes:
            value = change.after if isinstance(change, Updated) else change.value
            if not isinstance(value, Injection):
                continue
            if isinstance(change, Removed):
                self._seen.pop(value.id, None)
                now.pop(value.id, None)
            else:
                now[value.id] = value
        self._put(list(now.values()))

    def counts(self) -> Mapping[str, int]:
        """Injections visible on each chart."""
        return Counter(chart for charts in self._seen.values() for chart in charts)

    def fullest(self) -> str:
        """The chart that shows the most; the first where none shows any."""
        counts = self.counts()
        return max(self._body.charts, key=lambda chart: counts.get(chart, 0))

    def _put(self, injections: list[Injection]) -> None:
        placed = [i for i in injections if isinstance(i.site, SkinSite)]
        seen: dict[UUID, list[str]] = {one.id: [] for one in placed}
        by_chart: dict[str, list[Injection]] = defaultdict(list)
        for one in placed:
            for chart in self._charts_of(one):
                by_chart[chart].append(one)
        for chart, here in by_chart.items():
            sites = [one.site for one in here if isinstance(one.site, SkinSite)]
            visible = self._body.on_chart(chart, sites).visible.tolist()
            for one, sees in zip(here, visible, strict=True):
                if sees:
                    seen[one.id].append(chart)
        self._seen.update((id, tuple(charts)) for id, charts in seen.items())

    def _charts_of(self, injection: Injection) -> Iterable[str]:
        """The charts that show anything of its region; all of them off every region."""
        if injection.region is not None and injection.side is not None:
            region = self._body.regions.get(RegionKey(injection.region, injection.side))
            if region is not None:
                return region.charts
        return self._body.charts
