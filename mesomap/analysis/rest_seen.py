"""The rest map as a chart sees it: days and times at each place of the picture."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

from mesomap.analysis.rest import NEVER, RestPatch
from mesomap.atlas import Body
from mesomap.geometry.cells import Cells

STEP_MM = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class RestSeen:
    """`days` since last treated (`NEVER`) and `times`, (rows, columns) over chart mm."""

    cells: Cells
    days: NDArray[np.int32]
    times: NDArray[np.int32]


def rest_seen(
    body: Body, chart: str, patches: Iterable[RestPatch], *, step_mm: float = STEP_MM
) -> RestSeen:
    """What `chart` shows of the rest map; nothing of patches that it does not show.

    A place of the picture says what the cell of flat skin says in which its site lies.
    """
    drawn = body.chart(chart)
    cells = Cells.over((0.0, 0.0, drawn.width_mm, drawn.height_mm), step_mm)
    days = np.full((cells.rows, cells.columns), NEVER, np.int32)
    times = np.zeros_like(days)
    shown = drawn.polygons()
    for patch in patches:
        polygons = [shown[key] for key in body.patches[patch.patch].polygons if key in shown]
        if not polygons:
            continue
        places = np.argwhere(cells.within(shapely.union_all(polygons)))
        if len(places) and (patch.days > NEVER).any():
            _look_up(body, chart, patch, cells, places, days, times)
    return RestSeen(cells=cells, days=days, times=times)


def _look_up(
    body: Body,
    chart: str,
    patch: RestPatch,
    cells: Cells,
    places: NDArray[np.intp],
    days: NDArray[np.int32],
    times: NDArray[np.int32],
) -> None:
    """Fill in the rows and columns `places` (n, 2) of what this patch says."""
    corner = np.array([cells.u_mm, cells.v_mm])
    xy = (places[:, ::-1].astype(np.float64) + 0.5) * cells.mm + corner
    sites = body.sites_at(chart, xy)
    seen = np.array([site is not None for site in sites], bool)
    uv = body.on_patch(patch.patch, [site for site in sites if site is not None])
    rows, columns = places[seen].T
    held = ~np.isnan(uv[:, 0])
    flat = patch.cells
    at = np.floor((uv[held] - (flat.u_mm, flat.v_mm)) / flat.mm).astype(np.intp)
    inside = (at >= 0).all(axis=1) & (at[:, 0] < flat.columns) & (at[:, 1] < flat.rows)
    row, column = rows[held][inside], columns[held][inside]
    u, v = at[inside].T
    days[row, column] = patch.days[v, u]
    times[row, column] = patch.times[v, u]
