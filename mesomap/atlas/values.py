"""The small frozen values that the atlas hands out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import cast

import numpy as np
from numpy.typing import NDArray

from mesomap.model import RegionKey, Side, Site, SkinSite

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """A named area of skin. `name` is English and leaves out the side; area is skin area.

    `excluded`: the region tiles the body, but is kept neutral and is not offered for treatment.
    """

    key: RegionKey
    name: str
    group: str
    patch: str
    area_mm2: float
    charts: tuple[str, ...]
    excluded: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Landmark:
    """A point of surface anatomy, at its site and in the body's space."""

    id: str
    side: Side
    name: str
    site: SkinSite
    xyz_mm: tuple[float, float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartView:
    """Where one chart shows a site, and how far the skin is turned from the viewer there."""

    chart: str
    x_mm: float
    y_mm: float
    tilt_deg: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartPositions:
    """Where one chart would show n sites.

    Attributes
    ----------
    xy_mm : (n, 2)
        Chart millimetres, also for sites that are hidden or off the picture.
    visible : (n,)
        True where nothing hides the site and it lies on the picture.
    tilt_deg : (n,)
        Angle between the smooth skin normal and the direction to the viewer, 0 to 180.
    """

    xy_mm: Floats
    visible: Bools
    tilt_deg: Floats


@dataclass(frozen=True, slots=True, kw_only=True)
class SkinDistance:
    """A length along the skin, and the fraction by which flat lengths there may be wrong."""

    skin_mm: float
    length_error: float


def on_skin(site: Site) -> SkinSite:
    """`site`, which the caller knows to be on skin: a place on a picture never gets so far."""
    return cast(SkinSite, site)


@dataclass(frozen=True)
class Sites:
    """n sites on skin as columns: faces (n,), s (n,), t (n,). Keeps what it has worked out."""

    face: Ints
    s: Floats
    t: Floats

    @classmethod
    def of(cls, sites: Sequence[Site]) -> Sites:
        """The columns of `sites`; AttributeError if one of them lies on a picture."""
        skin = cast("Sequence[SkinSite]", sites)
        n = len(skin)
        return cls(
            np.fromiter((site.face for site in skin), np.int64, n),
            np.fromiter((site.s for site in skin), np.float64, n),
            np.fromiter((site.t for site in skin), np.float64, n),
        )

    @cached_property
    def split(self) -> tuple[Ints, Floats]:
        """The triangle (n,) that each lies on, and the weights (n, 3) of its corners.

        `mesomap.atlas.triangles` says how the triangles of a face are numbered.
        """
        s4, t4 = self.s * 4.0, self.t * 4.0
        i = np.minimum(s4.astype(np.int64), 3)
        j = np.minimum(t4.astype(np.int64), 3)
        fs, ft = s4 - i, t4 - j
        upper = ft > fs
        triangles = (self.face * 16 + j * 4 + i) * 2 + upper
        low, high = np.minimum(fs, ft), np.maximum(fs, ft)
        weights = np.empty((len(s4), 3))
        weights[:, 0] = 1.0 - high
        weights[:, 1] = np.where(upper, fs, high - low)
        weights[:, 2] = np.where(upper, high - low, ft)
        return triangles, weights
