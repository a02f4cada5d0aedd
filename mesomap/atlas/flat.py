"""A clinic's own picture as a chart and a patch: flat, in true mm of its measured line.

Its sites are `PictureSite`s in chart millimetres. The whole picture is one region and one patch,
named by the picture's id, so that lattices, spacing and coverage work on it as on skin.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import Any
from uuid import UUID

import numpy as np
import shapely
from numpy.typing import NDArray

from mesomap.atlas.chart import Chart
from mesomap.atlas.patch import Patch
from mesomap.atlas.values import Bools, ChartPositions, Floats, Ints, Region, Sites
from mesomap.model import (
    Attachment,
    KnownError,
    PatientsLeft,
    Picture,
    PictureSite,
    RegionKey,
    Side,
    Site,
)
from mesomap.model.message import QT_TRANSLATE_NOOP

GROUP = "pictures"
"""The group of these charts and regions."""
LOST = QT_TRANSLATE_NOOP(
    "messages", "The picture “{title}” is missing from the clinic file: restore a backup of it."
)
_LEAN = {PatientsLeft.ON_THE_RIGHT: 1.0, PatientsLeft.ON_THE_LEFT: -1.0, PatientsLeft.NEITHER: 0.0}

Read = Callable[[UUID], Attachment | None]
"""An attachment of the clinic file by its id."""


def picture_key(picture: Picture) -> RegionKey:
    """The region that the whole picture is."""
    return RegionKey(str(picture.id), Side.MIDLINE)


class FlatChart(Chart):
    """A picture as a chart: nothing hides or tilts on it, and skin is never seen on it.

    Attributes
    ----------
    picture : Picture
        What it is made of.
    lean : float
        How far the patient's left lies to the chart's right: 1, -1, or 0 where neither does.
    """

    def __init__(self, picture: Picture, read: Read) -> None:
        # Not an atlas chart's making: there is no mesh behind it.
        self.id = str(picture.id)
        self.title = picture.title
        self.group = GROUP
        self.file = ""
        self.width_mm = picture.width_mm
        self.height_mm = picture.height_mm
        self.regions = (picture_key(picture),)
        self.picture = picture
        self.lean = _LEAN[picture.patients_left]
        self._read = read

    @property
    def key(self) -> RegionKey:
        """The region that the whole picture is."""
        return self.regions[0]

    def attachment(self) -> Attachment:
        """The stored picture, read anew; KnownError if the clinic file has lost it."""
        found = self._read(self.picture.attachment)
        if found is None:
            raise KnownError(LOST, title=self.title)
        return found

    def svg(self) -> bytes:
        """A drawing of nothing: what there is to see is the attachment."""
        return b'<svg xmlns="http://www.w3.org/2000/svg"/>'

    def borders(self) -> list[Floats]:
        """The picture's edge, for a white one would not be told from its ground."""
        x, y = self.width_mm, self.height_mm
        return [np.array([[0.0, 0.0], [x, 0.0], [x, y], [0.0, y], [0.0, 0.0]])]

    @cached_property
    def _polygons(self) -> Mapping[RegionKey, Any]:
        return {self.key: shapely.box(0.0, 0.0, self.width_mm, self.height_mm)}

    @property
    def forward(self) -> Floats:
        """The direction from the picture to the viewer, (3,)."""
        return np.array([0.0, 0.0, 1.0])

    def project(self, xyz_mm: NDArray[np.floating[Any]]) -> Floats:
        """Directions only: the patient's left, up and the viewer, as they lie on the picture."""
        out: Floats = np.asarray(xyz_mm, np.float64) * (self.lean, -1.0, 1.0)
        return out

    @cached_property
    def triangles(self) -> Ints:
        """It sees no triangle of the body."""
        return np.empty(0, np.int64)

    def site_at(self, x_mm: float, y_mm: float) -> Site | None:
        """The place at x, y of the picture; None beside it."""
        if not (0.0 <= x_mm <= self.width_mm and 0.0 <= y_mm <= self.height_mm):
            return None
        return PictureSite(self.id, float(x_mm), float(y_mm))

    def sites_at(self, xy_mm: Floats) -> list[Site | None]:
        """The places at n points (n, 2); None beside the picture."""
        return [self.site_at(x, y) for x, y in np.asarray(xy_mm).tolist()]

    def tilt_deg(self, sites: Sites) -> Floats:
        """The body's skin is never seen here."""
        return np.full(len(sites.face), 180.0)

    def positions(self, sites: Sites) -> ChartPositions:
        """The body's skin is never seen here."""
        return nowhere(len(sites.face))

    def show(self, sites: Sequence[Site]) -> ChartPositions:
        """Where the picture shows n sites: those that are its own."""
        out = nowhere(len(sites))
        for row, site in enumerate(sites):
            if self.holds(site):
                out.xy_mm[row] = site.x_mm, site.y_mm  # type: ignore[union-attr]
                out.visible[row] = True
                out.tilt_deg[row] = 0.0
        return out

    def holds(self, site: Site) -> bool:
        """Whether `site` is a place on this picture."""
        return type(site) is PictureSite and site.chart == self.id


class FlatPatch(Patch):
    """A picture as flat skin: u to the right and v up from its middle, in the picture's mm."""

    def __init__(self, chart: FlatChart) -> None:
        # Not an atlas patch's making: there is no mesh behind it.
        self.id = chart.id
        self.area_mm2 = chart.width_mm * chart.height_mm
        self.length_error_mean = self.length_error_p95 = 0.0
        self.natural = "across"
        self.regions = chart.regions
        self.number = -1
        self._chart = chart
        self._middle = np.array([chart.width_mm / 2.0, chart.height_mm / 2.0])

    @cached_property
    def geometries(self) -> NDArray[Any]:
        """Its one polygon, prepared."""
        x, y = self._middle.tolist()
        out = np.array([shapely.box(-x, -y, x, y)], dtype=object)
        shapely.prepare(out)
        return out

    @cached_property
    def triangles(self) -> Ints:
        """None: it is no part of the mesh."""
        return np.empty(0, np.int64)

    @cached_property
    def corners(self) -> Floats:
        """None: it is no part of the mesh."""
        return np.empty((0, 3, 2))

    def holds_triangle(self, triangle: int) -> bool:
        """Never."""
        return False

    def place(self, site: Site) -> tuple[float, float] | None:
        """Where a place on the picture lies, (u, v) mm; None for any other site."""
        if not self._chart.holds(site):
            return None
        u, v = self.spread([site])[0].tolist()
        return u, v

    def places(self, sites: Sites) -> Floats:
        """It holds none of the body's skin: NaN (n, 2)."""
        return np.full((len(sites.face), 2), np.nan)

    def spread(self, sites: Sequence[Site]) -> Floats:
        """Where n sites lie, (n, 2) mm; NaN for those that are not on the picture."""
        shown = self._chart.show(sites)
        out: Floats = (shown.xy_mm - self._middle) * (1.0, -1.0)
        out[~shown.visible] = np.nan
        return out

    def sites(self, uv_mm: Floats) -> list[Site | None]:
        """The places on the picture at n places (n, 2) mm; None beside it."""
        xy: Floats = np.asarray(uv_mm, np.float64) * (1.0, -1.0) + self._middle
        return self._chart.sites_at(xy)


def region_of_picture(chart: FlatChart) -> Region:
    """The region that the whole picture is, named by its title."""
    return Region(
        key=chart.key,
        name=chart.title,
        group=GROUP,
        patch=chart.id,
        area_mm2=chart.width_mm * chart.height_mm,
        charts=(chart.id,),
    )


def nowhere(n: int) -> ChartPositions:
    """n sites that a chart does not show."""
    visible: Bools = np.zeros(n, bool)
    return ChartPositions(xy_mm=np.zeros((n, 2)), visible=visible, tilt_deg=np.full(n, 180.0))
