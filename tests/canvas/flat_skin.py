"""A body that is one flat sheet of skin, so that a test can say where everything must be.

The chart "sheet" shows it in true millimetres, 200 x 150. Skin from 10 to 190 and from 5 to
145; the regions `palm` right (x < 100) and left. From x = 160 on the chart pretends a tilt of 70
degrees. The chart "half" shows only the left region, at double size.
"""

from types import SimpleNamespace
from typing import ClassVar

import numpy as np
import shapely

from mesomap.atlas import ChartPositions, Region
from mesomap.atlas.values import SkinDistance
from mesomap.model import RegionKey, Side, SkinSite

RIGHT, LEFT = RegionKey("palm", Side.RIGHT), RegionKey("palm", Side.LEFT)
COLUMNS = 20
SVG = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 150" width="200mm" height="150mm">'
    b'<rect x="10" y="5" width="180" height="140" fill="#eeeeee"/></svg>'
)


def site(x, y):
    column, row = int(x // 10), int(y // 10)
    return SkinSite(row * COLUMNS + column, x / 10 - column, y / 10 - row)


def xy_of(sites):
    return np.array(
        [((s.face % COLUMNS + s.s) * 10.0, (s.face // COLUMNS + s.t) * 10.0) for s in sites]
    ).reshape(-1, 2)


class FlatChart:
    def __init__(self, id, title, width, height, scale, shift, regions):
        self.id, self.title, self.group = id, title, "hand"
        self.width_mm, self.height_mm = width, height
        self.scale, self.shift = scale, np.array(shift)
        self.regions = regions
        self.triangles = np.empty(0, np.int64)

    def svg(self):
        return SVG

    def borders(self):
        return [self.to_chart(np.array([[100.0, 10.0], [100.0, 140.0]]))]

    def polygons(self):
        boxes = {RIGHT: shapely.box(10, 5, 100, 145), LEFT: shapely.box(100, 5, 190, 145)}
        return {key: shapely.transform(boxes[key], self.to_chart) for key in self.regions}

    def to_chart(self, xy):
        return (xy - self.shift) * self.scale

    def to_sheet(self, xy):
        return xy / self.scale + self.shift

    def project(self, xyz):
        return np.asarray(xyz) * (1.0, -1.0, 1.0)


class FlatBody:
    id, name = "flat", "Flat"
    landmarks = ()
    factors: ClassVar = {}
    pictures: ClassVar = {}

    def __init__(self):
        self.charts = {
            "sheet": FlatChart("sheet", "Sheet", 200.0, 150.0, 1.0, (0, 0), (RIGHT, LEFT)),
            "half": FlatChart("half", "Half", 200.0, 300.0, 2.0, (95, 0), (LEFT,)),
        }
        self.regions = {
            key: Region(
                key=key,
                name="Palm",
                group="hand",
                patch="p",
                area_mm2=12600.0,
                charts=("sheet", "half"),
            )
            for key in (RIGHT, LEFT)
        }
        boxes = {RIGHT: shapely.box(-90, -70, 0, 70), LEFT: shapely.box(0, -70, 90, 70)}
        self.patches = {
            "p": SimpleNamespace(
                id="p", regions=(RIGHT, LEFT), polygon=boxes.__getitem__, length_error_p95=0.01
            )
        }

    def chart(self, id):
        return self.charts[id]

    def site_at(self, chart, x, y):
        return self.sites_at(chart, np.array([[x, y]]))[0]

    def sites_at(self, chart, xy):
        picture = self.charts[chart]
        places = picture.to_sheet(np.asarray(xy, float))
        return [
            site(x, y) if self.seen(picture, x) and 10 <= x < 190 and 5 <= y < 145 else None
            for x, y in places.tolist()
        ]

    @staticmethod
    def seen(picture, x):
        return picture.id == "sheet" or x >= 100

    def on_chart(self, chart, sites):
        picture = self.charts[chart]
        xy = xy_of(sites)
        return ChartPositions(
            xy_mm=picture.to_chart(xy),
            visible=np.array([self.seen(picture, x) for x in xy[:, 0]], bool),
            tilt_deg=np.where(xy[:, 0] >= 160, 70.0, 0.0),
        )

    def xyz(self, sites):
        return np.column_stack([xy_of(sites), np.zeros(len(sites))])

    def normals(self, sites):
        return np.tile([0.0, 0.0, 1.0], (len(sites), 1))

    def regions_of(self, sites):
        return [RIGHT if x < 100 else LEFT for x in xy_of(sites)[:, 0]]

    def region_of(self, site):
        return self.regions_of([site])[0]

    def on_patch(self, patch, sites):
        return (xy_of(sites) - (100.0, 75.0)) * (1.0, -1.0)

    def from_patch(self, patch, uv):
        places = np.asarray(uv) * (1.0, -1.0) + (100.0, 75.0)
        return [site(x, y) if 10 <= x < 190 and 5 <= y < 145 else None for x, y in places.tolist()]

    def patches_holding(self, site):
        return ["p"]

    def mirrored(self, site_):
        ((x, y),) = xy_of([site_]).tolist()
        return site(200.0 - x, y)

    def distance_mm(self, a, b):
        return SkinDistance(
            skin_mm=float(np.hypot(*np.diff(xy_of([a, b]), axis=0)[0])), length_error=0.01
        )
