"""A body for layout tests: a flat sheet of skin, seen squarely by one chart and askew by another.

Site (face 0, s, t) lies at x = 200 s, y = 260 t of the chart "flat"; the chart "turned" sees the
same skin 40 degrees askew, but only its right half. Faces above 0 are seen by no chart.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import numpy as np

from mesomap.model import RegionKey, Side, SkinSite

WIDTH, HEIGHT = 200.0, 260.0
LEFT = RegionKey("cheek-buccal", Side.LEFT)
RIGHT = RegionKey("cheek-buccal", Side.RIGHT)
CHIN = RegionKey("chin", Side.MIDLINE)
SVG = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 260" width="200mm" height="260mm">'
    b'<ellipse cx="100" cy="130" rx="95" ry="125" fill="#e4e4e4" stroke="#555"/></svg>'
)


@dataclass(eq=False)
class FlatChart:
    id: str
    title: str
    regions: tuple[RegionKey, ...]
    tilt: float
    width_mm: float = WIDTH
    height_mm: float = HEIGHT
    group: str = "face"

    @property
    def forward(self) -> Any:
        return np.array([0.0, 0.0, 1.0])

    def svg(self) -> bytes:
        return SVG

    def borders(self) -> list[Any]:
        return [np.array([[100.0, 0.0], [100.0, HEIGHT]])]

    def project(self, xyz_mm: Any) -> Any:
        return np.asarray(xyz_mm, dtype=float)


@dataclass(frozen=True)
class Seen:
    xy_mm: Any
    visible: Any
    tilt_deg: Any


@dataclass(frozen=True)
class FlatRegion:
    key: RegionKey
    name: str
    group: str = "face"


@dataclass
class FlatBody:
    id: str = "female"
    stature_mm: float = 1625.0
    pictures: Mapping[str, Any] = field(default_factory=dict)
    charts: Mapping[str, FlatChart] = field(
        default_factory=lambda: {
            "flat": FlatChart("flat", "Face front", (LEFT, RIGHT, CHIN), 0.0),
            "turned": FlatChart("turned", "Face, left oblique", (LEFT, RIGHT, CHIN), 40.0),
        }
    )
    regions: Mapping[RegionKey, FlatRegion] = field(
        default_factory=lambda: {
            LEFT: FlatRegion(LEFT, "Buccal cheek"),
            RIGHT: FlatRegion(RIGHT, "Buccal cheek"),
            CHIN: FlatRegion(CHIN, "Chin"),
        }
    )

    def chart(self, id: str) -> FlatChart:
        return self.charts[id]

    def normals(self, sites: Sequence[SkinSite]) -> Any:
        return np.tile([0.0, 0.0, 1.0], (len(sites), 1))

    def on_chart(self, chart: str, sites: Sequence[SkinSite]) -> Seen:
        xy = np.array([(site.s * WIDTH, site.t * HEIGHT) for site in sites]).reshape(-1, 2)
        face = np.array([site.face for site in sites])
        tilt = np.full(len(sites), self.charts[chart].tilt)
        if chart == "turned":
            visible = (face == 0) & (xy[:, 0] > WIDTH / 2)
            xy = (xy - (WIDTH / 2, 0.0)) * (0.766, 1.0) + (WIDTH / 2, 0.0)
        else:
            visible = face == 0
        return Seen(xy, visible, tilt)


def site(x_mm: float, y_mm: float) -> SkinSite:
    """The site at x, y of the flat chart."""
    return SkinSite(0, x_mm / WIDTH, y_mm / HEIGHT)


def number_id(number: int) -> UUID:
    return UUID(int=number + 1)
