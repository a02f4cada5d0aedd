"""The lattices of a session on flat skin: what each fills, its places, and which are missing."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, NamedTuple
from uuid import UUID

import numpy as np
import shapely

from mesomap.analysis.caution import caution_exclusions
from mesomap.analysis.figures import Wanted
from mesomap.analysis.lesions import NEVER_FILLED, shapes_on
from mesomap.analysis.mandible import mandible_exclusion
from mesomap.analysis.outlines import polygon_on
from mesomap.analysis.rest import Rested
from mesomap.analysis.skin import Skin
from mesomap.atlas import Body
from mesomap.geometry.arrays import Floats
from mesomap.geometry.lattice import join, lattice_over
from mesomap.model import KnownError, Lattice, Lesion, LesionUse, RegionKey, Site

UNDER_JAW = frozenset({"submental"})
"""Regions whose upper border is the mandible's lower one: a strip along it can stay free."""


@dataclass(frozen=True, slots=True)
class Filling:
    """What a lattice fills on one patch, mm.

    Attributes
    ----------
    parts : mapping
        Of each region what is to be filled; the margin follows the common border of all.
    exclusion : shapely geometry
        Stays free.
    """

    lattice: Lattice
    patch: str
    parts: Mapping[RegionKey, Any]
    exclusion: Any

    def filled(self) -> Any:
        """Where its places may lie: all parts without margin and exclusion."""
        whole = join(list(self.parts.values()))
        margin = self.lattice.settings.margin_mm
        inner = whole.buffer(-margin) if margin > 0 else whole
        return inner.difference(self.exclusion)


class Place(NamedTuple):
    """A place of a lattice."""

    key: RegionKey
    site: Site
    patch: str
    uv: tuple[float, float]


def fillings_of(
    body: Skin, lattice: Lattice, lesions: Sequence[Lesion], rested: Rested | None = None
) -> list[Filling]:
    """What `lattice` fills, patch by patch in the order of its regions.

    Parameters
    ----------
    lesions
        Those that are there on the session's day.
    rested
        Tells what earlier sessions treated; needed by lattices that leave that free.
    """
    by_patch: dict[str, list[RegionKey]] = {}
    for key in lattice.regions:
        if key in body.regions:
            by_patch.setdefault(body.regions[key].patch, []).append(key)
    return [
        _filling(body, lattice, lesions, rested, patch, keys) for patch, keys in by_patch.items()
    ]


def _filling(
    body: Skin,
    lattice: Lattice,
    lesions: Sequence[Lesion],
    rested: Rested | None,
    patch: str,
    keys: Sequence[RegionKey],
) -> Filling:
    parts = {key: body.patches[patch].polygon(key) for key in keys}
    if lattice.within:
        inside = polygon_on(body, patch, lattice.within)
        parts = {key: _area_of(part.intersection(inside)) for key, part in parts.items()}
    free = []
    if lattice.lesions is LesionUse.FILL:
        kept = [one for one in lesions if one.keep_free and one.kind in NEVER_FILLED]
        wanted = shapes_on(body, patch, [one for one in lesions if one not in kept])
        parts = {key: _area_of(part.intersection(wanted)) for key, part in parts.items()}
        free.append(shapes_on(body, patch, kept))
    elif lattice.lesions is LesionUse.AVOID:
        shape = shapes_on(body, patch, [one for one in lesions if one.keep_free])
        free.append(shape.buffer(lattice.lesion_margin_mm))
    if lattice.below_mandible_mm > 0 and any(key.id in UNDER_JAW for key in keys):
        free.append(_below_mandible(body, patch, keys, lattice.below_mandible_mm))
    if lattice.avoid_caution and isinstance(body, Body):
        free.append(_caution(body, patch))
    if lattice.rest_days is not None and rested is not None:
        free.append(rested(patch, lattice.rest_days))
    return Filling(lattice, patch, parts, shapely.union_all(free))


def _below_mandible(body: Skin, patch: str, keys: Sequence[RegionKey], below_mm: float) -> Any:
    """The strip of the regions that lie under the jaw; the others on the patch have none."""
    try:
        strip = mandible_exclusion(body, patch, below_mm=below_mm).shape
    except KnownError:
        return shapely.Polygon()
    under = [body.patches[patch].polygon(key) for key in keys if key.id in UNDER_JAW]
    return strip.intersection(shapely.union_all(under))


@lru_cache(maxsize=16)
def _caution(body: Body, patch: str) -> Any:
    return shapely.union_all([one.shape for one in caution_exclusions(body, patch)])


def _area_of(shape: Any) -> Any:
    """The parts of a shape that have an area."""
    parts = [p for p in shapely.get_parts(shapely.get_parts(shape)) if p.area > 0]
    return shapely.MultiPolygon(parts)


def places_of(body: Skin, filling: Filling) -> list[Place]:
    """The places of a lattice on one patch, in needle order.

    A place on the border between two regions is the body's to give: to one of them only.
    """
    keys = list(filling.parts)
    uv, owner = lattice_over(
        list(filling.parts.values()), filling.lattice.settings, exclusion=filling.exclusion
    )
    return placed(body, filling.patch, uv, [keys[number] for number in owner.tolist()])


def placed(body: Skin, patch: str, uv: Floats, owners: Sequence[RegionKey]) -> list[Place]:
    """The places `uv` that lie on skin and in one of the regions `owners`, each with its site."""
    sites = body.from_patch(patch, uv) if len(uv) else []
    rows = [row for row, site in enumerate(sites) if site is not None]
    known = [site for site in sites if site is not None]
    wanted, at = set(owners), uv.tolist()
    found = []
    for row, site, key in zip(rows, known, body.regions_of(known), strict=True):
        owner = key if key is not None else owners[row]
        if owner in wanted:
            found.append(Place(owner, site, patch, (at[row][0], at[row][1])))
    return found


class Fillings:
    """What lattices want of regions, worked out when it is first asked for.

    A lattice that no injection names any more is none. Where several fill the same skin, the one
    with the finest spacing counts there. Skin of a region that none of them fills is not wanted:
    margins, excluded lesions, what lies outside a lassoed part.
    """

    def __init__(
        self,
        body: Skin,
        lattices: Iterable[Lattice],
        lesions: Iterable[Lesion] = (),
        rested: Rested | None = None,
    ) -> None:
        self._body = body
        self._lattices = {one.id: one for one in lattices}
        self._lesions = list(lesions)
        self._rested = rested
        self._by_patch: dict[tuple[UUID, str], tuple[Any, Floats]] = {}
        self._wanted: dict[tuple[RegionKey, tuple[UUID, ...]], tuple[Wanted, ...]] = {}

    def in_use(self, key: RegionKey, used: Collection[UUID]) -> list[Lattice]:
        """The lattices that fill a region, of those `used`; the finest first."""
        found = [
            one for id in used if (one := self._lattices.get(id)) is not None and key in one.regions
        ]
        return sorted(found, key=lambda one: (one.settings.wanted_mm, one.id))

    def spacing_mm(self, key: RegionKey, used: Collection[UUID]) -> float | None:
        """The finest wanted spacing in a region; None where no lattice is remembered."""
        found = self.in_use(key, used)
        return found[0].settings.wanted_mm if found else None

    def wanted(self, key: RegionKey, used: Collection[UUID]) -> tuple[Wanted, ...]:
        """What a region's gaps are judged by; empty where no lattice is remembered."""
        lattices = self.in_use(key, used)
        address = (key, tuple(one.id for one in lattices))
        if address not in self._wanted:
            self._wanted[address] = tuple(self._of(key, lattices))
        return self._wanted[address]

    def _of(self, key: RegionKey, lattices: Sequence[Lattice]) -> Iterable[Wanted]:
        patch = self._body.regions[key].patch
        region = self._body.patches[patch].polygon(key)
        finer = shapely.Polygon()
        for lattice in lattices:
            filled, outside = self._filled(lattice, patch)
            polygon = _area_of(region.intersection(filled).difference(finer))
            finer = shapely.union(finer, filled)
            yield Wanted(lattice.settings.wanted_mm, polygon, outside)

    def _filled(self, lattice: Lattice, patch: str) -> tuple[Any, Floats]:
        """Where its places may lie on a patch, and those that would lie just beyond."""
        if (lattice.id, patch) not in self._by_patch:
            filling = next(
                one
                for one in fillings_of(self._body, lattice, self._lesions, self._rested)
                if one.patch == patch
            )
            filled = filling.filled()
            self._by_patch[lattice.id, patch] = (filled, _beyond(lattice, filled))
        return self._by_patch[lattice.id, patch]


def _beyond(lattice: Lattice, filled: Any) -> Floats:
    """The places of a lattice outside `filled`, within its wanted spacing of it."""
    settings = replace(lattice.settings, margin_mm=0.0)
    around = filled.buffer(settings.wanted_mm)
    if around.is_empty:
        return np.empty((0, 2))
    places, _ = lattice_over([around], settings)
    shapely.prepare(filled)
    found: Floats = places[~shapely.intersects(filled, shapely.points(places))]
    return found
