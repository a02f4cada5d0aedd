"""How long each piece of skin has rested: days since it was last treated, and how often it was.

Worked out on flat skin, cell by cell, and not only by region: a cell was treated by a session when
its middle lies within a deposit or an area pass of it. A count of days, no statement about healing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

import numpy as np
import shapely
from numpy.typing import NDArray

from mesomap.analysis.areas import patch_of_area, shape_of
from mesomap.analysis.marks import Mark, deposits_of, marks_on
from mesomap.atlas import Body
from mesomap.geometry.cells import Cells, Mask
from mesomap.model import AreaPass, Injection, Status

T = TypeVar("T", Injection, AreaPass)

CELL_MM = 1.0
NEVER = -1
"""Days since, of skin that no session treated."""
QUADRANT_SEGMENTS = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Treated:
    """One session's values; what was given of them counts."""

    day: date
    injections: Sequence[Injection]
    areas: Sequence[AreaPass] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RestPatch:
    """One patch: `days` since it was last treated (`NEVER`) and `times`, (rows, columns) each.

    Cells outside the patch's regions were never treated.
    """

    patch: str
    cells: Cells
    days: NDArray[np.int32]
    times: NDArray[np.int32]


def rest_map(
    body: Body,
    sessions: Sequence[Treated],
    today: date,
    *,
    margin_mm: float = 0.0,
    cell_mm: float = CELL_MM,
) -> Iterator[RestPatch]:
    """The patches that any of `sessions` treated, one after another.

    Parameters
    ----------
    sessions
        Those of this range; sessions after `today` count for nothing.
    margin_mm
        So far around each deposit counts as treated too.
    """
    past = [one for one in sessions if one.day <= today]
    for patch in sorted(_patches(body, past)):
        yield _patch(body, patch, past, today, margin_mm, cell_mm)


def treated_shape(
    body: Body,
    patch: str,
    sessions: Sequence[Treated],
    today: date,
    *,
    days: int,
    margin_mm: float = 0.0,
) -> Any:
    """The skin of `patch` that was treated within the last `days` days, as a polygon in mm.

    Days are whole: a session of exactly `days` days ago is no longer within them.
    """
    late = [one for one in sessions if 0 <= (today - one.day).days < days]
    shapes: list[Any] = []
    for session in late:
        shapes += [
            _shape(mark, margin_mm) for mark in marks_on(body, patch, _given(session.injections))
        ]
        shapes += _passes(body, patch, session)
    return shapely.union_all(shapes) if shapes else shapely.Polygon()


def _patches(body: Body, sessions: Sequence[Treated]) -> set[str]:
    found: set[str] = set()
    for session in sessions:
        for one in _given(session.injections):
            found.update(body.patches_holding(one.site))
        found.update(filter(None, (patch_of_area(body, one) for one in _given(session.areas))))
    return found


def _patch(
    body: Body,
    patch: str,
    sessions: Sequence[Treated],
    today: date,
    margin_mm: float,
    cell_mm: float,
) -> RestPatch:
    home = shapely.union_all(list(body.patches[patch].polygons.values()))
    cells = Cells.over(home.bounds, cell_mm)
    inside = cells.within(home)
    days = np.full(inside.shape, NEVER, np.int32)
    times = np.zeros(inside.shape, np.int32)
    for session in sorted(sessions, key=lambda one: one.day):
        mask = _mask(body, patch, session, cells, margin_mm) & inside
        days[mask] = (today - session.day).days
        times += mask
    return RestPatch(patch=patch, cells=cells, days=days, times=times)


def _mask(body: Body, patch: str, session: Treated, cells: Cells, margin_mm: float) -> Mask:
    centres, radii, capsules = deposits_of(marks_on(body, patch, _given(session.injections)))
    mask = cells.within_discs(centres, radii + margin_mm)
    if capsules:
        wider = [one._replace(radius_mm=one.radius_mm + margin_mm) for one in capsules]
        mask |= cells.within_capsules(wider)
    for shape in _passes(body, patch, session):
        mask |= cells.within(shape)
    return mask


def _given(values: Sequence[T]) -> list[T]:
    return [one for one in values if one.status is Status.GIVEN]


def _passes(body: Body, patch: str, session: Treated) -> list[Any]:
    here = [area for area in _given(session.areas) if patch_of_area(body, area) == patch]
    return [shape_of(body, area) for area in here]


def _shape(mark: Mark, margin_mm: float) -> Any:
    line = shapely.LineString(mark.path) if len(mark.path) > 1 else shapely.Point(mark.at)
    return line.buffer(mark.radius_mm + margin_mm, quad_segs=QUADRANT_SEGMENTS)
