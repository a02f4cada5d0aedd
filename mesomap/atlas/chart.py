"""A chart: a picture of part of the body from one side."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mesomap.atlas.arrays import Arrays
from mesomap.atlas.drawings import unpacked
from mesomap.atlas.mesh import Mesh
from mesomap.atlas.patch import sites_of
from mesomap.atlas.polygons import read_polygons
from mesomap.atlas.sight import Sight
from mesomap.atlas.triangles import join, join_one
from mesomap.atlas.values import Bools, ChartPositions, Floats, Ints, Sites
from mesomap.model import RegionKey, Site

DEPTH_TOLERANCE_MM = 0.02
"""How far behind the front-most surface a site still counts as seen.

The comparison is made on one line of sight, on the same mesh, so that only rounding separates a
site from its own surface (below 0.001 mm); the thinnest fold of the body is far thicker.
"""


class Chart:
    """A chart's figures at once, its drawing and geometry when they are first asked for.

    Chart millimetres: x to the right, y down, from the picture's upper left corner.
    """

    def __init__(
        self,
        *,
        id: str,
        title: str,
        group: str,
        file: str,
        width_mm: float,
        height_mm: float,
        view: Mapping[str, Floats],
        regions: tuple[RegionKey, ...],
        mesh: Mesh,
        arrays: Arrays,
        read_drawing: Callable[[], bytes],
    ) -> None:
        self.id = id
        self.title = title
        self.group = group
        self.file = file
        self.width_mm = width_mm
        self.height_mm = height_mm
        self.regions = regions
        self._axes = np.stack([view["right"], -view["up"], view["forward"]], axis=1)
        offset = np.array([width_mm / 2.0, height_mm / 2.0, 0.0])
        self._offset: Floats = offset - view["centre"] @ self._axes
        self._mesh = mesh
        self._arrays = arrays
        self._read_drawing = read_drawing

    def __repr__(self) -> str:
        return f"Chart({self.id!r})"

    def svg(self) -> bytes:
        """The drawing as uncompressed SVG; one user unit is one chart millimetre."""
        return unpacked(self._read_drawing(), self.file)

    def polygons(self) -> Mapping[RegionKey, Any]:
        """What the chart shows of each region, as polygons in chart mm; for drawing only."""
        return self._polygons

    def borders(self) -> list[Floats]:
        """The visible parts of the region borders, as polylines (k, 2) in chart mm."""
        coordinates = self._arrays["border_coords"]
        cuts = self._arrays.offsets("border_offsets", len(coordinates))
        return np.split(coordinates, cuts[1:-1].tolist())

    @cached_property
    def _polygons(self) -> Mapping[RegionKey, Any]:
        return dict(zip(self.regions, read_polygons(self._arrays, len(self.regions)), strict=True))

    @property
    def forward(self) -> Floats:
        """The direction from the body to the viewer, (3,)."""
        out: Floats = self._axes[:, 2]
        return out

    def project(self, xyz_mm: NDArray[np.floating[Any]]) -> Floats:
        """Chart x, y and depth (..., 3) of points (..., 3); greater depth is nearer the viewer."""
        out: Floats = xyz_mm @ self._axes + self._offset
        return out

    @cached_property
    def triangles(self) -> Ints:
        """The sorted ids (a,) of the triangles that the chart sees, and their neighbours."""
        return self._mesh.triangles_in(self._arrays)

    @cached_property
    def _sight(self) -> Sight:
        mesh = self._mesh
        hiding = self._arrays.numbers("occ", below=len(mesh.occluder_tri))
        return Sight(
            mesh,
            triangles=self.triangles,
            hiding=self.project(mesh.occluder_xyz[mesh.occluder_tri[hiding].T]),
            project=self.project,
            width_mm=self.width_mm,
            height_mm=self.height_mm,
        )

    def _on_picture(self, xy_mm: Floats) -> Bools:
        x, y = xy_mm[:, 0], xy_mm[:, 1]
        out: Bools = (x >= 0) & (y >= 0) & (x <= self.width_mm) & (y <= self.height_mm)
        return out

    def site_at(self, x_mm: float, y_mm: float) -> Site | None:
        """The site seen at a place of the picture; None off the skin."""
        hit = self._sight.at(x_mm, y_mm)
        if hit is None or hit[0] < 0:
            return None
        return join_one(int(self.triangles[hit[0]]), hit[1], hit[2])

    def sites_at(self, xy_mm: Floats) -> list[Site | None]:
        """The sites seen at n places (n, 2); None off the skin."""
        hits = self._sight.many(xy_mm)
        return sites_of(self.triangles, hits.row, hits.second, hits.third, mesh=self._mesh)

    def skin_at(self, xy_mm: Floats) -> tuple[Bools, Sites]:
        """As `sites_at` for many places, as columns: where there is skin (n,), and those sites."""
        hits = self._sight.many(xy_mm)
        triangle = self.triangles[np.maximum(hits.row, 0)]
        good: Bools = (hits.row >= 0) & self._mesh.is_skin(triangle)
        return good, join(triangle[good], hits.second[good], hits.third[good])

    def tilt_deg(self, sites: Sites) -> Floats:
        """Angle (n,) between the smooth normal and the direction to the viewer."""
        cosine = self._mesh.normals(sites) @ self.forward
        out: Floats = np.degrees(np.arccos(np.clip(cosine, -1.0, 1.0)))
        return out

    def positions(self, sites: Sites) -> ChartPositions:
        """Where the chart would show n sites, and whether it does."""
        placed = self.project(self._mesh.positions(sites))
        return ChartPositions(
            xy_mm=placed[:, :2],
            visible=self._sees(sites, placed),
            tilt_deg=self.tilt_deg(sites),
        )

    def _sees(self, sites: Sites, placed: Floats) -> Bools:
        """True (n,) for a site on seen skin, on the picture, with nothing in front of it."""
        on_picture = self._on_picture(placed[:, :2])
        if not on_picture.any():
            return on_picture
        triangles, _ = sites.split
        row = np.minimum(self.triangles.searchsorted(triangles), len(self.triangles) - 1)
        own: Bools = on_picture & (self.triangles[row] == triangles)
        own &= self._mesh.is_skin(triangles) & self._from_outside(triangles)
        ask = own.nonzero()[0]
        if len(ask) == 1:
            x, y, depth = placed[ask[0]].tolist()
            hit = self._sight.at(x, y)
            own[ask] = hit is None or hit[3] <= depth + DEPTH_TOLERANCE_MM
            return own
        front = self._sight.many(placed[ask, :2]).height
        own[ask] = front <= placed[ask, 2] + DEPTH_TOLERANCE_MM
        return own

    def _from_outside(self, triangles: Ints) -> Bools:
        """True (n,) for triangles whose outside faces the viewer."""
        corners = self._mesh.corners(triangles)
        # Their area as the chart sees them, signed: two of its axes are enough.
        flat = corners @ self._axes[:, :2]
        (bx, by), (cx, cy) = ((flat[:, k] - flat[:, 0]).T for k in (1, 2))
        out: Bools = cx * by - bx * cy > 0.0  # y runs down on a chart
        return out
