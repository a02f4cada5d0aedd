"""A patch: a piece of skin laid flat, in millimetres."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mesomap.atlas.arrays import Arrays
from mesomap.atlas.locator import Locator
from mesomap.atlas.mesh import Mesh
from mesomap.atlas.polygons import read_polygons
from mesomap.atlas.triangles import join, split_one
from mesomap.atlas.values import Floats, Ints, Sites, on_skin
from mesomap.model import RegionKey, Site, SkinSite


class Patch:
    """A patch's figures at once, its geometry when it is first asked for.

    u runs along the patch's natural direction, v across it, counter-clockwise seen from outside;
    the origin is the middle of its regions. The patch reaches beyond its regions by a margin.
    `length_error_mean` and `length_error_p95` are fractions, measured on its regions only.
    """

    def __init__(
        self,
        *,
        id: str,
        area_mm2: float,
        length_error_mean: float,
        length_error_p95: float,
        natural: str,
        regions: tuple[RegionKey, ...],
        number: int,
        mesh: Mesh,
        arrays: Arrays,
    ) -> None:
        self.id = id
        self.area_mm2 = area_mm2
        self.length_error_mean = length_error_mean
        self.length_error_p95 = length_error_p95
        self.natural = natural
        self.regions = regions
        self.number = number
        self._mesh = mesh
        self._arrays = arrays

    def __repr__(self) -> str:
        return f"Patch({self.id!r})"

    @cached_property
    def polygons(self) -> Mapping[RegionKey, Any]:
        """The polygons of the patch's own regions, in patch mm."""
        return dict(zip(self.regions, self.geometries, strict=True))

    def polygon(self, key: RegionKey) -> Any:
        """The polygon of one of the patch's own regions, in patch mm; KeyError if not its own."""
        return self.polygons[key]

    @cached_property
    def geometries(self) -> NDArray[Any]:
        """The prepared polygons in the order of `regions`."""
        return read_polygons(self._arrays, len(self.regions))

    @cached_property
    def triangles(self) -> Ints:
        """The sorted ids (m,) of the patch's triangles, margin included."""
        return self._mesh.triangles_in(self._arrays)

    @cached_property
    def corners(self) -> Floats:
        """Corners (m, 3, 2) of its triangles in patch mm."""
        vertices = self._arrays.numbers("vert", below=len(self._mesh.xyz))
        uv = self._arrays.of("uv", len(vertices))
        place = np.empty((len(self._mesh.xyz), 2))
        place[vertices] = uv
        out: Floats = place[self._mesh.vertices(self.triangles)]
        return out

    @cached_property
    def _locator(self) -> Locator:
        # Should the margin fold over the patch's own regions, the regions win.
        own = (self._mesh.home[self.triangles] == self.number).astype(np.float64)
        u, v = np.ascontiguousarray(self.corners.transpose(2, 1, 0))
        return Locator(u, v, np.broadcast_to(own, (3, len(own))))

    def holds_triangle(self, triangle: int) -> bool:
        """True if the triangle is part of the patch or its margin."""
        row = int(self.triangles.searchsorted(triangle))
        return row < len(self.triangles) and int(self.triangles[row]) == triangle

    def place(self, site: Site) -> tuple[float, float] | None:
        """Where one site lies, (u, v) mm; None if the patch does not hold it."""
        triangle, w0, w1, w2 = split_one(on_skin(site))
        row = int(self.triangles.searchsorted(triangle))
        if row >= len(self.triangles) or int(self.triangles[row]) != triangle:
            return None
        (au, av), (bu, bv), (cu, cv) = self.corners[row].tolist()
        return w0 * au + w1 * bu + w2 * cu, w0 * av + w1 * bv + w2 * cv

    def places(self, sites: Sites) -> Floats:
        """Where n sites lie, (n, 2) mm; NaN where the patch does not hold a site."""
        triangles, weights = sites.split
        row = np.minimum(self.triangles.searchsorted(triangles), len(self.triangles) - 1)
        out: Floats = np.einsum("nk,nkd->nd", weights, self.corners[row])
        out[self.triangles[row] != triangles] = np.nan
        return out

    def sites(self, uv_mm: Floats) -> list[Site | None]:
        """The sites at n places (n, 2) mm; None outside the patch and where there is no skin."""
        hits = self._locator.many(uv_mm)
        return sites_of(self.triangles, hits.row, hits.second, hits.third, mesh=self._mesh)


def sites_of(
    triangles: Ints, row: Ints, second: Floats, third: Floats, *, mesh: Mesh
) -> list[Site | None]:
    """The sites of a locator's hits; None where `row` is -1 or the triangle is not skin."""
    triangle = triangles[np.maximum(row, 0)]
    good = (row >= 0) & mesh.is_skin(triangle)
    found = join(triangle, second, third)
    columns = zip(
        good.tolist(), found.face.tolist(), found.s.tolist(), found.t.tolist(), strict=True
    )
    return [SkinSite(face, s, t) if ok else None for ok, face, s, t in columns]
