"""How many of the session's injections each chart shows, kept up with every change."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from mesomap.atlas import Body
from mesomap.model import Change, Injection, Removed, SkinSite, Updated


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
        on_skin = [(i.id, i.site) for i in injections if isinstance(i.site, SkinSite)]
        if not on_skin:
            return
        sites = [site for _, site in on_skin]
        seen: dict[UUID, list[str]] = {id: [] for id, _ in on_skin}
        for chart in self._body.charts:
            visible = self._body.on_chart(chart, sites).visible.tolist()
            for (id, _), sees in zip(on_skin, visible, strict=True):
                if sees:
                    seen[id].append(chart)
        self._seen.update((id, tuple(charts)) for id, charts in seen.items())
