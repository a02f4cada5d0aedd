"""The built skin atlas: bodies, charts, patches, regions, and the maps between them.

A site is an address on the skin (`mesomap.model.SkinSite`). From it follow its place in space,
its region, its flat millimetres on a patch, and its place on every chart that sees it.
"""

from mesomap.atlas.atlas import Atlas, default_atlas, load_atlas
from mesomap.atlas.body import Body
from mesomap.atlas.chart import Chart
from mesomap.atlas.patch import Patch
from mesomap.atlas.values import ChartPositions, ChartView, Landmark, Region, SkinDistance

__all__ = [
    "Atlas",
    "Body",
    "Chart",
    "ChartPositions",
    "ChartView",
    "Landmark",
    "Patch",
    "Region",
    "SkinDistance",
    "default_atlas",
    "load_atlas",
]
