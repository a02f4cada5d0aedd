"""A body together with a clinic's own pictures: the same questions, answered for both.

A place on a picture is not an address on the skin: it is on its own chart and on no other, it has
no other side of the body, and no distance to anything that is not on the same picture.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any, TypeVar

import numpy as np
from numpy.typing import ArrayLike, NDArray

from mesomap.atlas.body import Body
from mesomap.atlas.flat import FlatChart, FlatPatch, Read, nowhere, region_of_picture
from mesomap.atlas.patch import Patch
from mesomap.atlas.values import ChartPositions, ChartView, Floats, SkinDistance
from mesomap.model import KnownError, Picture, PictureSite, RegionKey, Site, SkinSite
from mesomap.model.message import QT_TRANSLATE_NOOP

T = TypeVar("T", bound=np.generic)

NO_OTHER_SIDE = QT_TRANSLATE_NOOP(
    "messages", "A place on a picture is not an address on the skin: it has no other side."
)


class PicturedBody(Body):
    """`body` and the flat charts `charts`; sites of both sorts may be mixed in one question."""

    def __init__(self, body: Body, charts: Sequence[FlatChart]) -> None:
        parts = body._parts
        pictures = {chart.id: chart for chart in charts}
        self._sheets = {chart.id: FlatPatch(chart) for chart in charts}
        super().__init__(
            replace(
                parts,
                charts={**parts.charts, **pictures},
                regions={**parts.regions, **{one.key: region_of_picture(one) for one in charts}},
                patches={**parts.patches, **self._sheets},
            )
        )
        self.pictures = pictures
        self.factors = body.factors
        self.original = body.original
        self._skin = body

    # Picture and skin

    def on_chart(self, chart: str, sites: Sequence[Site]) -> ChartPositions:
        """Where `chart` shows n sites; a picture only its own, a chart of the body only skin."""
        if chart in self.pictures:
            return self.pictures[chart].show(sites)
        skin = _skin_rows(sites)
        if skin is None:
            return self._skin.on_chart(chart, sites)
        out = nowhere(len(sites))
        if skin:
            found = self._skin.on_chart(chart, [sites[row] for row in skin])
            out.xy_mm[skin] = found.xy_mm
            out.visible[skin] = found.visible
            out.tilt_deg[skin] = found.tilt_deg
        return out

    def charts_seeing(self, site: Site, max_tilt_deg: float = 75.0) -> list[ChartView]:
        """The charts that show `site`; of a place on a picture its own."""
        if not isinstance(site, PictureSite):
            return self._skin.charts_seeing(site, max_tilt_deg)
        if site.chart not in self.pictures:
            return []
        return [ChartView(chart=site.chart, x_mm=site.x_mm, y_mm=site.y_mm, tilt_deg=0.0)]

    def normals(self, sites: Sequence[Site]) -> Floats:
        """Smooth outward unit normals (n, 3); a picture faces the viewer."""
        return _spread(sites, self._skin.normals, np.array([0.0, 0.0, 1.0]))

    def mirrored(self, site: Site) -> Site:
        """The same skin on the other side of the body; KnownError for a place on a picture."""
        if isinstance(site, PictureSite):
            raise KnownError(NO_OTHER_SIDE)
        return self._skin.mirrored(site)

    # Skin and flat skin

    def region_of(self, site: Site) -> RegionKey | None:
        """The region that holds `site`: of a place on a picture the whole picture."""
        if not isinstance(site, PictureSite):
            return self._skin.region_of(site)
        chart = self.pictures.get(site.chart)
        return None if chart is None else chart.key

    def regions_of(self, sites: Sequence[Site]) -> list[RegionKey | None]:
        """As `region_of`, for n sites."""
        skin = _skin_rows(sites)
        if skin is None:
            return self._skin.regions_of(sites)
        out = [self.region_of(s) if isinstance(s, PictureSite) else None for s in sites]
        found = self._skin.regions_of([sites[row] for row in skin]) if skin else []
        for row, key in zip(skin, found, strict=True):
            out[row] = key
        return out

    def on_patch(self, patch: str, sites: Sequence[Site]) -> Floats:
        """Where n sites lie on `patch`, (n, 2) mm; NaN where it does not hold a site."""
        sheet = self._sheets.get(patch)
        if sheet is not None:
            return sheet.spread(sites)
        return _spread(sites, lambda skin: self._skin.on_patch(patch, skin), np.full(2, np.nan))

    def patches_holding(self, site: Site) -> list[str]:
        """The patches that hold `site`; a picture is its own."""
        if not isinstance(site, PictureSite):
            return self._skin.patches_holding(site)
        return [site.chart] if site.chart in self.pictures else []

    def home_patch(self, site: Site) -> Patch | None:
        """The patch that measures `site`."""
        if not isinstance(site, PictureSite):
            return self._skin.home_patch(site)
        return self._sheets.get(site.chart)

    def distance_mm(self, a: Site, b: Site) -> SkinDistance | None:
        """As on the skin; on a picture by its measured line. None between the two."""
        if isinstance(a, SkinSite) and isinstance(b, SkinSite):
            return self._skin.distance_mm(a, b)
        if not (isinstance(a, PictureSite) and isinstance(b, PictureSite)) or a.chart != b.chart:
            return None
        return SkinDistance(skin_mm=math.hypot(b.x_mm - a.x_mm, b.y_mm - a.y_mm), length_error=0.0)

    def from_patch(self, patch: str, uv_mm: ArrayLike) -> list[Site | None]:
        """The sites at n places (n, 2) of `patch`, mm; None outside it and off the skin."""
        places = np.asarray(uv_mm, np.float64).reshape(-1, 2)
        sheet = self._sheets.get(patch)
        return self._skin.from_patch(patch, places) if sheet is None else sheet.sites(places)


@lru_cache(maxsize=4)
def with_pictures(body: Body, pictures: tuple[Picture, ...], read: Read) -> Body:
    """`body` and these pictures, the same for the same; `body` itself without any."""
    if not pictures:
        return body
    return PicturedBody(body, [_flat_chart(picture, read) for picture in pictures])


@lru_cache(maxsize=64)
def _flat_chart(picture: Picture, read: Read) -> FlatChart:
    return FlatChart(picture, read)


def _skin_rows(sites: Sequence[Site]) -> list[int] | None:
    """Which of `sites` are on skin; None if all are, which is the usual case."""
    rows = [row for row, site in enumerate(sites) if type(site) is SkinSite]
    return None if len(rows) == len(sites) else rows


def _spread(
    sites: Sequence[Site], of_skin: Callable[[Sequence[Site]], NDArray[T]], other: NDArray[Any]
) -> NDArray[T]:
    """What `of_skin` says of n sites, row by row; `other` for those on pictures."""
    skin = _skin_rows(sites)
    if skin is None:
        return of_skin(sites)
    out = np.tile(other, (len(sites), 1))
    if skin:
        out[skin] = of_skin([sites[row] for row in skin])
    return out
