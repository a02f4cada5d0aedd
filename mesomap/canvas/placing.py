"""Where a chart shows injections, and how it flattens their deposits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

import numpy as np

from mesomap.analysis.marks import deposit_radius_of, key_of
from mesomap.atlas import Body, Chart
from mesomap.canvas.rows import KIND_OF, Placed
from mesomap.model import Injection, Site, Syringe, mark_of
from mesomap.paint.chart import deposit_ellipses


def placed_on(
    body: Body, chart: Chart, injections: Sequence[Injection], syringes: Mapping[UUID, Syringe]
) -> Placed:
    """The `injections` on `chart`, each with the mark of its one of `syringes`."""
    sites = [i.site for i in injections]
    positions = body.on_chart(chart.id, sites)
    squash, angle = deposit_ellipses(chart, body.normals(sites))
    return Placed(
        xy_mm=positions.xy_mm,
        visible=positions.visible,
        radius_mm=np.array([_drawn_radius_mm(body, i) for i in injections]),
        squash=squash,
        angle_deg=angle,
        kind=np.array([KIND_OF[mark_of(i, syringes), i.status] for i in injections], np.int64),
    )


def placed_at(
    body: Body,
    chart: Chart,
    sites: Sequence[Site],
    template: Injection,
    syringes: Mapping[UUID, Syringe],
) -> Placed:
    """What injections like `template` would be at `sites` on `chart`."""
    positions = body.on_chart(chart.id, sites)
    squash, angle = deposit_ellipses(chart, body.normals(sites))
    kind = KIND_OF[mark_of(template, syringes), template.status]
    return Placed(
        xy_mm=positions.xy_mm,
        visible=positions.visible,
        radius_mm=np.full(len(sites), _drawn_radius_mm(body, template)),
        squash=squash,
        angle_deg=angle,
        kind=np.full(len(sites), kind, np.int64),
    )


def _drawn_radius_mm(body: Body, injection: Injection) -> float:
    """The radius of its deposit in mm of the picture, whose skin has the atlas's own length.

    0 of a thread: its deposit is drawn along its way, by `threads_item`.
    """
    if injection.path:
        return 0.0
    radius_mm = deposit_radius_of(injection, body)
    if not body.factors:
        return radius_mm
    key = key_of(injection, body)
    return radius_mm if key is None else radius_mm / body.factor(body.regions[key].patch)
