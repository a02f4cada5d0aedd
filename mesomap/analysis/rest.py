"""How long each piece of skin has rested: days since it was last treated, and how often it was.

Worked out on flat skin, cell by cell, and not only by region: a cell was treated by a session when
its middle lies within a deposit or an area pass of it. A count of days, no statement about healing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

import numpy as np
import shapely
from numpy.typing import NDArray

from mesomap.analysis.areas import patch_of_area, shape_of
from mesomap.analysis.marks import Mark, corners_of, deposit_radius_of, marks_on
from mesomap.atlas import Body
from mesomap.atlas.values import Sites
from mesomap.geometry.arrays import Floats, Indices
from mesomap.geometry.capsule import Capsule
from mesomap.geometry.cells import Cells
from mesomap.model import AreaPass, Injection, SkinSite, Status

T = TypeVar("T", Injection, AreaPass)

Rested = Callable[[str, int], Any]
"""The skin of a patch that was treated within so many days, a polygon in mm."""

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
    yield from rest_of(
        body, [left_in(body, one) for one in sessions], today, margin_mm=margin_mm, cell_mm=cell_mm
    )


def rest_of(
    body: Body,
    sessions: Sequence[Left],
    today: date,
    *,
    margin_mm: float = 0.0,
    cell_mm: float = CELL_MM,
) -> Iterator[RestPatch]:
    """As `rest_map`, of what is ready of each session: for who asks again with other values."""
    deposits = _Deposits.of([one for one in sessions if one.day <= today], margin_mm)
    for patch in _patches(body, deposits):
        yield _patch(body, patch, deposits, today, cell_mm)


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """What one session left in the skin: its single deposits as columns, threads and passes."""

    day: date
    sites: Sites
    radii_mm: Floats
    threads: tuple[Injection, ...]
    passes: tuple[AreaPass, ...]

    @property
    def treated(self) -> bool:
        """Whether anything was given."""
        return bool(len(self.radii_mm) or self.threads or self.passes)


def left_in(body: Body, session: Treated) -> Left:
    """What was given of `session`, ready to be measured on `body`."""
    skin = _skin(session)
    single = [one for one in skin if not one.path]
    return Left(
        day=session.day,
        sites=Sites.of([one.site for one in single]),
        radii_mm=np.array([deposit_radius_of(one, body) for one in single], np.float64),
        threads=tuple(one for one in skin if one.path),
        passes=tuple(_given(session.areas)),
    )


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


@dataclass(frozen=True, slots=True)
class _Deposits:
    """The single deposits of all sessions as columns, and the threads and passes of each."""

    sessions: tuple[Left, ...]
    sites: Sites
    radii_mm: Floats
    session: Indices
    margin_mm: float

    @classmethod
    def of(cls, sessions: Sequence[Left], margin_mm: float) -> _Deposits:
        held = [one.sites for one in sessions]
        none = Sites.of([])
        return cls(
            sessions=tuple(sessions),
            sites=Sites(
                np.concatenate([none.face, *(one.face for one in held)]),
                np.concatenate([none.s, *(one.s for one in held)]),
                np.concatenate([none.t, *(one.t for one in held)]),
            ),
            radii_mm=np.concatenate([np.empty(0), *(one.radii_mm for one in sessions)]) + margin_mm,
            session=np.repeat(np.arange(len(held)), [len(one.face) for one in held]),
            margin_mm=margin_mm,
        )


def _patches(body: Body, deposits: _Deposits) -> list[str]:
    """Those that hold any of it, by id."""
    found = {patch_of_area(body, area) for one in deposits.sessions for area in one.passes} - {None}
    for thread in {one for held in deposits.sessions for one in held.threads}:
        for site in corners_of(thread):
            found.update(body.patches_holding(site))
    triangles = np.unique(deposits.sites.split[0])
    for patch in body.patches.values():
        own = patch.triangles
        row = own.searchsorted(triangles)
        known = row < len(own)
        if (own[row[known]] == triangles[known]).any():
            found.add(patch.id)
    return sorted(id for id in found if id is not None)


def _patch(
    body: Body,
    patch: str,
    deposits: _Deposits,
    today: date,
    cell_mm: float,
) -> RestPatch:
    home = shapely.union_all(list(body.patches[patch].polygons.values()))
    cells = Cells.over(home.bounds, cell_mm)
    visit, cell = _treated_cells(body, patch, deposits, cells)
    size = cells.rows * cells.columns
    once, which = np.unique(cell, return_inverse=True)
    u, v = cells.middles()
    shapely.prepare(home)
    inside = shapely.contains_xy(home, u[once % cells.columns], v[once // cells.columns])
    visit, cell = visit[inside[which]], cell[inside[which]]
    ago = np.array([(today - one.day).days for one in deposits.sessions], np.int32)
    days = np.full(size, np.iinfo(np.int32).max, np.int32)
    np.minimum.at(days, cell, ago[visit])
    times = np.bincount(cell, minlength=size).astype(np.int32)
    days[times == 0] = NEVER
    shape = cells.rows, cells.columns
    return RestPatch(patch=patch, cells=cells, days=days.reshape(shape), times=times.reshape(shape))


def _treated_cells(
    body: Body, patch: str, deposits: _Deposits, cells: Cells
) -> tuple[Indices, Indices]:
    """Which session treated which cell: each pair once."""
    places = body.patch(patch).places(deposits.sites)
    held = ~np.isnan(places[:, 0])
    disc, cell = cells.in_discs(places[held], deposits.radii_mm[held])
    size = cells.rows * cells.columns
    pairs = [deposits.session[held][disc] * size + cell]
    for number, one in enumerate(deposits.sessions):
        here = [shape_of(body, area) for area in one.passes if patch_of_area(body, area) == patch]
        bars = [
            Capsule(mark.id, mark.path, mark.radius_mm + deposits.margin_mm)
            for mark in (marks_on(body, patch, one.threads) if one.threads else ())
        ]
        masks = [cells.within(shape) for shape in here]
        masks += [cells.within_capsules(bars)] if bars else []
        pairs += [np.flatnonzero(mask) + number * size for mask in masks]
    visit, cell = np.divmod(np.unique(np.concatenate(pairs)), size)
    return visit, cell


def _given(values: Sequence[T]) -> list[T]:
    return [one for one in values if one.status is Status.GIVEN]


def _skin(session: Treated) -> list[Injection]:
    return [one for one in _given(session.injections) if _on_skin(one)]


def _on_skin(one: Injection) -> bool:
    """Whether it lies on skin: a clinic's own picture has no skin to rest."""
    return isinstance(one.site, SkinSite)


def _passes(body: Body, patch: str, session: Treated) -> list[Any]:
    here = [area for area in _given(session.areas) if patch_of_area(body, area) == patch]
    return [shape_of(body, area) for area in here]


def _shape(mark: Mark, margin_mm: float) -> Any:
    line = shapely.LineString(mark.path) if len(mark.path) > 1 else shapely.Point(mark.at)
    return line.buffer(mark.radius_mm + margin_mm, quad_segs=QUADRANT_SEGMENTS)
