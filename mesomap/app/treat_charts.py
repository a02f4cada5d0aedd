"""On which chart each step is best seen, and where: the same chart for a region while it does."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

import numpy as np

from mesomap.analysis.route import Leg
from mesomap.analysis.walked import key_of_step, sites_of
from mesomap.atlas import Body, Chart
from mesomap.document.treating import Step
from mesomap.model import Site
from mesomap.paint.tokens import STEEP_TILT_DEG

MOST_ASKED = 4
"""Asking a chart for the first time reads its geometry."""
STAYS_DEG = 68.0
"""Up to so much tilt a step is shown on the chart of its region: charts that change tire."""
OTHER_GROUP_DEG, WHOLE_BODY_DEG = 20.0, 45.0
"""So much less tilt makes up for a chart that shows the region smaller."""


@dataclass(frozen=True, slots=True)
class Seen:
    """Where a chart shows a step."""

    at: tuple[float, float]
    visible: bool
    tilt_deg: float


class TreatCharts:
    """Keeps what was asked: sites do not move while they are treated."""

    def __init__(self, body: Body) -> None:
        self._body = body
        self._of_leg: dict[tuple[UUID, ...], str | None] = {}
        self._seen: dict[str, dict[UUID, Seen]] = {}
        self._leg: tuple[UUID, ...] = ()
        self._last: str | None = None
        """The chart that was shown last in this leg: it stays while it does."""

    def chart_for(self, step: Step, leg: Leg, steps: Mapping[UUID, Step]) -> Chart | None:
        """The chart of the step's leg, if it shows the step well; else the step's own best."""
        if leg.ids not in self._of_leg:
            members = [steps[id] for id in leg.ids if id in steps]
            self._of_leg[leg.ids] = self._best(members)
        common = self._of_leg[leg.ids]
        if self._leg != leg.ids:
            self._leg, self._last = leg.ids, None
        for chart, tilt in ((common, STEEP_TILT_DEG), (self._last, STAYS_DEG), (common, STAYS_DEG)):
            if chart is not None and self._shows(chart, step, tilt):
                return self._use(chart)
        for chart in (self._best([step]), common):
            if chart is not None and self._shows(chart, step, 90.0):
                return self._use(chart)
        for site in sites_of(self._body, step)[:1]:
            for view in self._body.charts_seeing(site, 90.0):
                return self._use(view.chart)
        # Hidden everywhere, as deep in the armpit: the region's chart shows where it lies behind.
        return self._use(common) if common is not None else None

    def _use(self, chart: str) -> Chart:
        self._last = chart
        return self._body.charts[chart]

    def _shows(self, chart: str, step: Step, tilt_deg: float) -> bool:
        seen = self.seen(chart, [step])[step.id]
        return seen.visible and seen.tilt_deg <= tilt_deg

    def seen(self, chart: str, steps: Sequence[Step]) -> dict[UUID, Seen]:
        """Where `chart` shows each of `steps`."""
        known = self._seen.setdefault(chart, {})
        fresh = [step for step in steps if step.id not in known]
        sites = [sites_of(self._body, step) for step in fresh]
        places = self._body.on_chart(chart, [site for own in sites for site in own])
        start = 0
        for step, own in zip(fresh, sites, strict=True):
            rows = slice(start, start + len(own))
            start += len(own)
            if not own:
                known[step.id] = Seen((0.0, 0.0), False, 180.0)
                continue
            x, y = places.xy_mm[rows].mean(axis=0).tolist()
            visible = bool(places.visible[rows].mean() > 0.5)
            known[step.id] = Seen((x, y), visible, float(places.tilt_deg[rows].mean()))
        return {step.id: known[step.id] for step in steps}

    def _best(self, steps: Sequence[Step]) -> str | None:
        """The chart that shows the most of `steps` well, near enough; None if none shows any."""
        best: tuple[tuple[int, int], str] | None = None
        for asked, chart in enumerate(self._by_tilt(steps), start=1):
            seen = self.seen(chart, steps).values()
            well = sum(one.visible and one.tilt_deg <= STEEP_TILT_DEG for one in seen)
            if well == len(steps):
                return chart
            count = (well, sum(one.visible for one in seen))
            if count[1] and (best is None or count > best[0]):
                best = (count, chart)
            if best is not None and asked >= MOST_ASKED:
                break
        return best[1] if best is not None else None

    def _by_tilt(self, steps: Sequence[Step]) -> list[str]:
        """The charts that may show `steps`, the least tilted of the nearest first."""
        body = self._body
        sites: list[Site] = [site for step in steps for site in sites_of(body, step)]
        if not sites:
            return []
        keys = {key for step in steps if (key := key_of_step(step)) in body.regions}
        regions = [body.regions[key] for key in keys if key is not None]
        charts = {id for region in regions for id in region.charts} or set(body.charts)
        groups = {region.group for region in regions}
        normals = body.normals(sites)

        def cost(id: str) -> float:
            chart = body.charts[id]
            tilt = np.degrees(np.arccos(np.clip(normals @ chart.forward, -1.0, 1.0)))
            far = 0.0
            if groups and chart.group not in groups:
                far = WHOLE_BODY_DEG if chart.group == "body" else OTHER_GROUP_DEG
            return float(tilt.mean() + 0.5 * tilt.max()) + far

        return sorted(charts, key=lambda id: (cost(id), id))
