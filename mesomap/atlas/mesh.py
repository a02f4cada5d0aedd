"""The body's mesh: vertices, faces, what is skin, and which face is whose mirror image."""

from __future__ import annotations

from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from mesomap.atlas.arrays import Arrays
from mesomap.atlas.triangles import triangle_vertices
from mesomap.atlas.values import Bools, Floats, Ints, Sites
from mesomap.model import SkinSite

_CORNER_S = (0.0, 1.0, 1.0, 0.0)
_CORNER_T = (0.0, 0.0, 1.0, 1.0)
_BALL_RIM_MM = 1e-3
"""Room for rounding around a face."""


class Mesh:
    """The mesh of one body, in one pose; each array is unpacked when it is first needed.

    World frame: x to the subject's left, y up from the soles, z to the front; mm. The body has so
    many `patches`.
    """

    def __init__(self, arrays: Arrays, *, patches: int) -> None:
        self._arrays = arrays
        self._patches = patches

    @cached_property
    def xyz(self) -> NDArray[np.float32]:
        """Vertices (n, 3), mm."""
        return self._arrays["xyz"]

    @cached_property
    def grid(self) -> NDArray[np.int32]:
        """Vertex ids (faces, 5, 5) of each base quad, indexed [face, j (t), i (s)]."""
        return self._arrays.numbers("grid", below=len(self.xyz))

    @cached_property
    def normal(self) -> NDArray[np.float32]:
        """Smooth outward unit normals (n, 3)."""
        return self._arrays.of("normal", len(self.xyz))

    @cached_property
    def home(self) -> Ints:
        """Per triangle the number of the patch whose own regions hold it, -1 none."""
        found = self._arrays.numbers("home", least=-1, below=self._patches)
        if len(found) != self.triangle_count:
            raise self._arrays.damaged()
        return found.astype(np.int64)

    @cached_property
    def occluder_xyz(self) -> NDArray[np.float32]:
        """Vertices (m, 3) of what hides skin and is none: the eyeballs."""
        return self._arrays["occluder_xyz"]

    @cached_property
    def occluder_tri(self) -> NDArray[np.int32]:
        """Triangles (k, 3) of what hides skin and is none."""
        return self._arrays.numbers("occluder_tri", below=len(self.occluder_xyz))

    @cached_property
    def _skin_cell(self) -> Bools:
        return self._arrays.of("skin", len(self.grid)).reshape(-1).astype(bool)

    @cached_property
    def _mirror(self) -> tuple[NDArray[np.int32], NDArray[np.int8]]:
        corner = self._arrays.numbers("mirror_corner", below=4)
        mirror = self._arrays.numbers("mirror", below=len(self.grid))
        if not len(mirror) == len(corner) == len(self.grid):
            raise self._arrays.damaged()
        return mirror, corner

    @cached_property
    def balls(self) -> tuple[Floats, Floats]:
        """Around each face: centre (faces, 3) and radius (faces,) of a ball that holds it, mm."""
        points = self.points(np.arange(len(self.grid)))
        centre = points.mean(axis=1)
        off = points - centre[:, None]
        radius = np.sqrt(np.einsum("nkd,nkd->nk", off, off).max(axis=1))
        return centre, radius + _BALL_RIM_MM

    @property
    def triangle_count(self) -> int:
        """How many triangles there are, skin or not."""
        return len(self.grid) * 32

    def triangles_in(self, arrays: Arrays) -> Ints:
        """The sorted ids (m,) of the triangles that a chart's or a patch's arrays name."""
        found = arrays.numbers("tri", below=self.triangle_count)
        if not len(found):
            raise arrays.damaged()
        return np.sort(found.astype(np.int64))

    def is_skin(self, triangles: Ints) -> Bools:
        """True (n,) where a triangle is outside skin, not mouth, nostril, socket or ear canal."""
        out: Bools = self._skin_cell[triangles >> 1]
        return out

    def is_skin_one(self, triangle: int) -> bool:
        """True if the triangle is outside skin."""
        return bool(self._skin_cell[triangle >> 1])

    def vertices(self, triangles: Ints) -> NDArray[np.int32]:
        """Vertex ids (n, 3) of `triangles`."""
        return triangle_vertices(self.grid, triangles)

    def corners(self, triangles: Ints) -> Floats:
        """Corner positions (n, 3 corners, 3), mm."""
        return self.xyz[self.vertices(triangles)].astype(np.float64)

    def points(self, faces: Ints) -> Floats:
        """Positions (n, 25, 3) of the grid points of n faces, mm."""
        return self.xyz[self.grid[faces].reshape(len(faces), 25)].astype(np.float64)

    def positions(self, sites: Sites) -> Floats:
        """Positions (n, 3) of n sites, mm."""
        triangles, weights = sites.split
        out: Floats = np.einsum("nk,nkd->nd", weights, self.corners(triangles))
        return out

    def normals(self, sites: Sites) -> Floats:
        """Smooth unit normals (n, 3) at n sites."""
        triangles, weights = sites.split
        corner = self.normal[self.vertices(triangles)].astype(np.float64)
        out: Floats = np.einsum("nk,nkd->nd", weights, corner)
        out /= np.maximum(np.linalg.norm(out, axis=1, keepdims=True), 1e-12)
        return out

    def mirrored(self, site: SkinSite) -> SkinSite:
        """The same skin on the other side of the body."""
        mirror, corner = self._mirror
        s, t = site.s, site.t
        # The corner map is a symmetry of the square, so a site's place follows from where the
        # first corner goes and along which side its first edge then runs.
        first, second = int(corner[site.face, 0]), int(corner[site.face, 1])
        s0, t0 = _CORNER_S[first], _CORNER_T[first]
        along_s, along_t = _CORNER_S[second] - s0, _CORNER_T[second] - t0
        fourth = int(corner[site.face, 3])
        across_s, across_t = _CORNER_S[fourth] - s0, _CORNER_T[fourth] - t0
        return SkinSite(
            int(mirror[site.face]),
            s0 + s * along_s + t * across_s,
            t0 + s * along_t + t * across_t,
        )
