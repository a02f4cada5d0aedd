"""A body: its charts, patches and regions, and every map between picture, skin and flat skin."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

import numpy as np
from numpy.typing import ArrayLike

from mesomap.atlas.chart import Chart
from mesomap.atlas.flat import FlatChart
from mesomap.atlas.metadata import BodyParts
from mesomap.atlas.patch import Patch
from mesomap.atlas.region_finder import RegionFinder
from mesomap.atlas.scaled import ScaledPatch
from mesomap.atlas.triangles import split_one
from mesomap.atlas.values import (
    ChartPositions,
    ChartView,
    Floats,
    Region,
    Sites,
    SkinDistance,
    on_skin,
)
from mesomap.model import KnownError, RegionKey, Site
from mesomap.model.message import QT_TRANSLATE_NOOP

NO_CHART = QT_TRANSLATE_NOOP("messages", "There is no chart {chart}. The charts are: {known}.")
NO_PATCH = QT_TRANSLATE_NOOP("messages", "There is no patch {patch}. The patches are: {known}.")
NO_REGION = QT_TRANSLATE_NOOP("messages", "There is no region {region} ({side}).")


class Body:
    """One body of the atlas. Its figures are there at once, its geometry comes when asked for.

    Attributes
    ----------
    factors : mapping
        Of a calibrated body, how many times as long each patch's lengths are; patches that are
        not named, and every patch of the atlas's own body, have 1.
    original : Body
        The body of the atlas that this one is, or was calibrated from.
    pictures : mapping
        The clinic's own pictures among the charts, by id (`mesomap.atlas.pictured`).
    """

    def __init__(self, parts: BodyParts) -> None:
        self.id = parts.id
        self.name = parts.name
        self.stature_mm = parts.stature_mm
        self.charts = parts.charts
        self.regions = parts.regions
        self.patches = parts.patches
        self.landmarks = parts.landmarks
        self.mesh = parts.mesh
        self.factors: Mapping[str, float] = MappingProxyType({})
        self.original = self
        self.pictures: Mapping[str, FlatChart] = MappingProxyType({})
        self._shown: tuple[tuple[str, Site], ChartPositions] | None = None
        self._parts = parts
        self._finder = RegionFinder(parts.mesh, tuple(parts.patches.values()))

    def __repr__(self) -> str:
        return f"Body({self.id!r})"

    def calibrated(self, factors: Mapping[str, float]) -> Body:
        """This body with every length on the patch `id` multiplied by `factors[id]`.

        Flat places, polygons, lengths and areas follow; sites, charts, the mesh and which region
        a site lies in are the atlas's own. Geometry is shared, nothing is computed yet.

        Raises
        ------
        ValueError
            A factor is not above 0.
        """
        if not all(factor > 0 for factor in factors.values()):
            raise ValueError("a length cannot vanish")
        original = self.original
        parts = original._parts
        patches = {
            id: ScaledPatch(patch, factors[id]) if factors.get(id, 1.0) != 1.0 else patch
            for id, patch in parts.patches.items()
        }
        regions = {
            key: replace(one, area_mm2=one.area_mm2 * factors.get(one.patch, 1.0) ** 2)
            for key, one in parts.regions.items()
        }
        body = Body(replace(parts, patches=patches, regions=regions))
        body.factors = MappingProxyType({id: factors[id] for id in patches if id in factors})
        body.original = original
        body._finder = original._finder
        return body

    def factor(self, patch: str) -> float:
        """How many times as long as the atlas's own the lengths on `patch` are."""
        return self.factors.get(patch, 1.0)

    def chart(self, id: str) -> Chart:
        """The chart `id`; KnownError if there is none."""
        try:
            return self.charts[id]
        except KeyError:
            raise KnownError(NO_CHART, chart=id, known=", ".join(self.charts)) from None

    def patch(self, id: str) -> Patch:
        """The patch `id`; KnownError if there is none."""
        try:
            return self.patches[id]
        except KeyError:
            raise KnownError(NO_PATCH, patch=id, known=", ".join(self.patches)) from None

    def region(self, key: RegionKey) -> Region:
        """The region `key`; KnownError if there is none."""
        try:
            return self.regions[key]
        except KeyError:
            raise KnownError(NO_REGION, region=key.id, side=key.side.value) from None

    # Picture and skin

    def site_at(self, chart: str, x_mm: float, y_mm: float) -> Site | None:
        """The site that `chart` shows at x, y; None off the skin. KnownError: no such chart."""
        return self.chart(chart).site_at(x_mm, y_mm)

    def sites_at(self, chart: str, xy_mm: ArrayLike) -> list[Site | None]:
        """As `site_at`, for n places (n, 2)."""
        return self.chart(chart).sites_at(_places(xy_mm))

    def on_chart(self, chart: str, sites: Sequence[Site]) -> ChartPositions:
        """Where `chart` shows n sites, which are visible, and how tilted the skin is there."""
        if len(sites) != 1:
            return self.chart(chart).positions(Sites.of(sites))
        # The cursor, the press and the mark it leaves ask for one place one after the other.
        asked = chart, sites[0]
        if self._shown is None or self._shown[0] != asked:
            self._shown = asked, self.chart(chart).positions(Sites.of(sites))
        return self._shown[1]

    def charts_seeing(self, site: Site, max_tilt_deg: float = 75.0) -> list[ChartView]:
        """The charts that show `site` tilted less than `max_tilt_deg`, least tilt first."""
        one = Sites.of([site])
        normal = self.mesh.normals(one)[0]
        least_cosine = math.cos(math.radians(max_tilt_deg))
        views = []
        for chart in self.charts.values():
            if normal @ chart.forward <= least_cosine:
                continue
            shown = chart.positions(one)
            if shown.visible[0]:
                x, y = shown.xy_mm[0].tolist()
                tilt = float(shown.tilt_deg[0])
                views.append(ChartView(chart=chart.id, x_mm=x, y_mm=y, tilt_deg=tilt))
        return sorted(views, key=lambda view: view.tilt_deg)

    def xyz(self, sites: Sequence[Site]) -> Floats:
        """Positions (n, 3) in the body's space, mm."""
        return self.mesh.positions(Sites.of(sites))

    def normals(self, sites: Sequence[Site]) -> Floats:
        """Smooth outward unit normals (n, 3)."""
        return self.mesh.normals(Sites.of(sites))

    def mirrored(self, site: Site) -> Site:
        """The same skin on the other side of the body."""
        return self.mesh.mirrored(on_skin(site))

    # Skin and flat skin

    def region_of(self, site: Site) -> RegionKey | None:
        """The region whose polygon on its patch holds `site`; None off the tiled skin."""
        return self._finder.one(on_skin(site))

    def regions_of(self, sites: Sequence[Site]) -> list[RegionKey | None]:
        """As `region_of`, for n sites."""
        return self._finder.many(Sites.of(sites))

    def on_patch(self, patch: str, sites: Sequence[Site]) -> Floats:
        """Where n sites lie on `patch`, (n, 2) mm; NaN where it does not hold a site."""
        sheet = self.patch(patch)
        if len(sites) == 1:  # what one click asks of every patch in use
            return np.array([sheet.place(sites[0]) or (np.nan, np.nan)])
        return sheet.places(Sites.of(sites))

    def from_patch(self, patch: str, uv_mm: ArrayLike) -> list[Site | None]:
        """The sites at n places (n, 2) of `patch`, mm; None outside it and off the skin."""
        return self.patch(patch).sites(_places(uv_mm))

    def patches_holding(self, site: Site) -> list[str]:
        """The patches that hold `site`, margins included; its home patch first."""
        triangle = split_one(on_skin(site))[0]
        home = self.home_patch(site)
        holding = [patch for patch in self.patches.values() if patch.holds_triangle(triangle)]
        return [patch.id for patch in sorted(holding, key=lambda patch: patch is not home)]

    def home_patch(self, site: Site) -> Patch | None:
        """The patch that measures `site`: its region's; None off the tiled skin."""
        key = self.region_of(site)
        return None if key is None else self.patches[self.regions[key].patch]

    def distance_mm(self, a: Site, b: Site) -> SkinDistance | None:
        """The length along the skin from `a` to `b`, measured flat.

        In the patch that is home to both; else in those home patches of one that hold the other
        (the mean, where both do); else in the patches that hold both in their margins (their
        mean). None where no patch holds both. The error is the patch's 95th percentile length
        error, of several the largest.
        """
        homes = [patch for patch in (self.home_patch(a), self.home_patch(b)) if patch is not None]
        measured = _lengths(homes, a, b)
        if not measured:
            known = {patch.id for patch in homes}
            others = [patch for patch in self.patches.values() if patch.id not in known]
            measured = _lengths(others, a, b)
        if not measured:
            return None
        return SkinDistance(
            skin_mm=sum(measured.values()) / len(measured),
            length_error=max(self.patches[id].length_error_p95 for id in measured),
        )


def _lengths(patches: Sequence[Patch], a: Site, b: Site) -> dict[str, float]:
    """The distance of `a` and `b` on each of `patches` that holds both, by patch id."""
    found: dict[str, float] = {}
    for patch in patches:
        if patch.id in found:
            continue
        start = patch.place(a)
        end = patch.place(b) if start is not None else None
        if start is not None and end is not None:
            found[patch.id] = math.dist(start, end)
    return found


def _places(xy_mm: ArrayLike) -> Floats:
    return np.asarray(xy_mm, np.float64).reshape(-1, 2)
