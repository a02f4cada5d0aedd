"""Which region a site belongs to: decided by the regions' polygons on their patches."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from mesomap.atlas.mesh import Mesh
from mesomap.atlas.patch import Patch
from mesomap.atlas.polygons import CRACK_MM, holder, holders, nearest
from mesomap.atlas.triangles import join_one, split_one
from mesomap.atlas.values import Sites
from mesomap.model import RegionKey, SkinSite


class RegionFinder:
    """Finds regions: the home patch's polygons first, then the other patches' that hold the site.

    Where neighbouring polygons leave a hairline between them, a site in it goes to the nearer, so
    that no skin inside the tiled skin is without a region.
    """

    def __init__(self, mesh: Mesh, patches: Sequence[Patch]) -> None:
        self._mesh = mesh
        self._patches = patches

    def one(self, site: SkinSite) -> RegionKey | None:
        """The region of one site, None off the tiled skin."""
        triangle = split_one(site)[0]
        if not self._mesh.is_skin_one(triangle):
            return None
        home = int(self._mesh.home[triangle])
        if home >= 0:
            found = _held(self._patches[home], site)
            if found is not None:
                return found
        return self._elsewhere(site, triangle, home)

    def many(self, sites: Sites) -> list[RegionKey | None]:
        """The regions of n sites, as `one` finds them."""
        triangles, weights = sites.split
        out: list[RegionKey | None] = [None] * len(triangles)
        skin = self._mesh.is_skin(triangles)
        home = np.where(skin, self._mesh.home[triangles], -1)
        left = skin.copy()
        for number in np.unique(home[home >= 0]).tolist():
            mine = (home == number).nonzero()[0]
            patch = self._patches[number]
            uv = patch.places(Sites(sites.face[mine], sites.s[mine], sites.t[mine]))
            held = holders(patch.geometries, uv)
            for place, region in zip(mine.tolist(), held.tolist(), strict=True):
                if region >= 0:
                    out[place] = patch.regions[region]
                    left[place] = False
        for place in left.nonzero()[0].tolist():
            triangle = int(triangles[place])
            site = join_one(triangle, float(weights[place, 1]), float(weights[place, 2]))
            out[place] = self._elsewhere(site, triangle, int(home[place]))
        return out

    def _elsewhere(self, site: SkinSite, triangle: int, home: int) -> RegionKey | None:
        """The region of a skin site that no polygon of its home patch holds."""
        holding = [patch for patch in self._patches if patch.holds_triangle(triangle)]
        for patch in holding:
            found = _held(patch, site) if patch.number != home else None
            if found is not None:
                return found
        best, best_away = None, CRACK_MM
        for patch in holding:
            place = patch.place(site)
            if place is None or not patch.regions:
                continue
            region, away = nearest(patch.geometries, *place)
            if away < best_away:
                best, best_away = patch.regions[region], away
        return best


def _held(patch: Patch, site: SkinSite) -> RegionKey | None:
    """The region of `patch` whose polygon holds `site`."""
    place = patch.place(site)
    if place is None:
        return None
    region = holder(patch.geometries, *place)
    return patch.regions[region] if region >= 0 else None
