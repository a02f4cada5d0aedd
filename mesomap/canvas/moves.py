"""Where sites end when they are dragged or nudged: in skin millimetres, on their patches."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import numpy as np

from mesomap.atlas import Body
from mesomap.canvas.rows import Floats
from mesomap.model import RegionKey, Site

_PROBE_MM = 0.25
"""Length on the chart by which the direction on the skin is measured."""


def dragged(
    body: Body, chart: str, sites: Sequence[Site], *, grabbed: Site, to: Site
) -> list[Site | None]:
    """The `sites` after the one at `grabbed` was dragged `to`.

    All that lie on a patch which holds both ends move by the same stretch of skin; the others
    by the same stretch of the chart. None where one would leave the skin.
    """
    moved: list[Site | None] = list(sites)
    rest = np.ones(len(sites), bool)
    for patch in body.patches_holding(grabbed):
        ends = body.on_patch(patch, [grabbed, to])
        if np.isnan(ends).any():
            continue
        uv = body.on_patch(patch, sites)
        held = ~np.isnan(uv).any(axis=1)
        fresh = body.from_patch(patch, uv[held] + (ends[1] - ends[0]))
        for row, site in zip(np.flatnonzero(held).tolist(), fresh, strict=True):
            moved[row] = site
        rest[held] = False
        break
    if rest.any():
        rows = np.flatnonzero(rest).tolist()
        places = body.on_chart(chart, [sites[row] for row in rows]).xy_mm
        ends_xy = body.on_chart(chart, [grabbed, to]).xy_mm
        fresh = body.sites_at(chart, places + (ends_xy[1] - ends_xy[0]))
        for row, site in zip(rows, fresh, strict=True):
            moved[row] = site
    return moved


def nudged(
    body: Body,
    chart: str,
    sites: Sequence[Site],
    regions: Sequence[RegionKey | None],
    *,
    dx_mm: float,
    dy_mm: float,
) -> list[Site | None]:
    """The `sites` moved by a length of skin, each in the chart's direction (dx, dy) where it lies.

    None where one would leave the skin that the chart shows.
    """
    length = float(np.hypot(dx_mm, dy_mm))
    if length == 0:
        return list(sites)
    step = np.array([dx_mm, dy_mm]) * (_PROBE_MM / length)
    places = body.on_chart(chart, sites).xy_mm
    probes = body.sites_at(chart, places + step)
    moved: list[Site | None] = [None] * len(sites)
    for patch, rows in _by_patch(body, sites, regions).items():
        usable = [row for row in rows if probes[row] is not None]
        start = body.on_patch(patch, [sites[row] for row in usable])
        ahead = body.on_patch(patch, [p for row in usable if (p := probes[row]) is not None])
        fresh = body.from_patch(patch, start + _stretched(ahead - start, length))
        for row, site in zip(usable, fresh, strict=True):
            moved[row] = site
    return moved


def _by_patch(
    body: Body, sites: Sequence[Site], regions: Sequence[RegionKey | None]
) -> dict[str, list[int]]:
    groups: dict[str, list[int]] = defaultdict(list)
    for row, (site, region) in enumerate(zip(sites, regions, strict=True)):
        if region is not None:
            groups[body.regions[region].patch].append(row)
        elif holding := body.patches_holding(site):
            groups[holding[0]].append(row)
    return groups


def _stretched(steps: Floats, length: float) -> Floats:
    """`steps` (n, 2) made `length` long; NaN where a step has no direction."""
    norm = np.hypot(steps[:, 0], steps[:, 1])
    with np.errstate(invalid="ignore", divide="ignore"):
        out: Floats = steps * (length / norm)[:, None]
    return out
