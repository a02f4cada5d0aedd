"""The rest map as a chart sees it: days and times at each place of the picture.

Which cell of flat skin a place of the picture shows depends on chart and atlas alone, and takes
longest to find out. So it is looked up patch by patch, in steps, and asked again for other days.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

from mesomap.analysis.rest import NEVER, RestPatch
from mesomap.atlas import Body
from mesomap.geometry.arrays import Indices
from mesomap.geometry.cells import Cells

STEP_MM = 1.0
STEP_PLACES = 6000
"""So many places of the picture are looked up in one step."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RestSeen:
    """`days` since last treated (`NEVER`) and `times`, (rows, columns) over chart mm."""

    cells: Cells
    days: NDArray[np.int32]
    times: NDArray[np.int32]


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """Places of the picture and the cell of a patch's flat skin that each shows, (n,) each.

    Cells are numbered row by row, of the picture and of the patch.
    """

    place: NDArray[np.int32]
    cell: NDArray[np.int32]


def nothing_seen(body: Body, chart: str, *, step_mm: float = STEP_MM) -> RestSeen:
    """What `chart` sees while nothing is known to have been treated."""
    drawn = body.chart(chart)
    cells = Cells.over((0.0, 0.0, drawn.width_mm, drawn.height_mm), step_mm)
    days = np.full((cells.rows, cells.columns), NEVER, np.int32)
    return RestSeen(cells=cells, days=days, times=np.zeros_like(days))


def look_up(body: Body, chart: str, patch: str, flat: Cells, seen: Cells) -> Iterator[Looked]:
    """Where `chart`, cut into the cells `seen`, shows the cells `flat` of `patch`; in steps."""
    shown = body.chart(chart).polygons()
    polygons = [shown[key] for key in body.patches[patch].polygons if key in shown]
    if not polygons:
        return
    places = np.flatnonzero(seen.within(shapely.union_all(polygons)))
    for first in range(0, len(places), STEP_PLACES):
        found = _looked(body, chart, patch, flat, seen, places[first : first + STEP_PLACES])
        if len(found.place):
            yield found


def put(seen: RestSeen, looked: Looked, patch: RestPatch) -> Indices:
    """Write into `seen` what `patch` says where it was looked up; the places that were treated.

    Where a place is told already it stays as it is.
    """
    days, told = patch.days.ravel()[looked.cell], seen.days.reshape(-1)
    treated = (days > NEVER) & (told[looked.place] == NEVER)
    place: Indices = looked.place[treated].astype(np.intp)
    told[place] = days[treated]
    seen.times.reshape(-1)[place] = patch.times.ravel()[looked.cell[treated]]
    return place


def rest_seen(
    body: Body, chart: str, patches: Iterable[RestPatch], *, step_mm: float = STEP_MM
) -> RestSeen:
    """What `chart` shows of the rest map; nothing of patches that it does not show.

    A place of the picture says what the cell of flat skin says in which its site lies.
    """
    seen = nothing_seen(body, chart, step_mm=step_mm)
    for patch in patches:
        for looked in look_up(body, chart, patch.patch, patch.cells, seen.cells):
            put(seen, looked, patch)
    return seen


def _looked(
    body: Body, chart: str, patch: str, flat: Cells, seen: Cells, places: Indices
) -> Looked:
    rows, columns = np.divmod(places, seen.columns)
    xy = np.column_stack([columns, rows]) + 0.5
    xy = xy * seen.mm + (seen.u_mm, seen.v_mm)
    skin, sites = body.chart(chart).skin_at(xy)
    uv = body.patch(patch).places(sites)
    held = ~np.isnan(uv[:, 0])
    at = np.floor((uv[held] - (flat.u_mm, flat.v_mm)) / flat.mm).astype(np.intp)
    inside = (at >= 0).all(axis=1) & (at[:, 0] < flat.columns) & (at[:, 1] < flat.rows)
    u, v = at[inside].T
    return Looked(
        place=places[skin][held][inside].astype(np.int32),
        cell=(v * flat.columns + u).astype(np.int32),
    )
