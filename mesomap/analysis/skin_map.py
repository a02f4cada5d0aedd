"""One session's injections laid onto a body, each patch worked out once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from mesomap.analysis.marks import (
    deposit_radius_of,
    deposits_of,
    in_skin,
    key_of,
    marks_on,
    place_of,
)
from mesomap.analysis.steps import Steps
from mesomap.atlas import Body
from mesomap.atlas.values import Sites
from mesomap.geometry.arrays import Floats, Indices
from mesomap.geometry.covered import covered_mm2
from mesomap.model import Injection, PictureSite, RegionKey, Site, SkinSite

Address = tuple[object, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SkinMap:
    """The injections of one session that are in the skin, ordered by where they are.

    Attributes
    ----------
    injections
        n of them; the skipped are left out.
    addresses
        What they are ordered by: the same map has the same, whatever order it came in.
    keys, homes
        The region of each and the patch that measures it ("" where no patch does).
    """

    body: Body
    injections: tuple[Injection, ...]
    addresses: tuple[Address, ...]
    sites: tuple[Site, ...]
    keys: tuple[RegionKey | None, ...]
    homes: tuple[str, ...]
    columns: Sites | None = None
    """Their sites as columns, where all of them are on skin."""
    _places: dict[str, Floats] = field(default_factory=dict)

    @classmethod
    def of(cls, body: Body, injections: Sequence[Injection]) -> SkinMap:
        """The map of a session's injections on `body`."""
        held = sorted(((_address(one), one) for one in injections if in_skin(one)), key=_first)
        ordered = tuple(one for _, one in held)
        keys = tuple(key_of(one, body) for one in ordered)
        sites = tuple(place_of(body, one) for one in ordered)
        on_skin = all(isinstance(site, SkinSite) for site in sites)
        return cls(
            body=body,
            injections=ordered,
            addresses=tuple(address for address, _ in held),
            sites=sites,
            columns=Sites.of(sites) if on_skin else None,
            keys=keys,
            homes=tuple(_home(body, one, key) for one, key in zip(ordered, keys, strict=True)),
        )

    def on_patch(self, patch: str) -> Floats:
        """Where each lies on `patch`, (n, 2) mm; NaN where the patch does not hold it."""
        if not self.sites:
            return np.empty((0, 2))
        if patch not in self._places:
            self._places[patch] = (
                self.body.on_patch(patch, self.sites)
                if self.columns is None
                else self.body.patch(patch).places(self.columns)
            )
        return self._places[patch]

    def without(self, rows: Indices) -> list[Injection]:
        """All but those in `rows`."""
        rest = np.ones(len(self.injections), bool)
        rest[rows] = False
        return [self.injections[row] for row in np.flatnonzero(rest).tolist()]

    def coverages(self) -> Steps[dict[RegionKey, float]]:
        """The covered fraction of every region that has injections; a step for each."""
        by_patch: dict[str, list[RegionKey]] = {}
        for key in sorted({key for key in self.keys if key is not None}):
            by_patch.setdefault(self.body.regions[key].patch, []).append(key)
        threads = [one for one in self.injections if one.path]
        single = np.array([not one.path for one in self.injections], bool)
        radii = np.array([deposit_radius_of(one, self.body) for one in self.injections])
        found = {}
        for patch, keys in by_patch.items():
            places = self.on_patch(patch)
            held = single & ~np.isnan(places[:, 0])
            capsules = deposits_of(marks_on(self.body, patch, threads))[2]
            for key in keys:
                polygon = self.body.patches[patch].polygon(key)
                covered = covered_mm2(polygon, places[held], radii[held], capsules)
                found[key] = covered / polygon.area
                yield
        return found


def _first(pair: tuple[Address, Injection]) -> Address:
    return pair[0]


def _address(one: Injection) -> Address:
    """By place, then by what else tells two at one place apart."""
    depth = -1.0 if one.depth_mm is None else one.depth_mm
    return (*_numbers(one.site), len(one.path), one.volume_ul, depth, one.layer, one.id.int)


def _numbers(site: Site) -> tuple[object, ...]:
    if isinstance(site, PictureSite):
        return (1, site.chart, site.x_mm, site.y_mm)
    return (0, site.face, site.s, site.t)


def _home(body: Body, one: Injection, key: RegionKey | None) -> str:
    """The patch that measures it; of one off every region the first that holds it."""
    if key is not None:
        return body.regions[key].patch
    return next(iter(body.patches_holding(one.site)), "")
