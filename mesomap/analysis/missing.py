"""The places of lattices that hold no injection: what filling the gaps would add."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

import numpy as np
import shapely

from mesomap.analysis.figures import lattices_used
from mesomap.analysis.lattices import Place, fillings_of, placed, places_of
from mesomap.analysis.marks import in_skin, key_of
from mesomap.analysis.rest import Rested
from mesomap.analysis.skin import Skin
from mesomap.geometry.arrays import Floats
from mesomap.geometry.fitting import fit_lattice
from mesomap.geometry.moves_in_cell import TAKEN_SPACINGS
from mesomap.geometry.neighbours import near_pairs
from mesomap.model import Injection, Lattice, Lesion, RegionKey, Site


@dataclass(frozen=True, slots=True)
class Missing:
    """Places to fill in one region, in needle order.

    Attributes
    ----------
    lattices : sequence
        Of each place the lattice that it belongs to; None where the lattice was fitted.
    known : bool
        Whether there is a lattice at all.
    """

    places: Sequence[Place]
    lattices: Sequence[UUID | None]
    known: bool


def open_places(
    body: Skin, places: Sequence[Place], sites: Sequence[Site], *, nearest_mm: float
) -> list[Place]:
    """The places that no site has taken: none lies within half of `nearest_mm`."""
    free = np.ones(len(places), bool)
    for patch in {place.patch for place in places}:
        taken = body.on_patch(patch, sites) if len(sites) else np.empty((0, 2))
        taken = taken[~np.isnan(taken).any(axis=1)]
        rows = np.array([row for row, place in enumerate(places) if place.patch == patch])
        at = np.array([places[row].uv for row in rows.tolist()])
        near, _ = near_pairs(at, taken, reach_mm=TAKEN_SPACINGS * nearest_mm * (1 - 1e-9))
        free[rows[near]] = False
    return [place for place, is_free in zip(places, free.tolist(), strict=True) if is_free]


def missing_in(
    body: Skin,
    key: RegionKey,
    injections: Iterable[Injection],
    lattices: Iterable[Lattice],
    lesions: Sequence[Lesion],
    rested: Rested | None = None,
) -> Missing:
    """The lattice places of a region that hold no injection and were not to stay free.

    Where the session remembers lattices of the region, theirs, the finest first. Else those of the
    lattice that its injections lie on, between two of them.
    """
    everyone = list(injections)
    sites = [one.site for one in everyone]
    used = lattices_used(everyone)
    remembered = [one for one in lattices if one.id in used and key in one.regions]
    if not remembered:
        return _fitted(body, key, everyone)
    found: list[Place] = []
    owners: list[UUID | None] = []
    for lattice in sorted(remembered, key=lambda one: (one.settings.wanted_mm, one.id)):
        every = [
            place
            for filling in fillings_of(body, lattice, lesions, rested)
            if filling.patch == body.regions[key].patch
            for place in places_of(body, filling)
        ]
        own = [place for place in every if place.key == key]
        fresh = open_places(body, own, sites, nearest_mm=lattice.settings.nearest_mm)
        found += fresh
        owners += [lattice.id] * len(fresh)
        sites += [place.site for place in fresh]
    return Missing(found, owners, known=True)


def _fitted(body: Skin, key: RegionKey, injections: Sequence[Injection]) -> Missing:
    own = [one for one in injections if in_skin(one) and key_of(one, body) == key]
    patch = body.regions[key].patch
    at = body.on_patch(patch, [one.site for one in own]) if own else np.empty((0, 2))
    fit = fit_lattice(at[~np.isnan(at).any(axis=1)])
    if fit is None:
        return Missing((), (), known=False)
    uv = _within(fit.missing(), body, patch, key)
    places = [place for place in placed(body, patch, uv, [key] * len(uv)) if place.key == key]
    everyone = [one.site for one in injections]
    fresh = open_places(body, places, everyone, nearest_mm=fit.spacing_mm)
    return Missing(fresh, [None] * len(fresh), known=True)


def _within(uv: Floats, body: Skin, patch: str, key: RegionKey) -> Floats:
    polygon = body.patches[patch].polygon(key)
    inside: Floats = uv[shapely.intersects(polygon, shapely.points(uv))]
    return inside
